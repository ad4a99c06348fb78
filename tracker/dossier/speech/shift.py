"""What an actor says now against what the same actor said before → a shift of position, with its evidence.

Four kinds of evidence, each in a sentence of the actor's: words for a change of mind; another
figure for the same thing; a word of the opposite meaning about it; and the same matter with the
opposite sign or another time (`position`). Without any, the actor is as before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.dossier.dispute.disagreement import different_figures, opposite
from tracker.dossier.speech.periods import periods
from tracker.dossier.speech.position import Position, of_one_matter, opposed, position
from tracker.dossier.speech.stance import claim_of, stands_alone
from tracker.text.clean import line
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.dossier.material import Material, Statement
    from tracker.model import Claim

# Characters of a former stance in the note of a shift.
_NOTE = 120
# Between a verb and its content: a preposition, "that".
_GAP = 12
_CHANGE = re.compile(
    r"""\bno\ longer\ (?:backs?|believes?|consider|expects?|intends?|objects?|opposes?|plans?|rules?
    |seeks?|sees?|supports?|thinks?|wants?)\b|\bu-turn\b
    |\bchanged\ (?:his|her|its|their)\ (?:mind|position|stance|tune|view)\b
    |\breversed\ (?:his|her|its|their|course)\b|\breversal\ of\ (?:his|her|its|their)\b
    |\bhaving\ (?:earlier|previously|once|initially)\b|\b(?:had|after)\ (?:earlier|previously|initially)\b
    |\bback(?:ed)?\ (?:away|down)\b|\bback-?tracked\b|\b(?:has|have)\ come\ (?:round|around)\b
    |\bdropped\ (?:his|her|its|their)\ (?:opposition|support|objections?|demand|plan)\b
    |\bnow\ (?:says?|believes?|supports?|backs?|opposes?|wants?|accepts?|argues?|expects?|thinks?)\b""",
    re.IGNORECASE | re.VERBOSE,
)


# "had opposed", "once opposed": what was so before.
_RECALLED = re.compile(
    r"^(?:had|['’]d)\b|\b(?:previously|formerly|once|originally|initially|earlier)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Shift:
    """The statement that shows it, and what the actor moved away from."""

    now: Statement
    was: Claim

    @property
    def note(self) -> str:
        """Write the note of the evolution: what was held, shortened, and where it stands."""
        marks = "".join(f"[{number}]" for number in self.was.citations)
        return f"was: {_short(line(self.was.text))} {marks}".rstrip()


class Shifts:
    """Compares the new statements of one actor with the older ones."""

    def __init__(
        self,
        statements: Sequence[Statement],
        spellings: Sequence[str],
        material: Material,
        new: Collection[int],
    ) -> None:
        """`statements` are all of the actor's, oldest article first; `new` the numbers of new articles."""
        self._new = [said for said in statements if said.sentence.number in new]
        self._old = [said for said in statements if said.sentence.number not in new]
        self._spellings = spellings
        self._material = material
        self._ignore = frozenset(term for spelling in spellings for term in terms(spelling))

    def find(self, stance: Claim) -> Shift | None:
        """Find the newest statement that shows another position than `stance`, or than an older statement."""
        held = [s.published for s in self._material.sources if s.number in stance.citations]
        for said in reversed(self._new):
            if said.sentence.text == stance.text or not stands_alone(said, self._spellings):
                continue
            if _RECALLED.search(said.cue):
                continue
            if held and said.sentence.published < max(held):
                continue
            turned = self._turned(said)
            if turned:
                return Shift(said, claim_of(turned, stance.since))
            if self._differs(stance.text, said):
                return Shift(said, self._nearest(stance, said))
        return None

    def _turned(self, said: Statement) -> Statement | None:
        """Find the last older statement on the same matter, if this one is opposed to it."""
        now = _position(said, self._ignore)
        for old in reversed(self._old):
            if old.sentence.published >= said.sentence.published:
                continue
            before = _position(old, self._ignore)
            if of_one_matter(before, now):
                return old if opposed(before, now) else None
        return None

    def _nearest(self, stance: Claim, said: Statement) -> Claim:
        """Give what the actor moved away from: the former stance, or what was said nearer to the point."""
        older = [claim_of(old, stance.since) for old in self._old]
        now = set(said.sentence.terms) - self._ignore
        return max([stance, *older], key=lambda claim: len(now.intersection(terms(claim.text))))

    def _differs(self, former: str, said: Statement) -> bool:
        shared = set(terms(former)) & set(said.sentence.terms) - self._ignore
        if _CHANGE.search(self._own_part(said)) and shared:
            return True
        # What is stated, without the speaker: an office that both sentences name is no matter.
        stated = said.content
        if different_figures(former, stated, self._ignore) and not _of_other_times(former, said):
            return True
        return opposite(former, stated, self._ignore) is not None and not self._agrees(former, said)

    def _agrees(self, former: str, said: Statement) -> bool:
        """Tell whether both are on one matter with the same sign, whatever single words they have."""
        now = _position(said, self._ignore)
        before = [_position(old, self._ignore) for old in self._old if old.sentence.text == former]
        return now.sign != 0 and any(of_one_matter(one, now) and one.sign == now.sign for one in before)

    def _own_part(self, said: Statement) -> str:
        """Give the part of a sentence that is the actor's: from the name on, or what is stated.

        "A now says 5 months, B says 6": what A changed is no change of B.
        """
        text = said.sentence.text
        content = text.find(said.content)
        starts = [at for name in self._spellings if 0 <= (at := text.find(name)) < max(content, 1)]
        return text[min(starts) :] if starts else said.content


def _of_other_times(former: str, said: Statement) -> bool:
    """Tell whether each names a year, a month or a week of its own: 40 million this year, 60 the next.

    A single day is rather that on which it was said.
    """
    day = said.sentence.published.date().isoformat()
    first, second = (
        [one for one in periods(text, day) if one[0].first < one[0].last] for text in (former, said.content)
    )
    return bool(first and second) and all(
        a.last < b.first or b.last < a.first for a, *_ in first for b, *_ in second
    )


def _position(said: Statement, ignore: Collection[str]) -> Position:
    """Read what a statement holds, without the name of its actor."""
    text = said.sentence.text
    at = text.find(said.content)
    cue = text.rfind(said.cue, 0, max(at, 0))
    end = cue + len(said.cue)
    # "ruled out", "voted against": what stands between belongs to it.
    between = text[end:at] if cue >= 0 and at - end <= _GAP else " "
    if text[: max(cue, 0)].endswith((" no ", " any ", " without ")):
        between = f"{between} no"
    day = said.sentence.published.date().isoformat()
    found = position(said.cue, f"{between.strip()} {said.content}".strip(), day)
    return replace(found, matter=found.matter.difference(ignore))


def _short(text: str) -> str:
    """Cut a sentence to `_NOTE` characters, between words; a quotation that is cut loses its marks."""
    if len(text) <= _NOTE:
        return text
    words = text[:_NOTE].rsplit(" ", 1)[0]
    if words.count("“") > words.count("”") or words.count('"') % 2:
        words = re.sub(r"[“”\"]", "", words)
    return words.rstrip(" ,;:–—") + "…"
