"""The first form of a record: raw bytes, reports and their versions, readings, claims, judgements, events, and the log."""

from __future__ import annotations

from alembic import op

from onrecord.record.tables import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("blob", "judgement", "log", "checkpoint")


def upgrade() -> None:
    """Makes the tables, the index of words, and the guards of what is only ever added."""
    connection = op.get_bind()
    metadata.create_all(connection)
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRES:
        op.execute(statement)


SQLITE = (
    "PRAGMA application_id = 1330532931",
    """CREATE VIRTUAL TABLE claim_words USING fts5(words, content='claim_text', content_rowid='seq', tokenize="unicode61 remove_diacritics 0")""",
    "CREATE TRIGGER claim_words_add AFTER INSERT ON claim_text BEGIN INSERT INTO claim_words(rowid, words) VALUES (new.seq, new.words); END",
    """CREATE TRIGGER claim_words_change AFTER UPDATE OF words ON claim_text BEGIN
       INSERT INTO claim_words(claim_words, rowid, words) VALUES ('delete', old.seq, old.words);
       INSERT INTO claim_words(rowid, words) VALUES (new.seq, new.words); END""",
    *(
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    ),
)

POSTGRES = (
    "CREATE INDEX claim_words ON claim_text USING gin (to_tsvector('simple', words))",
    """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$""",
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
    ),
)
