"""Statements and the last dossier → each actor's stance, quotations, and how it evolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.dossier.actors import Actors
from tracker.dossier.disagreement import different_figures, opposite
from tracker.dossier.saying import VERBS, word_set
from tracker.dossier.standing import fresh, standing
from tracker.model import Claim, Evolution, Perspective
from tracker.text.clean import line
from tracker.text.normal import normal
from tracker.text.quotations import quotations
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Statement
    from tracker.model import Dossier

# A page of perspectives that is still read; more actors are found in the sources.
MOST_ACTORS = 8
MOST_QUOTES = 3
# An actor of the last version gives way only to one with more than one source more.
_INCUMBENT = 1
# Newer articles without a word of an actor before the actor counts as silent.
SILENT_AFTER = 4
# A new sentence replaces a stance that was not contradicted only when it is this much better.
_BETTER = 1.5
# Characters of a former stance in the note of a shift.
_NOTE = 120

# What an actor holds and wants tells more than what an actor tells or knows.
_POSITION = word_set(
    """argue assert believe claim contend insist maintain oppose support want urge demand propose reject think
    defend criticise criticize welcome condemn favour favor advocate dispute deny call warn expect hope
    fear vow pledge conclude refuse back endorse dismiss recommend""",
)
_PLAIN = word_set("say find show estimate state write predict suggest note according announce")
_CHANGE = re.compile(
    r"""\bno\ longer\b|\bchanged\ (?:his|her|its|their)\ (?:mind|position|stance|view|tune)\b|\breversed?\b
    |\breversal\b|\bu-turn\b|\bhaving\ (?:earlier|previously|once|initially)\b|\bback(?:ed)?\ (?:away|down)\b
    |\bback-?tracked\b|\b(?:had|after)\ (?:earlier|previously|initially)\b
    |\bdropped\ (?:his|her|its|their)\ (?:opposition|support|objections?|demand|plan)\b
    |\bnow\ (?:says?|believes?|supports?|backs?|opposes?|wants?|accepts?|argues?|expects?|thinks?|favou?rs?)\b
    |\b(?:has|have)\ come\ (?:round|around)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Voice:
    """An actor with all statements, oldest article first, and the spellings of the name."""

    actor: str
    spellings: tuple[str, ...]
    statements: tuple[Statement, ...]

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(statement.sentence.number for statement in self.statements)


def perspectives(material: Material, last: Dossier | None, version: int) -> tuple[Perspective, ...]:
    """Write the perspectives of version `version`; without a new source those of `last` stand.

    Actors of the last version keep their place and, unless they said something new that is
    better or differs, their words. A stance is a sentence of a source, word for word.
    """
    before = {perspective.actor: perspective for perspective in last.perspectives} if last else {}
    new = fresh(material, last)
    voices = _voices(material, before)
    chosen = _chosen(voices, before, material)
    found = []
    for voice in chosen:
        former = before.get(voice.actor)
        writer = _Writer(voice, material, new, version)
        perspective = writer.again(former) if former else writer.first()
        if perspective:
            found.append(perspective)
    return tuple(found)


def _voices(material: Material, before: dict[str, Perspective]) -> list[_Voice]:
    """Group statements by actor, under the spelling of the last version where there is one."""
    actors = Actors(material.sentences, before)
    known = {actors.merged(name): name for name in reversed(before)}
    grouped: dict[str, list[Statement]] = {}
    for statement in material.statements:
        grouped.setdefault(known.get(statement.actor, statement.actor), []).append(statement)
    return [
        _Voice(actor, tuple(dict.fromkeys((actor, *actors.surnames(actors.merged(actor))))), tuple(said))
        for actor, said in grouped.items()
    ]


def _chosen(voices: list[_Voice], before: dict[str, Perspective], material: Material) -> list[_Voice]:
    """The actors of the page: those of the last version in their order, then new ones by rank."""

    def rank(voice: _Voice) -> tuple[int, int, int]:
        sources = len(voice.numbers) + (_INCUMBENT if voice.actor in before else 0)
        return -sources, -len(voice.statements), voices.index(voice)

    able = [voice for voice in voices if voice.actor in before or _best(voice, material)]
    page = sorted(able, key=rank)[:MOST_ACTORS]
    order = {actor: place for place, actor in enumerate(before)}
    return sorted(page, key=lambda voice: (order.get(voice.actor, len(order)), rank(voice)))


def spoken(material: Material, perspectives: Sequence[Perspective]) -> dict[str, list[Statement]]:
    """Give what each actor said, oldest article first, under the spelling that `perspectives` has."""
    known = {perspective.actor: perspective for perspective in perspectives}
    return {voice.actor: list(voice.statements) for voice in _voices(material, known)}


# ---------------------------------------------------------------- the stance


def _best(voice: _Voice, material: Material, among: Sequence[Statement] | None = None) -> Statement | None:
    """The statement whose sentence best says the actor's position, None where none can stand alone."""
    able = [said for said in (voice.statements if among is None else among) if _stands(said, voice.spellings)]
    return max(able, key=lambda said: _key(said, material), default=None)


def _stands(said: Statement, spellings: Sequence[str]) -> bool:
    sentence = said.sentence
    return sentence.readable and any(spelling in sentence.text for spelling in spellings)


def _key(said: Statement, material: Material) -> tuple[float, int, int]:
    return _score(said, material), -said.sentence.number, -said.sentence.position


