"""Feed documents by the thousand, from a seed: well-formed ones of every kind, and mutants of them.

The same seed gives the same documents, on any machine.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tracker.selftest.damages import DAMAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Document:
    """A body with the header it came with, and the titles that must come out of it."""

    name: str
    body: bytes
    content_type: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One entry to be written down in some format; "" is left out."""

    title: str
    link: str = ""
    guid: str = ""
    html: str = ""
    full: str = ""
    author: str = ""
    date: str = ""
    extra: str = ""


_PLACES = ("Velmouth", "Orrin", "Harbour", "Linde", "Solm", "Tessel", "Żar", "Ågrün", "Лодка", "港町")
_EVENTS = ("bridge closes", "ferry fares rise", "council votes", "storm nears & grows", "R&D fund opens")
_TEXTS = (
    "<p>The council of {0} met.</p><p>“We will build,” it said.</p>",
    "<p>One.</p><ul><li>a</li><li>b <b>c</b></li></ul><blockquote><p>It is over.</p></blockquote>",
    "Plain words about {0} & nothing else.",
    "First line.<br/><br/>Second of {0}.<img src='https://pixel.example/1.gif' width='1' height='1'/>",
    "&lt;p&gt;Escaped twice in {0}&lt;/p&gt;",
    "<table><tr><td>{0}</td><td>12</td></tr></table><script>alert(1)</script>",
    "<p>The post <a href='x'>{0}</a> appeared first on <a href='y'>Wire</a>.</p>",
    "",
)
_EXTRAS = (
    "",
    "<category>news</category><comments>https://c.example/</comments>",
    '<enclosure url="https://f.example/a.mp3" length="123" type="audio/mpeg"/>',
    '<media:content url="https://f.example/p.jpg" type="image/jpeg" fileSize="9"/>',
    '<media:thumbnail url="/t"/><media:group><media:description>A caption.</media:description></media:group>',
    "<itunes:author>Ida Moll</itunes:author><itunes:summary>Short.</itunes:summary>",
    "<dc:creator>Jon Vik</dc:creator><dcterms:issued>2026-05-02T08:00:00Z</dcterms:issued>",
    '<source url="https://o.example/feed">Coast Daily</source>',
    "<feedburner:origLink>https://o.example/NUMBER</feedburner:origLink>",
    "<geo:lat>1</geo:lat><x:unknown xmlns:x='urn:x'>?</x:unknown>",
)
_NAMES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_SPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in _NAMES.items())

_DATES: tuple[Callable[[datetime], str], ...] = (
    format_datetime,
    lambda time: time.isoformat(),
    lambda time: f"{time:%Y-%m-%dT%H:%M:%SZ}",
    lambda time: f"{time:%Y-%m-%d}",
    lambda time: f"{time:%a, %d %b %y %H:%M:%S} EST",
    lambda time: f"{time:%d.%m.%Y %H:%M}",
    lambda time: f"Mo, {time:%d} Mai {time:%Y %H:%M:%S} +0200",
    lambda time: str(int(time.timestamp())),
    lambda time: f"{time + timedelta(days=4000):%Y-%m-%dT%H:%M:%SZ}",
    lambda _: "0001-01-01T00:00:00Z",
    lambda _: "9999-12-31T23:59:59-14:00",
    lambda _: "Thu, 32 Foo 2026 25:61:61",
    lambda _: "soon",
    lambda _: "",
)
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252", "koi8-r", "us-ascii", "gb2312")


def documents(count: int, seed: int = 0) -> Iterator[Document]:
    """Make well-formed documents over all formats, encodings, dates, namespaces and missing parts."""
    random = Random(seed)  # noqa: S311 - the same seed is to give the same documents
    for number in range(count):
        write = _FORMATS[number % len(_FORMATS)]
        items = [_item(random, f"{seed}-{number}", place) for place in range(random.randrange(1, 6))]
        is_json = write.__name__.startswith("json")
        encoding = "utf-8" if is_json else random.choice(_ENCODINGS)
        declared = encoding.removesuffix("-sig")
        head = "" if is_json else f'<?xml version="1.0" encoding="{declared}"?>\n'
        yield Document(
            f"{number}:{write.__name__}:{encoding}",
            (head + write(items)).encode(encoding, errors="xmlcharrefreplace"),
            random.choice(("application/xml", "application/rss+xml", "")),
            tuple(item.title for item in items),
        )


def mutants(count: int, seed: int = 0) -> Iterator[Document]:
    """Make damaged documents, each of another one, with one to four faults."""
    random = Random(seed)  # noqa: S311 - the same seed is to give the same documents
    for number, document in enumerate(documents(count, seed + 1)):
        body, names = document.body, []
        for _ in range(random.randrange(1, 5)):
            damage = random.choice(DAMAGES)
            body = damage(random, body)
            names.append(damage.__name__)
        yield replace(document, name=f"{number}:{document.name}:{'+'.join(names)}", body=body, titles=())


