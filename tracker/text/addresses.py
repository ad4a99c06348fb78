"""Addresses in a normal form for comparing: what of them says which page is meant."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from tracker.text.stopwords import word_set

# Parameters that say where a reader came from and not what is read: analytics, mail, social networks.
_TRACKING = word_set(
    """
    _ga _gl _hsenc _hsmi cmp cmpid dclid fbclid ftag gclid gclsrc guccounter icid igsh igshid mc_cid
    mc_eid mkt_tok msclkid oly_anon_id oly_enc_id ref_src ref_url smid spm traffic_source twclid wt_mc
    xtor yclid
    """
)
_TRACKING_PREFIXES = ("utm_", "at_", "ns_", "pk_", "mtm_")
# `ref` may matter, `ref=rss` never does.
_FEED_VALUES = frozenset({"rss", "feed", "rssfeed", "atom"})
_DEFAULT_PORTS = frozenset({None, 80, 443})
_DEFAULT_WRITTEN = frozenset({None, ":80", ":443"})
_INDEXES = ("/index.html", "/index.htm", "/index.php")
# An address with nothing in it that needs a parser: nine of ten articles have one.
_PLAIN = re.compile(
    r"https?://(?:www\.)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*)"
    r"(?P<port>:(?:[1-9]\d{1,3}|[1-5]\d{4}))?(?P<path>/[\w./~-]*)?",
    re.ASCII,
)


@lru_cache(maxsize=4096)
def url_key(url: str) -> str:
    """Bring an address into a normal form for comparing: no scheme, `www.`, tracking or fragment.

    Remembered for some thousands, since each of a document's is asked for three times.
    """
    plain = _PLAIN.fullmatch(url)
    if plain:
        port = plain["port"] if plain["port"] not in _DEFAULT_WRITTEN else ""
        return plain["host"] + port + _path(plain["path"] or "")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    if port not in _DEFAULT_PORTS:
        host += f":{port}"
    path = quote(unquote(parts.path, errors="surrogateescape"), errors="surrogateescape")
    query = sorted(pair for pair in _pairs(parts.query) if not _is_tracking(*pair))
    key = host + (path.rstrip("/") if parts.query else _path(path))
    return f"{key}?{urlencode(query, errors='surrogateescape')}" if query else key


def _path(path: str) -> str:
    for index in _INDEXES:
        path = path.removesuffix(index)
    return path.rstrip("/")


def is_home(key: str) -> bool:
    """Say whether a normal form names a whole site, which identifies no article."""
    return "/" not in key and "?" not in key


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    except ValueError:  # more parameters than Python's limit
        return [(query, "")]


def _is_tracking(name: str, value: str) -> bool:
    name = name.lower()
    if name in {"ref", "source", "src", "from", "partner"}:
        return value.lower() in _FEED_VALUES
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
