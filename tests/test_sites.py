"""Pages of well-known sites → the addresses of their feeds."""

from __future__ import annotations

import re
import string
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.discover import by_address, by_form, read_page

ID = "UC" + "a1-_" * 5 + "Zz"
UPLOADS = "https://www.youtube.com/feeds/videos.xml?channel_id=" + ID
REDDIT = "https://www.reddit.com"
REPO = "https://github.com/orrin/bridge"

FIRST = [
    # YouTube
    (f"https://www.youtube.com/channel/{ID}", UPLOADS),
    (f"https://m.youtube.com/channel/{ID}/videos", UPLOADS),
    (
        "https://www.youtube.com/playlist?list=PLabc&si=x",
        "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabc",
    ),
    # Reddit, whatever the host
    ("https://www.reddit.com/r/harbours/", f"{REDDIT}/r/harbours/.rss"),
    ("https://old.reddit.com/r/harbours", f"{REDDIT}/r/harbours/.rss"),
    ("https://np.reddit.com/r/harbours/wiki/index", f"{REDDIT}/r/harbours/.rss"),
    ("http://reddit.com/r/harbours+bridges", f"{REDDIT}/r/harbours+bridges/.rss"),
    ("https://www.reddit.com/r/harbours/top/?t=week", f"{REDDIT}/r/harbours/top/.rss?t=week"),
    ("https://www.reddit.com/r/harbours/comments/1abc/a_title/", f"{REDDIT}/r/harbours/comments/1abc/.rss"),
    (
        "https://www.reddit.com/r/harbours/search?q=crane&sort=new",
        f"{REDDIT}/r/harbours/search.rss?q=crane&sort=new",
    ),
    ("https://www.reddit.com/search?q=crane", f"{REDDIT}/search.rss?q=crane"),
    ("https://www.reddit.com/user/mara", f"{REDDIT}/user/mara/.rss"),
    ("https://www.reddit.com/u/mara/comments", f"{REDDIT}/user/mara/.rss"),
    ("https://www.reddit.com/user/mara/m/sea/", f"{REDDIT}/user/mara/m/sea/.rss"),
    ("https://www.reddit.com/domain/harbour.example", f"{REDDIT}/domain/harbour.example/.rss"),
    ("https://www.reddit.com/", f"{REDDIT}/.rss"),
    # GitHub
    (REPO, f"{REPO}/releases.atom"),
    (f"{REPO}.git", f"{REPO}/releases.atom"),
    (f"{REPO}/releases/tag/v1", f"{REPO}/releases.atom"),
    (f"{REPO}/issues", f"{REPO}/releases.atom"),
    (f"{REPO}/tags", f"{REPO}/tags.atom"),
    (f"{REPO}/commits", f"{REPO}/commits.atom"),
    (f"{REPO}/commits/main/", f"{REPO}/commits/main.atom"),
    (f"{REPO}/tree/fix/crack", f"{REPO}/commits/fix/crack.atom"),
    (f"{REPO}/blob/main/docs/plan.md", f"{REPO}/commits/main/docs/plan.md.atom"),
    (f"{REPO}/discussions/12", f"{REPO}/discussions.atom"),
    (f"{REPO}/wiki/Home", f"{REPO}/wiki.atom"),
    ("https://github.com/orgs/orrin/discussions/3", "https://github.com/orgs/orrin/discussions.atom"),
    ("https://github.com/orrin", "https://github.com/orrin.atom"),
    ("https://gist.github.com/orrin", "https://gist.github.com/orrin.atom"),
    ("https://gist.github.com/orrin/0123456789abcdef", "https://gist.github.com/orrin.atom"),
    ("https://gist.github.com/orrin/starred", "https://gist.github.com/orrin/starred.atom"),
    # Other forges and registries
    ("https://gitlab.com/orrin", "https://gitlab.com/orrin.atom"),
    ("https://gitlab.com/orrin/works/bridge", "https://gitlab.com/orrin/works/bridge/-/releases.atom"),
    ("https://gitlab.com/orrin/bridge/-/issues", "https://gitlab.com/orrin/bridge/-/releases.atom"),
    ("https://gitlab.com/orrin/bridge/-/tags", "https://gitlab.com/orrin/bridge/-/tags?format=atom"),
    (
        "https://gitlab.com/orrin/bridge/-/tree/main/docs",
        "https://gitlab.com/orrin/bridge/-/commits/main?format=atom",
    ),
    ("https://codeberg.org/orrin", "https://codeberg.org/orrin.rss"),
    ("https://codeberg.org/orrin/bridge", "https://codeberg.org/orrin/bridge/releases.rss"),
    (
        "https://codeberg.org/orrin/bridge/src/branch/main",
        "https://codeberg.org/orrin/bridge/rss/branch/main",
    ),
    ("https://git.sr.ht/~orrin/bridge/log", "https://git.sr.ht/~orrin/bridge/refs/rss.xml"),
    ("https://sourceforge.net/projects/bridge/", "https://sourceforge.net/projects/bridge/rss?path=/"),
    # Substack
    ("https://harbour.substack.com", "https://harbour.substack.com/feed"),
    ("https://harbour.substack.com/p/a-crack?utm_source=x", "https://harbour.substack.com/feed"),
    ("https://substack.com/@harbour", "https://harbour.substack.com/feed"),
    ("https://open.substack.com/pub/harbour/p/a-crack", "https://harbour.substack.com/feed"),
    # Other houses of blogs
    ("https://medium.com/@mara.quill/a-crack-123", "https://medium.com/feed/@mara.quill"),
    ("https://medium.com/harbour-notes", "https://medium.com/feed/harbour-notes"),
    ("https://medium.com/harbour-notes/tagged/cranes", "https://medium.com/feed/harbour-notes/tagged/cranes"),
    ("https://medium.com/tag/cranes", "https://medium.com/feed/tag/cranes"),
    ("https://mara.medium.com/a-crack-123", "https://mara.medium.com/feed"),
    ("https://harbour.wordpress.com/", "https://harbour.wordpress.com/feed/"),
    ("https://harbour.wordpress.com/tag/cranes", "https://harbour.wordpress.com/tag/cranes/feed/"),
    ("https://harbour.blogspot.co.uk/2026/05/x.html", "https://harbour.blogspot.com/feeds/posts/default"),
    (
        "https://harbour.blogspot.com/search/label/Cranes",
        "https://harbour.blogspot.com/feeds/posts/default/-/Cranes",
    ),
    ("https://dev.to/mara", "https://dev.to/feed/mara"),
    ("https://dev.to/t/cranes", "https://dev.to/feed/tag/cranes"),
    ("https://mara.hashnode.dev/a-crack", "https://mara.hashnode.dev/rss.xml"),
    ("https://mara.tumblr.com/", "https://mara.tumblr.com/rss"),
    ("https://mara.tumblr.com/tagged/sea", "https://mara.tumblr.com/tagged/sea/rss"),
    ("https://www.tumblr.com/mara/123/x", "https://mara.tumblr.com/rss"),
    # The rest
    ("https://bsky.app/profile/mara.example", "https://bsky.app/profile/mara.example/rss"),
    ("https://news.ycombinator.com/", "https://news.ycombinator.com/rss"),
    ("https://news.ycombinator.com/show", "https://news.ycombinator.com/showrss"),
    ("https://lobste.rs/t/practices", "https://lobste.rs/t/practices.rss"),
    ("https://stackoverflow.com/questions/tagged/steel", "https://stackoverflow.com/feeds/tag/steel"),
    ("https://physics.stackexchange.com/q/12", "https://physics.stackexchange.com/feeds/question/12"),
    ("https://superuser.com/users/7/mara", "https://superuser.com/feeds/user/7"),
    ("https://vimeo.com/harbour", "https://vimeo.com/harbour/videos/rss"),
    ("https://vimeo.com/channels/harbour", "https://vimeo.com/channels/harbour/videos/rss"),
    ("https://www.dailymotion.com/harbour", "https://www.dailymotion.com/rss/user/harbour"),
    ("https://arxiv.org/list/cs.AI/recent", "https://rss.arxiv.org/rss/cs.AI"),
    (
        "https://en.wikipedia.org/wiki/Tide_mill",
        "https://en.wikipedia.org/w/index.php?title=Tide_mill&action=history&feed=atom",
    ),
    (
        "https://de.wikipedia.org/w/index.php?title=Gezeiten%C3%B6l&action=history",
        "https://de.wikipedia.org/w/index.php?title=Gezeiten%C3%B6l&action=history&feed=atom",
    ),
    ("https://store.steampowered.com/app/70/Sea/", "https://store.steampowered.com/feeds/news/app/70/"),
]


