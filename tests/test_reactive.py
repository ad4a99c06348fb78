"""What a story seeks: few words, the right ones, nothing that acts; in turns; and what can't be meant."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import START
from tracker.model import Article, Claim, Dossier, Entry, Perspective, Question, Source
from tracker.reactive import DAY, SEEKING, Ask, Phrasing, Query, Wanted, address, rest, turns
from tracker.reactive.phrasing import FEWEST, MOST, QUESTIONS
from tracker.selftest.hostile import MARKUP, PAYLOADS
from tracker.text.clean import clean

if TYPE_CHECKING:
    from datetime import datetime

FUEL = "Officials have not said how much fuel leaked from the stern tank of the Marigold into the bay."
DOOR = "It is not known whether the stern door of the ferry was repaired in March."
TITLES = (
    "Ferry Marigold sinks in Port Avel",
    "Marigold, an old car ferry, goes down at its berth in Port Avel",
    "Divers look for what sank the Marigold",
)


def question(number: int, text: str, raised: int = 1, **fields: str) -> Question:
    return Question(f"q{number}", text, (1,), raised_in=raised, **fields)  # type: ignore[arg-type]  # a state


def dossier(*questions: Question, title: str = TITLES[0], titles: tuple[str, ...] = TITLES) -> Dossier:
    return Dossier(
        title,
        what=(Claim("The ferry Marigold sank at its berth in Port Avel on Monday.", (1, 2)),),
        perspectives=(Perspective("Ilse Brandt", Claim("Brandt asks for patience.", (1,))),),
        open_questions=questions,
        sources=tuple(Source(n, n, one, "", "", START) for n, one in enumerate(titles, 1)),
    )


def words(text: str, turn: int = 0, title: str = TITLES[0]) -> list[str]:
    found = Phrasing(dossier(question(1, text), title=title)).question("q1", turn)
    return found.words.split() if found else []


def test_a_query_names_the_story_and_what_is_asked() -> None:
    chosen = words(FUEL)
    assert "Marigold" in chosen[:2]
    assert {"fuel", "leaked"} <= set(chosen)


def test_words_of_asking_and_stopwords_are_left_out() -> None:
    asking = {"not", "said", "how", "known", "whether", "is", "the", "Officials"}
    assert not asking & {*words(FUEL), *words(DOOR)}


def test_what_most_sources_have_names_the_story_and_not_what_only_one_has() -> None:
    chosen = Phrasing(dossier()).key_terms()
    assert chosen is not None
    assert chosen.words.split()[0] == "Marigold" or "Marigold" in chosen.words
    assert not {"Divers", "old", "Brandt", "Monday"} & set(chosen.words.split())


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize(
    "text", [FUEL, DOOR, f"{FUEL} {DOOR} Who pays for 2,300 commuters and their detours?"]
)
def test_a_query_has_three_to_five_words_each_once(text: str, turn: int) -> None:
    chosen = words(text, turn)
    assert FEWEST <= len(chosen) <= MOST
    assert len({word.casefold() for word in chosen}) == len(chosen)


def test_a_question_that_brought_nothing_is_asked_with_a_word_less() -> None:
    asked = [words(FUEL, turn) for turn in range(5)]
    assert [len(chosen) for chosen in asked] == [5, 4, 3, 3, 3]
    assert all(set(less) < set(more) for more, less in pairwise(asked[:3]))


def test_key_terms_keep_the_first_words_and_take_turns_with_the_others() -> None:
    phrasing = Phrasing(dossier())
    asked = [found.words.split() for turn in range(7) if (found := phrasing.key_terms(turn))]
    assert all(FEWEST <= len(chosen) <= MOST for chosen in asked)
    assert len(set.intersection(*map(set, asked))) >= 2
    assert len({tuple(chosen) for chosen in asked}) == 6
    assert asked[6] == asked[0]


def test_the_parts_of_a_name_stay_together() -> None:
    title = "Ferry to North Selm sinks"
    claim = Claim("The ferry to North Selm sank, and North Selm has no other; Selm itself has two.", (1, 2))
    made = Dossier(title, (claim,), sources=tuple(Source(n, n, title, "", "", START) for n in (1, 2)))
    asked = [found.words for turn in range(6) if (found := Phrasing(made).key_terms(turn))]
    assert any("North Selm" in words for words in asked)
    assert not any("North" in words and "North Selm" not in words for words in asked)


def test_a_story_without_a_word_of_its_own_seeks_nothing() -> None:
    assert Phrasing(Dossier("")).key_terms() is None
    assert Phrasing(Dossier("What is it?")).key_terms() is None


def test_a_question_that_asks_nothing_of_its_own_makes_no_query() -> None:
    assert words("Why?") == []
    assert words("It is not clear whether Marigold is known.") == []


def test_the_newest_questions_come_first_and_a_few_of_them() -> None:
    asked = dossier(question(1, FUEL), question(2, DOOR, raised=3), question(3, FUEL, raised=2))
    assert list(Phrasing(asked).questions) == ["q2", "q3", "q1"]
    many = dossier(*(question(number, FUEL) for number in range(40)))
    assert len(Phrasing(many).questions) == QUESTIONS


def test_what_is_answered_or_expired_is_asked_no_more() -> None:
    asked = dossier(question(1, FUEL, state="answered"), question(2, DOOR, state="expired"))
    assert Phrasing(asked).questions == {}


def test_the_same_dossier_gives_the_same_queries() -> None:
    made = [Phrasing(dossier(question(1, FUEL))) for _ in range(2)]
    assert made[0].question("q1") == made[1].question("q1")
    assert made[0].key_terms(2) == made[1].key_terms(2)
    assert isinstance(made[0].key_terms(), Query)


@pytest.mark.parametrize("attack", [*PAYLOADS.values(), *MARKUP.values()])
def test_nothing_of_a_hostile_text_acts_in_a_query(attack: str) -> None:
    told = dossier(question(1, f"{FUEL} {attack}"), title=f"Ferry {attack} Marigold", titles=(attack, attack))
    phrasing = Phrasing(told)
    for query in (phrasing.question("q1"), *(phrasing.key_terms(turn) for turn in range(6))):
        assert query is not None
        assert clean(query.words) == query.words
        assert not set(query.words) & set('"“”[]{}()<>:;=$|\\/\x1b')


@pytest.mark.parametrize(
    "operator", ["-fuel", "site:evil.test", '"fuel tank"', "fuel OR bay", "intitle:fuel", "fuel*"]
)
def test_what_a_search_engine_would_obey_is_mere_words(operator: str) -> None:
    chosen = words(
        f"Nobody knows {operator} of the Marigold leaked into the bay.", title=f"Marigold {operator}"
    )
    assert not {"OR", "AND", "NOT"} & set(chosen)
    assert all(word[0].isalnum() and word[-1].isalnum() for word in chosen)


def test_a_run_of_signs_that_is_no_word_is_left_out() -> None:
    assert all(len(word) <= 30 for word in words(f"{FUEL} {'x' * 5000}"))


@given(st.text(max_size=200), st.text(max_size=80))
def test_any_text_gives_a_short_query_or_none(text: str, title: str) -> None:
    phrasing = Phrasing(dossier(question(1, clean(text)), title=clean(title), titles=(clean(title),)))
    for query in (phrasing.question("q1"), phrasing.key_terms()):
        assert query is None or FEWEST <= len(query.words.split()) <= MOST


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


def order(*asks: Ask) -> list[tuple[int, str, str]]:
    return [(ask.story, ask.question, ask.feed) for ask in turns(asks, START)]


def ask(story: int, about: str, feed: str = "a", days: float | None = None) -> Ask:
    last: datetime | None = None if days is None else START - timedelta(days=days)
    return Ask(story, about, feed, last, START if last is None else last + DAY)


def test_stories_take_turns_and_then_their_questions() -> None:
    asks = [ask(1, "terms"), ask(1, "q1"), ask(1, "q2"), ask(2, "terms"), ask(3, "q1")]
    assert order(*asks) == [
        (1, "terms", "a"),
        (2, "terms", "a"),
        (3, "q1", "a"),
        (1, "q1", "a"),
        (1, "q2", "a"),
    ]


def test_who_rested_longest_comes_first_and_who_has_not_rested_not_at_all() -> None:
    assert order(ask(1, "q1", days=2), ask(2, "q1", days=9), ask(3, "q1", days=0.5), ask(4, "q1")) == [
        (4, "q1", "a"),
        (2, "q1", "a"),
        (1, "q1", "a"),
    ]


def test_a_story_that_was_asked_for_just_now_waits_though_another_question_of_it_never_was() -> None:
    asks = (ask(1, "terms", days=0.1), ask(1, "q1"), ask(2, "terms", days=3))
    assert order(*asks) == [(2, "terms", "a"), (1, "q1", "a")]


def test_a_question_goes_to_every_feed_in_turn() -> None:
    asks = [ask(1, about, feed) for feed in "ab" for about in ("terms", "q1")]
    assert order(*asks) == [(1, "terms", "a"), (1, "q1", "a"), (1, "terms", "b"), (1, "q1", "b")]


def test_what_never_brings_anything_rests_longer_up_to_eight_days() -> None:
    assert [rest(vain) / DAY for vain in (0, 1, 2, 3, 4, 5, 10**9)] == [1, 1, 2, 4, 8, 8, 8]


MEMBERS = (
    Article(
        1,
        TITLES[0],
        "The ferry Marigold sank at its berth in Port Avel on Monday, and nobody was on board of it.",
        "",
        "",
        START,
        START,
    ),
)
LEAK = (
    "Divers found that forty tonnes of fuel have leaked from the stern tank of the ferry, the harbour said."
)


def objection(title: str, text: str = "", url: str = "https://quay.example/1", days: float = 0) -> str:
    entry = Entry(title, url, "", text, published=START + timedelta(days=days))
    return Wanted(MEMBERS, "Marigold Avel fuel leaked").objection(entry, START)


def test_a_plain_report_on_the_matter_meets_no_objection() -> None:
    assert objection("Marigold lost forty tonnes of fuel", LEAK) == ""
    assert objection("Marigold lost forty tonnes of fuel") == ""
    assert objection("Marigold may be raised by June, owner says", days=-20) == ""
    assert (
        Wanted((), "Marigold").objection(Entry("Das Fährschiff liegt auf dem Grund des Hafens"), START) == ""
    )


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("Marigold fuel leaked", "", "query"),
        ("Marigold Avel fuel leaked", "Marigold fuel leaked Avel. " * 30, "query"),
        ("Cabins on ferries", "The cheapest cabins of all the tickets to the coast. " * 30, "query"),
        ("Marigold, best deals on ferries", LEAK, "advert"),
        ("Sponsored: sail the Marigold route", LEAK, "advert"),
        ("Ferries of the bay", f"{LEAK} Use promo code MARIGOLD at the till.", "advert"),
        ("All ferries of the bay at 30 % off", LEAK, "advert"),
        (
            "Le ferry Marigold a coulé",
            "Le ferry Marigold a coulé lundi dans le port et on ne sait pas",
            "lang",
        ),
        (
            "Фериботът Мариголд потъна",
            "Фериботът потъна на кея в понеделник сутринта, казват от града",
            "lang",
        ),
    ],
)
def test_what_can_not_be_meant_is_refused(title: str, text: str, said: str) -> None:
    assert said in objection(title, text)


def test_what_is_older_than_the_story_by_far_is_refused() -> None:
    assert "older" in objection("Marigold lost forty tonnes of fuel", LEAK, days=-31)
    assert objection("Marigold lost forty tonnes of fuel", LEAK, "https://x.example/sponsored/7") != ""


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_is_too_strange_to_be_judged(title: str, text: str) -> None:
    assert isinstance(objection(clean(title), clean(text)), str)


def test_the_record_of_terms_is_no_question() -> None:
    assert not SEEKING.startswith("q")
