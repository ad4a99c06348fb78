"""A search engine on loopback for tests: RSS of the entries that have all words of a query."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tests.builders import rss
from tracker.selftest.servers import Answer, Request, Site
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Entry
    from tracker.selftest.servers import Handler


class SearchSite(Site):
    """Answers /find?q=words with what fits, under an ETag; `unbidden` comes with every answer."""

    def __init__(self, entries: Sequence[Entry] = (), unbidden: Sequence[Entry] = ()) -> None:
        super().__init__()
        self.entries = list(entries)
        self.unbidden = list(unbidden)
        self.do("/find", self._find)

    @property
    def template(self) -> str:
        """What stands under `search` in feeds.yaml."""
        return f"{self.url('/find')}?q={{query}}"

    def words(self) -> list[str]:
        """The queries so far, as they were meant."""
        return [parse_qs(urlsplit(each.path).query)["q"][0] for each in self.requests if "?q=" in each.path]

    def _find(self, handler: Handler) -> None:
        wanted = set(terms(parse_qs(urlsplit(handler.path).query)["q"][0]))
        found = [one for one in self.entries if wanted <= set(terms(f"{one.title} {one.text}"))]
        body = rss([*self.unbidden, *found], title="Lamp")
        headers = {name.lower(): value for name, value in handler.headers.items()}
        answer = Answer(body, headers={"Content-Type": "text/xml"}, etag=f'"{sha256(body).hexdigest()[:16]}"')
        handler.give(answer, Request(handler.path, headers, ""))
