"""A large data folder for measuring the interface: stories in words without a meaning, and feeds."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.benchmarks.scale import Vocabulary
from tracker.cli.session import Session
from tracker.model import (
    Claim,
    Dossier,
    FeedState,
    Revision,
    SavedArticle,
    SavedStory,
    Source,
    Subscription,
    Version,
)
from tracker.subscriptions import add_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NOW = datetime(2026, 6, 1, tzinfo=UTC)
# Stories taken in by one transaction.
BATCH = 500
# The largest story: what a matter of some weeks brings from a hundred outlets.
LARGE = "large"
LARGE_ARTICLES, LARGE_VERSIONS = 500, 100


def fill(folder: Path, articles: int, stories: int, feeds: int) -> None:
    """Write made-up stories and feeds into a data folder; half the stories are read up to version 1."""
    with Session(data=folder, quiet=True).tracker() as tracker:
        batch: list[SavedStory] = []
        for story in made_up(articles, stories):
            batch.append(story)
            if len(batch) == BATCH or story.number == stories:
                tracker.saving.take(batch)
                batch = []
        with tracker.store.write():
            for number in range(1, stories + 1, 2):
                tracker.store.shelf.mark_read(number, 1, NOW)
            for state in map(_state, range(feeds)):
                tracker.store.feeds.save(state)
    add_all(folder / "feeds.yaml", [Subscription(_address(n), f"Outlet {n}") for n in range(feeds)])


def made_up(articles: int, stories: int) -> Iterator[SavedStory]:
    """Yield stories: one is large, few have hundreds of articles; most are written up twice."""
    dice = random.Random(7)
    words = Vocabulary(dice)
    large = min(LARGE_ARTICLES, articles // 10)
    left = articles - stories - large
    for number in range(1, stories):
        more = min(left, int(dice.paretovariate(1.0)) - 1, 400)
        left -= more
        yield _story(number, more + 1, 2, words, dice)
    yield _story(stories, large + 1, LARGE_VERSIONS, words, dice)


def _story(number: int, size: int, versions: int, words: Vocabulary, dice: random.Random) -> SavedStory:
    begun = NOW - timedelta(minutes=dice.randrange(60 * 24 * 90))
    times = [begun + timedelta(hours=dice.randrange(48)) for _ in range(size)]
    articles = tuple(_article(number, place, moment, words) for place, moment in enumerate(sorted(times), 1))
    slug = LARGE if versions == LARGE_VERSIONS else f"story-{number}"
    ends = sorted({-(-size * part // versions) for part in range(1, versions + 1)})
    written = tuple(_version(number, place, articles[:end], words) for place, end in enumerate(ends, 1))
    return SavedStory(number, slug, (slug,), begun, written, articles)


def _article(story: int, number: int, moment: datetime, words: Vocabulary) -> SavedArticle:
    text = Revision(1, " ".join(words.draw(9)).capitalize(), f"{' '.join(words.draw(60))}.", moment, "feed")
    outlet = f"Outlet {(story + number) % 40}"
    url = f"https://example.org/{story}/{number}"
    return SavedArticle(number, True, url, outlet, moment, moment, "", "", "", "", (), (), (text,))


def _version(story: int, number: int, articles: Sequence[SavedArticle], words: Vocabulary) -> Version:
    claims = tuple(
        Claim(f"{' '.join(words.draw(18)).capitalize()}.", (each.number,), number) for each in articles[-12:]
    )
    sources = tuple(
        Source(each.number, 0, each.title, each.outlet, each.url, each.published) for each in articles
    )
    dossier = Dossier(
        articles[0].title,
        what=claims[:3],
        why_it_matters=claims[3:4],
        key_points=claims[4:8],
        narrative=(claims,),
        sources=sources,
    )
    return Version(story, number, articles[-1].published, "extractive", "articles", dossier)


def _address(number: int) -> str:
    return f"https://outlet-{number}.example/feed"


def _state(number: int) -> FeedState:
    checked = NOW - timedelta(minutes=number % 600)
    return FeedState(
        _address(number),
        f"Outlet {number}",
        checked=checked,
        succeeded=checked,
        next_due=checked + timedelta(hours=24),
        failures=int(number % 50 == 0),
        status="200 OK",
    )
