"""The party whose verb stands at a place of a sentence, by what may stand between the two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.dispute.parties import acts, parties

if TYPE_CHECKING:
    from tracker.dossier.dispute.parties import Party
    from tracker.dossier.reading.sentence import Sentence

# Between a party and its verb: an aside, "who", auxiliaries, adverbs and days.
_ASIDE = (
    r"(?:\s\([^()]{1,40}\)|,\s(?:which|who|whose|whom)\s[^;:]{2,260}?,"
    r"|,\s(?:\d{1,3},\s)?(?:of|from)\s[\w ]{2,30}(?:,\s[A-Z][\w ]{2,30})?,?|,\s[^,;:\"“”]{2,80},)"
)
_GAP = re.compile(
    # "Supporters of the harbour toll".
    rf"(?:\sof(?:\s[\w'’-]+){{1,4}}?)?{_ASIDE}?,?(?:\swho)?"
    r"(?:\s(?:has|have|had|also|again|later|then|even|still|once|[a-z]+ly|\(?on\)? [A-Z][a-z]+day"
    r"|[A-Z][a-z]+day|yesterday|today|is|are|was|were|been)){0,4}\s"
)
# "Ana Ruiz spoke at noon, accusing …", "… and accused …": who opens the sentence goes on.
_GOES_ON = re.compile(
    r"(?:,|,?\s(?P<and>and|but|while|by|before))\s(?:[a-z]+ly\s|then\s|also\s|later\s|has\s|have\s)?$"
)
_ING = re.compile(r"[a-z]+ing\b")
_NEAR = 24
# "The remarks prompted Ana Ruiz, a critic, to call for …".
_ASKED_TO = re.compile(r"\b(?:prompt(?:ed|ing)|led|leading)\s[^;:\"“”]{3,150}(?P<to>\sto\s)$")
# What may stand before the subject of a sentence.
_OPENING = re.compile(
    r"(?:(?:But|And|Yet|Still|Meanwhile|Also),?\s"
    r"|(?:On|In|At|During|After|Before|Earlier|Last|Late)\s[^,;:]{2,60},\s"
    r"|(?:On|Last|Late|Early|Earlier)\s[\w ]{2,30}\s)?"
    r"(?:(?!(?:In|On|At|During|After|Before|With|Without|From|For|By|Like|As|While|If|When)\s)"
    r"(?:[A-Z][\w.-]*|[Tt]he|[Aa]n?|former|then)\s){0,5}"
)
_OWNED = re.compile(
    r"(?:['’]s?)?\s(?:[a-z-]+\s){1,3}(?:was|were|is|are|has been|have been|had been)\s(?:[a-z]+ly\s)?"
)


def subject(sentence: Sentence, at: int) -> Party | None:
    """Find the party whose verb starts at a place: with no more than an aside between, or who goes on."""
    text = sentence.text
    near = [p for p in parties(sentence) if p.end < at and acts(p, text) and _GAP.fullmatch(text, p.end, at)]
    participle = _ING.match(text, at) is not None
    if near and not (participle and text.endswith(", ", 0, at)):
        return _named(sentence, near)
    asked_to = _ASKED_TO.search(text, 0, at)
    if asked_to:
        start, end = asked_to.span()
        return next((each for each in parties(sentence) if start <= each.start < end), None)
    goes_on = _GOES_ON.search(text, max(0, at - _NEAR), at)
    return _opening(sentence) if goes_on and (goes_on["and"] or participle) else None


def _named(sentence: Sentence, near: list[Party]) -> Party:
    """Take, of parties in each other's asides, the first: "Ana Ruiz, a lawyer from Kessel, denied".

    But "the mayor, Ana Ruiz, denied" has a name.
    """
    first, second = near[0], near[min(1, len(near) - 1)]
    named = second.name in sentence.names and first.name not in sentence.names
    return second if named and sentence.text[first.end : second.start] == ", " else first


def _opening(sentence: Sentence) -> Party | None:
    first = next(iter(parties(sentence)), None)
    if first is None or _OPENING.fullmatch(sentence.text, 0, first.start) is None:
        return None
    return None if sentence.text.startswith(("'s", "’s"), first.end) else first


def owner(sentence: Sentence, at: int) -> Party | None:
    """Find whose "plan was" what the participle at a place tells: "the Ruiz plan was denounced"."""
    for party in reversed(parties(sentence)):
        if owns(party, sentence.text, at):
            return party if acts(party, sentence.text) else None
    return None


def owns(party: Party, text: str, at: int) -> bool:
    """Tell whether nothing but a noun and "was" stand between a party and a place."""
    return party.end < at and _OWNED.fullmatch(text, party.end, at) is not None


def in_quotation(text: str, at: int) -> bool:
    """Tell whether a place stands in a quotation: what somebody says there is not the sentence's."""
    before = text[:at]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
