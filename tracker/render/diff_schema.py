"""The JSON Schema of `tracker diff --json`, for programs that build on it (json-schema.org, 2020-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from tracker.model import Section

if TYPE_CHECKING:
    from tracker.render.dossier_data import Data

KINDS = {
    "added": "a sentence, event, tension or source that the older version has not",
    "dropped": "one that the newer version has no more",
    "reworded": "the same in other words",
    "supported": "the same words with other citations",
    "raised": "a question that is new",
    "answered": "a question that is now answered",
    "reopened": "a question that is open again",
    "expired": "a question that nobody asks any more",
    "new": "an actor who was not heard before",
    "shifted": "an actor whose stance moved",
    "silent": "an actor who is no longer heard",
    "consistent": "an actor who is heard again",
    "changed": "another change: an event's date, an actor's quotations, a source's title",
}
_TEXT: Data = {"type": "string"}
_NUMBERS: Data = {"type": "array", "items": {"type": "integer", "minimum": 1}}


def diff_schema() -> Data:
    """Give the schema. More keys may come, so that none is forbidden."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tracker diff --json",
        "description": "What a reader sees change from one version of a story to another.",
        **_object(
            story=_TEXT | {"description": "the story's slug"},
            **{"from": _version("the older version, or the first one named")},
            to=_version("the newer version, or the second one named"),
            title=_TEXT,
            account=_list(_TEXT) | {"description": "the changes in a few short texts, most telling first"},
            changes=_list(_change()),
            figures=_list(_figure()),
        ),
    }


def _change() -> Data:
    kinds = "; ".join(f"{kind}: {meaning}" for kind, meaning in KINDS.items())
    return _object(
        section={"enum": list(get_args(Section))},
        kind={"enum": list(KINDS), "description": kinds},
        before={"type": ["string", "null"], "description": "as the older version has it"},
        after={"type": ["string", "null"], "description": "as the newer version has it"},
        elsewhere={
            "enum": [*get_args(Section), None],
            "description": "where else a sentence stood that was added, or still stands that was dropped",
        },
    )


def _figure() -> Data:
    claim = _object(text=_TEXT, citations=_NUMBERS, since={"type": "integer"})
    return _object(before=_TEXT, after=_TEXT, was=claim, item=claim) | {
        "description": "a figure of one thing that changed, and the sentences that give it"
    }


def _version(meaning: str) -> Data:
    return {"type": "integer", "minimum": 0, "description": meaning}


def _list(items: Data) -> Data:
    return {"type": "array", "items": items}


def _object(**properties: Any) -> Data:  # noqa: ANN401 - a schema is a tree of anything JSON knows
    return {"type": "object", "properties": properties, "required": list(properties)}
