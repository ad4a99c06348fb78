"""A reply → the JSON in it. What is cut off is a failure: nothing of it is ever made whole."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tracker.llm.answers import AnswerError

if TYPE_CHECKING:
    from tracker.llm.ports import Reply

# What models that think aloud write before they answer.
_THOUGHT = re.compile(r"<think(?:ing)?>", re.IGNORECASE)
_THOUGHT_ENDS = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
# Places in a reply at which an object is looked for: prose has few braces.
_TRIES = 20


def found(reply: Reply, *, rescue: bool = True) -> object:
    """Give the JSON object of a reply: the whole of it or, with `rescue`, the one that prose surrounds.

    Numbers with a point come as texts: 3.10 is the tenth sentence of article 3. Raises AnswerError.
    """
    if not reply.whole:
        raise AnswerError("the answer was cut off at its limit: write less")
    try:
        return _read(reply.text, rescue=rescue)
    except RecursionError:
        raise AnswerError("the answer is nested too deeply") from None


def _read(text: str, *, rescue: bool) -> object:
    try:
        return json.loads(text, parse_float=str)
    except ValueError:
        if not rescue:
            raise AnswerError("the answer is not JSON") from None
    return _within(_without_thoughts(text))


def _without_thoughts(text: str) -> str:
    """Take the thoughts out that end. By one pattern a text of beginnings alone would take quadratic time."""
    parts, done = list[str](), 0
    for begun in _THOUGHT.finditer(text):
        if begun.start() < done:
            continue
        ended = _THOUGHT_ENDS.search(text, begun.end())
        if ended is None:
            break
        parts.append(text[done : begun.start()])
        done = ended.end()
    return "".join((*parts, text[done:]))


def _within(text: str) -> object:
    """Find the first object in a text that is whole."""
    start = text.find("{")
    for _ in range(_TRIES):
        if start < 0:
            break
        try:
            return json.JSONDecoder(parse_float=str).raw_decode(text, start)[0]
        except json.JSONDecodeError as error:
            if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
                raise AnswerError("the answer was cut off") from None
            # An object within a broken one would be a part of the answer given as the whole.
            start = text.find("{", error.pos + 1)
        except ValueError:
            # Python reads no whole number of more than 4,300 digits.
            raise AnswerError("a number in the answer is too long") from None
    raise AnswerError("there is no JSON object in the answer")
