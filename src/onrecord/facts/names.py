"""The persons, organisations and groups of a report by their fullest form, and what short forms, descriptions and pronouns stand for.

>>> from onrecord.text.parse import parse
>>> names = find_names(parse("Zafar Saidov, a spokesman for the president, spoke on Monday. Saidov said two men were held."))
>>> names.full("Saidov", at=62).words
'Zafar Saidov'
"""

from __future__ import annotations

from onrecord.facts.names_find import find_names
from onrecord.facts.names_known import Mention, Name, Names

__all__ = ["Mention", "Name", "Names", "find_names"]
