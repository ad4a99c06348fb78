"""Open questions, key terms, and terms that the user follows → the words of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Definition, Dossier, Question
    from tracker.reactive.keywords import Key, Keywords

# Fewer words find anything, more find nothing: search engines ask for all of them at once.
FEWEST, MOST = 3, 5
# So many of the words name the story.
STORY_WORDS = 2
# The story's own queries take turns with so many of the next ones.
TURNS = 6
# Questions of one story that are asked, the newest: a long story has dozens.
QUESTIONS = 6

# What the record of searches has in place of a question's id where the terms themselves were sought.
SEEKING = "terms"
# Terms of one query: engines read on some, and give nothing where the address is too long.
TERMS_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Query:
    """The words that may find an answer to the question of this id ("q1")."""

    question: str
    words: str


class Phrasing:
    """Makes the queries of one dossier: what is asked, in the words of a person who looks for it."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The open questions that are asked, newest first, by their ids."""
        wanted = [question for question in self._dossier.open_questions if question.state == "open"]
        wanted.sort(key=lambda question: -question.raised_in)
        return {question.id: question for question in wanted[:QUESTIONS]}

    @cached_property
    def _known(self) -> Keywords:
        from tracker.reactive.keywords import Keywords

        return Keywords(self._dossier)

    def question(self, name: str, turn: int = 0) -> Query | None:
        """Make the query of a question: two words that name the story, then up to three of its own.

        Names and rare words come first. With each turn (from 0) it asks with a word less, down to
        one of its own. None for a question that says nothing of its own.
        """
        from tracker.reactive.keywords import content

        found = content(self.questions[name].text)
        story = self._known.ranked[:STORY_WORDS]
        own = sorted((key for key in found if key not in story), key=self._known.worth, reverse=True)
        kept = set(own[: max(MOST - len(story) - turn, 1)])
        asked = [found[key] for key in found if key in kept]
        if not asked or len(story) + len(asked) < FEWEST:
            return None
        return Query(name, " ".join([*self._as_titled(story), *asked]))

    def key_terms(self, turn: int = 0) -> Query | None:
        """Make a query of three words by which the story is known, None where it has too few.

        Every turn (from 0) has the first two, and with them another of the next six. What always follows
        one of them in a name comes with it: nobody looks for North who looks for North Korea.
        """
        ranked = self._known.ranked[: STORY_WORDS + TURNS]
        others = ranked[STORY_WORDS:]
        if not others:
            return None
        chosen = self._known.whole([*ranked[:STORY_WORDS], others[turn % len(others)]])[:MOST]
        return Query(SEEKING, " ".join(self._as_titled(chosen)))

    def _as_titled(self, chosen: Sequence[Key]) -> list[str]:
        """Write words in the order of the title; those that it lacks follow."""
        title = list(self._known.title)
        place = {key: title.index(key) if key in self._known.title else len(title) for key in chosen}
        return [self._known.written[key] for key in sorted(chosen, key=place.__getitem__)]


def seeking(definition: Definition, turn: int) -> Query:
    """Make a query of the terms that define a story.

    Of many, each turn (from 0) takes the next few. Phrases stand in quotes, and OR between the
    terms where any of them will do, as the common engines have it; what an engine makes of it
    otherwise, a result still has to match.
    """
    terms, start = definition.terms, turn * TERMS_AT_ONCE % len(definition.terms)
    asked = [_as_term(term) for term in terms[start : start + TERMS_AT_ONCE]]
    return Query(SEEKING, (" " if definition.every else " OR ").join(asked))


def address(template: str, words: str) -> str:
    """Put words, percent-encoded (RFC 3986, section 2.1), where a search feed's address has {query}."""
    return template.replace("{query}", quote(words, safe="", errors="replace"))


def _as_term(term: str) -> str:
    """Write a term as engines read it, who know no `*` inside of words."""
    words = " ".join(term.translate({ord("*"): " ", ord('"'): " "}).split())
    return f'"{words}"' if " " in words else words
