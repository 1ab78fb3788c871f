"""Reports and their claims in print: for a terminal, as plain text, and as HTML for a notebook."""

from onrecord.show.notebook import to_html
from onrecord.show.terminal import to_rich, to_text

__all__ = ["to_html", "to_rich", "to_text"]
