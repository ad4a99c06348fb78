"""`tracker follow`: a story that the user defines by terms, or one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("name")
@click.argument("terms", nargs=-1, metavar="[TERM]...")
@click.option("--not", "excluded", multiple=True, metavar="TERM", help="Leave out what has it; repeatable.")
@click.option("--all", "every", is_flag=True, help="Every TERM must be there, not just one.")
@click.option("--search/--no-search", default=None, help="Let the story ask search feeds, or never.")
@click.pass_obj
def verb(
    session: Session,
    name: str,
    terms: tuple[str, ...],
    excluded: tuple[str, ...],
    *,
    every: bool,
    search: bool | None,
) -> int:
    """Make a story NAME of the articles of the last 60 days that have one of the TERMs in title or text.

    A TERM is a word or a name, in any case, or a phrase in quotes: "dock strike". At its end * stands
    for the rest of a word. What matches leaves the story it is in, unless you pinned it there or
    follow that story; what comes joins as it comes; `tracker unfollow` gives the articles back.
    Called again with other TERMs, these take the place of the first. To leave a word out, name it
    with --not, after the TERMs or before.

    Without a TERM, NAME is a story that is there: it is followed as it is.

    With --search the story asks the search feeds of feeds.yaml for its open questions and its key terms:
    a few words, to each of them, as [search] of config.toml allows. `tracker searches` lists what is
    asked. What fits joins the story. With --no-search it never asks, though `automatic` be on.
    """
    from tracker.render import labels

    with session.tracker() as tracker:
        # First, as it reads feeds.yaml: nothing is done where that can't be read.
        told = tracker.searching.prospect() if search else ""
        story = tracker.following.follow(
            name, terms, excluded=excluded, every=every, search=search, tell=session.talk
        )
    by = "is followed" if story.definition is None else f"follows {labels.terms(story.definition)}"
    count = f"{labels.counted(story.items, 'article')}, v{story.version}"
    session.talk(f"{story.slug} {by}: {count}. `tracker undo` takes it back.")
    if told:
        session.talk(told)
    return 0
