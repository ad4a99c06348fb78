"""A page → everything it tells of feeds; reads hostile HTML, so it is called in a sandbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.discover.guesses import MOST_GUESSES, usual
from tracker.discover.links import LONGEST_PAGE, generator, named, parsed, pointed_at
from tracker.discover.rank import ranked
from tracker.discover.sites import by_page

if TYPE_CHECKING:
    from tracker.discover.candidate import Candidate

# How many of the guesses may be links in the page's text.
_POINTED = 3


@dataclass(frozen=True, slots=True)
class Findings:
    """What a page names as its feeds, best first, and addresses where one may lie, likeliest first."""

    named: tuple[Candidate, ...] = ()
    guesses: tuple[str, ...] = ()


def read_page(body: bytes, content_type: str, url: str) -> Findings:
    """Find the feeds of a page; `url` is its final address. What is no page gives the usual guesses."""
    known = by_page(url, body[:LONGEST_PAGE])
    if known:
        return Findings(known)
    root = parsed(body, content_type)
    if root is None:
        return Findings(guesses=usual(url))
    guesses = (*pointed_at(root, url, _POINTED), *usual(url, generator(root)))
    return Findings(ranked(named(root, url)), tuple(dict.fromkeys(guesses))[:MOST_GUESSES])
