"""What of a search's results can't be what is sought, before anything is compared."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.text.words import is_english, terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import Article, Entry

# A story's past is sought too, but its first report seldom comes a month late.
BEFORE = timedelta(days=30)
# Signs of a text that tell its language, and words that tell whether it says something.
READ = 1000
# Fewer new terms than this beside those of the query, or more of the query's words than this share of
# all: the result was made of the query.
FEWEST_NEW, MOST_OF_QUERY = 2, 0.5
# In so long a text no word but those of grammar is every fifth; of what was multiplied, it is.
LONG, MOST_REPEATED = 40, 5
_ADVERT = re.compile(
    r"^\W*(?:sponsored|advertisement|advertorial|promoted|anzeige|publicité|publicidad)\b"
    r"|^\W*paid (?:post|content)\b"
    r"|\b(?:sponsored (?:content|post)|paid post|promo codes?|coupon codes?|discount codes?)\b",
    re.IGNORECASE,
)
_ADVERT_TITLE = re.compile(r"\b\d{1,2} ?% off\W*$|\bbuy now\b|\bbest deals\b", re.IGNORECASE)
_ADVERT_PATH = re.compile(
    r"/(?:sponsored|advertorials?|promotions?|coupons?|paid-(?:post|content)s?)/", re.IGNORECASE
)


class Wanted:
    """What a story of these members seeks by these words."""

    def __init__(self, members: Sequence[Article], words: str) -> None:
        self._asked = frozenset(terms(words))
        self._since = min((member.published - BEFORE for member in members), default=None)
        english = [is_english(f"{member.title} {member.text[:READ]}") for member in members]
        self._english = 2 * sum(english) >= len(english) if english else None

    def objection(self, entry: Entry, now: datetime) -> str:
        """Say in a word or two why an entry can't be what is sought; "" where it may be."""
        if self._since is not None and (entry.published or now) < self._since:
            return "older than the story"
        if _is_advert(entry):
            return "an advertisement"
        told = f"{entry.title} {entry.text[:READ]}"
        found = terms(told)
        if self._repeats(found) or _is_multiplied(found):
            return "made of the query"
        if self._english is not None and is_english(told) != self._english:
            return "another language"
        return ""

    def _repeats(self, found: Sequence[str]) -> bool:
        of_query = sum(term in self._asked for term in found)
        new = len(set(found) - self._asked)
        return new < FEWEST_NEW or (len(found) >= LONG and of_query > MOST_OF_QUERY * len(found))


def _is_advert(entry: Entry) -> bool:
    return (
        any(_ADVERT.search(text) for text in (entry.title, entry.text[:READ]))
        or _ADVERT_TITLE.search(entry.title) is not None
        or _ADVERT_PATH.search(entry.url) is not None
    )


def _is_multiplied(found: Sequence[str]) -> bool:
    """Tell whether a text says the same few words again and again."""
    return len(found) >= LONG and len(found) > MOST_REPEATED * len(set(found))
