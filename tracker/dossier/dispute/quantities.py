"""The figures of a sentence, each with what it counts, whose it is and when: what can be compared.

Two figures are of one thing only if unit, subject, names, scope of time, and the part they play
(a level, a change, a plan) agree; doubt means they are not. After the conditions that de Marneffe,
Rafferty and Manning set for numeric contradictions (*Finding Contradictions in Text*, 2008).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker.dossier.dispute.fates import PEOPLE, fate_of, fated
from tracker.dossier.reading.senses import senses
from tracker.dossier.reading.sentence import figures_of, kept, name_terms, once
from tracker.dossier.speech.saying import word_set
from tracker.text.calendar import DAYS, MONTHS
from tracker.text.dates import mentions
from tracker.text.figures import Figure  # noqa: TC001 - msgspec reads the annotations at run time
from tracker.text.words import terms

if TYPE_CHECKING:
    from tracker.dossier.reading.sentence import Sentence

# Articles so near in time tell of one moment.
MOMENT = timedelta(hours=36)
# Two figures are one figure rounded when they differ by less; by more where a word says "about".
_ROUNDED, _ROUGH = 0.03, 0.1
# Shared senses, and their share of the fewer, that make two figures figures of one thing.
_FEWEST, _SHARE = 2, 0.6
# What an older time than this is named for is history, not the state of play.
_HISTORY = timedelta(days=45)

_BOUNDARY = re.compile(
    r"[;:!?()—–]|,\s|\b(?:while|whereas|but|although|though|because|which|who|and|or|after|before|when|if)\b"
    r"|(?<!more )(?<!less )(?<!fewer )(?<!rather )\bthan\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:said|says?|told|according to|estimat\w+|report\w*|announced|confirmed|warned|found|claim(?:s"
    r"|ed))\b",
    re.IGNORECASE,
)
# In a figure's own words: a part, or a count of another kind; of these both must have the same.
_PART_INSIDE = re.compile(r"\b(?:other|others|more|additional|new|extra|further|latest)\b", re.IGNORECASE)
_STANDING = re.compile(r"\b(?:possible|suspected|probable|confirmed|known|reported|alleged)\b", re.IGNORECASE)
# Counts of one event that are further apart than this count two events.
_MOST_APART = 6.0
# "1957: the great flood": told of another time.
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
# When something was said is not when it was so.
_SAID_ON = re.compile(
    r"\b(?:said|says?|told \w+|found|reported|estimated|announced|warned|wrote|put|claimed)\s(?:on\s)?"
    r"(?:\w+day\b|\d{1,2}\s[A-Z]\w+|[A-Z]\w+\s\d{1,2}\b|yesterday)",
)
# What stands right before or behind a part of a whole, a comparison, a limit or an age.
_PART_BEFORE = re.compile(
    r"\b(?:another|further|additional|extra|first|last|next|past|previous|other|remaining|each|every|from"
    r"|compared with"
    r"|compared to|against|up to|as (?:many|much|few|little) as|limit of|maximum of|minimum of|target of"
    r"|goal of|not"
    r"|fewer than|less than|under|below|one of|two of|of|since|within|aged|age|top|between|range of)\s*$",
    re.IGNORECASE,
)
_PART_BEHIND = re.compile(
    r"\s*(?:more|fewer|less|others?|additional|higher|lower|better|worse|(?:ahead|behind)(?=\W*$|[,.;]"
    r"| (?:in|on|with|and)\b)|ago|earlier|later|old|apart|away"
    r"|each|or (?:more|less|so)|of (?:them|whom|which|the|those)|in \d|to \d|-\w)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:by|increase of|rise of|cut of|drop of|fall of|rose|fell|grew|up|down|jumped|dropped|climbed"
    r"|gained|lost)\s*$",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:rise|rises|rose|risen|fell|falls?|grew|grow\w*|up|down|jump\w*|drop\w*|climb\w*|gain\w*|lost"
    r"|lose\w*|rais\w+"
    r"|lower\w*|increas\w+|reduc\w+|decreas\w+|cut\w*|widen\w*|narrow\w*|shr[aiu]nk\w*|improv\w+"
    r"|exceed\w*|extend\w*)\b",
    re.IGNORECASE,
)
_ROUGHLY = (
    r"(?:about|around|nearly|roughly|some|approximately|almost|just|only|over|(?:more|less) than|at least)"
)
_APPROXIMATE = re.compile(rf"\b{_ROUGHLY}\s*$", re.IGNORECASE)
_OPEN_ENDED = re.compile(
    r"\b(?:over|more than|at least|above|no fewer than|exceeding|upwards of|nearly|almost)\s*$", re.IGNORECASE
)
_RATE = re.compile(
    r"\s*(?:a|an|per|each|every)\s(day|week|month|year|hour|minute|head|person|share|barrel|litre|tonne)\b"
)
_PLAN = re.compile(r"\b(?:will|would|could|may|might|should|to be|plans?|planned|expected|if)\b")
_NEGATED = re.compile(r"\b(?:not|no|never|neither|nor|without)\b|n't\b", re.IGNORECASE)
# Days tell when, not what.
_DATES = frozenset(terms(" ".join((*MONTHS, *DAYS))))
_IDLE = word_set(
    "person peopl number figur total estim count report least toll rose risen far least around more than"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a sentence.

    `subject` are the senses of the words of its clause, `names` the terms of the names there;
    `fate` is what befell the people it counts, `role` tells a level from a change, a plan or a
    rate; `rough`: about so much; `limit`: at least or at most so much.
    """

    sentence: Sentence
    figure: Figure
    subject: frozenset[str]
    names: frozenset[str]
    fate: str
    role: str
    rough: bool
    limit: bool


