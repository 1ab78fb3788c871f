"""Importing this imports all that reading claims takes: for a process from which others are forked."""

from onrecord.text.lean import import_spacy

import_spacy()

from onrecord.claims import extract  # noqa: E402 - the library is to be there first

__all__ = ["extract"]
