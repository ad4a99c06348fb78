"""Words of a query → an FTS5 expression; what a user types is never its syntax.

https://www.sqlite.org/fts5.html#fts5_strings: a string in double quotes is never syntax, and the words
of a term are letters and digits only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.model import Term
from tracker.query.parse import LONG_WORD, WORD
from tracker.text.words import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Query

_UNSPACED = re.compile(f"[{UNSPACED}]")


def expression(query: Query, *, title: str = "title") -> str:
    """Make the expression that finds what has all of a query's words; "" where none can be looked up.

    Where it has others, words of few letters of which only the beginning is typed are left out: to put
    together the lists of all words that begin so takes half a second in a million articles. Who has a
    list of candidates looks for them there.
    """
    terms = [term for term in query.terms if not _is_costly(term)] or list(query.terms)
    wanted = [_term(term, title) for term in terms]
    refused = [_term(term, title) for term in query.without]
    if not wanted:
        return ""
    return f"({' AND '.join(wanted)})" + "".join(f" NOT {each}" for each in refused)


def leaves_out(query: Query) -> bool:
    """Tell whether the expression looks for less than the query does."""
    costly = [term for term in query.terms if _is_costly(term)]
    return bool(costly) and len(costly) < len(query.terms)


def single_words(query: Query) -> list[list[str]]:
    """Make of each wanted word an expression for itself, and one for what begins with it if that counts.

    Not of short beginnings, whose lists are long, nor of scripts without spaces, of which the index
    knows runs alone.
    """
    terms = [term for term in query.terms if len(term.words) == 1 and not _is_costly(term)]
    words = [(f'"{term.words[0]}"', term.prefix) for term in terms if not _UNSPACED.search(term.words[0])]
    return [[word, f"{word}*"] if begins else [word] for word, begins in words]


def names(column: str, values: Sequence[str]) -> str:
    """Make the expression that finds rows of which a column has all these names, or their beginnings."""
    return " AND ".join(f'{column} : "{" ".join(term.words)}"*' for term in spoken(values))


def spoken(values: Sequence[str]) -> tuple[Term, ...]:
    """Make terms of names: the words of each, of which the last may go on."""
    words = (tuple(WORD.findall(value)) for value in values)
    return tuple(Term(each, prefix=True) for each in words if each)


def _is_costly(term: Term) -> bool:
    return term.prefix and len(term.words) == 1 and len(term.words[0]) < LONG_WORD and term.words[0].isascii()


def _term(term: Term, title: str) -> str:
    text = f'"{" ".join(term.words)}"' + "*" * term.prefix
    return f"{title} : {text}" if term.title else text
