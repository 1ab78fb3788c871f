"""``onrecord verify`` and ``checkpoint``: whether the record is what its log says, and what to keep elsewhere to be able to tell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.commands.terminal import FOUND, RECORD, WRONG_USAGE, InRecord, KeyFile, message, opened

Named = Annotated[
    str, typer.Argument(metavar="RECORD", envvar=RECORD, help="The record: a file, the address of a PostgreSQL database, or the folder of a dump.")
]


def verify(
    where: Named,
    checkpoint: Annotated[Path | None, typer.Option(metavar="FILE", help="A checkpoint kept elsewhere: finds also what was cut since.")] = None,
    key: Annotated[str | None, typer.Option(metavar="HEX", help="The public key that every checkpoint must be signed with.")] = None,
    script: Annotated[bool, typer.Option("--script", help="Print the verifier that needs nothing of onrecord, and leave.")] = False,
) -> None:
    """Finds any changed, lost or cut entry of the log, and any altered raw file, reading or judgement; names each.

    Exit status: 0 nothing found, 1 something found, 2 wrong usage, 3 no record. What this can and cannot prove: docs/custody.md.
    """
    from onrecord.record import verifier

    if script:
        typer.echo(Path(verifier.__file__).read_text(encoding="utf-8"), nl=False)
        return
    note = read_note(checkpoint) if checkpoint else None
    if Path(where).is_dir() and (source := verifier.open_source(Path(where))) is not None:
        found = list(verifier.check(source, note, key))
    else:
        from onrecord.record.custody import EngineSource, check_shown

        with opened(where) as record, record.reading() as connection:
            found = list(verifier.check(EngineSource(connection), note, key))
            # What is made of damaged rows is no news, and may not be to be made at all.
            found = found or list(check_shown(connection))
    for line in found:
        typer.echo(line)
    message(f"{where}: {len(found)} faults" if found else f"{where}: nothing was changed, lost or cut")
    raise typer.Exit(FOUND if found else 0)


def read_note(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message(f"{path}: the checkpoint cannot be read ({error}); give a file that `onrecord checkpoint` printed")
        raise typer.Exit(WRONG_USAGE) from None


def dump(
    where: Named,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is not there yet.")],
) -> None:
    """Writes a whole record as plain files: raw files under their SHA-256, everything else as JSON lines. `onrecord load` makes a record of them."""
    from onrecord.record.dump import dump_record

    with opened(where) as record:
        rows = dump_record(record, folder)
    message(f"{folder}: {rows:,} rows and files")


def load(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder that `onrecord dump` wrote.")],
    into: Annotated[str, typer.Option("--into", metavar="RECORD", envvar=RECORD, help="The record to make; it must not be there yet.")],
) -> None:
    """Makes a record of a dump, equal to the one that was dumped."""
    from onrecord.record.dump import load_record
    from onrecord.record.joining import join_pending

    with opened(into, create=True, begin=False) as record:
        rows = load_record(record, folder)
        join_pending(record)
    message(f"{into}: {rows:,} rows and files")


def checkpoint(record: InRecord, key: KeyFile = None) -> None:
    """Prints a signed checkpoint of the log, to be kept where the record's keeper cannot change it: `onrecord verify --checkpoint` compares."""
    from onrecord.record.sign import add_checkpoint, open_key

    with opened(record) as opened_record:
        typer.echo(add_checkpoint(opened_record, open_key(key)), nl=False)
