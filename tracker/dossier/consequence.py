"""How plainly a sentence tells what follows from the news, or how great it is; by the words for it."""

from __future__ import annotations

import re

# The patterns are for small letters, and begin without a look at the sign before: so they are found in a
# third of the time. No word ends in what they begin with and goes on as they do.
_MODAL = r"(?:would|could|might|may|will|can)(?: (?:\w+ly|also|not|now))? "
_OUTLOOK = r"(?:likely|expected|set|bound|enough) to "
_RESULT = (
    r"(?:mean|lead to|force|leave|cost|threaten|affect|cause|trigger|hurt|harm|disrupt|undermine"
    r"|jeopardi[sz]e"
    r"|prevent|reshape|strand|halve|double|deprive|endanger|destabili[sz]e|weaken|strengthen|deepen"
    r"|worsen|fuel"
    r"|result in|pave the way|open the (?:door|way)|clear the way|make it (?:harder|easier|impossible)"
    r"|set a precedent|lose|derail|delay|push|drive|cripple|ruin|decide|determine"
    r"|be (?:felt|forced|unable|left|barred|stripped|cut)"
    r"|face (?:charges|fines?|jail|prison|shortages?|delays?|cuts?|closure|the loss|up to"
    r"|(?:at least )?\w+ years))\b"
)
_SAID = (
    r"mean(?:s|ing) that\b|which means\b|making it (?:harder|easier|impossible|more)\b"
    r"|at stake\b|the stakes\b|at risk of\b|(?:puts?|putting) (?:\w+ ){1,6}(?:at risk|in danger|in doubt)\b"
    r"|risk(?:s|ed|ing) (?:\w+ing|a|new|further|more)\b|threat(?:en(?:s|ed|ing)?)? to\b|threatens\b"
    r"|jeopardi[sz]\w"
    r"|(?:consequences?|implications?|repercussions) (?:of|for)\b|ramifications\b|far-reaching\b"
    r"|turning point\b"
    r"|precedent\b|raises? (?:the (?:stakes|prospect)|questions (?:about|over)|concerns?|fears?|doubts?)\b"
    r"|fears? (?:that|of)\b|matters because\b|livelihoods?\b|watershed\b|(?:blow|setback"
    r"|boost) (?:to|for)\b"
    r"|(?:burden|strain) on\b"
)
_MEASURE = (
    r"(?:major|big|significant|symbolic|crucial|greater) (?:step|shift|setback|blow|victory|change"
    r"|defeat|challenge)\b"
    r"|marks? (?:the|an?) (?:first|end|start|beginning|shift|escalation)\b"
    r"|for the first time (?:since|in)\b"
    r"|first (?:[\w’'-]+ ){0,6}(?:since|ever|in history)\b"
    r"|(?:largest|biggest|deadliest|worst|highest|lowest|costliest|longest|steepest|sharpest)"
    r" (?:[\w’'-]+ ){0,6}(?:since|ever|on record|in history"
    r"|in (?:more than |at least |over )?[\w-]+ (?:years|decades|months))\b"
)
# What names a consequence, or the measure of a thing, outright.
_STRONG = re.compile(f"(?:{_MODAL}|{_OUTLOOK}){_RESULT}|{_SAID}|{_MEASURE}")
# What does so only where there is something to win or lose.
_MILD = re.compile(
    r"(?:would|could|might|may|will|can) (?:\w+ly |also |not )?(?:hit|raise|cut|put|help|allow"
    r"|bring|make|create|save"
    r"|end|change|spread|reduce|increase|benefit|protect)\b|crucial\b|critical (?:for|to)\b|vital\b"
    r"|unprecedented\b"
    r"|warn(?:s|ed|ing)?\b|depends? on\b|rel(?:y|ies) on\b|unless\b|otherwise\b|so that\b"
)
# What there is to win or lose.
_WEAK = re.compile(
    r"\b(?:jobs?|workers|costs?|prices?|bills?|losses|damages?|households?|families|residents"
    r"|patients|customers"
    r"|passengers|commuters|economy|safety|health|security|rights|lives|supply|supplies|shortages?"
    r"|taxpayers?|future"
    r"|risks?|affect(?:s|ed|ing)?|threats?|delays?|billion|million|thousands|per cent|percent"
    r"|hospitals?|schools?"
    r"|farmers|pensions?|wages|rents?|peace|war)\b|%"
)
# So many words for what there is to win or lose make up for a mild word of consequence.
ENOUGH = 2


def stakes(text: str) -> float:
    """Score how plainly a sentence tells a consequence: 0, or 1 to 2.

    It needs a strong word, or a mild one and two that say what there is to win or lose.
    The words are English.
    """
    small = text.casefold()
    strong = _different(_STRONG, small)
    if not strong and not _MILD.search(small):
        return 0.0
    weak = _different(_WEAK, small)
    return min(2.0, 0.8 + 0.3 * max(1, strong) + 0.15 * weak) if strong or weak >= ENOUGH else 0.0


def _different(pattern: re.Pattern[str], text: str) -> int:
    """Count the different finds of a pattern."""
    return len({match.group() for match in pattern.finditer(text)})
