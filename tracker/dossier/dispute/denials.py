"""One sentence in which a party denies something, told with what it denies.

Who says so may stand nowhere, or in another sentence or article (`accuser`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.dispute.clashes import clashes
from tracker.dossier.dispute.parties import Party  # noqa: TC001 - msgspec reads the annotations at run time
from tracker.dossier.dispute.subjects import in_quotation, subject
from tracker.dossier.dispute.turned import CLAIM, CLAUSE
from tracker.dossier.dispute.verbs import past
from tracker.dossier.reading.readable import FEWEST
from tracker.dossier.reading.sentence import kept
from tracker.text.forms import forms, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.dossier.reading.sentence import Sentence

_CUE = re.compile(
    r"\b(?:(?P<deny>den(?:ies|ied|ying|y)|disput(?:es|ed|ing|e))"
    r"|(?P<reject>reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?"
    r"|brush(?:es|ed|ing)? (?:off|aside)|shrug(?:s|ged|ging)? off|push(?:es|ed|ing)? back (?:on|against)"
    r"|scoff(?:s|ed|ing)? at|call(?:s|ed|ing)|counter(?:s|ed|ing)?|brand(?:s|ed)|push(?:es|ed|ing)? aside)"
    r"|(?P<plead>plead(?:s|ed|ing)? (?:not guilty|innocent)|entered (?:a )?(?:not[- ]guilty pleas?"
    r"|pleas? of not guilty)|maintain(?:s|ed|ing)? (?:his|her|their|its) innocence)"
    r"|(?P<say>s(?:ays|aid)|insist(?:s|ed)|argu(?:es|ed)))\b"
)
_CUES = spelled(_CUE.pattern)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be)\s$")
# Who "initially denied" does so no more.
_ONCE = re.compile(r"\b(?:initially|originally|at first|once)\s$")
_OWN = r"(?:(?:the|any|all|an?|those|these|such|both|her|his|their|its|recent|earlier|new|that|what)\s){0,2}"
_ACCUSATION = (
    r"(?:accusations?|allegations?|charges?|wrongdoing|involvement|responsibility|culpability|criticisms?"
    r"|misconduct|guilt|complicity|insinuations?|lawsuits?|indictments?)"
)
_NOUN = rf"(?:{CLAIM}|{_ACCUSATION}|rumou?rs?|speculation|notions?|ideas?|link|links|role|knowledge|blame)"
# To the end of the clause; an apposition ("the studio, Lionsgate, hit a snag") goes with it.
_CLAUSE = rf"(?:(?=[,;:.()—–]|$)|{CLAUSE})(?:,\s[A-Z][\w ]{{2,40}},{CLAUSE})?"
_OF_WHAT = {
    "deny": re.compile(
        rf"\s(?:that\s(?!was\b|is\b|were\b|has\b|had\b|would\b)|(?:ever\s|having\s|being\s)?(?!anything|everything|nothing)[a-z]{{2,}}ing\s"
        rf"|any\s|{_OWN}(?:[\w-]+\s){{0,3}}?{_NOUN}\b){_CLAUSE}"
    ),
    "reject": re.compile(rf"\s{_OWN}(?:[\w-]+\s){{0,3}}?{_NOUN}\b{_CLAUSE}"),
    "plead": re.compile(_CLAUSE),
    "say": re.compile(
        rf"\s(?:that\s)?(?:the|those|these|such|any|all|his|her|their)\s(?:\w+\s){{0,2}}?{_NOUN}\s"
        r"(?:is|are|was|were)\s[\"“'‘]?(?:\w+\s){0,2}?(?:false|untrue|not true|baseless|unfounded|groundless"
        r"|without (?:merit|foundation)|meritless|nonsense|fabricated|ridiculous|absurd|wrong|lies|a lie"
        rf"|politically motivated|unsubstantiated|frivolous)\b{_CLAUSE}"
    ),
}
_CALLED = re.compile(
    r"\b(?:false|untrue|baseless|unfounded|groundless|without merit|meritless|nonsense|fabricat\w+|ridiculous"
    r"|absurd|wrong|lies?|politically motivated|frivolous|fake|smear|witch[- ]hunt|propaganda)\b"
)
# What the same party says or does besides is no part of its denial.
_AND_MORE = re.compile(
    r"\s(?:and|but)\s(?:has\s|have\s|also\s|instead\s)?(?:says?|said|expects?|expected|claims?|claimed|accused"
    r"|blamed|called|insisted|told|added|was|were|had|would be)\b"
)
# "Denied the request", "dismissed the case", "denied entry": nothing is disputed.
_NO_DENIAL = re.compile(
    r"\s(?:(?:the|an?|its|his|her|their|any)\s)?(?:\w+\s){0,2}?(?:requests?|motions?|bail|bond|parole|visas?|entry"
    r"|access|appeals?|permission|permits?|opportunity|chance|rights?|coverage|benefits?|case|lawsuits?"
    r"|petitions?|bids?|applications?|treatment|food|service|comment)\b"
)
_LONGEST, _FEWEST, _NEAR, _ADVERB = 28, 3, 6, 12


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies what, as it is written; `accused`: it answers an accusation rather than a report."""

    who: Party
    text: str
    accused: bool
    plea: bool


@kept(tuple[Denial, ...])
def denials(sentence: Sentence) -> tuple[Denial, ...]:
    """Find what parties deny in a sentence that does not tell who says so."""
    text = sentence.text
    if not (sentence.readable or _short(text)) or text.endswith("?") or _CUES.isdisjoint(forms(text)):
        return ()
    told = clashes(sentence)
    return tuple(
        found
        for match in _CUE.finditer(text)
        for found in _denial(sentence, match)
        if not any(clash.first == found.who for clash in told)
    )


def _short(text: str) -> bool:
    """Tell whether a sentence is too short for others, and enough for a denial: "Officials denied it."."""
    return _FEWEST <= len(text.split()) < FEWEST and text.endswith(".") and text[:1].isupper()


def _denial(sentence: Sentence, cue: re.Match[str]) -> Iterator[Denial]:
    text, kind = sentence.text, cue.lastgroup or ""
    passive = _PASSIVE.search(text, max(0, cue.start() - _NEAR), cue.start())
    once = _ONCE.search(text, max(0, cue.start() - _ADVERB), cue.start())
    if in_quotation(text, cue.start()) or once or (passive and not cue.group().endswith("ing")):
        return
    what = _OF_WHAT[kind].match(text, cue.end())
    who = subject(sentence, cue.start()) if what else None
    if who is None or what is None or (kind != "plead" and _NO_DENIAL.match(text, cue.end())):
        return
    if cue.group().startswith(("call", "brand")) and not _CALLED.search(what.group()):
        return
    words = _whole(past(text[cue.start() : what.end()]))
    if words:
        accused = kind == "plead" or re.search(_ACCUSATION, what.group()) is not None
        label = f"{who.label[:1].upper()}{who.label[1:]}"
        yield Denial(who, f"{label} {words}.", accused or _doing(what.group()), kind == "plead")


def _doing(what: str) -> bool:
    """Tell whether an act is denied: "denied taking the money"."""
    return re.match(r"\s(?:ever\s|having\s|being\s)?[a-z]+ing\s", what) is not None


def _whole(words: str) -> str:
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        return ""
    words = _AND_MORE.split(words, maxsplit=1)[0].strip()
    vague = words.endswith((" that", " it", " this", " so"))
    return words if len(words.split()) <= _LONGEST and not vague else ""
