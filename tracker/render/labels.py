"""What codes, times and counts are called."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import Definition, Section, Version

HEADINGS: dict[Section, str] = {
    "title": "Title",
    "what": "What",
    "why_it_matters": "Why it matters",
    "open_questions": "Open questions",
    "narrative": "Narrative",
    "timeline": "Timeline",
    "perspectives": "Perspectives",
    "tensions": "Tensions",
    "key_points": "Key points",
    "sources": "Sources",
}
_REASONS = {
    "first": "first version",
    "articles": "new articles",
    "revision": "an article was revised",
    "page": "the whole text of an article came",
    "merge": "stories merged",
    "split": "articles split off",
    "move": "articles moved",
    "pin": "pinned",
    "unpin": "no longer pinned",
    "united": "tracker found two stories to be one",
    "follow": "articles joined or left by your terms",
    "unfollow": "articles given back",
    "undo": "a correction undone",
    "rebuild": "written anew",
    "engine": "written anew by another engine",
    "rules": "changed by your rules",
}
# How an article came into its story: a sentence, and how a count of such articles goes on.
_WAYS = {
    "clustered": ("More like this story than like any other", "by likeness"),
    "near copy": ("Its text is nearly that of another article here", "as near copies"),
    "first of its kind": ("First of its kind", "began it"),
    "reactive": ("A search for this story found it", "found by a search"),
    "merge by you": ("You merged its story into this one", "by your merge"),
    "split by you": ("You split it off", "by your split"),
    "move by you": ("You moved it here", "moved by you"),
    "undo by you": ("It came back when you undid a correction", "by your undo"),
    "united": ("tracker found that its story and this one are one", "united by tracker"),
    "import by you": ("It came with a story that you imported", "with an import"),
    "follows": ("It matches the terms that you follow", "by terms you follow"),
    "round-up": ("A round-up of many matters: it joins no other story", "as round-ups"),
}
_BARS = "▁▂▃▄▅▆▇█"
# Seconds in each unit, and up to how many of them the unit is used.
_UNITS = ((60, 60, "min"), (3600, 24, "h"), (86400, 14, "d"), (7 * 86400, 9, "w"), (30 * 86400, 24, "mo"))
_YEAR = 365 * 86400
# Terms of a story that are named before the rest is counted: two lines of a page.
TERMS_SHOWN = 20
# Bytes as disks and networks count them: 1 kB is 1,000 B (IEC 80000-13).
_KILO = 1000
_TEN = 10


def reason(code: str) -> str:
    """Say why a version was written."""
    return _REASONS.get(code, code)


def way(code: str) -> str:
    """Say in a sentence how an article came into its story; a code of another tracker stands as it is."""
    return _WAYS[code][0] if code in _WAYS else f"Placed: {code}"


def ways(code: str) -> str:
    """Say the same after a number of articles: "3 by likeness"."""
    return _WAYS[code][1] if code in _WAYS else f"placed: {code}"


def united(number: int) -> str:
    """Say how many stories tracker has made part of older ones, and how to take that back."""
    one = "A story turned out to be part of an older one, and goes on in it."
    several = f"{number} stories turned out to be part of older ones, and go on in them."
    hint = "`tracker history` tells of it; `tracker split STORY FORMER-SLUG` takes it back."
    return f"{one if number == 1 else several} {hint}"


def counted(number: int, noun: str) -> str:
    """Count a noun that takes an s: "1 item", "4 items"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def stories(number: int) -> str:
    """Count stories: "1 story", "4 stories"."""
    return "1 story" if number == 1 else f"{number} stories"


def day(moment: datetime) -> str:
    """Give the day in UTC: 2026-05-23."""
    return moment.astimezone(UTC).date().isoformat() if _far_enough(moment) else moment.date().isoformat()


def stamp(moment: datetime) -> str:
    """Give day and time as a reader is shown them: 2026-05-23 04:11 UTC."""
    return f"{iso(moment)[:16].replace('T', ' ')} UTC"


def iso(moment: datetime) -> str:
    """Give the moment as other programs read it (RFC 3339): 2026-05-23T04:11:00Z."""
    utc = moment.astimezone(UTC) if _far_enough(moment) else moment
    return utc.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def age(then: datetime, now: datetime) -> str:
    """Give how long ago, in one unit: "now", "12 min", "3 h", "2 d", "5 w", "4 mo", "2 y"."""
    return lasting(int((now - then).total_seconds()))


def lasting(seconds: int) -> str:
    """Give how long something lasts, in one unit as `age` does."""
    if seconds < _UNITS[0][0]:
        return "now"
    for size, most, name in _UNITS:
        if seconds < size * most:
            return f"{seconds // size} {name}"
    return f"{seconds // _YEAR} y"


def size(count: int) -> str:
    """Give a number of bytes in the unit that suits it: "920 B", "1.2 kB", "34 MB"."""
    amount, unit = float(count), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < _KILO:
            break
        amount, unit = amount / _KILO, larger
    return f"{amount:.1f} {unit}" if unit != "B" and amount < _TEN else f"{amount:.0f} {unit}"


def until(moment: datetime, now: datetime) -> str:
    """Say how long a time is off, in one unit: "due now", "next in 3 h"."""
    return "due now" if moment <= now else f"next in {age(now, moment)}".replace("in now", "in 1 min")


def sparkline(counts: Sequence[int]) -> str:
    """Draw counts as bars, the largest full; none is the lowest bar."""
    highest = max(counts, default=0)
    top = len(_BARS) - 1
    return "".join(_BARS[-(-count * top // highest) if highest and count > 0 else 0] for count in counts)


def terms(definition: Definition) -> str:
    """Say by which terms a story is defined: "harbour, “dock strike”, not football"."""
    wanted, unwanted = (
        _some([_quoted(term) for term in terms]) for terms in (definition.terms, definition.excluded)
    )
    joined = (" and " if definition.every else ", ").join(wanted)
    return ", not ".join((joined, *unwanted))


def _some(names: list[str]) -> list[str]:
    more = len(names) - TERMS_SHOWN
    return names if more <= 0 else [*names[:TERMS_SHOWN], f"{more} more"]


def _quoted(term: str) -> str:
    return f"“{term}”" if " " in term else term


def imprint(version: Version) -> tuple[str, ...]:
    """Give the particulars of a version: number, time, how many items, engine."""
    if not version.number:
        return ("No articles yet",)
    return (
        f"Version {version.number}",
        stamp(version.written_at),
        counted(version.items, "item"),
        f"{version.dossier.independent} independent",
        version.engine,
    )


def web_link(url: str) -> str:
    """Give back an address that may be linked, else "": http and https to a host, nothing odd in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    odd = url != clean.line(url) or any(sign in url for sign in ' <>"\\`')
    return url if parts.scheme in {"http", "https"} and parts.netloc and not odd else ""


def _far_enough(moment: datetime) -> bool:
    """Tell whether the moment can change its zone: the first and last days of the calendar can't."""
    return MINYEAR < moment.year < MAXYEAR
