"""What is asked, and a later sentence → whether that sentence answers it, and plainly.

A sentence answers when it holds what the kind of question wants (a date for "when", a name
for "who", …) about what the question is about, without hedging. Overlap is measured as
weighted containment, as in the answer sentence selection of Yih et al. (2013) without its
embeddings; words that ask and answer the same are one sense.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.inquiry.counting import SPAN, counts
from tracker.dossier.inquiry.matter import FEWEST_TERMS, Matter
from tracker.dossier.inquiry.plainness import plain
from tracker.dossier.inquiry.reply import Reply, stated
from tracker.dossier.inquiry.settling import NEGATED, SETTLES, settled_near
from tracker.dossier.inquiry.told import became, chosen, may_become, quotes, waits_for_text
from tracker.dossier.inquiry.unknown import IN_PERSON, QUOTED
from tracker.dossier.reading.senses import senses, senses_of
from tracker.text.dates import mentions
from tracker.text.normal import normal
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tracker.dossier.inquiry.kinds import Kind
    from tracker.dossier.material import Sentence

# Of what is asked, weighed, an answer has this share where nothing else marks it as one, …
_PLAIN = 0.7
# … and this one where it has the date, the name, the cause or the decision that was asked for.
_MARKED = 0.45
# … and this one where a verb of deciding or a manner stands with it.
_SOME = 0.55

# "Officials await the results of 300 tests": of others there are results every day.
_WAITED = re.compile(r"\b(?:await\w*|waiting for|pending)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,]*")
# Kinds of which the focus alone tells little: "the results of the tests".
_ANCHORED = frozenset(("state", "what", "how"))
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
# "How severe", "how seriously": a degree, which no manner tells.
_DEGREE = re.compile(
    r"\bhow (?!(?:the|an?|this|that|these|those|its?|his|her|their|he|she|they|to|many|much)\b)"
    r"(?:\w+ly|[a-z]+) (?:an?|the|will|would|can|could|is|are|was|were|it|currently|it)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\b(?:to|can|may)\s$")
_DECIDED_TO = re.compile(
    r"\b(?:decided|agreed|voted|is|are|was|were|has|have|due|going|set|approved|ordered|began|begun|started|chose"
    r"|confirmed|refused|declined|able|allowed|permission|deal|failed)\s(?:\w+\s)?(?:not\s)?to\s$"
)
_MANNER = re.compile(r"\b(?:by|with|through|using|from|via|after|when|die[ds]? of)\b", re.IGNORECASE)
# Characters behind a verb in which its manner stands.
_NEAR = 50
# … and beside a cause what it is the cause of.
_BESIDE = 60
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
    if len(question.senses) == 1 and question.asked.kind != "why" and not SETTLES.search(sentence.text):
        return False
    if _of_another(question, sentence, theirs) or IN_PERSON.search(QUOTED.sub("", normal(sentence.text))):
        return False
    reply = Reply(sentence, stated(sentence.text), theirs, share)
    what = may_become(question)
    return became(what, reply) if what else _RULES[question.asked.kind](question, reply)


def _of_another(question: Matter, sentence: Sentence, theirs: frozenset[str]) -> bool:
    """Tell whether a sentence names none of those whom the question names.

    Where little else tells what is asked about ("the results of the tests"), names beside it count too.
    """
    if question.asked.kind in _ANCHORED and question.anchors and not question.anchors & theirs:
        return True
    if question.asked.kind == "who":
        return False
    if _WAITED.search(question.text) and not _same_number(question.text, sentence.text):
        return True
    others = bool(sentence.names) or question.asked.interrogative
    return bool(question.names) and not question.names & theirs and others


def _same_number(text: str, other: str) -> bool:
    """Tell whether the other gives a number of the first, if that has any: of "300 tests" each is one."""
    numbers = set(_NUMBER.findall(text))
    return not numbers or not numbers.isdisjoint(_NUMBER.findall(other))


# ---------------------------------------------------------------- one rule for each kind


def _decides(question: Matter, reply: Reply) -> bool:
    """Whether: nearly all that is asked, with its verb; less where something was decided."""
    one_of_two = chosen(question, reply)
    if one_of_two is not None:
        return one_of_two
    settled = SETTLES.search(reply.stated) is not None
    if _CAUSE.search(question.asked.focus) and not _CAUSE.search(reply.stated):
        return False
    if not question.head:
        shared = len(question.senses & reply.senses)
        if settled:
            return reply.share >= _PLAIN and shared >= _ENOUGH
        return shared == len(question.senses) >= _ENOUGH
    if question.head not in reply.senses:
        return settled and any(pair & reply.senses for pair in _opposites_of(question.head))
    return reply.share >= (_SOME if settled else _PLAIN) and _is_done(question.head, reply.stated)


def _is_done(head: str, stated: str) -> bool:
    """Tell whether a verb is told as done or decided, not only as a purpose: "tried measures to slow it"."""
    before = [
        stated[max(0, word.start() - _NEAR) : word.start()]
        for word in re.finditer(r"[\w'-]+", stated)
        if head in senses(terms(word.group()))
    ]
    return any(_PURPOSE.search(each) is None or _DECIDED_TO.search(each) is not None for each in before)


def _dates(question: Matter, reply: Reply) -> bool:
    if reply.share < _PLAIN or not _does_it(question, reply):
        return False
    return bool(mentions(reply.stated, reply.sentence.published)) or SPAN.search(reply.stated) is not None


def _names_somebody(question: Matter, reply: Reply) -> bool:
    """Who: a name or a body that the question does not have, as part of what is stated."""
    known = question.text.casefold()
    named = [name for name in reply.sentence.names if name in reply.stated]
    bodies = [match.group() for match in _BODY.finditer(reply.stated)]
    fresh = any(each.casefold() not in known for each in (*named, *bodies))
    if not question.head:
        whole = question.senses <= reply.senses and len(question.senses) >= _ENOUGH
        identified = reply.share >= _SOME and _IDENTIFIED.search(reply.stated) is not None
        return fresh and (whole or identified)
    enough = len(question.senses & reply.senses) >= min(_ENOUGH, len(question.senses) + 1)
    return fresh and _does_it(question, reply) and (enough or _IDENTIFIED.search(reply.stated) is not None)


def _gives_cause(question: Matter, reply: Reply) -> bool:
    cause = _CAUSE.search(reply.stated)
    if cause is None or NEGATED.search(reply.stated[max(0, cause.start() - _NEAR) : cause.start()]):
        return False
    beside = reply.stated[max(0, cause.start() - _BESIDE) : cause.end() + _BESIDE]
    shared = question.senses & reply.senses
    told = not shared - question.names or senses(terms(beside)) & shared - question.names
    return bool(told) and len(reply.senses - question.senses) >= FEWEST_TERMS


def _places(question: Matter, reply: Reply) -> bool:
    known = set(re.findall(r"\w+", question.text.casefold()))
    found = {match["place"].casefold() for match in _PLACE.finditer(reply.stated)}
    if not question.asked.focus.casefold().lstrip().startswith("where "):
        # Who or what is looked for was found, somewhere or by somebody.
        return reply.share >= _SOME and _FOUND.search(reply.stated) is not None
    placed = question.head in reply.senses or _FOUND.search(reply.stated) is not None
    return bool(found - known) and reply.share >= _PLAIN and placed


def _tells_how(question: Matter, reply: Reply) -> bool:
    """How: the verb that is asked about, and a manner close behind it."""
    head = question.head
    if reply.share < _SOME or not head or _DEGREE.search(question.asked.focus):
        return False
    words = re.finditer(r"[\w'-]+", reply.stated)
    verbs = [word for word in words if head in senses(terms(word.group()))]
    return any(_MANNER.search(reply.stated[verb.start() : verb.end() + _NEAR]) for verb in verbs)


def _tells_what(question: Matter, reply: Reply) -> bool:
    enough = len(question.senses & reply.senses) > FEWEST_TERMS and SETTLES.search(reply.stated) is not None
    return enough and reply.share >= _PLAIN and bool(reply.senses - question.senses)


def _settles(question: Matter, reply: Reply) -> bool:
    """Look for a word that what was pending, unverified or unannounced is so no longer."""
    # The whole sentence counts: who "confirmed the readings" is no mere speaker.
    fewest = min(FEWEST_TERMS, len(question.senses))
    shared = question.senses & reply.senses
    if reply.share < _PLAIN or len(shared) < fewest:
        return False
    text, issued = normal(reply.sentence.text), waits_for_text(question)
    return settled_near(text, shared, issued=issued) or quotes(question, reply)


def _does_it(question: Matter, reply: Reply) -> bool:
    return not question.head or question.head in reply.senses


_RULES: dict[Kind, Callable[[Matter, Reply], bool]] = {
    "whether": _decides,
    "when": _dates,
    "how much": counts,
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
