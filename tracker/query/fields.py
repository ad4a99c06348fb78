"""The fields of a query: one table for the parser, its complaints, the completion and the help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from tracker.model import State

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["name", "words", "moment", "state"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, other names that people type, what follows it, an example, what it finds."""

    name: str
    also: tuple[str, ...]
    kind: Kind
    example: str
    help: str


FIELDS: tuple[Field, ...] = (
    Field("outlet", ("source", "feed"), "name", 'outlet:"harbour wire"', "a part of the outlet's name"),
    Field("actor", ("who",), "name", "actor:quill", "who speaks in the dossier"),
    Field("title", ("intitle",), "words", "title:bridge", "words of the title"),
    Field("since", ("after", "from"), "moment", "since:7d", "from then on: 7d, monday, 2026-05-23"),
    Field("until", ("to",), "moment", "until:2026-05", "up to then, that day, month or year included"),
    Field("before", (), "moment", "before:yesterday", "up to then, without it"),
    Field("is", (), "state", "is:unread", "unread, read, followed, muted, lone, story, article"),
    Field("tag", ("group",), "name", "tag:local", "the feed's tag or group in feeds.yaml"),
)
STATES: tuple[State, ...] = get_args(State)
# Words that mean a state as well.
STATES_TOO: Mapping[str, State] = {
    "new": "unread",
    "changed": "unread",
    "follow": "followed",
    "mute": "muted",
    "alone": "lone",
    "stories": "story",
    "articles": "article",
}
NAMES: Mapping[str, Field] = {name: field for field in FIELDS for name in (field.name, *field.also)}


def known_fields() -> str:
    """Name the fields, as a sentence does that must fit a row."""
    return " ".join(f"{field.name}:" for field in FIELDS)
