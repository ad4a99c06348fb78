"""`tracker` without a verb: the interface, or the story list where there is no terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.core import Tracker

# How often Textual looks for what has to be drawn, which is read when it is loaded: with its 60 times a
# second a preview that is there after 3 ms is seen after 30, with this after 15. Nothing is drawn unasked.
FRAMES = {"TEXTUAL_FPS": "120"}


def open_front(session: Session) -> None:
    """Open the interface on a terminal, in lines where it is dumb or --plain; print the stories elsewhere."""
    if session.interactive:
        with session.tracker() as tracker:
            session.is_first_run(tracker)  # names a file given with --feeds that is not there
            run_interface(session, tracker, poll=True)
        return
    if session.linear:
        with session.tracker() as tracker:
            session.is_first_run(tracker)
            run_linear(session, tracker, poll=True)
        return
    from tracker.render.lists import stories_lines
    from tracker.store import Filter

    with session.tracker() as tracker:
        stories = tracker.reading.stories(Filter())
    session.out(stories_lines(stories, session.clock(), session.width))
    if not stories:
        session.talk("`tracker poll` fetches your feeds; `tracker demo` shows an example.")


def run_interface(
    session: Session, tracker: Tracker, *, poll: bool, reading: bool = False, remote: bool = False
) -> None:
    """Run the Textual application; `poll`: fetch what is due in the background.

    `reading`: nothing can be changed; `remote`: it is drawn in a browser. Raises TrackerError where
    the application died of a fault, with the place of the log.
    """
    from multiprocessing import resource_tracker

    for name, value in FRAMES.items():
        os.environ.setdefault(name, value)
    from tracker.app import TrackerApp
    from tracker.core.typed_lines import TypedLines
    from tracker.programs.clipboard import Clipboard

    # The children that parse feeds share a helper process, which is handed stderr's descriptor
    # when it starts. Textual's stderr has none, so it must run before Textual does.
    resource_tracker.ensure_running()
    app = TrackerApp(
        tracker,
        session.settings,
        poll=poll,
        # Who looks from a browser has another clipboard than this machine's.
        clipboard=None if remote else Clipboard(os.environ),
        typed=None if reading else TypedLines(session.paths.typed),
        reading=reading,
        remote=remote,
    )
    app.run()
    if app.fault:
        raise TrackerError(
            f"The interface had to close: {app.fault}.",
            f"What is stored is whole; {session.paths.log} says what happened.",
        )


def run_linear(session: Session, tracker: Tracker, *, poll: bool) -> None:
    """Run the interface in lines; `poll`: fetch what is due in the background."""
    from functools import partial

    from tracker.cli.leaving import leaving
    from tracker.linear import converse
    from tracker.linear.console import on_terminal
    from tracker.screens.browser import open_in_browser
    from tracker.screens.demonstration import show_demo

    demo = partial(show_demo, "--plain")
    with leaving():
        converse(tracker, session.settings, on_terminal(), browse=open_in_browser, demo=demo, poll=poll)
