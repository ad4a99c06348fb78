"""The keys that a user of newsboat has in the fingers, for what tracker has too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# By newsboat's manual page (2.21 to 2.38, "Available operations"). Where both have one key for one thing
# nothing stands here: enter, q, Q, ?, /, :, o, N, A, R, ctrl+l, arrows, home, end, page up and down.
NEWSBOAT: Mapping[str, str] = {
    # next-unread and prev-unread in the list, next and prev (n p and J K there) from a story on
    "next_unread": "n,J",
    "previous_unread": "p,K",
    "next_story": "n,J",
    "previous_story": "p,K",
    # toggle-show-read-feeds
    "unread": "l",
    # show-urls
    "hints": "u,v",
    # mark-feed-read, mark-all-feeds-read
    "read_all": "A,C",
    # open-in-browser, open-in-browser-and-mark-read: what is open is read
    "browser": "o,O",
    # edit-urls, and where newsboat sets a filter
    "feeds": "E,F",
    # delete-article
    "mute": "m,D",
    # bookmark
    "page_up": "pageup",
    "follow": "f,ctrl+b",
    # close-dialog
    "leave": "escape,ctrl+x",
    # What made room for these.
    "lone": "L",
    "next_section": "right_curly_bracket",
    "previous_section": "left_curly_bracket",
    "evolution": "P",
    "pin": "i",
    "ask": "I",
    # newsboat's right arrow moves in no list, and opens nothing
    "open": "enter",
}
