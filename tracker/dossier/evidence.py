"""What an article gives as evidence: whether a text, a quantity or a date is found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.text.dates import mentions
from tracker.text.figures import figures
from tracker.text.normal import normal

if TYPE_CHECKING:
    from tracker.model import Article
    from tracker.text.figures import Figure

# Anything with a digit in it: years, days, models ("Kestrel-4"), versions.
_DIGITS = re.compile(r"[^\W_]*\d(?:[\w-]|[.,:/](?=\d))*")
# Single marks hold a quotation only from three words on; shorter ones are apostrophes too often.
_SINGLE = re.compile(r"(?<!\w)'(?=\w)((?:[^'\s]|(?<=\w)'(?=\w))+(?: (?:[^'\s]|(?<=\w)'(?=\w))+){2,})'(?!\w)")
_EDGE = " .,;:!?"
# Where words and figures begin and end.
_BEGIN, _END = re.compile(r"(?<!\w)(?<!\d[.,])"), re.compile(r"(?!\w|[.,]\d)")
# Units that are never another word for each other. What is merely counted goes by many names
# ("12 ships", "12 cargo vessels"), so there the number alone must be found.
_MEASURE = re.compile(
    r"%|[A-Z]{0,2}[$€£¥₹]|(?:percentage|basis) point|second|minute|hour|day|week|month|year|of \d.*"
    r"|[kcm]?m|mile|foot|kg|tonne|litre|hectare|[kmg]w|[gt]b|°[cf]",
)


@dataclass(frozen=True)
class Evidence:
    """One article, prepared for being searched; no slots, because what is costly is made when asked for."""

    article: Article

    @cached_property
    def text(self) -> str:
        """Title and text, normalised, in one case."""
        return normal(f"{self.article.title} | {self.article.text}").casefold()

    @cached_property
    def quantities(self) -> frozenset[tuple[float, str]]:
        """The article's figures by value and unit."""
        return frozenset((f.value, f.unit) for f in self._figures if f.value is not None)

    @cached_property
    def days(self) -> frozenset[str]:
        """The dates the article speaks of, the day it was published and the day before, ISO 8601."""
        published = self.article.published
        spoken = mentions(f"{self.article.title}. {self.article.text}", published)
        own = (published.date(), published.date() - timedelta(days=1))
        return frozenset([mention.iso for mention in spoken]) | {day.isoformat() for day in own}

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        return figures(f"{self.article.title}. {self.article.text}")

    def has(self, text: str) -> bool:
        """Find a text word for word, whatever its spaces, quotation marks, dashes and case."""
        needle = normal(text).casefold().strip(_EDGE)
        start = self.text.find(needle)
        while start >= 0:
            if _BEGIN.match(self.text, start) and _END.match(self.text, start + len(needle)):
                return True
            start = self.text.find(needle, start + 1)
        return False

    def has_quantity(self, figure: Figure) -> bool:
        """Find a figure: the same value in the same measure, or the same words."""
        return self.has(figure.text) or any(
            value == figure.value and (unit == figure.unit or not (_measures(unit) or _measures(figure.unit)))
            for value, unit in self.quantities
        )

    def has_date(self, iso: str) -> bool:
        """Find a date that is the same, or a day of the month or year that is asked for."""
        return any(day.startswith(iso) for day in self.days)


def _measures(unit: str) -> bool:
    """Tell whether a unit is a measure, a currency or a share ("of 14")."""
    return _MEASURE.fullmatch(unit) is not None


def quoted(text: str) -> tuple[str, ...] | None:
    """Give all that stands between quotation marks; None where a double mark has no partner."""
    parts = normal(text).split('"')
    if len(parts) % 2 == 0:
        return None
    inside = [part.strip() for part in parts[1::2]]
    inside += [part for outer in parts[::2] for part in _SINGLE.findall(outer)]
    return tuple(part for part in inside if re.search(r"\w", part))


def numbers(text: str) -> tuple[tuple[str, int, int], ...]:
    """Give each run with a digit, with its place."""
    return tuple((match.group(), *match.span()) for match in _DIGITS.finditer(text))
