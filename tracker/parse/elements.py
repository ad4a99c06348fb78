"""The elements of plain feeds → what feedparser makes of each; what it would have to judge is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tracker.parse.times import plain_moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

Raw = dict[str, Any]

ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SY = "{http://purl.org/rss/1.0/modules/syndication/}"
_SLASH = "{http://purl.org/rss/1.0/modules/slash/}"
_WFW = "{http://wellformedweb.org/CommentAPI/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"

_PAGES = frozenset({"text/html", "html", "application/xhtml+xml", "xhtml"})
# Addresses that feedparser would mend: too many slashes, references that were escaped twice.
_MENDED = re.compile(r":///|&\w+;")
# What would be read as HTML, though Atom says that a text is plain.
_MARKUP = re.compile(r"<|&#?\w+;")
# Windows letters that stand as control characters in documents that lie about their encoding.
_C1 = re.compile("[\x80-\x9f]")


class UnusualError(Exception):
    """There is something here that only feedparser should judge."""


def _passed_over(_: Raw, element: Element) -> None:
    """Take nothing of an element, as long as there is nothing in it that feedparser would take."""
    if len(element):
        raise UnusualError


def _passed_over_with(*names: str) -> Callable[[Raw, Element], None]:
    """Make the rule for an element of which nothing is taken, nor of such elements in it."""

    def rule(raw: Raw, element: Element) -> None:
        for child in element:
            if child.tag not in names:
                raise UnusualError
            _passed_over(raw, child)

    return rule


def _content(element: Element) -> str:
    """Return an element's text as feedparser does, mending UTF-8 that was read as Latin-1."""
    if len(element):
        raise UnusualError
    text = (element.text or "").strip()
    if text.isascii():
        return text
    if _C1.search(text):
        raise UnusualError
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _once(raw: Raw, key: str, value: object) -> None:
    if key in raw:
        raise UnusualError
    raw[key] = value


def _bare(element: Element) -> str:
    if element.attrib:
        raise UnusualError
    return _content(element)


def _plain(key: str) -> Callable[[Raw, Element], None]:
    """Make the rule for an element that is one text without attributes."""

    def rule(raw: Raw, element: Element) -> None:
        _once(raw, key, _bare(element))

    return rule


def _full(raw: Raw, element: Element) -> None:
    """content:encoded, which is the summary too where no other came before."""
    value = _bare(element)
    _once(raw, "content", [{"value": value}])
    raw.setdefault("summary", value)


def _summary(raw: Raw, element: Element) -> None:
    if "summary" in raw and "content" not in raw:
        raise UnusualError
    if "_summary" in raw:
        raise UnusualError
    raw["summary"] = raw["_summary"] = _typed(element)


def _typed(element: Element) -> str:
    """Return the text of an Atom text construct that holds no markup of its own (RFC 4287, 3.1)."""
    if element.keys() not in ([], ["type"]) or element.get("type", "text") not in {"text", "html"}:
        raise UnusualError
    text = _content(element)
    if element.get("type") != "html" and element.tag.startswith(ATOM) and _MARKUP.search(text):
        raise UnusualError
    return text


def _title(raw: Raw, element: Element) -> None:
    _once(raw, "title", _typed(element))


def _atom_content(raw: Raw, element: Element) -> None:
    value = _typed(element)
    _once(raw, "content", [{"value": value}])
    raw.setdefault("summary", value)


def _link(raw: Raw, element: Element) -> None:
    value = _address(_bare(element))
    if "links" in raw:
        raise UnusualError
    raw["link"] = value
    raw["links"] = [{"rel": "alternate", "type": "text/html", "href": value}]


def _atom_link(raw: Raw, element: Element) -> None:
    attributes = _attributes(element)
    if "href" not in attributes or len(element) or (element.text or "").strip():
        raise UnusualError
    attributes.setdefault("rel", "alternate")
    attributes.setdefault("type", "application/atom+xml" if attributes["rel"] == "self" else "text/html")
    attributes["href"] = _address(attributes["href"], empty=True)
    raw.setdefault("links", []).append(attributes)
    if attributes["rel"] == "alternate" and attributes["type"] in _PAGES:
        raw["link"] = attributes["href"]


def _attributes(element: Element) -> dict[str, str]:
    attributes = {str(name).lower(): str(value) for name, value in element.attrib.items()}
    if any(name.startswith("{") or name == "base" for name in attributes):
        raise UnusualError
    return {name: value.lower() if name in {"rel", "type"} else value for name, value in attributes.items()}


def _address(value: str, *, empty: bool = False) -> str:
    if (not value and not empty) or _MENDED.search(value):
        raise UnusualError
    return value


