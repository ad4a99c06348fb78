"""feeds.yaml on the disk: read, and changed a feed at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from tracker.errors import ConfigError, NotFoundError, UsageError
from tracker.model import Subscription  # noqa: TC001 - msgspec reads the fields of Removed
from tracker.subscriptions import disk, edit
from tracker.subscriptions.address import normalised, tidied
from tracker.subscriptions.document import Document, Item, parse
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tracker.subscriptions.ruling import Rule

P = ParamSpec("P")
R = TypeVar("R")

_HEADER = """\
# The feeds that tracker follows, in groups. A feed is an address, or an address with a
# title and tags. Under `search` stand addresses with {query} in them, under `mute` and
# `only` the words and feeds that you want hidden, or nothing but.
"""


def _alone(change: Callable[Concatenate[Path, P], R]) -> Callable[Concatenate[Path, P], R]:
    """Let a change of the file read and write it with nobody else in between."""

    @wraps(change)
    def changed(path: Path, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with disk.alone(path):
            return change(path, *args, **kwargs)

    return changed


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out, with all that is needed to put it back exactly where it was."""

    subscription: Subscription
    cut: edit.Cut


def load(path: Path) -> tuple[Subscription, ...]:
    """Read the feeds in the file's order; no file gives none. Raises ConfigError."""
    return _understood(path)[0]


def rules(path: Path) -> tuple[Rule, ...]:
    """Read the rules that stand beside the feeds; no file gives none. Raises ConfigError."""
    return _understood(path)[1]


def source(path: Path) -> str:
    """Read the file's own text, right or wrong; no file gives none. Raises ConfigError."""
    try:
        return disk.text(path, disk.read(path))
    except FileNotFoundError:
        return ""


def _understood(path: Path) -> tuple[tuple[Subscription, ...], tuple[Rule, ...]]:
    return _parsed(path, source(path))


@lru_cache(maxsize=2)
def _parsed(path: Path, text: str) -> tuple[tuple[Subscription, ...], tuple[Rule, ...]]:
    """Parse a text once: YAML takes seconds for thousands of feeds, and every poll asks."""
    document = parse(path, text)
    return document.subscriptions, tuple(document.rules)


def add(path: Path, subscription: Subscription) -> bool:
    """Write a feed at the end of its group, or of "Added"; False when it is already there.

    Raises UsageError for an address that is no feed's, ConfigError for the file.
    """
    return bool(add_all(path, [subscription]))


@_alone
def add_all(path: Path, subscriptions: Iterable[Subscription]) -> tuple[Subscription, ...]:
    """Write many feeds at once and return those that were not there before."""
    document = _document(path)
    seen = {normalised(one.url) for one in document.subscriptions}
    new: list[Subscription] = []
    for one in map(_tidied, subscriptions):
        if normalised(one.url) not in seen:
            seen.add(normalised(one.url))
            new.append(one)
    if new:
        _write(path, edit.added(document, new))
    return tuple(new)


@_alone
def remove(path: Path, url: str) -> Removed:
    """Take a feed out. Raises NotFoundError when no feed has the address."""
    document, item = _item(path, url)
    after = edit.removed(document, [item])
    _write(path, after)
    return Removed(item.subscription, edit.cut_of(document, item, after))


@_alone
def remove_all(path: Path, urls: Iterable[str]) -> int:
    """Take the feeds with these addresses out, as far as they are there; return how many were."""
    document = _document(path)
    wanted = {normalised(url) for url in urls}
    items = [item for item in document.items if normalised(item.subscription.url) in wanted]
    if items:
        _write(path, edit.removed(document, items))
    return len(items)


@_alone
def restore(path: Path, removed: Removed) -> bool:
    """Put a removed feed back where it was; False when it is already there again."""
    document = _document(path)
    if document.item(removed.subscription.url) is not None:
        return False
    if document.text == removed.cut.after:
        _write(path, removed.cut.before)
    else:
        _write(path, edit.restored(document, removed.subscription, removed.cut))
    return True


@_alone
def rename(path: Path, url: str, title: str) -> Subscription:
    """Give a feed another title and return it as it now is."""
    document, item = _item(path, url)
    title = line(title)
    if title != item.subscription.title:
        _write(path, edit.retitled(document, item, title))
    return replace(item.subscription, title=title)


@_alone
def move(path: Path, url: str, new_url: str) -> Subscription:
    """Give a feed another address, as when its server says that it moved for good."""
    document, item = _item(path, url)
    new = _tidied(replace(item.subscription, url=new_url))
    other = document.item(new.url)
    if other is not None and other is not item:
        raise UsageError(f"{new.url} is already in {path}.")
    if new != item.subscription:
        _write(path, edit.moved(document, item, new.url))
    return new


def _document(path: Path) -> Document:
    try:
        data = disk.read(path)
    except FileNotFoundError:
        return Document(path, _HEADER)
    return parse(path, disk.text(path, data))


def _item(path: Path, url: str) -> tuple[Document, Item]:
    document = _document(path)
    item = document.item(url)
    if item is None:
        raise NotFoundError(f"No feed in {path} has the address {line(url)}.")
    return document, item


def _tidied(subscription: Subscription) -> Subscription:
    try:
        return tidied(subscription)
    except ValueError as error:
        raise UsageError(f"{line(subscription.url, 200)!r} can't be followed: {error}.") from error


def _write(path: Path, text: str) -> None:
    try:
        disk.write(path, text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise ConfigError(f"{path} would hold text that is not UTF-8; nothing was changed.") from error
