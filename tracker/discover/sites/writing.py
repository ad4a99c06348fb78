"""Substack, Medium, WordPress.com, Blogger and other houses of blogs and newsletters.

Substack: support.substack.com, "Is there an RSS feed for my publication?". Medium:
help.medium.com, "RSS feeds". WordPress: wordpress.com/support/feeds. Blogger:
support.google.com/blogger/answer/97933. DEV: dev.to/faq.
"""

from __future__ import annotations

from tracker.discover.sites.rule import Rule

_MEDIUM = ("medium.com",)
_FEED = "https://medium.com/feed/"
_WORDPRESS = (".wordpress.com",)
# Blogger has a host in every country; they all lead to the one below com.
_BLOGGER = tuple(
    f".blogspot.{end}" for end in ("com", "de", "fr", "it", "nl", "ca", "in", "jp", "ru", "co.uk")
)
_POSTS = "https://{sub}.blogspot.com/feeds/posts/default"

RULES = (
    Rule(
        ("open.substack.com",),
        r"/pub/(?P<name>[\w-]+)(?:/.*)?",
        (("{name} on Substack", "https://{name}.substack.com/feed"),),
    ),
    Rule(
        ("substack.com",),
        r"/@(?P<name>[\w-]+)(?:/.*)?",
        (("{name} on Substack", "https://{name}.substack.com/feed"),),
    ),
    Rule(
        (".substack.com",), r"(?:/(?!feed$).*)?", (("{sub} on Substack", "https://{sub}.substack.com/feed"),)
    ),
    Rule(_MEDIUM, r"/@(?P<name>[\w.-]+)(?:/.*)?", (("Posts of @{name}", _FEED + "@{name}"),)),
    Rule(_MEDIUM, r"/tag/(?P<tag>[^/]+)(?:/.*)?", (("Posts tagged {tag}", _FEED + "tag/{tag}"),)),
    Rule(
        _MEDIUM,
        r"/(?P<name>[^/]+)/tagged/(?P<tag>[^/]+)",
        (
            ("{name}: {tag}", _FEED + "{name}/tagged/{tag}"),
            ("Posts of {name}", _FEED + "{name}"),
        ),
    ),
    Rule(
        _MEDIUM,
        r"/(?!(?:about|feed|m|me|membership|new-story|p|plans|search|tag)(?:/|$))(?P<name>[^/]+)(?:/.*)?",
        (("Posts of {name}", _FEED + "{name}"),),
    ),
    Rule((".medium.com",), r"(?:/(?!feed).*)?", (("Posts of {sub}", "https://{sub}.medium.com/feed"),)),
    Rule(
        _WORDPRESS,
        r"/(?P<part>(?:category|tag|author)/[^/]+)",
        (
            ("{sub}: {part}", "https://{host}/{part}/feed/"),
            ("Posts of {sub}", "https://{host}/feed/"),
        ),
    ),
    Rule(
        _WORDPRESS,
        "",
        (
            ("Posts of {sub}", "https://{host}/feed/"),
            ("Comments on {sub}", "https://{host}/comments/feed/"),
        ),
    ),
    Rule(
        _BLOGGER,
        r"/search/label/(?P<tag>[^/]+)",
        (("{sub}: {tag}", _POSTS + "/-/{tag}"), ("Posts of {sub}", _POSTS)),
    ),
    Rule(
        _BLOGGER,
        r"(?!/feeds/).*",
        (
            ("Posts of {sub}", _POSTS),
            ("Comments on {sub}", "https://{sub}.blogspot.com/feeds/comments/default"),
        ),
    ),
    Rule((".hashnode.dev",), r"(?:/.*)?", (("Posts of {sub}", "https://{host}/rss.xml"),)),
    Rule((".ghost.io",), r"(?:/(?!rss).*)?", (("Posts of {sub}", "https://{host}/rss/"),)),
    Rule((".bearblog.dev",), r"(?:/(?!feed).*)?", (("Posts of {sub}", "https://{host}/feed/"),)),
    Rule(("dev.to",), r"/t/(?P<tag>[^/]+)(?:/.*)?", (("DEV: {tag}", "https://dev.to/feed/tag/{tag}"),)),
    Rule(
        ("dev.to",),
        r"/(?!(?:about|enter|feed|latest|listings|pod|search|settings|tags|top|videos)(?:/|$))(?P<name>\w+)(?:/.*)?",
        (("Posts of {name}", "https://dev.to/feed/{name}"),),
    ),
    Rule(
        ("buttondown.com", "buttondown.email"),
        r"/(?P<name>[\w.-]+)(?:/archive.*)?",
        (("{name}", "https://buttondown.com/{name}/rss"),),
    ),
)