@pytest.mark.parametrize(("page", "feed"), FIRST, ids=[page for page, _ in FIRST])
def test_a_page_of_a_known_site_gives_its_feed_without_a_request(page: str, feed: str) -> None:
    assert by_address(page)[0].url == feed


@pytest.mark.parametrize(("page", "feed"), FIRST, ids=[feed for _, feed in FIRST])
def test_the_address_of_a_feed_is_not_taken_for_a_page(page: str, feed: str) -> None:
    assert by_address(feed) in {(), by_address(page)} or feed in {one.url for one in by_address(feed)}


@pytest.mark.parametrize(
    "page",
    [
        "https://harbour.example/r/harbours",
        "https://notreddit.com/r/harbours",
        "https://github.com/",
        "https://github.com/features/actions",
        "https://github.com/settings",
        "https://github.com.evil.example/orrin/bridge",
        "https://gitlab.com/explore",
        "https://www.youtube.com/@harbour",
        "https://www.youtube.com/channel/UCshort",
        "https://youtu.be/abc",
        "https://vimeo.com/12345",
        "https://medium.com/search",
        "https://substack.com/",
        "ftp://github.com/orrin/bridge",
        "http://[x",
        "",
    ],
)
def test_other_pages_have_to_be_asked(page: str) -> None:
    assert by_address(page) == ()


