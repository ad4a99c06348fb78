"""One kind of page of one site → the addresses of its feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

from tracker.discover.candidate import Candidate
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Mapping

# Of a name in a candidate's title.
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Place:
    """A page's address in parts: host in lower case without "www.", path without a slash at its end."""

    host: str
    path: str
    query: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Pages of a site whose feeds their address gives.

    `hosts` are names; one that begins with a dot stands for every name below it, and what
    comes before the dot is `{sub}`. `path` is the pattern of the whole path, `query` the
    parameter that must be there, if any. `feeds` pairs titles with addresses; both take the
    pattern's groups and the parameter by name, `{host}`, and `{asked}`: the query as it was.
    """

    hosts: tuple[str, ...]
    path: str
    feeds: tuple[tuple[str, str], ...]
    query: str = ""

    def candidates(self, place: Place) -> tuple[Candidate, ...]:
        """Return the feeds of a page, the best first; none where the rule is not for it."""
        sub = self._below(place.host)
        found = re.fullmatch(self.path, place.path) if sub is not None else None
        if found is None:
            return ()
        values = {"host": place.host, "sub": sub or "", "asked": place.query}
        values |= {name: value or "" for name, value in found.groupdict().items()}
        if self.query:
            given = parse_qs(place.query).get(self.query, [""])[0]
            if not given:
                return ()
            values[self.query] = quote(given, safe="")
        return tuple(_filled(title, address, values) for title, address in self.feeds)

    def _below(self, host: str) -> str | None:
        """Return what stands before the rule's host, None where the rule is for other hosts."""
        for name in self.hosts:
            if host == name:
                return ""
            if name.startswith(".") and host.endswith(name):
                return host.removesuffix(name)
        return None


def place_of(url: str) -> Place | None:
    """Take an address apart; None where it is no web address."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    return Place(host, parts.path.rstrip("/"), parts.query)


def kind_at(url: str) -> str:
    """Name the format that the end of an address tells: Atom, RSS, or ""."""
    end = urlsplit(url).path.rstrip("/").lower() + "?" + urlsplit(url).query.lower()
    if re.search(r"\batom\b", end):
        return "Atom"
    return "RSS" if re.search(r"\brss\b", end) else ""


def _filled(title: str, address: str, values: Mapping[str, str]) -> Candidate:
    url = address.format_map(values)
    shown = {name: line(value, _SHOWN) for name, value in values.items()}
    return Candidate(url, title.format_map(shown), kind_at(url))
