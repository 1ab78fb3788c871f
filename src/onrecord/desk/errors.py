"""Errors as answers: one sentence that says what, where and what to do."""

from __future__ import annotations

import sys
import traceback
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from onrecord.batch import describe_fault
from onrecord.desk.desk import Failure
from onrecord.errors import OnrecordError, UsageError


class NotThere(UsageError):
    """What was asked for by its name is not in the record."""


def answer(status: int, words: str) -> Response[Failure]:
    return Response(Failure(words), status_code=status, media_type="application/json")


def tell_misuse(_: Request[Any, Any, Any], error: OnrecordError) -> Response[Failure]:
    """What cannot be served as given, what is not there, and a record that cannot be used."""
    status = 404 if isinstance(error, NotThere) else 400 if isinstance(error, UsageError) else 503
    return answer(status, str(error))


def tell_refusal(_: Request[Any, Any, Any], error: HTTPException) -> Response[Failure]:
    """What the application itself refuses."""
    return answer(error.status_code, explain(error))


def explain(error: HTTPException) -> str:
    """The refusal in words, each wrong value named."""
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        return "; ".join(f"{each.get('key', 'the body')}: {each['message']}" for each in error.extra if isinstance(each, dict) and "message" in each)
    return error.detail or "refused"


def tell_fault(request: Request[Any, Any, Any], error: Exception) -> Response[Failure]:
    """A fault of ours: told in one line to the page, whole on standard error."""
    sys.stderr.write(f"onrecord: {request.method} {request.url.path} failed\n{''.join(traceback.format_exception(error))}")
    return answer(500, f"{request.url.path}: {describe_fault(error)}")


HANDLERS: dict[Any, Any] = {OnrecordError: tell_misuse, HTTPException: tell_refusal, Exception: tell_fault}
