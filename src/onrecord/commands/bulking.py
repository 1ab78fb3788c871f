"""``onrecord bulk``: archives of any size into Parquet tables, over the cores of a machine or the machines of a cluster."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.terminal import SOME_UNREADABLE, message, plain_errors, prepare_gazetteer, show_stages

if TYPE_CHECKING:
    from onrecord.bulk.run import Summary

NAMED = 20  # reasons told; all are in the table of problems


def bulk(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="WARC and WACZ archives, Parquet files of pages, folders of them, or addresses such as s3://…"),
    ],
    out: Annotated[str, typer.Option("--out", metavar="OUTDIR", help="The folder, or the address, to write tables to.")],
    ray: Annotated[
        str | None, typer.Option("--ray", metavar="ADDRESS", help="The Ray cluster to work on; by default the cores of this machine do.")
    ] = None,
    workers: Annotated[int | None, typer.Option("--workers", "-w", min=1, metavar="N", help="Processes to run; by default one a core.")] = None,
    shard: Annotated[int, typer.Option("--shard", min=1, metavar="N", help="Pages that one task reads.")] = 1_000,
    everything: Annotated[bool, typer.Option("--everything", help="Keep text and bytes of reports without claims too.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Read only pages whose words, at a look, may tell an event.")] = False,
) -> None:
    """Reads archives into Parquet tables of reports, claims, problems, raw bytes, copies and events. `onrecord add OUTDIR` takes them into a record.

    Run it again after an interruption: it goes on where it was. Exit status: 0 all done, 1 some inputs could not be read, 2 wrong usage,
    3 the tables cannot be made.
    """
    from onrecord.bulk.engine import Engine
    from onrecord.bulk.run import run_bulk

    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with plain_errors():
        engine = Engine(ray, workers)
        prepare_gazetteer()
        with show_stages() as tell:
            summary = run_bulk(paths, out, engine, pages=shard, everything=everything, quick=quick, tell=tell)
    tell_summary(out, summary)
    raise typer.Exit(SOME_UNREADABLE if summary.unread else 0)


def tell_summary(out: str, summary: Summary) -> None:
    """What was done, on standard error."""
    from onrecord.show.visible import show_text

    counts = summary.counts
    looked_at = f", {counts['dismissed']:,} of them dismissed at a look" if counts["dismissed"] else ""
    told = f"{counts['pages']:,} pages{looked_at}, {counts['reports']:,} reports, {counts['kept']:,} of them kept, with {counts['claims']:,} claims"
    message(show_text(f"{out}: {told}; {counts['copies']:,} groups of copies, {counts['events']:,} events; {counts['failed']:,} pages failed"))
    for reason in list(summary.unread.values())[:NAMED]:
        message(show_text(f"not read: {reason}"))
    if len(summary.unread) > NAMED:
        message(f"and {len(summary.unread) - NAMED:,} more, in {out}/problems")
