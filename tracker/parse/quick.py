"""The plain documents that most feeds are, read in a tenth of feedparser's time.

What is read here comes out as feedparser gives it, key by key; a test holds the two side by
side. A document with anything in it that feedparser would have to judge (other encodings,
bad XML, markup in odd places, an element or a form of date not listed here) is left to
feedparser whole: `read` returns None.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

Raw = dict[str, Any]

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SY = "{http://purl.org/rss/1.0/modules/syndication/}"
_SLASH = "{http://purl.org/rss/1.0/modules/slash/}"
_WFW = "{http://wellformedweb.org/CommentAPI/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# RFC 822 with a zone that needs no table, and RFC 3339: the two forms that nearly all feeds use.
_RFC822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[0-3]?\d "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})",
    re.ASCII,
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_PAGES = frozenset({"text/html", "html", "application/xhtml+xml", "xhtml"})
# Addresses that feedparser would mend: too many slashes, references that were escaped twice.
_MENDED = re.compile(r":///|&\w+;")
# What would be read as HTML, though Atom says that a text is plain.
_MARKUP = re.compile(r"<|&#?\w+;")
# Windows letters that stand as control characters in documents that lie about their encoding.
_C1 = re.compile("[\x80-\x9f]")


class _UnusualError(Exception):
    """There is something here that only feedparser should judge."""


def read(body: bytes, content_type: str) -> Raw | None:
    """Return `feed`, `entries` and `version` of a plain RSS 2.0 or Atom 1.0 document, or None."""
    from lxml import etree

    if not _is_plain(body, content_type):
        return None
    # Neither entities nor documents from elsewhere, and libxml2's own bounds on size and depth.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(body, parser)
        if root.tag == "rss":
            return _rss(root)
        return _atom(root) if root.tag == f"{_ATOM}feed" else None
    except (etree.XMLSyntaxError, _UnusualError):
        return None


def _is_plain(body: bytes, content_type: str) -> bool:
    """Tell whether a body is UTF-8 beyond doubt, with no entities and no base of its own."""
    head = body[:1000]
    if b"<!DOCTYPE" in body or b"xml:base" in body:
        return False
    said = [name.decode("latin-1") for name in _DECLARED.findall(head)] + _CHARSET.findall(content_type)
    if not said and not body.isascii():
        return False
    return all(name.lower() in {"utf-8", "utf8"} for name in said)


def _rss(root: Element) -> Raw:
    channels = root.findall("channel")
    if len(channels) != 1 or not root.get("version", "").startswith("2.") or len(root) > 1:
        raise _UnusualError
    feed, entries = Raw(), list[Raw]()
    for child in channels[0]:
        if child.tag == "item":
            entries.append(_each(child, _ITEM))
        else:
            _take(feed, child, _CHANNEL)
    return {"feed": feed, "entries": entries, "version": "rss20"}


def _atom(root: Element) -> Raw:
    feed, entries = Raw(), list[Raw]()
    for child in root:
        if child.tag == f"{_ATOM}entry":
            entries.append(_each(child, _ENTRY))
        else:
            _take(feed, child, _FEED)
    return {"feed": feed, "entries": entries, "version": "atom10"}


def _each(element: Element, known: Rules) -> Raw:
    if element.attrib:
        raise _UnusualError
    raw = Raw()
    for child in element:
        _take(raw, child, known)
    return raw


def _take(raw: Raw, element: Element, known: Rules) -> None:
    """Put one element into what is known of an entry or of the feed."""
    try:
        rule = known[element.tag]
    except KeyError:
        raise _UnusualError from None
    if rule is not None:
        rule(raw, element)


def _passed_over(_: Raw, element: Element) -> None:
    """Take nothing of an element, as long as there is nothing in it that feedparser would take."""
    if len(element):
        raise _UnusualError


def _content(element: Element) -> str:
    """Return an element's text as feedparser does, mending UTF-8 that was read as Latin-1."""
    if len(element):
        raise _UnusualError
    text = (element.text or "").strip()
    if text.isascii():
        return text
    if _C1.search(text):
        raise _UnusualError
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _once(raw: Raw, key: str, value: object) -> None:
    if key in raw:
        raise _UnusualError
    raw[key] = value


def _bare(element: Element) -> str:
    if element.attrib:
        raise _UnusualError
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
        raise _UnusualError
    if "_summary" in raw:
        raise _UnusualError
    raw["summary"] = raw["_summary"] = _typed(element)


def _typed(element: Element) -> str:
    """Return the text of an Atom text construct that holds no markup of its own (RFC 4287, 3.1)."""
    if element.keys() not in ([], ["type"]) or element.get("type", "text") not in {"text", "html"}:
        raise _UnusualError
    text = _content(element)
    if element.get("type") != "html" and element.tag.startswith(_ATOM) and _MARKUP.search(text):
        raise _UnusualError
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
        raise _UnusualError
    raw["link"] = value
    raw["links"] = [{"rel": "alternate", "type": "text/html", "href": value}]


