"""Bluesky, Tumblr, Letterboxd. Accounts of the fediverse lie on any host: see `by_form`.

Bluesky: the link tag of a profile. Tumblr: help.tumblr.com, "RSS feeds".
"""

from __future__ import annotations

from tracker.discover.sites.rule import Rule

_TUMBLR = "https://{name}.tumblr.com/rss"
_OWN = "about|dashboard|explore|help|login|privacy|register|search|settings|tagged|tips"

RULES = (
    Rule(
        ("bsky.app",),
        r"/profile/(?P<name>[^/]+)(?:/(?!rss$).*)?",
        (("Posts of {name}", "https://bsky.app/profile/{name}/rss"),),
    ),
    Rule(
        (".tumblr.com",),
        r"/tagged/(?P<tag>[^/]+)",
        (("{sub}: {tag}", "https://{sub}.tumblr.com/tagged/{tag}/rss"),),
    ),
    Rule((".tumblr.com",), r"(?:/(?:post/.*)?)?", (("Posts of {sub}", "https://{sub}.tumblr.com/rss"),)),
    Rule(
        ("tumblr.com",),
        rf"/(?:blog/(?:view/)?)?(?!(?:{_OWN})(?:/|$))(?P<name>[\w-]+)(?:/.*)?",
        (("Posts of {name}", _TUMBLR),),
    ),
    Rule(
        ("letterboxd.com",),
        r"/(?!(?:films?|lists?|members|journal|about|search|settings)(?:/|$))(?P<name>\w+)",
        (("Diary of {name}", "https://letterboxd.com/{name}/rss/"),),
    ),
)