def _score(said: Statement, material: Material) -> float:
    """How well a sentence states a position: by its verb, and by how central its content is."""
    lemma = _lemma(said.cue)
    verb = 1.5 if lemma in _POSITION else 1.0 if lemma in _PLAIN else 0.7
    content = set(terms(said.content))
    if not content:
        return 0.0
    # The root keeps one heavy term of the story from outweighing all others; terms beyond
    # eight add nothing, so that a long sentence does not win by length.
    weights = sorted((material.weights.get(term, 0.0) ** 0.5 for term in content), reverse=True)[:8]
    return verb * float(sum(weights))


def _lemma(cue: str) -> str:
    for word in reversed(cue.casefold().split()):
        if word in VERBS:
            return VERBS[word][0]
    return cue.casefold().split()[0] if cue.strip() else ""


def _claim(said: Statement, version: int) -> Claim:
    return Claim(said.sentence.text, (said.sentence.number,), version)


# ---------------------------------------------------------------- one actor


class _Writer:
    """Writes the perspective of one actor."""

    def __init__(self, voice: _Voice, material: Material, new: frozenset[int], version: int) -> None:
        self.voice = voice
        self.material = material
        self.new = new
        self.version = version
        self.ignore = frozenset(term for spelling in voice.spellings for term in terms(spelling))

    def first(self) -> Perspective | None:
        """An actor that the last version did not have."""
        best = _best(self.voice, self.material)
        if best is None:
            return None
        stance = _claim(best, self.version)
        evolution = Evolution("new", "", self.version)
        return Perspective(self.voice.actor, stance, self._quotes(stance, ()), evolution)

    def again(self, former: Perspective) -> Perspective | None:
        """An actor that the last version had: kept, or moved by what is new."""
        held = standing((former.stance,), self.material, self.new).kept
        quotes = tuple(claim for claim, _ in standing(former.quotes, self.material, self.new).kept)
        said = [statement for statement in self.voice.statements if statement.sentence.number in self.new]
        shift = self._shift(former.stance, said)
        if shift:
            note = f"was: {line(former.stance.text, _NOTE)}"
            stance = _claim(shift, self.version)
            return Perspective(
                self.voice.actor, stance, self._quotes(stance, ()), Evolution("shifted", note, self.version)
            )
        if not held:
            return self._restated(former)
        stance = self._improved(held[0][0], said)
        return replace(
            former,
            stance=stance,
            quotes=self._quotes(stance, quotes),
            evolution=self._evolution(former, said),
        )

    def _restated(self, former: Perspective) -> Perspective | None:
        """The stance is found no more (its article was revised or left): the best that is left."""
        best = _best(self.voice, self.material)
        if best is None:
            return None
        stance = _claim(best, self.version)
        return replace(former, stance=stance, quotes=self._quotes(stance, ()))

    def _improved(self, stance: Claim, said: Sequence[Statement]) -> Claim:
        best = _best(self.voice, self.material, said)
        if best is None:
            return stance
        held = max(
            (_score(old, self.material) for old in self.voice.statements if old.sentence.text == stance.text),
            default=0.0,
        )
        return _claim(best, self.version) if _score(best, self.material) > _BETTER * held else stance

    def _shift(self, stance: Claim, said: Sequence[Statement]) -> Statement | None:
        """The newest statement that shows another stance than the former, by its words or figures."""
        for statement in reversed(said):
            if statement.sentence.text == stance.text or not _stands(statement, self.voice.spellings):
                continue
            if self._differs(stance.text, statement):
                return statement
        return None

    def _differs(self, former: str, said: Statement) -> bool:
        shared = set(terms(former)) & set(said.sentence.terms) - self.ignore
        if _CHANGE.search(said.sentence.text) and shared:
            return True
        return bool(
            different_figures(former, said.sentence.text, self.ignore)
            or opposite(former, said.sentence.text, self.ignore)
        )

    def _evolution(self, former: Perspective, said: Sequence[Statement]) -> Evolution:
        state = former.evolution.state
        if said:
            return former.evolution if state == "consistent" else Evolution("consistent", "", self.version)
        if self.new and state != "silent" and self._fell_silent():
            return Evolution("silent", f"silent since v{self.version}", self.version)
        if self.new and state == "new":
            return Evolution("consistent", "", self.version)
        return former.evolution

    def _fell_silent(self) -> bool:
        heard = max(self.voice.numbers)
        own = [s for s in self.material.sources if s.copy_of is None and s.number > heard]
        return len(own) >= SILENT_AFTER

    def _quotes(self, stance: Claim, kept: Sequence[Claim]) -> tuple[Claim, ...]:
        """Up to three sentences with the actor's own words; those of the last version first."""
        found = [claim for claim in kept if claim.text != stance.text]
        held = {quote for claim in (*found, stance) for quote in _quoted(claim.text)}
        for said in sorted(self.voice.statements, key=lambda s: (-s.sentence.number, s.sentence.position)):
            if len(found) >= MOST_QUOTES:
                break
            text = said.sentence.text
            quoted = _quoted(text)
            if said.direct and quoted and not (quoted & held) and text != stance.text:
                found.append(_claim(said, self.version))
                held |= quoted
        return tuple(found)


def _quoted(text: str) -> frozenset[str]:
    return frozenset(normal(quote).casefold().strip(" ,.") for quote in quotations(text))
