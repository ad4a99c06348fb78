"""What an incoming entry is: new, the same as a stored article, or an edit of one.

No single mark of an entry can be trusted: guids change, repeat or are missing, addresses
move, titles are edited. So two entries are one article when two of {guid, address, title,
time, text} agree, and a mark that occurs more than once identifies nothing. Pure: the
store carries the intents out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

from tracker.text.addresses import is_home, url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from tracker.model import Article, Entry

# Shorter texts ("Read more", "Photos:") say nothing of which article they belong to.
SHORTEST_TEXT = 20
# Half of the words in common: an edit keeps more, two articles of one feed share less.
SIMILAR = 0.5
# The length of a moment to the second.
_SECONDS = len("2026-05-04T09:00:00")
# Two marks that agree outweigh those that do not.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class New:
    """The entry is an article nobody has."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Same:
    """The entry is the stored article `article`, unchanged but for white space."""

    article: int


@dataclass(frozen=True, slots=True)
class Edited:
    """The entry is the stored article `article` with another title or text."""

    article: int
    entry: Entry


Intent = New | Same | Edited
_Keys = dict[str, str]  # the name of a mark → its normal form; a mark not given is not there


def decide(
    entries: Sequence[Entry], known: Sequence[Article], fetched: datetime, feed: str = ""
) -> tuple[Intent, ...]:
    """Say of each entry of one document what it is; an entry listed twice is told once.

    `known` holds the stored articles of the feed and those of other feeds with an address
    in common (`url_key`). With `feed` given, an article of another feed matches by its
    address alone and is never edited by this feed: two feeds that summarise one page in
    their own words would otherwise revise each other for ever.
    """
    if not known and len({_folded(entry.title) for entry in entries}) == len(entries):
        # A feed's first document, with nothing in it that could be told twice.
        return tuple(map(New, entries))
    document = _told_once([(entry, _keys(entry, fetched)) for entry in entries])
    stored = {article.id: (article, _keys(article, article.fetched)) for article in known}
    useless = _repeated(keys for _, keys in document) | _shared(stored.values())
    matches = _assign(document, stored, useless, feed)
    return tuple(
        _intent(entry, stored[matches[n]][0], feed) if n in matches else New(entry)
        for n, (entry, _) in enumerate(document)
    )


def _keys(item: Entry | Article, fetched: datetime) -> _Keys:
    """Return the marks of an entry or an article that can identify it.

    A time equal to that of fetching was filled in for want of a date.
    """
    url = url_key(item.url) if item.url else ""
    text = _folded(item.text)
    time = item.published
    keys = {
        "guid": item.guid.strip(),
        "url": "" if is_home(url) else url,
        "title": _folded(item.title),
        "published": time.astimezone(UTC).isoformat()[:_SECONDS] if time and time != fetched else "",
        "text": text if len(text) >= SHORTEST_TEXT else "",
    }
    return {name: value for name, value in keys.items() if value}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _told_once(document: list[tuple[Entry, _Keys]]) -> list[tuple[Entry, _Keys]]:
    """Merge entries that one document lists twice; the latest stands, in the first's place."""
    kept: list[tuple[Entry, _Keys]] = []
    places: dict[str, list[int]] = defaultdict(list)
    for entry, keys in document:
        title = keys.get("title", "")
        twin = next((n for n in places[title] if _is_twin(keys, kept[n][1])), None)
        if twin is None:
            places[title].append(len(kept))
            kept.append((entry, keys))
        elif keys.get("published", "") > kept[twin][1].get("published", ""):
            kept[twin] = (entry, keys)
    return kept


def _is_twin(one: _Keys, other: _Keys) -> bool:
    """Say whether two entries of one document, titled alike, are one article told twice.

    Stricter than against stored articles: feeds whose guids and addresses are all the same
    must not melt into one article.
    """
    if one == other:
        return True
    if all(one.get(name) == other.get(name) for name in ("title", "text", "published")):
        # Nothing but the title in common is not enough.
        return "text" in one or "published" in one
    if not all(one.get(name, "") == other.get(name, "-") for name in ("guid", "url")):
        return False
    if one.get("published") == other.get("published") or _similar(one, other, "text"):
        return True
    # A date in the future is none until it has come, and must not part two twins then.
    return not any(
        name in one and name in other and one[name] != other[name] for name in ("published", "text")
    )


