"""Inputs that lead a fuzzer into the code, by target of `tests/fuzz_targets.py`; and how bytes are a text."""

from __future__ import annotations

import json
from datetime import datetime

from tracker.selftest.hostile import PAYLOADS

URL = "https://wire.example/feed"


def text_of(data: bytes) -> str:
    """Read bytes as a text; the first of them says in which way, so that all characters come up."""
    way, rest = data[:1], data[1:]
    match way[0] % 4 if way else 0:
        case 0:
            return rest.decode("utf-8", "replace")
        case 1:
            return rest.decode("utf-8", "surrogateescape")
        case 2:
            return rest.decode("latin-1")
        case _:
            return rest[: len(rest) // 2 * 2].decode("utf-16-le", "surrogatepass")


def as_data(text: str) -> bytes:
    """Give the bytes that `text_of` reads as this text."""
    return b"\x03" + text.encode("utf-16-le", "surrogatepass")


def on_day(text: str, day: str = "2026-05-20") -> bytes:
    """Give the bytes that `dating` reads as this sentence, published about then."""
    return ((datetime.fromisoformat(day).toordinal() - 1) // 56).to_bytes(2, "big") + as_data(text)


_MINE = """\
# mine
feeds:
  News:   # of the day
    - https://a.example/feed
    - url: https://b.example/?a=1&b=2  # kept
      title: "B: the paper"
      tags: [x, 'y z']
      mute: [radar]
  Empty:
search:
  - {url: 'https://s.example/?q={query}', title: S}
mute:
  - horoscope
  - feeds: ["B: the paper"]
    words: [ad]
"""
_OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="A &amp; B" xmlUrl="https://a.example/?a=1&b=2" category="/x,y"/></outline>
<outline type="link" text="page" url="https://p.example/"/></body></opml>"""
_NEWSBOAT = (
    'https://a.example/rss tech "city hall" "~The \\"A\\" Feed" !hidden # said\nexec:ls\n"query:U:x"\n'
)
_RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Quay</title>
<link>https://wire.example/</link><ttl>60</ttl><item><title>Ferry &amp; fog</title><link>/1</link>
<guid isPermaLink="false">urn:1</guid><description><![CDATA[<p>Late.</p>]]></description>
<pubDate>Mon, 04 May 2026 08:00:00 +0200</pubDate></item></channel></rss>"""
_ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><entry><title>Fog</title>
<link href="/2"/><id>urn:2</id><updated>2026-05-04T08:00:00.5Z</updated><author><name>Ada</name></author>
<summary type="html">&lt;p&gt;Thick.&lt;/p&gt;</summary></entry></feed>"""
_JSON_FEED = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": [{"id": "3",
"url": "/3", "title": "Rain", "content_html": "<p>Wet.</p>", "date_published": "2026-05-04T08:00:00Z",
"authors": [{"name": "Ada"}], "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg"}]}]}"""
_CLAIMS = '{"claims": [{"citations": ["1.1", "[2.3]"], "text": "A ferry sank."}]}'
_ANSWERS = (
    _CLAIMS,
    f"Here you are:\n```json\n{_CLAIMS}\n```",
    f"<think>Well, {{no}}</think>{_CLAIMS}",
    '{"events": [{"sentence": 3.10, "text": "It sank."}]}',
    '{"perspectives": [{"actor": "Ada", "citations": [1], "stance": "S", "quotations": ["q"]}]}',
    '{"questions": [{"citations": "1.1", "text": "Why?"}], "answered": []}',
)
_NOON = "2026-05-04T12:00:00Z"
_CLAIM = {"text": "Fog came.", "citations": [1], "since": 1}
_STANCE = {
    "actor": "Ada",
    "stance": _CLAIM,
    "quotes": [],
    "evolution": {"state": "new", "note": "", "since": 1},
}
_QUESTION = {
    "id": "q1",
    "text": "Until when?",
    "citations": [1],
    "state": "open",
    "raised_in": 1,
    "answered_by": [],
}
_SECTIONS = {
    "what": [_CLAIM], "narrative": [[_CLAIM]], "perspectives": [_STANCE], "open_questions": [_QUESTION],
    "timeline": [{"date": "2026-05-04", "text": "Fog came.", "citations": [1]}],
    "tensions": [{"between": ["Ada", "Bo"], "text": "When?", "sides": [_CLAIM, _CLAIM]}],
}  # fmt: skip
_SAVED = {
    "format": 1, "story": {"number": 1, "slug": "fog"}, "slugs": ["fog"], "created": _NOON,
    "versions": [{
        "version": 1, "written_at": _NOON, "engine": "extractive", "reason": "articles", "dropped": 0,
        "title": "Fog", "sections": _SECTIONS,
        "sources": [{"number": 1, "title": "Fog", "outlet": "Quay", "url": URL, "published": _NOON}],
    }],
    "articles": [{
        "number": 1, "member": True, "title": "Fog", "outlet": "Quay", "url": URL, "published": _NOON,
        "fetched": _NOON, "author": "", "guid": "1", "via": "", "page": "", "feeds": [URL],
        "enclosures": [{"url": URL}], "text": "Fog came.", "revisions": [],
    }],
}  # fmt: skip
_SENTENCES = (
    "It opened on 12 May 2026, and two days later, on Thursday, it closed.",
    "The day after the vote on 4 May; last night, next month, in early June, 25/05/2026, 2026-05-12.",
    "On 9/11, on Sept. 11 last year, three weeks earlier, at the weekend, 999 years ago, by 2030.",
    "Am 3. Mai 2024, le 14 juillet, el 2 de mayo de 2025, 5月4日, 12 мая 2026 года.",
)
_DAYS = ("2026-05-20", "0001-01-02", "9999-12-31")
_DATES = (
    "Mon, 04 May 2026 08:00:00 +0200", "2026-05-04T08:00:00.5-14:00", "1777881600", "4.5.2026 08:00",
    "Mo, 04 Mai 2026 25:61", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026年5月4日",
    "4th of May, 2026 8 pm",
)  # fmt: skip
_QUERIES = (
    'outlet:"harbour wire" bridge -ferry since:7d title:"long bridge',
    "is:unread -is:muted until:2026-05-04 tag:sea actor:quill bridg* “crack",
    'since:yesterday until:last-week is:fol 10:30 https://a.example/ NEAR( AND* "',
)  # fmt: skip


SEEDS: dict[str, tuple[bytes, ...]] = {
    "clean": tuple(map(as_data, PAYLOADS.values())),
    "dates": tuple(on_day(text, day) for text in _SENTENCES for day in _DAYS),
    "feeds_yaml": (b"\0" + _MINE.encode(), b"\0- https://a.example/ # c\n", b'\0{"feeds": ["https://a.example/"]}'),
    "foreign_lists": (_OPML, b"\0" + _NEWSBOAT.encode()),
    "query": tuple(b"\0" + text.encode() for text in _QUERIES),
    "documents": (_RSS, _ATOM, _JSON_FEED),
    "moments": tuple(b"\0" + text.encode() for text in _DATES),
    "answers": tuple(b"\0" + text.encode() for text in _ANSWERS),
    "saved_file": (json.dumps(_SAVED).encode(), json.dumps({"format": 1, "stories": [_SAVED]}).encode()),
}  # fmt: skip

# What a fuzzer may put in as one piece, between spaces.
WORDS = {
    "clean": "\x1b] \x1b[ \x1b\\ \x9b \x9d \u0301 \u200d \u202e \ufe0f \u0345",
    "dates": "12 May 2026 days after ago last next weekend de Mai 月 日 year that",
    "feeds_yaml": "feeds: search: mute: only: - url: title: {query} https://a.example/ &a *a !! | > --- #",
    "foreign_lists": '<outline xmlUrl=" text=" category=" <!DOCTYPE &nbsp; <![CDATA[ https://a.example/ ~ !',
    "query": 'outlet: title: since: until: is: tag: actor: " “ - * 7d',
    "documents": "<item> <entry> <guid> <![CDATA[ &#xD800; <description> <pubDate> xml:base </",
    "moments": "May am pm EST 年 月 +0200 T Z",
    "answers": '{" "claims" "citations" "text" ``` <think> </think> NaN 1e999 \\ud800',
    "saved_file": '"format" "stories" "versions" "articles" "number" null 1e999 \\ud800',
}
