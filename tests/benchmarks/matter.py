"""Whether articles have matter for a section of a dossier, told by plain words, not by the engine's rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier import Cited
    from tracker.model import Dossier

_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3}"
_SAYS = r"(?:said|says|told|added|warned|argued|insisted|announced|claimed)"
_DISPUTES = (
    r"(?:denied|denies|rejected|rejects|disputed|disputes|accused|criticised|criticized|condemned|blamed)"
)
# What in a text is matter for the section.
MATTER: dict[str, re.Pattern[str]] = {
    "what": re.compile(r"(?:[\w’'-]+[ ,]+){9}[^.!?]*[.!?]"),
    "key_points": re.compile(r"(?:[\w’'-]+[ ,]+){9}[^.!?]*[.!?]"),
    "narrative": re.compile(r"(?:(?:[\w’'-]+[ ,]+){9}[^.!?]*[.!?]\s+){3}"),
    "why_it_matters": re.compile(
        r"\b(?:could (?:mean|lead|cost|lose|force|put|affect|make|become|cause|be)|threatens?|at risk"
        r"|risks? of|consequences?|impact|significant|importan(?:t|ce)|crucial|means that|first time"
        r"|would (?:mean|force))\b"
    ),
    "open_questions": re.compile(
        r"\b(?:unclear|not (?:yet )?(?:clear|known|been (?:named|released|identified))|unknown"
        r"|remains to be seen|(?:has|have|did) not (?:yet )?(?:said?|announced?|decided?)"
        r"|declined to (?:say|give|identify)|yet to be|investigating (?:whether|how|what))\b"
        r"|[a-z]{3}\?(?:\s|$)"
    ),
    "timeline": re.compile(
        r"\b(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday"
        r"|(?:January|February|April|June|July|August|September|October|November|December) \d{1,2}"
        r"|\d{1,2} (?:January|February|April|June|July|August|September|October|November|December))\b"
    ),
    "perspectives": re.compile(rf"\b(?:{_NAME} {_SAYS}|{_SAYS} {_NAME}|[Aa]ccording to {_NAME})\b"),
    "tensions": re.compile(rf"\b{_NAME} (?:has |have )?{_DISPUTES} [^.]{{0,60}}{_NAME}"),
}


def wanting(dossier: Dossier, articles: Sequence[Cited]) -> dict[str, bool]:
    """Map each section for which the articles have matter to whether it is empty."""
    texts = [cited.article.text for cited in articles]
    return {
        section: not getattr(dossier, section)
        for section, pattern in MATTER.items()
        if any(pattern.search(text) for text in texts)
    }
