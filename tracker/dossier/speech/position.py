"""A statement → what it is about, and whether its speaker holds it or its opposite.

The sign is the product of what turns it round: "refused to end the strike" has two turns, and is
of one sign with "the strike goes on" (the polarity composition of Moilanen & Pulman, 2007, by
words). Clauses that hang on a condition have no sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.dossier.speech.periods import Period, periods, without
from tracker.dossier.speech.saying import VERBS, lemma_of
from tracker.text.calendar import DAYS, MONTHS
from tracker.text.normal import normal
from tracker.text.stopwords import word_set
from tracker.text.words import stem, terms

_TURNS = word_set(
    """abandon abolish against ban block cancel cancelled canceled cease close closed closing closure collapse
        condemn criticise criticism criticize decline decry delay denial denied denies deny denounce disagree
        disapprove disaster discard dismiss dismissal doubt drop dropped end false halt illegal impossible
        insufficient leave left mistake oppose opposition postpone prevent quit reject rejection refusal
        refuse resign resignation retract retreat scrap scrapped shelve shut stall stop stopped suspend
        threat trap
        unfair unlawful unlikely unnecessary unsafe veto withdraw withdrawn withdrew withdrawal wrong""",
)
_NEGATIONS = word_set("not no never cannot neither nor without nobody none nothing")
# What holds, and its kin; both are no part of the matter.
_HOLDS = word_set(
    """accept accusation accuse acknowledge admission admit advocate agree approval approve back backing begin
        believe call champion claim confident confirm consider continue convinced defend demand embrace
        endorse expect fair favor favour free go hope insist intend keep kept lawful legal likely maintain
        open option
        pay plan pledge possible praise pressing progress promise reopen remain right safe say start stay
        stick success successful sufficient support sure talks think triumph true urge vow want warn weigh
        welcome""",
)
_WISHES = word_set("appeal ask beg call demand hope propose recommend request suggest urge want wish")
# Two words with one meaning; the sign of each.
_PHRASES = tuple(
    (re.compile(rf"\b(?:{words})\b"), mark)
    for words, mark in (
        (r"no longer", "not"),
        (r"rul(?:e|es|ed|ing) out", "oppose"),
        (r"call(?:s|ed|ing)? off", "cancel"),
        (r"(?:step(?:s|ped|ping)?|stand(?:s|ing)?|stood) (?:down|aside)", "resign"),
        (r"(?:back|backed|backing|climb|climbed) (?:away|down)|g[ai]v(?:e|es|en|ing) up", "abandon"),
        (r"(?:com(?:e|es|ing)|came) out against|vot(?:e|es|ed|ing) against", "oppose"),
        (r"(?:com(?:e|es|ing)|came) out (?:for|in favou?r of)|vot(?:e|es|ed|ing) for", "support"),
        (
            r"(?:go|goes|going|gone|went|carr(?:y|ies|ied)) (?:on|ahead)|stick(?:s|ing)? (?:to|with)",
            "continue",
        ),
        (r"at the head of|from the head of", "chair"),
        (r"in talks (?:to|over|about|on)|open to|look(?:s|ing)? at", "consider"),
    )
)
# Behind these another clause begins, of which the sign is not.
_NEXT = re.compile(
    r"[;:]|[.?!]\s[A-Z]|\s[–—]\s|,?\s\b(?:but|when|where|while|whereas|although|though|because|as\s(?:he|she|it|they|the)|which|who|after|saying|adding|so|and\s(?:\w+ed|that"
    r"|he|she|it|they|also|said))\b|,\s(?:and|or|not)\b"
)
_UNCLEAR = re.compile(
    r"\b(?:if|unless|whether|should|could|might|may|only|almost|some|perhaps|than|barely|hardly|rarely"
    r"|scarcely|seldom|little|few|less|more)\b|\?"
)
_AHEAD = re.compile(r"\b(?:will|would|to|expect\w*|plan\w*|due|going|shall|['’]ll)\b")
# What was held then may be held no more.
_PAST = re.compile(r"\b(?:earlier|previously|initially|originally|once|formerly|used to)\b", re.IGNORECASE)
_HAD = re.compile(r"(?:had|['’]d)\b", re.IGNORECASE)
# "Not one, but several" is "several".
_NOT_BUT = re.compile(r"\bnot\b[^,;]{1,60},?\sbut\b")
# "Not before June" is June.
_NOT_BEFORE = re.compile(
    r"\b(?:not|never)\b(?=[^,;]{0,60}\b(?:before|until)\s+(?:the\s+end|next|this|late|early|mid|\d|"
    + "|".join(sorted({*DAYS, *MONTHS}, key=lambda name: (-len(name), name)))
    + r")\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'-]+")
# Words of a clause beyond which its words no longer turn one and the same thing, and turns in it.
_LONGEST, _MOST_TURNS = 32, 3
# Terms that two matters share, at least, and the shares of the shorter and the longer that they are.
_FEWEST, _MOSTLY, _HALF = 2, 0.75, 0.5


@dataclass(frozen=True, slots=True)
class Position:
    """What a statement is about, in terms; its sign, 0 if it has none; what times ahead it names.

    `turns` are the words that turn its sign, and `holds` those that do not, of the same kind;
    `by_verb`: the verb of saying itself turns it. `wished`: it is asked for, and need not be so.
    """

    matter: frozenset[str]
    sign: int
    ahead: tuple[tuple[Period, str], ...] = ()
    turns: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    by_verb: bool = False
    wished: bool = False


def _is_known(cue: str) -> bool:
    """Tell whether a verb only says, or is known to be for or against what follows."""
    lemma = lemma_of(cue)
    kind = VERBS.get(lemma, ("", ""))[1]
    return kind in {"say", "tell", "think"} or not {lemma, stem(lemma)}.isdisjoint(_NO_MATTER) or not lemma


@lru_cache(maxsize=1 << 12)
def position(cue: str, content: str, published: str) -> Position:
    """Read a statement, published on a day (ISO 8601), by its cue and its content."""
    plain = " ".join(normal(f"{cue} {content}").replace('"', " ").split()).replace("n't", " not")
    plain = _NOT_BUT.sub(" ", plain)
    following = _NEXT.search(plain, len(cue) + 1)
    clause = plain[: following.start()] if following else plain
    if _PAST.search(clause) or _HAD.match(cue) or not _is_known(cue) or len(clause.split()) > _LONGEST:
        return Position(frozenset(), 0)
    clause = _NOT_BEFORE.sub(" ", clause)
    found = periods(clause, published)
    marked = without(clause, found).casefold()
    for pattern, mark in _PHRASES:
        marked = pattern.sub(mark, marked)
    # "Closely" has nothing to do with "close".
    words = [
        stem(word) if word.isalpha() and not word.endswith("ly") else word for word in _WORD.findall(marked)
    ]
    turns = [word for word in words if word in _TURN_STEMS or word in _NEGATIONS]
    sign = 0 if len(turns) > _MOST_TURNS or _UNCLEAR.search(marked) else 1 - 2 * (len(turns) % 2)
    today = date.fromisoformat(published)
    ahead = tuple((one, clause[a:b].casefold()) for one, a, b in found if one.last > today)
    return Position(
        matter=frozenset(terms(marked)) - _NO_MATTER,
        sign=sign,
        ahead=ahead if _AHEAD.search(clause) else (),
        turns=frozenset(turns),
        holds=_HOLD_STEMS.intersection(words),
        wished=lemma_of(cue) in _WISHES,
        by_verb=words[:1] != [] and words[0] in _TURN_STEMS,
    )


def of_one_matter(first: Position, second: Position) -> bool:
    """Tell whether two statements are about the same thing."""
    shared, less, more = _compared(first, second)
    if shared < _FEWEST:
        return shared == less == more > 0
    return shared >= _MOSTLY * less and shared >= _HALF * more


def _compared(first: Position, second: Position) -> tuple[int, int, int]:
    """Count the terms that two matters share, those of the shorter and those of the longer."""
    ours, theirs = len(first.matter), len(second.matter)
    return len(first.matter & second.matter), min(ours, theirs), max(ours, theirs)


def opposed(first: Position, second: Position) -> bool:
    """Tell whether two positions on one matter have opposite signs, or name times that exclude each other."""
    if not first.sign or not second.sign or (first.wished != second.wished and not second.by_verb):
        return False
    shared, _, more = _compared(first, second)
    same = shared >= _MOSTLY * more
    if first.sign != second.sign:
        whole = same or not (first.turns ^ second.turns) <= _NEGATIONS
        return whole and _turned(first, second) and _turned(second, first)
    if not same or len(first.ahead) != 1 or len(second.ahead) != 1:
        return False
    ((ours, words),), ((theirs, others),) = first.ahead, second.ahead
    return words != others and (ours.last < theirs.first or theirs.last < ours.first)


def _turned(one: Position, other: Position) -> bool:
    """Tell whether what turns one position and not the other has its counterpart there, or negates it whole.

    "Cannot end the grant" and "cannot undo the grant" differ by a word that is not known to turn.
    """
    turns = one.turns - other.turns
    return one.turns != other.turns and (turns <= _NEGATIONS or one.by_verb or bool(other.holds - one.holds))


_HOLD_STEMS = frozenset(stem(word) for word in _HOLDS) | _HOLDS
_TURN_STEMS = frozenset(stem(word) for word in _TURNS) | _TURNS
_NO_MATTER = _TURN_STEMS | _HOLD_STEMS
