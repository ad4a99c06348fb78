"""`mute` and `only`: which articles a rule hides, and what it says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import rules
from tracker.model import Subscription
from tracker.subscriptions import Rule

WIRE, COAST, GONE = "https://wire.example/feed", "https://coast.example/feed", "https://gone.example/feed"
FEEDS = (
    Subscription(WIRE, "Harbour Wire", "News", ("daily",)),
    Subscription(COAST, group="News", tags=("sport", "daily")),
)
TITLES = {WIRE: "The Wire", COAST: "Coast Daily", GONE: "Noisy Blog"}


def in_force(*of_file: Rule, feeds: tuple[Subscription, ...] = FEEDS) -> rules.Rules:
    return rules.in_force(feeds, of_file, TITLES)


def verdict(text: str, *of_file: Rule, feeds: tuple[str, ...] = (WIRE,)) -> str:
    return in_force(*of_file).verdict("", text, feeds)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("horoscope", "Your HOROSCOPE: all's well"),
        ("Trump", "trump’s tower"),
        ("sea level", "at sea\n\nlevel, more or less"),
        ("sea level", "Sea\u3000level"),
        ("derby*", "two derbies and a derbyman"),
        ("transf* window", "the transfer window shuts"),
        ("transf* window", "a transf window"),
        ("a * b", "a very b thing"),
        ("C++", "written in C++, they say"),
        ("don't", "I don’t know"),
        ("sea-level", "the sea‑level rise"),
        ("STRASSE", "die Straße"),
        ("ΣΑΣ", "σας"),
        ("気候", "日本の気候変動について"),
        ("climate", "気候climate変動"),
        ("ข่าว", "อ่านข่าววันนี้"),
        ("기후", "기후는 변한다"),
        ("क", "क ख"),
        ("covid", "#covid_19"),
        ("🔥", "so🔥hot"),
        ("*", ""),
    ],
)
def test_a_word_is_found_as_a_reader_would_find_it(word: str, text: str) -> None:
    assert rules.word(word).is_in(rules.fold(text))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("horoscope", "horoscopes"),
        ("art", "a start, a party"),
        ("derby*", "nonderby"),
        ("sea level", "sealevel, sea-level, the sea is level"),
        ("transf* window", "transfer the window"),
        ("sea *", "the sea"),
        ("cafe", "café"),
        ("café", "cafe"),
        ("हिन", "हिन्दी"),
        ("न्दी", "हिन्दी"),
        (".", "no point"),
        ("a.c", "abc"),
    ],
)
def test_a_word_is_not_found_in_other_words(word: str, text: str) -> None:
    assert not rules.word(word).is_in(rules.fold(text))


def test_a_phrase_does_not_begin_in_the_title_and_end_in_the_text() -> None:
    assert not in_force(Rule("mute", ("sea level",))).verdict("At sea", "level heads", (WIRE,))
    assert in_force(Rule("mute", ("sea level",))).verdict("Sea level", "heads", (WIRE,))


@given(st.text(max_size=12), st.text(max_size=60))
def test_any_word_can_be_looked_for_in_any_text(word: str, text: str) -> None:
    rules.word(word).is_in(rules.fold(text))


@given(st.text(alphabet="abc é気🔥-'", min_size=1, max_size=8).filter(str.strip), st.text(max_size=20))
def test_a_word_between_spaces_is_always_found(word: str, text: str) -> None:
    assert rules.word(word).is_in(rules.fold(f"{text} {word} {text}"))


def test_a_hostile_text_takes_no_time_that_grows_with_its_square() -> None:
    phrase = rules.word("気* transf* window*")
    assert not phrase.is_in(rules.fold("window" + "気" * 200_000 + "transf" * 50_000 + " " * 200_000))


# ---------------------------------------------------------------- feeds


@pytest.mark.parametrize(
    "name",
    ["Harbour Wire", "harbour wire", "The Wire", WIRE, "http://WIRE.example:80/feed/", "news", "daily"],
)
def test_a_feed_is_named_by_title_address_group_or_tag(name: str) -> None:
    assert verdict("a derby", Rule("mute", ("derby",), (name,))) == f"mute: derby ({name})"


def test_a_rule_for_some_feeds_leaves_the_others_alone() -> None:
    rule = Rule("mute", ("derby",), ("sport",))
    assert verdict("a derby", rule) == ""
    assert verdict("a derby", rule, feeds=(COAST,)) == "mute: derby (sport)"


def test_a_whole_feed_can_be_muted_even_after_it_was_unsubscribed() -> None:
    assert verdict("anything", Rule("mute", (), ("Noisy Blog",)), feeds=(GONE,)) == "mute: all of Noisy Blog"


def test_a_rule_that_names_no_feed_does_nothing() -> None:
    for kind in ("mute", "only"):
        assert not in_force(Rule(kind, (), ("Nobody",)), Rule(kind, ("a",), ("Nobody",)))


def test_strange_names_are_told_and_those_of_subscribed_feeds_are_not() -> None:
    of_file = (Rule("mute", (), ("Noisy Blog", "sport")), Rule("only", ("a",), ("The Wire", "Nobody")))
    assert rules.strangers(FEEDS, of_file, TITLES) == ("Noisy Blog", "Nobody")


def test_a_feed_has_words_of_its_own() -> None:
    feeds = (
        Subscription(WIRE, "Wire", mute=("football",)),
        Subscription(COAST, only=("climate", "sea level")),
    )
    own = in_force(feeds=feeds)
    assert own.verdict("Football", "", (WIRE,)) == "mute: football (Wire)"
    assert own.verdict("Football", "", (COAST,)) == f"only: climate, sea level ({COAST})"
    assert own.verdict("The sea level", "", (COAST,)) == ""


def test_a_star_in_a_feed_hides_it_whole() -> None:
    own = in_force(feeds=(Subscription(WIRE, "Wire", mute=("*",)),))
    assert own.verdict("Whatever", "", (WIRE,)) == "mute: all of Wire"


# ---------------------------------------------------------------- only


def test_only_hides_what_has_none_of_the_words() -> None:
    rule = Rule("only", ("climate", "energy"), ("Harbour Wire",))
    assert verdict("football", rule) == "only: climate, energy (Harbour Wire)"
    assert verdict("the energy bill", rule) == ""
    assert verdict("football", rule, feeds=(COAST,)) == ""


def test_several_only_rules_for_one_feed_are_united() -> None:
    united = (Rule("only", ("climate",)), Rule("only", ("energy",), ("daily",)))
    assert verdict("climate", *united) == verdict("energy", *united) == ""
    assert verdict("football", *united) == "only: climate; energy (daily)"


def test_only_some_feeds_hides_all_others() -> None:
    of_file = (Rule("only", (), ("Harbour Wire",)), Rule("only", ("climate",), ("sport",)))
    assert verdict("football", *of_file) == ""
    assert verdict("climate", *of_file, feeds=(COAST,)) == ""
    assert verdict("football", *of_file, feeds=(COAST,)) == "only: all of Harbour Wire; climate (sport)"
    assert verdict("football", *of_file, feeds=(GONE,)) == "only: all of Harbour Wire"


def test_mute_goes_before_only() -> None:
    of_file = (Rule("only", ("climate",)), Rule("mute", ("summit",)))
    assert verdict("the climate summit", *of_file) == "mute: summit"


# ---------------------------------------------------------------- articles of several feeds


def test_an_article_is_hidden_only_if_each_of_its_feeds_hides_it() -> None:
    own = (Rule("mute", ("derby",), ("sport",)), Rule("only", ("climate",), ("Harbour Wire",)))
    assert (
        verdict("a derby", *own, feeds=(COAST, WIRE)) == "mute: derby (sport); only: climate (Harbour Wire)"
    )
    assert verdict("a derby", *own, feeds=(COAST, GONE)) == ""


def test_a_word_muted_everywhere_hides_an_article_in_all_feeds_and_is_told_once() -> None:
    assert verdict("a derby", Rule("mute", ("derby",)), feeds=(COAST, WIRE, GONE)) == "mute: derby"


def test_a_rule_of_many_words_and_feeds_is_told_in_a_line() -> None:
    rule = Rule("only", tuple(f"w{n}" for n in range(9)), ("sport",))
    assert verdict("x", rule, feeds=(COAST,)) == "only: w0, w1, w2, w3, w4, w5 and 3 more (sport)"


# ---------------------------------------------------------------- the digest


def test_no_rules_are_false_and_rules_are_true() -> None:
    assert not in_force()
    assert in_force(Rule("mute", ("a",)))
    assert in_force(feeds=(Subscription(WIRE, mute=("a",)),))


def test_the_digest_tells_rules_apart_and_leaves_out_what_changes_no_verdict() -> None:
    digest = in_force(Rule("mute", ("a",))).digest
    assert (
        digest == in_force(Rule("mute", ("a",)), feeds=(Subscription("https://new.example/"), *FEEDS)).digest
    )
    assert digest == in_force(Rule("mute", ("a",)), Rule("mute", ("b",), ("Nobody",))).digest
    others = (
        Rule("mute", ("b",)),
        Rule("only", ("a",)),
        Rule("mute", ("a",), ("sport",)),
        Rule("mute", (), ("sport",)),
    )
    assert len({digest, *(in_force(other).digest for other in others)}) == 1 + len(others)