def _guid(raw: Raw, element: Element) -> None:
    if element.keys() not in ([], ["isPermaLink"]):
        raise UnusualError
    value = _content(element)
    is_link = element.get("isPermaLink", "true") == "true"
    _once(raw, "id", _address(value, empty=True) if is_link else value)
    if is_link:
        raw.setdefault("link", value)


def _name(element: Element) -> str:
    """Return a name as it stands: whether feedparser mends its letters depends on the format."""
    value = _bare(element)
    if not value or value != (element.text or "").strip():
        raise UnusualError
    return value


def _author(raw: Raw, element: Element) -> None:
    """RSS author or dc:creator: a name alone, since feedparser takes addresses apart."""
    value = _name(element)
    if "@" in value:
        raise UnusualError
    _once(raw, "author", value)
    raw["authors"] = [{"name": value}]


def _atom_author(raw: Raw, element: Element) -> None:
    named = {child.tag: child for child in element}
    if not named.keys() <= {f"{ATOM}name", f"{ATOM}uri"} or len(named) != len(element) or element.attrib:
        raise UnusualError
    if f"{ATOM}name" not in named:
        raise UnusualError
    value = _name(named[f"{ATOM}name"])
    _once(raw, "author", value)
    author = {"name": value}
    if f"{ATOM}uri" in named:
        author["href"] = _address(_bare(named[f"{ATOM}uri"]))
    raw["authors"] = [author]


def _time(key: str) -> Callable[[Raw, Element], None]:
    """Make the rule for a date, of which the feed's own and the parsed form are kept."""

    def rule(raw: Raw, element: Element) -> None:
        text = _bare(element)
        _once(raw, key, text)
        time = plain_moment(text)
        if time is None:
            raise UnusualError
        raw[f"{key}_parsed"] = time.utctimetuple()

    return rule


def _enclosure(raw: Raw, element: Element) -> None:
    attributes = _attributes(element)
    if "url" not in attributes or {"uri", "href", "rel"} & attributes.keys() or len(element):
        raise UnusualError
    href = attributes.pop("url")
    raw.setdefault("links", []).append(attributes | {"href": href, "rel": "enclosure"})


def _media(key: str) -> Callable[[Raw, Element], None]:
    """Make the rule for a picture or film of Media RSS that is nothing but attributes."""

    def rule(raw: Raw, element: Element) -> None:
        if len(element) or (element.text or "").strip():
            raise UnusualError
        raw.setdefault(key, []).append(_attributes(element))

    return rule


Rules = dict[str, "Callable[[Raw, Element], None]"]

_OTHER: Rules = dict.fromkeys(("category", f"{_DC}subject", f"{ATOM}category"), _passed_over)
CHANNEL: Rules = _OTHER | {
    "title": _title,
    "link": _link,
    "ttl": _plain("ttl"),
    f"{_SY}updatePeriod": _plain("sy_updateperiod"),
    f"{_SY}updateFrequency": _plain("sy_updatefrequency"),
    **dict.fromkeys(("description", "language", "lastBuildDate", "pubDate"), _passed_over),
    **dict.fromkeys(("generator", "docs", "copyright", "managingEditor", "webMaster", "cloud"), _passed_over),
    "image": _passed_over_with("url", "title", "link", "width", "height", "description"),
    "skipHours": _passed_over_with("hour"),
    "skipDays": _passed_over_with("day"),
}
ITEM: Rules = _OTHER | {
    "title": _title,
    "link": _link,
    "guid": _guid,
    "description": _summary,
    f"{_CONTENT}encoded": _full,
    "pubDate": _time("published"),
    f"{_DC}date": _time("updated"),
    "author": _author,
    f"{_DC}creator": _author,
    "enclosure": _enclosure,
    f"{_MEDIA}content": _media("media_content"),
    f"{_MEDIA}thumbnail": _media("media_thumbnail"),
    **dict.fromkeys(("comments", f"{_SLASH}comments", f"{_SLASH}section", f"{_WFW}commentRss"), _passed_over),
}
FEED: Rules = _OTHER | {
    f"{ATOM}id": _guid,
    f"{ATOM}title": _title,
    f"{ATOM}link": _atom_link,
    f"{ATOM}author": _passed_over_with(f"{ATOM}name", f"{ATOM}uri", f"{ATOM}email"),
    **dict.fromkeys(
        (ATOM + name for name in ("updated", "subtitle", "generator", "icon", "logo", "rights")), _passed_over
    ),
}
ENTRY: Rules = _OTHER | {
    f"{ATOM}title": _title,
    f"{ATOM}link": _atom_link,
    f"{ATOM}id": _guid,
    f"{ATOM}summary": _summary,
    f"{ATOM}content": _atom_content,
    f"{ATOM}published": _time("published"),
    f"{ATOM}updated": _time("updated"),
    f"{ATOM}author": _atom_author,
    f"{ATOM}rights": _passed_over,
}
