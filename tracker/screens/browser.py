"""Opens an address in the user's browser, and says in words where it doesn't."""

from __future__ import annotations

import webbrowser

from tracker.errors import TrackerError
from tracker.render import labels


def open_in_browser(url: str) -> str:
    """Open an http or https address; return what to tell the user. Raises TrackerError.

    Anything else is refused: `webbrowser` hands what looks like an option to the program as
    one (CVE-2026-4519). A browser that draws in this terminal would draw over the interface.
    """
    address = labels.web_link(url)
    if not address:
        raise TrackerError("There is no web address to open here.")
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        raise TrackerError("No browser was found.", "y copies the address.") from None
    if type(browser) is webbrowser.GenericBrowser:
        raise TrackerError("Only a browser for the terminal was found.", "y copies the address.")
    if not browser.open(address):
        raise TrackerError("The browser could not be started.", "y copies the address.")
    return f"Opened {address}"
