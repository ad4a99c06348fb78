"""One sentence that itself tells who disputes what whom says: both sides stand in it.

"The council rejected the union's claim that …", "…, contradicting reports by the police", "a
charge that the ministry denies", "the mayor and the governor disagree". Sources may be groups
without a name, which no perspective has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.dispute.both_sides import NO_SOURCE, SAYS, SOURCE, is_group, plain_source
from tracker.dossier.reading.sentence import kept
from tracker.text.forms import forms, spelled
from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from tracker.dossier.reading.sentence import Sentence

_WHEN = r"(?:\son\s[A-Z]\w+day|\s[A-Z]\w+day)?"
_VERB = (
    r"(?:den(?:y|ies|ied)|disput(?:e|es|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:e|es|ed)"
    r"|contradict(?:s|ed)?"
    r"|rebuff(?:s|ed)?|contest(?:s|ed)?|challeng(?:es?|ed))"
)
_DISPUTE = rf"(?:(?:has|have|had)\s)?(?:\w+ly\s)?{_VERB}"
_CLAIM = (
    r"(?:claims?|accusations?|allegations?|assertions?|suggestions?|accounts?|figures?|criticisms?"
    r"|findings?|demands?"
    r"|proposals?|arguments?|reports?|statements?|charges?|versions?|contentions?|conclusions?|estimates?"
    r"|explanations?)"
)
# "Denied the claims of …", "rejected demands by …": who says it stands behind.
_BY = re.compile(
    rf"(?P<a>{SOURCE}){_WHEN}\s{_DISPUTE}\s(?:(?!{_CLAIM})[\w-]+\s){{0,3}}(?P<what>{_CLAIM})\s(?:made\s)?(?:by|from)\s(?P<b>{SOURCE})"
)
# "Rejected the union's claim", "disputed Republican claims".
_OF = re.compile(
    rf"(?P<a>{SOURCE}){_WHEN}\s{_DISPUTE}\s(?P<b>{SOURCE})(?:['’]s|s['’]"
    rf"|['’])\s(?:[\w-]+\s){{0,2}}?(?P<what>{_CLAIM})\b"
)
_ADJECTIVE = re.compile(rf"(?P<a>{SOURCE}){_WHEN}\s{_DISPUTE}\s(?P<b>[A-Z][a-z]+\s{_CLAIM})\b")
# "… said so, contradicting what the police had said."
_CONTRARY = re.compile(
    rf"(?P<a>{SOURCE}){_WHEN}\s{SAYS}\b[^;]{{4,200}}?,\s(?:contradicting"
    rf"|contrary to)\s(?:(?!{_CLAIM})[\w-]+\s){{0,2}}?"
    rf"(?:{_CLAIM}\s(?:by|from|of)\s|what\s)?(?P<b>{SOURCE}|news reports|earlier reports)"
)
# "…, a charge that the ministry denies", "…, which the union disputes".
_WHICH = re.compile(
    rf"(?P<a>{SOURCE})\s(?:{SAYS}|(?:has |have )?(?:accus(?:es?|ed)|alleg(?:es?|ed)))\b[^;]{{4,200}}?,\s"
    rf"(?:(?:a|an)\s(?:\w+\s)?{_CLAIM}\s(?:that\s|which\s)?|which\s"
    rf"|something\s(?:that\s)?)(?P<b>{SOURCE})\s{_DISPUTE}\b"
)
_TOGETHER = re.compile(
    rf"(?P<a>{SOURCE})\sand\s(?P<b>{SOURCE})\s(?:have\s|are\s)?(?:\w+ly\s)?(?:disagree|clash(?:ed)? over"
    rf"|at odds|in dispute"
    r"|traded (?:accusations|blame|insults)|blamed? each other|accused? each other|contradict each other"
    r"|divided over)\b"
)
_AT_ODDS = re.compile(
    rf"(?P<a>{SOURCE})\s(?:is|are|was|were|has been|have been|remains?)\sat odds with\s(?P<b>{SOURCE})"
)
_VERBS, _CLAIMS = spelled(_VERB), spelled(_CLAIM)
_PARTED = word_set("disagree clash clashed odds dispute traded other divided")
# In the past, which is the same for one and for many.
# A pattern is tried where the text has one of its signs, and one of its words.
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[str, ...], frozenset[str], str], ...] = (
    (_BY, (" by ", " from "), _CLAIMS, "{a} disputed what {b} said."),
    (_OF, ("'", "’"), _CLAIMS, "{a} disputed what {b} said."),
    (_ADJECTIVE, ("",), _CLAIMS, "{a} disputed {b}."),
    (
        _CONTRARY,
        (", contradicting ", ", contrary to "),
        word_set("contradicting contrary"),
        "{a} contradicted {b}.",
    ),
    (_WHICH, (", a ", ", an ", ", which ", ", something "), _VERBS, "{b} disputed what {a} said."),
    (_TOGETHER, (" and ",), _PARTED, "{a} and {b} are at odds."),
    (_AT_ODDS, (" at odds with",), _PARTED, "{a} and {b} are at odds."),
)
# "Rebels accused the army of shelling the market." "The army denied it."
_ACCUSES = re.compile(
    rf"(?P<a>{SOURCE}){_WHEN}\s(?:has\s|have\s)?(?:accus(?:es?|ed)|blam(?:es?"
    rf"|ed))\s(?P<b>{SOURCE})\s(?:of|for)\b"
)
_DENIES = re.compile(
    rf"^(?:But\s|However,\s)?(?P<who>{SOURCE}|He|She|It|They|Both)\s{_DISPUTE}\s(?:(?:any|all|the|those"
    rf"|these|that|this|such|his|her|its)\s)?"
    rf"(?:{_CLAIM}|wrongdoing|involvement|responsibility|it)\b"
)
# A cheap look before the patterns, which most sentences have no need of.
_MAY = (
    *("deny", "denies", "denied", "disput", "reject", "dismiss", "refut", "contradict", "contrary", "rebuff"),
    *("contest", "challeng", "disagree", "clash", "at odds", "traded", "each other", "divided"),
)


@dataclass(frozen=True, slots=True)
class StatedDispute:
    """Two sources that a sentence sets against each other, and what is written about it."""

    first: str
    second: str
    text: str


@kept(StatedDispute | None)
def stated_dispute(sentence: Sentence) -> StatedDispute | None:
    """Find two sources that a sentence itself tells to be in dispute."""
    text = sentence.text
    if not sentence.readable or not any(sign in text for sign in _MAY) or "?" in text:
        return None
    found = forms(text)
    for pattern, signs, words, form in _PATTERNS:
        may = not words.isdisjoint(found) and any(sign in text for sign in signs)
        match = pattern.search(text) if may else None
        if match and not _negated(sentence.text, match):
            return _told(match, form)
    return None


def denied_charge(sentence: Sentence, behind: Sentence) -> StatedDispute | None:
    """Find a charge that the sentence right behind it denies, in the name of whom it is laid against."""
    if not sentence.readable or not any(sign in sentence.text for sign in ("accus", "blam")):
        return None
    denial = _DENIES.match(behind.text) if not _VERBS.isdisjoint(forms(behind.text)) else None
    charge = _ACCUSES.search(sentence.text) if denial else None
    if not (charge and denial) or _negated(sentence.text, charge):
        return None
    who, charged = plain_source(denial["who"]).casefold(), plain_source(charge["b"]).casefold()
    if who not in {"he", "she", "it", "they"} and who.split()[-1] not in charged.split():
        return None
    return _told(charge, "{b} denied what {a} said.")


def _negated(text: str, match: re.Match[str]) -> bool:
    """Tell whether the dispute is only spoken of: "did not deny", "if the council rejects"."""
    return (
        re.search(r"\b(?:not|never|if|whether|would|could|may|might|to)\s\w*\s?$", text[: match.start("a")])
        is not None
    )


def _told(match: re.Match[str], form: str) -> StatedDispute | None:
    a, b = match["a"], match["b"]
    if (
        any(NO_SOURCE.match(name) for name in (a, b))
        or plain_source(a).casefold() == plain_source(b).casefold()
    ):
        return None
    # "Rebels" began the sentence, and is no name.
    a, b = (who.lower() if is_group(who) else who for who in (a, b))
    text = form.format(a=a, b=b)
    return StatedDispute(plain_source(a), plain_source(b), text[:1].upper() + text[1:])
