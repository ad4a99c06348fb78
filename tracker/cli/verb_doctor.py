"""`tracker doctor`: the health of config, feeds, database, terminal, and of what is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb
from tracker.text.clean import line

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.option("--network", is_flag=True, help="Try to reach the hosts of some feeds too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, *, network: bool, as_json: bool) -> int:
    """Check everything tracker stands on, changing nothing; exit 1 where something is bad."""
    from tracker.cli.health.examine import examine

    findings = examine(session, network=network)
    if as_json:
        session.json([{"what": f.what, "state": f.state, "account": f.account} for f in findings])
    else:
        session.text("\n".join(f"{f.state:<4}  {f.what:<9}  {line(f.account)}" for f in findings))
    return 1 if any(finding.state == "bad" for finding in findings) else 0
