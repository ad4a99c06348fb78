"""`tracker demo`: the whole pipeline on ten invented feeds, from HTTP to dossiers."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from tracker.cli.options import Verb
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.cli.session import Session
    from tracker.core import Tracker
    from tracker.model import PollSummary, Subscription
    from tracker.settings import Settings

# The poll after which the demo's reader looked for the last time.
LAST_READ = 3


@click.command(cls=Verb)
@click.pass_obj
def verb(session: Session) -> int:
    """Show tracker at work: invented feeds, served on loopback, polled four times over two weeks.

    Everything happens in a temporary folder, or in the one given with --data. On a terminal
    the interface opens on the result; elsewhere the stories and one dossier are printed.
    """
    with tempfile.TemporaryDirectory(prefix="tracker-demo-") as folder:
        session.data = session.data or Path(folder)
        with replayed(session) as tracker:
            if session.interactive:
                _show(session, tracker)
            elif session.linear:
                from tracker.cli.front import run_linear

                run_linear(session, tracker, poll=False)
            else:
                _print(session, tracker)
    return 0


@contextmanager
def replayed(session: Session) -> Iterator[Tracker]:
    """Serve the feeds and poll them at each of their four moments; the clock stays at the last."""
    from tracker.cli.wiring import open_tracker
    from tracker.demo.feeds import POLLS
    from tracker.demo.server import FeedServer

    with FeedServer() as server:
        _subscribe(session, server.urls)
        session.now = POLLS[0]
        tracker = open_tracker(session.paths, _allowing_loopback(session.settings), session.clock)
        try:
            for turn, moment in enumerate(POLLS, start=1):
                session.now = moment
                server.turn(turn)
                summary = tracker.polling.round(
                    [url for url, _, _ in server.urls], command="tracker demo", progress=session.progress()
                )
                _see_that_any_came(summary)
                session.talk(f"Poll {turn}, {moment:%d %B %Y}: {_account(summary)}")
                # In a folder that has seen the demo, what the user has read since stays so.
                if turn == LAST_READ and summary.new_articles:
                    _read_all(tracker)
                    session.talk("Here you read every story, and then nothing for some days.")
            yield tracker
        finally:
            tracker.close()


def _see_that_any_came(summary: PollSummary) -> None:
    """Raise TrackerError where the demo's server can't be reached, as in a container without a loopback."""
    if summary.feeds and summary.failed == summary.feeds:
        reason = next((told for _, told in summary.failures), "none came")
        told = f"The demo serves its feeds on 127.0.0.1, and none could be fetched: {reason}."
        raise TrackerError(told, "Is the loopback device on? `ip link set lo up` switches it on.")


def _show(session: Session, tracker: Tracker) -> None:
    """Open the interface; where it dies of a fault its log outlives the demo's folder."""
    from tracker.cli.front import run_interface

    try:
        run_interface(session, tracker, poll=False)
    except TrackerError as error:
        log = session.paths.log
        if not log.exists():
            raise
        number, kept = tempfile.mkstemp(prefix="tracker-demo-", suffix=".log")
        os.close(number)
        Path(kept).write_bytes(log.read_bytes())
        raise TrackerError(error.message, error.hint.replace(str(log), kept)) from error


def _read_all(tracker: Tracker) -> None:
    """Mark every running story read, so that the last poll shows what changed since."""
    from tracker.store import Filter

    for story in tracker.reading.stories(Filter(lone=False)):
        tracker.reading.mark_read(tracker.reading.version(story.number))


def _subscribe(session: Session, urls: tuple[tuple[str, str, str], ...]) -> None:
    from tracker import subscriptions
    from tracker.model import Subscription

    path = session.paths.feeds
    path.parent.mkdir(parents=True, exist_ok=True)
    # The demo's articles are whole, and their pages exist nowhere.
    feeds = [Subscription(url, title, group, fulltext="never") for url, title, group in urls]
    # A demo of before has left its feeds in a folder of --data; nobody answers at their port any more.
    ours = {_place(feed) for feed in feeds}
    old = [feed.url for feed in subscriptions.load(path) if _place(feed) in ours]
    subscriptions.remove_all(path, old)
    subscriptions.add_all(path, feeds)


def _place(feed: Subscription) -> tuple[str, str | None, str]:
    """Name a feed by all of its address but the port, and by its title."""
    address = urlsplit(feed.url)
    return feed.title, address.hostname, address.path


def _allowing_loopback(settings: Settings) -> Settings:
    return replace(settings, allow_private=(*settings.allow_private, "127.0.0.1"))


def _account(summary: PollSummary) -> str:
    return f"{summary.feeds} feeds, {summary.new_articles} new articles, {len(summary.versions)} new versions"


def _print(session: Session, tracker: Tracker) -> None:
    """Print the story list, the fullest dossier, and what its last version changed."""
    from tracker.render.changes import changes_page
    from tracker.render.lists import stories_lines
    from tracker.render.page import dossier_page
    from tracker.store import Filter

    stories = tracker.reading.stories(Filter())
    session.out(stories_lines(stories, session.clock(), session.width))
    fullest = max(stories, key=lambda story: (story.version, story.independent))
    comparison = tracker.past.compare(fullest.number, max(fullest.version - 1, 1))
    old = tracker.reading.version(fullest.number, comparison.before)
    new = tracker.reading.version(fullest.number, comparison.after)
    session.text("")
    session.out(dossier_page(new, fullest))
    session.text("")
    session.out(changes_page(fullest, old, new, comparison.changes, comparison.figures))
