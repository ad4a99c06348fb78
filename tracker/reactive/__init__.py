"""What a story seeks: its open questions and key terms → queries, in fair turns. Pure.

turns(asks, now)                        turns       which question is put to which search feed next
Phrasing(dossier).question(id, turn)    phrasing    its words; what names the story is from keywords
Wanted(members, …).objection(entry)     results     why a result can't be what is sought
"""

from __future__ import annotations

from tracker.reactive.phrasing import SEEKING, Phrasing, Query, address, seeking
from tracker.reactive.results import Wanted
from tracker.reactive.turns import DAY, Ask, rest, turns

__all__ = [
    "DAY",
    "SEEKING",
    "Ask",
    "Phrasing",
    "Query",
    "Wanted",
    "address",
    "rest",
    "seeking",
    "turns",
]
