"""What is asked, and a later sentence → whether that sentence answers it, and plainly.

A sentence answers when it holds what the kind of question wants (a date for "when", a name
for "who", …) about what the question is about, without hedging. Overlap is measured as
weighted containment, as in the answer sentence selection of Yih et al. (2013) without its
embeddings; words that ask and answer the same are one sense.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.inquiry.matter import FEWEST_TERMS, Matter
from tracker.dossier.inquiry.plainness import plain
from tracker.dossier.reading.senses import senses, senses_of
from tracker.dossier.speech.saying import word_set
from tracker.text.dates import mentions
from tracker.text.figures import figures
from tracker.text.normal import normal
from tracker.text.units import CURRENCIES
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tracker.dossier.inquiry.kinds import Kind
    from tracker.dossier.material import Sentence
    from tracker.text.figures import Figure

# Of what is asked, weighed, an answer has this share where nothing else marks it as one, …
_PLAIN = 0.7
# … and this one where it has the date, the name, the cause or the decision that was asked for.
_MARKED = 0.45
# … and this one where a verb of deciding or a manner stands with it.
_SOME = 0.55

_SETTLES = re.compile(
    r"""\b(?:confirm(?:s|ed)|announc(?:es|ed)|decided|ruled|approv(?:es|ed)|reject(?:s|ed)|agreed
    |found|concluded
    |published|verified|disclosed|revealed|identified|named|determined|established|resolved|settled|showed?
    |shows
    |voted|signed|chose|chosen|picked|selected|passed|granted|refused|completed|ended|has\ now|have\ now
    |in\ the\ end
    |finally|will\ not|no\ longer|ruled\ out|turned\ out|is\ to|are\ to|will
    |(?:results?|report|names?|findings|identit\w+|figures)\ [^,;]{0,40}\breleased
    |released\ (?:the|its|their|his|her)\ (?:\w+\ )?(?:results?|report|names?|findings|figures))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What is to come is settled by nobody yet.
