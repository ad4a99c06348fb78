"""What is otherwise where the interface is drawn in a browser, through Textual's web driver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.errors import TrackerError
from tracker.render import labels
from tracker.text.clean import line

if TYPE_CHECKING:
    from textual.app import App

# Signs of a window's name: what a tab of a browser shows when one points at it.
NAME = 200


def name_window(app: App[Any], name: str) -> None:
    """Call the browser's window after what it shows; a terminal keeps the name that it has.

    By xterm's control sequence 2 ("Change Window Title"), which the page that draws reads.
    """
    driver = app._driver  # noqa: SLF001 - Textual has no other way to write past the screen
    if driver is not None and driver.is_web:
        driver.write(f"\x1b]2;{line(name, NAME)}\x07")


def open_for_viewer(app: App[Any], url: str) -> str:
    """Have an http or https address opened by the browser that shows the interface; say so."""
    address = labels.web_link(url)
    if not address:
        raise TrackerError("There is no web address to open here.")
    app.call_from_thread(app.open_url, address)
    return f"Opened {address}"
