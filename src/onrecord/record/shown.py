"""Claims as people left them, each with what was judged of it: what stands beside an event, a report, or a judgement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from onrecord.nouns import Claim
from onrecord.record.ask import read_reports
from onrecord.record.parts import ask_all
from onrecord.record.rows import read_claim
from onrecord.record.tables import AS_TOLD, claim, claim_text, reading
from onrecord.record.withheld import find_withheld, is_hidden


class ShownClaim(msgspec.Struct, frozen=True):
    """A claim and the version of a report that it is of. ``withheld``: its words or spot are not to be published as they are."""

    claim: Claim
    report: str
    verdict: str | None = None
    is_corrected: bool = False
    withheld: bool = False


def read_shown(connection: Connection, ids: Iterable[str]) -> dict[str, ShownClaim]:
    """Current claims by id, rejected ones too."""
    columns = (claim.c.id, claim.c.verdict, claim.c.reading_id, reading.c.version_id, AS_TOLD, claim_text.c.body)
    told = select(*columns).join(claim_text, claim_text.c.seq == claim.c.seq).join(reading, reading.c.id == claim.c.reading_id)
    rows = ask_all(connection, set(ids), lambda some: told.where(claim.c.id.in_(some), claim.c.current == 1))
    hidden = find_hidden(connection, rows)
    return {row.id: ShownClaim(read_claim(row.told), row.version_id, row.verdict, row.body is not None, row.id in hidden) for row in rows}


def find_hidden(connection: Connection, rows: Sequence[Any]) -> set[str]:
    """Ids of the claims that are published otherwise than they are."""
    withheld = find_withheld(connection)
    if not withheld.judgements:
        return set()
    reports = read_reports(connection, {row.reading_id for row in rows})
    claims = {row.id: (read_claim(row.told), reports[row.reading_id]) for row in rows}
    return {name for name, (told, report) in claims.items() if is_hidden(withheld, told, report)}
