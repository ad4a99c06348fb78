"""What asking one feed once brought, and what is remembered of the feed after it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tracker import schedule
from tracker.fetch import Failure, Response
from tracker.parse import ParseError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.core.tools import Tools
    from tracker.model import FeedState
    from tracker.parse import ParsedFeed

NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Delivery:
    """One answer of a feed's server.

    `failure` is a sentence where there is no readable document; `parsed` stands only where
    the document differs from the last one.
    """

    kind: Literal["new", "same", "not_modified", "failed", "gone"]
    state: FeedState
    answer: Response | Failure
    failure: str = ""
    parsed: ParsedFeed | None = None
    body_hash: str = ""

    @property
    def title(self) -> str:
        """The feed's own title, as far as it is known; else its address."""
        return (self.parsed.title if self.parsed else "") or self.state.title or self.state.url


def deliver(tools: Tools, state: FeedState, now: datetime) -> Delivery:
    """Ask for a feed and parse what comes; runs in a thread of its own and stores nothing."""
    answer = tools.fetch.get(state.url, state.etag, state.modified)
    if isinstance(answer, Failure):
        return Delivery("gone" if answer.gone else "failed", state, answer, answer.reason)
    if answer.status == NOT_MODIFIED:
        return Delivery("not_modified", state, answer)
    body_hash = hashlib.sha256(answer.body).hexdigest()
    if body_hash == state.body_hash:
        return Delivery("same", state, answer, body_hash=body_hash)
    try:
        parsed = tools.parse.parse(answer.body, answer.content_type, answer.url, now)
    except ParseError as error:
        return Delivery("failed", state, answer, str(error))
    return Delivery("new", state, answer, parsed=parsed, body_hash=body_hash)


def settled(delivery: Delivery, new: int, published: Sequence[datetime], now: datetime) -> FeedState:
    """Return the feed's state after a delivery that brought `new` articles.

    `published`: when the feed's newest articles appeared. Validators are kept only of a
    document that could be read.
    """
    kind = "same" if delivery.kind == "new" and not new else delivery.kind
    answer = delivery.answer
    outcome = schedule.Outcome(
        kind,
        now,
        retry_after=answer.retry_after,
        max_age=answer.max_age if isinstance(answer, Response) else None,
        ttl=delivery.parsed.ttl if delivery.parsed else None,
        publish_times=tuple(published),
    )
    state = schedule.after(delivery.state, outcome, _status(delivery, new))
    if delivery.failure or not isinstance(answer, Response):
        return state
    state = replace(state, etag=answer.etag or state.etag, modified=answer.modified or state.modified)
    if delivery.kind == "not_modified":
        return state
    state = replace(state, etag=answer.etag, modified=answer.modified, body_hash=delivery.body_hash)
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