def _item(random: Random, number: str, place: int) -> Item:
    where = random.choice(_PLACES)
    time = START - timedelta(minutes=random.randrange(10_000))
    html = random.choice(_TEXTS).format(where)
    item = Item(
        title=f"{where} {random.choice(_EVENTS)} {number}.{place}",
        link=f"https://wire{number}.example/{place}",
        guid=f"urn:wire:{number}:{place}",
        html=html,
        full=random.choice(("", "", html + "<p>The whole article.</p>")),
        author=random.choice(("", "Ida Moll", "ida@harbour.example (Ida Moll)", "Moll, Ida <i@h.example>")),
        date=random.choice(_DATES)(time),
        extra=random.choice(_EXTRAS).replace("NUMBER", f"{number}/{place}"),
    )
    missing = random.choice(("", "", "", "link", "guid", "html", "date", "author"))
    return replace(item, **{missing: ""}) if missing else item


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(text)}</{name}>" if text else ""


def _rss_items(items: list[Item]) -> str:
    return "".join(
        "<item>"
        + _element("title", item.title)
        + _element("link", item.link)
        + _element("guid", item.guid, ' isPermaLink="false"')
        + _element("description", item.html)
        + (f"<content:encoded><![CDATA[{item.full}]]></content:encoded>" if item.full else "")
        + _element("author", item.author)
        + _element("pubDate", item.date)
        + item.extra
        + "</item>"
        for item in items
    )


def _rss(version: str) -> Callable[[list[Item]], str]:
    def write(items: list[Item]) -> str:
        channel = "<title>Wire</title><link>https://wire.example/</link><ttl>60</ttl>"
        return f'<rss version="{version}" {_SPACES}><channel>{channel}{_rss_items(items)}</channel></rss>'

    write.__name__ = f"rss{version}"
    return write


def _rdf(space: str) -> Callable[[list[Item]], str]:
    def write(items: list[Item]) -> str:
        body = "".join(
            f"<item rdf:about={quoteattr(item.guid or item.link or item.title)}>"
            + _element("title", item.title)
            + _element("link", item.link)
            + _element("description", item.html)
            + _element("dc:creator", item.author)
            + _element("dc:date", item.date)
            + "</item>"
            for item in items
        )
        return f'<rdf:RDF xmlns="{space}" {_SPACES}><channel><title>Wire</title></channel>{body}</rdf:RDF>'

    write.__name__ = f"rdf{space.strip('/').rpartition('/')[2]}"
    return write


def _atom(items: list[Item]) -> str:
    entries = "".join(
        "<entry>"
        + _element("title", item.title)
        + (f"<link href={quoteattr(item.link)}/>" if item.link else "")
        + _element("id", item.guid)
        + _element("summary", item.html, ' type="html"')
        + _element("content", item.full, ' type="html"')
        + (f"<author>{_element('name', item.author)}</author>" if item.author else "")
        + _element("updated", item.date)
        + "</entry>"
        for item in items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {_SPACES}><title>Wire</title>{entries}</feed>'


def _atom03(items: list[Item]) -> str:
    entries = "".join(
        "<entry>"
        + _element("title", item.title)
        + (f"<link rel='alternate' href={quoteattr(item.link)}/>" if item.link else "")
        + _element("id", item.guid)
        + _element("content", item.html, ' type="text/html" mode="escaped"')
        + _element("issued", item.date)
        + "</entry>"
        for item in items
    )
    return f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Wire</title>{entries}</feed>'


def _cdf(items: list[Item]) -> str:
    entries = "".join(
        f"<ITEM HREF={quoteattr(item.link)}>{_element('TITLE', item.title)}"
        f"{_element('ABSTRACT', item.html)}</ITEM>"
        for item in items
    )
    return f'<CHANNEL HREF="https://wire.example/"><TITLE>Wire</TITLE>{entries}</CHANNEL>'


def _json(version: str) -> Callable[[list[Item]], str]:
    def write(items: list[Item]) -> str:
        entries = [
            {
                "id": item.guid,
                "url": item.link,
                "title": item.title,
                "content_html": item.html,
                "authors": [{"name": item.author}],
                "date_published": item.date,
                "attachments": [{"url": "https://f.example/a.mp3", "mime_type": "audio/mpeg"}],
            }
            for item in items
        ]
        return json.dumps({"version": f"https://jsonfeed.org/version/{version}", "items": entries})

    write.__name__ = f"json{version}"
    return write


_FORMATS: tuple[Callable[[list[Item]], str], ...] = (
    *map(_rss, ("0.91", "0.92", "2.0", "2.0")),
    *map(_rdf, ("http://my.netscape.com/rdf/simple/0.9/", "http://purl.org/rss/1.0/")),
    _atom,
    _atom03,
    _cdf,
    *map(_json, ("1", "1.1")),
)
