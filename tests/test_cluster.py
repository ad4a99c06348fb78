"""The contract of clusterers, over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire import FERRY, ORCHARD, REACTOR, article, stream, two_stories
from tracker.cluster.online import OnlineClusterer
from tracker.cluster.semantic import Semantic

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.cluster import Clusterer


class WithMeaning(OnlineClusterer):
    """The clusterer with a sentence model that finds all texts alike."""

    name = "online, with a sentence model"

    def __init__(self) -> None:
        super().__init__(semantic=Semantic(lambda _text: np.ones(1, np.float32)))


CLUSTERERS: list[Callable[[], Clusterer]] = [OnlineClusterer, WithMeaning]


@pytest.fixture(params=CLUSTERERS, ids=lambda make: make.name)
def clusterer(request: pytest.FixtureRequest) -> Clusterer:
    made: Clusterer = request.param()
    return made


def test_the_first_article_starts_a_story(clusterer: Clusterer) -> None:
    placement = clusterer.place(article(1, *FERRY[0]))
    assert (placement.article, placement.story, placement.terms) == (1, None, ())
    assert placement.reason == "first of its kind"


def test_two_matters_told_in_turns_come_out_as_two_stories(clusterer: Clusterer) -> None:
    placements = stream(clusterer, two_stories())
    assert [one.story for one in placements] == [None, None, 1, 2, 1]


def test_an_unlike_article_starts_a_story_of_its_own(clusterer: Clusterer) -> None:
    stream(clusterer, two_stories())
    placement = clusterer.place(article(9, *ORCHARD, hours=40))
    assert placement.story is None
    assert placement.score < placement.threshold


def test_the_same_input_gives_the_same_placements(clusterer: Clusterer) -> None:
    again = type(clusterer)()
    assert stream(clusterer, two_stories()) == stream(again, two_stories())


def test_placing_changes_nothing(clusterer: Clusterer) -> None:
    stream(clusterer, two_stories()[:3])
    rest = two_stories()[3:]
    before = [clusterer.place(one) for one in rest]
    assert [clusterer.place(one) for one in reversed(rest)] == before[::-1]


def test_a_story_kept_apart_is_never_chosen(clusterer: Clusterer) -> None:
    stream(clusterer, two_stories()[:4])
    last = two_stories()[4]
    assert clusterer.place(last).story == 1
    kept = clusterer.place(last, apart={1})
    assert kept.story is None
    assert kept.runner_up != 1


def test_a_near_copy_joins_even_though_it_is_kept_from_nothing_else(clusterer: Clusterer) -> None:
    stream(clusterer, two_stories())
    title, text = REACTOR[1]
    placement = clusterer.place(
        article(9, title, text.replace("spent Wednesday", "passed Wednesday"), hours=60)
    )
    assert (placement.story, placement.reason) == (2, "near copy")
    assert placement.score >= placement.threshold


def test_the_explanation_names_shared_terms_as_readers_write_them(clusterer: Clusterer) -> None:
    placement = stream(clusterer, two_stories())[4]
    shown = [one.term for one in placement.terms]
    assert any("Ellery" in term for term in shown)
    assert not any(term in {"elleri", "marin", "compani"} for term in shown)
    weights = [one.weight for one in placement.terms]
    assert weights == sorted(weights, reverse=True)
    assert 0 < sum(weights) <= 1.001


def test_the_explanation_gives_gap_and_runner_up(clusterer: Clusterer) -> None:
    placement = stream(clusterer, two_stories())[4]
    assert placement.gap_hours == pytest.approx(14.0)
    assert placement.score >= placement.threshold > placement.runner_up_score
    assert placement.reason == "clustered"


def test_a_matter_that_was_quiet_for_weeks_is_taken_up_again(clusterer: Clusterer) -> None:
    stream(clusterer, two_stories())
    late = article(
        9, "Ellery Line and Mariners' Union settle Port Ellery ferry strike", FERRY[1][1], hours=24 * 35
    )
    assert clusterer.place(late).story == 1


def test_a_second_look_finds_two_stories_that_are_one_and_merges_none(clusterer: Clusterer) -> None:
    for one in two_stories():
        clusterer.add(one, one.id if "erry" in one.title else 2)
    judged = article(9, "Ferry strike at Port Ellery begins", FERRY[0][1], hours=30)
    before = clusterer.place(judged)
    found = clusterer.second_look()
    ferries = {one.id for one in two_stories() if "erry" in one.title}
    assert found
    assert all({story, into} <= ferries and into < story for story, into, *_ in found)
    assert all(0 < score <= 1 for _, _, score, _ in found)
    assert clusterer.place(judged) == before


def test_a_second_look_at_what_has_not_grown_finds_nothing(clusterer: Clusterer) -> None:
    for one in two_stories():
        clusterer.add(one, one.id)
    clusterer.second_look()
    assert clusterer.second_look() == []


def test_a_second_look_leaves_different_matters_apart(clusterer: Clusterer) -> None:
    stream(clusterer, two_stories())
    clusterer.add(article(9, *ORCHARD, hours=40), 9)
    assert clusterer.second_look() == []


def test_a_second_look_names_each_story_once(clusterer: Clusterer) -> None:
    for number in range(1, 7):
        clusterer.add(article(number, *FERRY[0], hours=number), number)
    named = [story for pair in clusterer.second_look() for story in pair[:2]]
    assert len(named) == len(set(named)) > 0


def test_an_article_that_is_added_again_moves(clusterer: Clusterer) -> None:
    for one in two_stories():
        clusterer.add(one, 1 if "erry" in one.title else 2)
    for one in two_stories():
        clusterer.add(one, 7 if "erry" in one.title else 2)
    late = article(9, "Port Ellery ferry strike enters second week", FERRY[0][1], hours=48)
    assert clusterer.place(late).story == 7


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", ""),
        ("   ", "\n\n"),
        ("?!", "…"),
        ("7", ""),
        ("the of and", "it is what it was"),
        ("🚢🚢🚢", "👩‍🚀"),
        ("x" * 50_000, "y" * 50_000),
        ("word " * 20_000, ""),
    ],
    ids=["empty", "blank", "marks", "digit", "stopwords", "emoji", "one long word", "many words"],
)
def test_texts_that_say_nothing_stand_alone_and_do_no_harm(
    clusterer: Clusterer, title: str, text: str
) -> None:
    stream(clusterer, two_stories()[:4])
    odd = article(50, title, text, hours=30)
    assert clusterer.place(odd).story is None
    clusterer.add(odd, 50)
    assert clusterer.place(two_stories()[4]).story == 1


@pytest.mark.parametrize(
    ("first", "second", "other"),
    [
        (
            "Streik der Fährleute in Hafen Ellern wegen Nachtschichten",
            "Hafen Ellern: Gewerkschaft der Fährleute lehnt Angebot zu Nachtschichten ab",
            "Frost zerstört Apfelblüte im Tarntal",
        ),
        ("北港渡轮船员投票决定罢工抗议夜班", "北港渡轮罢工:工会拒绝夜班方案", "塔恩谷霜冻毁坏苹果花"),
        (
            "Паромщики порта Эллери объявили забастовку",
            "Забастовка паромщиков порта Эллери: профсоюз отверг предложение",
            "Мороз погубил яблони",
        ),
    ],
    ids=["German", "Chinese", "Russian"],
)
def test_other_languages_are_clustered_by_their_own_words(
    clusterer: Clusterer, first: str, second: str, other: str
) -> None:
    stream(clusterer, two_stories())
    placements = stream(
        clusterer, [article(20, first, hours=36), article(21, other, hours=37), article(22, second, hours=38)]
    )
    assert [one.story for one in placements] == [None, None, 20]


@given(
    titles=st.lists(st.text(max_size=60), max_size=12),
    texts=st.lists(st.text(max_size=200), min_size=12, max_size=12),
)
@settings(max_examples=40, deadline=None)
def test_no_text_breaks_a_clusterer(titles: list[str], texts: list[str]) -> None:
    for make in CLUSTERERS:
        articles = [article(n, title, texts[n - 1], hours=n) for n, title in enumerate(titles, 1)]
        for placement in stream(make(), articles):
            assert 0.0 <= placement.score <= 1.0
