"""Feeds on offer as lines and as data, and what was taken of them in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.render import labels
from tracker.render.lines import Line, Span, joined, span
from tracker.subscriptions import normalised

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.core.feeds.subscribing import Taken
    from tracker.discover import Candidate


def candidate_lines(offered: Sequence[Candidate]) -> list[Line]:
    """Return a numbered line a feed: title, format, address."""
    last = len(str(len(offered)))
    return [
        Line((Span(f"{number:>{last}}  ", "number"), *candidate_spans(each)), indent=1, hang=last + 2)
        for number, each in enumerate(offered, start=1)
    ]


def candidate_spans(offered: Candidate) -> tuple[Span, ...]:
    """Return title, format and address, as far as they are known."""
    parts = (span(offered.title, "title"), span(offered.kind, "muted"), span(offered.url, "link"))
    return joined((part,) for part in parts if part.text)


def offer_data(asked: str, offered: Sequence[Candidate], subscribed: Collection[str]) -> dict[str, Any]:
    """Return what an address offers: {"asked", "feeds": [{"title", "kind", "url", "subscribed"}]}.

    `subscribed` are the normalised addresses of the user's feeds.
    """
    feeds = [
        {
            "title": each.title,
            "kind": each.kind,
            "url": each.url,
            "subscribed": normalised(each.url) in subscribed,
        }
        for each in offered
    ]
    return {"asked": asked, "feeds": feeds}


def taken_account(taken: Taken) -> str:
    """Say in one line what was subscribed to, what was there already, and what could not be."""
    fresh, known = (
        [each.subscription.title or each.subscription.url for each in taken.added if each.fresh is state]
        for state in (True, False)
    )
    told = []
    if fresh:
        told.append(f"Subscribed to {fresh[0] if len(fresh) == 1 else labels.counted(len(fresh), 'feed')}.")
    if known:
        told.append(f"{', '.join(known)} {'is' if len(known) == 1 else 'are'} subscribed already.")
    told += [f"{url}: {reason}." for url, reason in taken.failures[:1]]
    return " ".join(told)
