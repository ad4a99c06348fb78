"""What a model is asked to give back, section by section, as types, and as the JSON schemas of these."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

# The mark of a sentence on the sheet; in a schema it is one of those that the model sees.
Mark = Annotated[str, Meta(pattern=r"^\d+(\.\d+)?$")]
# Longer texts are no sentence, and lists longer than any section has are no answer.
Text = Annotated[str, Meta(min_length=1, max_length=600)]
Marks = Annotated[list[Mark], Meta(min_length=1, max_length=6)]

_MARK = re.compile(r"\d+(?:\.\d+)?")
# Halves of an emoji, as small models write them ("\\ud83d"): no text that can be stored has one.
_HALVES = re.compile("[\ud800-\udfff]+")
# A server that keeps answers in their form spends its time on long lists of choices.
_MOST_CHOICES = 120


class AnswerError(Exception):
    """An answer can't be used; the message says why, in words that the model is told."""


class Written(Struct, frozen=True):
    """One sentence, with what it is taken from."""

    citations: Marks
    text: Text


class Claims(Struct, frozen=True):
    """Sentences of a section."""

    claims: Annotated[list[Written], Meta(max_length=12)]


class Short(Struct, frozen=True):
    """One sentence made shorter, or a title."""

    text: Text


class Happened(Struct, frozen=True):
    """An event, told from the sentence that has its date."""

    sentence: Mark
    text: Text


class Events(Struct, frozen=True):
    """Events of a timeline."""

    events: Annotated[list[Happened], Meta(max_length=40)]


class View(Struct, frozen=True):
    """An actor, what it holds, and its own words."""

    actor: Text
    citations: Marks
    stance: Text
    quotations: Annotated[list[Text], Meta(max_length=3)]


class Views(Struct, frozen=True):
    """Actors."""

    perspectives: Annotated[list[View], Meta(max_length=16)]


class Asked(Struct, frozen=True):
    """What nobody knows yet."""

    citations: Marks
    text: Text


class Settled(Struct, frozen=True):
    """A question that was open, and the sentence that answers it."""

    id: Text
    citations: Marks
    answer: Text


class Questions(Struct, frozen=True):
    """Open questions, and those that are open no more."""

    questions: Annotated[list[Asked], Meta(max_length=12)]
    answered: Annotated[list[Settled], Meta(max_length=12)]


class Odds(Struct, frozen=True):
    """Two that disagree, in what, and what each says."""

    first: Text
    second: Text
    text: Text
    first_side: Written
    second_side: Written


class Tensions(Struct, frozen=True):
    """Who disagrees with whom."""

    tensions: Annotated[list[Odds], Meta(max_length=8)]


Answer = TypeVar("Answer", bound=Struct)


def typed(data: object, kind: type[Answer]) -> Answer:
    """Hold data against a type; marks may come as numbers or in brackets. Raises AnswerError."""
    try:
        return msgspec.convert(_plain_marks(data), kind)
    except msgspec.ValidationError as error:
        raise AnswerError(f"the JSON has another form: {error}") from None


def schema(kind: type[Struct], marks: Sequence[str], most: int = 0) -> str:
    """Give a type's JSON schema as text: marks are those of the sheet, `most` entries are asked for (0: any).

    It has no references and every key is required, as strict servers want it.
    """
    whole = msgspec.json.schema(kind)
    root = _inlined(whole["$ref"], whole["$defs"], marks)
    if most:
        for part in root["properties"].values():
            part["maxItems"] = most
    return json.dumps(root, separators=(",", ":"))


def _inlined(reference: str, definitions: dict[str, Any], marks: Sequence[str]) -> dict[str, Any]:
    found = definitions[reference.rpartition("/")[2]]
    parts = {name: _form(part, definitions, marks) for name, part in found["properties"].items()}
    return {
        "type": "object",
        "properties": parts,
        "required": list(parts),
        "additionalProperties": False,
    }


def _form(part: dict[str, Any], definitions: dict[str, Any], marks: Sequence[str]) -> dict[str, Any]:
    if "$ref" in part:
        return _inlined(part["$ref"], definitions, marks)
    if part.get("type") == "array":
        bounds: dict[str, Any] = {key: part[key] for key in ("minItems", "maxItems") if key in part}
        return bounds | {"type": "array", "items": _form(part["items"], definitions, marks)}
    if "pattern" in part:
        return {"type": "string", "enum": list(marks)} if len(marks) <= _MOST_CHOICES else {"type": "string"}
    return {"type": "string"}


def _plain_marks(value: object, key: str = "") -> object:
    """Give marks without brackets, and texts without halves of signs, however deep they stand."""
    if isinstance(value, dict):
        return {_HALVES.sub("", name): _plain_marks(each, name) for name, each in value.items()}
    if isinstance(value, str):
        value = _HALVES.sub("", value)
    if key == "citations":
        several = value if isinstance(value, list) else [value]
        return [one for each in several for one in _MARK.findall(str(each)) or [each]]
    if isinstance(value, list):
        return [_plain_marks(each, key) for each in value]
    if key == "sentence" and isinstance(value, (str, int)):
        found = _MARK.search(str(value))
        return found.group() if found else value
    return value
