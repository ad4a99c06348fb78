"""`tracker add`: subscribes to the feed, or the feeds' page, at an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb
from tracker.errors import BusyError, TrackerError

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.core import Tracker

FAILED, PARTLY = 1, 4


@click.command(cls=Verb)
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--title", default="", help="What to call the feed.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given several times.")
@click.pass_obj
def verb(session: Session, urls: tuple[str, ...], title: str, tags: tuple[str, ...]) -> int:
    """Subscribe to feeds and fetch them at once. The address of a page finds its feed."""
    fresh, failed = list[str](), 0
    with session.tracker() as tracker:
        for url in urls:
            try:
                fresh += _add(session, tracker, url, title, tags)
            except TrackerError as error:
                failed += 1
                if len(urls) == 1:
                    raise
                session.talk(str(error))
        unread = _fetch(session, tracker, fresh) if fresh else 0
    if failed == len(urls):
        return FAILED
    return PARTLY if failed or unread else 0


def _add(session: Session, tracker: Tracker, url: str, title: str, tags: tuple[str, ...]) -> list[str]:
    """Subscribe to one address; return what is to be fetched."""
    added = tracker.subscribing.add(url, title, tags)
    address = added.subscription.url
    if not added.fresh:
        named = f" It is called {added.subscription.title} now." if added.subscription.title else ""
        session.talk(f"{address} is subscribed already.{named}")
        return []
    session.talk(f"Added {address}")
    for other in added.others:
        session.talk(f"The page also offers {other}")
    return [] if added.subscription.search else [address]


def _fetch(session: Session, tracker: Tracker, urls: list[str]) -> int:
    """Fetch what was added; return how many feeds could not be read."""
    from tracker.render.lists import poll_lines

    try:
        summary = tracker.polling.round(urls, command="tracker add", progress=session.progress())
    except BusyError as error:
        session.talk(f"{error.message} The new feeds come with the next round.")
        return 0
    for url, reason in summary.failures:
        session.talk(f"{url}: {reason}")
    session.out(poll_lines(summary))
    return summary.failed
