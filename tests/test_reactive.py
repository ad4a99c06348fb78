"""Open questions become queries: few words, the right ones, and nothing that acts."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import MARKUP, PAYLOADS
from tracker.model import Claim, Dossier, Perspective, Question
from tracker.reactive import FEWEST, MOST, Query, address, queries
from tracker.text.clean import clean

FUEL = "Officials have not said how much fuel leaked from the stern tank of the Marigold into the bay."
DOOR = "It is not known whether the stern door of the ferry was repaired in March."


def question(number: int, text: str, raised: int = 1, **fields: str) -> Question:
    return Question(f"q{number}", text, (1,), raised_in=raised, **fields)  # type: ignore[arg-type]  # a state


def dossier(*questions: Question, title: str = "Ferry Marigold sinks in Port Avel") -> Dossier:
    return Dossier(
        title,
        what=(Claim("The ferry Marigold sank at its berth.", (1,)),),
        perspectives=(Perspective("Ilse Brandt", Claim("Brandt asks for patience.", (1,))),),
        open_questions=questions,
    )


def words(text: str, title: str = "Ferry Marigold sinks in Port Avel") -> list[str]:
    found = queries(dossier(question(1, text), title=title))
    return found[0].words.split() if found else []


def test_a_query_names_the_story_and_what_is_asked() -> None:
    chosen = words(FUEL)
    assert {"Marigold", "Port", "Avel"} <= set(chosen)
    assert {"fuel", "leaked", "tank"} <= set(chosen)


def test_words_of_asking_and_stopwords_are_left_out() -> None:
    assert not {"not", "said", "how", "known", "whether", "is", "the", "Officials"} & {
        *words(FUEL),
        *words(DOOR),
    }


def test_an_actor_names_the_story_where_the_title_names_nobody() -> None:
    assert words(DOOR, title="Ferry sinks at its berth")[:2] == ["Ilse", "Brandt"]


def test_a_word_that_opens_the_title_is_no_name() -> None:
    assert "Ferry" not in words(FUEL)


@pytest.mark.parametrize(
    "text", [FUEL, DOOR, f"{FUEL} {DOOR} Who pays for 2,300 commuters and their detours?"]
)
def test_a_query_has_three_to_seven_words_each_once(text: str) -> None:
    chosen = words(text)
    assert FEWEST <= len(chosen) <= MOST
    assert len({word.casefold() for word in chosen}) == len(chosen)


def test_a_question_that_asks_nothing_of_its_own_makes_no_query() -> None:
    assert words("Why?") == []
    assert words("It is not clear whether Marigold is known.") == []


def test_the_newest_questions_come_first_and_no_more_than_wanted() -> None:
    asked = dossier(question(1, FUEL), question(2, DOOR, raised=3), question(3, FUEL, raised=2))
    assert [query.question for query in queries(asked)] == ["q2", "q3"]
    assert [query.question for query in queries(asked, limit=9)] == ["q2", "q3", "q1"]


def test_what_is_answered_or_expired_is_asked_no_more() -> None:
    assert queries(dossier(question(1, FUEL, state="answered"), question(2, DOOR, state="expired"))) == ()


def test_the_same_dossier_gives_the_same_queries() -> None:
    asked = dossier(question(1, FUEL), question(2, DOOR))
    assert queries(asked) == queries(asked)
    assert all(isinstance(query, Query) for query in queries(asked))


@pytest.mark.parametrize("attack", [*PAYLOADS.values(), *MARKUP.values()])
def test_nothing_of_a_hostile_text_acts_in_a_query(attack: str) -> None:
    asked = dossier(question(1, f"{FUEL} {attack}"), title=f"Ferry {attack} Marigold")
    for query in queries(asked):
        assert clean(query.words) == query.words
        assert not set(query.words) & set('"“”[]{}()<>:;=$|\\/\x1b')


@pytest.mark.parametrize(
    "operator", ["-fuel", "site:evil.test", '"fuel tank"', "fuel OR bay", "intitle:fuel", "fuel*"]
)
def test_what_a_search_engine_would_obey_is_mere_words(operator: str) -> None:
    chosen = words(f"Nobody knows {operator} of the Marigold leaked into the bay.")
    assert not {"OR", "AND", "NOT"} & set(chosen)
    assert all(word[0].isalnum() and word[-1].isalnum() for word in chosen)


def test_a_run_of_signs_that_is_no_word_is_left_out() -> None:
    assert all(len(word) <= 30 for word in words(f"{FUEL} {'x' * 5000}"))


@given(st.text(max_size=200), st.text(max_size=80))
def test_any_text_gives_a_short_query_or_none(text: str, title: str) -> None:
    for query in queries(dossier(question(1, clean(text)), title=clean(title))):
        assert FEWEST <= len(query.words.split()) <= MOST


TEMPLATE = "https://search.example/%20/rss?q={query}&by={other}&n=100%25"


@pytest.mark.parametrize(
    "asked", ["fuel leak", "O'Brien & co", "a=b&c#d?e/f%20", "Grøn færge 渡し船", "{query}", "{0}"]
)
def test_words_arrive_as_they_were_and_the_rest_is_untouched(asked: str) -> None:
    made = address(TEMPLATE, asked)
    assert parse_qs(urlsplit(made).query)["q"] == [asked]
    before, after = TEMPLATE.split("{query}")
    assert made.startswith(before)
    assert made.endswith(after)
    assert made.isascii()


def test_a_template_without_a_place_for_words_is_asked_as_it_stands() -> None:
    assert address("https://search.example/rss", "fuel") == "https://search.example/rss"
