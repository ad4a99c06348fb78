"""What befell the people whom a sentence counts: killed, hurt, missing, arrested."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.dossier.reading.senses import senses
from tracker.dossier.speech.saying import word_set
from tracker.text.words import terms

# What befell those who are counted: pattern, and its name in a tension.
_FATES: tuple[tuple[str, str], ...] = (
    (r"kill\w*|dead|die[ds]?|deaths?|toll|fatal\w*|bodies|lives", "the dead"),
    (r"injur\w+|wound\w*|hurt|hospitali[sz]ed", "the injured"),
    (r"missing|unaccounted", "the missing"),
    (r"arrest\w*|detain\w*|custody", "the arrested"),
    (r"evacuat\w+|displac\w+|relocat\w+|homeless|fled|flee\w*", "those who had to leave"),
    (r"infect\w+|cases?|sick\w*|fell ill|tested positive", "the infected"),
    (r"protest\w*|march\w*|crowd\w*|demonstrat\w+|rall\w+|attend\w*|gather\w*|turned out", "the crowd"),
    (r"trapped", "the trapped"),
    (r"rescued?|saved", "the rescued"),
    (r"laid off|lay-?offs?|redundan\w+|jobs?", "the jobs"),
)
_FATE = re.compile(
    "|".join(rf"(?P<f{at}>\b(?:{words})\b)" for at, (words, _) in enumerate(_FATES)), re.IGNORECASE
)
# What is counted as people; other nouns count things that nothing befalls.
PEOPLE = word_set(
    """person man woman child passeng worker soldier civilian protest demonstr student offic polic
    prison migrant
    refuge resid victim patient miner fighter rebel firefight tourist crew case death marcher job bodi
    injuri casualti""",
)


def fate_of(text: str, figure: tuple[int, int], clause: tuple[int, int]) -> str:
    """Name what befell the counted: of several words the one nearest to the figure."""
    found = [
        (max(match.start() - figure[1], figure[0] - match.end()), match)
        for match in _FATE.finditer(text, *clause)
    ]
    if not found:
        return ""
    nearest = min(found, key=lambda pair: (pair[0], pair[1].start()))[1]
    return _FATES[int((nearest.lastgroup or "f0")[1:])][1]


@lru_cache(maxsize=16)
def fated(fate: str) -> frozenset[str]:
    """Give the senses of the words that name a fate: they are no subject of their own."""
    pattern = next((words for words, name in _FATES if name == fate), "")
    return senses(terms(re.sub(r"\\w[*+]|[?|]", " ", pattern)))
