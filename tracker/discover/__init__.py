"""Where an address leads: the feeds that it, its site or its page offers. Pure: nothing is fetched.

typed ─▶ addresses   what was meant: schemes, shorthands               typed.meant
address ─▶ feeds     sites whose addresses say it all                  sites.by_address, by_form
answer ─▶ feed?      told by its first element                         sniff.kind_of
page ─▶ feeds        link tags, what only its text tells, likely       page.read_page
                     addresses: named, by its software, the usual
"""

from __future__ import annotations

from tracker.discover.candidate import Candidate
from tracker.discover.guesses import MOST_GUESSES, usual
from tracker.discover.page import Findings, read_page
from tracker.discover.rank import ranked
from tracker.discover.sites import by_address, by_form
from tracker.discover.sniff import kind_of
from tracker.discover.typed import meant

__all__ = [
    "MOST_GUESSES",
    "Candidate",
    "Findings",
    "by_address",
    "by_form",
    "kind_of",
    "meant",
    "ranked",
    "read_page",
    "usual",
]
