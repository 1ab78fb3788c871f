"""The steps that a record's tables took, for Alembic."""
