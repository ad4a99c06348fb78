"""What a user typed or pasted → the addresses that may be meant by it."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d{1,5}(?:[/?#]|$))", re.IGNORECASE)
# How people write names of two networks: r/NAME and u/NAME, @name@host.
_REDDIT = re.compile(r"/?(?P<kind>r|u|user)/(?P<name>[\w+-]+)/?")
_FEDIVERSE = re.compile(r"@(?P<name>[\w.-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")


def meant(typed: str) -> tuple[str, ...]:
    """Return the addresses to try in turn: the one typed; https before http where it has no scheme.

    Whether they are addresses at all is for `subscriptions.address.accepted` to say.
    """
    typed = typed.strip()
    if _SCHEME.match(typed):
        return (typed,)
    reddit, account = _REDDIT.fullmatch(typed), _FEDIVERSE.fullmatch(typed)
    if reddit:
        kind = "r" if reddit["kind"] == "r" else "user"
        return (f"https://www.reddit.com/{kind}/{reddit['name']}/",)
    if account:
        return (f"https://{account['host']}/@{account['name']}",)
    rest = typed.removeprefix("//")
    return f"https://{rest}", f"http://{rest}"
