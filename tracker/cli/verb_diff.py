"""`tracker diff`: what changed between two versions of a story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import VERSION, Moment, SectionName, Verb
from tracker.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.cli.session import Session
    from tracker.model import Comparison, Section, Story, Version

# Two columns of less are of no use; diff(1) has 130 by itself.
_LEAST_WIDTH = 40


@dataclass(frozen=True, slots=True)
class _Compared:
    """A comparison with both versions; `earlier`: the number of the one before the older."""

    story: Story
    old: Version
    new: Version
    comparison: Comparison
    earlier: int


def _schema(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Print the schema and be done, before a story is asked for."""
    del param
    if value and not ctx.resilient_parsing:
        import json

        from tracker.render.diff_schema import diff_schema

        click.echo(json.dumps(diff_schema(), indent=2))
        ctx.exit()


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.argument("before", metavar="[A]", required=False, type=VERSION)
@click.argument("after", metavar="[B]", required=False, type=VERSION)
@click.option("--since", type=Moment(), help="A is the version that was the newest then.")
@click.option("--section", type=SectionName(), help="Only this section.")
@click.option("--side-by-side", "-y", "sides", is_flag=True, help="In two columns.")
@click.option("--width", "-W", type=click.IntRange(_LEAST_WIDTH), help="Columns of the two together.")
@click.option("--brief", is_flag=True, help="Only in a line what changed.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_schema,
    help="Print the JSON Schema of --json.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where the versions differ.")
@click.pass_obj
def verb(
    session: Session,
    story: str,
    before: int | None,
    after: int | None,
    *,
    since: datetime | None,
    section: Section | None,
    sides: bool,
    width: int | None,
    brief: bool,
    as_json: bool,
    exit_code: bool,
) -> int:
    """Compare version A of STORY with B, section by section and word by word.

    Without B, with the newest; without A, the version you last read with the newest.
    """
    if since is not None and before is not None:
        raise UsageError("--since says which version is A; leave out the numbers.")
    if brief + sides + as_json > 1:
        raise UsageError("--brief, --side-by-side and --json exclude each other.")
    found = _compare(session, story, before, after, since)
    if section:
        from tracker.diff import only

        changes = only(found.comparison.changes, section)
        found = replace(found, comparison=replace(found.comparison, changes=changes, figures=()))
    if as_json:
        from tracker.render.data import diff_data

        session.json(diff_data(found.comparison))
    elif brief:
        _tell(session, found)
    else:
        _print(session, found, (width or session.width) if sides else None)
        if found.old.number == found.new.number > 1 and before is None:
            hint = f"`tracker diff {found.story.number} v{found.earlier}` shows what it changed."
            session.talk(f"You have read version {found.new.number}, the newest. {hint}")
    return 1 if exit_code and found.comparison.changes else 0


def _compare(
    session: Session, story: str, before: int | None, after: int | None, since: datetime | None
) -> _Compared:
    with session.tracker() as tracker:
        reading = tracker.reading
        if since is not None:
            before = reading.version(story, at=since).number
        comparison = tracker.past.compare(story, before, after)
        old, new = (reading.version(story, number) for number in (comparison.before, comparison.after))
        earlier = tracker.past.beside(story, old.number, -1) or old.number
        return _Compared(reading.story(story), old, new, comparison, earlier)


def _tell(session: Session, found: _Compared) -> None:
    """Print what changed in one line; nothing where nothing did, as diff(1)."""
    from tracker.diff import account

    told = account(found.comparison.changes, found.comparison.figures)
    if told:
        session.text(f"{found.story.slug} v{found.old.number} v{found.new.number}: {', '.join(told)}")


def _print(session: Session, found: _Compared, width: int | None) -> None:
    """Print the page; `width`: in two columns of together so many cells, None: one under the other."""
    from tracker.render.changes import changes_head, changes_page, side_by_side

    changes, figures = found.comparison.changes, found.comparison.figures
    if width is None or not changes:
        session.out(changes_page(found.story, found.old, found.new, changes, figures))
        return
    session.out(changes_head(found.story, found.old, found.new, changes, figures), width)
    session.out(side_by_side(changes), width)
