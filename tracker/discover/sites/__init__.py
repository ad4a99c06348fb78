"""What the addresses of well-known sites tell of their feeds, a file for each kind of site.

A rule is tried against the whole address; the first that fits gives the feeds, and each file
says where its addresses are documented. What a rule gives is still asked before anything is
subscribed to, so that a site that changed does no harm but a request.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.discover.candidate import Candidate
from tracker.discover.sites import code, forums, papers, social, video, writing
from tracker.discover.sites.rule import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.discover.sites.rule import Rule

__all__ = ["by_address", "by_form", "by_page"]

_RULES: Sequence[Rule] = (
    *video.RULES,
    *forums.RULES,
    *code.RULES,
    *social.RULES,
    *writing.RULES,
    *papers.RULES,
)
# What is a feed already, by its end or its query.
_FEED = re.compile(r"\.(?:rss|atom|xml)(?:\?|$)|\?(?:.*&)?(?:feed|format)=(?:rss|atom)\b", re.IGNORECASE)
# Sites whose /@name is no account of the fediverse.
_OTHERS = frozenset(
    {"youtube.com", "m.youtube.com", "tiktok.com", "threads.com", "threads.net", "medium.com"}
)
_ACCOUNT = re.compile(r"/@(?P<name>[\w.-]+)(?:@(?P<host>[\w.-]+))?(?:/(?:with_replies|media|\d+))?")


def by_address(url: str) -> tuple[Candidate, ...]:
    """Return the feeds that an address of a well-known site gives by itself, the best first."""
    place = place_of(url)
    if place is None or _FEED.search(f"{place.path}?{place.query}"):
        return ()
    found = (rule.candidates(place) for rule in _RULES)
    return next((candidates for candidates in found if candidates), ())


def by_form(url: str) -> tuple[Candidate, ...]:
    """Return the feed of an account of the fediverse, which lies on any host: `/@name`, `/@name@host`.

    Only asking tells whether the host is of the fediverse. Source: Mastodon's documentation,
    and Pixelfed, GoToSocial and Pleroma, which have it from there.
    """
    place = place_of(url)
    found = _ACCOUNT.fullmatch(place.path) if place else None
    if place is None or found is None or place.host in _OTHERS or _FEED.search(place.path):
        return ()
    host = found["host"] or _authority(url)
    return (Candidate(f"https://{host}/@{found['name']}.rss", f"Posts of @{found['name']}", "RSS"),)


def by_page(url: str, body: bytes) -> tuple[Candidate, ...]:
    """Return the feeds of a page of a well-known site that its text alone gives."""
    place = place_of(url)
    return video.by_page(place, body) if place else ()


def _authority(url: str) -> str:
    """Return host and port as they stand in an address, without a password."""
    return url.split("/")[2].rpartition("@")[2]
