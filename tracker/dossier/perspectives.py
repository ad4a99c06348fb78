"""Statements and the last dossier → each actor's stance, quotations, and how it evolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.dossier.speech.naming import is_crowd
from tracker.dossier.speech.shift import Shifts
from tracker.dossier.speech.stance import alike, best, claim_of, quotable, quoted, score
from tracker.dossier.standing import fresh, standing
from tracker.model import Claim, Evolution, Perspective
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.dossier.material import Material, Statement
    from tracker.dossier.speech.shift import Shift
    from tracker.model import Dossier

# More would not be read; fewer lose a party to a dispute that was quiet for a version or two.
MOST_ACTORS = 12
MOST_QUOTES = 3
# With as many named actors nobody misses what "Republicans" said.
_FEW = 4
# An actor of the last version gives way only to one with more than one source more.
_INCUMBENT = 1
# Newer articles without a word of an actor before it counts as silent: more than a busy day brings.
SILENT_AFTER = 6
# A new sentence replaces a stance that was not contradicted only when it is this much better.
_BETTER = 1.5
# The citations behind it.
_MARKS = re.compile(r"(?:\[\d+\])+$")


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
    better or differs, their words; others come in only with a new article. A stance is a
    sentence of a source, word for word.
    """
    before = {perspective.actor: perspective for perspective in last.perspectives} if last else {}
    new = fresh(material, last)
    voices = _voices(material, before)
    found: list[Perspective] = []
    for voice in _chosen(_eligible(voices, before, new), before, material):
        former = before.get(voice.actor)
        writer = _Writer(voice, material, new, version)
        taken = {perspective.stance.text for perspective in found}
        perspective = writer.again(former) if former else writer.first(taken)
        if perspective:
            found.append(_dated(perspective, voice))
    return tuple(found)


def _dated(perspective: Perspective, voice: _Voice) -> Perspective:
    """Add the days on which the actor was first and last heard, in the articles that the story has now."""
    days = sorted(said.sentence.published.date().isoformat() for said in voice.statements)
    return replace(perspective, first_seen=days[0], last_seen=days[-1])


def _voices(material: Material, before: dict[str, Perspective]) -> list[_Voice]:
    """Group statements by actor, under the spelling of the last version where there is one."""
    actors = material.actors.knowing(before)
    known = {actors.merged(name): name for name in reversed(before)}
    grouped: dict[str, list[Statement]] = {}
    for statement in material.statements:
        grouped.setdefault(known.get(statement.actor, statement.actor), []).append(statement)
    return [
        _Voice(actor, tuple(dict.fromkeys((actor, *actors.surnames(actors.merged(actor))))), tuple(said))
        for actor, said in grouped.items()
    ]


def _eligible(voices: list[_Voice], before: dict[str, Perspective], new: frozenset[int]) -> list[_Voice]:
    """Leave out actors that the last version passed over and who have said nothing since.

    Unless a place fell free, since an actor of that version is gone from the sources.
    """
    if not before or not before.keys() <= {voice.actor for voice in voices}:
        return voices
    return [voice for voice in voices if voice.actor in before or voice.numbers & new]


def _chosen(voices: list[_Voice], before: dict[str, Perspective], material: Material) -> list[_Voice]:
    """Choose the actors of the page: those of the last version in their order, then new ones by rank."""

    def rank(voice: _Voice) -> tuple[bool, int, int, int]:
        sources = len(voice.numbers) + (_INCUMBENT if voice.actor in before else 0)
        return is_crowd(voice.actor), -sources, -len(voice.statements), voices.index(voice)

    able = [
        voice
        for voice in voices
        if voice.actor in before or best(voice.statements, voice.spellings, material)
    ]
    named = [voice for voice in able if voice.actor in before or not is_crowd(voice.actor)]
    page = sorted(able if len(named) < _FEW else named, key=rank)[:MOST_ACTORS]
    order = {actor: place for place, actor in enumerate(before)}
    return sorted(page, key=lambda voice: (order.get(voice.actor, len(order)), rank(voice)))


def spoken(material: Material, perspectives: Sequence[Perspective]) -> dict[str, list[Statement]]:
    """Give what each actor said, oldest article first, under the spelling that `perspectives` has."""
    known = {perspective.actor: perspective for perspective in perspectives}
    return {voice.actor: list(voice.statements) for voice in _voices(material, known)}


# ---------------------------------------------------------------- one actor


