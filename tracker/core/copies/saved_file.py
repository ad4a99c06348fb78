"""A file that `tracker save --format json` wrote → whole stories, or a sentence on what is wrong where."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, TypeVar

import msgspec

from tracker.core.copies.saved_form import MOST, RawArticle, RawRevision, RawSource, RawStory, RawVersion
from tracker.errors import ConfigError, NotFoundError
from tracker.model import (
    FORMAT,
    Account,
    Dossier,
    Enclosure,
    Revision,
    SavedArticle,
    SavedStory,
    Source,
    Version,
)
from tracker.parse.entries import EARLIEST
from tracker.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

# Ten thousand stories fit into it; it is held in memory twice.
LARGEST = 512_000_000
# Lists within lists: a story of several has twelve.
_DEEPEST = 40

_Form = TypeVar("_Form")


class _Fault(Exception):  # noqa: N818 - it never leaves this module
    """What is wrong, and where in the document: "stories[2].versions[0].title"."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(where, what)
        self.where = where.lstrip(".")
        self.what = what


def is_saved(path: Path) -> bool:
    """Tell whether a file is to be read as stories: a document with a format, or JSON that lists no feeds."""
    try:
        with path.open("rb") as file:
            start = file.read(200)
    except (OSError, ValueError):
        return False
    bare = b"".join(start.removeprefix(b"\xef\xbb\xbf").split())
    if bare.startswith(b'{"format":'):
        return True
    return path.suffix.lower() == ".json" and not bare.startswith((b'{"feeds":', b'{"search":', b"["))


def read(path: Path) -> list[SavedStory]:
    """Read a file whole, and check all of it.

    Raises NotFoundError without the file, ConfigError with the place for what can't be taken in.
    """
    try:
        return _stories(_decoded(_bytes(path)))
    except _Fault as fault:
        where = f"{path}, {fault.where}" if fault.where else str(path)
        raise ConfigError(f"{where}: {clean(fault.what)}.", "Nothing was imported.") from fault


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFoundError(f"{path} does not exist.") from None
    except (OSError, ValueError) as error:
        raise _Fault("", f"it can't be read: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > LARGEST:
        raise _Fault("", f"it is larger than {LARGEST // 1_000_000} MB")
    return data.removeprefix(b"\xef\xbb\xbf")


def _decoded(data: bytes) -> object:
    try:
        return _safe(msgspec.json.decode(data), "", 0)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _located(data, error) from error


def _located(data: bytes, error: Exception) -> _Fault:
    """Find the line at which a text stops being JSON: the quick decoder does not tell."""
    try:
        json.loads(data)
    except json.JSONDecodeError as found:
        what = "it ends in the middle" if found.pos >= len(found.doc.rstrip()) else found.msg.lower()
        return _Fault(f"line {found.lineno}, column {found.colno}", f"this is not JSON: {what}")
    except UnicodeDecodeError as found:
        return _Fault(f"line {data.count(10, 0, found.start) + 1}", "this is not UTF-8 text")
    except (RecursionError, ValueError):
        pass
    return _Fault("", f"this is not the JSON of a story: {error}")


def _safe(value: object, where: str, depth: int) -> object:
    """Clean all texts, and refuse numbers and depths that no story has."""
    if depth > _DEEPEST:
        raise _Fault(where, "this is nested too deeply")
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_safe(item, f"{where}[{place}]", depth + 1) for place, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: _safe(item, f"{where}.{key}", depth + 1) for key, item in value.items()}
    if isinstance(value, int | float) and abs(value) > MOST:
        raise _Fault(where, "this number is too large")
    return value


def _stories(document: object) -> list[SavedStory]:
    if not isinstance(document, dict) or "format" not in document:
        raise _Fault("", "this is not what `tracker save --format json` writes: it tells no `format`")
    if document["format"] != FORMAT:
        newer = isinstance(document["format"], int) and document["format"] > FORMAT
        what = "this was saved by a newer tracker; update this one" if newer else f"{FORMAT} was expected"
        raise _Fault("format", what)
    if "stories" not in document:
        return [_story(document, "")]
    stories = document["stories"]
    if not isinstance(stories, list):
        raise _Fault("stories", "a list was expected")
    found = [_story(each, f"stories[{place}]") for place, each in enumerate(stories)]
    _each_once((story.slug for story in found), "stories[{}].story.slug")
    return found


