"""What asking one feed once brought, and what is remembered of the feed after it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tracker import schedule
from tracker.core.common.manners import refusal
from tracker.core.rounds.moving import sighted
from tracker.fetch import Failure, Response
from tracker.model import Wishes
from tracker.parse import ParseError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.core.tools import Tools
    from tracker.model import FeedState
    from tracker.parse import ParsedFeed

NOT_MODIFIED = 304

Kind = Literal["new", "same", "not_modified", "failed", "gone", "left", "unreached"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One answer of a feed's server.

    `failure` is a sentence where there is no readable document; `parsed` stands only where
    the document differs from the last one. Kind "left": a host on the way wants to be left
    alone, so that the feed itself was not asked; "unreached": there was no network. `size` is
    that of the body in bytes, which `answer` no longer holds.
    """

    kind: Kind
    state: FeedState
    answer: Response | Failure
    failure: str = ""
    parsed: ParsedFeed | None = None
    body_hash: str = ""
    size: int = 0

    @property
    def title(self) -> str:
        """The feed's own title, as far as it is known; else its address."""
        return (self.parsed.title if self.parsed else "") or self.state.title or self.state.url


def deliver(tools: Tools, state: FeedState, now: datetime, answer: Response | None = None) -> Delivery:
    """Ask for a feed and parse what comes; runs in a thread of its own and stores nothing.

    With an `answer` in hand, nobody is asked.
    """
    answered = answer or tools.fetch.get(state.url, state.etag, state.modified)
    if isinstance(answered, Failure):
        return _failed(state, answered, now)
    return _read(tools, state, now, answered)


def _failed(state: FeedState, answer: Failure, now: datetime) -> Delivery:
    if answer.closed and answer.status is None:
        return Delivery("left", state, answer, refusal(answer.closed, _reopening(answer, now), now))
    return Delivery("gone" if answer.gone else "failed", state, answer, answer.reason)


def _reopening(answer: Failure, now: datetime) -> datetime:
    return schedule.whole(now + schedule.closed_for(answer.retry_after))


def _read(tools: Tools, state: FeedState, now: datetime, answer: Response) -> Delivery:
    if answer.status == NOT_MODIFIED:
        return Delivery("not_modified", state, answer)
    body, body_hash = answer.body, hashlib.sha256(answer.body).hexdigest()
    # Deliveries wait in line to be stored: with their bodies a few dozen could fill the memory.
    answer = replace(answer, body=b"")
    if body_hash == state.body_hash:
        return Delivery("same", state, answer, body_hash=body_hash, size=len(body))
    try:
        parsed = tools.parse.parse(body, answer.content_type, answer.url, now)
    except ParseError as error:
        return Delivery("failed", state, answer, str(error))
    return Delivery("new", state, answer, parsed=parsed, body_hash=body_hash, size=len(body))


def settled(delivery: Delivery, new: int, published: Sequence[datetime], now: datetime) -> FeedState:
    """Return the feed's state after a delivery that brought `new` articles.

    `published`: when the feed's newest articles appeared. Validators are kept only of a
    document that could be read.
    """
    answer = delivery.answer
    if delivery.kind == "left":
        assert isinstance(answer, Failure), "who was not asked gave no response"
        return schedule.left_alone(delivery.state, _reopening(answer, now), delivery.failure)
    if delivery.kind == "unreached":
        return schedule.unreached(delivery.state, now)
    outcome = schedule.Outcome(
        "same" if delivery.kind == "new" and not new else delivery.kind,
        now,
        retry_after=answer.retry_after,
        wishes=_wishes(delivery),
        publish_times=tuple(published),
        offline=isinstance(answer, Failure) and answer.offline,
    )
    state = schedule.after(delivery.state, outcome, _status(delivery, new))
    if isinstance(answer, Failure):
        # A server that can't be reached says nothing of where the feed is.
        return state if answer.status is None else sighted(state, "", now)
    if delivery.failure:
        return sighted(state, "", now)
    return _remembered(sighted(state, answer.permanent, now), delivery, answer)


def _wishes(delivery: Delivery) -> Wishes:
    """Return the wishes that hold now: an answer without a document takes none of them back."""
    answer, parsed, last = delivery.answer, delivery.parsed, delivery.state.wishes
    if isinstance(answer, Failure):
        return Wishes()
    if delivery.failure:
        return Wishes(max_age=answer.max_age)
    if delivery.kind == "not_modified":
        # RFC 9111, 3.2: a header that a 304 leaves out stands as it was.
        return replace(last, max_age=last.max_age if answer.max_age is None else answer.max_age)
    if parsed is None:
        return replace(last, max_age=answer.max_age)
    return Wishes(parsed.ttl, answer.max_age, parsed.skip_hours, parsed.skip_days)


def _remembered(state: FeedState, delivery: Delivery, answer: Response) -> FeedState:
    """Return the state with what a readable answer leaves to be sent or compared next time."""
    if delivery.kind == "not_modified":
        etag, modified = answer.etag or state.etag, answer.modified or state.modified
        return replace(state, etag=etag, modified=modified, saved=state.saved + state.size)
    state = replace(
        state,
        etag=answer.etag,
        modified=answer.modified,
        body_hash=delivery.body_hash,
        size=delivery.size,
    )
    if delivery.parsed is None:
        return state
    return replace(state, title=delivery.parsed.title or state.title, site=delivery.parsed.site or state.site)


def _status(delivery: Delivery, new: int) -> str:
    if delivery.failure:
        return delivery.failure
    if delivery.kind == "not_modified":
        return "not modified"
    note = f" ({delivery.parsed.note})" if delivery.parsed and delivery.parsed.note else ""
    if not new:
        return f"nothing new{note}"
    return f"{new} new article{'s' if new > 1 else ''}{note}"
