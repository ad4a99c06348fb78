"""Sentences in which somebody takes a position back, or thinks of one, without a word of saying.

"Ana Ruiz dropped her plan for a toll" tells what she holds as well as a sentence of hers does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.dossier.reading.sentence import once
from tracker.dossier.speech.heads import is_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.dossier.reading.sentence import Sentence

_HAVING = r"(?:\s(?:has|have|had|also|now|since|then|finally|later|quietly|abruptly|on\s[A-Z][a-z]+day)){0,3}"
# What is taken back is something said, or an office.
_SAID = (
    r"(?:accusations?|amendments?|appeals?|backing|bid|bill|calls?|campaign|candidacy|challenge|charges?|claims?"
    r"|complaints?|demands?|endorsement|idea|lawsuit|nomination|objections?|offer|opposition|plans?|pledge|promises?"
    r"|proposals?|protest|request|resignation|resistance|strike|support|threats?|vow)"
)
_BEHIND = re.compile(
    rf"^(?:,\s[^,;:.]{{1,80}},)?{_HAVING}\s(?P<cue>dropped|drops|abandoned|abandons|withdrew|withdraws|withdrawn|retracted"
    r"|retracts|scrapped|scraps|shelved|shelves|cancelled|canceled|cancels|called\soff|calls\soff|gave\sup|gives\sup"
    r"|given\sup|backed\sdown\sfrom|backed\saway\sfrom|reversed)\s"
    rf"(?P<content>(?:(?:a|an|the|his|her|its|their|all)\s)?(?:[\w’'-]+\s){{0,3}}{_SAID}\b[^;:]*)"
)
_CONSIDERS = re.compile(
    r"^(?:,\s[^,;:.]{1,80},)?\s(?P<cue>(?:is|are)\s(?:now\s|still\s|also\s)?(?:considering|weighing|mulling))\s(?P<content>\S[^;:]*)"
)


# "came out against the toll", "is in favour of it".
_SIDES = re.compile(
    r"^(?:,\s[^,;:.]{1,80},)?\s(?P<cue>(?:has\s|have\s)?(?:came|come|comes)\sout\s(?:against|in\sfavou?r\sof)"
    r"|(?:is|are|remains?)\s(?:firmly\s|strongly\s|still\s|now\s)?(?:against|in\sfavou?r\sof|open\sto))\s(?P<content>\S[^;:]*)"
)


class Move(NamedTuple):
    """Whose move it is, as written, its verb, and what it is about."""

    name: str
    cue: str
    content: str


@once
def moves(sentence: Sentence) -> tuple[Move, ...]:
    """Find the moves of those whom the sentence names."""
    return tuple(_moves(sentence))


def _moves(sentence: Sentence) -> Iterator[Move]:
    for name in sentence.names:
        at = sentence.text.find(name)
        behind = sentence.text[at + len(name) :]
        found = _BEHIND.match(behind) or _CONSIDERS.match(behind) or _SIDES.match(behind)
        if found and is_head(sentence.text[:at], "", joined=False):
            yield Move(name, found["cue"], found["content"].rstrip(" ."))
