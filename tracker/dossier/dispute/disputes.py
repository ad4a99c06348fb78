"""Statements → who disputes, denies, criticises or accuses whom, and what is said in reply.

Explicit only: a verb of disputing stands between two named actors, or one denies what another
says, or "but" stands between two statements of which one negates.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.dispute.clashes import clashes
from tracker.dossier.dispute.verbs import DISPUTES, NEGATION
from tracker.dossier.reading.senses import senses
from tracker.dossier.reading.sentence import kept_with, once
from tracker.dossier.speech.saying import lemma_of, word_set
from tracker.text.normal import normal
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tracker.dossier.material import Material, Sentence, Statement
    from tracker.dossier.speech.actors import Actors

_CRITICISES = word_set(
    """criticise criticize condemn blame accuse blast denounce deride mock slam rebuke lambast decry castigate
    attack ridicule""",
)
# What can be said and disputed: "rejected the council's claim".
_CLAIMS = (
    r"(?:claims?|accusations?|allegations?|assertions?|suggestions?|accounts?|figures?|criticisms?"
    r"|findings?|demands?"
    r"|proposals?|offers?|plans?|views?|arguments?|reports?|statements?|charges?|versions?|calls?"
    r"|requests?|comments?"
    r"|remarks?|contention|conclusions?|estimates?|ultimatum|decision|ruling|order|bid|denials?"
    r"|explanations?)"
)
_OF_CLAIM = re.compile(rf"^['’]s?\s+(?:[\w-]+\s+){{0,3}}?{_CLAIMS}\b", re.IGNORECASE)
_CLAIM_OF = re.compile(
    rf"^(?:(?:the|an?|any|those|these|all|recent|new|what)\s+){{0,3}}(?:\w+\s+){{0,2}}?{_CLAIMS}\s+"
    r"(?:made\s+)?(?:by|from|of)\s+(?:the\s+)?(?:(?!that\b|across\b)[\w.-]+\s+){0,6}$",
    re.IGNORECASE,
)
# "Disputes what the council says."
_WHAT = re.compile(r"^what\s(?:the\s)?$", re.IGNORECASE)
# Behind the one who is criticised stands what for.
_FOR = re.compile(r"\s(?P<how>of|for|over|on|about)\s(?P<matter>[^,;:.\"“”—–()]{4,90})")
_CONTRARY = re.compile(
    r"\b(?:contrary to|contradict(?:s|ed|ing)|at odds with|in conflict with|disagrees? with)\s"
    r"(?:what\s)?(?:the\s)?(?:(?:claims?|statements?|reports?|account|findings?)\s(?:by|from"
    r"|of)\s(?:the\s)?)?$",
    re.IGNORECASE,
)
_BUT = re.compile(r"^(?:But|However|Yet|By contrast)\b|,\s*however,|,\s*by contrast,")
# Before a name: its article and office, and nothing else. A country before an office is no actor.
_OFFICE = re.compile(r"(?:(?:the|former|then|acting|outgoing|[A-Z][\w.-]*)\s+){0,6}")
_TITLED = re.compile(
    r"\s(?i:president|prime|minister|foreign|secretary|government|officials?|ambassador|chancellor)\b"
    r"|['’]s\s(?:[a-z]+\s)?"
    r"(?i:president|prime|minister|secretary|ambassador)\b|\s[A-Z]",
)
_MOST_NAMES = 3
_SAME_MATTER, _MUCH, _DENIED = 2, 0.5, 3
# Words behind a negation that it speaks of.
_REACH = 5
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two actors at odds: who, the sentences of both, in what, and how sure that is.

    `verb` has a place for the other's name; `matter` stands behind, "" where it is not told.
    """

    actors: tuple[str, str]
    sides: tuple[Statement, Sentence]
    verb: str
    matter: str
    strength: float


def disputes(material: Material, spoke: Mapping[str, Sequence[Statement]]) -> Iterator[Dispute]:
    """Find who disputes whom by name, who denies what another says, and "but" between two who differ."""
    actors, affirmed = material.actors.knowing(spoke), _Affirmed(spoke)
    for said in spoke.values():
        for statement in said:
            if statement.sentence.readable:
                yield from _by_name(statement, actors, spoke)
                yield from _denials(statement, affirmed)
    yield from _contrasts(spoke)