class _Writer:
    """Writes the perspective of one actor."""

    def __init__(self, voice: _Voice, material: Material, new: frozenset[int], version: int) -> None:
        self.voice = voice
        self.material = material
        self.new = new
        self.version = version
        self.ignore = frozenset(term for spelling in voice.spellings for term in terms(spelling))

    def first(self, taken: Collection[str]) -> Perspective | None:
        """Introduce an actor that the last version did not have, with a sentence of its own."""
        free = [said for said in self.voice.statements if said.sentence.text not in taken]
        # Who comes in with a new article comes in with what it says.
        newest = [said for said in free if said.sentence.number in self.new]
        found = best(newest, self.voice.spellings, self.material) or best(
            free, self.voice.spellings, self.material
        )
        if found is None:
            return None
        stance = claim_of(found, self.version)
        evolution = Evolution("new", "", self.version)
        return Perspective(self.voice.actor, stance, self._quotes(stance, None, ()), evolution)

    def again(self, former: Perspective) -> Perspective | None:
        """Keep an actor that the last version had, or move it by what is new."""
        former = self._still_shown(former)
        held = standing((former.stance,), self.material, self.new).kept
        quotes = tuple(claim for claim, _ in standing(former.quotes, self.material, self.new).kept)
        said = [statement for statement in self.voice.statements if statement.sentence.number in self.new]
        shift = Shifts(self.voice.statements, self.voice.spellings, self.material, self.new).find(
            former.stance
        )
        if shift:
            return self._shifted(former, shift)
        if not held:
            return self._restated(former)
        stance = self._improved(held[0][0], said)
        return replace(
            former,
            stance=stance,
            quotes=self._quotes(stance, former, quotes),
            evolution=self._evolution(former, said),
        )

    def _still_shown(self, former: Perspective) -> Perspective:
        """Take back a shift whose evidence left the story with its article."""
        marks = _MARKS.search(former.evolution.note)
        if not marks or all(int(n) in self.material.published for n in re.findall(r"\d+", marks.group())):
            return former
        return replace(former, evolution=Evolution("consistent", "", former.evolution.since))

    def _shifted(self, former: Perspective, shift: Shift) -> Perspective:
        """Replace the stance: the actor holds something else now; the newest quotations come first."""
        stance = claim_of(shift.now, self.version)
        evolution = Evolution("shifted", shift.note, self.version)
        return replace(former, stance=stance, quotes=self._quotes(stance, former, ()), evolution=evolution)

    def _restated(self, former: Perspective) -> Perspective | None:
        """Replace a stance that is found no more (its article was revised or left) by the best there is."""
        found = best(self.voice.statements, self.voice.spellings, self.material)
        if found is None:
            return None
        stance = claim_of(found, self.version)
        return replace(former, stance=stance, quotes=self._quotes(stance, former, ()))

    def _improved(self, stance: Claim, said: Sequence[Statement]) -> Claim:
        found = best(said, self.voice.spellings, self.material)
        if found is None:
            return stance
        held = max(
            (score(old, self.material) for old in self.voice.statements if old.sentence.text == stance.text),
            default=0.0,
        )
        return claim_of(found, self.version) if score(found, self.material) > _BETTER * held else stance

    def _evolution(self, former: Perspective, said: Sequence[Statement]) -> Evolution:
        state = former.evolution.state
        if said:
            # Who was new or shifted holds since then what it holds now; the silent speak again.
            since = self.version if state == "silent" else former.evolution.since
            return Evolution("consistent", "", since)
        if self.new and state != "silent" and self._fell_silent():
            return Evolution("silent", f"silent since v{self.version}", self.version)
        if self.new and state == "new":
            return Evolution("consistent", "", former.evolution.since)
        return former.evolution

    def _fell_silent(self) -> bool:
        heard = max(self.voice.numbers)
        own = [s for s in self.material.sources if s.copy_of is None and s.number > heard]
        return len(own) >= SILENT_AFTER

    def _quotes(self, stance: Claim, former: Perspective | None, kept: Sequence[Claim]) -> tuple[Claim, ...]:
        """Choose up to three sentences with the actor's own words: `kept`, then the newest.

        What the last version had keeps its claim, stance or quotation, with its `since`.
        """
        before = (former.stance, *former.quotes) if former else ()
        known = {claim.text: claim for claim, _ in standing(before, self.material, self.new).kept}
        found = [claim for claim in kept if claim.text != stance.text and not alike(claim.text, stance.text)]
        held = {quote for claim in (*found, stance) for quote in quoted(claim.text)}
        lost = not known or len(known) < len(before)
        for said in sorted(self.voice.statements, key=lambda s: (-s.sentence.number, s.sentence.position)):
            text = said.sentence.text
            own = quoted(text)
            if len(found) == MOST_QUOTES or not quotable(said) or not own or own & held:
                continue
            # What was passed over comes in only where something was lost: a diff shows news.
            if not lost and text not in known and said.sentence.number not in self.new:
                continue
            if text != stance.text and not any(alike(text, claim.text) for claim in (stance, *found)):
                found.append(known.get(text) or claim_of(said, self.version))
                held |= own
        return tuple(found)
