"""A feed's bytes → its entries, in a process that can be killed.

feedparser raises, hangs and eats memory on bodies made for it, so it only ever runs in a
child; the parent waits `timeout` seconds at most and goes on.
"""

from __future__ import annotations

from tracker.parse.document import ParsedFeed, ParseError, parse_body
from tracker.parse.pool import LOADED, Parser

__all__ = ["LOADED", "ParseError", "ParsedFeed", "Parser", "parse_body"]