# ---------------------------------------------------------------- by name


def _by_name(
    statement: Statement, actors: Actors, spoke: Mapping[str, Sequence[Statement]]
) -> Iterator[Dispute]:
    lemma = lemma_of(statement.cue)
    if (lemma not in DISPUTES and lemma not in _CRITICISES) or _undone(statement):
        return
    found = _aimed_at(statement, actors)
    if found is None or found[0] == statement.actor:
        return
    other, claimed, behind = found
    if lemma in _CRITICISES and clashes(statement.sentence):
        return  # it is told better in the words of its sentence
    reply = _reply(statement, spoke.get(other, ()), _DENIED if claimed else _SAME_MATTER)
    # "Rejected the council's claim that …" gives both sides; else the other must have spoken.
    side = reply.sentence if reply else statement.sentence if claimed else None
    if side is None or (lemma in DISPUTES and not claimed):
        return
    matter = _for_what(behind) if not claimed else ""
    yield Dispute((statement.actor, other), (statement, side), _verb(lemma, claimed=claimed), matter, 3.0)


def _undone(statement: Statement) -> bool:
    """Tell whether the verb is negated: who never doubted a plan does not dispute it."""
    text = statement.sentence.text
    head = text[: max(0, text.find(statement.content))].split()[-_REACH:]
    return NEGATION.search(" ".join([*head, statement.cue])) is not None


def _aimed_at(statement: Statement, actors: Actors) -> tuple[str, bool, str] | None:
    """Give whom a statement is aimed at, whether at something that one said, and what stands behind."""
    content = statement.content
    places = sorted(
        (content.find(name), -len(name), name) for name in statement.sentence.names if name in content
    )
    for at, _, name in places[:_MOST_NAMES]:
        before, behind = content[:at], content[at + len(name) :]
        actor = actors.merged(name, statement.sentence.number)
        if not actors.may_speak(actor) or _TITLED.match(behind):
            continue
        if _CLAIM_OF.match(before) or _WHAT.match(before):
            return actor, True, behind
        if not _OFFICE.fullmatch(before):
            return None
        return actor, _OF_CLAIM.match(behind) is not None, behind
    return None


def _for_what(behind: str) -> str:
    """Give what somebody is criticised for, in the source's words, if it is short and whole."""
    match = _FOR.match(behind)
    if not match:
        return ""
    words = match["matter"].split()
    ends = behind[match.end() : match.end() + 1]
    if len(words) > _LONGEST or ends in {'"', "“"}:
        return ""
    return f"{match['how']} {' '.join(words)}"


def _verb(lemma: str, *, claimed: bool) -> str:
    if claimed and lemma in DISPUTES:
        return "disputed what {} said"
    return f"{lemma}d {{}}" if lemma in {"accuse", "blame"} else "criticised {}"


