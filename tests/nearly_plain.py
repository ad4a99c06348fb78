"""Plain RSS and Atom documents from a seed, each with a few oddities in texts, addresses and dates.

What the quick reader takes on and what it leaves to feedparser lie close together here.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)
_TEXTS = (
    "Ferry late",
    "A &amp; B",
    "Möwen",
    "<![CDATA[<p>One &amp; <b>two</b></p>]]>",
    "&lt;p&gt;x&lt;/p&gt;",
)
_ODD_TEXTS = (
    *(
        "",
        " ",
        "MÃ¶wen",
        "Â£5",
        "â€™",
        "&#8220;q&#8221;",
        "&#150;",
        "&amp;amp;",
        "&amp;nbsp;x",
        "AT&amp;T; x",
    ),
    *("1 &lt; 2", "\u00a0pad\u00a0", "&#160;", "a\n\nb", "mid<!-- c -->dle", "mid<?p i?>dle", "x<b>y</b>"),
    *(
        "<![CDATA[a]]>b<![CDATA[ c ]]>",
        "🚢",
        "\u200bzw",
        "\u2028",
        "\u0085",
        "a@b.example",
        "x" * 3000,
        "[link]",
    ),
)
_LINKS = ("http://q.example/1", "https://q.example/2?a=1&amp;b=2", "/rel")
_ODD_LINKS = (
    *("", "?q=1", "//o.example/x", "http:///x", "http://q.example/?a=1&amp;amp;b=2", "tag:q,2026:1", "12345"),
    *(
        "javascript:alert(1)",
        "HTTP://Q.example/A",
        "http://q.example/a b",
        "http://[::1",
        "feed://q.example/",
    ),
    *("http://q.example/?x=&amp;copy=1", "http://q.example/?x&amp;lang;", "http://q.example/ä"),
)
_DATES = ("Mon, 04 May 2026 12:00:00 GMT", "2026-05-04T12:00:00+02:00")
_ODD_DATES = (
    *(
        "Tue, 4 May 2026 12:00:00 -0000",
        "Mon, 04 May 2026 24:00:00 GMT",
        "04 May 2026 12:00:60 GMT",
        "soon",
        "",
    ),
    *("Mon, 31 Apr 2026 12:00:00 GMT", "4 May 2026 12:00:00 +9999", "04 May 0070 12:00:00 GMT", "2026-05-04"),
    *("04 May 9999 23:59:59 -0100", "2026-05-04T24:00:00Z", "2026-05-04T12:00:60Z", "2026-02-30T12:00:00Z"),
    *(
        "0001-01-01T00:00:00+05:00",
        "9999-12-31T23:59:59-14:00",
        "2026-05-04T12:00:00+24:00",
        "2030-01-01T00:00:00Z",
    ),
)
_TYPES = ("audio/mpeg", "Audio/MPEG", "text/html", "html", "xhtml", "application/x-shockwave-flash", "x", "")
_RELS = ("alternate", "self", "enclosure", "Alternate", "via", "http://q.example/rel", "")


class _Writer:
    """Writes elements, mostly plain ones; `odds` is the share of odd contents."""

    def __init__(self, random: Random, odds: float = 0.04) -> None:
        self._random = random
        self._odds = odds

    def words(self, name: str, attributes: str = "") -> str:
        """Write an element of text."""
        return self._element(name, _TEXTS, _ODD_TEXTS, attributes)

    def link(self, name: str, attributes: str = "") -> str:
        """Write an element that holds an address."""
        return self._element(name, _LINKS, _ODD_LINKS, attributes)

    def date(self, name: str) -> str:
        """Write an element that holds a date."""
        return self._element(name, _DATES, _ODD_DATES, "")

    def empty(self, name: str, address: str, **others: tuple[str, ...]) -> str:
        """Write an element of attributes alone, some of them left out."""
        known = {address: self._one(_LINKS, _ODD_LINKS)}
        known |= {key: self._random.choice(values) for key, values in others.items() if self.chance(0.6)}
        return f"<{name} " + " ".join(f'{key}="{value}"' for key, value in known.items()) + "/>"

    def chance(self, share: float) -> bool:
        """Say yes so often."""
        return self._random.random() < share

    def some(self, *parts: str) -> str:
        """Leave some parts out, tell one twice once in a while, and put them in any order."""
        kept = [part for part in parts if self.chance(0.6)]
        kept += [part for part in kept if self.chance(self._odds / 2)]
        self._random.shuffle(kept)
        return "".join(kept)

    def kind(self) -> str:
        """Write the attribute by which Atom tells what a text is."""
        kinds = (' type="html"', ' type="html"', ' type="html"', "", ' type="text"')
        return self._random.choice(kinds if not self.chance(self._odds) else (' type="xhtml"', ' q="1"'))

    def _element(self, name: str, usual: tuple[str, ...], odd: tuple[str, ...], attributes: str) -> str:
        pad = "\n  " if self.chance(0.2) else ""
        return f"<{name}{attributes}>{pad}{self._one(usual, odd)}{pad}</{name}>"

    def _one(self, usual: tuple[str, ...], odd: tuple[str, ...]) -> str:
        return self._random.choice(odd if self.chance(self._odds) else usual)


def nearly_plain(count: int, seed: int = 0) -> Iterator[bytes]:
    """Make so many documents; the same seed gives the same ones."""
    random = Random(seed)
    for _ in range(count):
        write: Callable[[_Writer], str] = random.choice((_rss, _atom))
        yield f'<?xml version="1.0" encoding="utf-8"?>\n{write(_Writer(random))}'.encode()


def _rss(write: _Writer) -> str:
    channel = write.some(
        *(write.words("title"), write.link("link"), write.words("description"), write.date("pubDate")),
        *("<ttl>60</ttl>", "<sy:updatePeriod>daily</sy:updatePeriod>"),
        f"<image>{write.some(write.link('url'), write.words('title'), write.link('link'))}</image>",
        "<skipHours><hour>3</hour><hour>24</hour></skipHours>",
    )
    items = "".join(f"<item>{_item(write)}</item>" for _ in range(2))
    return f'<rss version="2.0" {_SPACES}><channel>{channel}{items}</channel></rss>'


def _item(write: _Writer) -> str:
    guid = ' isPermaLink="false"' if write.chance(0.5) else ""
    return write.some(write.words("title"), write.link("link"), write.link("guid", guid)) + write.some(
        write.words("description"),
        *(write.words("content:encoded"), write.date("pubDate"), write.date("dc:date")),
        *(write.words("dc:creator"), write.words("category"), write.link("comments")),
        write.empty("enclosure", "url", type=_TYPES, length=("9", "-1", "x")),
        write.empty("media:content", "url", type=_TYPES, medium=("image", "x"), fileSize=("9", "x")),
        write.empty("media:thumbnail", "url", width=("9",)),
    )


def _atom(write: _Writer) -> str:
    feed = write.some(
        *(write.words("title"), write.link("id"), write.date("updated"), write.words("subtitle")),
        *(write.empty("link", "href", rel=_RELS, type=_TYPES), f"<author>{write.words('name')}</author>"),
    )
    entries = "".join(f"<entry>{_entry(write)}</entry>" for _ in range(2))
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{feed}{entries}</feed>'


def _entry(write: _Writer) -> str:
    return write.some(
        *(write.words("title", write.kind()), write.link("id"), write.words("summary", write.kind())),
        *(write.words("content", write.kind()), write.date("published"), write.date("updated")),
        *(write.empty("link", "href", rel=_RELS, type=_TYPES, length=("9",)), write.words("rights")),
        f"<author>{write.some(write.words('name'), write.link('uri'))}</author>",
    )
