"""`tracker add`: subscribes to the feed, or to feeds of the page, at an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb
from tracker.errors import BusyError, TrackerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.cli.session import Session
    from tracker.core import Tracker
    from tracker.core.feeds.subscribing import Taken
    from tracker.fetch import Response

FAILED, PARTLY = 1, 4
# Feeds of a page that are named though they were not chosen; some pages offer fifty.
OTHERS = 5


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the options say of each address."""

    title: str
    tags: tuple[str, ...]
    pick: tuple[str, ...]
    everything: bool


@click.command(cls=Verb)
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--title", default="", help="What to call the feed.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given several times.")
@click.option("--all", "everything", is_flag=True, help="All feeds that the page offers.")
@click.option("--pick", multiple=True, metavar="N", help="The N-th feed of the page: 2, or 1,3.")
@click.option("--list", "listing", is_flag=True, help="Show what there is, and add nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --list: as JSON.")
@click.pass_context
def verb(
    ctx: click.Context,
    urls: tuple[str, ...],
    title: str,
    tags: tuple[str, ...],
    pick: tuple[str, ...],
    *,
    everything: bool,
    listing: bool,
    as_json: bool,
) -> int:
    """Subscribe to feeds and fetch them at once.

    The address of a page finds its feeds. Where there are several, a terminal asks which;
    elsewhere the first is taken, unless --all or --pick says otherwise.
    """
    session: Session = ctx.obj
    if title and len(urls) > 1:
        raise click.UsageError("--title is for one address.", ctx)
    if pick and (everything or len(urls) > 1):
        raise click.UsageError("--pick is for one address, and goes without --all.", ctx)
    if listing and (title or tags or pick or everything):
        raise click.UsageError("--list adds nothing: it goes with --json alone.", ctx)
    if as_json and not listing:
        raise click.UsageError("--json goes with --list.", ctx)
    with session.tracker() as tracker:
        if listing:
            return _list(session, tracker, urls, as_json=as_json)
        return _add_all(session, tracker, urls, _Wish(title, tags, pick, everything))


def _add_all(session: Session, tracker: Tracker, urls: tuple[str, ...], wish: _Wish) -> int:
    """Add what can be added of each address, then fetch it; return the exit code."""
    answers: dict[str, Response] = {}
    failed, partly = 0, False
    for url in urls:
        try:
            taken = _add(session, tracker, url, wish)
        except TrackerError as error:
            if len(urls) == 1:
                raise
            failed += 1
            session.talk(str(error))
            continue
        partly = partly or bool(taken.failures)
        answers |= {one.subscription.url: one.answer for one in taken.added if one.fresh and one.answer}
    unread = _fetch(session, tracker, answers) if answers else 0
    if failed == len(urls):
        return FAILED
    return PARTLY if failed or partly or unread else 0


def _add(session: Session, tracker: Tracker, url: str, wish: _Wish) -> Taken:
    """Look for feeds at one address, let choose, and subscribe."""
    from tracker.cli.choosing import chosen

    offer = tracker.subscribing.look(url, session.progress())
    wanted = chosen(session, offer.candidates, wish.pick, everything=wish.everything)
    taken = tracker.subscribing.take(offer, wanted, wish.title, wish.tags, session.progress())
    for added in taken.added:
        one = added.subscription
        named = f" It is called {one.title} now." if wish.title else ""
        session.talk(f"Added {one.url}" if added.fresh else f"{one.url} is subscribed already.{named}")
    for address, reason in taken.failures:
        session.talk(f"{address}: {reason}. It was not added.")
    if not wanted:
        session.talk(f"Nothing of {url} was added.")
    others = [each for each in offer.candidates if each not in wanted]
    for other in others[:OTHERS]:
        session.talk(f"The page also offers {other.title and f'“{other.title}”: '}{other.url}")
    if len(others) > OTHERS:
        session.talk(f"It offers {len(others) - OTHERS} more: `tracker add --list {url}` shows them.")
    return taken


def _list(session: Session, tracker: Tracker, urls: tuple[str, ...], *, as_json: bool) -> int:
    """Print what each address offers; return the exit code."""
    from tracker.render.candidates import candidate_lines, offer_data
    from tracker.subscriptions import normalised

    subscribed = {normalised(feed.subscription.url) for feed in tracker.subscribing.feeds()}
    data, failed = [], 0
    for url in urls:
        try:
            offered = tracker.subscribing.look(url, session.progress()).candidates
        except TrackerError as error:
            if len(urls) == 1:
                raise
            failed += 1
            session.talk(str(error))
            continue
        data.append(offer_data(url, offered, subscribed))
        if not as_json:
            session.out(candidate_lines(offered))
    if as_json:
        session.json(data)
    if failed == len(urls):
        return FAILED
    return PARTLY if failed else 0


def _fetch(session: Session, tracker: Tracker, answers: Mapping[str, Response]) -> int:
    """Read what was added, from the answers in hand; return how many feeds could not be read."""
    from tracker.render.lists import poll_lines

    try:
        summary = tracker.polling.round(
            tuple(answers), answers=answers, command="tracker add", progress=session.progress()
        )
    except BusyError as error:
        session.talk(f"{error.message} The new feeds come with the next round.")
        return 0
    for url, reason in summary.failures:
        session.talk(f"{url}: {reason}")
    session.out(poll_lines(summary))
    return summary.failed
