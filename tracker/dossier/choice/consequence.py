"""How plainly a sentence tells what follows from the news, or how great it is; by the words for it."""

from __future__ import annotations

import re

from tracker.dossier.choice.consequence_words import MEASURE, MILD, STRONG, WEAK

# "Any plans that could harm a bird", "how a road would harm it": what a rule or a review is about, not what
# follows from the news.
_SUPPOSED = re.compile(
    r"\b(?:(?:any|every|each|whether|if|how) (?:[\w’'-]+ ){1,3}(?:that |which |who )?|the higher )$"
)
_SUPPOSING = 60
# "In 1955 …": what is told of other times; not "the worst in the town since 1955".
_LONG_AGO = re.compile(r"\b(?:in|of|by|during) (?:\w+ ){0,2}((?:1[5-9]|20)\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SINCE = re.compile(r"\bsince\b[^.;]*$", re.IGNORECASE)
# So many words for what there is to win or lose make up for a mild word of consequence.
ENOUGH = 2
# What a sentence has that only measures the news, or tells mildly what there is to win or lose; and with one
# such word only.
FAIR, HINTED = 0.75, 0.5


def stakes(text: str) -> float:
    """Score how plainly a sentence tells a consequence: 0, `HINTED`, `FAIR`, or 1 to 2.

    One to 2 needs a word that names it outright. The words are English.
    """
    small = text.casefold()
    strong = _different(STRONG, small)
    if strong:
        return min(2.0, 0.8 + 0.3 * strong + 0.15 * _different(WEAK, small))
    if _different(MEASURE, small):
        return FAIR
    if not MILD.search(small):
        return 0.0
    weak = _different(WEAK, small)
    return FAIR if weak >= ENOUGH else HINTED if weak else 0.0


def long_ago(text: str, year: int) -> bool:
    """Tell whether a sentence tells of an earlier year than the one before `year`."""
    return _YEAR.search(text) is not None and any(
        int(found[1]) < year - 1 and not _SINCE.search(text, max(0, found.start() - _SUPPOSING), found.end())
        for found in _LONG_AGO.finditer(text)
    )


def _different(pattern: re.Pattern[str], text: str) -> int:
    """Count the different finds of a pattern that are not of something supposed."""
    return len(
        {
            match.group()
            for match in pattern.finditer(text)
            if not _SUPPOSED.search(text, max(0, match.start() - _SUPPOSING), match.start())
        },
    )
