"""`tracker save`: a story as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.core import Tracker


@click.command(cls=Verb)
@click.argument("story")
@click.option(
    "--format", "form", type=click.Choice(["md", "json", "atom", "html"]), default="md", show_default=True
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="PATH")
@click.pass_obj
def verb(session: Session, story: str, *, form: str, output: Path | None) -> int:
    """Save STORY as Markdown, JSON, HTML, or Atom (an entry a version), to stdout unless -o."""
    with session.tracker() as tracker:
        text = _rendered(tracker, story, form)
    if output is None:
        session.document(text)
        return 0
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TrackerError(f"{output} can't be written: {error.strerror}.") from error
    session.talk(f"Saved {output}")
    return 0


def _rendered(tracker: Tracker, ref: str, form: str) -> str:
    import json

    version = tracker.reading.version(ref)
    story = tracker.reading.story(version.story)
    if form == "json":
        from tracker.render.data import show_data

        return json.dumps(show_data(version, story), ensure_ascii=False, indent=2) + "\n"
    if form == "md":
        from tracker.render.markdown import version_markdown

        return version_markdown(version, story)
    history = tracker.reading.history(version.story)
    if form == "html":
        from tracker.render.html import version_html

        return version_html(version, story, history)
    from tracker.render.atom import story_atom

    changes = {row.number: row.changes for row in history}
    return story_atom(story, tracker.reading.versions(version.story), changes)
