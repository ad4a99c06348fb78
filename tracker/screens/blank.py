"""What the story list shows where it has no story: how far the first round is, or what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lines import Line, Span, joined, plain_line, span
from tracker.screens.commands import key_of
from tracker.screens.welcome_screen import STORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.model import Progress
    from tracker.store import Filter

# Cells of the first round's progress bar.
BAR = 40
_STEPS = {
    "fetch": "Fetching the feeds",
    "cluster": "Sorting the articles into stories",
    "page": "Reading the pages of what is short",
    "dossier": "Writing the dossiers",
}
OFFLINE = "Nothing could be fetched yet, for want of a network. It is tried again by itself."
_HINTS = (("open", "opens"), ("diff", "what changed"), ("search", "search"), ("feeds", "feeds"))


def nothing(
    wanted: Filter, feeds: int, lone: int, keys: Mapping[str, str], *, offline: bool = False
) -> list[Line]:
    """Say why the list is empty, and which keys lead on.

    `feeds` are subscribed to; `lone` articles are stored that belong to no story; `offline`: there was
    no network to fetch anything.
    """
    if wanted.unread:
        why = "Nothing has changed since you read it."
        ways = [("unread", "shows what you have read too"), ("poll", "asks the feeds that are due")]
    elif wanted.lone:
        why = "No articles stand alone: each belongs to a story."
        ways = [("lone", "goes back to the stories")]
    elif not feeds:
        why = "No feeds are subscribed to."
        ways = [
            ("feeds", "shows the feeds, which are none yet: add one there"),
            ("undo", "takes back your last act"),
        ]
    else:
        why = OFFLINE if offline else "A story begins when two articles tell of the same matter."
        ways = [("poll", f"asks {_all(feeds)} now"), ("feeds", "shows how each feed does")]
        if lone:
            ways.insert(
                0, ("lone", f"lists {labels.counted(lone, 'article')} that {_stand(lone)} alone so far")
            )
    title = "Nothing here." if wanted.unread or wanted.lone else "No stories yet."
    return [
        plain_line(title, "title"),
        Line(),
        plain_line(why, "muted"),
        Line(),
        *_table([*ways, ("help", "lists all keys")], keys),
    ]


def first_round(progress: Progress, found: int) -> list[Line]:
    """Say how far the first round is: `found` articles came so far. And what is to be seen after it."""
    return [
        plain_line("Reading your feeds for the first time", "title"),
        Line(),
        *_steps(progress, found),
        Line(),
        plain_line(STORY, "muted"),
    ]


def hint(keys: Mapping[str, str]) -> list[Span]:
    """Name the five keys to know, on one line."""
    named = (*_HINTS, ("help", "all keys"))
    told = ([span(key_of(name, keys), "accent"), span(f" {does}", "muted")] for name, does in named)
    return [Span(" Five keys to know: ", "muted"), *joined(told)]


def _steps(progress: Progress, found: int) -> Iterator[Line]:
    """Give a line for each step of a round: done, under way with its bar, or to come."""
    place = list(_STEPS).index(progress.stage)
    for step, (stage, does) in enumerate(_STEPS.items()):
        if stage == "page" and step != place:
            continue  # most rounds have no page to read
        if step == place:
            yield Line((Span("● ", "accent"), span(does, "heading"), *_tally(progress, found)), indent=2)
            yield Line((*_bar(progress), span(f"  {progress.what}", "muted")), indent=4, hang=2)
        elif step < place:
            done = f": {labels.counted(found, 'article')}" if stage == "fetch" else ""
            yield Line((Span("✓ ", "added"), span(f"{does}{done}", "muted")), indent=2)
        else:
            yield Line((Span("· ", "muted"), span(does, "muted")), indent=2)


def _tally(progress: Progress, found: int) -> tuple[Span, ...]:
    told = f" {progress.done} of {progress.total}" if progress.total else ""
    if progress.stage == "fetch" and found:
        told += f" · {labels.counted(found, 'article')} found"
    return (span(told, "number"),) if told else ()


def _bar(progress: Progress) -> tuple[Span, Span]:
    full = BAR * progress.done // progress.total if progress.total else 0
    return Span("━" * full, "accent"), Span("━" * (BAR - full), "rule")


def _table(ways: list[tuple[str, str]], keys: Mapping[str, str]) -> Iterator[Line]:
    for name, does in ways:
        yield Line((Span("  "), span(key_of(name, keys), "accent"), Span("   "), span(does)))


def _all(feeds: int) -> str:
    return "your feed" if feeds == 1 else f"all {feeds} feeds"


def _stand(number: int) -> str:
    return "stands" if number == 1 else "stand"
