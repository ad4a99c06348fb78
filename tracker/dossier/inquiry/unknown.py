"""A sentence → what it calls unknown, unverified, undecided or unannounced.

English only: the words for not knowing are.
"""

from __future__ import annotations

import re

from tracker.dossier.inquiry.kinds import WH, Asked, kind_of
from tracker.text.forms import forms
from tracker.text.stopwords import word_set

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
_LACKING = (
    r"(?:word|explanation|information|timetable|timeline|decision|details?|answer|confirmation"
    r"|agreement|evidence\ yet)"
)
# What is asked stands behind.
_BEHIND = re.compile(
    rf"""\b(?:{_BE}\ (?:{_SOFT}(?:not\ (?:yet\ |immediately\ |entirely\ |fully\ |at\ all\ )?{_CLEAR}|{_OPEN})
        |to\ be\ seen)\b(?=[^.;,]{{0,40}}\b{WH}\b)
    |(?:has|have|had)\ (?:not|never)\ (?:yet\ |to\ )?(?:publicly\ )?{_TOLD}\b
    |(?:has|have)\ (?:not\ (?:yet\ )?been|yet\ to\ be)\ {_TOLD}\b(?=\ {WH}\b)
    |(?:has|have|had)\ yet\ to\ {_TELL}\b
    |did\ not\ (?:immediately\ |yet\ )?{_TELL}\b
        (?=[^.;,]{{0,20}}\b(?:{WH}|details|the\ (?:cause|reason|name|number|identit|motive|amount|size
        |date)))
    |(?:would|could)\ not\ (?:immediately\ |yet\ )?(?:say|specify|disclose|confirm)\b
    |declin(?:ed|es|ing)\ to\ {_TELL}\b
    |(?:refused|refuses)\ to\ (?:say|disclose|reveal|confirm|explain|specify)\b
    |(?:do|does|did)\ not\ (?:yet\ |immediately\ )?know\b(?=[^.;,]{{0,12}}\b{WH}\b)
    |(?:is|are|was|were)\ not\ (?:yet\ )?(?:sure|certain)\b(?=[^.;,]{{0,12}}\b{WH}\b)
    |(?:is|are|was|were)\ unable\ to\ (?:immediately\ |independently\ )?(?:say|verify|corroborate|confirm
        |determine|explain)\b
    |(?:have|has|had)\ (?:been\ )?(?:unable\ to|not\ been\ able\ to)\ (?:determine|verify|confirm|establish
        |identify|explain)\b
    |could\ not\ (?:immediately\ |independently\ |yet\ )?(?:verify|corroborate|confirm|say|determine)\b
    |(?:offered|gave|provided|released|had|has|have|offer)\ (?:almost\ |as\ yet\ )?(?:few|no)
        \ (?:(?:other|further|immediate|official|more|new)\ )?
        (?=(?:details|explanation|reason|motive|timetable|timeline|information|indication)
        \ (?:about|on|of|for|as\ to|regarding)\b)
    |(?:police|authorities|officials|investigators|officers|detectives|deputies|crews|rescuers|agents|divers
        |teams)\ (?:said\ (?:\w+\ )?)?(?:is|are|were)\ (?:still\ |now\ |also\ |actively\ )?
        (?:searching|looking|hunting)\ for\ (?!.*\bbecause\b)(?=(?:[\w-]+\ ){{0,5}}(?:suspects?|gunm[ae]n
        |attackers?|drivers?|killers?|shooters?|robbers?|thie(?:f|ves)|m[ae]n|wom[ae]n|fugitives?|survivors?
        |victims?|bod(?:y|ies)|weapon|motive|cause|child(?:ren)?|teenagers?|assailants?|culprits?|missing)\b)
    |(?:await(?:s|ed|ing)?|waiting\ for)
        \ (?=(?:[\w-]+\ ){{0,3}}(?:results?|verdict|ruling|outcome|autopsy|approval)\b)
    |(?:nobody|no\ one)\ (?:yet\ )?(?:knows(?:\ for\ (?:sure|certain)|\ exactly)?|has\ said|can\ say
        |could\ say)\b
    |(?:has|have)\ no\ idea\b(?=[^.;,]{{0,12}}\b{WH}\b)
    |too\ (?:early|soon)\ to\ (?:say|tell|know|judge|determine|predict|speculate)\b
    |(?:is|are|was|were|been|still|now)\ (?:\w+ly\ )?{_SEEKING}\b(?=\ (?:(?!when){WH}\b|the\ (?:cause
    |motive|identit|reason)))
    |(?:questions?|doubts?|uncertainty)\ (?:still\ )?(?:remains?|persists?)\ (?:about|over|as\ to|on
    |whether)\b
    |(?:there\ (?:is|was|has\ been)|gave|given|with)\ (?:still\ |as\ yet\ )?no
        \ (?:(?:immediate|official|further)\ )?
        (?={_LACKING}\b)
    |no\ (?=(?:\w+\ ){{1,4}}(?:has|have|had)\ (?:yet\ )?been\ {_MADE}\b)
    |no\ (?=(?:\w+\ ){{1,4}}(?:was|were)\ (?:immediately\ |yet\ )(?:{_MADE}|available)\b)
    |no\ (?=(?:other\ |further\ |more\ )?(?:details|information)\ (?:[\w-]+\ ){{0,3}}(?:is|are|was|were)
        \ (?:immediately\ |yet\ )?available\b))""",
    re.IGNORECASE | re.VERBOSE,
)
# What is asked stands before, as the subject.
_BEFORE = re.compile(
    rf"""\b(?:{_BE}\ (?:{_SOFT}(?:not\ (?:yet\ |immediately\ |entirely\ |fully\ )?{_CLEAR}|{_OPEN})
    |to\ be\ seen)\b
    |(?:has|have|had)\ (?:not|never)\ (?:yet\ )?been\ (?:publicly\ )?(?:made\ public|identified|released
        |disclosed|recovered|found|located)\b
    |(?:is|are|was|were)\ (?:not\ (?:well|fully|yet)|poorly)\ understood\b
    |will\ not\ be\ (?:known|clear|available|decided|announced|released)\b
        (?=[^.;]{{0,40}}\b(?:until|for|before|when))
    |remains?\ to\ be\ (?:determined|decided|settled|established|answered|worked\ out|resolved)\b
    |could\ not\ (?:yet\ |immediately\ |independently\ )?be\ (?:immediately\ |independently\ )?
        (?:verified|confirmed|established|determined)\b
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
    studying considering weighing debating checking reviewing deciding look looking try trying work working
    unable searching hunting await awaits awaited awaiting waiting few poorly"""
) | {"t", "cannot"}  # "isn't", which `asked` writes out
# The subject of what stands open: back to where its clause begins.
_CLAUSE_START = re.compile(
    r"[;:]\s|,\s(?:but|and|although|though|while|yet|so|because)\s|\b(?:but|although|though|that|said"
    r"|says)\s",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[;(]|,?\s(?:but|although|though|while|yet(?!\s(?:whether|if|wh\w+|how)\b)|because)\s|,\s(?:which|and\s(?:that|the|it|he|she)\b)"
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
# Who says of himself that he does not know leaves it open.
_OF_HIMSELF = re.compile(
    r"\b(?:said|says|added|acknowledged|admitted|but|although|though)(?:\sthat)?\s(?:he|she|they|it)\s$"
)
_SEARCH = re.compile(r"\b(?:searching|looking|hunting) for $")
_MORE = re.compile(r",?\s(?:who|which|that|and|after|suspected|believed)\b")
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
    r"|at the time(?! of (?:reporting|writing|publication|going))|until (?:now|recently|then))\b",
    re.IGNORECASE,
)
_IDLE = re.compile(
    r"\bto (?:be|give) (?:his|her|their|a) (?:full |last )?names?\b|^\W*(?:a|any|further) (?:reasons?"
    r"|details?)\W*$",
    re.IGNORECASE,
)
# Who writes of himself or to the reader is no reporter.
IN_PERSON = re.compile(r"\b(?:I|i|we|We|you|You|me|us|my|My|our|Our|your|Your)\b")
QUOTED = re.compile(r'"[^"]*"?')
_SPEAKER = re.compile(r"^[\"'(]*[A-Z][A-Z .'-]{2,}:")


def calls_open(text: str) -> bool:
    """Tell whether a sentence calls something unknown, in earnest or not."""
    return may_be_open(text) and (_BEHIND.search(text) is not None or _BEFORE.search(text) is not None)


def unknown(text: str) -> Asked | None:
    """Tell what a sentence calls unknown; None where it does not, or not in earnest."""
    if (
        not may_be_open(text)
        or _ONCE.search(text)
        or _SPEAKER.match(text)
        or IN_PERSON.search(QUOTED.sub("", text))
    ):
        return None
    behind, before = _BEHIND.search(text), _BEFORE.search(text)
    if behind and not _excluded(text, behind) and not _NOT_OPEN.match(text, behind.end()):
        focus = _until_clause_ends(text[behind.end() :])
        if _SEARCH.search(behind.group()):
            return Asked("where", _MORE.split(focus, maxsplit=1)[0], interrogative=False)
        return None if _IDLE.search(focus) else Asked(kind_of(focus, "state"), focus, interrogative=False)
    if before and not _excluded(text, before):
        return _standing_open(text, before)
    return None


def may_be_open(text: str) -> bool:
    """Tell, quickly, whether a sentence may call something unknown; its short forms may stand in it."""
    return not _SIGNS.isdisjoint(forms(text))


def _standing_open(text: str, match: re.Match[str]) -> Asked | None:
    """Read "the results of the test are pending" and "results are pending for the test"."""
    if match.group().endswith(("known", "named")) and re.match(r"\s(?:for|as|by|to)\b", text[match.end() :]):
        return None
    focus = _subject(text[: match.start()])
    if not focus:
        return None
    # "The incident, which happened on Monday": what an aside says asks nothing.
    kind = kind_of(re.split(r",\s(?:which|who|where|when)\b", focus, maxsplit=1)[0], "state")
    if kind == "state" and _LOOKED_INTO.search(match.group()):
        return None
    behind = _until_clause_ends(text[match.end() :])
    return Asked(kind, f"{focus}{behind}" if behind.startswith(" for ") else focus, interrogative=False)


def _excluded(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    return _NO_QUESTION.search(before) is not None and _OF_HIMSELF.search(before) is None


def _until_clause_ends(behind: str) -> str:
    end = _CLAUSE_END.search(behind)
    return (behind[: end.start()] if end else behind).rstrip(" .,")


def _subject(head: str) -> str:
    starts = [match.end() for match in _CLAUSE_START.finditer(head)]
    focus = head[starts[-1] if starts else 0 :].strip(" ,")
    return "" if re.fullmatch(r"(?:it|this|that|he|she|they|which|who)?", focus, re.IGNORECASE) else focus
