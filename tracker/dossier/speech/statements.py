"""Sentences → who said what in them.

The spans come from `attribution.attributions`; here a source becomes an actor. A statement
whose speaker is not certain (a pronoun that could be two people, "critics", an outlet) is
left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from tracker.dossier.reading.sentence import Sentence, Statement, kept_together, once
from tracker.dossier.speech.actors import Actors
from tracker.dossier.speech.attribution import Attribution, attributions
from tracker.dossier.speech.heads import body, coordinated, is_head, is_place, is_voiced, widened
from tracker.dossier.speech.moves import moves
from tracker.dossier.speech.naming import bare, is_organisation, is_person, is_press
from tracker.dossier.speech.saying import word_set
from tracker.dossier.speech.telling import tells
from tracker.text.normal import normal
from tracker.text.quotations import spans as quotations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_PERSON_PRONOUNS = word_set("he she who")
_THING_PRONOUNS = word_set("it")
_TITLED = (
    "Mr. ",
    "Mr ",
    "Mrs. ",
    "Ms. ",
    "Ms ",
    "Dr. ",
    "President ",
    "Minister ",
    "Senator ",
    "Sen. ",
    "Gov. ",
)
_OWN_CLAUSE = re.compile(
    r"(?:While|Although|Though|As|When|After|Before|Since|Because|If|Even)\s[^;:“”\"]{1,200},\s$"
)
# How far back a pronoun is followed: further on, readers too have lost the thread.
_REACH = 3


def statements(
    sentences: Sequence[Sentence], outlets: Collection[str], actors: Actors | None = None
) -> tuple[Statement, ...]:
    """Find who said what in the sentences of a story, in their order.

    `outlets` are the names of those that published: they report and do not speak. Sentences
    of one article stand together, by position. `actors` are those of the sentences, if they are known.
    """
    actors = actors or Actors(sentences)
    closed = {bare(outlet).casefold() for outlet in outlets}
    found: list[Statement] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.number):
        found.extend(_Article(list(group), actors, closed).statements())
    return tuple(found)


class _Article:
    """The statements of one article."""

    def __init__(self, sentences: list[Sentence], actors: Actors, outlets: set[str]) -> None:
        self.sentences = sentences
        self.actors = actors
        self.outlets = outlets
        self.speakers: dict[int, tuple[str, ...]] = {}

    def statements(self) -> Iterator[Statement]:
        """Find all statements, by sentence; a quotation that goes on belongs to who began it."""
        offsets, by_sentence = _attributed(self.sentences)
        running: Statement | None = None
        for index, sentence in enumerate(self.sentences):
            own: list[Statement] = []
            for attribution in by_sentence.get(index, ()):
                own.extend(self._made(attribution, offsets[index]))
            if not own and running and _goes_on(sentence, self.sentences[index - 1]):
                own = [Statement(running.actor, running.cue, sentence.text, direct=True, sentence=sentence)]
                self.speakers[index] = (running.actor,)
            own.extend(self._moved(sentence, own))
            yield from own
            running = next((statement for statement in reversed(own) if _quoting(statement)), None)

    def _moved(self, sentence: Sentence, own: Sequence[Statement]) -> Iterator[Statement]:
        """Find who takes a position back in a sentence, of those who say nothing in it."""
        for move in moves(sentence):
            actor = self.actors.of(move.name, sentence)
            if self._speaks(actor) and all(actor != statement.actor for statement in own):
                yield Statement(actor, move.cue, move.content, direct=False, sentence=sentence)

    def _made(self, found: Attribution, offset: int) -> Iterator[Statement]:
        if found.source is None:
            return
        sentence = self.sentences[found.sentence]
        start, end = (at - offset for at in found.source)
        longest = max(found.content, key=lambda span: span[1] - span[0])
        content = sentence.text[longest[0] - offset : longest[1] - offset]
        cue = sentence.text[found.cue[0] - offset : found.cue[1] - offset]
        speakers = self._speakers(found.sentence, sentence, start, end)
        if speakers:
            self.speakers[found.sentence] = speakers
        for actor in speakers:
            if cue == "reports" and is_person(actor):
                continue  # a reporter's own: "Ana Ruiz reports from Aldan that …"
            yield Statement(actor, cue, content, direct=_direct(content), sentence=sentence)

    # ------------------------------------------------------------ who it is

    def _speakers(self, index: int, sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
        source = sentence.text[start:end]
        named = self._named(sentence, start, end)
        if named:
            return tuple(actor for actor in named if self._speaks(actor))
        word = source.casefold().strip()
        if word in _PERSON_PRONOUNS | _THING_PRONOUNS:
            return self._antecedent(index, sentence.text[:start], person=word in _PERSON_PRONOUNS)
        return self._described(word)

    def _named(self, sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
        """Find the names in a source that speak: no "head of X", no "X's critics"."""
        start = widened(sentence, start, end)
        source = sentence.text[start:end]
        found: list[tuple[int, int, str]] = []
        for name in sentence.names:
            at = source.find(name)
            if at < 0:
                continue
            before, after = source[:at], source[at + len(name) :]
            actor = self.actors.of(name, sentence)
            under = body(actor.split()[-1], after) if actor else ""
            if under and is_head(before, after[len(under) - len(actor.split()[-1]) :], joined=bool(found)):
                found.append((at, at + len(name), under))
                continue
            placed = is_place(actor, sentence.text[: start + at], after)
            heads = not placed and is_head(before, after, joined=bool(found))
            if heads or (is_voiced(before, after) and not self._is_somebody(actor)):
                found.append((at, at + len(name), actor))
        found.sort()
        # "The Meridian Institute's head, Ana Ruiz," is Ana Ruiz; "Ruiz and Lund" are both.
        if found and (is_organisation(found[0][2]) or is_press(found[0][2])):
            found = [place for place in found if is_person(place[2])] or found
        return tuple(dict.fromkeys(coordinated(source, found)))

    def _is_somebody(self, actor: str) -> bool:
        """Tell whether a name is a person's, as the article's titles show: "Ruiz officials" are not Ruiz."""
        if is_person(actor):
            return True
        return any(title + actor in sentence.text for sentence in self.sentences for title in _TITLED)

    def _described(self, source: str) -> tuple[str, ...]:
        """Find the only organisation of the article that "the institute" can be."""
        match = re.fullmatch(r"the ([a-z]+)", source)
        if not match:
            return ()
        noun = match.group(1)
        fits = {
            actor
            for sentence in self.sentences
            for actor in self._mentions(sentence)
            if noun in actor.casefold().split() and is_organisation(actor)
        }
        return self._only(fits)

    def _only(self, fits: Collection[str]) -> tuple[str, ...]:
        """Give the actor where there is just one, who can speak."""
        return tuple(fits) if len(fits) == 1 and all(map(self._speaks, fits)) else ()

    def _speaks(self, actor: str) -> bool:
        return actor.casefold() not in self.outlets and not is_press(actor) and self.actors.may_speak(actor)

    def _antecedent(self, index: int, before: str, *, person: bool) -> tuple[str, ...]:
        """Find the one actor that a pronoun can mean: who spoke last, if no other was named since."""
        fits = is_person if person else is_organisation
        inside = {actor for actor in self._named_in(index, before) if fits(actor)}
        if inside:
            # "While Ruiz made no mention of it, she said …": hers, and nobody else's, stands before.
            return self._only(inside) if _OWN_CLAUSE.match(before) else ()
        for back in range(index - 1, max(-1, index - 1 - _REACH), -1):
            spoke = {actor for actor in self.speakers.get(back, ()) if fits(actor)}
            named = {actor for actor in self._mentions(self.sentences[back]) if fits(actor)}
            if spoke or named:
                return self._only(spoke) if named <= spoke else ()
        return ()

    def _named_in(self, index: int, before: str) -> set[str]:
        sentence = self.sentences[index]
        return {self.actors.of(name, sentence) for name in sentence.names if name in before}

    def _mentions(self, sentence: Sentence) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.actors.of(name, sentence) for name in sentence.names))


@kept_together(tuple[list[int], dict[int, list[Attribution]]])
def _attributed(sentences: Sequence[Sentence]) -> tuple[list[int], dict[int, list[Attribution]]]:
    """Give where each sentence starts in the text of all, and the attributions in it that tell something."""
    offsets, text = _joined(sentences)
    spans = [(start, start + len(s.text)) for start, s in zip(offsets, sentences, strict=True)]
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions(text, spans):
        at = attribution.sentence
        if tells(attribution, sentences[at].text, offsets[at]):
            found.setdefault(at, []).append(attribution)
    return offsets, found


def _joined(sentences: Sequence[Sentence]) -> tuple[list[int], str]:
    offsets, at = [], 0
    for sentence in sentences:
        offsets.append(at)
        at += len(sentence.text) + 1
    return offsets, " ".join(sentence.text for sentence in sentences)


@lru_cache(maxsize=1 << 10)
def _direct(content: str) -> bool:
    """Tell whether most of what is stated stands between quotation marks."""
    plain = normal(content)
    quoted = sum(quotation.end - quotation.start for quotation in quotations(plain))
    return 2 * quoted > len(plain) or (plain.startswith('"') and plain.count('"') == 1)


@once
def _plain(sentence: Sentence) -> str:
    return normal(sentence.text)


def _quoting(statement: Statement) -> bool:
    return statement.direct and '"' in _plain(statement.sentence)


def _goes_on(sentence: Sentence, before: Sentence) -> bool:
    """Tell whether a sentence is nothing but the next words of a quotation."""
    if sentence.position != before.position + 1:
        return False
    plain, last = _plain(sentence), _plain(before)
    whole = plain.startswith('"') and plain.rstrip(".").endswith('"') and plain.count('"') == 2  # noqa: PLR2004
    inside = last.count('"') % 2 == 1 and plain.count('"') == (1 if plain.endswith('"') else 0)
    return whole or (inside and not plain.startswith('"'))
