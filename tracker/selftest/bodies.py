"""Bodies made to crash, hang or trick a parser of feeds, each in our own form.

None takes the parser its whole time.
"""

from __future__ import annotations

import gzip

_RSS = "<rss version='2.0'><channel><item><title>{}</title></item></channel></rss>"
_TEXTS = {
    "entity bomb": "<!DOCTYPE r [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 12}'>" for n in range(9))
    + "]>"
    + _RSS.format("&j;"),
    "external entity": "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + _RSS.format("&x;"),
    "parameter entity": "<!DOCTYPE r [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x'> %x;]>" + _RSS.format("a"),
    "deep nesting": _RSS.format("<a>" * 3000 + "x" + "</a>" * 3000),
    "deep html": _RSS.format("&lt;div&gt;" * 3000),
    "surrogate": _RSS.format("&#xD800;"),
    "surrogate in decimal": _RSS.format("&#55296;"),
    "number too large": _RSS.format("&#99999999999999999999;"),
    "nul": _RSS.format("a\0b"),
    "nul entity": _RSS.format("&#0;&#x0;"),
    "author without end": f"<rss version='2.0'><channel><item><title>a</title><author>{'(' * 4000}",
    "no end": _RSS.format("a")[:60],
    "comment without end": "<rss version='2.0'><channel><!--" + "-" * 10_000,
    "cdata without end": "<rss version='2.0'><channel><item><title><![CDATA[" + "x" * 10_000,
    "html page": "<!doctype html><html><head><title>x</title></head><body><p>x</body></html>",
    "path of a device": "/dev/zero",
    "path of a file": "/etc/passwd",
    "address": "http://127.0.0.1:9/feed",
    "dash": "-",
    "unknown encoding": "<?xml version='1.0' encoding='martian'?>" + _RSS.format("a"),
    "codec that is no text": "<?xml version='1.0' encoding='zlib'?>" + _RSS.format("a"),
    "utf-7": "<?xml version='1.0' encoding='utf-7'?>" + _RSS.format("+ADw-script+AD4-"),
    "idna codec": "<?xml version='1.0' encoding='idna'?>" + _RSS.format("a"),
    "wrong dates": "".join(
        _RSS.format(f"a</title><pubDate>{d}</pubDate><title>") for d in ("-1", "99:99", "W99", "13-13")
    ),
    "base that is no address": "<rss version='2.0' xml:base='http://[x'><channel><link>a</link></channel></rss>",
    "many namespaces": "<rss version='2.0' " + " ".join(f"xmlns:n{n}='u{n}'" for n in range(500)) + "/>",
    "json of numbers": '{"version": "https://jsonfeed.org/version/1", "items": [1e999, {"id": 1e999}]}',
    "json of digits": '{"version": ' + "9" * 5000 + "}",
    "quadratic entities": "<!DOCTYPE r [<!ENTITY a '" + "x" * 50_000 + "'>]>" + _RSS.format("&a;" * 500),
    "a thousand long attributes": "<rss " + " ".join(f"a{n}='{'x' * 200}'" for n in range(1000)) + "/>",
    "a hundred thousand attributes": "<rss " + " ".join(f"a{n}=''" for n in range(100_000)) + "/>",
    "author of 32 kB": _RSS.format("a</title><author>" + "a" * 32_768 + "</author><title>"),
    "author of 32 kB in CDATA": _RSS.format(f"a</title><author><![CDATA[{'a' * 32_768}]]></author><title>"),
    "creator of dots": _RSS.format("a</title><dc:creator>" + ".-" * 20_000 + "</dc:creator><title>"),
    "open brackets": "<" * 100_000,
    "open tags": "<a " * 30_000,
    "ampersands": _RSS.format("&" * 50_000),
    "date of 100 kB": _RSS.format("a</title><pubDate>" + "1" * 100_000 + "</pubDate><title>"),
    "date of spaces": _RSS.format("a</title><pubDate>1" + " " * 100_000 + "May</pubDate><title>"),
    "many skipped hours": "<rss version='2.0'><channel>" + "<skipHours><hour>" * 5000,
    "links to files": _RSS.format(
        "a</title><link>file:///etc/passwd</link><enclosure url='file:///x'/><title>"
    ),
    "many enclosures": _RSS.format("a</title>" + "<enclosure url='https://a.example/1'/>" * 5000 + "<title>"),
    "many authors": _RSS.format("a</title>" + "<dc:creator>A</dc:creator>" * 2000 + "<title>"),
    "many titles": "<rss version='2.0'><channel><item>" + "<title>a</title>" * 5000,
    "items without end": "<rss version='2.0'><channel>" + "<item><title>a</title>" * 1500,
    "json of deep lists": '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 50_000,
    "json cut off": '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "a',
    "json of one list": '{"version": "https://jsonfeed.org/version/1", "items": [[], {}, null, "x", 1]}',
    "json with wrong attachments": '{"version": "https://jsonfeed.org/version/1", "items": [{"title": "a",'
    ' "attachments": [null, {"url": 1}, {"url": "file:///x", "size_in_bytes": 1e308}]}]}',
}
BODIES = {
    **{name: text.encode() for name, text in _TEXTS.items()},
    "empty": b"",
    "utf-16 without mark": _RSS.format("a").encode("utf-16-le"),
    "utf-16 cut in half": _RSS.format("a").encode("utf-16")[:-1],
    "latin-1 as utf-8": b"<?xml version='1.0' encoding='utf-8'?>" + _RSS.format("\xe9").encode("latin-1"),
    "gzip": gzip.compress(_RSS.format("a").encode()),
    "truncated gzip": gzip.compress(_RSS.format("a").encode())[:-5],
    "gzip in gzip": gzip.compress(gzip.compress(_RSS.format("a").encode())),
    "utf-32": _RSS.format("a").encode("utf-32"),
    "big-endian utf-16 without mark": _RSS.format("a").encode("utf-16-be"),
    "binary": bytes(range(256)) * 40,
    "png": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "byte order marks": b"\xef\xbb\xbf\xff\xfe" * 3,
}
