"""Reddit, Hacker News, Lobsters, Stack Exchange.

Reddit: https://www.reddit.com/wiki/rss/. Stack Exchange: https://stackexchange.com/feeds and
the links at the foot of its pages. Hacker News and Lobsters: the link tags of their pages.
"""

from __future__ import annotations

from tracker.discover.sites.rule import Rule

# Old, new and no-participation pages are the same as those of the main host.
_REDDIT = ("reddit.com", ".reddit.com")
_AT = "https://www.reddit.com"
_STACKS = (
    "stackoverflow.com",
    ".stackoverflow.com",
    ".stackexchange.com",
    "serverfault.com",
    "superuser.com",
    "askubuntu.com",
    "stackapps.com",
    "mathoverflow.net",
)
_HN = ("news.ycombinator.com",)
_FRONT = "https://news.ycombinator.com/"
_COMMENTS = ("Comments in r/{name}", _AT + "/r/{name}/comments/.rss")

RULES = (
    Rule(
        _REDDIT,
        r"/(?P<at>r|user|u)/(?P<name>[^/]+)/comments/(?P<id>\w+)(?:/.*)?",
        (("Comments in this thread", _AT + "/{at}/{name}/comments/{id}/.rss"),),
    ),
    Rule(
        _REDDIT,
        r"/r/(?P<name>[^/]+)/search",
        (("Search in r/{name}", _AT + "/r/{name}/search.rss?{asked}"),),
        query="q",
    ),
    Rule(
        _REDDIT,
        r"/r/(?P<name>[^/]+)/(?P<sort>hot|new|rising|top|controversial)",
        (("Posts in r/{name}, {sort}", _AT + "/r/{name}/{sort}/.rss?{asked}"), _COMMENTS),
    ),
    Rule(
        _REDDIT,
        r"/r/(?P<name>[^/]+)(?:/.*)?",
        (
            ("Posts in r/{name}", _AT + "/r/{name}/.rss"),
            ("Newest posts in r/{name}", _AT + "/r/{name}/new/.rss"),
            _COMMENTS,
        ),
    ),
    Rule(
        _REDDIT,
        r"/(?:user|u)/(?P<name>[^/]+)/m/(?P<multi>[^/]+)(?:/.*)?",
        (("Multireddit {multi} of u/{name}", _AT + "/user/{name}/m/{multi}/.rss"),),
    ),
    Rule(
        _REDDIT,
        r"/(?:user|u)/(?P<name>[^/]+)(?:/.*)?",
        (
            ("Posts and comments of u/{name}", _AT + "/user/{name}/.rss"),
            ("Posts of u/{name}", _AT + "/user/{name}/submitted/.rss"),
            ("Comments of u/{name}", _AT + "/user/{name}/comments/.rss"),
        ),
    ),
    Rule(_REDDIT, r"/domain/(?P<name>[^/]+)", (("Links to {name}", _AT + "/domain/{name}/.rss"),)),
    Rule(_REDDIT, r"/search", (("Search on Reddit", _AT + "/search.rss?{asked}"),), query="q"),
    Rule(_REDDIT, "", (("Front page of Reddit", _AT + "/.rss"),)),
    Rule(_HN, r"/(?:show|shownew)", (("Show HN", _FRONT + "showrss"),)),
    Rule(_HN, r"(?:/(?:news|newest|front|best)?)?", (("Hacker News", _FRONT + "rss"),)),
    Rule(("lobste.rs",), r"/t/(?P<name>[^/.]+)", (("Lobsters: {name}", "https://lobste.rs/t/{name}.rss"),)),
    Rule(("lobste.rs",), r"(?:/(?:hottest|active)?)?", (("Lobsters", "https://lobste.rs/rss"),)),
    Rule(
        _STACKS,
        r"/questions/tagged/(?P<name>[^/]+)",
        (("Questions tagged {name}", "https://{host}/feeds/tag/{name}"),),
    ),
    Rule(
        _STACKS,
        r"/(?:questions|q)/(?P<id>\d+)(?:/.*)?",
        (("Answers to this question", "https://{host}/feeds/question/{id}"),),
    ),
    Rule(
        _STACKS,
        r"/users/(?P<id>\d+)(?:/.*)?",
        (("Activity of user {id}", "https://{host}/feeds/user/{id}"),),
    ),
    Rule(_STACKS, r"(?:/questions)?", (("Newest questions", "https://{host}/feeds"),)),
)
