"""The Parquet tables that a run writes: their columns, each with its meaning, and rows made of nouns. The same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from onrecord.bulk.extra import parquet, pyarrow
from onrecord.bulk.stores import Store
from onrecord.export.flat import flatten_claim
from onrecord.nouns import Claim, Extraction, Problem, Report
from onrecord.read.items import Item
from onrecord.record.add import write_told
from onrecord.record.ask import FoundClaim
from onrecord.record.identity import key_of, report_id

Row = dict[str, Any]
TEXT, TEXTS, WHOLE, NUMBER, YES_NO, BYTES = "text", "list of texts", "whole number", "number", "yes or no", "bytes"
ARROW = {TEXT: "string", WHOLE: "int64", NUMBER: "float64", YES_NO: "bool_", BYTES: "binary"}
COMPRESSION = "zstd"
HELD = 32_000_000  # bytes of a table that are held in memory before they are written


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: str
    meaning: str


PLACE = (
    Column("toponym", TEXT, "the place as the words name it"),
    Column("place", TEXT, "its name in the gazetteer"),
    Column("country", TEXT, "ISO 3166 code of two letters"),
    Column("latitude", NUMBER, "degrees, WGS 84"),
    Column("longitude", NUMBER, "degrees, WGS 84"),
    Column("level", TEXT, "point, town, district, region, country or area"),
    Column("radius_km", NUMBER, "how far around the point it may have been"),
    Column("geonameid", WHOLE, "number of the place at GeoNames"),
)
DAYS = (Column("earliest", TEXT, "first day on which it may have happened"), Column("latest", TEXT, "last such day"))
TOLL = tuple(
    Column(f"{name}_{bound}", WHOLE, f"people {name}: {meaning}")
    for name in ("killed", "injured", "missing", "detained", "abducted", "displaced")
    for bound, meaning in (("low", "at least"), ("best", "the number given"), ("high", "at most"))
)
ORDER = (
    Column("shard", TEXT, "the shard in which it was read; with `row` it names one row of `reports`"),
    Column("row", WHOLE, "position among the reports of the shard"),
)
TABLES: dict[str, tuple[Column, ...]] = {
    "reports": (
        Column("id", TEXT, "SHA-256 of the bytes of the page; the same bytes have the same id wherever they are met"),
        *ORDER,
        Column("report", TEXT, "which report it is a version of: made of the address, or of the bytes where there is none"),
        Column("path", TEXT, "archive and address it was read from"),
        Column("url", TEXT, "address of the page"),
        Column("outlet", TEXT, "who published it"),
        Column("title", TEXT, "headline"),
        Column("byline", TEXT, "who wrote it"),
        Column("published", TEXT, "ISO date or date-time of publication"),
        Column("captured", TEXT, "when the page was saved, as the archive says"),
        Column("language", TEXT, "ISO 639 code"),
        Column("words", WHOLE, "words of the text"),
        Column("claims", WHOLE, "claims read in it"),
        Column("kept", YES_NO, "whether text and bytes were kept: where there are claims, or everything was asked for"),
        Column("text", TEXT, "the text in which claims have their places; null where it was not kept"),
        Column("media", TEXT, "JSON: pictures and films, as in the data dictionary"),
        Column("problems", TEXT, "JSON: problems of the page"),
        Column("reading_problems", TEXT, "JSON: problems met while claims were read"),
        Column("told", TEXT, "JSON: what the archive says of the page beside its bytes"),
        Column("body", TEXT, "SHA-256 of what was read of it, where that is not the bytes as they came"),
        Column("container", TEXT, "SHA-256 of the archive"),
    ),
    "claims": (
        Column("claim_id", TEXT, "id of the claim, the same whenever these bytes are read by this program"),
        Column("report_id", TEXT, "`id` of its report"),
        *ORDER,
        Column("number", WHOLE, "position among the claims of the report"),
        Column("event_type", TEXT, "code of the kind of event"),
        Column("stage", TEXT, "what became of it: happened, attempted, planned, threatened or hypothetical"),
        Column("polarity", TEXT, "negative where it is said not to have happened"),
        Column("certainty", TEXT, "hedged where its voice leaves room for doubt"),
        Column("said_by", TEXT, "origin of what is said; the outlet where it speaks for itself"),
        Column("said_by_kind", TEXT, "what sort of voice that is"),
        Column("said_through", TEXT, "voices between outlet and origin"),
        Column("verification", TEXT, "what is said of checking it"),
        Column("verification_by", TEXT, "who checked, or could not"),
        Column("responsibility", TEXT, "claimed, denied or none_claimed"),
        Column("responsibility_by", TEXT, "by whom"),
        Column("actors", TEXT, "who did it"),
        Column("recipients", TEXT, "to whom it was done"),
        Column("weapons", TEXT, "with what"),
        *PLACE,
        *DAYS,
        Column("time_words", TEXT, "the words that date it"),
        *TOLL,
        Column("running_total", YES_NO, "whether the toll is over many events"),
        Column("exact", TEXT, "the words that carry it"),
        Column("start", WHOLE, "where they begin in the text, in code points"),
        Column("end", WHOLE, "where they end"),
        Column("generic", YES_NO, "a trend, not one event"),
        Column("outlet", TEXT, "who published the report"),
        Column("title", TEXT, "its headline"),
        Column("published", TEXT, "when"),
        Column("url", TEXT, "its address"),
        Column("captured", TEXT, "when it was saved"),
        Column("claim", TEXT, "JSON: the whole claim, as in the data dictionary"),
    ),
    "problems": (
        Column("shard", TEXT, "the shard, or the input, where it was met"),
        Column("path", TEXT, "archive and address it is about"),
        Column("report_id", TEXT, "`id` of the report, where it is one that was kept"),
        Column(
            "code",
            TEXT,
            "`skipped`: no report; `dismissed`: not read, as its words tell no event (`--quick`); `failed`: could not be read; "
            "`set-aside`: a shard given up; else a code of the data dictionary",
        ),
        Column("message", TEXT, "the reason, in words"),
        Column("start", WHOLE, "where in the text, in code points"),
        Column("end", WHOLE, "up to where"),
    ),
    "raw": (
        Column("sha256", TEXT, "SHA-256 of the bytes: `id` or `body` of a report"),
        Column("size", WHOLE, "how many bytes"),
        Column("bytes", BYTES, "the bytes, unaltered"),
    ),
    "copies": (
        Column("id", TEXT, "name of a group of reports that are one text"),
        Column("origin", TEXT, "`id` of the report the text most likely comes from"),
        Column("origin_reason", TEXT, "why that one"),
        Column("reports", TEXTS, "`id` of each report of the group, the origin first"),
        Column("copies", TEXT, "JSON: which two share which words"),
    ),
    "events": (
        Column("event_id", TEXT, "id of the event: made of the telling that was first"),
        Column("title", TEXT, "headline of its first report that has one"),
        Column("event_type", TEXT, "code of the kind of event"),
        Column("stage", TEXT, "what became of it, as most claims tell"),
        Column("verification", TEXT, "what is known of checking"),
        *PLACE,
        *DAYS,
        *TOLL,
        Column("happened", TEXT, "whether it happened, as shown by the rule `majority`"),
        Column("actors", TEXT, "done by"),
        Column("recipients", TEXT, "done to"),
        Column("weapons", TEXT, "with what"),
        Column("responsibility", TEXT, "who claims or denies it"),
        Column("disputed", TEXT, "fields in which voices contradict one another"),
        Column("independent_voices", WHOLE, "origins that tell of it: ten copies of one wire are one"),
        Column("outlets", TEXT, "outlets that report it"),
        Column("first_report", TEXT, "day of its first report"),
        Column("last_report", TEXT, "day of its last"),
        Column("reports", TEXTS, "`id` of each report that tells of it"),
        Column("claims", TEXTS, "`claim_id` of each claim that tells of it"),
        Column("event", TEXT, "JSON: every value told, with who tells it, and what joined the reports"),
    ),
}
WORK: dict[str, tuple[Column, ...]] = {
    "sketches": (
        Column("row", WHOLE, "row of `reports`"),
        Column("id", TEXT, "`id` of the report"),
        Column("report", TEXT, "which report it is a version of"),
        Column("captured", TEXT, "when it was saved"),
        Column("sketch", BYTES, "what linking needs of it"),
    ),
}


MEANINGS = {
    "reports": "One row for each page that is a report, with claims or without.",
    "claims": "One row for each claim.",
    "problems": "What was passed over, what could not be read, and what is in doubt, each with its reason.",
    "raw": "The bytes of the reports that were kept, each once a shard.",
    "copies": "One row for each text that several reports share.",
    "events": "One row for each event, as its reports tell it together.",
}


def write_page() -> str:
    """The page on the tables, in Markdown."""
    lines = [
        "# Tables of `onrecord bulk`",
        "",
        "This page is written by `make docs` from the code. Texts are UTF-8; what the words do not say is null.",
        "",
    ]
    for name, columns in TABLES.items():
        lines += [f"## {name}", "", MEANINGS[name], "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| `{column.name}` | {column.kind} | {column.meaning} |" for column in columns]
        lines.append("")
    return "\n".join(lines)


def make_schema(columns: Iterable[Column]) -> Any:
    """The columns as Arrow writes them."""
    arrow = pyarrow()
    kinds = {kind: getattr(arrow, name)() for kind, name in ARROW.items()} | {TEXTS: arrow.list_(arrow.string())}
    return arrow.schema([(column.name, kinds[column.kind]) for column in columns])


def write_rows(store: Store, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Writes rows as one Parquet file, so many at a time that memory stays flat; how many there were."""
    schema, written = make_schema(columns), 0
    with store.writing(name) as sink, parquet().ParquetWriter(sink, schema, compression=COMPRESSION) as writer:
        for some in hold(rows):
            writer.write_table(pyarrow().Table.from_pylist(some, schema=schema))
            written += len(some)
    return written


