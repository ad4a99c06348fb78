"""A sentence → what it asks or calls unknown: the kind of answer wanted, and the words for it.

English only: the words for not knowing are. The kinds are those of the usual question
taxonomies (Li and Roth, *Learning Question Classifiers*, 2002), with "whether" and "state"
for what stands open without a question word ("the cause is under investigation").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tracker.text.normal import normal
from tracker.text.stopwords import word_set

Kind = Literal["whether", "when", "how much", "who", "why", "where", "how", "what", "state"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What would be known if it were known. `focus` is a part of the sentence, in its own words."""

    kind: Kind
    focus: str
    interrogative: bool


# ---------------------------------------------------------------- what is said to be unknown

_SOFT = r"(?:(?:still|as\ yet|yet|also|now|currently|largely|far\ from|so\ far|however)\ ){0,2}"
_BE = r"(?:is|are|was|were|remains?|remained)"
_CLEAR = r"(?:clear|known|certain|decided|verified|confirmed|settled|determined|established|public|final)"
_OPEN = (
    r"(?:unclear|unknown|uncertain|unverified|unconfirmed|undecided|unannounced|unresolved|undetermined"
    r"|unanswered|unspecified|unsettled|an?\ (?:open\ question|mystery)|in\ doubt|up\ in\ the\ air"
    r"|under\ (?:investigation|review|consideration)|being\ (?:investigated|reviewed|negotiated)|pending)"
)
_TELL = (
    r"(?:say|announce|decide|explain|confirm|disclose|reveal|specify|determine|name|identify|establish"
    r"|give|provide|set|clarify|elaborate\ on)"
)
_TOLD = (
    r"(?:said|announced|decided|explained|confirmed|disclosed|revealed|specified|determined|named"
    r"|identified|established|clarified|published|released|made\ clear|explain)"
)
_MADE = (
    r"(?:set|announced|given|named|published|made|released|chosen|agreed|offered|identified"
    r"|established|reached)"
)
_SEEKING = (
    r"(?:investigating|examining|studying|considering|weighing|debating|checking|reviewing|deciding"
    r"|look(?:ing)?\ into|try(?:ing)?\ to\ (?:determine|find\ out|establish|learn|understand|identify)"
    r"|work(?:ing)?\ to\ (?:determine|find\ out|establish|identify))"
)
_WH = r"(?:whether|if|when|where|why|how|who|whom|whose|what|which)"
_LACKING = (
    r"(?:word|explanation|information|timetable|timeline|decision|details?|answer|confirmation"
    r"|agreement|evidence\ yet)"
)
# What is asked stands behind.
_BEHIND = re.compile(
    rf"""\b(?:{_BE}\ (?:{_SOFT}(?:not\ (?:yet\ |immediately\ |entirely\ |fully\ |at\ all\ )?{_CLEAR}|{_OPEN})
        |to\ be\ seen)\b(?=[^.;,]{{0,40}}\b{_WH}\b)
    |(?:has|have|had)\ (?:not|never)\ (?:yet\ |to\ )?(?:publicly\ )?{_TOLD}\b
    |(?:has|have)\ (?:not\ (?:yet\ )?been|yet\ to\ be)\ {_TOLD}\b(?=\ {_WH}\b)
    |(?:has|have|had)\ yet\ to\ {_TELL}\b
    |did\ not\ (?:immediately\ |yet\ )?{_TELL}\b
        (?=[^.;,]{{0,20}}\b(?:{_WH}|details|the\ (?:cause|reason|name|number|identit|motive|amount|size
        |date)))
    |(?:would|could)\ not\ (?:immediately\ |yet\ )?(?:say|specify|disclose|confirm)\b
    |declin(?:ed|es|ing)\ to\ {_TELL}\b
    |(?:refused|refuses)\ to\ (?:say|disclose|reveal|confirm|explain|specify)\b
    |(?:do|does)\ not\ (?:yet\ )?know\b(?=[^.;,]{{0,12}}\b{_WH}\b)
    |(?:nobody|no\ one)\ (?:yet\ )?(?:knows|has\ said|can\ say|could\ say)\b
    |(?:has|have)\ no\ idea\b(?=[^.;,]{{0,12}}\b{_WH}\b)
    |too\ (?:early|soon)\ to\ (?:say|tell|know|judge)\b
    |(?:is|are|was|were|been|still|now)\ (?:\w+ly\ )?{_SEEKING}\b(?=\ (?:(?!when){_WH}\b|the\ (?:cause
    |motive|identit|reason)))
    |(?:questions?|doubts?|uncertainty)\ (?:still\ )?(?:remains?|persists?)\ (?:about|over|as\ to|on
    |whether)\b
    |(?:there\ (?:is|was|has\ been)|gave|given|with)\ (?:still\ |as\ yet\ )?no
        \ (?:(?:immediate|official|further)\ )?
        (?={_LACKING}\b)
    |no\ (?=(?:\w+\ ){{1,4}}(?:has|have|had)\ (?:yet\ )?been\ {_MADE}\b)
    |no\ (?=(?:\w+\ ){{1,4}}(?:was|were)\ (?:immediately\ |yet\ )(?:{_MADE}|available)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
# What is asked stands before, as the subject.
_BEFORE = re.compile(
    rf"""\b(?:{_BE}\ (?:{_SOFT}(?:not\ (?:yet\ |immediately\ |entirely\ |fully\ )?{_CLEAR}|{_OPEN})
    |to\ be\ seen)\b
    |could\ not\ (?:yet\ )?be\ (?:immediately\ |independently\ )?(?:verified|confirmed|established
    |determined)\b
    |(?:was|were|is|are)\ (?:being\ withheld|not\ (?:yet\ |immediately\ )(?:{_MADE}|available|disclosed
    |revealed))\b
    |(?:has|have)\ (?:yet\ to\ be|(?:not|never)\ (?:yet\ )?been)\ (?:\w+ly\ )?
        (?:{_MADE}|decided|verified|confirmed|explained|disclosed|revealed|determined|settled|resolved)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# One of these words is in all that the two patterns find. To look for them first takes a tenth of the time.
_SIGNS = word_set(
    """not no never nobody yet too seen under being pending air doubt question mystery remain remains persist
    persists unclear unknown uncertain unverified unconfirmed undecided unannounced unresolved undetermined
    unanswered unspecified unsettled declined declines declining refused refuses investigating examining
    studying considering weighing debating checking reviewing deciding look looking try trying work working"""
)
_WORD = re.compile(r"\w+")
# The subject of what stands open: back to where its clause begins.
_CLAUSE_START = re.compile(
    r"[;:]\s|,\s(?:but|and|although|though|while|yet|so|because)\s|\b(?:but|although|though|that|said"
    r"|says)\s",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[;(]|,?\s(?:but|although|though|while|yet|because)\s|,\s(?:which|and\s(?:that|the|it|he|she)\b)"
    r"|,\ssaid\b"
)
# Characters before a phrase in which it may be made an aside.
_NEAR = 60
# Asides, forms of courtesy, and what was open once.
_NO_QUESTION = re.compile(
    r"\b(?:whose|until|had)\s[^,;]{0,40}$|\b(?:may|might|could|would|to|will|he|she|they|i|we|who|which"
    r"|that|among)\s$"
    r"|\b(?:after|by|for|without)\s(?:\w+ing\s(?:\w+\s){0,3})?$"
    r"|\b(?:even if|even when|if|unless|even though)\s(?:\w+\s){0,3}$"
    r"|(?:\bper ?cent|%|\bvoters|\bpeople|\bmembers|\blawmakers|\bsenators)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
# "Did not confirm that" denies, "is not known for" praises or blames; neither leaves anything open.
_NOT_OPEN = re.compile(
    r"\s+(?:that|any|anything|them|it|him|her|himself|herself|to\s(?!what|how|whom)|for|as|was|were|is"
    r"|and|or)\b|\s*[,.;]",
    re.IGNORECASE,
)
# A case that is looked into asks nothing yet; its cause or motive does.
_LOOKED_INTO = re.compile(
    r"\b(?:under (?:investigation|review)|being (?:investigated|reviewed))$", re.IGNORECASE
)
_ONCE = re.compile(
    r"\b(?:at first|initially|originally|for (?:years|decades|centuries|months)|back then"
    r"|at the time|until (?:now|recently|then))\b",
    re.IGNORECASE,
)
_IDLE = re.compile(
    r"\bto (?:be|give) (?:his|her|their|a) (?:full |last )?names?\b|^\W*(?:a|any|further) (?:reasons?"
    r"|details?)\W*$",
    re.IGNORECASE,
)

# ---------------------------------------------------------------- questions proper

_AUXILIARY = r"(?:is|are|was|were|will|would|can|could|do|does|did|has|have|had)(?:\s(?!n't|not\b)|\b(?!'))"
_ASKS = re.compile(
    rf"(?:^|[:;]\s|\s-\s|^(?:[\w'-]+\s){{1,9}}?[\w'-]+,\s|\b(?:and|but|so)\s)[\"'(]*"
    rf"(?:(?:in|on|at|for|by|to|with|from|under|of)\s)?(?:{_WH}\b|{_AUXILIARY})",
    re.IGNORECASE,
)
# Addressed to the reader, or asked for effect.
_FOR_EFFECT = re.compile(
    r"""\b(?:you|your|yours|yourself|subscrib\w*|newsletter|sign\ up|read\ more|want|click|retweet
    |i|me|my|we|us
    |our|even|really|possibly|anybody|anyone|how\ about|why\ not|what\ about|what\ if|how\ come|so\ what
    |what\ next
    |what\ now|guess|right|wrong|surely|else|on\ earth|the\ (?:heck|hell|point|big\ deal|fuss)|should
    |anyway|ever
    |who\ (?:knew|says|cares|needs|wouldn't|doesn't)|bother|ready|looking\ for|remember|wonder|huh|ok|okay
    |at\ all|what'?s\ (?:in|the\ deal)|who'?s\ counting|must|shall|wrote|is\ it\ (?:better|safe|worth|time
    |possible)|too\ much\ to\ ask|any\ wonder|coincidence|such)\b
    |\b\w+n'\s?t\b|[!#@]|\?\s*\?|https?:|www\.|\b(?:is|was|are|do|does|has)\ (?:it|that|he|she
    |they)\ not\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SPEAKER = re.compile(r"^[\"'(]*[A-Z][A-Z .'-]{2,}:")
# Who writes of himself or to the reader is no reporter.
_IN_PERSON = re.compile(r"\b(?:I|i|we|We|you|You|me|us|my|My|our|Our|your|Your)\b")
_QUOTED = re.compile(r'"[^"]*"?')
# More words than this are a plea.
_LONGEST = 32

_HOW_MUCH = (
    r"how (?:many|much|long|far|big|large|high|fast|often|deep|tall|old|soon)|what (?:share|number|sum)"
    r"|costs?|price|value|budget|what (?:\w+ ){1,6}costs?|(?:number|amount|extent|scale|size|sum"
    r"|total) of|(?:death )?toll"
)
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("whether", r"whether|if"),
    (
        "how much",
        _HOW_MUCH,
    ),
    ("when", r"when|dates?|deadline|timetable|timeline|schedule"),
    ("who", r"who|whom|whose|by whom|identit(?:y|ies)|names?|successor|which (?:company|firm|party|country)"),
    ("where", r"where|whereabouts|location"),
    ("why", r"why|causes?|caused|motives?|reasons?|explanations?|led to"),
    ("how", r"how"),
    ("what", r"what|which"),
)
_KIND = re.compile(
    "|".join(rf"(?P<k{i}>\b(?:{words})\b)" for i, (_, words) in enumerate(_KINDS)), re.IGNORECASE
)
# "What caused" asks why, and "will it" asks whether, whatever stands behind.
_WHAT_CAUSED = re.compile(
    r"\W*(?:precisely |exactly )?(?:what|which)(?: \w+){0,2}? (?:caused?|causes|led to|triggered|prompted)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(rf"\W*(?:(?:and|but|so|or)\s)?{_AUXILIARY}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def asked(text: str) -> Asked | None:
    """Tell what a sentence asks or calls unknown; None where it does neither in earnest."""
    plain = normal(text)
    if plain.rstrip("\"')]").endswith("?"):
        return _question(plain)
    return _unknown(plain)


def leaves_open(text: str) -> bool:
    """Tell whether a sentence asks, or calls something unknown, in earnest or not."""
    plain = normal(text)
    if "?" in plain:
        return True
    return _may_be_open(plain) and (_BEHIND.search(plain) is not None or _BEFORE.search(plain) is not None)


def _may_be_open(text: str) -> bool:
    return not _SIGNS.isdisjoint(_WORD.findall(text.casefold()))


def _question(text: str) -> Asked | None:
    if '"' in text or _SPEAKER.match(text) or _FOR_EFFECT.search(text) or len(text.split()) > _LONGEST:
        return None
    start = _ASKS.search(text)
    if not start:
        return None
    focus = text[start.start() :].lstrip(",;:- ")
    return Asked(_kind(focus, "whether"), focus, interrogative=True)


def _unknown(text: str) -> Asked | None:
    if (
        not _may_be_open(text)
        or _ONCE.search(text)
        or _SPEAKER.match(text)
        or _IN_PERSON.search(_QUOTED.sub("", text))
    ):
        return None
    behind, before = _BEHIND.search(text), _BEFORE.search(text)
    if behind and not _excluded(text, behind) and not _NOT_OPEN.match(text, behind.end()):
        focus = _until_clause_ends(text[behind.end() :])
        return None if _IDLE.search(focus) else Asked(_kind(focus, "state"), focus, interrogative=False)
    if before and not _excluded(text, before):
        return _standing_open(text, before)
    return None


def _standing_open(text: str, match: re.Match[str]) -> Asked | None:
    """Read "the results of the test are pending" and "results are pending for the test"."""
    if match.group().endswith(("known", "named")) and re.match(r"\s(?:for|as|by|to)\b", text[match.end() :]):
        return None
    focus = _subject(text[: match.start()])
    if not focus:
        return None
    # "The incident, which happened on Monday": what an aside says asks nothing.
    kind = _kind(re.split(r",\s(?:which|who|where|when)\b", focus, maxsplit=1)[0], "state")
    if kind == "state" and _LOOKED_INTO.search(match.group()):
        return None
    behind = _until_clause_ends(text[match.end() :])
    return Asked(kind, f"{focus}{behind}" if behind.startswith(" for ") else focus, interrogative=False)


def _excluded(text: str, match: re.Match[str]) -> bool:
    return _NO_QUESTION.search(text[max(0, match.start() - _NEAR) : match.start()]) is not None


def _until_clause_ends(behind: str) -> str:
    end = _CLAUSE_END.search(behind)
    return (behind[: end.start()] if end else behind).rstrip(" .,")


def _subject(head: str) -> str:
    starts = [match.end() for match in _CLAUSE_START.finditer(head)]
    focus = head[starts[-1] if starts else 0 :].strip(" ,")
    return "" if re.fullmatch(r"(?:it|this|that|he|she|they|which|who)?", focus, re.IGNORECASE) else focus


def _kind(focus: str, otherwise: Kind) -> Kind:
    """Tell what would answer, by the first word that says so."""
    if _YES_OR_NO.match(focus):
        return "whether"
    if _WHAT_CAUSED.match(focus):
        return "why"
    match = _KIND.search(focus)
    return _KINDS[int(match.lastgroup[1:])][0] if match and match.lastgroup else otherwise
