"""The words that settle what was undecided, pending or unverified, and where they stand."""

from __future__ import annotations

import re

from tracker.dossier.reading.senses import senses
from tracker.text.words import terms

SETTLES = re.compile(
    r"""\b(?:confirm(?:s|ed)|announc(?:es|ed)|decided|ruled|approv(?:es|ed)|reject(?:s|ed)|agreed
    |found|concluded
    |published|verified|disclosed|revealed|identified|named|determined|established|resolved|settled|showed?
    |shows
    |declar(?:es|ed)|added\ to
    |voted|signed|chose|chosen|picked|selected|passed|granted|refused|completed|ended|has\ now|have\ now
    |in\ the\ end
    |finally|will\ not|no\ longer|ruled\ out|turned\ out|is\ to|are\ to|will
    |(?:results?|report|names?|findings|identit\w+|figures)\ [^,;]{0,40}\breleased
    |released\ (?:the|its|their|his|her)\ (?:\w+\ )?(?:results?|report|names?|findings|figures))\b""",
    re.IGNORECASE | re.VERBOSE,
)
NEGATED = re.compile(r"\b(?:not|no|never|nor|neither|denied)\b|n't\b", re.IGNORECASE)
# What is to come is settled by nobody yet.
_TO_COME = re.compile(r"\b(?:will(?! not)|is to|are to|shows?|showed|completed|ended|found)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:will|would|to|shall|may|could|should|must)\s(?:also\s)?(?:be\s)?$", re.IGNORECASE
)
# These settle a "whether", and leave what is pending or unverified as it is.
_NO_MORE = re.compile(
    r"refused|rejects?|rejected|no longer|will not|ha(?:s|ve) now|in the end|finally", re.IGNORECASE
)
_ISSUED = re.compile(r"\b(?:published|signed|picked|selected)\b", re.IGNORECASE)
# Characters beside a word that settles, in which what it settles stands, and a negation.
_BESIDE, _CLOSE = 60, 12


def settled_near(text: str, shared: frozenset[str], *, issued: bool) -> bool:
    """Tell whether a word that settles stands near what it settles, and is neither negated nor to come.

    `issued`: to be published or signed settles it too, as it does a report.
    """
    text = text if issued else _ISSUED.sub(" ", text)
    for match in SETTLES.finditer(text):
        if _TO_COME.fullmatch(match.group()) or _NO_MORE.fullmatch(match.group()):
            continue
        before = text[max(0, match.start() - _CLOSE) : match.start()]
        near = text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
        if senses(terms(near)) & shared and not (NEGATED.search(before) or _NOT_YET.search(before)):
            return True
    return False