def test_a_repository_offers_releases_commits_and_tags_by_name() -> None:
    assert [(one.title, one.kind) for one in by_address(REPO)] == [
        ("Releases of orrin/bridge", "Atom"),
        ("Commits to orrin/bridge", "Atom"),
        ("Tags of orrin/bridge", "Atom"),
    ]


def test_a_channel_offers_its_videos_without_shorts_too() -> None:
    offered = by_address(f"https://www.youtube.com/channel/{ID}")
    assert [one.title for one in offered] == [
        "All uploads",
        "Videos without Shorts",
        "Shorts",
        "Live streams",
    ]
    assert offered[1].url.endswith("?playlist_id=UULF" + ID[2:])


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("https://sea.example/@mara", "https://sea.example/@mara.rss"),
        ("https://sea.example:8443/@mara/", "https://sea.example:8443/@mara.rss"),
        ("https://sea.example/@mara@far.example", "https://far.example/@mara.rss"),
        ("https://sea.example/@mara/114000000000000001", "https://sea.example/@mara.rss"),
    ],
)
def test_an_account_of_the_fediverse_has_its_feed_on_its_own_host(page: str, feed: str) -> None:
    assert [one.url for one in by_form(page)] == [feed]


@pytest.mark.parametrize(
    "page", ["https://sea.example/", "https://www.youtube.com/@mara", "https://sea.example/about/@mara", "x"]
)
def test_what_has_not_the_form_of_an_account_is_none(page: str) -> None:
    assert by_form(page) == ()


@pytest.mark.parametrize(
    "told",
    [
        f'<link rel="alternate" type="application/rss+xml" href="{UPLOADS}">',
        f'<link rel="canonical" href="https://www.youtube.com/channel/{ID}">',
        f'<meta itemprop="identifier" content="{ID}">',
        f'<script>{{"externalId":"{ID}","other":"UC{"x" * 22}"}}</script>',
        f'<script>{{"videoDetails":{{"channelId":"{ID}"}}}}</script>',
    ],
)
@pytest.mark.parametrize("page", ["https://www.youtube.com/@harbour", "https://www.youtube.com/watch?v=abc"])
def test_the_page_of_a_handle_or_a_video_tells_its_channel(page: str, told: str) -> None:
    assert read_page(f"<html>{told}</html>".encode(), "text/html", page).named[0].url == UPLOADS


def test_another_sites_page_that_names_a_channel_is_not_the_channels() -> None:
    page = f'<meta itemprop="identifier" content="{ID}">'.encode()
    assert read_page(page, "text/html", "https://harbour.example/").named == ()


@given(
    st.sampled_from(sorted({urlsplit(page).netloc for page, _ in FIRST})),
    st.text(string.printable + "é{}%", max_size=30),
)
def test_whatever_a_path_holds_gives_web_addresses_or_nothing(host: str, path: str) -> None:
    for one in (*by_address(f"https://{host}/{path}"), *by_form(f"https://{host}/{path}")):
        assert re.match(r"https://[\w.:-]+/", one.url)
        assert one.title.isprintable()
