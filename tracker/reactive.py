"""Open questions, and terms that the user follows → queries to search feeds; pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile
from typing import TYPE_CHECKING
from urllib.parse import quote

from tracker.cluster.rarity import Rarity
from tracker.text.names import names
from tracker.text.words import terms, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.model import Definition, Dossier, Question

# Fewer words find anything, more find nothing: search engines ask for all of them at once.
FEWEST, MOST = 3, 7
# Of these, at most so many words name the story, and so many the story and who the question names.
STORY_WORDS, NAME_WORDS = 3, 5
# No word of a language is longer; a run of signs that is would only fill the address.
LONGEST_WORD = 30

# What the record of searches has in place of a question's id where the terms themselves were sought.
SEEKING = "terms"
# Terms of one query: engines read on some, and give nothing where the address is too long.
TERMS_AT_ONCE = 6

# Words of asking, which say nothing of what is asked.
_ASKING = """
clear unclear known unknown know certain uncertain decided decide undecided open question answer
say said announce announced confirm confirmed unconfirmed explain disclose publish reveal specify
comment remain remains whether yet still seen sure
"""
# What engines take for an operator though it stands among words.
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})


@dataclass(frozen=True, slots=True)
class Query:
    """The words that may find an answer to the question of this id ("q1")."""

    question: str
    words: str


def queries(dossier: Dossier, limit: int = 2) -> tuple[Query, ...]:
    """Make a query of 3 to 7 words for each open question, the newest `limit` of them.

    Its words: the story's names, from title and perspectives; the names of the question;
    and the rarest of its other content words. A question that gives too few gives none.
    """
    wanted = [question for question in dossier.open_questions if question.state == "open"]
    wanted.sort(key=lambda question: -question.raised_in)
    made = [Query(question.id, _words(dossier, question)) for question in wanted]
    return tuple(query for query in made if query.words)[:limit]


def seeking(definition: Definition, turn: int) -> Query:
    """Make a query of the terms that define a story.

    Of many, each turn (from 0) takes the next few. Phrases stand in quotes, and OR between the
    terms where any of them will do, as the common engines have it; what an engine makes of it
    otherwise, a result still has to match.
    """
    terms, start = definition.terms, turn * TERMS_AT_ONCE % len(definition.terms)
    asked = [_asked(term) for term in terms[start : start + TERMS_AT_ONCE]]
    return Query(SEEKING, (" " if definition.every else " OR ").join(asked))


def address(template: str, words: str) -> str:
    """Put words, percent-encoded (RFC 3986, section 2.1), where a search feed's address has {query}."""
    return template.replace("{query}", quote(words, safe="", errors="replace"))


def _asked(term: str) -> str:
    """Write a term as engines read it, who know no `*` inside of words."""
    words = " ".join(term.translate({ord("*"): " ", ord('"'): " "}).split())
    return f'"{words}"' if " " in words else words


def _words(dossier: Dossier, question: Question) -> str:
    chosen: dict[tuple[str, ...], str] = {}
    title, text = dossier.title, question.text
    for name in _story_names(dossier):
        _add(chosen, _content(name), STORY_WORDS)
    if _content(text).keys() <= chosen.keys():
        return ""
    for name in names(text):
        _add(chosen, _content(name), NAME_WORDS)
    _add_rarest(chosen, _content(text), MOST)
    _add_rarest(chosen, _content(title), FEWEST)
    return " ".join(chosen.values()) if len(chosen) >= FEWEST else ""


def _story_names(dossier: Dossier) -> Iterator[str]:
    """Give the names in the title, then those of the actors.

    A word that has a capital where it opens the title, and none in the claims, is no name:
    "Ferry Marigold sinks" names the Marigold.
    """
    plain = {word for claim in (*dossier.what, *dossier.key_points) for word in words(claim.text)}
    for name in names(dossier.title):
        yield " ".join(dropwhile(lambda word: word.casefold() in plain, words(name)))
    for view in dossier.perspectives:
        yield from names(view.actor)


def _content(text: str) -> dict[tuple[str, ...], str]:
    """Return the words of a text that can stand in a query, by their terms: no signs but inner ones."""
    found: dict[tuple[str, ...], str] = {}
    for word in words(text):
        plain = word.replace("’", "'").removesuffix("'s")
        key = terms(plain)
        meant = key and plain not in _OPERATORS and not _asking().issuperset(key)
        if meant and len(plain) <= LONGEST_WORD:
            found.setdefault(key, plain)
    return found


@lru_cache(maxsize=1)
def _asking() -> frozenset[str]:
    return frozenset(terms(_ASKING))


def _add(chosen: dict[tuple[str, ...], str], name: dict[tuple[str, ...], str], most: int) -> None:
    """Choose a whole name if it is new and still fits; of "Mara Quill", "Quill" may be there already."""
    if len(chosen) + len(name) <= most and not chosen.keys() & name.keys():
        chosen |= name


def _add_rarest(chosen: dict[tuple[str, ...], str], text: dict[tuple[str, ...], str], most: int) -> None:
    """Choose the rarest words of a text until there are `most`, and add them in the text's order."""
    new = [key for key in text if key not in chosen]
    room = max(most - len(chosen), 0)
    rarest = set(sorted(new, key=_rarity, reverse=True)[:room])
    chosen |= {key: text[key] for key in new if key in rarest}


def _rarity(key: Iterable[str]) -> float:
    # With no stream to learn from, what is known of news in general.
    weights = Rarity().weights
    return max(weights[term] for term in key)
