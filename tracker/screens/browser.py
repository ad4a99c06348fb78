"""Opens an address in the user's browser, and says in words where it doesn't."""

from __future__ import annotations

import webbrowser

from tracker.errors import TrackerError
from tracker.render import labels


def open_in_browser(url: str, copies: str = "y") -> str:
    """Open an http or https address; return what to tell the user. Raises TrackerError.

    `copies` is the key that copies an address instead.

    Anything else is refused: `webbrowser` hands what looks like an option to the program as
    one (CVE-2026-4519). A browser that draws in this terminal would draw over the interface.
    """
    address = labels.web_link(url)
    if not address:
        raise TrackerError("There is no web address to open here.")
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        raise TrackerError("No browser was found.", f"{copies} copies the address.") from None
    if type(browser) is webbrowser.GenericBrowser:
        raise TrackerError("Only a browser for the terminal was found.", f"{copies} copies the address.")
    if not browser.open(address):
        raise TrackerError("The browser could not be started.", f"{copies} copies the address.")
    return f"Opened {address}"
