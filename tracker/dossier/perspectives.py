"""Statements and the last dossier → each actor's stance, quotations, and how it evolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.dossier.dispute.disagreement import different_figures, opposite
from tracker.dossier.speech.naming import is_crowd
from tracker.dossier.speech.stance import best, claim_of, quotable, quoted, score, stands_alone
from tracker.dossier.standing import fresh, standing
from tracker.model import Claim, Evolution, Perspective
from tracker.text.clean import line
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.dossier.material import Material, Statement
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
# Characters of a former stance in the note of a shift.
_NOTE = 120
# The citations behind it.
_MARKS = re.compile(r"(?:\[\d+\])+$")

_CHANGE = re.compile(
    r"""\bno\ longer\b|\bu-turn\b|\bchanged\ (?:his|her|its|their)\ (?:mind|position|stance|view|tune)\b
    |\breversed\ (?:his|her|its|their|course)\b|\breversal\ of\ (?:his|her|its|their)\b
    |\bhaving\ (?:earlier|previously|once|initially)\b|\b(?:had|after)\ (?:earlier|previously|initially)\b
    |\bback(?:ed)?\ (?:away|down)\b|\bback-?tracked\b|\b(?:has|have)\ come\ (?:round|around)\b
    |\bdropped\ (?:his|her|its|their)\ (?:opposition|support|objections?|demand|plan)\b
    |\bnow\ (?:says?|believes?|supports?|backs?|opposes?|wants?|accepts?|argues?|expects?|thinks?)\b""",
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
    """Add the days on which the actor was first and last heard; the first is never forgotten."""
    days = sorted(said.sentence.published.date().isoformat() for said in voice.statements)
    first = min(perspective.first_seen or days[0], days[0])
    return replace(perspective, first_seen=first, last_seen=days[-1])


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


def _short(text: str) -> str:
    """Cut a sentence to `_NOTE` characters, between words and never within a quotation."""
    if len(text) <= _NOTE:
        return text
    words = text[:_NOTE].rsplit(" ", 1)[0]
    opened = max(words.rfind("“"), words.rfind('"') if words.count('"') % 2 else -1)
    if opened > words.rfind("”"):
        words = words[:opened]
    return words.rstrip(" ,;:–—") + "…"


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
        shift = self._shift(former.stance, said)
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

    def _shifted(self, former: Perspective, shift: Statement) -> Perspective:
        """Replace the stance: the actor holds something else now; the newest quotations come first."""
        stance = claim_of(shift, self.version)
        was = self._earlier(former.stance, shift)
        marks = "".join(f"[{number}]" for number in was.citations)
        evolution = Evolution("shifted", f"was: {_short(line(was.text))} {marks}".rstrip(), self.version)
        return replace(former, stance=stance, quotes=self._quotes(stance, former, ()), evolution=evolution)

    def _earlier(self, former: Claim, shift: Statement) -> Claim:
        """Give what the actor moved away from: the former stance, or what was said nearer to the point."""
        older = [
            claim_of(said, former.since)
            for said in self.voice.statements
            if said.sentence.number not in self.new
        ]
        now = set(shift.sentence.terms) - self.ignore
        return max([former, *older], key=lambda claim: len(now.intersection(terms(claim.text))))

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

    def _shift(self, stance: Claim, said: Sequence[Statement]) -> Statement | None:
        """Find the newest statement that shows another stance than the former, by its words or figures."""
        held = [s.published for s in self.material.sources if s.number in stance.citations]
        for statement in reversed(said):
            if statement.sentence.text == stance.text or not stands_alone(statement, self.voice.spellings):
                continue
            if held and statement.sentence.published < max(held):
                continue
            if self._differs(stance.text, statement):
                return statement
        return None

    def _differs(self, former: str, said: Statement) -> bool:
        shared = set(terms(former)) & set(said.sentence.terms) - self.ignore
        if _CHANGE.search(self._own_part(said)) and shared:
            return True
        # What is stated, without the speaker: an office that both sentences name is no matter.
        stated = said.content
        return bool(different_figures(former, stated, self.ignore) or opposite(former, stated, self.ignore))

    def _own_part(self, said: Statement) -> str:
        """Give the part of a sentence that is the actor's: from the name on, or what is stated.

        "A now says 5 months, B says 6": what A changed is no change of B.
        """
        text = said.sentence.text
        content = text.find(said.content)
        starts = [at for name in self.voice.spellings if 0 <= (at := text.find(name)) < max(content, 1)]
        return text[min(starts) :] if starts else said.content

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
        found = [claim for claim in kept if claim.text != stance.text]
        held = {quote for claim in (*found, stance) for quote in quoted(claim.text)}
        for said in sorted(self.voice.statements, key=lambda s: (-s.sentence.number, s.sentence.position)):
            text = said.sentence.text
            own = quoted(text)
            if len(found) < MOST_QUOTES and quotable(said) and own and not own & held and text != stance.text:
                found.append(known.get(text) or claim_of(said, self.version))
                held |= own
        return tuple(found)
