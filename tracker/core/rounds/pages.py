"""The pages behind articles: fetched where the feed says little, or when the user asks."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker import subscriptions
from tracker.core.common.manners import closed_hosts, remember
from tracker.core.rounds.page import PageAnswer, ask
from tracker.errors import NotFoundError, StoppedError, TrackerError
from tracker.model import TAKEN, Progress
from tracker.text.addresses import is_home, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.core.tools import Tools
    from tracker.model import Article
    from tracker.store import Store

# An entry of fewer words is a summary; a paragraph or two. The signs keep scripts apart that
# write no spaces: 120 words of English are 750 signs, of Finnish 1,000.
THIN_WORDS, THIN_SIGNS = 120, 1000
# Pages asked for in a round, and of one host: with a second between two requests and a fifth
# of a second to read a page, the stage takes about ten seconds of a first round; what is left
# waits for the next, newest first.
A_ROUND, A_HOST = 60, 5
# Requests in flight at once, each to another host.
CONCURRENT = 16
# Candidates that are looked at, so that a host with many does not keep the others out.
CANDIDATES = 20 * A_ROUND
# Texts of the same host that a new one is compared with, for what all its pages say.
NEIGHBOURS = 5
# A page whose server gave no answer is asked for again so much later; a third time is the last.
AGAIN = (timedelta(hours=1), timedelta(days=1))
# What is said of an entry that leads to the feed itself, or to the site it belongs to.
NO_PAGE = "the feed gave no address of a page for this article"
# What is left where the page gives nothing.
_ELSE = "The text of its feed is all there is here; the page itself may open in a browser."


@dataclass(slots=True)
class _Turns:
    """The articles of one host that wait for their turn."""

    waiting: deque[Article]
    asked: int = 0


class Pages:
    """Takes whole texts from pages; what came of each is stored, and its story owes a dossier."""

    def __init__(self, store: Store, feeds: Path, now: Callable[[], datetime], tools: Tools) -> None:
        self._store = store
        self._feeds = feeds
        self._now = now
        self._tools = tools

    def take_due(self, progress: Callable[[Progress], None], go_on: Callable[[], None]) -> int:
        """Ask for the pages that are due, some of them in a round, and count the texts taken.

        Each result is one transaction with the mark that the page was asked for. `go_on`
        raises what ends the round. A host that does not answer, or asks for patience, is left
        alone for the rest of the round.
        """
        turns = _by_host(self._due())
        total, done, taken = sum(len(each.waiting) for each in turns.values()), 0, 0
        jobs: dict[Future[PageAnswer], str] = {}
        with ThreadPoolExecutor(CONCURRENT, thread_name_prefix="page") as pool:
            try:
                for host, each in turns.items():
                    jobs[pool.submit(ask, self._tools, each.waiting.popleft())] = host
                while jobs:
                    for job in wait(jobs, return_when=FIRST_COMPLETED).done:
                        # What was cut off by stopping is no failure of the page: it isn't kept.
                        go_on()
                        answer, host = job.result(), jobs.pop(job)
                        remember(self._store, answer.failure, self._now())
                        taken += self._keep(answer)
                        done += 1
                        progress(Progress("page", done, total, answer.article.outlet))
                        waiting = turns[host].waiting
                        if waiting and answer.answered:
                            jobs[pool.submit(ask, self._tools, waiting.popleft())] = host
                        else:
                            total -= len(waiting)
            except BaseException as error:
                # The pool waits for its threads, so that they must not wait for servers.
                pool.shutdown(wait=False, cancel_futures=True)
                if isinstance(error, StoppedError):
                    self._tools.fetch.close()
                else:
                    self._tools.renew_fetch()  # the next round is to ask again
                raise
        return taken

    def whole_text(self, article: int) -> str:
        """Fetch an article's page, keep its text, and return it: paragraphs parted by blank lines.

        Takes seconds: call it from a worker. Raises NotFoundError where there is no such
        article, TrackerError with a sentence where its page has no text to give; that is
        kept too.
        """
        found = self._store.articles.own(article)
        if found is None:
            raise NotFoundError(f"There is no article {article}.", "`tracker articles` lists them.")
        if urlsplit(found.url).scheme not in {"http", "https"} or self._without_page([found]):
            raise TrackerError(f"{NO_PAGE[:1].upper()}{NO_PAGE[1:]}.", _ELSE)
        now = self._now()
        closed_hosts(self._store, self._tools, now)
        answer = ask(self._tools, found)
        remember(self._store, answer.failure, now)
        self._keep(answer)
        if not answer.text:
            raise TrackerError(f"{found.url}: {answer.trouble.rstrip('.')}.", _ELSE)
        stands = self._store.articles.get(article)
        return stands.text if stands is not None else answer.text

    def _due(self) -> list[Article]:
        """Return what is due and has a page; of the rest it is written down that it has none."""
        due = self._candidates()
        without = self._without_page(due)
        if without:
            self._write_off(without)
        return [article for article in due if article.id not in without]

    def _write_off(self, articles: Iterable[int]) -> None:
        with self._store.write():
            for article in articles:
                self._store.pages.keep(article, "", NO_PAGE, self._now())

    def _candidates(self) -> list[Article]:
        wishes = {s.url: s.fulltext for s in subscriptions.load(self._feeds)}
        return self._store.pages.due(
            words=THIN_WORDS,
            signs=THIN_SIGNS,
            always=[url for url, wish in wishes.items() if wish == "always"],
            never=[url for url, wish in wishes.items() if wish == "never"],
            limit=CANDIDATES,
            now=self._now(),
        )

    def _without_page(self, articles: Sequence[Article]) -> set[int]:
        """Return those whose address is that of their feed or its site, or the home of either."""
        if not articles:
            return set()
        states = self._store.feeds.states({article.feed for article in articles})
        return {
            article.id
            for article in articles
            if _is_site(url_key(article.url), [article.feed, states[article.feed].site])
        }

    def _keep(self, answer: PageAnswer) -> bool:
        """Store what came of a page; tell whether the article reads otherwise now."""
        from tracker.fulltext import without_repeated

        article, text = answer.article, answer.text
        with self._store.write():
            if answer.later or (answer.again and self._put_off(answer)):
                return False
            story = self._store.articles.story_of(article.id)
            if text:
                host = url_key(article.url).partition("/")[0]
                text = without_repeated(text, self._store.pages.neighbours(host, story, NEIGHBOURS))
            changed = self._store.pages.keep(article.id, text, answer.trouble or TAKEN, self._now())
            if changed and story is not None:
                self._store.stories.owe(story, "page")
        return changed

    def _put_off(self, answer: PageAnswer) -> bool:
        """Have a page asked for again, unless that was done often enough."""
        pages, article = self._store.pages, answer.article.id
        tries = pages.tries(article)
        if tries >= len(AGAIN):
            return False
        said = f"{answer.trouble} (it will be asked for again)"
        pages.put_off(article, said, tries + 1, self._now() + AGAIN[tries])
        return True


def _is_site(key: str, addresses: Sequence[str]) -> bool:
    """Tell whether the normal form of an address is one of these, or the home of one."""
    keys = {url_key(address) for address in addresses if address}
    return key in keys or (is_home(key) and key in {each.partition("/")[0] for each in keys})


def _by_host(due: Iterable[Article]) -> dict[str, _Turns]:
    """Part what is due among the hosts, newest first, as far as a round goes."""
    turns: dict[str, _Turns] = {}
    total = 0
    for article in due:
        host = urlsplit(article.url).netloc.casefold()
        each = turns.setdefault(host, _Turns(deque()))
        if len(each.waiting) < A_HOST and total < A_ROUND:
            each.waiting.append(article)
            total += 1
    return {host: each for host, each in turns.items() if each.waiting}
