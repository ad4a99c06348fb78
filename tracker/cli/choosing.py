"""Which of several feeds the user wants: by options, or asked on a terminal."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from tracker.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cli.session import Session
    from tracker.discover import Candidate

# How often a slip of the finger is forgiven before nothing is added.
TRIES = 3
# One number or two; no page offers more feeds than three digits can say.
_SPAN = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?", re.ASCII)


def numbers(text: str, most: int) -> list[int]:
    """Read "2", "1,3", "2-4", "all", "none" as numbers from 1 to `most`, each once, in their order.

    Raises UsageError for anything else.
    """
    word = text.strip().lower()
    if word in {"all", "none"}:
        return list(range(1, most + 1)) if word == "all" else []
    found: dict[int, None] = {}
    for part in word.replace(",", " ").split() or [""]:
        span = _SPAN.fullmatch(part)
        if span is None:
            raise UsageError(
                f"“{text}” is not a choice from 1 to {most}.", "Write 2, or 1,3, or all, or none."
            )
        first, last = int(span[1]), int(span[2] or span[1])
        if not 1 <= first <= last <= most:
            raise UsageError(f"“{part}” is not in 1 to {most}.", "`--list` shows what there is.")
        found |= dict.fromkeys(range(first, last + 1))
    return list(found)


def chosen(
    session: Session, offered: Sequence[Candidate], pick: Sequence[str], *, everything: bool
) -> list[Candidate]:
    """Return what the options name, what the user answers, or without a terminal the first."""
    if everything:
        return list(offered)
    if pick:
        return [offered[number - 1] for number in numbers(",".join(pick), len(offered))]
    if len(offered) == 1 or not _can_ask(session):
        return [offered[0]]
    return _asked(session, offered)


def _asked(session: Session, offered: Sequence[Candidate]) -> list[Candidate]:
    from tracker.render.candidates import candidate_lines
    from tracker.render.terminal import to_plain

    sys.stderr.write(to_plain(candidate_lines(offered)))
    for _ in range(TRIES):
        sys.stderr.write(f"which? [1-{len(offered)}, all, none] (1) ")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        try:
            picked = numbers(answer.strip() or "1", len(offered)) if answer else []
        except UsageError as error:
            session.talk(str(error))
        else:
            return [offered[number - 1] for number in picked]
    return []


def _can_ask(session: Session) -> bool:
    """Tell whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not session.quiet
