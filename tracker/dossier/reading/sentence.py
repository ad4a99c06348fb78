"""What dossiers are made of: sentences of articles, and who says what in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from tracker.text.dates import Mention, mentions
from tracker.text.figures import Figure, figures
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from datetime import datetime

_Found = TypeVar("_Found")
_With = ParamSpec("_With")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one article.

    `number` is the article's citation number, `position` counts from 0 within the article
    (the title is not a sentence). `terms` are its content terms (`text.words.terms`).
    `dates` are the days or months it speaks of, ISO 8601 as in `model.Event.date`.
    `readable`: it can stand alone (no dangling pronoun or connective, no boilerplate, not
    cut off, not too long). `surnames` are those of its names that the article gave in full before,
    and the sentence does not. `memo` is for `once` and its like.
    """

    number: int
    position: int
    text: str
    terms: tuple[str, ...]
    names: tuple[str, ...]
    dates: tuple[str, ...]
    published: datetime
    readable: bool
    surnames: tuple[str, ...] = ()
    memo: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def __hash__(self) -> int:
        """Tell sentences of a story apart by their place: all they hold takes ten times as long."""
        return hash((self.number, self.position))


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, found in one sentence.

    `actor` is the merged name (one spelling a person or organisation in the whole story).
    `content` is what is stated, as it stands in the sentence; `direct` when it is quoted.
    `cue` is the verb or phrase of saying ("argues", "according to").
    """

    actor: str
    cue: str
    content: str
    direct: bool
    sentence: Sentence


KEPT: dict[str, Any] = {}
"""By the functions' names, the types of what is kept from one process to the next (`packing`)."""


def once(function: Callable[[Sentence], _Found]) -> Callable[[Sentence], _Found]:
    """Let a function of a sentence alone do its work once for each, through all versions.

    Sentences live as long as their article is remembered (`memory.Memory`), so that a
    version pays for the sentences of new articles only.
    """
    name = _name(function)

    @wraps(function)
    def remembered(sentence: Sentence) -> _Found:
        try:
            found: _Found = sentence.memo[name]
        except KeyError:
            found = sentence.memo[name] = function(sentence)
        return found

    return remembered


def once_together(
    function: Callable[[Sequence[Sentence]], _Found],
) -> Callable[[Sequence[Sentence]], _Found]:
    """Do as `once` for a function of several sentences of one article, at least one."""
    name = _name(function)

    @wraps(function)
    def remembered(sentences: Sequence[Sentence]) -> _Found:
        memo, key = sentences[0].memo, (name, *(sentence.position for sentence in sentences))
        if key in memo:
            found: _Found = memo[key]
            return found
        return memo.setdefault(key, function(sentences))  # type: ignore[no-any-return]  # of any function

    return remembered


def once_with(
    function: Callable[Concatenate[Sentence, _With], _Found],
) -> Callable[Concatenate[Sentence, _With], _Found]:
    """Do as `once` for a function of a sentence and some texts or numbers."""
    name = _name(function)

    @wraps(function)
    def remembered(sentence: Sentence, /, *more: _With.args, **named: _With.kwargs) -> _Found:
        memo, key = sentence.memo, (name, *more)
        if key in memo:
            found: _Found = memo[key]
            return found
        return memo.setdefault(key, function(sentence, *more, **named))  # type: ignore[no-any-return]  # of any function

    return remembered


def kept(kind: Any) -> Callable[[Callable[[Sentence], _Found]], Callable[[Sentence], _Found]]:  # noqa: ANN401 - a type or a union of types
    """Do as `once`, and let what is found be kept with the article's analysis.

    `kind` is the function's type, of what `msgspec` reads: for what is dear to find and holds no sentence.
    """

    def wrapped(function: Callable[[Sentence], _Found]) -> Callable[[Sentence], _Found]:
        KEPT[_name(function)] = kind
        return once(function)

    return wrapped


def kept_together(
    kind: Any,  # noqa: ANN401 - a type or a union of types
) -> Callable[[Callable[[Sequence[Sentence]], _Found]], Callable[[Sequence[Sentence]], _Found]]:
    """Do as `kept` for a function of several sentences of one article."""

    def wrapped(function: Callable[[Sequence[Sentence]], _Found]) -> Callable[[Sequence[Sentence]], _Found]:
        KEPT[_name(function)] = kind
        return once_together(function)

    return wrapped


def kept_with(
    kind: Any,  # noqa: ANN401 - a type or a union of types
) -> Callable[
    [Callable[Concatenate[Sentence, _With], _Found]], Callable[Concatenate[Sentence, _With], _Found]
]:
    """Do as `kept` for a function of a sentence and some texts or numbers."""

    def wrapped(
        function: Callable[Concatenate[Sentence, _With], _Found],
    ) -> Callable[Concatenate[Sentence, _With], _Found]:
        KEPT[_name(function)] = kind
        return once_with(function)

    return wrapped


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@once
def vocabulary(sentence: Sentence) -> frozenset[str]:
    """Give the terms of a sentence, once each."""
    return frozenset(sentence.terms)


@once
def mentions_of(sentence: Sentence) -> tuple[Mention, ...]:
    """Give the times that a sentence speaks of, as `text.dates` finds them."""
    return mentions(sentence.text, sentence.published)


@kept(tuple[Figure, ...])
def figures_of(sentence: Sentence) -> tuple[Figure, ...]:
    """Give the quantities in a sentence, as `text.figures` finds them."""
    return figures(sentence.text)


@once
def name_terms(sentence: Sentence) -> tuple[frozenset[str], ...]:
    """Give the terms of each name in a sentence."""
    return tuple(map(_terms_of, sentence.names))


@lru_cache(maxsize=1 << 12)
def _terms_of(name: str) -> frozenset[str]:
    return frozenset(terms(name))
