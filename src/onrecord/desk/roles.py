"""What a person must be to be answered: a guard for each role."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from onrecord.desk.security import Role


def demand(connection: ASGIConnection[Any, Any, Any, Any], role: Role) -> None:
    """Raises where the person may not do what that role may."""
    if not connection.user.may(role):
        raise PermissionDeniedException(
            f"{connection.user.name} is a {connection.user.role} here, and this takes a {role}; ask an owner of the record"
        )


def reviewer(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Whoever judges, adds or exports."""
    demand(connection, "reviewer")


def owner(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Whoever looks after the record and its accounts."""
    demand(connection, "owner")
