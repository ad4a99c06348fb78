"""A page → the text of the article on it; the only package that uses trafilatura.

page ─▶ taken (trafilatura) ─▶ walls (is it the whole article?) ─▶ PageText
texts of one host ─▶ boilerplate (what every page of the host says)
"""

from __future__ import annotations

from tracker.fulltext.boilerplate import without_repeated
from tracker.fulltext.taken import LONGEST_PAGE, LONGEST_TEXT, PageText, extract, read

__all__ = ["LONGEST_PAGE", "LONGEST_TEXT", "PageText", "extract", "read", "without_repeated"]
