"""YouTube, Vimeo, Dailymotion.

YouTube: https://www.youtube.com/feeds/videos.xml takes `channel_id` or `playlist_id`. The
uploads of the channel UC… are the playlists UULF… (without Shorts), UUSH… (Shorts), UULV…
(live streams). Handles and names have no feed of their own: their page tells the channel.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.discover.sites.rule import Rule

if TYPE_CHECKING:
    from tracker.discover.candidate import Candidate
    from tracker.discover.sites.rule import Place

_YOUTUBE = ("youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be")
_VIDEOS = "https://www.youtube.com/feeds/videos.xml"
_CHANNEL = Rule(
    _YOUTUBE,
    r"/channel/UC(?P<id>[\w-]{22})(?:/.*)?",
    (
        ("All uploads", _VIDEOS + "?channel_id=UC{id}"),
        ("Videos without Shorts", _VIDEOS + "?playlist_id=UULF{id}"),
        ("Shorts", _VIDEOS + "?playlist_id=UUSH{id}"),
        ("Live streams", _VIDEOS + "?playlist_id=UULV{id}"),
    ),
)
RULES = (
    _CHANNEL,
    Rule(_YOUTUBE, r"/playlist", (("Playlist", _VIDEOS + "?playlist_id={list}"),), query="list"),
    Rule(
        ("vimeo.com",),
        r"/(?P<kind>channels|groups)/(?P<name>[^/]+)(?:/.*)?",
        (("Videos of {name}", "https://vimeo.com/{kind}/{name}/videos/rss"),),
    ),
    Rule(
        ("vimeo.com",),
        r"/(?!(?:watch|categories|search|features|blog|upgrade|join|log_in)$)(?P<name>[^/]*[^/\d][^/]*)(?:/videos)?",
        (("Videos of {name}", "https://vimeo.com/{name}/videos/rss"),),
    ),
    Rule(
        ("dailymotion.com",),
        r"/(?!(?:video|playlist|search|signin|topic|channel)$)(?P<name>[\w.-]+)",
        (("Videos of {name}", "https://www.dailymotion.com/rss/user/{name}"),),
    ),
)

# Where a page tells its channel, the surest first: its own address, then what its scripts are
# given, in which the first channel named is the page's own.
_TOLD = tuple(
    re.compile(pattern)
    for pattern in (
        rb"<link[^>]{0,200}videos\.xml\?channel_id=UC([\w-]{22})",
        rb'<link[^>]{0,99}rel="canonical"[^>]{0,99}/channel/UC([\w-]{22})',
        rb'<meta[^>]{0,99}itemprop="(?:channelId|identifier)"[^>]{0,99}content="UC([\w-]{22})"',
        rb'"externalId"\s*:\s*"UC([\w-]{22})"',
        rb'"externalChannelId"\s*:\s*"UC([\w-]{22})"',
        rb'"channelId"\s*:\s*"UC([\w-]{22})"',
    )
)


def by_page(place: Place, body: bytes) -> tuple[Candidate, ...]:
    """Return the feeds of the channel that a page of YouTube belongs to: of a handle, name or video."""
    if place.host not in _YOUTUBE:
        return ()
    for told in _TOLD:
        found = told.search(body)
        if found:
            channel = f"/channel/UC{found[1].decode('ascii')}"
            return _CHANNEL.candidates(type(place)(place.host, channel, ""))
    return ()
