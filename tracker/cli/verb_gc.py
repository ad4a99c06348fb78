"""`tracker gc`: lets old articles go that nothing cites, and gives the room back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.model import Collected, Limits

# Exit code of what was done in part.
PARTLY = 4
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
_KINDS = ("articles", "revisions", "versions", "searches", "notes", "analyses")
_NAMES = {
    "articles": "lone articles",
    "revisions": "earlier texts of articles",
    "versions": "old versions",
    "searches": "searches",
    "notes": "notes for finding stories",
    "analyses": "notes for writing dossiers",
}


class Bytes(click.ParamType[int]):
    """A size of the database: 500MB, 1.5 GB; as plain bytes without a unit. 0: any."""

    name = "SIZE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read number and unit, or fail with an example."""
        found = re.fullmatch(r"([0-9]{1,15}(?:\.[0-9]{1,6})?) ?([kmg]?)b?", str(value).strip().lower())
        if found is None:
            self.fail(f"“{value}” is no size. Write it as 500MB.", param, ctx)
        return int(float(found[1]) * _UNITS[found[2]])


class Age(click.ParamType[int]):
    """An age in days: 90, 90d, 12w, 2y. 0: any."""

    name = "AGE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read number and unit, or fail with an example."""
        found = re.fullmatch(r"([0-9]{1,18}) ?(d|w|y|days|weeks|years)?", str(value).strip().lower())
        if found is None:
            self.fail(f"“{value}” is no age. Write it as 90d, 12w or 2y.", param, ctx)
        return int(found[1]) * {"w": 7, "y": 365}.get((found[2] or "d")[0], 1)


@click.command(cls=Verb)
@click.option("--older-than", "--days", "days", type=Age(), help="What is older may go: 90d, 12w, 2y.")
@click.option("--max-size", "size", type=Bytes(), help="The oldest go until it fits: 500MB.")
@click.option("--thin", is_flag=True, help="Old versions of quiet stories that you don't follow go too.")
@click.option("--dry-run", "-n", is_flag=True, help="Say what would go, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(
    session: Session, *, days: int | None, size: int | None, thin: bool, dry_run: bool, as_json: bool
) -> int:
    """Drop lone articles that are older or too many, and give the room back.

    What a version cites, and what you follow, pinned or opened, stays, and all that an undo needs.
    Without options [retention] of config.toml says how much is kept; there 0, as it comes, keeps all,
    and only the room that is free already is given back. What was dropped does not come back with the
    next poll, though its feed may still offer it. Exit code 4: what stays takes more than the size.
    """
    from tracker.cli.retention import limits

    wanted = limits(session, days, size, thin=thin)
    if thin and not wanted.days:
        raise click.UsageError("--thin needs an age: name one with --older-than.")
    with session.tracker() as tracker:
        done = tracker.keeping.collect(wanted, dry_run=dry_run)
    if as_json:
        session.json(_data(done, wanted))
    else:
        session.text("\n".join(_lines(done)))
    if done.owed:
        session.talk(f"The room is not given back yet: {done.owed}. What comes next will fill it.")
    if not _fits(done, wanted):
        needed = "cited, followed, pinned, opened or needed for an undo"
        session.talk(f"More than {_mega(wanted.size)} is {needed}.")
        return PARTLY
    return 0


def _lines(done: Collected) -> list[str]:
    """Say what was dropped, a line a kind, and what that gave."""
    verb = "would drop" if done.is_plan else "dropped"
    counts = ((_NAMES[kind], getattr(done, kind)) for kind in _KINDS)
    lines = [f"{verb} {count} {name}" for name, count in counts if count] or [f"{verb} nothing"]
    about = "about " if done.is_plan or done.owed else ""
    return [*lines, f"{_mega(done.before)} before, {about}{_mega(done.after)} after"]


def _data(done: Collected, wanted: Limits) -> dict[str, object]:
    return {
        "dry_run": done.is_plan,
        "older_than_days": wanted.days,
        "max_bytes": wanted.size,
        "dropped": {kind: getattr(done, kind) for kind in _KINDS},
        "bytes_before": done.before,
        "bytes_after": done.after,
        "fits": _fits(done, wanted),
        "owed": done.owed,
    }


def _fits(done: Collected, wanted: Limits) -> bool:
    return not wanted.size or done.after <= wanted.size


def _mega(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
