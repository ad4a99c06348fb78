"""arXiv, the wikis of Wikimedia, Steam.

arXiv: https://info.arxiv.org/help/rss.html. MediaWiki: https://www.mediawiki.org/wiki/Help:RSS.
"""

from __future__ import annotations

from tracker.discover.sites.rule import Rule

_WIKIS = tuple(f".{name}.org" for name in ("wikipedia", "wiktionary", "wikinews", "wikivoyage", "wikibooks"))
_HISTORY = "https://{host}/w/index.php?title={title}&action=history&feed=atom"

RULES = (
    Rule(
        ("arxiv.org", "export.arxiv.org"),
        r"/(?:list|archive)/(?P<name>[\w.-]+)(?:/.*)?",
        (("New papers in {name}", "https://rss.arxiv.org/rss/{name}"),),
    ),
    Rule(_WIKIS, r"/wiki/(?P<title>.+)", (("Changes of {title}", _HISTORY),)),
    Rule(_WIKIS, r"/w/index\.php", (("Changes of {title}", _HISTORY),), query="title"),
    Rule(
        ("store.steampowered.com", "steamcommunity.com"),
        r"/(?:news/)?app/(?P<id>\d+)(?:/.*)?",
        (("News of app {id}", "https://store.steampowered.com/feeds/news/app/{id}/"),),
    ),
)
