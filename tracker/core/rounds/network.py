"""Is there a network? Where no server can be reached, no feed is to blame. Pure."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from tracker.core.rounds.delivery import Delivery
from tracker.fetch import Failure, host_of
from tracker.schedule import NO_NETWORK

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.model import FeedState

# So many servers must be out of reach at once: two may well be gone for good on one day.
HOSTS = 3
# So many are asked in vain before the others are not asked at all: names that nobody looks up
# take ten seconds each, and a long list would take hours to learn one thing.
ENOUGH = 32
_HOME = ("localhost", ".localhost", ".local", ".lan", ".home.arpa", ".internal")


def is_unreached(delivery: Delivery) -> bool:
    """Tell whether a feed was asked and not even a connection came about."""
    return isinstance(delivery.answer, Failure) and delivery.answer.unreached


def is_proof(delivery: Delivery) -> bool:
    """Tell whether a delivery shows that there is a network: whatever came from out there."""
    asked = delivery.kind != "left"
    return asked and not is_unreached(delivery) and not _is_at_home(delivery.state.url)


def is_down(unreached: Collection[Delivery], hosts: int = HOSTS) -> bool:
    """Tell whether it is the network that is missing, where nothing proves that it is there.

    Feeds that all failed the last time too are rather broken themselves.
    """
    states = [delivery.state for delivery in unreached if not _is_at_home(delivery.state.url)]
    sound = any(not state.failures for state in states)
    return sound and len({host_of(state.url) for state in states}) >= hosts


def unasked(state: FeedState) -> Delivery:
    """Give the delivery of a feed that nobody could ask."""
    answer = Failure(state.url, NO_NETWORK, offline=True, unreached=True)
    return Delivery("unreached", state, answer, NO_NETWORK)


def _is_at_home(url: str) -> bool:
    """Tell whether an address is of this computer or its own network, which needs no other."""
    host = host_of(url).rpartition(":")[0] or host_of(url)
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return host.endswith(_HOME)
