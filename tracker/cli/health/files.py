"""The files that the user writes: config.toml and feeds.yaml."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.errors import StoreError
from tracker.model import Finding

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.model import FeedState

# Names that an account gives before it counts the rest.
NAMED = 3


def config(session: Session) -> Finding:
    """Read config.toml: its syntax, every key of it, every value."""
    path = session.paths.config
    _ = session.settings  # reading them tells what is wrong
    there = path.exists()
    return Finding("config", "ok", f"{path} is understood." if there else "no config.toml: all defaults.")


def keys(session: Session) -> Finding:
    """Look whether [keys] and the theme name what there is, and no key does two things in one place."""
    from tracker.screens.commands import collisions, unknown
    from tracker.screens.themes import known

    settings = session.settings
    told = [f"[keys] {name} is no command: `tracker man` lists them" for name in unknown(settings)]
    told += collisions(settings)
    if settings.theme and settings.theme not in known():
        told.append(f"theme = {settings.theme} is none: there are {', '.join(known())}")
    if told:
        return Finding("keys", "warn", "; ".join(told) + ".")
    preset = f"preset {settings.key_preset}" if settings.key_preset else "usual keys"
    return Finding("keys", "ok", f"{preset}, {len(settings.keys)} of your own.")


def feeds(session: Session) -> Finding:
    """Read feeds.yaml, and tell which feeds fail, as far as the database can say so."""
    from tracker import subscriptions
    from tracker.render import labels

    path = session.paths.feeds
    if not path.exists():
        return Finding("feeds", "warn", f"{path} is not there yet; the first poll makes it.")
    subscribed = [each for each in subscriptions.load(path) if not each.search]
    states = _states(session, [each.url for each in subscribed])
    titled = [replace(each, title=each.title or _title(states, each.url)) for each in subscribed]
    ill = [each for each in titled if each.url in states and _is_ill(states[each.url])]
    if ill:
        account = f"{len(ill)} of {len(subscribed)} feeds fail: {_some([e.title or e.url for e in ill])}"
        return Finding("feeds", "warn", f"{account}. `tracker feeds` says why.")
    if not subscribed:
        return Finding("feeds", "warn", f"{path} lists no feed. `tracker add URL` subscribes to one.")
    return Finding("feeds", "ok", f"{labels.counted(len(subscribed), 'feed')}, none failing.")


def rules(session: Session) -> Finding:
    """Look whether the rules of feeds.yaml name feeds that there are."""
    if not session.paths.database.exists() or not session.paths.feeds.exists():
        return Finding("rules", "ok", "nothing is hidden.")
    with session.tracker(reading=True) as tracker:
        strangers = tracker.muting.strangers()
        hidden = tracker.muting.count()
    if strangers:
        names = _some([f"“{name}”" for name in strangers])
        account = f"mute or only name what no feed is called: {names}. `tracker feeds` lists the names."
        return Finding("rules", "warn", account)
    return Finding("rules", "ok", f"{hidden} articles hidden." if hidden else "nothing is hidden.")


def _states(session: Session, urls: list[str]) -> dict[str, FeedState]:
    """Return what is known of feeds; nothing where the database can't be read, which is told elsewhere."""
    from tracker.store import Store

    if not session.paths.database.exists():
        return {}
    try:
        store = Store(session.paths.database, reading=True)
    except StoreError:
        return {}
    try:
        return dict(store.feeds.states(urls))
    finally:
        store.close()


def _title(states: dict[str, FeedState], url: str) -> str:
    return states[url].title if url in states else ""


def _is_ill(state: FeedState) -> bool:
    return bool(state.failures or state.gone)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