def _atom_link(raw: Raw, element: Element) -> None:
    attributes = _attributes(element)
    if "href" not in attributes or len(element) or (element.text or "").strip():
        raise _UnusualError
    attributes.setdefault("rel", "alternate")
    attributes.setdefault("type", "application/atom+xml" if attributes["rel"] == "self" else "text/html")
    attributes["href"] = _address(attributes["href"], empty=True)
    raw.setdefault("links", []).append(attributes)
    if attributes["rel"] == "alternate" and attributes["type"] in _PAGES:
        raw["link"] = attributes["href"]


def _attributes(element: Element) -> dict[str, str]:
    attributes = {str(name).lower(): str(value) for name, value in element.attrib.items()}
    if any(name.startswith("{") or name == "base" for name in attributes):
        raise _UnusualError
    return {name: value.lower() if name in {"rel", "type"} else value for name, value in attributes.items()}


def _address(value: str, *, empty: bool = False) -> str:
    if (not value and not empty) or _MENDED.search(value):
        raise _UnusualError
    return value


def _guid(raw: Raw, element: Element) -> None:
    if element.keys() not in ([], ["isPermaLink"]):
        raise _UnusualError
    value = _content(element)
    is_link = element.get("isPermaLink", "true") == "true"
    _once(raw, "id", _address(value, empty=True) if is_link else value)
    if is_link:
        raw.setdefault("link", value)


def _author(raw: Raw, element: Element) -> None:
    """RSS author or dc:creator: a name alone, since feedparser takes addresses apart."""
    value = _bare(element)
    if "@" in value or not value:
        raise _UnusualError
    _once(raw, "author", value)
    raw["authors"] = [{"name": value}]


def _atom_author(raw: Raw, element: Element) -> None:
    named = {child.tag: child for child in element}
    if not named.keys() <= {f"{_ATOM}name", f"{_ATOM}uri"} or len(named) != len(element) or element.attrib:
        raise _UnusualError
    value = _bare(named[f"{_ATOM}name"]) if f"{_ATOM}name" in named else ""
    if not value:
        raise _UnusualError
    _once(raw, "author", value)
    author = {"name": value}
    if f"{_ATOM}uri" in named:
        author["href"] = _address(_bare(named[f"{_ATOM}uri"]))
    raw["authors"] = [author]


def _time(key: str) -> Callable[[Raw, Element], None]:
    """Make the rule for a date, of which the feed's own and the parsed form are kept."""

    def rule(raw: Raw, element: Element) -> None:
        text = _bare(element)
        _once(raw, key, text)
        raw[f"{key}_parsed"] = _moment(text).utctimetuple()

    return rule


def _moment(text: str) -> datetime:
    try:
        if _RFC822.fullmatch(text):
            time = parsedate_to_datetime(text)
        elif _RFC3339.fullmatch(text):
            time = datetime.fromisoformat(text)
        else:
            raise _UnusualError
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _UnusualError from None


def _enclosure(raw: Raw, element: Element) -> None:
    attributes = _attributes(element)
    if "url" not in attributes or {"uri", "href", "rel"} & attributes.keys() or len(element):
        raise _UnusualError
    href = attributes.pop("url")
    raw.setdefault("links", []).append(attributes | {"href": href, "rel": "enclosure"})


def _media(key: str) -> Callable[[Raw, Element], None]:
    """Make the rule for a picture or film of Media RSS that is nothing but attributes."""

    def rule(raw: Raw, element: Element) -> None:
        if len(element) or (element.text or "").strip():
            raise _UnusualError
        raw.setdefault(key, []).append(_attributes(element))

    return rule


Rules = dict[str, "Callable[[Raw, Element], None] | None"]

_OTHER: Rules = dict.fromkeys(("category", f"{_DC}subject", f"{_ATOM}category"), _passed_over)
# None: an element of the feed of which nothing is kept, with all in it.
_CHANNEL: Rules = _OTHER | {
    "title": _title,
    "link": _link,
    "ttl": _plain("ttl"),
    f"{_SY}updatePeriod": _plain("sy_updateperiod"),
    f"{_SY}updateFrequency": _plain("sy_updatefrequency"),
    **dict.fromkeys(("description", "language", "lastBuildDate", "pubDate", "generator", "docs")),
    **dict.fromkeys(("copyright", "managingEditor", "webMaster", "image", "cloud")),
    **dict.fromkeys(("skipHours", "skipDays")),
}
_ITEM: Rules = _OTHER | {
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
_FEED: Rules = _OTHER | {
    f"{_ATOM}id": _guid,
    f"{_ATOM}title": _title,
    f"{_ATOM}link": _atom_link,
    **dict.fromkeys(
        _ATOM + name for name in ("updated", "subtitle", "author", "generator", "icon", "logo", "rights")
    ),
}
_ENTRY: Rules = _OTHER | {
    f"{_ATOM}title": _title,
    f"{_ATOM}link": _atom_link,
    f"{_ATOM}id": _guid,
    f"{_ATOM}summary": _summary,
    f"{_ATOM}content": _atom_content,
    f"{_ATOM}published": _time("published"),
    f"{_ATOM}updated": _time("updated"),
    f"{_ATOM}author": _atom_author,
    f"{_ATOM}rights": _passed_over,
}
