"""`tracker` without a verb: the interface, or the story list where there is no terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.core import Tracker


def open_front(session: Session) -> None:
    """Open the interface on a terminal, print the stories elsewhere."""
    if session.interactive:
        with session.tracker(subscribed=True) as tracker:
            run_interface(session, tracker, poll=True)
        return
    from tracker.render.lists import stories_lines
    from tracker.store import Filter

    with session.tracker() as tracker:
        stories = tracker.reading.stories(Filter())
    session.out(stories_lines(stories, session.clock(), session.width))
    if not stories:
        session.talk("No stories. `tracker poll` fetches your feeds; `tracker demo` shows an example.")


def run_interface(session: Session, tracker: Tracker, *, poll: bool) -> None:
    """Run the Textual application; `poll`: fetch what is due in the background."""
    from multiprocessing import resource_tracker

    from tracker.app import TrackerApp

    # The children that parse feeds share a helper process, which is handed stderr's descriptor
    # when it starts. Textual's stderr has none, so it must run before Textual does.
    resource_tracker.ensure_running()
    TrackerApp(tracker, session.settings, poll=poll).run()
