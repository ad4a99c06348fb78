"""One sentence in which one party goes against another: accuses, rejects, sues, calls false.

Both parties stand in it, and what is written about it are the words of the sentence from the one
to the other, with what for. A verb alone is not enough: who "denied a request" or "attacked a town"
disputes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.dispute.parties import Party, acts, parties
from tracker.dossier.dispute.subjects import in_quotation, owner, owns, subject
from tracker.dossier.dispute.turned import CHARGE, by_whom, may_be_told, may_tell_ill, reach
from tracker.dossier.dispute.verbs import AGAINST, DEEDS, past, past_of_base
from tracker.dossier.reading.sentence import kept
from tracker.text.forms import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.dossier.reading.sentence import Sentence

_PASSIVE = re.compile(r"\b(?:is|are|was|were|been)\s(?:[a-z]+ly\s)?$")
_WAS = re.compile(r"(?:has |have |had )?(?:was|were|been|is|are)\s(?:\w+ly\s)?$")
_PRONOUN = re.compile(r"\s(?:him|her|it|them)(?=\s(?:of|for|over|as)\b)")
# Characters of a sentence that are read, and words that are written of it.
_MOST, _LONGEST = 1_000, 30


@dataclass(frozen=True, slots=True)
class Clash:
    """Two parties that a sentence sets against each other, the kind of the verb, and what is written."""

    first: Party
    second: Party
    kind: str
    text: str


@kept(tuple[Clash, ...])
def clashes(sentence: Sentence) -> tuple[Clash, ...]:
    """Find who goes against whom in a sentence, in the order of the verbs."""
    text = sentence.text
    if not sentence.readable or text.endswith("?") or len(text) > _MOST:
        return ()
    if DEEDS.isdisjoint(forms(text)) and not may_tell_ill(text):
        return ()
    return tuple(found for match in AGAINST.finditer(text) for found in _clash(sentence, match))


def _clash(sentence: Sentence, cue: re.Match[str]) -> Iterator[Clash]:
    text, at = sentence.text, cue.start()
    party = _against(sentence, cue) if may_be_told(text, cue) and not in_quotation(text, at) else None
    if party is None:
        return
    if _PASSIVE.search(text, 0, at) and not cue.group().endswith("ing"):
        yield from _passive(sentence, party, cue)
    elif _PRONOUN.match(text, cue.end()):
        yield from _of_pronoun(sentence, party, cue)
    else:
        yield from _active(sentence, party, cue)


def _against(sentence: Sentence, cue: re.Match[str]) -> Party | None:
    """Find who goes against somebody; "…, contrary to what the union says" is of the first who acts."""
    if cue.lastgroup == "contrary":
        before = (each for each in parties(sentence) if each.end < cue.start())
        return next((each for each in before if acts(each, sentence.text)), None)
    return subject(sentence, cue.start()) or owner(sentence, cue.start())


def _active(sentence: Sentence, party: Party, cue: re.Match[str]) -> Iterator[Clash]:
    text = sentence.text
    other = next((each for each in parties(sentence) if each.start >= cue.end()), None)
    end = reach(text, cue, other) if other else 0
    if not (other and end):
        return
    words = text[cue.start() : end]
    if cue.lastgroup == "contrary":
        words = f"contradicted {text[cue.end() : end].strip()}"
    yield from _made(
        party, other, cue, past_of_base(words) if text.endswith(" to ", 0, cue.start()) else words
    )


def _of_pronoun(sentence: Sentence, party: Party, cue: re.Match[str]) -> Iterator[Clash]:
    """Read "Ana Ruiz beat Jon Berg, accusing him of …" where the pronoun can be but one."""
    text, names = sentence.text, sentence.names
    before = [
        p for p in parties(sentence) if party.end <= p.start and p.end < cue.start() and p.name in names
    ]
    pronoun = _PRONOUN.match(text, cue.end())
    charge = CHARGE.match(text, pronoun.end()) if pronoun else None
    if charge and len({each.name for each in before}) == 1 and cue.lastgroup in {"accuse", "criticise"}:
        yield from _made(party, before[0], cue, f"{cue.group()} {before[0].label}{charge.group()}")


def _passive(sentence: Sentence, party: Party, cue: re.Match[str]) -> Iterator[Clash]:
    """Read "the plan's author was denounced by the union": who does it stands behind."""
    text = sentence.text
    other = next((each for each in parties(sentence) if by_whom(text, cue, each)), None)
    if other is None or cue.lastgroup not in {"accuse", "criticise", "sue"}:
        return
    # "The Ruiz plan was denounced": the plan stays, an aside behind a name goes.
    was = _WAS.search(text, 0, cue.start())
    start = party.end if owns(party, text, cue.start()) else was.start() if was else cue.start()
    for clash in _made(party, other, cue, text[start : other.end]):
        yield Clash(other, party, clash.kind, clash.text)


def _made(first: Party, second: Party, cue: re.Match[str], words: str) -> Iterator[Clash]:
    told = _whole(past(words))
    one, other = (set(party.name.casefold().split()) for party in (first, second))
    if told and not one & other:
        space = "" if told.startswith(("'s", "’s")) else " "
        label = f"{first.label[:1].upper()}{first.label[1:]}"
        yield Clash(first, second, cue.lastgroup or "", f"{label}{space}{told}.")


def _whole(words: str) -> str:
    """Close a quotation that is open; give nothing where the words are too many."""
    for opening, closing in ('""', "“”"):
        if words.count(opening) > words.count(closing) or (opening == closing and words.count(opening) % 2):
            words += closing
    return words.strip() if len(words.split()) <= _LONGEST else ""
