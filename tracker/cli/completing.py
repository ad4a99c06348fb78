"""What a shell offers where the user types a story or a feed: names, cleaned, from what is stored.

The database is opened for reading only, made by nobody, and no fault is told: a shell that completes
has no place for a message. Texts of feeds reach the shell as data, never as words of a script (`shells`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from tracker.text.clean import line

if TYPE_CHECKING:
    import click

    from tracker.cli.session import Session

# Names offered at once, and signs of the title or address beside each.
OFFERED, BESIDE = 100, 60


def stories(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer the slugs that begin so, each with its story's title; those not named yet."""
    try:
        found = _slugs(_session(ctx), incomplete)
    except Exception:  # noqa: BLE001 - see above
        return []
    named = ctx.params.get(param.name or "") or ()
    return [CompletionItem(slug, help=line(title, BESIDE)) for slug, title in found if slug not in named]


def feeds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer the feeds whose name begins so, each with its address; one without a clean name by that."""
    del param
    try:
        found = _feeds(_session(ctx))
    except Exception:  # noqa: BLE001 - see above
        return []
    begun = incomplete.casefold()
    fitting = [(name, url) for name, url in found if name.casefold().startswith(begun)]
    return [CompletionItem(name, help=line(url, BESIDE)) for name, url in fitting[:OFFERED]]


def _session(ctx: click.Context) -> Session:
    from tracker.cli.session import Session

    return ctx.ensure_object(Session)


def _slugs(session: Session, begun: str) -> list[tuple[str, str]]:
    from tracker.store import Store

    store = Store(session.paths.database, reading=True)
    try:
        return store.names.beginning(begun, OFFERED)
    finally:
        store.close()


def _feeds(session: Session) -> list[tuple[str, str]]:
    """Return name and address of each feed: the user's name for it, else its own, else the address."""
    from tracker import subscriptions
    from tracker.store import Store

    subscribed = subscriptions.load(session.paths.feeds)
    titles: dict[str, str] = {}
    if session.paths.database.exists():
        store = Store(session.paths.database, reading=True)
        try:
            states = store.feeds.states(each.url for each in subscribed)
            titles = {url: state.title for url, state in states.items()}
        finally:
            store.close()
    named = [(each.title or titles.get(each.url, ""), each.url) for each in subscribed]
    # A name that cleaning changes would not be found again under what is offered.
    return [(name if name and name == line(name, BESIDE) else line(url), url) for name, url in named]
