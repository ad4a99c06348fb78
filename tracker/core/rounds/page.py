"""One page, asked for and read; runs in a thread of its own and stores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from tracker.fetch import Failure
from tracker.sandbox import SandboxError

if TYPE_CHECKING:
    from tracker.core.tools import Tools
    from tracker.model import Article

# What a server says who does not let everybody read (RFC 9110, 15.5; RFC 7725).
_CLOSED = {
    HTTPStatus.UNAUTHORIZED: "the page is behind a paywall",
    HTTPStatus.PAYMENT_REQUIRED: "the page is behind a paywall",
    HTTPStatus.FORBIDDEN: "the server does not give the page to programs",
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: "the page may not be shown, for legal reasons",
}
# Media types whose bytes hold no text for us.
_NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What asking for the page of `article` brought: its text, or the trouble in words.

    `answered`: the host can be asked for more. `later`: it asked for patience, or there is no
    network, so that nothing is known of the page yet. `failure` is what came in place of an answer.
    """

    article: Article
    text: str = ""
    trouble: str = ""
    answered: bool = True
    later: bool = False
    failure: Failure | None = None

    @property
    def again(self) -> bool:
        """Whether the page may well be there another time: its server gave no answer at all."""
        return self.failure is not None and self.failure.unanswered


def ask(tools: Tools, article: Article) -> PageAnswer:
    """Fetch an article's page and take its text, in the sandbox; `article` has its feed's text."""
    from tracker.fulltext import read

    answer = tools.fetch.get(article.url)
    if isinstance(answer, Failure):
        patience = answer.retry_after is not None or answer.status == HTTPStatus.TOO_MANY_REQUESTS
        return PageAnswer(
            article,
            trouble=_trouble(answer),
            answered=answer.status is not None and not patience,
            later=patience or answer.offline,
            failure=answer,
        )
    if answer.content_type.strip().lower().startswith(_NO_TEXT):
        return PageAnswer(article, trouble="what stands at the address is no page of text")
    try:
        found = tools.sandbox.run(read, answer.body, answer.url, article.title, article.text)
    except SandboxError as error:
        return PageAnswer(article, trouble=f"reading the page {error.message}")
    return PageAnswer(article, found.text, found.trouble)


def _trouble(failure: Failure) -> str:
    reason = failure.reason.rstrip(".")
    closed = _CLOSED.get(HTTPStatus(failure.status)) if failure.status in _CLOSED else None
    return f"{closed} ({reason})" if closed else f"the page could not be fetched: {reason}"
