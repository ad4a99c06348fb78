"""OPML in and out. Source: OPML 2.0, http://opml.org/spec2.opml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from tracker.errors import ConfigError
from tracker.model import Subscription
from tracker.subscriptions.collect import Collector, Imported
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Iterable

# Between the names of nested folders, which become one group; deeper ones are left out.
_NESTED = " / "
_DEEPEST = 5


def from_opml(data: bytes) -> Imported:
    """Read the feeds of an OPML file: folders become groups, categories tags.

    Raises ConfigError when it is not OPML. Entities are refused, so that neither a file nor
    an address is opened and nothing grows; an outline that is no feed's is skipped, and said.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = reader.entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "broken")
        raise ConfigError(f"The OPML is not well-formed: line {error.lineno}: {reason}.") from error
    except (ValueError, LookupError) as error:
        raise ConfigError(f"The OPML can't be decoded: {error}.") from error
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

    def _outline(self, given: dict[str, str]) -> None:
        url = given.get("xmlurl", "").strip()
        name = line(given.get("title") or given.get("text") or "")
        if not url:
            self.folders.append(name)
            return
        group = _NESTED.join(filter(None, self.folders[:_DEEPEST]))
        tags = (path.strip().strip("/") for path in given.get("category", "").split(","))
        title = "" if name == line(url) else name
        self.collector.add(Subscription(url, title=title, group=group, tags=tuple(tags)))
        self.folders.append("")

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.lower() == "outline":
            self.folders.pop()

    def entity(self, *_: object) -> NoReturn:
        raise ConfigError("The OPML declares entities, which tracker doesn't read.")


def to_opml(subscriptions: Iterable[Subscription], title: str) -> str:
    """Write OPML 2.0, a folder for each group in the order in which it first comes."""
    groups: dict[str, list[Subscription]] = {}
    for one in subscriptions:
        groups.setdefault(one.group, []).append(one)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{_element(title)}</title></head>",
        "  <body>",
    ]
    for group, members in groups.items():
        indent = "      " if group else "    "
        outlines = [indent + _outline(one) for one in members]
        if group:
            name = quoteattr(line(group))
            outlines = [f"    <outline text={name} title={name}>", *outlines, "    </outline>"]
        lines += outlines
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(one: Subscription) -> str:
    name = quoteattr(line(one.title) or one.url)
    category = f" category={quoteattr(line(','.join(one.tags)))}" if one.tags else ""
    return f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(one.url)}{category}/>'


def _element(text: str) -> str:
    return line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
