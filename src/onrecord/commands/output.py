"""Where answers go and in which form: the options that all commands that answer have."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.commands.filters import with_options
from onrecord.commands.terminal import WRONG_USAGE, message, quiet_pipe

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onrecord.record.store import Record


class Format(str, Enum):
    """How answers are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"


@dataclass(frozen=True, slots=True)
class Output:
    """What the options of a command say of its answer. Its fields are the options."""

    form: Annotated[Format, typer.Option("--format", help="A table for people; JSON lines, CSV or GeoJSON for programs.")] = Format.TABLE
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write there and not to standard output.")] = None
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help="At most so many; 0 for all. Tables show 50 unless asked.")] = None
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte-order mark, by which Excel knows UTF-8.")] = False
    raw_csv: Annotated[bool, typer.Option("--raw-csv", help="Leave CSV cells that a spreadsheet would run as formulas as they are.")] = False

    @property
    def is_table(self) -> bool:
        return self.form is Format.TABLE

    def print(self, shown: RenderableType) -> None:
        """Something for people: in colour on a terminal, plain elsewhere."""
        from onrecord.show.terminal import print_plain

        if self.out is not None:
            self.write(print_plain(shown).encode("utf-8"))
            return
        with quiet_pipe():
            if sys.stdout.isatty():
                from rich.console import Console

                Console(highlight=False).print(shown)
                return
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(errors="backslashreplace")
            typer.echo(print_plain(shown))

    def export(self, record: Record, what: str, asked: dict[str, Any], found: Sequence[Any], rule: str | None = None) -> None:
        """Something for programs, without what is withheld. The export is in the log before anything of it leaves."""
        from onrecord.export import write_export
        from onrecord.record.exported import log_export
        from onrecord.record.withheld import check_written, read_withheld, withhold_claims, withhold_events

        withheld = read_withheld(record)
        shown: Sequence[Any] = withhold_claims(withheld, found) if what == "claims" else withhold_events(withheld, found)
        written = write_export(self.form.value, what, shown, rule=rule, bom=self.bom, raw=self.raw_csv)
        check_written(withheld, written)
        log_export(record, what, self.form.value, asked, len(found), written, rule, withheld.judgements)
        self.write(written)

    def write(self, written: bytes) -> None:
        """The bytes to the file that was named, or to standard output."""
        if self.out is None:
            with quiet_pipe():
                sys.stdout.buffer.write(written)
                sys.stdout.buffer.flush()
            return
        try:
            self.out.write_bytes(written)
        except OSError as error:
            message(f"{self.out}: cannot be written ({error.strerror}); check the path and its permissions")
            raise typer.Exit(WRONG_USAGE) from None


def printed(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of ``Output``, which it gets as ``output``."""
    return with_options(command, "output", Output)
