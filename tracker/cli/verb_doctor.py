"""`tracker doctor`: the health of config, feeds, database and terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb
from tracker.text.clean import line

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, *, as_json: bool) -> int:
    """Check everything tracker stands on; exit 1 where something is broken."""
    from tracker.cli.checks import examine

    findings = examine(session)
    if as_json:
        session.json([{"what": f.what, "state": f.state, "account": f.account} for f in findings])
    else:
        session.text("\n".join(f"{f.state:<7} {f.what:<9} {line(f.account)}" for f in findings))
    return 1 if any(finding.state == "broken" for finding in findings) else 0
