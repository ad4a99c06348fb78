"""The page behind an article, fetched when the user asks for the whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.errors import NotFoundError, TrackerError
from tracker.fetch import Failure
from tracker.sandbox import SandboxError

if TYPE_CHECKING:
    from tracker.core.tools import Tools
    from tracker.fetch import Response
    from tracker.store import Store

# What is left where the page gives nothing.
_ELSE = "The text of its feed is all there is here; the page itself may open in a browser."


class Pages:
    """Reads pages on demand; nothing of them is stored."""

    def __init__(self, store: Store, tools: Tools) -> None:
        self._store = store
        self._tools = tools

    def whole_text(self, article: int) -> str:
        """Fetch an article's page and return its paragraphs, parted by blank lines.

        Takes seconds: call it from a worker. The page is asked politely and read in the
        sandbox. Raises NotFoundError where there is no such article, TrackerError with a
        sentence where its page has no text to give.
        """
        from tracker.fulltext import extract

        found = self._store.articles.get(article)
        if found is None:
            raise NotFoundError(f"There is no article {article}.", "`tracker articles` lists them.")
        page = self._page(found.url)
        try:
            text = self._tools.sandbox.run(extract, page.body, page.url)
        except SandboxError as error:
            raise TrackerError(f"{found.url}: reading the page {error.message}.", _ELSE) from None
        if not text:
            raise TrackerError(f"{found.url}: no article was found on the page.", _ELSE)
        return text

    def _page(self, url: str) -> Response:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise TrackerError("The feed gave no address of a page for this article.", _ELSE)
        answer = self._tools.fetch.get(url)
        if isinstance(answer, Failure):
            raise TrackerError(f"{url}: {answer.reason.rstrip('.')}.", _ELSE)
        return answer