def _story(document: object, where: str) -> SavedStory:
    raw = _converted(document, RawStory, where)
    if not raw.versions:
        raise _Fault(f"{where}.versions", "there is no version yet: the story holds nothing")
    articles = tuple(_article(each, f"{where}.articles[{place}]") for place, each in enumerate(raw.articles))
    numbers = _each_once((article.number for article in articles), f"{where}.articles[{{}}].number")
    versions = list[Version]()
    for place, each in enumerate(raw.versions):
        here = f"{where}.versions[{place}]"
        if versions and each.version <= versions[-1].number:
            raise _Fault(f"{here}.version", f"a number above {versions[-1].number} was expected")
        versions.append(_version(each, numbers, here))
    return SavedStory(
        raw.story.number,
        raw.story.slug,
        tuple(sorted({raw.story.slug, *raw.slugs})),
        _moment(raw.created, f"{where}.created"),
        tuple(versions),
        articles,
    )


def _version(raw: RawVersion, numbers: set[int], where: str) -> Version:
    """Make a version of which every citation leads to an article of the file."""
    _each_once((source.number for source in raw.sources), f"{where}.sources[{{}}].number")
    cited = [(f"{where}.sources[{place}].number", each.number) for place, each in enumerate(raw.sources)]
    for at, number in (*cited, *_citations(raw.sections, f"{where}.sections")):
        if not isinstance(number, int) or number not in numbers:
            raise _Fault(at, f"there is no article {number}")
    bare = {**raw.sections, "title": raw.title, "dropped": raw.dropped, "sources": []}
    dossier = _converted(bare, Dossier, f"{where}.sections")
    account = _converted(raw.account or {}, Account, f"{where}.account")
    sources = tuple(_source(each, f"{where}.sources[{place}]") for place, each in enumerate(raw.sources))
    moment = _moment(raw.written_at, f"{where}.written_at")
    whole = replace(dossier, sources=sources, account=account)
    return Version(0, raw.version, moment, raw.engine, raw.reason, whole)


def _source(raw: RawSource, where: str) -> Source:
    published = _moment(raw.published, f"{where}.published")
    return Source(raw.number, 0, raw.title, raw.outlet, _web(raw.url), published, raw.via, raw.copy_of)


def _citations(value: object, where: str) -> Iterator[tuple[str, object]]:
    """Yield every citation number of the sections, with its place."""
    items = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, item in items:
        at = f"{where}[{key}]" if isinstance(value, list) else f"{where}.{key}"
        if key in {"citations", "answered_by"} and isinstance(item, list):
            yield from ((f"{at}[{place}]", number) for place, number in enumerate(item))
        else:
            yield from _citations(item, at)


def _article(raw: RawArticle, where: str) -> SavedArticle:
    fetched = _moment(raw.fetched, f"{where}.fetched")
    texts = tuple(
        _revision(each, f"{where}.revisions[{place}]") for place, each in enumerate(raw.revisions)
    ) or (Revision(1, raw.title, raw.text, fetched, "feed"),)
    if sorted({text.number for text in texts}) != [text.number for text in texts]:
        raise _Fault(f"{where}.revisions", "their numbers do not rise")
    if all(text.source == "page" for text in texts):
        raise _Fault(f"{where}.revisions", "none of them is from a feed")
    return SavedArticle(
        number=raw.number,
        member=raw.member,
        url=_web(raw.url),
        outlet=raw.outlet,
        published=min(_moment(raw.published, f"{where}.published"), fetched),
        fetched=fetched,
        author=raw.author,
        guid=raw.guid,
        via=raw.via,
        page=raw.page,
        feeds=tuple(raw.feeds),
        enclosures=tuple(
            Enclosure(url, f.type, f.bytes or 0) for f in raw.enclosures if (url := _web(f.url))
        ),
        texts=texts,
    )


def _revision(raw: RawRevision, where: str) -> Revision:
    return Revision(raw.number, raw.title, raw.text, _moment(raw.seen, f"{where}.seen"), raw.source)


def _moment(time: datetime, where: str) -> datetime:
    """Return a time in UTC; none from which no list could reckon back some days, as from the year 1."""
    try:
        moment = time.astimezone(UTC)
    except OverflowError:
        raise _Fault(where, "this time is in no calendar") from None
    if moment < EARLIEST:
        raise _Fault(where, f"a time after {EARLIEST:%Y-%m-%d} was expected")
    return moment


def _web(url: str) -> str:
    """Keep what a reader may open: http and https."""
    return url if url.startswith(("http://", "https://")) else ""


def _each_once(values: Iterable[_Form], where: str) -> set[_Form]:
    """Return the values; `where` has the place of one that comes twice."""
    seen = set[_Form]()
    for place, value in enumerate(values):
        if value in seen:
            raise _Fault(where.format(place), f"{value} is there twice")
        seen.add(value)
    return seen


def _converted(value: object, form: type[_Form], where: str) -> _Form:
    try:
        return msgspec.convert(value, form)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        inner = path.strip("`").removeprefix("$")
        raise _Fault(f"{where}{inner}", f"{what[:1].lower()}{what[1:]}") from error
    except (ValueError, OverflowError) as error:
        raise _Fault(where, str(error)) from error
