"""`tracker listen`: a dossier read aloud, or written as sound into a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import NUMBER, SectionName, Verb
from tracker.errors import StoreError, TrackerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cli.session import Session
    from tracker.model import Section
    from tracker.programs.player import Position
    from tracker.programs.voices import Voice
    from tracker.render.spoken import Passage


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.option("--version", "number", type=NUMBER, help="The version with this number.")
@click.option("--section", type=SectionName(), help="Only this section.")
@click.option("--text", "as_text", is_flag=True, help="Print what would be read.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.wav",
    help="Write the sound into a WAV file.",
)
@click.pass_obj
def verb(
    session: Session,
    story: str,
    *,
    number: int | None,
    section: Section | None,
    as_text: bool,
    output: Path | None,
) -> int:
    """Read STORY aloud through spd-say, espeak-ng or say; ctrl+c stops it.

    The whole dossier, read to its end, counts as read.
    """
    if output is not None and str(output) == "-":
        raise UsageError("Sound is written to a file: name one that ends in .wav.")
    if as_text and output is not None:
        raise UsageError("--text and -o exclude each other.")
    from tracker.render.spoken import spoken, spoken_text

    own = session.settings.listen.command
    with session.tracker() as tracker:
        version = tracker.reading.version(story, number)
        passages = spoken(version, tracker.reading.story(version.story), section)
        if not passages:
            raise TrackerError("There is nothing to read there.")
        if as_text:
            session.text(spoken_text(passages))
            return 0
        from tracker.programs.voices import recorder, voice

        if output is not None:
            recorder(own).write(spoken_text(passages), output)
            session.talk(f"Wrote {output}")
            return 0
        _read(session, passages, voice(own))
        if section is None:
            try:
                tracker.reading.mark_read(version)
            except StoreError as error:
                session.talk(f"Not marked as read: {error}")
    return 0


def _read(session: Session, passages: Sequence[Passage], voice: Voice) -> None:
    """Read aloud in this thread; whatever ends it ends the program that speaks."""
    from tracker.programs.player import Player

    last: list[Position] = []

    def tell(position: Position) -> None:
        last[:] = [position]
        if position.state == "reading" and sys.stderr.isatty():
            _show(session, passages[position.place], position)

    player = Player([passage.text for passage in passages], lambda: voice, tell)
    player.run()
    if last and last[-1].state == "failed":
        raise TrackerError(last[-1].trouble)


def _show(session: Session, passage: Passage, position: Position) -> None:
    from tracker.render.labels import HEADINGS

    session.talk(f"{HEADINGS[passage.section]} · {position.place + 1} of {position.total}: {passage.text}")
