"""An act of the user on stories, as the database keeps it to be undone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - msgspec reads the annotation
from typing import TYPE_CHECKING, Any

import msgspec

from tracker.store.pictures import Row, Touched

if TYPE_CHECKING:
    from tracker.model import Operation


@dataclass(frozen=True, slots=True)
class Before:
    """A story before an act: what it said of itself, and how far it was read. `version` 0: none."""

    number: int
    title: str
    updated: datetime
    independent: int
    version: int
    names: list[str]
    read: Row | None = None
    all_read: bool = False


@dataclass(slots=True)
class Act:
    """What undoing an act needs.

    `articles` are those it was about. `made` are stories that it began, whose names lead to `home`
    when they are empty again; `gone` are those that it ended.
    """

    stories: list[Before]
    articles: list[int]
    touched: list[Touched] = field(default_factory=list)
    made: list[int] = field(default_factory=list)
    home: int = 0
    gone: list[int] = field(default_factory=list)


def act_of(operation: Operation) -> Act:
    """Read what was kept of an act."""
    payload: dict[str, Any] = json.loads(operation.payload)
    return msgspec.convert(payload, Act) if "touched" in payload else _former(operation.kind, payload)


def _former(kind: str, payload: dict[str, Any]) -> Act:
    """Read a merge or a split as tracker kept it before there were pins."""
    source, target = payload["from"], payload["to"]
    rows = [Touched("articles", {"id": article, "story": source}, None) for article in payload["articles"]]
    for placement in payload["placements"]:
        terms = json.dumps([[term["term"], term["weight"]] for term in placement["terms"]])
        rows.append(Touched("placements", {**placement, "terms": terms}, None))
    if kind == "merge":
        rows.append(Touched("stories", {"number": source, "merged_into": None}, None))
    made = [target] if kind == "split" else []
    return Act([], payload["articles"], rows, made, home=source)
