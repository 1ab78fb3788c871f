"""``onrecord desk``: the record in the browser, for whoever is at this machine, or for a team with accounts."""

from __future__ import annotations

import getpass
import os
import socket
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.terminal import RECORD, WRONG_USAGE, message, opened, prepare_gazetteer

if TYPE_CHECKING:
    from onrecord.desk.desk import Desk
    from onrecord.record.store import Record

PORT = 8470
HERE = "127.0.0.1"


def desk(
    where: Annotated[str, typer.Argument(metavar="RECORD", envvar=RECORD, help="The record: a file, or the address of a PostgreSQL database.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes any that is free.")] = PORT,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Listen there; anything but this machine itself needs accounts.")] = HERE,
    names: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", help="A name by which others reach this machine. May be given again.")
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address and open no browser.")] = False,
) -> None:
    """Opens the desk: events on a map, reports beside their claims, what is to be reviewed. It goes nowhere out and listens to this machine alone.

    The printed address lets one browser in, once. Stop it with Ctrl-C. Exit status: 0 stopped, 2 wrong usage, 3 the record cannot be used.
    """
    from onrecord.desk.security import LOOPBACK

    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with opened(where, create=False) as record:
        prepare_gazetteer()
        is_local = host in LOOPBACK
        listener = listen(host, port)
        number = listener.getsockname()[1]
        made = make_desk(record, host, number, names or [], is_local=is_local)
        address = f"http://{f'[{host}]' if ':' in host else host}:{number}/"
        if made.token:
            address += f"?token={made.token.token}"
        typer.echo(f"The desk on {record.where} is open at:\n  {address}")
        typer.echo("The address lets one browser in, once. Ctrl-C stops the desk." if made.token else "Sign in there. Ctrl-C stops the desk.")
        if made.token and not no_open:
            with suppress(webbrowser.Error):
                webbrowser.open(address)
        serve(made, listener)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP by name: only then does asyncio send at once what it has. Else it waits until the other side has said that it got the head, 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        message(f"{host}:{port}: cannot be listened on ({error.strerror}); stop what uses it, or take another with --port")
        raise typer.Exit(WRONG_USAGE) from None
    return listener


def make_desk(record: Record, host: str, port: int, names: list[str], *, is_local: bool) -> Desk:
    """The desk with its sessions: of whoever started it on this machine, of accounts elsewhere."""
    from onrecord.desk.desk import Desk
    from onrecord.desk.routes_accounts import AccountSessions
    from onrecord.desk.security import Person, TokenSessions, own_names
    from onrecord.record.accounts import has_owner

    has_accounts = has_owner(record)
    sessions = (AccountSessions(record),) if has_accounts else ()
    if is_local:
        return Desk(record, TokenSessions(Person(find_user(), "owner")), sessions, own_names(names), cookie=f"onrecord-{port}")
    if not has_accounts:
        message(f"{host}: a desk that others reach needs an owner, and there is none; make one: onrecord account add NAME --role owner")
        raise typer.Exit(WRONG_USAGE)
    return Desk(record, None, sessions, own_names([*names, host]), any_address=True, cookie=f"onrecord-{port}")


def find_user() -> str:
    """The name of whoever runs this, by which their judgements are signed."""
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return "owner"


def serve(made: Desk, listener: socket.socket) -> None:
    """Answers until it is stopped."""
    import uvicorn

    from onrecord.desk.app import make_app

    config = uvicorn.Config(
        make_app(made), log_level="warning", access_log=False, server_header=False, date_header=False, lifespan="on", timeout_graceful_shutdown=3
    )
    uvicorn.Server(config).run(sockets=[listener])
