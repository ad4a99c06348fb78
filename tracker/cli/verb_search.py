"""`tracker search`: words and fields over articles and dossiers, as the interface has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=NUMBER, default=50, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, query: tuple[str, ...], *, limit: int, as_json: bool) -> int:
    """Find stories, then articles, the newest first, that have every word.

    Words find what begins with them; a "phrase" stands together; -word is refused. Fields: outlet:"harbour
    wire", actor:NAME, title:WORD, tag:NAME, since:7d, until:2026-05, before:monday, is:unread (read,
    followed, muted, lone, story, article); each with a - before it is refused. Behind `--` a query may
    begin with a -.
    """
    with session.tracker() as tracker:
        found = tracker.finding.find(_joined(query), limit)
    for complaint in found.query.complaints:
        session.talk(complaint)
    if as_json:
        from tracker.render.data import hits_data

        session.json(hits_data(found.hits))
        return 0
    from tracker.render.hits import found_words, hits_lines, nothing_words

    session.out(hits_lines(found.hits, session.clock(), session.width))
    if not found.hits:
        session.talk(nothing_words(found))
    elif found.more or found.back_to:
        told = found_words(found)
        session.talk(f"{told[:1].upper()}{told[1:]}; --limit N shows more, a further word fewer.")
    return 0


def _joined(arguments: tuple[str, ...]) -> str:
    """Put arguments together; of several, one with a space in it has lost its quotes to the shell."""
    return " ".join(map(_quoted, arguments)) if len(arguments) > 1 else arguments[0]


def _quoted(word: str) -> str:
    if " " not in word.strip() or '"' in word:
        return word
    field = re.match(r"-?(?:[a-z]+:)?", word)
    start = field.end() if field else 0
    return f'{word[:start]}"{word[start:]}"'
