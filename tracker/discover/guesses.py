"""Where the feed of a page probably lies, when neither its address nor its link tags say it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Each guess is a request, and a host is asked once a second: more than these nobody waits for.
MOST_GUESSES = 6
# The addresses that site generators and blog software write by default, commonest first.
_PATHS = ("feed", "rss.xml", "feed.xml", "index.xml", "atom.xml", "rss")
# How many of the guesses go below a page that isn't the site's front: a blog within a site.
_BELOW_PAGE = 2
# Software that names itself in <meta name="generator"> → where it puts the site's feed. From the
# documentation of each, on feeds.
_SOFTWARE = {
    "wordpress": ("feed/",),
    "ghost": ("rss/",),
    "hugo": ("index.xml",),
    "jekyll": ("feed.xml",),
    "hexo": ("atom.xml", "rss2.xml"),
    "blogger": ("feeds/posts/default",),
    "drupal": ("rss.xml",),
    "joomla": ("?format=feed&type=rss",),
    "discourse": ("latest.rss",),
    "mediawiki": ("w/index.php?title=Special:RecentChanges&feed=atom",),
    "astro": ("rss.xml",),
    "gatsby": ("rss.xml",),
    "eleventy": ("feed/feed.xml", "feed.xml"),
    "docusaurus": ("blog/rss.xml",),
    "pelican": ("feeds/all.atom.xml",),
    "nikola": ("rss.xml",),
    "zola": ("atom.xml", "rss.xml"),
    "wix.com": ("blog-feed.xml",),
    "squarespace": ("?format=rss", "blog?format=rss"),
    "write.as": ("feed/",),
    "writefreely": ("feed/",),
    "medium": ("feed",),
    "substack": ("feed",),
    "tumblr": ("rss",),
}
# Pages of server software that many hosts run, told by the form of their paths: communities
# and users of Lemmy (LemmyNet/lemmy-docs, "RSS/Atom feeds"), tags of Mastodon.
_FORMS = (
    (re.compile(r"/(?P<kind>[cu])/(?P<name>[\w.@-]+)(?:/.*)?"), "feeds/{kind}/{name}.xml"),
    (re.compile(r"/tags/(?P<name>[^/]+)/?"), "tags/{name}.rss"),
)


def usual(url: str, software: str = "") -> tuple[str, ...]:
    """Return up to `MOST_GUESSES` addresses where a page's feed may lie, likeliest first.

    `software` is what the page says it is made with, in lower case.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ()
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ()
    site = f"{parts.scheme}://{parts.netloc}/"
    page = site + parts.path.strip("/") + "/" if parts.path.strip("/") else ""
    below = [page + path for path in _PATHS[:_BELOW_PAGE]] if page else []
    likely = [*_by_form(site, parts.path), *_by_software(site, page, software), *below]
    return tuple(dict.fromkeys([*likely, *(site + path for path in _PATHS)]))[:MOST_GUESSES]


def _by_software(site: str, page: str, software: str) -> list[str]:
    paths = next((paths for name, paths in _SOFTWARE.items() if name in software), ())
    return [folder + path for path in paths for folder in (site, page) if folder]


def _by_form(site: str, path: str) -> list[str]:
    matches = ((form.fullmatch(path), address) for form, address in _FORMS)
    return [site + address.format(**found.groupdict()) for found, address in matches if found]
