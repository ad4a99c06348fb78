"""Whether a sentence leans on what was said before it, though it can be read alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.reading.readable import unquoted
from tracker.dossier.reading.sentence import kept
from tracker.text.words import terms

if TYPE_CHECKING:
    from tracker.dossier.material import Material
    from tracker.dossier.reading.sentence import Sentence

# It opens with a noun that was explained before.
_EXPLAINED_BEFORE = re.compile(
    r"(?:The|Another|Other) (?:[a-z\d][\w-]*,? ){1,6}?"
    r"(?:[a-z]+s|[a-z]+ed|will|would|has|had|was|were|is|are|can|could|also|came|went|took|fell|rose)\b"
)
_LEANING = re.compile(
    r"^(?:Later|Earlier|Separately|Moments later|Soon after(?:wards)?)\b,? (?!this|in|on|than|that)"
    r"|\b(?:(?:therefore|however|nevertheless|instead|as well|the latter|in turn|afterwards|also|again)\b"
    r"|(?:in|on|at|to|of|for|with|by|from|about|against|under|into) that (?!(?:the|it|he|she|they)\b)[a-z]"
    r"|(?:minute|hour|day|week|month|year)s? (?:later|afterwards|earlier(?=[,.]))\b"
    r"|(?:this|these|those|such an?) (?!week|month|year|morning|afternoon|evening|summer|spring|autumn"
    r"|winter|season|time|country|century|decade)[a-z])",
)
# The outlet's own voice, or that of a letter: who "we" are, and "you", stands on its page.
_OURS = re.compile(r"\b(?:we|us|our|ours|my|you|your)\b")


@kept(bool)
def leans(sentence: Sentence) -> bool:
    """Tell whether a sentence leans on what was said before, if not so much that it can't stand."""
    return (
        not sentence.names
        or sentence.text[-1].isalnum()  # a headline
        or _EXPLAINED_BEFORE.match(sentence.text) is not None
        or _LEANING.search(sentence.text) is not None
        or _OURS.search(unquoted(sentence.text)) is not None
    )


def strange(sentence: Sentence, material: Material) -> bool:
    """Tell whether a sentence calls somebody by a mere surname, which no title has."""
    return any(not material.titled.issuperset(terms(name)) for name in sentence.surnames)


def foreign(sentence: Sentence, material: Material) -> bool:
    """Tell whether an article opens with what no title speaks of: an anecdote, a digest's first item.

    A page that gives its opening twice gives a foreign one twice.
    """
    if not material.titled.isdisjoint(sentence.terms):
        return False
    return not next(iter(material.index.same(sentence.text)), sentence).position
