"""`tracker dirs`: where things live."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, *, as_json: bool) -> int:
    """Print where config, feeds, database and log are."""
    places = {name: str(path) for name, path in asdict(session.paths).items()}
    if as_json:
        session.json(places)
    else:
        session.text("\n".join(f"{name:<9}{place}" for name, place in places.items()))
    return 0
