"""What a user typed → the subscription that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.errors import NotFoundError, UsageError
from tracker.subscriptions.address import normalised
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.model import Subscription

# How many names a message lists.
_LISTED = 5
# Below this likeness (of 100, WRatio) a name is not what was meant.
_LIKENESS = 55


def find(subscriptions: Sequence[Subscription], ref: str) -> Subscription:
    """Find one feed by address, by title, by the beginning of its title or a part of its address.

    The first of these that fits decides. Raises UsageError when it fits several feeds,
    NotFoundError, with the nearest names, when none does.
    """
    ref = ref.strip()
    for fitting in _ways(subscriptions, ref) if ref else ():
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            names = _listed([_name(one) for one in fitting])
            raise UsageError(f"{line(ref)!r} fits {len(fitting)} feeds: {names}.", "Say more of the name.")
    raise NotFoundError(f"No feed is called {line(ref)!r}.", _nearest(subscriptions, ref))


def _ways(subscriptions: Sequence[Subscription], ref: str) -> Iterator[list[Subscription]]:
    same, folded = normalised(ref), ref.casefold()
    yield [one for one in subscriptions if one.url == ref]
    yield [one for one in subscriptions if normalised(one.url) == same]
    yield [one for one in subscriptions if one.title.casefold() == folded]
    yield [one for one in subscriptions if one.title.casefold().startswith(folded)]
    yield [one for one in subscriptions if folded in one.url.casefold()]


def _nearest(subscriptions: Sequence[Subscription], ref: str) -> str:
    from rapidfuzz import process, utils

    names = {_name(one): one.title or one.url for one in subscriptions}
    found = process.extract(
        ref, names, processor=utils.default_process, limit=_LISTED, score_cutoff=_LIKENESS
    )
    if found:
        return f"Did you mean {_listed([key for _, _, key in found])}?"
    return "`tracker feeds` lists them."


def _name(one: Subscription) -> str:
    return f"{one.title} ({one.url})" if one.title else one.url


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_LISTED])
    return f"{shown} and {len(names) - _LISTED} more" if len(names) > _LISTED else shown
