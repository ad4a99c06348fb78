"""What a user typed → the feeds on offer there: asked for politely, best first; nothing is added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.core.common.manners import closed_hosts, remember
from tracker.discover import MOST_GUESSES, Candidate, by_address, by_form, kind_of, meant, read_page
from tracker.errors import TrackerError, UsageError
from tracker.fetch import Failure, host_of
from tracker.model import Progress
from tracker.subscriptions.address import QUERY, accepted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from tracker.core.tools import Tools
    from tracker.discover import Findings
    from tracker.fetch import Response
    from tracker.store import Store

NOTHING = "Nothing was added."


@dataclass(frozen=True, slots=True)
class Offer:
    """Feeds found at an address, the best first; never none.

    The first was asked and is a feed. `answers`: what came, by feed address, so that nobody
    need ask again. Of a search address, or one subscribed to already, nothing was asked.
    """

    candidates: tuple[Candidate, ...]
    answers: Mapping[str, Response]


class _SilentError(TrackerError):
    """An address gave no answer at all."""


class Looking:
    """Looks for feeds at one address; no address is asked twice, no silent host a second time."""

    def __init__(
        self, store: Store, tools: Tools, now: datetime, progress: Callable[[Progress], None] = lambda _: None
    ) -> None:
        self._store = store
        self._tools = tools
        self._now = now
        self._progress = progress
        self._answers: dict[str, Response | Failure] = {}
        self._silent: dict[tuple[str, str], Failure] = {}
        closed_hosts(store, tools, now)

    def look(self, addresses: Sequence[str]) -> Offer:
        """Return what the first of some addresses that answers has on offer.

        Raises TrackerError where there is no feed, with the reason and what was tried.
        """
        for address in addresses[:-1]:
            try:
                return self._look_at(address)
            except _SilentError:
                continue
        return self._look_at(addresses[-1])

    def feed_at(self, url: str) -> Response | Failure:
        """Ask an address, and return its answer where that is a feed."""
        answer = self._at(url)
        if isinstance(answer, Failure) or kind_of(answer.body, answer.content_type):
            return answer
        return Failure(url, "there is no feed", answer.status)

    def _look_at(self, address: str) -> Offer:
        offer = self._first(by_address(address) or by_form(address))
        if offer is not None:
            return offer
        answer = self._at(address)
        if isinstance(answer, Failure):
            kind = _SilentError if answer.status is None else TrackerError
            raise kind(f"{address}: {answer.reason.rstrip('.')}.", NOTHING)
        return (
            self._first((Candidate(address),))
            or self._first(by_address(answer.url))
            or self._on_page(address, self._read(answer))
        )

    def _on_page(self, address: str, findings: Findings) -> Offer:
        offer = self._first(findings.named[:MOST_GUESSES])
        if offer is not None:
            return replace(offer, candidates=(*offer.candidates, *findings.named[MOST_GUESSES:]))
        guessed = self._first([Candidate(url) for url in findings.guesses])
        if guessed is not None:
            return replace(guessed, candidates=guessed.candidates[:1])
        tried = ", ".join(dict.fromkeys(_shown(url, address) for url in self._answers if url != address))
        none = "the feeds its page names can't be read" if findings.named else "its page names none"
        raise TrackerError(f"There is no feed at {address}, and {none}. Tried: {tried}.", NOTHING)

    def _first(self, candidates: Sequence[Candidate]) -> Offer | None:
        """Ask candidates in turn until one is a feed; what was before it is no feed and is left out."""
        for place, candidate in enumerate(candidates):
            self._progress(Progress("fetch", place + 1, len(candidates), candidate.url))
            answer = self._at(candidate.url)
            if isinstance(answer, Failure):
                continue
            kind = kind_of(answer.body, answer.content_type)
            if kind:
                found = replace(candidate, kind=kind)
                return Offer((found, *candidates[place + 1 :]), {found.url: answer})
        return None

    def _at(self, url: str) -> Response | Failure:
        """Ask an address once; a host that is silent, or wants to be left alone, is asked no more.

        One port may be silent by https and answer by http.
        """
        door = urlsplit(url).scheme.lower(), host_of(url)
        if url not in self._answers:
            self._answers[url] = self._silent.get(door) or self._tools.fetch.get(url)
        answer = self._answers[url]
        if isinstance(answer, Failure):
            remember(self._store, answer, self._now)
            if answer.status is None or answer.closed:
                self._silent[door] = answer
        return answer

    def _read(self, page: Response) -> Findings:
        from tracker.sandbox import SandboxError

        try:
            return self._tools.sandbox.run(read_page, page.body, page.content_type, page.url)
        except SandboxError as error:
            raise TrackerError(f"Reading the page at {page.url} {error.message}.", NOTHING) from error


def addresses_of(typed: str) -> tuple[str, ...]:
    """Return the addresses that may be meant by what a user typed. Raises UsageError, with the reason."""
    try:
        return tuple(accepted(address) for address in meant(typed))
    except ValueError as error:
        raise UsageError(f"“{typed}” can't be subscribed to: {error}.") from error


def is_search(address: str) -> bool:
    """Tell whether an address is a search feed's, which is asked only with a query."""
    return QUERY in address


def _shown(url: str, address: str) -> str:
    """Write an address that was tried: its path alone where it is on the same site."""
    one, other = urlsplit(url), urlsplit(address)
    if one.netloc != other.netloc:
        return url
    return one.path + (f"?{one.query}" if one.query else "")
