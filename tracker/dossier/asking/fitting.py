"""Whether a sentence has what a question of its kind wants: a date, a name, a figure, a cause, a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.asking.families import families
from tracker.dossier.inquiry.counting import SPAN
from tracker.dossier.inquiry.reply import stated
from tracker.dossier.reading.sentence import figures_of, mentions_of
from tracker.text.dates import mentions
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.dossier.asking.question import Question
    from tracker.dossier.inquiry.kinds import Kind
    from tracker.dossier.reading.sentence import Sentence
    from tracker.text.figures import Figure

# What a sentence's match is multiplied by: that has just what is wanted, has something of the kind, has
# nothing of it. Who asks when, who or how many is told little without a date, a name, a figure.
JUST, FAIR, LACKING = 1.3, 1.1, 0.6
# Of other kinds there are answers in many forms.
_MAY_LACK = 0.85

_MONEY = re.compile(
    r"\b(?:costs?|prices?|pays?|paid|money|budget|worth|fee|fined?|damage|raise)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\bhow many (?P<what>[\w-]+)", re.IGNORECASE)
_CURRENCY = re.compile(
    r"[$€£¥]|\b(?:dollars?|euros?|pounds?|francs?|crowns?|kron\w+|yen|yuan|rupees?|rubles?)\b", re.IGNORECASE
)
# "Who is Ana Ruiz?", and what tells it: "Ana Ruiz, who heads the council".
_WHO_IS = re.compile(r"\W*who(?:'s| is| was| are) (?!the\b|an?\b)", re.IGNORECASE)
_WHAT_IS = re.compile(r"\W*what(?:'s| is| was| are) (?!the\b|an?\b)", re.IGNORECASE)
_INTRODUCED = r"\b%s(?: (?:is|was|are|were) (?:an?\b|the\b|one\b|\d)|, [a-z]+ )"
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|caused?|blamed? on|after|led to|result(?:ed)? (?:of|from)|so that"
    r"|in order to|for fear of|the (?:cause|reason)|since|as it|persuaded|changed (?:his|her|their) mind"
    r"|to blame|weil|wegen|parce que|à cause|porque|perché|omdat|потому)\b|’t yet\b|n't\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|near|on|off|outside|inside|from|across|along|under|beside|behind) (?:the )?[A-Z]"
)
_BODY = re.compile(
    r"\b(?:the|an?|its|their) (?:[\w-]+ ){0,2}(?:council|government|ministry|company|court|party|police|board"
    r"|union|agency|bank|firm|engineers?|owners?|builders?|amateurs?|residents?|members?|group|team)\b",
    re.IGNORECASE,
)


def fit(question: Question, sentence: Sentence) -> float:
    """Say by how much more or less a sentence answers for what it holds; 1: its kind tells nothing."""
    test = _TESTS.get(question.kind)
    return test(question, sentence) if test else 1.0


def _dated(_: Question, sentence: Sentence) -> float:
    """Find when: of what is told, and not only when somebody said so."""
    own = stated(sentence.text)
    if mentions(own, sentence.published):
        return JUST
    return FAIR if SPAN.search(own) or mentions_of(sentence) else LACKING


def _named(question: Question, sentence: Sentence) -> float:
    """Find a name that the question does not have, or who a name belongs to where that is asked."""
    if _WHO_IS.match(question.text) and question.names:
        return _introduced(question, sentence)
    known = set().union(*question.names)
    if any(not families(terms(name)) <= known for name in sentence.names):
        return JUST
    return FAIR if _BODY.search(sentence.text) else LACKING


def _defined(question: Question, sentence: Sentence) -> float:
    return _introduced(question, sentence) if _WHAT_IS.match(question.text) and question.names else 1.0


def _introduced(question: Question, sentence: Sentence) -> float:
    """Find what tells who or what the first name of the question is."""
    told = {name: len(families(terms(name)) & question.names[0]) for name in sentence.names}
    name = re.escape(max(told, key=lambda each: told[each], default=""))
    return JUST if name and re.search(_INTRODUCED.replace("%s", name), sentence.text) else 1.0


def _counts(question: Question, sentence: Sentence) -> float:
    """Find a figure, of money or of the thing that is counted where that is asked."""
    found = figures_of(sentence)
    if not found:
        return LACKING
    if _MONEY.search(question.text):
        return JUST if _CURRENCY.search(sentence.text) else _MAY_LACK
    counted = _COUNTED.search(question.text)
    if counted is None:
        return FAIR if any(figure.unit for figure in found) else _MAY_LACK
    wanted = families(terms(counted["what"]))
    return JUST if any(_counted(figure, wanted, sentence) for figure in found) else FAIR


def _counted(figure: Figure, wanted: frozenset[str], sentence: Sentence) -> bool:
    behind = sentence.text[figure.start : figure.end] + sentence.text[figure.end : figure.end + 24]
    return not wanted or bool(families(terms(behind)) & wanted)


def _caused(_: Question, sentence: Sentence) -> float:
    return JUST if _CAUSE.search(sentence.text) else _MAY_LACK


def _placed(_: Question, sentence: Sentence) -> float:
    return FAIR if _PLACE.search(sentence.text) else _MAY_LACK


_TESTS: Mapping[Kind, Callable[[Question, Sentence], float]] = {
    "when": _dated,
    "who": _named,
    "what": _defined,
    "how much": _counts,
    "why": _caused,
    "where": _placed,
}
