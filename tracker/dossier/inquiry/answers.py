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

from tracker.dossier.inquiry.asked import Kind, leaves_open
from tracker.dossier.inquiry.matter import FEWEST_TERMS, Matter
from tracker.dossier.reading.senses import senses, senses_of
from tracker.dossier.speech.saying import word_set
from tracker.text.dates import mentions
from tracker.text.figures import figures
from tracker.text.normal import normal
from tracker.text.units import CURRENCIES
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tracker.dossier.material import Sentence

# Of what is asked, weighed, an answer has this share where nothing else marks it as one, …
_PLAIN = 0.7
# … and this one where it has the date, the name, the cause or the decision that was asked for.
_MARKED = 0.45
# … and this one where a verb of deciding or a manner stands with it.
_SOME = 0.55

_HEDGE = re.compile(
    r"""\b(?:(?-i:may)|might|could|perhaps|possibly|probably|maybe|reportedly|apparently|allegedly
    |alleged|whether
    |if|expected\ to|likely|unlikely|plans?\ to|planned\ to|hopes?\ to|hoped|hoping|appears?|appeared
    |seems?|seemed
    |believes?|believed|thinks?|thought|suspects?|suspected|suggest(?:s|ed|ing)?|claim(?:s|ed|ing)?
    |argu(?:es|ed|ing)
    |propos(?:es|ed|al)|wants?|wanted|urg(?:es|ed|ing)|call(?:s|ed|ing)\ (?:for|on)|demand(?:s|ed|ing)?
    |fear(?:s|ed)?
    |rumou?rs?|speculat\w+|should|ask(?:s|ed|ing)|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)|discuss(?:es|ed
    |ing)?
    |not\ (?:been\ )?rul(?:ed|e|ing)\ out|preliminary|tentative(?:ly)?|provisional(?:ly)?|estimat(?:es|ed)\ to
    |predict(?:s|ed)?|forecasts?|promis(?:es|ed)|vow(?:s|ed)|intend(?:s|ed)?|aim(?:s|ed)?\ to|denie[sd]|deny
    |worr(?:y|ies|ied)|doubts?|in\ case|wonder(?:s|ed)?|debat(?:es|ed|ing)|told\ to\ expect|rumoured)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "Would" hedges unless it is the past of "will" behind a verb of saying.
_WOULD = re.compile(r"\bwould\b", re.IGNORECASE)
_SAID_WOULD = re.compile(
    r"\b(?:said|announced|confirmed|decided|ruled|agreed|told \w+|wrote)\b[^,;]{0,80}\bwould\b", re.IGNORECASE
)
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
_COUNTED = re.compile(r"\b(?:how many|number of)\s+((?:[\w-]+\s?){1,3})", re.IGNORECASE)
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


def plain(text: str) -> bool:
    """Tell whether a sentence states what it says: no question, nothing unknown, no hedge."""
    folded = normal(text)
    if leaves_open(folded) or _HEDGE.search(folded):
        return False
    return not _WOULD.search(folded) or _SAID_WOULD.search(folded) is not None


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
    if not question.head:
        return reply.share >= (_PLAIN if settled else 1.0)
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
    if _LENGTH.search(focus):
        return bool(units & _DURATIONS) or _SPAN.search(reply.stated) is not None
    if _MONEY.search(focus):
        return bool(units & CURRENCIES) or _IN_MONEY.search(reply.stated) is not None
    counted = _COUNTED.search(focus)
    if counted:
        wanted = senses(terms(counted[1]))
        return any(not unit or senses([unit]) <= wanted for unit in units)
    return bool(found)


def _names_somebody(question: Matter, reply: _Reply) -> bool:
    """Who: a name or a body that the question does not have, as part of what is stated."""
    known = question.text.casefold()
    named = [name for name in reply.sentence.names if name in reply.stated]
    bodies = [match.group() for match in _BODY.finditer(reply.stated)]
    fresh = any(each.casefold() not in known for each in (*named, *bodies))
    return fresh and _does_it(question, reply)


def _gives_cause(question: Matter, reply: _Reply) -> bool:
    return _CAUSE.search(reply.stated) is not None and len(reply.senses - question.senses) >= FEWEST_TERMS


def _places(question: Matter, reply: _Reply) -> bool:
    known = set(re.findall(r"\w+", question.text.casefold()))
    found = {match["place"].casefold() for match in _PLACE.finditer(reply.stated)}
    return bool(found - known) and _does_it(question, reply)


def _tells_how(question: Matter, reply: _Reply) -> bool:
    """How: the verb that is asked about, and a manner close behind it."""
    if reply.share < _SOME:
        return False
    words = list(re.finditer(r"[\w'-]+", reply.stated))
    verbs = (
        [word for word in words if question.head in senses(terms(word.group()))]
        if question.head
        else words[:1]
    )
    return any(_MANNER.search(reply.stated[verb.start() : verb.end() + _NEAR]) for verb in verbs)


def _tells_what(question: Matter, reply: _Reply) -> bool:
    enough = len(question.senses & reply.senses) > FEWEST_TERMS and _SETTLES.search(reply.stated) is not None
    return enough and reply.share >= _PLAIN and bool(reply.senses - question.senses)


def _settles(question: Matter, reply: _Reply) -> bool:
    """Look for a word that what was pending, unverified or unannounced is so no longer."""
    # The whole sentence counts: who "confirmed the readings" is no mere speaker.
    fewest = min(FEWEST_TERMS, len(question.senses))
    settled = _SETTLES.search(normal(reply.sentence.text)) is not None
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
