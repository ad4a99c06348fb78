"""Feed addresses: which are accepted, when two are the same, and how a subscription is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.model import Subscription

# What stands in a search feed's address for the words searched for.
QUERY = "{query}"
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Longer than any address a server takes (8,000 octets: RFC 9110, section 4.1), with room.
_LONGEST = 10_000


def accepted(url: str) -> str:
    """Give the address as it is kept; feed:// becomes http://. Raises ValueError, with the reason."""
    url = url.strip()
    scheme = url.partition(":")[0].lower()
    if scheme == "feed":
        rest = url[len("feed:") :]
        url = rest if rest.lower().startswith(("http:", "https:")) else f"http:{rest}"
    if not url.lower().startswith(("http:", "https:")):
        raise ValueError("only http and https addresses are feeds")
    if len(url) > _LONGEST:
        raise ValueError(f"no address is longer than {_LONGEST:,} characters")
    if any(char.isspace() or not char.isprintable() for char in url):
        raise ValueError("an address has no spaces or control characters")
    parts = urlsplit(url)
    if not parts.hostname or (parts.port or 1) < 1:
        raise ValueError("the address names no host")
    return url


def normalised(url: str) -> str:
    """Give what is equal for two spellings of one feed's address; not itself to be fetched.

    Not told apart: http and https, the case of the host, a default port, a slash at the
    end, a fragment. Source: RFC 3986, section 6.2; http and https by our own rule.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url.strip()
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    return urlunsplit(("", user + host, parts.path.rstrip("/"), parts.query, ""))


def tidied(subscription: Subscription) -> Subscription:
    """Give a subscription as feeds.yaml can hold it. Raises ValueError for a wrong address."""
    url = accepted(subscription.url)
    return replace(
        subscription,
        url=url,
        title=line(subscription.title),
        group=line(subscription.group),
        tags=split_tags(subscription.tags),
        search=QUERY in url,
        mute=tidied_words(subscription.mute),
        only=tidied_words(subscription.only),
    )


def tidied_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Give the words of a rule as they are kept: clean, on one line, none empty, each once."""
    return tuple(dict.fromkeys(filter(None, map(line, texts))))


def split_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Split texts at commas into tags, each once."""
    tags = (line(tag) for text in texts for tag in text.split(","))
    return tuple(dict.fromkeys(filter(None, tags)))
