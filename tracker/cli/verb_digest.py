"""`tracker digest`: what moved, on one page, for a mail or a morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import NUMBER, Moment, Verb
from tracker.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.option("--since", type=Moment(), help="What moved since then; such a digest is not remembered.")
@click.option("--followed", is_flag=True, help="Only stories that you follow.")
@click.option("--limit", type=NUMBER, help="At most so many stories.")
@click.option("--markdown", is_flag=True, help="As Markdown.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(
    session: Session,
    *,
    since: datetime | None,
    followed: bool,
    limit: int | None,
    markdown: bool,
    as_json: bool,
) -> int:
    """Write what moved since the last digest, or in the last day before the first one.

    Followed stories come first, then those with the most independent sources. It marks nothing read.
    """
    if as_json and markdown:
        raise UsageError("--json and --markdown exclude each other.")
    from tracker.core.views.overview import TOLD
    from tracker.render.moves import digest_data, digest_lines, digest_markdown

    with session.tracker() as tracker:
        digest = tracker.overview.digest(since, followed=followed, limit=limit or TOLD)
        if as_json:
            session.json(digest_data(digest))
        elif markdown:
            session.document(digest_markdown(digest))
        else:
            session.out(digest_lines(digest))
        # Only what was written in full, and was not asked for by a moment, is the last digest.
        trouble = "" if since else tracker.overview.wrote(digest, followed=followed)
    if trouble:
        session.talk(f"Not remembered as the last digest: {trouble}")
    return 0
