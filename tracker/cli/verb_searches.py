"""`tracker searches`: which words left this machine, to whom, and what they brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story", required=False, shell_complete=completing.stories)
@click.option("--next", "ahead", is_flag=True, help="What is due and would be asked next; nothing is sent.")
@click.option("--limit", type=NUMBER, default=100, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, story: str | None, *, ahead: bool, limit: int, as_json: bool) -> int:
    """List what was put to search feeds, newest first: when, for which story, in which words, to whom.

    Nothing but these words leaves this machine. Who asks is set by `tracker follow STORY --search` and
    by [search] in config.toml; who is asked stands under `search` in feeds.yaml.
    """
    with session.tracker() as tracker:
        number = None if story is None else tracker.reading.story(story).number
        list_them = tracker.searching.next if ahead else tracker.searching.sent
        rows, (left, daily) = list_them(limit, number), tracker.searching.left()
    if as_json:
        from tracker.render.searches import searches_data

        session.json(searches_data(rows, left, daily))
    else:
        from tracker.render.searches import searches_lines

        session.out(searches_lines(rows, session.clock()))
        session.talk(f"{left} of {daily} searches are left for these 24 hours.")
    return 0
