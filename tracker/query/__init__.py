"""What a user types into a search: read, completed, and found in a text; pure.

query = parse('outlet:"harbour wire" bridge -ferry since:7d', now)
Matcher(query).fits(title, text)
"""

from __future__ import annotations

from tracker.query.fields import FIELDS, Field
from tracker.query.matching import Matcher, fold, marks, snippet
from tracker.query.parse import LONG_WORD, parse

__all__ = ["FIELDS", "LONG_WORD", "Field", "Matcher", "fold", "marks", "parse", "snippet"]
