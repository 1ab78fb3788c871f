"""``onrecord account``: who may use the record over a network."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.commands.terminal import InRecord, message, opened

HELP = "Who may sign in to a desk that others reach: viewers look, reviewers judge, owners let others in. Passwords are asked for, never given here."
app = typer.Typer(help=HELP, no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that signs judgements, too.")]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help="viewer, reviewer or owner.")]


@app.command()
def add(name: Name, record: InRecord, role: RoleOption = "reviewer") -> None:
    """Makes an account. Its password is asked for at the terminal, or read as a line of standard input."""
    from onrecord.record.accounts import add_account

    with opened(record) as found:
        made = add_account(found, name, role, ask_password())
    message(f"{made.name} may sign in as {made.role}")


def ask_password() -> str:
    """A password, typed twice at a terminal, or a line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


@app.command("list")
def list_all(record: InRecord) -> None:
    """Prints every account with its role, and how many sessions it has."""
    from onrecord.record.accounts import list_accounts
    from onrecord.record.sessions import list_sessions
    from onrecord.show.visible import show_text

    with opened(record) as found:
        sessions = list_sessions(found)
        for each in list_accounts(found):
            count = sum(session.account == each.name for session in sessions)
            typer.echo(show_text(f"{each.name}  {each.role}  since {each.made}  {count} sessions"))


@app.command()
def role(name: Name, role: Annotated[str, typer.Argument(metavar="ROLE", help="viewer, reviewer or owner.")], record: InRecord) -> None:
    """Gives an account another role, from its next request on."""
    from onrecord.record.accounts import set_role

    with opened(record) as found:
        made = set_role(found, name, role)
    message(f"{made.name} is {made.role} now")


@app.command()
def password(name: Name, record: InRecord) -> None:
    """Gives an account another password, and ends its sessions."""
    from onrecord.record.accounts import set_password

    with opened(record) as found:
        made = set_password(found, name, ask_password())
    message(f"{made.name} has another password; sessions with the old one are ended")


@app.command()
def remove(name: Name, record: InRecord) -> None:
    """Removes an account and ends its sessions. What it judged stays."""
    from onrecord.record.accounts import remove_account

    with opened(record) as found:
        made = remove_account(found, name)
    message(f"{made.name} may not sign in any more")


@app.command()
def sessions(record: InRecord) -> None:
    """Prints the browsers that are signed in, the one used last first."""
    from onrecord.record.sessions import list_sessions
    from onrecord.show.visible import show_text

    with opened(record) as found:
        for each in list_sessions(found):
            typer.echo(show_text(f"{each.id}  {each.account}  since {each.made}  used {each.seen}  {each.agent or ''}".rstrip()))


@app.command()
def end(session: Annotated[str, typer.Argument(metavar="SESSION", help="Its id, as `sessions` prints it.")], record: InRecord) -> None:
    """Ends a session."""
    from onrecord.record.sessions import end_session

    with opened(record) as found:
        end_session(found, session)
    message(f"{session} is ended")