def _repeated(keys: Iterable[_Keys]) -> set[tuple[str, str]]:
    """List the marks that more than one entry of a document bears."""
    counts = Counter(mark for entry in keys for mark in entry.items())
    return {mark for mark, count in counts.items() if count > 1}


def _shared(stored: Iterable[tuple[Article, _Keys]]) -> set[tuple[str, str]]:
    """List the marks that more than one stored article bears, of different titles if they are names."""
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for _, keys in stored:
        for mark in keys.items():
            bearers[mark].append(keys.get("title", ""))
    return {
        (name, value)
        for (name, value), titles in bearers.items()
        if len(titles if name not in {"guid", "url"} else set(titles)) > 1
    }


def _assign(
    document: list[tuple[Entry, _Keys]],
    stored: Mapping[int, tuple[Article, _Keys]],
    useless: set[tuple[str, str]],
    feed: str,
) -> dict[int, int]:
    """Pair entries (by place) with stored articles (by id), the best matches first, each once."""
    index: dict[object, list[int]] = defaultdict(list)
    for number, (_, keys) in stored.items():
        for mark in (frozenset(keys.items()), *(keys.items() - useless)):
            index[mark].append(number)
    ranked = []
    for place, (_, keys) in enumerate(document):
        marks = (frozenset(keys.items()), *(keys.items() - useless))
        for number in {number for mark in marks for number in index.get(mark, ())}:
            article, other = stored[number]
            foreign = feed not in {"", article.feed}
            if rank := _rank(keys, other, useless, foreign=foreign):
                ranked.append((-rank, place, number))
    return _each_once(sorted(ranked))


def _each_once(ranked: list[tuple[int, int, int]]) -> dict[int, int]:
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for _, place, number in ranked:
        if place not in matches and number not in taken:
            matches[place] = number
            taken.add(number)
    return matches


def _rank(one: _Keys, other: _Keys, useless: set[tuple[str, str]], *, foreign: bool) -> int:
    """Say how well an entry and a stored article match; 0: they are not the same article."""
    both = one.keys() & other.keys()
    agreed = {name for name in both if one[name] == other[name]}
    differing = both - agreed
    agreed -= {name for name, _ in one.items() & useless}
    if foreign:
        return 10 * len(agreed) if "url" in agreed else 0
    if one == other:
        return 100
    if "published" in agreed and _is_midnight(one) and len(differing) >= ENOUGH:
        # A date without a time is shared by all articles of a day.
        agreed.discard("published")
    if len(agreed) >= ENOUGH:
        return 10 * len(agreed)
    if not agreed or agreed == {"published"}:
        return 0
    if not differing:
        return 10
    alike = _similar(one, other, "title") or _similar(one, other, "text")
    return 5 if alike and agreed & {"guid", "url", "text"} else 0


def _is_midnight(keys: _Keys) -> bool:
    return keys["published"].endswith("T00:00:00")


def _similar(one: _Keys, other: _Keys, name: str) -> bool:
    """Say whether two titles or texts have at least half of their words in common (Dice)."""
    words, others = set(one.get(name, "").split()), set(other.get(name, "").split())
    return bool(words) and 2 * len(words & others) >= SIMILAR * (len(words) + len(others))


def _intent(entry: Entry, article: Article, feed: str) -> Intent:
    if feed not in {"", article.feed}:
        return Same(article.id)
    # A feed that leaves title or text out, for once, does not take it back.
    whole = replace(
        entry, title=entry.title.strip() or article.title, text=entry.text.strip() or article.text
    )
    if whole.title.split() == article.title.split() and whole.text.split() == article.text.split():
        return Same(article.id)
    return Edited(article.id, whole)
