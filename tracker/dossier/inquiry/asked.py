"""A sentence → what it asks or calls unknown: the kind of answer wanted, and the words for it.

English only: the words for not knowing are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.dossier.inquiry.kinds import AUXILIARY, WH, Asked, kind_of
from tracker.dossier.inquiry.unknown import calls_open, may_be_open, unknown
from tracker.text.normal import normal

_ASKS = re.compile(
    rf"(?:^|[:;]\s|\s-\s|^(?:[\w'-]+\s){{1,9}}?[\w'-]+,\s|\b(?:and|but|so)\s)[\"'(]*"
    rf"(?:(?:in|on|at|for|by|to|with|from|under|of)\s)?(?:{WH}\b|{AUXILIARY})",
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
    |at\ all|from\ here|what'?s\ (?:in|the\ deal)
    |who'?s\ counting|must|shall|wrote|is\ it\ (?:better|safe|worth|time
    |possible)|too\ much\ to\ ask|any\ wonder|coincidence|such)\b
    |\b\w+n'\s?t\b|[!#@]|\?\s*\?|https?:|www\.|\b(?:is|was|are|do|does|has)\ (?:it|that|he|she
    |they)\ not\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SPEAKER = re.compile(r"^[\"'(]*[A-Z][A-Z .'-]{2,}:")
# "What is swine fever?" is asked to be explained by its article.
_EXPLAINED = re.compile(
    r"^(?:So\s|But\s|And\s)?(?:who|what)\s(?:is|are|was|were)\s[^,;?]{1,50}\?$", re.IGNORECASE
)
# All of which `normal` makes question marks.
_QUESTION_MARKS = "?？﹖⁇⁈⁉"
# More words than this are a plea.
_LONGEST = 32
# Where a second sentence begins: of two together the last asks.
_SECOND = re.compile(r"[.!]['\")]*\s(?=[\"'(]*[A-Z][^.!]*\?['\")]*$)")
_SHORT_FORMS = (
    (re.compile(r"\bwon't\b", re.IGNORECASE), "will not"),
    (re.compile(r"\bcan(?:'t|not)\b", re.IGNORECASE), "can not"),
    (re.compile(r"(?<=[a-z])n't\b", re.IGNORECASE), " not"),
    (
        re.compile(r"\b([Ii]t|[Tt]hat|[Ww]hat)'s(?=\s(?:not|still|also|unclear|unknown|uncertain|too)\b)"),
        r"\1 is",
    ),
)


# The sentences of the story at hand: on real stories 3 in 100 are met again, and no more with 4,096.
@lru_cache(maxsize=1 << 10)
def asked(text: str) -> Asked | None:
    """Tell what a sentence asks or calls unknown; None where it does neither in earnest."""
    if not _may_ask(text):
        return None
    plain = normal(text)
    if plain.rstrip("\"')]").endswith("?"):
        return _question(_SECOND.split(plain)[-1])
    return unknown(_in_full(plain))


def leaves_open(text: str) -> bool:
    """Tell whether a sentence asks, or calls something unknown, in earnest or not."""
    if not _may_ask(text):
        return False
    plain = normal(text)
    return "?" in plain or calls_open(_in_full(plain))


def _may_ask(text: str) -> bool:
    """Tell, quickly, whether a sentence may ask or call something unknown; most do neither."""
    return any(mark in text for mark in _QUESTION_MARKS) or may_be_open(text)


def _in_full(plain: str) -> str:
    """Write short forms out: "hasn't said" is "has not said"."""
    if "'" in plain or "annot" in plain:
        for pattern, full in _SHORT_FORMS:
            plain = pattern.sub(full, plain)
    return plain


def _question(text: str) -> Asked | None:
    if '"' in text or _SPEAKER.match(text) or _FOR_EFFECT.search(text) or len(text.split()) > _LONGEST:
        return None
    start = None if _EXPLAINED.match(text) else _ASKS.search(text)
    if not start:
        return None
    focus = text[start.start() :].lstrip(",;:- ")
    return Asked(kind_of(focus, "whether"), focus, interrogative=True)
