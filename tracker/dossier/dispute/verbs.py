"""The verbs by which one party goes against another, by what must stand behind them, and their past."""

from __future__ import annotations

import re

from tracker.dossier.speech.saying import word_set
from tracker.text.forms import spelled

_DISPUTE = (
    r"den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?"
    r"|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?|contradict(?:s|ed|ing)?|rebuff(?:s|ed|ing)?"
    r"|contest(?:s|ed|ing)?|challeng(?:es?|ed|ing)|oppos(?:es?|ed|ing)|question(?:s|ed|ing)?"
    r"|resist(?:s|ed|ing)?|refus(?:es?|ed|ing)|turn(?:s|ed|ing)? down|spurn(?:s|ed|ing)?"
    r"|str(?:ikes?|uck|iking) down|overturn(?:s|ed|ing)?|overrul(?:es?|ed|ing)|block(?:s|ed|ing)?"
    r"|object(?:s|ed|ing)? to|protest(?:s|ed|ing)? against|counter(?:s|ed|ing)?"
    r"|push(?:es|ed|ing)? back against|t(?:akes?|ook|aking) issue with|disagree(?:s|d|ing)? with"
    r"|scoff(?:s|ed|ing)? at"
)
_CRITICISE = (
    r"critici[sz](?:es?|ed|ing)|condemn(?:s|ed|ing)?|denounc(?:es?|ed|ing)|blast(?:s|ed|ing)?"
    r"|slam(?:s|med|ming)?|rebuk(?:es?|ed|ing)|decr(?:y|ies|ied|ying)|castigat(?:es?|ed|ing)"
    r"|lambast(?:es?|ed|ing)|berat(?:es?|ed|ing)|derid(?:es?|ed|ing)|mock(?:s|ed|ing)?"
    r"|ridicul(?:es?|ed|ing)|fault(?:s|ed|ing)?|chid(?:es?|ed|ing)|hammer(?:s|ed|ing)?"
    r"|lash(?:es|ed|ing)? out at|t(?:akes?|ook|aking) aim at|hit(?:s|ting)? (?:back|out) at"
    r"|fir(?:es?|ed|ing) back at|rail(?:s|ed|ing)? against|attack(?:s|ed|ing)?|assail(?:s|ed|ing)?"
    r"|portray(?:s|ed|ing)?|paint(?:s|ed|ing)?|broke(?: ranks)? with|clash(?:es|ed|ing)? with"
    r"|spar(?:s|red|ring)? with|feud(?:s|ed|ing)? with"
)
_SUE = (
    r"su(?:es?|ed|ing)|(?:fil(?:es?|ed|ing)|brought) (?:an? )?(?:\w+ ){0,2}?(?:law)?suits? against"
    r"|(?:fil(?:es?|ed)) (?:an? )?(?:\w+ )?(?:complaint|charges) against"
)
_SAY = (
    r"s(?:ays|aid)|rul(?:es|ed)|alleg(?:es|ed)|claim(?:s|ed)|declar(?:es|ed)|argu(?:es|ed)|insist(?:s|ed)"
    r"|wrote|writes|told [\w ]{3,30}? that|add(?:s|ed)|tweeted"
)
_KINDS = (
    ("oust", r"call(?:s|ed|ing)? for|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)|call(?:s|ed|ing)? on"),
    ("contrary", r"contrary to|contradicting|in contradiction (?:to|with)"),
    ("accuse", r"accus(?:es?|ed|ing)|blam(?:es?|ed|ing)"),
    ("sue", _SUE),
    ("criticise", _CRITICISE),
    ("dispute", _DISPUTE),
    (
        "call",
        r"call(?:s|ed|ing)|brand(?:s|ed|ing)|label(?:s|l?ed|l?ing)|describ(?:es|ed|ing)|dismiss(?:es|ed|ing)",
    ),
    ("say", _SAY),
)
AGAINST = re.compile("|".join(rf"(?P<{kind}>\b(?:{verbs})\b)" for kind, verbs in _KINDS))
"""A verb, its kind the name of its group."""
SPEAKING = ("say", "call")
"""The kinds that are turned against somebody only by what is said."""
DEEDS = spelled(*(verbs for kind, verbs in _KINDS if kind not in SPEAKING))
"""Words with which the verbs of all other kinds begin."""
LITERAL = ("paint", "portray", "attack", "clash", "hammer", "assail", "blast")
"""Verbs that need something said or planned for their object, or what for behind it."""
DISPUTES = word_set(
    """deny dispute reject refute rebut dismiss question disagree contradict challenge rebuff contest counter
    oppose doubt""",
)
"""Lemmas of verbs by which one disputes what another says."""
NEGATION = re.compile(
    r"\b(?:no|not|never|none|neither|nor|cannot|false|untrue|wrong|baseless|nonsense|incorrect"
    r"|misleading)\b|n['’]t\b",
    re.IGNORECASE,
)
"""A word that turns a statement into its opposite."""
_PAST = {"taking": "took", "hitting": "hit", "firing": "fired", "denying": "denied", "decrying": "decried"}


def past(words: str) -> str:
    """Put a participle that begins words into the past: "accusing the mayor" → "accused the mayor"."""
    verb, space, rest = words.partition(" ")
    if not verb.endswith("ing"):
        return words
    return f"{_PAST.get(verb, verb.removesuffix('ing') + 'ed')}{space}{rest}"


def past_of_base(words: str) -> str:
    """Put a base form that begins words into the past: "call for her resignation"."""
    verb, space, rest = words.partition(" ")
    ending = "d" if verb.endswith("e") else "ied" if verb.endswith("y") else "ed"
    return f"{verb.removesuffix('y') if ending == 'ied' else verb}{ending}{space}{rest}"