class _Measured(NamedTuple):
    """A quantity without its sentence, as it is kept with the article's analysis."""

    figure: Figure
    subject: frozenset[str]
    names: frozenset[str]
    fate: str
    role: str
    rough: bool
    limit: bool


@once
def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """Find the figures of a sentence that can be compared with those of another."""
    return tuple(Quantity(sentence, *each) for each in _measured(sentence))


@kept(tuple[_Measured, ...])
def _measured(sentence: Sentence) -> tuple[_Measured, ...]:
    found = figures_of(sentence) if sentence.readable else ()
    if not found:
        return ()
    read = [
        _quantity(sentence, figure, found) for figure in found if figure.value is not None and figure.unit
    ]
    kept = [each for each in read if each is not None]
    # "Seven in Carrow, two in Teal": a sentence that counts people twice gives parts.
    units = Counter(figure.unit for figure in found)
    return tuple(each for each in kept if not each.fate or units[each.figure.unit] == 1)


def differ(first: Quantity, second: Quantity, speakers: frozenset[str] = frozenset()) -> bool:
    """Tell whether two quantities are of one thing and can't both be so; see `same_thing`."""
    return not agree(first, second) and same_thing(first, second, speakers)


def same_thing(first: Quantity, second: Quantity, speakers: frozenset[str] = frozenset()) -> bool:
    """Tell whether two quantities count or measure one thing; names in `speakers` tell nothing."""
    if first.figure.unit != second.figure.unit or first.role != second.role or first.fate != second.fate:
        return False
    if first.fate:
        return _same_event(first, second, speakers)
    mine, theirs = first.names - speakers, second.names - speakers
    if (mine - theirs and theirs - mine) or _apart(first.sentence, second.sentence):
        return False
    shared = (first.subject & second.subject) - speakers
    fewer = min(len(first.subject - speakers), len(second.subject - speakers))
    return len(shared) >= _FEWEST and len(shared) >= _SHARE * fewer


def at_one_moment(first: Sentence, second: Sentence) -> bool:
    """Tell whether two sentences were published so near in time that they tell of one moment."""
    return abs(first.published - second.published) <= MOMENT


def _same_event(first: Quantity, second: Quantity, speakers: frozenset[str]) -> bool:
    """Tell whether people are counted in one event: by a shared place or name, and by its words.

    All names of the sentences count, not the clause's alone: "in Hethering, the mayor said, two
    people died" counts for Hethering.
    """
    one, other = first.sentence, second.sentence
    mine, theirs = (frozenset().union(*name_terms(s)) - speakers for s in (one, other))
    if _apart(one, other) or (mine - theirs and theirs - mine):
        return False
    a, b = first.figure.value or 0.0, second.figure.value or 0.0
    if max(a, b) > _MOST_APART * min(a, b):
        return False
    shared = (first.subject & second.subject) - speakers
    return len(shared) >= (1 if mine & theirs else _FEWEST)