def hold(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in lots, by the size of what they hold and so the same on any machine."""
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append(row)
        size += sum(len(value) if isinstance(value, str | bytes) else 8 for value in row.values())
        if size > HELD:
            yield held
            held, size = [], 0
    if held:
        yield held


def write_arrays(store: Store, name: str, arrays: dict[str, Any], rows_a_group: int = 65_536) -> None:
    """Writes columns of numbers as one Parquet file, in groups that readers can leave out."""
    table = pyarrow().table(arrays)
    with store.writing(name) as sink:
        parquet().write_table(table, sink, compression=COMPRESSION, row_group_size=rows_a_group)


def read_table(store: Store, name: str, columns: Sequence[str] | None = None, filters: Any = None) -> Any:
    """The rows of a file, as an Arrow table."""
    return parquet().read_table(store.at(name), columns=columns, filters=filters, filesystem=store.file_system)


def as_json(noun: object) -> str:
    return msgspec.json.encode(noun).decode()


def write_report(shard: str, row: int, item: Item, found: Extraction, *, is_kept: bool) -> Row:
    """The row of a report."""
    report = found.report
    return {
        "id": report.id,
        "shard": shard,
        "row": row,
        "report": report_id(key_of(report.url, item.sha256)),
        **{name: plain(getattr(report, name)) for name in ("path", "url", "outlet", "title", "byline", "published", "language")},
        "captured": item.captured,
        "words": len(report.text.split()),
        "claims": len(found.claims),
        "kept": is_kept,
        "text": check_text(report.text) if is_kept else None,
        "media": as_json(report.media) if is_kept else None,
        "problems": as_json(report.problems) if is_kept else None,
        "reading_problems": as_json(found.problems) if is_kept else None,
        "told": write_told(item),
        "container": item.container,
    }


def check_text(text: str) -> str:
    """The text. Raises ``UnicodeEncodeError`` where it cannot be kept as it is: its claims point into it."""
    text.encode()
    return text


def plain(value: str | None) -> str | None:
    """Text that any reader of UTF-8 takes: half a character, as in a file name of no encoding, spelt out."""
    return value.encode("utf-8", "backslashreplace").decode() if value is not None else None


def read_report(row: Row) -> Report:
    """The report of a row that was kept."""
    told = {name: row[name] for name in ("id", "text", "url", "outlet", "title", "byline", "published", "language", "path")}
    media = msgspec.json.decode(row["media"])
    return msgspec.convert({**told, "media": media, "problems": msgspec.json.decode(row["problems"])}, type=Report)


def write_claims(shard: str, row: int, captured: str | None, found: Extraction) -> Iterator[Row]:
    """The rows of a report's claims."""
    names = {column.name for column in TABLES["claims"]}
    for number, claim in enumerate(found.claims):
        cells = flatten_claim(FoundClaim(claim, found.report, None, False, None, 1, captured, ""))
        yield {name: plain(value) if isinstance(value, str) else value for name, value in cells.items() if name in names} | {
            "report_id": found.report.id,
            "shard": shard,
            "row": row,
            "number": number,
            "claim": as_json(claim),
        }


def read_claim(body: str) -> Claim:
    """The claim of a row."""
    return msgspec.json.decode(body, type=Claim)


def write_problems(shard: str, report: Report, problems: Iterable[Problem]) -> Iterator[Row]:
    """The rows of a report's problems."""
    for each in problems:
        told = {"code": each.code, "message": each.message, "start": each.start, "end": each.end}
        yield {"shard": shard, "path": plain(report.path), "report_id": report.id, **told}


def write_reason(shard: str, path: str, code: str, message: str) -> Row:
    """The row of what was passed over, and why."""
    return {"shard": shard, "path": plain(path), "report_id": None, "code": code, "message": plain(message), "start": None, "end": None}
