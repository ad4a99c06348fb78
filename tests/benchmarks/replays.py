"""Feeds or files of stories → every version that their stories get, poll by poll, with what was read for it.

A folder of feeds takes the product's own way: parse, store, cluster, write. It holds one folder
a poll, in the order of their names, in which a feed has the same name each time; or feeds alone,
whose entries then come in several polls by the time of their publication.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.story_files import stories
from tests.builders import atom
from tracker import settings, subscriptions
from tracker.cli.wiring import open_tracker
from tracker.demo.feeds import POLLS, documents
from tracker.dossier import Cited
from tracker.dossier.check import check
from tracker.dossier.extractive import ExtractiveEngine
from tracker.fetch import Response
from tracker.model import Subscription
from tracker.parse import Parser
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.core import Tracker
    from tracker.model import Dossier, Entry

    # What the feeds say at a poll, by their names, and when that is.
    Poll = tuple[datetime, dict[str, bytes]]

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
APART = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Written:
    """One version, and the articles as they stood when it was written."""

    dossier: Dossier
    articles: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """A story with all its versions, oldest first."""

    story: str
    versions: list[Written] = field(default_factory=list)


def of_file(path: Path, polls: int) -> Iterator[Replay]:
    """Write each story of a file in so many steps, of about as many articles each, without clustering."""
    for story, articles in stories(path).items():
        replay, engine = Replay(story), ExtractiveEngine()
        ends = sorted({max(1, round(len(articles) * step / polls)) for step in range(1, polls + 1)})
        for version, end in enumerate(ends, 1):
            last = replay.versions[-1].dossier if replay.versions else None
            known = tuple(articles[:end])
            replay.versions.append(Written(check(engine.build(known, last, version), known), known))
        yield replay


def of_folder(folder: Path, polls: int) -> list[Replay]:
    """Replay the feeds of a folder; give the stories of at least two articles."""
    inside = sorted(path for path in folder.iterdir() if path.is_dir())
    if inside:
        return _replayed([(FIRST + APART * n, _feeds(each)) for n, each in enumerate(inside)])
    return _replayed(_in_steps(_feeds(folder), polls))


def of_demo() -> list[Replay]:
    """Replay the bundled feeds."""
    return _replayed(
        [
            (moment, {name.strip("/"): one.body for name, one in documents(poll).items()})
            for poll, moment in enumerate(POLLS, 1)
        ]
    )


def _feeds(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _in_steps(feeds: dict[str, bytes], polls: int) -> list[Poll]:
    """Part the entries of feeds into polls of about as many entries each, by the time of publication."""
    with Parser() as parser:
        entries = {
            name: parser.parse(body, "", _address(name), datetime.now(UTC)).entries
            for name, body in feeds.items()
        }
    times = sorted(entry.published for each in entries.values() for entry in each if entry.published)
    moments = [times[len(times) * step // polls - 1] for step in range(1, polls + 1)] if times else [FIRST]
    return [
        (moment, {name: atom(_until(found, moment)) for name, found in entries.items()})
        for moment in dict.fromkeys(moments)
    ]


def _until(entries: Sequence[Entry], moment: datetime) -> list[Entry]:
    return [entry for entry in entries if entry.published is None or entry.published <= moment]


def _replayed(polls: Sequence[Poll]) -> list[Replay]:
    """Poll the feeds as they stand at each moment, and keep each version with its articles of then."""
    found: dict[int, Replay] = {}
    now = polls[0][0]
    with TemporaryDirectory(prefix="tracker-audit-") as folder:
        paths = settings.paths(Path(folder), None, os.environ)
        names = sorted({name for _, feeds in polls for name in feeds})
        subscriptions.add_all(
            paths.feeds, [Subscription(_address(name), name, fulltext="never") for name in names]
        )
        tracker = open_tracker(paths, settings.load(paths.config, os.environ), lambda: now)
        store = Store(paths.database)
        try:
            for moment, feeds in polls:
                now = moment
                _round(tracker, feeds)
                _note(store, found)
        finally:
            store.close()
            tracker.close()
    return [found[number] for number in sorted(found)]


def _round(tracker: Tracker, feeds: dict[str, bytes]) -> None:
    answers = {
        _address(name): Response(_address(name), 200, body, etag=sha256(body).hexdigest())
        for name, body in feeds.items()
    }
    summary = tracker.polling.round(list(answers), answers=answers)
    if summary.faults:
        raise SystemExit("\n".join(summary.faults))


def _note(store: Store, found: dict[int, Replay]) -> None:
    """Note the versions that the last round wrote, which has written one a story at most."""
    for story in store.shelf.stories(Filter(lone=False)):
        newest = store.versions.newest(story.number)
        replay = found.setdefault(story.number, Replay(story.slug))
        if newest is None or len(replay.versions) >= newest.number:
            continue
        numbers = store.stories.citations(story.number)
        members = (Cited(numbers[a.id], a) for a in store.articles.of_story(story.number))
        articles = tuple(sorted(members, key=lambda cited: cited.number))
        replay.versions.append(Written(newest.dossier, articles))


def _address(name: str) -> str:
    return f"https://feeds.example/{name}"
