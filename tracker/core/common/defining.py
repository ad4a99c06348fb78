"""What the user types to define a story → the terms that articles are held against. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.errors import UsageError
from tracker.model import Definition
from tracker.rules import fold, word
from tracker.text.clean import line
from tracker.text.stopwords import ENGLISH
from tracker.text.words import UNSPACED, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.rules import Word

# More than anybody types; each of them costs a look at every article that comes.
MOST_TERMS = 200
# Signs of a name or term: no headline is longer.
LONGEST = 120
# Signs that say something: fewer, or fewer before a `*`, are in nearly every text.
FEWEST, FEWEST_BEFORE_STAR = 2, 3

# Words of grammar that are in nearly every text; the last are shared with English's neighbours.
_EVERYWHERE = ENGLISH | {"a", "an", "as", "in", "is", "on", "was"}
_QUOTES = '"“”„«»'
_SAYING = re.compile(r"[^\W_]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_FORM = "A term is a word, a name or a phrase: harbour, “dock strike”, dock*."


def define(name: str, terms: Iterable[str], excluded: Iterable[str] = (), *, every: bool) -> Definition:
    """Make what the user typed a definition, of no story yet (number 0).

    Raises UsageError, with a sentence, for a name or terms that would not do.
    """
    wanted, unwanted = _tidied(terms), _tidied(excluded)
    both = next((term for term in unwanted if term in wanted), None)
    if both is not None:
        raise UsageError(f"“{both}” is wanted and not wanted.", "Leave one of the two out.")
    if not wanted:
        raise UsageError("There is no term to follow.", _FORM)
    if len(wanted) + len(unwanted) > MOST_TERMS:
        raise UsageError(f"A story is defined by {MOST_TERMS} terms at most.", "Make two stories of it.")
    return Definition(0, _name(name), wanted, unwanted, every)


class Matcher:
    """A definition made ready: tells which of its terms an article has."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._terms = [word(term) for term in definition.terms]
        self._excluded = [word(term) for term in definition.excluded]

    def matched(self, folded: str) -> tuple[str, ...]:
        """Return the terms by which a text, as `rules.searched` gives it, belongs to the story."""
        found = _found(self._terms, folded)
        enough = len(found) == len(self._terms) if self.definition.every else bool(found)
        return found if enough and not self.excludes(folded) else ()

    def excludes(self, folded: str) -> bool:
        """Tell whether a text has a term that keeps it out."""
        return any(term.is_in(folded) for term in self._excluded)


def _found(terms: Sequence[Word], folded: str) -> tuple[str, ...]:
    return tuple(term.text for term in terms if term.is_in(folded))


def _name(name: str) -> str:
    tidied = line(name)
    if not _SAYING.search(tidied):
        raise UsageError("The story needs a name.", "`tracker follow NAME TERM…`")
    if slug(tidied).isdecimal():
        raise UsageError(f"“{tidied}” could be the number of a story.", "Choose a NAME with a letter in it.")
    if len(tidied) > LONGEST:
        raise UsageError(f"A story's name has at most {LONGEST} signs.", "Choose a shorter one.")
    return tidied


def _tidied(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms clean and each once, in whatever letters; refuse what would match anything."""
    found: dict[str, str] = {}
    for typed in terms:
        term = line(typed).strip(_QUOTES + " ")
        _refuse_useless(term, line(typed, LONGEST))
        found.setdefault(fold(term), term)
    return tuple(found.values())


def _refuse_useless(term: str, typed: str) -> None:
    if not _SAYING.search(term):
        raise UsageError(f"“{typed}” is no term: it has no letter and no digit.", _FORM)
    if len(term) > LONGEST:
        raise UsageError(f"“{typed}” is too long: a term has at most {LONGEST} signs.", _FORM)
    if len(_SAYING.findall(term)) < FEWEST:
        raise UsageError(f"“{typed}” is too short: it is in nearly every text.", _FORM)
    parts = [part for part in term.split() if _SAYING.search(part)]
    if all(_is_open(part) for part in parts):
        hint = f"Write at least {FEWEST_BEFORE_STAR} letters before a *."
        raise UsageError(f"“{typed}” is too wide: it fits nearly every text.", hint)
    if _is_grammar(parts):
        hint = "Make a phrase of it, with a word beside it."
        raise UsageError(f"“{typed}” is too wide: it is in nearly every text.", hint)


def _is_grammar(parts: Sequence[str]) -> bool:
    """Tell whether there is nothing but words of grammar; several with capitals, as “The Who”, are a name."""
    named = len(parts) > 1 and all(part[0].isupper() for part in parts)
    return not named and all(fold(part.rstrip("*")) in _EVERYWHERE for part in parts)


def _is_open(part: str) -> bool:
    """Tell whether a word with a `*` fits too much; a sign of a script without spaces says more."""
    stem = part.rstrip("*")
    return stem != part and not _UNSPACED.search(stem) and len(_SAYING.findall(stem)) < FEWEST_BEFORE_STAR
