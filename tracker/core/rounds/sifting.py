"""The results of a search: what the story lacks and what belongs to it joins; the rest leaves no trace."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from tracker.core.common.matching import BY_TERMS
from tracker.identity import New, decide
from tracker.model import Article
from tracker.reactive import Wanted
from tracker.store import Origin
from tracker.text.addresses import url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from tracker.core.rounds.clustering import Clustering
    from tracker.model import Entry, Placement, Story
    from tracker.parse import ParsedFeed
    from tracker.store import Store

# Results of one search that are looked at: the first page of what engines give, best first.
MOST_RESULTS = 20
# A search feed's stored articles that its results are compared with, beside equal addresses.
KNOWN = 500
# What a result needs beside what the clusterer asks of any article, in its probability: that a search
# for the story gave it speaks for a text, and a bare title that has the words of the query proves less.
# In `tests/benchmarks/seeking.py` 99 of 100 texts that join belong there with and without it, and one in
# twenty-five joins by it; of bare titles 94 to 100 do, one more than without.
WITH_TEXT, BARE = -0.1, 0.15
# Signs of an outlet's name that an engine writes behind its titles.
LONGEST_OUTLET = 40
BEHIND = " - "
# What engines call the page's own address in the address of their own that leads to it.
_TARGETS = ("url", "u", "q")
# An address with nothing in it but what addresses are written with; longer ones than this lead nowhere.
_PAGE = re.compile(r"https?://[a-z0-9.-]{3,200}/[\w/%?&=+.,:;@~#!-]{0,1500}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """A story that asked a search feed (its address and its title, if it has one) by these words."""

    story: Story
    feed: str
    title: str
    words: str


class Sifting:
    """Keeps what fits. `hidden` says by which of the user's rules a text of a feed would be hidden."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        clustering: Clustering,
        hidden: Callable[[str, str, str], str],
    ) -> None:
        self._store = store
        self._now = now
        self._clustering = clustering
        self._hidden = hidden

    def keep(self, asked: Asked, results: ParsedFeed) -> int:
        """Store what the story lacks and its terms or the clusterer give it, and count it.

        The caller holds the write lock.
        """
        members = self._store.articles.of_story(asked.story.number)
        self._clustering.recall(members, asked.story.number)
        wanted, titles = Wanted(members, asked.words), {_folded(member.title) for member in members}
        hits = 0
        for entry in self._unknown(results.entries[:MOST_RESULTS], asked.feed):
            outlet, told = _outlet(entry, asked.feed, asked.title or results.title)
            if (
                not _is_told(told, titles)
                and not wanted.objection(told, self._now())
                and not self._hidden(told.title, told.text, asked.feed)
                and self._joined(
                    told, Origin(asked.feed, outlet, f"reactive:{asked.story.slug}"), asked.story
                )
            ):
                titles.add(_folded(told.title))
                hits += 1
        return hits

    def _unknown(self, entries: Sequence[Entry], feed: str) -> list[Entry]:
        """Return the entries that have a page and are no stored article."""
        linked = [_unwrapped(entry, feed) for entry in entries if entry.url]
        known = self._store.articles.known(feed, [url_key(entry.url) for entry in linked], KNOWN)
        return [
            intent.entry
            for intent in decide(linked, known, self._now(), feed=feed)
            if isinstance(intent, New)
        ]

    def _joined(self, entry: Entry, origin: Origin, story: Story) -> bool:
        """Store an entry if its place is in the story; else leave no trace of it."""
        placement = self._place(_article(entry, origin, self._now()), story.number)
        if placement is None:
            return False
        number = self._store.articles.insert(entry, url_key(entry.url), origin, self._now())
        article = self._store.articles.get(number)
        assert article is not None, "it was stored just now"
        reason = placement.reason if placement.reason == BY_TERMS else "reactive"
        self._clustering.join(article, story.number, replace(placement, article=number, reason=reason))
        return True

    def _place(self, article: Article, story: int) -> Placement | None:
        """Return the article's place in the story, None where it belongs elsewhere."""
        found = self._clustering.place(article)
        needed = found.threshold + (WITH_TEXT if article.text else BARE)
        if found.reason in {BY_TERMS, "near copy"} or found.story not in {None, story}:
            return found if found.story == story else None
        if found.score < needed or story not in {found.story, found.runner_up}:
            return None
        other = (None, 0.0) if found.story is None else (found.runner_up, found.runner_up_score)
        return replace(found, story=story, threshold=needed, runner_up=other[0], runner_up_score=other[1])


def _article(entry: Entry, origin: Origin, now: datetime) -> Article:
    """Make the article that an entry would be, under no number yet."""
    published = min(entry.published or now, now)
    return Article(0, entry.title, entry.text, entry.url, origin.outlet, published, now, entry.author)


def _outlet(entry: Entry, feed: str, title: str) -> tuple[str, Entry]:
    """Name who published a result, and give it with its own title.

    That is the host of its page. Of a page that is the search engine's own, whose titles end with
    " - " and the outlet, it is that; else the engine itself.
    """
    host = _host(entry.url)
    if host not in {"", _host(feed)}:
        return host, entry
    own, _, outlet = entry.title.rpartition(BEHIND)
    if own.strip() and outlet.strip() and len(outlet) <= LONGEST_OUTLET:
        return outlet.strip(), replace(entry, title=own.strip())
    return title or host, entry


def _unwrapped(entry: Entry, feed: str) -> Entry:
    """Give a result whose address leads through the engine, with the page's own in it, that address."""
    if _host(entry.url) != _host(feed):
        return entry
    try:
        inside = dict(parse_qsl(urlsplit(entry.url).query))
    except ValueError:  # more parameters than Python's limit
        return entry
    found = next((target for name in _TARGETS if _PAGE.fullmatch(target := inside.get(name, ""))), "")
    return replace(entry, url=found) if found else entry


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def _is_told(entry: Entry, titles: Collection[str]) -> bool:
    """Tell whether the story has an article of this title; engines add " - " and the outlet."""
    title = _folded(entry.title)
    return title in titles or title.rpartition(BEHIND)[0] in titles