_TO_COME = re.compile(r"\b(?:will(?! not)|is to|are to|shows?|showed|completed|ended|found)\b", re.IGNORECASE)
_FOUND = re.compile(
    r"\b(?:found|arrested|captured|caught|detained|located|recovered|rescued|in custody|surrendered"
    r"|tracked down|turned (?:him|her|them)sel(?:f|ves) in|gave (?:him|her)self up)\b",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(
    r"\b(?:identif(?:y|ied|ies)|named|names? (?:is|was|are|were)|victims? (?:was|were)|belongs? to"
    r"|(?:will|is to) (?:succeed|replace|pay|lead|head))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|no|never|nor|neither|denied)\b|n't\b", re.IGNORECASE)
# Shared senses that make it the same matter where no verb of the question says so.
_ENOUGH = 3
_CAUSE = re.compile(
    r"""\b(?:because|caused|due\ to|owing\ to|blamed\ on|blames?d?|triggered|sparked
    |as\ a\ result\ of|result\ of|stemm(?:ed|ing)\ from
    |result(?:ed|s)?\ from|traced\ to|led\ to|came\ from|was\ the\ cause|the\ (?:cause|motive
    |reason)\ (?:(?:of|for|behind)\ [^,;]{1,60}?\ )?(?:was|is)|to\ blame
    |set\ off|brought\ about|responsible\ for|attributed\ to|put\ (?:it\ )?down\ to|motivated\ by
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SPAN = re.compile(
    r"""\b(?:in|within|by|until|from|next|this|early|late|after|before)\ (?:the\ )?
    (?:(?:early|late|end\ of|middle\ of|coming|beginning\ of)\ )?(?:the\ )?
    (?:spring|summer|autumn|winter|easter|christmas|year|month|week|\d{4}
    |(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a\ few)\ (?:hour|day|week|month
    |year)s?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Who said so and when: no part of the answer.
_SAYS = r"(?:said|says|announced|announces|told|confirmed|added|reported|wrote|according to)"
_BY_WHOM = re.compile(
    rf"[,;] (?:[^,;]{{1,60}} )?{_SAYS}\b[^,;]{{0,60}}(?:,[^,;]{{0,60}})?[.]?$", re.IGNORECASE
)
_SAYS_FIRST = re.compile(
    rf"^(?P<who>[^,;]{{1,80}}?)(?:, [^,;]{{1,60}},)? {_SAYS} (?:on \w+(?: \w+)?, |on \w+ "
    rf"|yesterday )?(?:that )?(?=[\w\"])",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:the|a|an|its|their|state|local|federal|city) (?:\w+ ){0,2}"
    r"(?:council|government|state|city|ministry|company|insurers?|owners?|taxpayers?|residents?|union"
    r"|board|bank|police"
    r"|court|party|firm|county|province|region|operator|fund|members?|engineers?|man|woman|men|women"
    r"|group|team)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|near|on|to|off|outside|inside|under|beside|behind|from) (?:the )?(?P<place>\w+)"
)
_MANNER = re.compile(r"\b(?:by|with|through|using|from|via|after|when|die[ds]? of)\b", re.IGNORECASE)
# Characters behind a verb in which its manner stands.
_NEAR = 50
_MONEY = re.compile(r"cost|price|pay|worth|budget|fee|fine|paid", re.IGNORECASE)
_IN_MONEY = re.compile(r"[$€£¥]|\b(?:dollars|euros|pounds|francs|kronor|yen)\b")
_LENGTH = re.compile(r"\bhow (?:long|soon)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:how many|number of)\s+((?:[\w-]+\s){0,2}?(?:[\w-]+s|people|men|women|children)\b"
    r"|(?:[\w-]+\s?){1,3})",
    re.IGNORECASE,
)
_TOLL = re.compile(r"\b[Tt]oll\b")
_DEAD = senses(terms("dead died killed death deaths bodies"))
_PEOPLE = senses(terms("people person man woman civilian soldier worker passenger"))
# Words behind a bare number in which what it counts stands.
_CLOSE = 2
_DURATIONS = word_set("second minute hour day week month year")
# Verbs that answer each other: who stays does not leave.
_OPPOSITES = (
    ("close", "open"),
    ("accept", "reject"),
    ("stay", "leave"),
    ("remain", "leave"),
    ("win", "lose"),
    ("pass", "fail"),
    ("raise", "cut"),
    ("continue", "finish"),
    ("keep", "scrap"),
    ("return", "leave"),
    ("survive", "death"),
    ("go", "cancel"),
)


@dataclass(frozen=True, slots=True)
class _Reply:
    """A sentence that may answer: what it states without who said so, and what it shares.

    `share` is the weighted share, 0 to 1, of what is asked.
    """

    sentence: Sentence
    stated: str
    senses: frozenset[str]
    share: float


def answers(question: Matter, sentence: Sentence, weight: Callable[[Iterable[str]], float]) -> bool:
    """Tell whether a sentence speaks to the question plainly, and has what its kind asks for.

    `weight` sums what terms weigh in the story: rare ones tell more.
    """
    theirs = senses_of(sentence)
    shared = question.senses & theirs
    if not shared or len(shared) < min(FEWEST_TERMS, len(question.senses)):
        return False
    share = weight(shared) / weight(question.senses)
    if share < _MARKED or not plain(sentence.text):
        return False
    if len(question.senses) == 1 and question.asked.kind != "why" and not _SETTLES.search(sentence.text):
        return False
    if question.asked.kind != "who" and _of_another(question, sentence, theirs):
        return False
    return _RULES[question.asked.kind](question, _Reply(sentence, _stated(sentence.text), theirs, share))


def _of_another(question: Matter, sentence: Sentence, theirs: frozenset[str]) -> bool:
    """Tell whether a sentence names somebody, and none of those whom the question names."""
    return bool(question.names) and not question.names & theirs and bool(sentence.names)


def _stated(text: str) -> str:
    """Give what a sentence states, without who said so and when."""
    folded = normal(text)
    return _SAYS_FIRST.sub("", _BY_WHOM.sub("", folded))


# ---------------------------------------------------------------- one rule for each kind


def _decides(question: Matter, reply: _Reply) -> bool:
    """Whether: nearly all that is asked, with its verb; less where something was decided."""
    settled = _SETTLES.search(reply.stated) is not None
    if _CAUSE.search(question.asked.focus) and not _CAUSE.search(reply.stated):
        return False
    if not question.head:
        shared = len(question.senses & reply.senses)
        if settled:
            return reply.share >= _PLAIN and shared >= min(_ENOUGH, len(question.senses))
        return shared == len(question.senses) >= _ENOUGH
    if question.head not in reply.senses:
        return settled and any(pair & reply.senses for pair in _opposites_of(question.head))
    return reply.share >= (_SOME if settled else _PLAIN)


def _dates(question: Matter, reply: _Reply) -> bool:
    if reply.share < _PLAIN or not _does_it(question, reply):
        return False
    return bool(mentions(reply.stated, reply.sentence.published)) or _SPAN.search(reply.stated) is not None


def _counts(question: Matter, reply: _Reply) -> bool:
    focus, found = question.asked.focus, figures(reply.stated)
    units = {figure.unit for figure in found}
    if reply.share < _SOME or (question.head and question.head not in reply.senses):
        return False
    if _LENGTH.search(focus):
        return bool(units & _DURATIONS) or _SPAN.search(reply.stated) is not None
    if _MONEY.search(focus):
        return bool(units & CURRENCIES) or _IN_MONEY.search(reply.stated) is not None
    counted = _COUNTED.search(focus)
    wanted = senses(terms(counted[1])) if counted else _DEAD if _TOLL.search(focus) else frozenset()
    return any(_counts_it(figure, wanted, reply.stated) for figure in found) if wanted else bool(found)


def _counts_it(figure: Figure, wanted: frozenset[str], stated: str) -> bool:
    """Tell whether a figure counts what is wanted, by its unit or by a word close behind it."""
    if figure.unit:
        return bool(senses([figure.unit]) & (wanted | _PEOPLE if wanted == _DEAD else wanted))
    return bool(senses(terms(" ".join(stated[figure.end :].split()[:_CLOSE]))) & wanted)


def _names_somebody(question: Matter, reply: _Reply) -> bool:
    """Who: a name or a body that the question does not have, as part of what is stated."""
    known = question.text.casefold()
    named = [name for name in reply.sentence.names if name in reply.stated]
    bodies = [match.group() for match in _BODY.finditer(reply.stated)]
    fresh = any(each.casefold() not in known for each in (*named, *bodies))
    if not question.head:
        whole = question.senses <= reply.senses and len(question.senses) >= _ENOUGH
        identified = reply.share >= _SOME and _IDENTIFIED.search(reply.stated) is not None
        return fresh and (whole or identified)
    return fresh and _does_it(question, reply)


def _gives_cause(question: Matter, reply: _Reply) -> bool:
    cause = _CAUSE.search(reply.stated)
    if cause is None or _NEGATED.search(reply.stated[max(0, cause.start() - _NEAR) : cause.start()]):
        return False
    return len(reply.senses - question.senses) >= FEWEST_TERMS


def _places(question: Matter, reply: _Reply) -> bool:
    known = set(re.findall(r"\w+", question.text.casefold()))
    found = {match["place"].casefold() for match in _PLACE.finditer(reply.stated)}
    if not question.asked.focus.casefold().lstrip().startswith("where "):
        # Who or what is looked for was found, somewhere or by somebody.
        return reply.share >= _SOME and _FOUND.search(reply.stated) is not None
    return bool(found - known) and reply.share >= _PLAIN and _does_it(question, reply)


def _tells_how(question: Matter, reply: _Reply) -> bool:
    """How: the verb that is asked about, and a manner close behind it."""
    if reply.share < _SOME:
        return False
    words = list(re.finditer(r"[\w'-]+", reply.stated))
    head = question.head
    verbs = [word for word in words if head in senses(terms(word.group()))] if head else words[:1]
    return any(_MANNER.search(reply.stated[verb.start() : verb.end() + _NEAR]) for verb in verbs)


def _tells_what(question: Matter, reply: _Reply) -> bool:
    enough = len(question.senses & reply.senses) > FEWEST_TERMS and _SETTLES.search(reply.stated) is not None
    return enough and reply.share >= _PLAIN and bool(reply.senses - question.senses)


def _settles(question: Matter, reply: _Reply) -> bool:
    """Look for a word that what was pending, unverified or unannounced is so no longer."""
    # The whole sentence counts: who "confirmed the readings" is no mere speaker.
    fewest = min(FEWEST_TERMS, len(question.senses))
    settled = _SETTLES.search(_TO_COME.sub(" ", normal(reply.sentence.text))) is not None
    return settled and reply.share >= _PLAIN and len(question.senses & reply.senses) >= fewest


def _does_it(question: Matter, reply: _Reply) -> bool:
    return not question.head or question.head in reply.senses


_RULES: dict[Kind, Callable[[Matter, _Reply], bool]] = {
    "whether": _decides,
    "when": _dates,
    "how much": _counts,
    "who": _names_somebody,
    "why": _gives_cause,
    "where": _places,
    "how": _tells_how,
    "what": _tells_what,
    "state": _settles,
}


def _opposites_of(head: str) -> list[frozenset[str]]:
    sides = [senses(terms(" ".join(pair))) for pair in _OPPOSITES]
    return [pair - {head} for pair in sides if head in pair]
