"""A large made-up newsroom for benchmarks of reading, written through the store's own tables."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from tests.benchmarks.scale import Told, Vocabulary, told
from tracker.model import Claim, Dossier, Entry, Perspective, Source, Version
from tracker.store import Origin, Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# Outlets, the first of which publish far more than the last, and people who are quoted.
OUTLETS: Final = 300
ACTORS: Final = 8_000
# Articles, and stories with their versions, taken in by one transaction.
CHUNK: Final = 5_000
# Of a story so many articles are cited by its version, so many people speak in it; words of a claim.
CITED, SPEAKING, CLAIM = 6, 3, 20
# Every so many-th story is followed, and the user has read every so many-th.
FOLLOWED, READ = 2_000, 2
# What the feeds are tagged with.
TAGS: Final = ("local", "harbour", "money", "weather", "science", "sport", "books")
# What the newsroom prints: who it hears, by given and family name.
GIVEN: Final = ("Mara", "Tobin", "Zoë", "Ilse", "Edvard", "Nuri", "Pál", "Oona", "Bram", "Sefa")


@dataclass(slots=True)
class _Story:
    """A story while it is written: its number, and the articles that its version cites."""

    number: int
    articles: list[tuple[int, Told, str]] = field(default_factory=list)


def fill(folder: Path, articles: int) -> None:
    """Write so many articles in stories into a new data folder; stories of two and more have a version."""
    store = Store(folder / "tracker.db")
    dice = random.Random(11)
    words = Vocabulary(dice)
    outlets = outlet_names(words)
    (folder / "feeds.yaml").write_text(_feeds(outlets), encoding="utf-8")
    stories: dict[int, _Story] = {}
    for chunk in _chunks(told(), articles):
        with store.write():
            _take(store, chunk, outlets, stories, dice)
    actors = [f"{dice.choice(GIVEN)} {word.capitalize()}" for word in words.draw(ACTORS)]
    written = list(stories.values())
    for start in range(0, len(written), CHUNK):
        with store.write():
            for story in written[start : start + CHUNK]:
                _write_up(store, story, actors, dice)
    store.close()


def outlet_names(words: Vocabulary) -> list[str]:
    """Name the outlets."""
    kinds = ("Times", "Wire", "Daily", "Echo", "Review", "Gazette")
    drawn = dict.fromkeys(f"The {word.capitalize()} {kinds[len(word) % len(kinds)]}" for word in words.words)
    return list(islice(drawn, OUTLETS))


def _feeds(outlets: Sequence[str]) -> str:
    lines = [
        f"    - {{url: {_address(outlet)}, title: {outlet}, tags: [{TAGS[place % len(TAGS)]}]}}\n"
        for place, outlet in enumerate(outlets)
    ]
    return f"feeds:\n{''.join(lines)}"


def _address(outlet: str) -> str:
    return f"https://{outlet.split()[1].lower()}.example/feed"


def _chunks(stream: Iterator[Told], articles: int) -> Iterator[list[Told]]:
    for start in range(0, articles, CHUNK):
        yield list(islice(stream, min(CHUNK, articles - start)))


def _take(
    store: Store,
    chunk: Sequence[Told],
    outlets: Sequence[str],
    stories: dict[int, _Story],
    dice: random.Random,
) -> None:
    """Store articles as polls do: those of one feed together."""
    by_outlet: dict[str, list[Told]] = {}
    for one in chunk:
        by_outlet.setdefault(outlets[int(OUTLETS ** dice.random()) - 1], []).append(one)
    for outlet, some in by_outlet.items():
        origin = Origin(_address(outlet), outlet)
        entries = [
            (Entry(one.article.title, one.article.url, "", one.article.text, "", one.article.published), "")
            for one in some
        ]
        ids = store.articles.insert_all(entries, origin, chunk[-1].article.published)
        for number, one in zip(ids, some, strict=True):
            if one.story not in stories:
                slug = f"story-{one.story}"
                made = store.stories.create(one.article.title, slug, one.article.published)
                stories[one.story] = _Story(made)
            story = stories[one.story]
            store.stories.assign([number], story.number)
            story.articles = [*story.articles[1 - CITED :], (number, one, outlet)]


def _write_up(store: Store, story: _Story, actors: Sequence[str], dice: random.Random) -> None:
    store.stories.recount(story.number)
    if len(story.articles) > 1:
        store.versions.add(_version(story, dice.sample(actors, SPEAKING)))
        if story.number % READ == 0:
            store.shelf.mark_read(story.number, 1, story.articles[-1][1].article.published)
    if story.number % FOLLOWED == 0:
        store.shelf.mark(story.number, followed=True)


def _version(story: _Story, actors: Sequence[str]) -> Version:
    claims = tuple(
        Claim(f"{' '.join(one.article.text.split()[:CLAIM])}.", (place,))
        for place, (_, one, _) in enumerate(story.articles, start=1)
    )
    views = tuple(Perspective(actor, claim) for actor, claim in zip(actors, claims * SPEAKING, strict=False))
    sources = tuple(
        Source(place, number, one.article.title, outlet, one.article.url, one.article.published)
        for place, (number, one, outlet) in enumerate(story.articles, start=1)
    )
    first, last = story.articles[0][1].article, story.articles[-1][1].article
    dossier = Dossier(
        first.title, what=claims[:3], key_points=claims[3:], perspectives=views, sources=sources
    )
    return Version(story.number, 1, last.published, "extractive", "articles", dossier)
