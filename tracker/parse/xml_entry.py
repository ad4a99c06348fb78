"""An entry as feedparser has it → an `Entry`: which of its many elements count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tracker.parse.entries import Source, Times, Written, made
from tracker.parse.keys import parts, text, value
from tracker.parse.media import enclosures, named
from tracker.parse.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from tracker.model import Entry

# The dates of an entry in the order of trust, under feedparser's names: pubDate, issued and
# dcterms:issued are `published`; dc:date and modified are `updated`.
_TIMES = ("published", "updated", "created")
# No byline names more; a paper of physics may.
MOST_AUTHORS = 10
# Markup in a text that says it has none: an end tag or a line break.
_MARKUP = re.compile(r"</[a-zA-Z]|<br\b", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
# "ida@harbour.example (Ida Moll)", which RSS asks for, and what feedparser makes of it where
# the domain's last part has more than four letters: "ple (Ida Moll".
_IN_BRACKETS = re.compile(r"[^()]*\(([^()@]+)\)?\s*")
_ADDRESS = re.compile(r"<?[\w.+-]+@[\w.-]+>?")


def entry(raw: Mapping[str, Any], base: str, fetched: datetime, version: str) -> Entry | None:
    """Make an entry; `base` resolves its links, `version` is feedparser's name of the format."""
    links = [text(link, "href") for link in parts(raw, "links") if text(link, "rel") in {"", "alternate"}]
    source = Source(
        title=_written(text(raw, "title"), _type(raw, "title_detail"), version),
        # FeedBurner puts a counting address in front of the article's own.
        links=(text(raw, "feedburner_origlink"), _link(raw), *links),
        guid=text(raw, "id"),
        text=_body(raw, version),
        author=_author(raw),
        base=base,
        enclosures=enclosures(base, named(raw)),
    )
    return made(source, Times(fetched, tuple(_times(raw))))


def _type(raw: Mapping[str, Any], key: str) -> str:
    return text(value(raw, key), "type")


def _written(words: str, kind: str, version: str) -> Written:
    """Take Atom at its word that a text is plain; RSS has no such word."""
    plain = kind == "text/plain" and version.startswith("atom") and not _MARKUP.search(words)
    return Written(words, plain=plain)


def _body(raw: Mapping[str, Any], version: str) -> Written:
    """Choose the longest of summary and contents, tags not counted."""
    summary = text(raw, "summary")
    texts = [(summary, _type(raw, "summary_detail"))]
    for content in parts(raw, "content"):
        kind = text(content, "type")
        # In RSS only media:description comes as plain content: the caption of a picture.
        if not summary.strip() or kind != "text/plain" or version.startswith("atom"):
            texts.append((text(content, "value"), kind))
    if len({words for words, _ in texts}) == 1:
        return _written(*texts[-1], version)
    return _written(*max(texts, key=lambda each: len(_TAGS.sub("", each[0]))), version)


def _link(raw: Mapping[str, Any]) -> str:
    """Return the link, but not a guid that feedparser took for one: many are mere numbers."""
    link = text(raw, "link")
    made_up = link == text(raw, "id") and "://" not in link
    return "" if made_up else link


def _author(raw: Mapping[str, Any]) -> str:
    """Return the names of all authors, or the outlet that an entry of an aggregator comes from."""
    names = _names(text(author, "name") for author in parts(raw, "authors")) or _names([text(raw, "author")])
    return ", ".join(names) or text(value(raw, "source"), "title")


def _names(authors: Iterable[str]) -> list[str]:
    """Return each name once, without the address it may come with."""
    found: dict[str, None] = {}
    for author in authors:
        bracketed = _IN_BRACKETS.fullmatch(author[:1000]) if "(" in author else None
        name = bracketed[1] if bracketed else author
        name = _ADDRESS.sub("", name).strip() or name.strip()
        if name:
            found[name] = None
    return list(found)[:MOST_AUTHORS]


def _times(raw: Mapping[str, Any]) -> list[datetime]:
    times = (moment(text(raw, key), value(raw, f"{key}_parsed")) for key in _TIMES)
    return [time for time in times if time]
