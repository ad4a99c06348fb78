"""OPML in, from whichever program: folders become groups and tags; what is no feed is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import TYPE_CHECKING, NoReturn, get_args
from xml.parsers import expat

from tracker.errors import ConfigError
from tracker.model import Subscription
from tracker.model.articles import WholeText
from tracker.subscriptions.collect import Collector, Imported
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Iterator

# Our own attributes: what feeds.yaml knows of a feed and OPML does not.
PREFIX = "tracker"
NAMESPACE = "https://tracker.invalid/opml"
# Deeper folders are left out: nobody sorts feeds into more, and a file may nest them without end.
_DEEPEST = 5
_WHOLE_TEXT: dict[str, WholeText] = {word: word for word in get_args(WholeText)}
# Outlines that name no feed by their type (OPML 2.0, "What is an outline's type?").
_OTHER_TYPES = {
    "link": "a link to a page; `tracker add` finds the page's feed",
    "include": "another list, which is not fetched; import it by itself",
}
_FEED_TYPES = frozenset({"rss", "atom", "feed", "rdf", "json"})
_NAMELESS = "a feed without an address"
# An & that begins no reference of XML: many programs wrote addresses and HTML as they are.
_FOREIGN_AND = re.compile(rb"&(?!#\d+;|#x[0-9a-fA-F]+;|(?:amp|lt|gt|quot|apos);)(\w{1,32};)?")
_SHOWN = 120


def from_opml(data: bytes) -> Imported:
    """Read the feeds of an OPML file: the outer folder is the group, those within it are tags.

    Categories are tags too. Raises ConfigError when it is not OPML. Entities are refused, so
    that neither a file nor an address is opened and nothing grows; an outline that is no
    feed's is skipped, and said. What is often wrong is put right: a declared encoding that is
    not the file's, addresses with a bare &, characters by their names in HTML.
    """
    first: ConfigError | None = None
    for text, encoding in _spellings(data):
        try:
            return _read(text, encoding)
        except _BrokenError as error:
            first = first or error
    assert first is not None  # the file itself is its first spelling
    raise ConfigError(first.message, first.hint) from first


def plain_tags(category: str) -> tuple[str, ...]:
    """Read a category attribute: paths with commas between; a slash at an end says nothing."""
    tags = (path.strip().strip("/") for path in category.split(","))
    return tuple(dict.fromkeys(filter(None, tags)))


class _BrokenError(ConfigError):
    """Not well-formed, or not in the encoding that it declares."""


def _spellings(data: bytes) -> Iterator[tuple[bytes, str | None]]:
    """Give the file as it is, then with what is often wrong put right."""
    yield data, None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    text = data if _is_utf8(data) else data.decode("cp1252", "replace").encode()
    yield _FOREIGN_AND.sub(_as_xml, text), "utf-8"


def _as_xml(found: re.Match[bytes]) -> bytes:
    """Write a character that HTML has a name for by its number; any other & as the sign itself."""
    signs = html5.get((found[1] or b"").decode("ascii", "replace"))
    if signs is None:
        return b"&amp;" + (found[1] or b"")
    return "".join(f"&#{ord(sign)};" for sign in signs).encode()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read(data: bytes, encoding: str | None) -> Imported:
    reader = _Reader()
    parser = expat.ParserCreate(encoding)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = reader.entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "broken")
        raise _BrokenError(f"The OPML is not well-formed: line {error.lineno}: {reason}.") from error
    except (ValueError, LookupError) as error:
        raise _BrokenError(f"The OPML can't be decoded: {error}.") from error
    return reader.collector.result()


@dataclass
class _Reader:
    """Follows the elements; `folders` has an entry for each open outline, "" for a feed."""

    collector: Collector = field(default_factory=Collector)
    folders: list[str] = field(default_factory=list)
    depth: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth == 0 and name.lower() != "opml":
            raise ConfigError(f"This is XML, but not OPML: it begins with <{line(name, 40)}>.")
        self.depth += 1
        if name.lower() == "outline":
            self._outline({key.lower(): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.lower() == "outline":
            self.folders.pop()

    def entity(self, *_: object) -> NoReturn:
        raise ConfigError("The OPML declares entities, which tracker doesn't read.")

    def _outline(self, given: dict[str, str]) -> None:
        kind = given.get("type", "").strip().lower()
        # Some programs write the address of a feed as that of a link.
        url = given.get("xmlurl", "").strip() or (given.get("url", "").strip() if kind in _FEED_TYPES else "")
        name = line(given.get("title") or given.get("text") or "")
        if url:
            self.collector.add(self._feed(url, name, given))
        elif kind in _OTHER_TYPES or kind in _FEED_TYPES:
            shown = name or line(given.get("url", "") or given.get("htmlurl", ""), _SHOWN)
            self.collector.skip(f"{shown}: {_OTHER_TYPES.get(kind, _NAMELESS)}.")
        self.folders.append("" if url or kind in _OTHER_TYPES or kind in _FEED_TYPES else name)

    def _feed(self, url: str, name: str, given: dict[str, str]) -> Subscription:
        own = {key.removeprefix(f"{PREFIX}:"): given[key] for key in given if key.startswith(f"{PREFIX}:")}
        group, *inner = [*filter(None, self.folders[:_DEEPEST])] or [""]
        tags = own["tags"].split("\n") if "tags" in own else plain_tags(given.get("category", ""))
        title = own.get("title", "" if name == line(url) else name)
        return Subscription(
            url,
            title=title,
            group=group,
            tags=(*tags, *inner),
            fulltext=_WHOLE_TEXT.get(own.get("fulltext", ""), "auto"),
            mute=tuple(own.get("mute", "").split("\n")),
            only=tuple(own.get("only", "").split("\n")),
        )
