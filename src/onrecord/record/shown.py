"""Claims as people left them, each with what was judged of it: what stands beside an event, a report, or a judgement."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, select

from onrecord.nouns import Claim
from onrecord.record.parts import ask_all
from onrecord.record.rows import read_claim
from onrecord.record.tables import AS_TOLD, claim, claim_text, reading


class ShownClaim(msgspec.Struct, frozen=True):
    """A claim and the version of a report that it is of. ``withheld``: its words or spot are not to be published as they are."""

    claim: Claim
    report: str
    verdict: str | None = None
    is_corrected: bool = False
    withheld: bool = False


def read_shown(connection: Connection, ids: Iterable[str]) -> dict[str, ShownClaim]:
    """Current claims by id, rejected ones too."""
    columns = (claim.c.id, claim.c.verdict, reading.c.version_id, AS_TOLD, claim_text.c.body)
    told = select(*columns).join(claim_text, claim_text.c.seq == claim.c.seq).join(reading, reading.c.id == claim.c.reading_id)
    rows = ask_all(connection, set(ids), lambda some: told.where(claim.c.id.in_(some), claim.c.current == 1))
    return {row.id: ShownClaim(read_claim(row.told), row.version_id, row.verdict, row.body is not None) for row in rows}
