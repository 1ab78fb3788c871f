"""The tables of a record, the same on SQLite and PostgreSQL. Whole nouns stand as JSON; the columns beside them are for asking."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, func, text

metadata = MetaData()

about = Table(
    "about",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# Bytes as they came: of reports, and of the files that held several (feeds, exports, sheets).
blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

# A report goes on being the same while its page changes: ``key`` is its address, or its bytes where it has none.
report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
)

# ``body``: what is read, where that is not the raw bytes themselves; ``told``: what came with them of address, outlet, dates.
version = Table(
    "version",
    metadata,
    Column("id", Text, ForeignKey("blob.sha256"), primary_key=True),
    Column("report_id", Text, ForeignKey("report.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Integer, nullable=False),
    Column("added", Text, nullable=False),
    Column("captured", Text),
    Column("container", Text),
    Column("is_teaser", Integer, nullable=False),
    Column("body", Text, ForeignKey("blob.sha256")),
    Column("told", Text, nullable=False),
    Index("version_of_report", "report_id", "number", unique=True),
)

# The current version of each report as it is listed, so that a list need not read whole documents. ``words`` are those of its head, folded.
listing = Table(
    "listing",
    metadata,
    Column("report_id", Text, ForeignKey("report.id"), primary_key=True),
    Column("version_id", Text, ForeignKey("version.id"), nullable=False),
    Column("added", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("url", Text),
    Column("language", Text),
    Column("problems", Text, nullable=False),
    Column("words", Text, nullable=False),
    Index("listing_by_added", text("added DESC"), "report_id"),
)

# One pass of one program over one version, with the report as it read it. Older readings stay.
reading = Table(
    "reading",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version_id", Text, ForeignKey("version.id"), nullable=False, index=True),
    Column("current", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("program", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("problems", Text, nullable=False),
)

# The columns by which a claim is found, apart from its words, so that a question about many claims reads little. ``standing`` is 1 where the claim
# is of the current reading of the current version and nobody rejected it; ``day`` is empty where neither claim nor report has one; ``doubt`` is
# how much a reviewer should look at it, and empty until that is worked out.
claim = Table(
    "claim",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("reading_id", Text, ForeignKey("reading.id"), nullable=False),
    Column("report_id", Text, ForeignKey("report.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Integer, nullable=False),
    Column("standing", Integer, nullable=False),
    Column("verdict", Text),
    Column("event_type", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("verification", Text, nullable=False),
    Column("voice", Text),
    Column("voice_kind", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("day", Text, nullable=False),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("doubt", Integer),
    Index("claim_of_reading", "reading_id", "number", unique=True),
    Index("claim_of_report", "report_id", "current"),
    Index("claim_by_day", "standing", text("day DESC"), "seq"),
    Index("claim_by_place", "lat", "lon"),
)

# ``machine`` is the claim as it was read, and never changes; ``body`` is the claim as people corrected it, where they did. A claim that a person
# added stands among those of the reading in whose text its words were found; ``added_by`` names the judgement.
claim_text = Table(
    "claim_text",
    metadata,
    Column("seq", Integer, ForeignKey("claim.seq"), primary_key=True, autoincrement=False),
    Column("reading_id", Text, ForeignKey("reading.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("machine", Text, nullable=False),
    Column("body", Text),
    Column("words", Text, nullable=False),
    Column("added_by", Text),
)

# That a claim stands, said so that no engine begins by it: nearly all do, and an index of them is the longest way to any one.
STANDS = claim.c.standing + 0 == 1

# A claim as people left it: with what they corrected, where they did.
AS_TOLD = func.coalesce(claim_text.c.body, claim_text.c.machine).label("told")

# Reports that came or changed since they were last compared with others.
pending = Table(
    "pending",
    metadata,
    Column("report_id", Text, ForeignKey("report.id"), primary_key=True),
)

# Versions whose groups are out of date.
touched = Table(
    "touched",
    metadata,
    Column("version_id", Text, ForeignKey("version.id"), primary_key=True),
)

# What comparing needs of a version, what grouping needs, and the keys by which those worth comparing find one another.
sketch = Table(
    "sketch",
    metadata,
    Column("version_id", Text, ForeignKey("version.id"), primary_key=True),
    Column("made_by", Text, nullable=False),
    Column("card", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

sketch_key = Table(
    "sketch_key",
    metadata,
    Column("key", Text, primary_key=True),
    Column("version_id", Text, ForeignKey("version.id"), primary_key=True),
    Index("key_of_version", "version_id"),
)

# Two versions of different reports that share text or an event, ``one`` before ``other``. What ``holds`` ties them: others only count among the tied.
bond = Table(
    "bond",
    metadata,
    Column("one", Text, ForeignKey("version.id"), primary_key=True),
    Column("other", Text, ForeignKey("version.id"), primary_key=True),
    Column("holds", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("bond_forwards", "one", "holds"),
    Index("bond_backwards", "other", "holds"),
)

copy_group = Table(
    "copy_group",
    metadata,
    Column("version_id", Text, ForeignKey("version.id"), primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

# An event as it was joined, and the columns by which it is found. ``disputed`` names its fields that are, ``disputes`` says how many.
event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("title", Text),
    Column("event_type", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("verification", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("day", Text, nullable=False),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("reports", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("disputed", Text, nullable=False, server_default=""),
    Column("disputes", Integer, nullable=False, server_default="0"),
    Column("place", Text),
    Column("level", Text),
    Column("radius_km", Float),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("injured_low", Integer),
    Column("injured_high", Integer),
    Index("event_by_day", text("day DESC"), "id"),
    Index("event_by_disputes", text("disputes DESC"), "id"),
    Index("event_by_place", "lat", "lon"),
)

event_claim = Table(
    "event_claim",
    metadata,
    Column("event_id", Text, ForeignKey("event.id"), primary_key=True),
    Column("claim_id", Text, primary_key=True),
    Column("version_id", Text, ForeignKey("version.id"), nullable=False, index=True),
    Index("event_of_claim", "claim_id", "event_id"),
)

# Names that an event has had: none ever leads nowhere.
event_name = Table(
    "event_name",
    metadata,
    Column("name", Text, primary_key=True),
    Column("event_id", Text, nullable=False),
    Column("version_id", Text, ForeignKey("version.id"), nullable=False, index=True),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("body", Text, nullable=False),
)

# Which reports a judgement is about, so that a new reading finds it.
judged = Table(
    "judged",
    metadata,
    Column("judgement_id", Text, ForeignKey("judgement.id"), primary_key=True),
    Column("report_id", Text, ForeignKey("report.id"), primary_key=True),
    Index("judgements_of_report", "report_id"),
)

# A sample of claims to be coded, its items in it, and what coders gave for them: the last of a coder's for an item counts.
sample = Table(
    "sample",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("body", Text, nullable=False),
)

coding = Table(
    "coding",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("sample_id", Text, ForeignKey("sample.id"), nullable=False),
    Column("item", Integer, nullable=False),
    Column("coder", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("coding_of_sample", "sample_id", "coder", "item"),
)

# Who may use the record over a network: neither evidence nor in any dump. Of a session's token only the SHA-256 is here.
account = Table(
    "account",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("made", Text, nullable=False),
)

desk_session = Table(
    "desk_session",
    metadata,
    Column("id", Text, primary_key=True),
    Column("token", Text, nullable=False, unique=True),
    Column("account", Text, ForeignKey("account.name"), nullable=False, index=True),
    Column("made", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("agent", Text),
)

attempt = Table(
    "attempt",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("attempt_of_key", "key", "at"),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("entry", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

checkpoint = Table(
    "checkpoint",
    metadata,
    Column("entries", Integer, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
)

# What is never changed once written, in the order in which rows need one another; what can be made of it again; and what belongs to this
# place alone.
KEPT = (about, blob, report, version, reading, claim, claim_text, judgement, judged, sample, coding, log, checkpoint)
MADE = (listing, pending, touched, sketch, sketch_key, bond, copy_group, event, event_claim, event_name)
OWN = (account, desk_session, attempt)
