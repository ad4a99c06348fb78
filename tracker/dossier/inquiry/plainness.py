"""Whether a sentence states what it says plainly, without hedging or asking."""

from __future__ import annotations

import re

from tracker.dossier.inquiry.asked import leaves_open
from tracker.text.normal import normal

_HEDGE = re.compile(
    r"""\b(?:(?-i:may)|might|could|perhaps|possibly|probably|maybe|reportedly|apparently|allegedly
    |alleged|whether
    |if|expected\ to|likely|unlikely|plans?\ to|planned\ to|hopes?\ to|hoped|hoping|appears?|appeared
    |seems?|seemed
    |believes?|believed|thinks?|thought|suspects?|suspected|suggest(?:s|ed|ing)?|claim(?:s|ed|ing)?
    |argu(?:es|ed|ing)
    |propos(?:es|ed|al)|wants?|wanted|urg(?:es|ed|ing)|call(?:s|ed|ing)\ (?:for|on)|demand(?:s|ed|ing)?
    |fear(?:s|ed)?
    |rumou?rs?|speculat\w+|should|ask(?:s|ed|ing)|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)|discuss(?:es|ed
    |ing)?
    |not\ (?:been\ )?rul(?:ed|e|ing)\ out|preliminary|tentative(?:ly)?|provisional(?:ly)?|estimat(?:es|ed)\ to
    |predict(?:s|ed)?|forecasts?|promis(?:es|ed)|vow(?:s|ed)|intend(?:s|ed)?|aim(?:s|ed)?\ to|denie[sd]|deny
    |worr(?:y|ies|ied)|doubts?|in\ case|wonder(?:s|ed)?|debat(?:es|ed|ing)|told\ to\ expect|rumoured
    |(?:sounds?|looks?|looked|sounded)\ like|as\ (?:if|though)|difficult\ to|hard\ to)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "Would" hedges unless it is the past of "will" behind a verb of saying.
_WOULD = re.compile(r"\bwould\b", re.IGNORECASE)
_SAID_WOULD = re.compile(
    r"\b(?:said|announced|(?-i:confirmed)|decided|ruled|agreed|told \w+|wrote)\b[^,;]{0,80}\bwould\b",
    re.IGNORECASE,
)


def plain(text: str) -> bool:
    """Tell whether a sentence states what it says: no question, nothing unknown, no hedge."""
    folded = normal(text)
    if leaves_open(folded) or _HEDGE.search(folded):
        return False
    return not _WOULD.search(folded) or _SAID_WOULD.search(folded) is not None