def agree(first: Quantity, second: Quantity) -> bool:
    """Tell whether both figures can be true at once: nearly equal, or one a limit of the other."""
    a, b = first.figure.value or 0.0, second.figure.value or 0.0
    near = _ROUGH if first.rough or second.rough else _ROUNDED
    if abs(a - b) <= near * max(abs(a), abs(b)):
        return True
    return first.limit or second.limit


def _apart(first: Sentence, second: Sentence) -> bool:
    """Tell whether two sentences speak of different times, by the dates that they give."""
    mine, theirs = _spoken_of(first), _spoken_of(second)
    return bool(mine and theirs) and not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


@once
def _spoken_of(sentence: Sentence) -> tuple[str, ...]:
    """Give the dates of a sentence, without those on which something was said."""
    if not sentence.dates or not _SAID_ON.search(sentence.text):
        return sentence.dates
    text = _SAID_ON.sub(" ", sentence.text)
    return tuple(dict.fromkeys(mention.iso for mention in mentions(text, sentence.published)))


def _of_history(sentence: Sentence, part: str) -> bool:
    """Tell whether a part of a sentence tells of former years, or the sentence of days long past."""
    limit = (sentence.published.date() - _HISTORY).isoformat()
    years = [year for year in _YEAR.findall(part) if int(year) < sentence.published.year]
    return bool(years) or any(len(day) == len(limit) and day < limit for day in sentence.dates)


def _is_part(figure: Figure, before: str, behind: str) -> bool:
    """Tell whether a figure is of a part, a comparison or an age."""
    patterns = ((_PART_INSIDE, figure.text), (_PART_BEFORE, before))
    return any(p.search(text) for p, text in patterns) or _PART_BEHIND.match(behind) is not None


def _quantity(sentence: Sentence, figure: Figure, others: tuple[Figure, ...]) -> _Measured | None:
    text = sentence.text
    before, behind = text[: figure.start], text[figure.end :]
    bare = _APPROXIMATE.sub("", before)
    start, end = _clause(text, figure)
    clause = text[start:end]
    if _is_part(figure, bare, behind) or _NEGATED.search(clause):
        return None
    # People are counted in all that a sentence tells; what is measured, in its clause.
    if _of_history(sentence, text if figure.unit in PEOPLE else clause):
        return None
    fate = fate_of(text, (figure.start, figure.end), (start, end)) if figure.unit in PEOPLE else ""
    if figure.unit in PEOPLE and not fate:
        return None
    counted = {term for other in others for term in terms(other.text)} | _DATES
    return _Measured(
        figure=figure,
        subject=senses(set(terms(clause)) - counted) - _IDLE - fated(fate),
        names=frozenset(t for name in sentence.names if name in clause for t in terms(name)),
        fate=fate,
        role=_role(bare, clause, behind, figure.text),
        rough=bare != before,
        limit=_OPEN_ENDED.search(before) is not None,
    )


def _role(before: str, clause: str, behind: str, figure: str) -> str:
    rate, standing = _RATE.match(behind), _STANDING.search(figure)
    # "Trails by six months" and "lags six months" give one level; "rose by six" gives a change.
    kind = "change" if _CHANGE.search(before) and _MOVES.search(clause) else "level"
    parts = (
        kind,
        _PLAN.search(clause) and "planned",
        rate and rate[1],
        standing and standing.group().casefold(),
    )
    return " ".join(filter(None, parts))


def _clause(text: str, figure: Figure) -> tuple[int, int]:
    """Give where the clause of a figure begins and ends; a bare one reaches back one more."""
    bounds = [
        m.span() for m in _BOUNDARY.finditer(text) if m.end() <= figure.start or m.start() >= figure.end
    ]
    starts = [0, *(end for _, end in bounds if end <= figure.start)]
    end = next((start for start, _ in bounds if start >= figure.end), len(text))
    while len(starts) > 1 and len(set(terms(text[starts[-1] : end])) - set(terms(figure.text))) < _FEWEST:
        starts.pop()
    said = [m.end() for m in _SAYING.finditer(text, starts[-1], figure.start)]
    return (said[-1] if said else starts[-1]), end
