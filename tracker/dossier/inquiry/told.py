"""How a reply may tell what was asked: it takes one of two, says what came about, or quotes a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.reading.senses import idle, senses
from tracker.text.words import terms

if TYPE_CHECKING:
    from tracker.dossier.inquiry.matter import Matter
    from tracker.dossier.inquiry.reply import Reply

# "If the dead were customers or bank employees".
_EITHER = re.compile(
    r"\b(?:whether|if)\s(?P<whose>[^,;]{3,60}?)\s(?:was|were|is|are|had been|has been)\s"
    r"(?P<one>[^,;]{2,50}?)\sor\s(?P<other>[^,;]{2,50})$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|neither|nor|either|or|both|some)\b|n't\b", re.IGNORECASE)
# What has something to tell once it is out.
_DOCUMENT = re.compile(
    r"\b(?:reports?|autops(?:y|ies)|findings?|results?|stud(?:y|ies)|verdicts?|rulings?|audits?|reviews?"
    r"|inquest|inquiry|tests?|letters?|indictment|poll|census)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:in|according to|by) (?:the|an?|its|his|her|their) (?P<of>[\w'-]+(?: [\w'-]+){0,4})"
    r"|(?P<by>\b[a-z]+ [a-z]+) (?:(?:has|have) )?(?:shows?|showed|found|concluded?|revealed|confirmed"
    r"|came back|lists?|listed)\b",
    re.IGNORECASE,
)


# "Whether the outbreak will become a pandemic".
_BECOMES = re.compile(
    r"\b(?:become|turn(?: in)?to|develop into|be declared)\s(?:an?\s|the\s)?(?P<what>[\w-]+)", re.IGNORECASE
)
_BECAME = r"\b(?:declar(?:ed|es|ing)|became|has become|have become|is now|turned into)\b[^.;]{0,40}?\b"


def may_become(question: Matter) -> str:
    """Give as what something may turn out, where a question asks that: "a pandemic"; "" elsewhere."""
    asked = _BECOMES.search(question.asked.focus)
    return asked["what"] if asked else ""


def became(what: str, reply: Reply) -> bool:
    """Tell whether a reply says that it did, or was declared to."""
    return re.search(_BECAME + re.escape(what), reply.stated, re.IGNORECASE) is not None


def chosen(question: Matter, reply: Reply) -> bool | None:
    """Tell whether a reply says of the two that a question offers just one; None where it offers none."""
    offered = _EITHER.search(question.asked.focus.rstrip(" .?"))
    if offered is None:
        return None
    whose, one, other = (senses(terms(offered[part])) - idle() for part in ("whose", "one", "other"))
    named = [side for side in (one - other, other - one) if side & reply.senses]
    alone = len(named) == 1 and named[0] <= reply.senses and _NOT.search(reply.stated) is None
    return alone and bool(whose & reply.senses)


def waits_for_text(question: Matter) -> bool:
    """Tell whether a document is asked about, which is "published" when it is no longer open."""
    return _DOCUMENT.search(question.asked.focus) is not None


def quotes(question: Matter, reply: Reply) -> bool:
    """Tell whether a reply gives what stands in the document that a question waits for."""
    wanted = senses(terms(" ".join(_DOCUMENT.findall(question.asked.focus))))
    return bool(wanted) and any(
        senses(terms(match["of"] or match["by"])) & wanted for match in _TOLD.finditer(reply.stated)
    )
