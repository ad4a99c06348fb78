"""Stories that moved → what a user is told: notices in words and JSON, digests as text, Markdown, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.diff import marks
from tracker.render import labels
from tracker.render.data import safe
from tracker.render.dossier_data import claim, question, source
from tracker.render.lines import Line, Span, joined, plain_line, span
from tracker.render.markdown import escaped
from tracker.render.sections import BULLET, cited, source_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.model import Digest, Move, Notice, Question, Shift, Source
    from tracker.render.dossier_data import Data

# Sources and answers of a story that a page names; the rest is counted.
SOURCES, ANSWERS = 3, 3
_NEW = "new"


def notice_title(notice: Notice) -> str:
    """Give the title of a notice: that of the story, or how many moved."""
    if len(notice.moves) == 1:
        return notice.moves[0].title
    return f"{len(notice.moves)} stories that you follow moved"


def notice_text(notice: Notice) -> str:
    """Give a notice in a few lines: of one story what changed, of several each with its title."""
    if len(notice.moves) == 1:
        return _account(notice.moves[0])
    return "\n".join(f"{move.title}: {_account(move)}" for move in notice.moves)


def notice_data(notice: Notice) -> Data:
    """Give a notice as JSON: `title` and `text` in words, then each story.

    `held`: quiet hours have held back some of it.
    """
    return safe(
        {
            "at": labels.iso(notice.at),
            "held": notice.held,
            "title": notice_title(notice),
            "text": notice_text(notice),
            "stories": [move_data(move) for move in notice.moves],
        }
    )


def move_data(move: Move) -> Data:
    """Give how a story moved; `from` 0: it is new. `url` is the newest source that came, or ""."""
    newest = max(move.sources, key=lambda each: each.published, default=None)
    return {
        "story": move.story.slug,
        "number": move.story.number,
        "title": move.title,
        "version": move.version,
        "from": move.before,
        "written_at": labels.iso(move.written_at),
        "items": move.story.items,
        "independent": move.story.independent,
        "followed": move.story.followed,
        "changes": list(move.changes),
        "what": [claim(each) for each in move.what],
        "shifted": [
            {"actor": each.actor, "stance": claim(each.stance), "was": each.was} for each in move.shifted
        ],
        "answered": [question(each) for each in move.answered],
        "figures": [{"before": before, "after": after} for before, after in move.figures],
        "sources": [source(each) for each in move.sources],
        "url": labels.web_link(newest.url) if newest is not None else "",
    }


def digest_data(digest: Digest) -> Data:
    """Give a digest as JSON; `more` counts the stories that moved beside those listed."""
    return safe(
        {
            "since": labels.iso(digest.since),
            "until": labels.iso(digest.until),
            "stories": [move_data(move) for move in digest.moves],
            "more": digest.more,
        }
    )


def digest_lines(digest: Digest) -> list[Line]:
    """Give a digest as a page of text."""
    lines = [plain_line(_heading(digest), "title"), plain_line(_span(digest), "muted")]
    for move in digest.moves:
        lines += [Line(), *_move_lines(move)]
    more = _more(digest)
    return [*lines, Line(), plain_line(more, "muted")] if more else lines


def digest_markdown(digest: Digest) -> str:
    """Give a digest as Markdown; feed text is escaped, links are http and https only."""
    parts = [f"# {escaped(_heading(digest))}", escaped(_span(digest))]
    for move in digest.moves:
        parts += [f"## {escaped(move.title)}", "\n".join(_move_markdown(move))]
    more = _more(digest)
    return "\n\n".join([*parts, *([f"*{escaped(more)}*"] if more else [])]) + "\n"


def _heading(digest: Digest) -> str:
    count = len(digest.moves) + digest.more
    if not count:
        return "Nothing moved"
    return "1 story moved" if count == 1 else f"{count} stories moved"


def _span(digest: Digest) -> str:
    told = f"{labels.stamp(digest.since)} to {labels.stamp(digest.until)}"
    if digest.moves or digest.more or digest.newest is None or digest.newest > digest.since:
        return told
    return f"{told}. What moved last did so on {labels.stamp(digest.newest)}; --since looks further back."


def _more(digest: Digest) -> str:
    if not digest.more:
        return ""
    since = labels.iso(digest.since)
    return f"{digest.more} more moved: `tracker digest --since {since} --limit N` tells of them."


def _account(move: Move) -> str:
    if move.changes:
        return " · ".join(move.changes)
    return f"new, {labels.counted(len(move.sources), 'source')}" if not move.before else "put another way"


def _imprint(move: Move) -> tuple[str, ...]:
    between = f"v{move.before} → v{move.version}" if move.before else f"{_NEW}, v{move.version}"
    counts = f"{labels.counted(move.story.items, 'item')}, {move.story.independent} independent"
    return between, labels.stamp(move.written_at), counts, move.story.slug


def _move_lines(move: Move) -> Iterator[Line]:
    star = (Span("★ ", "date", "followed: "),) if move.story.followed else ()
    yield Line((*star, span(move.title, "heading")), link=move.story.slug)
    yield Line(joined([span(part, "muted")] for part in _imprint(move)))
    if move.changes:
        yield Line(joined([span(change, "accent")] for change in move.changes))
    for each in move.what:
        yield Line((BULLET, *cited(each.text, each.citations)), 2, 2)
    for shift in move.shifted:
        yield Line(_shift_spans(shift), 2, 2)
    for found in move.answered[:ANSWERS]:
        yield Line((BULLET, span("Answered", "badge-answered"), span(f": {_answer(found)}")), 2, 2)
    figures = _figures(move)
    if figures:
        yield Line((BULLET, span(f"Figures: {figures}")), 2, 2)
    shown, rest = _shown(move.sources)
    for each_source in shown:
        yield source_line(each_source, wide=True)
    if rest:
        yield plain_line(rest, "muted", indent=2)


def _shift_spans(shift: Shift) -> tuple[Span, ...]:
    was = (span(f" Before: {shift.was}", "muted"),) if shift.was else ()
    stance = cited(shift.stance.text, shift.stance.citations)
    return (BULLET, span(f"{shift.actor} shifted", "badge-shifted"), span(": "), *stance, *was)


def _move_markdown(move: Move) -> Iterator[str]:
    yield escaped(" · ".join(_imprint(move))) + "\n"
    if move.changes:
        yield f"**{escaped(' · '.join(move.changes))}**\n"
    for each in move.what:
        yield f"- {escaped(each.text)} {escaped(marks(each.citations))}".rstrip()
    for shift in move.shifted:
        was = f" Before: {escaped(shift.was)}" if shift.was else ""
        said = f"{escaped(shift.stance.text)} {escaped(marks(shift.stance.citations))}"
        yield f"- **{escaped(shift.actor)} shifted**: {said}{was}"
    for found in move.answered[:ANSWERS]:
        yield f"- **Answered**: {escaped(_answer(found))}"
    figures = _figures(move)
    if figures:
        yield f"- **Figures**: {escaped(figures)}"
    shown, rest = _shown(move.sources)
    for each_source in shown:
        yield f"- {_source_markdown(each_source)}"
    if rest:
        yield f"- {escaped(rest)}"


def _source_markdown(found: Source) -> str:
    address, title = labels.web_link(found.url), escaped(found.title)
    # What ends a destination in angle brackets is no part of an address that may be linked.
    linked = f"[{title}](<{address}>)" if address else title
    origin = escaped(f"{found.outlet} ({labels.day(found.published)})")
    return f"{escaped(marks([found.number]))} {linked}, {origin}"


def _answer(found: Question) -> str:
    by = marks(found.answered_by)
    return " ".join(part for part in (found.text, found.answer, by) if part)


def _figures(move: Move) -> str:
    """Give the figures that the account of the changes has no room for."""
    texts = (f"{before} → {after}" for before, after in move.figures)
    return ", ".join(text for text in texts if text not in move.changes)


def _shown(sources: Sequence[Source]) -> tuple[Sequence[Source], str]:
    """Choose the newest sources, and say how many more there are."""
    newest = sorted(sources, key=lambda each: each.published, reverse=True)[:SOURCES]
    rest = len(sources) - len(newest)
    return newest, f"and {labels.counted(rest, 'more source')}" if rest else ""
