"""What a user types into a search: words, phrases, fields, and everything else that keys can make."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Named, Query, Term
from tracker.query import FIELDS, Matcher, fold, marks, parse, snippet
from tracker.query.completing import completed, names_like
from tracker.query.moments import moment
from tracker.store.search_terms import expression, names

if TYPE_CHECKING:
    from collections.abc import Sequence

# A Thursday.
NOW = datetime(2026, 5, 7, 12, 30, tzinfo=UTC)


def day(year: int, month: int, date: int) -> datetime:
    return datetime(year, month, date, tzinfo=UTC)


def word(*words: str, prefix: bool = True, title: bool = False) -> Term:
    return Term(words, prefix, title)


@pytest.mark.parametrize(
    ("typed", "terms", "without"),
    [
        ("", (), ()),
        ("   ", (), ()),
        ("bridge", (word("bridge"),), ()),
        ("bri", (word("bri"),), ()),
        ("the ", (word("the", prefix=False),), ()),
        ("EU bridge", (word("EU", prefix=False), word("bridge")), ()),
        ("eu* bridge ", (word("eu"), word("bridge")), ()),
        ('"orrin bridge"', (word("orrin", "bridge", prefix=False),), ()),
        ('"orrin bri', (word("orrin", "bri"),), ()),
        ("“orrin bridge”", (word("orrin", "bridge", prefix=False),), ()),
        ("self-made ", (word("self", "made"),), ()),
        ("bridge -ferry ", (word("bridge"),), (word("ferry"),)),
        ('-"long ferry" x ', (word("x", prefix=False),), (word("long", "ferry", prefix=False),)),
        ("title:bridge ", (word("bridge", title=True),), ()),
        ('-title:"orrin bridge" ', (), (word("orrin", "bridge", prefix=False, title=True),)),
        ("Bridge: what we know", (word("Bridge"), word("what"), word("we", prefix=False), word("know")), ()),
        ("10:30 train", (word("10", "30", prefix=False), word("train")), ()),
        ("https://wire.example/a ", (word("https", "wire", "example", "a", prefix=False),), ()),
        ("- -- -* * ", (), ()),
        (
            "a AND (b) NEAR/2 c* ",
            (
                word("a", prefix=False),
                word("AND", prefix=False),
                word("b", prefix=False),
                word("NEAR", "2", prefix=False),
                word("c"),
            ),
            (),
        ),
    ],
)
def test_words_phrases_and_what_is_refused(
    typed: str, terms: Sequence[Term], without: Sequence[Term]
) -> None:
    found = parse(typed, NOW)
    assert (found.terms, found.without) == (tuple(terms), tuple(without))
    assert found.complaints == ()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("outlet:wire", Query(outlets=Named(("wire",)))),
        ('outlet:"The Guildhall Times"', Query(outlets=Named(("The Guildhall Times",)))),
        ("source:wire outlet:coast", Query(outlets=Named(("wire", "coast")))),
        ("-outlet:wire outlet:coast", Query(outlets=Named(("coast",), ("wire",)))),
        ("actor:quill -who:asher", Query(actors=Named(("quill",), ("asher",)))),
        ("TAG:Local", Query(tags=Named(("Local",)))),
        ("is:unread", Query(states=(("unread", True),))),
        ("is:un", Query(states=(("unread", True),))),
        ("-is:lone is:STORY ", Query(states=(("lone", False), ("story", True)))),
        ("is:new", Query(states=(("unread", True),))),
        ("is:read -is:read ", Query(states=(("read", False),))),
        ("since:2026-05-01", Query(since=day(2026, 5, 1))),
        ("after:2026-05", Query(since=day(2026, 5, 1))),
        ("until:2026-05", Query(until=day(2026, 6, 1))),
        ("until:2026-12", Query(until=day(2027, 1, 1))),
        ("until:2026-05-01", Query(until=day(2026, 5, 2))),
        ("before:2026-05-01", Query(until=day(2026, 5, 1))),
        ("-since:2026-05-01", Query(until=day(2026, 5, 1))),
        ("-until:2026-05-01", Query(since=day(2026, 5, 2))),
        ("since:3d until:yesterday", Query(since=NOW - timedelta(days=3), until=day(2026, 5, 7))),
        ("since:2026 since:2026-04", Query(since=day(2026, 4, 1))),
    ],
)
def test_fields(typed: str, wanted: Query) -> None:
    assert parse(typed, NOW) == wanted


@pytest.mark.parametrize(
    ("typed", "begin", "end"),
    [
        ("today", day(2026, 5, 7), day(2026, 5, 8)),
        ("yesterday", day(2026, 5, 6), day(2026, 5, 7)),
        ("monday", day(2026, 5, 4), day(2026, 5, 5)),
        ("Thu", day(2026, 5, 7), day(2026, 5, 8)),
        ("friday", day(2026, 5, 1), day(2026, 5, 2)),
        ("2h", NOW - timedelta(hours=2), NOW - timedelta(hours=2)),
        ("week", NOW - timedelta(days=7), NOW - timedelta(days=7)),
        ("99999y", NOW - timedelta(days=36_500), None),
        ("2026", day(2026, 1, 1), day(2027, 1, 1)),
        ("2026-5-3", day(2026, 5, 3), day(2026, 5, 4)),
        ("2026-05-03t04:11z", datetime(2026, 5, 3, 4, 11, tzinfo=UTC), None),
        ("2026-05-03T04:11+02:00", datetime(2026, 5, 3, 2, 11, tzinfo=UTC), None),
    ],
)
def test_moments(typed: str, begin: datetime, end: datetime | None) -> None:
    found = moment(typed, NOW)
    assert found is not None
    assert found.begin == max(begin, day(1970, 1, 1))
    assert end is None or found.end == end


@pytest.mark.parametrize(
    "typed", ["", "mo", "soon", "2026-13", "2026-02-30", "0001", "9999-12-31", "7", "7x"]
)
def test_what_is_no_time(typed: str) -> None:
    assert moment(typed, NOW) is None


@pytest.mark.parametrize(
    ("typed", "said", "rest"),
    [
        ("fleet:x bridge", "There is no fleet: but outlet: actor: title:", ("x", "bridge")),
        ("since:soon bridge", "since:soon is no time; write 7d", ("bridge",)),
        ("is:purple bridge", "is:purple is no state but unread, read", ("bridge",)),
        ("bridge outlet:", "outlet: wants something behind it, such as outlet:", ("bridge",)),
        ('actor:"" bridge', "actor: wants something behind it", ("bridge",)),
        ("actor:*** bridge", "actor: wants a name", ("bridge",)),
    ],
)
def test_what_is_not_understood_is_told_and_the_rest_is_searched(
    typed: str, said: str, rest: tuple[str, ...]
) -> None:
    found = parse(f"{typed} ", NOW)
    (complaint,) = found.complaints
    assert complaint.startswith(said)
    assert tuple(word for term in found.terms for word in term.words) == rest


@pytest.mark.parametrize("typed", ["bridge " * 25, "x" * 501])
def test_a_pasted_page_is_cut_and_that_is_told(typed: str) -> None:
    assert parse(typed, NOW).complaints == ("Of a query the first 24 words and 500 signs count.",)
    assert not parse(typed[:-8], NOW).complaints


@given(st.text(), st.sampled_from([*(field.name for field in FIELDS), "fleet", "title"]), st.text())
def test_no_text_is_an_error_or_gets_into_the_syntax_of_the_index(one: str, field: str, other: str) -> None:
    found = parse(f"{one} {field}:{other} -{one}", NOW)
    index = sqlite3.connect(":memory:")
    index.execute("create virtual table t using fts5(title, text, actors)")
    for match in (expression(found), names("actors", (one, other))):
        if match:
            assert re.fullmatch(r'[^"]*(?:"[^"]*"[^"]*)*', match)
            index.execute("select rowid from t where t match ?", (match,)).fetchall()
    index.close()
    Matcher(found).fits(other, one)


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_marks_lie_in_the_text_in_order_and_a_snippet_is_one_line(text: str, typed: list[str]) -> None:
    terms = parse(" ".join(typed), NOW).terms
    assert len(fold(text)) == len(text)
    end = 0
    for begin, stop in marks(text, terms):
        assert end <= begin < stop <= len(text)
        end = stop
    assert "\n" not in snippet(text, terms)


@pytest.mark.parametrize(
    ("typed", "title", "text", "fits"),
    [
        ("bridge ", "Bridges", "", True),
        ("bridge ", "Drawbridge", "", False),
        ("eu ", "Eugene", "", False),
        ("eu", "Eugene", "", True),
        ("ärger ", "arger", "", True),
        ("zoe ", "", "Zoë speaks", True),
        ("ΟΔΟΣ ", "", "οδος", True),
        ('"main beam" ', "", "the main  beam.", True),
        ('"main beam" ', "main", "beam", True),
        ('"beam main" ', "", "the main beam", False),
        ("title:beam ", "A crack", "the beam", False),
        ("crack -beam ", "A crack", "the beam", False),
        ("-beam ", "A crack", "a gap", True),
        ("it's ", "", "It’s open", True),
        ("地震 ", "", "昨日大地震があった", True),
    ],
)
def test_what_fits(typed: str, title: str, text: str, fits: bool) -> None:  # noqa: FBT001 - a table
    assert Matcher(parse(typed, NOW)).fits(title, text) is fits


def test_a_snippet_shows_where_the_most_of_the_words_stand() -> None:
    before, after = "Nothing here of it. " * 30, "So it is. " * 40
    text = f"A bridge far away. {before}The crack in the bridge is long. {after}"
    piece = snippet(text, parse("crack bridge ", NOW).terms)
    assert piece.startswith("The crack in the bridge is long.")
    assert piece.endswith(" …")
    assert [piece[slice(*mark)] for mark in marks(piece, parse("crack bridge ", NOW).terms)] == [
        "crack",
        "bridge",
    ]


def test_a_snippet_without_a_word_found_is_the_beginning() -> None:
    assert snippet("It is\n\nopen.", ()) == "It is open."


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ou", ("outlet:",)),
        ("bridge -ti", ("-title:",)),
        ("t", ("title:", "tag:")),
        ("is:un", ("is:unread ",)),
        ("since:y", ("since:yesterday ",)),
        ("outlet:gu", ('outlet:"The Guildhall Times" ',)),
        ('-outlet:"the gu', ('-outlet:"The Guildhall Times" ',)),
        ("outlet:la", ("outlet:Lattice ",)),
        ("title:br", ()),
        ("fleet:br", ()),
        ("bridge", ()),
    ],
)
def test_the_word_at_the_cursor_is_completed(typed: str, words: tuple[str, ...]) -> None:
    def values(field: str, beginning: str) -> list[str]:
        assert field == "outlet"
        return names_like(beginning, ["Harbour Wire", "Lattice", "The Guildhall Times"])

    offer = completed(typed, len(typed), values)
    assert offer.words == words
    if words:
        assert typed[: offer.begin] + words[0].strip() == typed[: offer.begin] + offer.words[0].strip()
        assert parse(typed[: offer.begin] + words[0], NOW).complaints in {(), parse(words[0], NOW).complaints}


def test_names_that_stand_oftener_are_offered_first_where_that_counts() -> None:
    people = ["Mara Quill", "Tobin Asher", "Amara Lind", "Mara Quill", "Zoë Marsh"]
    assert names_like("ma", people, common=True) == ["Mara Quill", "Zoë Marsh"]
    assert names_like("zoe", people) == ["Zoë Marsh"]
    assert names_like("", ["b", "a"]) == ["b", "a"]
