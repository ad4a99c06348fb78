"""What dossiers say: every quotation and figure is found in the articles they cite, or it is dropped."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from tracker import subscriptions
from tracker.demo.feeds import POLLS, outlets
from tracker.demo.server import FeedServer
from tracker.dossier import Cited
from tracker.dossier.check import check, holds
from tracker.model import Article, Subscription
from tracker.selftest.check import Check, Verdict, judged
from tracker.selftest.ground import opened
from tracker.selftest.inline import FakeClock
from tracker.store import Filter
from tracker.text.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.core import Tracker
    from tracker.demo.feeds import Outlet, Piece
    from tracker.selftest.ground import Ground

# The share of true quotations that must be kept.
KEPT = 0.99
_WORD = re.compile(r"[A-Za-z]{3,}")
_NUMBER = re.compile(r"(?<![\w.,])[1-9]\d?(?![\w.,:–-])")


def _articles() -> list[Cited]:
    """Return the articles of the demo's feeds, each under a number."""
    pieces = [(outlet, piece) for outlet in outlets().values() for piece in outlet.articles]
    return [Cited(number, _article(number, *pair)) for number, pair in enumerate(pieces, 1)]


def _article(number: int, outlet: Outlet, piece: Piece) -> Article:
    url, at = outlet.link(piece), piece.published
    return Article(number, piece.title, piece.text, url, outlet.title, at, at)


def _said() -> Iterator[tuple[str, Cited]]:
    for cited in _articles():
        for quotation in quotations(cited.article.text):
            yield quotation, cited


def _true(ground: Ground) -> Verdict:
    del ground
    said = list(_said())
    kept = sum(holds(f"She said: “{quotation}”", (cited.number,), [cited]) for quotation, cited in said)
    figure = f"{kept} of {len(said)} kept"
    return judged([figure] * (not said or kept < KEPT * len(said)), figure)


def _false(ground: Ground) -> Verdict:
    """Change a word of each quotation, one after the other."""
    del ground
    tried, faults = 0, []
    for quotation, cited in _said():
        for word in _WORD.finditer(quotation):
            fake = f"{quotation[: word.start()]}zebra{quotation[word.end() :]}"
            tried += 1
            if holds(f"She said: “{fake}”", (cited.number,), [cited]):
                faults.append(f"“{fake[:60]}” is kept")
    return judged(faults + ["nothing to try"] * (not tried), f"0 of {tried} kept")


def _figures(ground: Ground) -> Verdict:
    """Change a number of each sentence that has one, to one that its article has nowhere."""
    del ground
    tried, faults = 0, []
    for cited in _articles():
        for sentence in re.findall(r"[^.!?\n“”]+\.", cited.article.text):
            number = _NUMBER.search(sentence)
            if number is None or not holds(sentence.strip(), (cited.number,), [cited]):
                continue
            fake = f"{sentence[: number.start()]}7403{sentence[number.end() :]}".strip()
            tried += 1
            if holds(fake, (cited.number,), [cited]):
                faults.append(f"“{fake[:60]}” is kept")
    return judged(faults + ["nothing to try"] * (not tried), f"0 of {tried} kept")


def _replayed(ground: Ground) -> tuple[list[str], list[str], int, int]:
    """Poll the feeds of the demo four times; what does not hold, what moved without news, and counts."""
    room, clock = ground.room("dossiers"), FakeClock(POLLS[0])
    with FeedServer() as server:
        feeds = [Subscription(url, title, fulltext="never") for url, title, _ in server.urls]
        subscriptions.add_all(room / "feeds.yaml", feeds)
        tracker = opened(room, clock)
        try:
            for turn, clock.moment in enumerate(POLLS, 1):
                server.turn(turn)
                tracker.polling.round(force=True)
            return _looked_at(tracker)
        finally:
            tracker.close()


def _looked_at(tracker: Tracker) -> tuple[list[str], list[str], int, int]:
    unfounded, restless, claims, versions = [], [], 0, 0
    for story in tracker.store.shelf.stories(Filter(lone=False)):
        numbers = tracker.store.stories.citations(story.number)
        cited = [Cited(numbers[a.id], a) for a in tracker.store.articles.of_story(story.number, hidden=True)]
        newest = tracker.store.versions.all(story.number)[-1]
        versions += newest.number
        found = [*newest.dossier.what, *newest.dossier.why_it_matters, *newest.dossier.key_points]
        found += [claim for paragraph in newest.dossier.narrative for claim in paragraph]
        claims += len(found)
        unfounded += [f"“{claim.text[:60]}” cites nothing" for claim in found if not claim.citations]
        dropped = check(newest.dossier, cited).dropped - newest.dossier.dropped
        unfounded += [f"{story.slug}: {dropped} entries are in no article"] * bool(dropped)
        restless += [f"{story.slug} has a new version"] * (tracker.writing.rebuild(story.number) is not None)
    return unfounded, restless, claims, versions


def _founded(ground: Ground) -> Verdict:
    unfounded, _, claims, versions = ground.once("dossiers", partial(_replayed, ground))
    faults = unfounded + ["no dossier was written"] * (not claims)
    return judged(faults, f"{claims} sentences, {versions} versions")


def _steady(ground: Ground) -> Verdict:
    _, restless, _, versions = ground.once("dossiers", partial(_replayed, ground))
    return judged(restless, f"0 new versions after {versions}")


CHECKS = (
    Check("true quotations are kept", _true),
    Check("quotations with a word changed are dropped", _false),
    Check("sentences with a figure changed are dropped", _figures),
    Check("every sentence of the bundled example is cited and found", _founded),
    Check("a rebuild with nothing new says nothing new", _steady),
)