def _reply(statement: Statement, said: Sequence[Statement], fewest: int) -> Statement | None:
    """Find what the other said on the matter: the readable statement that shares most, and enough.

    A denial needs to share less: it seldom repeats what it denies.
    """
    content = about(statement)
    ranked = [
        (len(content & about(other)) + (lemma_of(other.cue) in DISPUTES), other)
        for other in said
        if other.sentence.readable and other.sentence.text != statement.sentence.text
    ]
    best = max(ranked, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= fewest else None


# ---------------------------------------------------------------- denials of what another says


class _Affirmed:
    """What is said without denying or negating anything, found by what it is about."""

    def __init__(self, spoke: Mapping[str, Sequence[Statement]]) -> None:
        self._said = [
            (actor, other, about(other)) for actor, said in spoke.items() for other in said if _affirms(other)
        ]
        self._having: dict[str, list[int]] = {}
        for place, (_, _, theirs) in enumerate(self._said):
            for sense in theirs:
                self._having.setdefault(sense, []).append(place)

    def nearly(self, denied: frozenset[str]) -> Iterator[tuple[str, Statement]]:
        """Give what is about nearly the same, with who says it.

        It lacks few of the senses denied, and so has one of any that are one more (`Index.sharing`).
        """
        needed = max(_DENIED, math.ceil((1 - _MUCH / 2) * len(denied)))
        rarest = sorted(denied, key=lambda sense: len(self._having.get(sense, ())))
        rarest = rarest[: len(denied) - needed + 1]
        for place in sorted({place for sense in rarest for place in self._having.get(sense, ())}):
            actor, other, theirs = self._said[place]
            if len(denied & theirs) >= max(needed, _MUCH * len(theirs)):
                yield actor, other


def _affirms(statement: Statement) -> bool:
    return (
        statement.sentence.readable
        and lemma_of(statement.cue) not in DISPUTES
        and not NEGATION.search(statement.content)
    )


def _denials(statement: Statement, affirmed: _Affirmed) -> Iterator[Dispute]:
    """Find who says what this statement denies, in nearly the same words."""
    denied = _denied(statement)
    if len(denied) < _DENIED:
        return
    told = {statement.actor}
    for actor, other in affirmed.nearly(denied):
        if actor not in told:
            told.add(actor)
            sides = (statement, other.sentence)
            yield Dispute((statement.actor, actor), sides, "denied what {} said", "", 2.5)


def _denied(statement: Statement) -> frozenset[str]:
    """Give the senses of what a statement denies, empty where it denies nothing."""
    denies = lemma_of(statement.cue) == "deny" or re.match(
        r"(?:that\s)?(?:it (?:is|was) (?:not true|untrue|false) that|there (?:is|was) no truth)",
        statement.content,
    )
    return about(statement) if denies else frozenset()


# ---------------------------------------------------------------- "but"


def _contrasts(spoke: Mapping[str, Sequence[Statement]]) -> Iterator[Dispute]:
    """Find "X says …. But Y says …" in neighbouring sentences of one article, where one side negates."""
    at: dict[tuple[int, int], list[Statement]] = {}
    for said in spoke.values():
        for statement in said:
            at.setdefault((statement.sentence.number, statement.sentence.position), []).append(statement)
    for (number, position), said in at.items():
        for second in said:
            if not _says_but(second.sentence):
                continue
            for first in at.get((number, position - 1), ()):
                if _contrary(first, second):
                    yield Dispute(
                        (first.actor, second.actor), (first, second.sentence), "disagreed with {}", "", 2.0
                    )


@once
def _says_but(sentence: Sentence) -> bool:
    return _BUT.search(sentence.text) is not None


def _contrary(first: Statement, second: Statement) -> bool:
    """Tell whether one statement negates what the other says; two names of one actor don't disagree."""
    if _one_actor(first.actor, second.actor) or not first.sentence.readable:
        return False
    mine, theirs = about(first), about(second)
    shared = mine & theirs
    if len(shared) < _SAME_MATTER or len(shared) < _MUCH / 2 * min(len(mine), len(theirs)):
        return False
    return negates(first.content, shared) != negates(second.content, shared)


def negates(content: str, shared: frozenset[str]) -> bool:
    """Tell whether a negation stands right before what both speak of."""
    return any(
        senses(terms(" ".join(content[match.end() :].split()[:_REACH]))) & shared
        for match in NEGATION.finditer(content)
    )


def _one_actor(first: str, second: str) -> bool:
    a, b = first.casefold().split(), second.casefold().split()
    return a[:1] == b[:1] or set(a) <= set(b) or set(b) <= set(a)


def about(statement: Statement) -> frozenset[str]:
    """Give the senses of what is stated, without the speaker's name and the verb."""
    return _about(statement.sentence, f"{statement.actor} {statement.cue}", statement.content)


@kept_with(frozenset[str])
def _about(_: Sentence, own: str, content: str) -> frozenset[str]:
    # With the sentence, as it goes when its article is forgotten: a cache of its own would hold on to all.
    return senses(frozenset(terms(normal(content))).difference(terms(own)))
