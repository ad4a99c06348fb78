"""The contract of clusterers, over all of them, and what the one that ships promises."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.cluster.document import read
from tracker.cluster.online import OnlineClusterer
from tracker.cluster.roundups import is_round_up
from tracker.model import Article, Placement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.cluster import Clusterer

CLUSTERERS: list[Callable[[], Clusterer]] = [OnlineClusterer]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

FERRY = (
    (
        "Ferry crews at Port Ellery vote to strike over night shifts",
        (
            "Crews of the Ellery Line voted on Monday to stop work from Friday. The Mariners' Union says "
            "night shifts at Port Ellery have grown to 14 hours."
        ),
    ),
    (
        "Port Ellery ferry strike: union rejects offer on night shifts",
        (
            "The Mariners' Union turned down an offer by the Ellery Line on Tuesday, three days before "
            "crews at Port Ellery are to stop work."
        ),
    ),
    (
        "Islanders stock up as Ellery Line ferry strike nears",
        (
            "Shops on Hallow Island sold out of flour as crews of the Ellery Line prepare to stop work over "
            "night shifts. The Mariners' Union meets the company on Thursday."
        ),
    ),
)
REACTOR = (
    (
        "Regulator halts Kestrel reactor after cooling fault",
        (
            "The Nuclear Safety Board ordered the Kestrel plant near Dunmoor to shut its second reactor "
            "after a pump in the cooling loop failed twice in a week."
        ),
    ),
    (
        "Kestrel plant stays shut as Safety Board inspects cooling pumps",
        (
            "Inspectors of the Nuclear Safety Board spent Wednesday at the Kestrel reactor near Dunmoor, "
            "where a cooling pump failed twice."
        ),
    ),
)
ORCHARD = (
    "Frost ruins apple blossom in the Vale of Tarn",
    "Growers in the Vale of Tarn expect half a harvest after three nights of frost in the orchards.",
)


def article(number: int, title: str, text: str = "", hours: float = 0.0) -> Article:
    moment = NOON + timedelta(hours=hours)
    return Article(
        id=number,
        title=title,
        text=text,
        url=f"https://wire.example/{number}",
        outlet="Harbour Wire",
        published=moment,
        fetched=moment,
    )


def stream(clusterer: Clusterer, articles: list[Article]) -> list[Placement]:
    """Place and add each article; a story of its own gets the article's number."""
    placements = []
    for one in articles:
        placement = clusterer.place(one)
        clusterer.add(one, one.id if placement.story is None else placement.story)
        placements.append(placement)
    return placements


def two_stories() -> list[Article]:
    """Return five articles on two matters, in turns, in order of time."""
    told = (FERRY[0], REACTOR[0], FERRY[1], REACTOR[1], FERRY[2])
    return [article(number, *one, hours=7.0 * number) for number, one in enumerate(told, 1)]


@pytest.fixture(params=CLUSTERERS, ids=lambda make: make.name)
def clusterer(request: pytest.FixtureRequest) -> Clusterer:
    made: Clusterer = request.param()
    return made


# ---------------------------------------------------------------- the contract


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


# ---------------------------------------------------------------- the one that ships


def test_the_order_in_which_members_come_leaves_no_trace() -> None:
    judged = article(9, "Ferry strike at Port Ellery begins", FERRY[0][1], hours=30)
    found = set()
    for order in permutations(two_stories()):
        clusterer = OnlineClusterer()
        for one in order:
            clusterer.add(one, 1 if "erry" in one.title else 2)
        placement = clusterer.place(judged)
        found.add((placement.story, round(placement.score, 9), placement.gap_hours))
    assert len(found) == 1


def test_ties_go_to_the_lower_story_number() -> None:
    clusterer = OnlineClusterer()
    for number in (8, 3, 5):
        clusterer.add(article(number, *FERRY[0]), number)
    assert clusterer.place(article(20, *FERRY[0])).story == 3


def test_the_same_form_of_words_with_other_figures_is_no_copy() -> None:
    clusterer = OnlineClusterer()
    words = "Stones fell on the coast road near {} at dawn, and crews cleared {} lorries of rubble by evening"
    clusterer.add(article(1, "Rockfall shuts coast road", words.format("Ormsby", 14)), 1)
    placement = clusterer.place(article(2, "Rockfall shuts coast road", words.format("Ormsby", 31)))
    assert placement.reason != "near copy"


@pytest.mark.parametrize(
    "title",
    [
        "The week in shipping: strikes, storms and a new lighthouse",
        "Your week ahead",
        "Morning briefing: ferry strike looms",
        "Horoscope for Tuesday",
        "Business live: pound slips as ferry strike looms",
        "Ferry crews to strike; Kestrel reactor shut; frost in the Vale of Tarn",
        "Photos of the week",
        "Five things to know today",
        "Letters to the editor",
    ],
)
def test_a_round_up_stands_alone_and_draws_nobody(title: str) -> None:
    clusterer = OnlineClusterer()
    stream(clusterer, two_stories()[:2])
    round_up = article(9, title, f"{FERRY[0][1]} {REACTOR[0][1]}", hours=16)
    placement = clusterer.place(round_up)
    assert (placement.story, placement.reason) == (None, "round-up")
    clusterer.add(round_up, 9)
    assert [one.story for one in stream(clusterer, two_stories()[2:])] == [1, 2, 1]


@pytest.mark.parametrize(
    "title",
    [
        "Ferry strike: what happened in the first week",
        "Live: ferry crews walk out at Port Ellery",
        "Week of strikes begins at Port Ellery",
        "Regulator corrects Kestrel reactor figures",
        "Minister's briefing on Kestrel reactor cut short",
        "Regulator skips daily briefing on Kestrel reactor",
        "Letters show owner knew of Kestrel fault",
        "Corrections officers join ferry strike",
        "Links between frost and early blossom",
        "Five things to know about the Kestrel reactor",
        "A week in hospital for rescued sailor",
    ],
)
def test_a_title_on_one_matter_is_no_round_up(title: str) -> None:
    assert not is_round_up(title)


def test_a_document_reads_names_figures_and_pairs() -> None:
    document, spellings = read(
        article(1, "Ferry sinks off Hallow Island, 14 rescued", "Crews from Port Ellery came.")
    )
    assert {"hallow island", "port elleri", "ferri"} <= set(document.terms)
    assert {"hallow", "elleri"} <= document.names
    assert ("rescu", "14") in document.figures
    assert spellings["hallow island"] == "Hallow Island"


def test_a_long_stream_is_clustered_at_bounded_cost() -> None:
    """Cost is counted in stories compared, not in time: the index must hand over few."""
    clusterer = OnlineClusterer()
    dice = random.Random(4)
    words = [
        f"{a}{b}{c}"
        for a in ("bar", "lin", "tor", "mel")
        for b in ("ka", "no", "si")
        for c in ("dun", "ver", "pol")
    ]
    for number in range(1, 400):
        title = " ".join(dice.sample(words, 6))
        clusterer.add(article(number, title, hours=number), number)
    document, _ = read(article(1000, " ".join(words[:12]), hours=500))
    assert len(clusterer._compared(document, ())) <= 6


def test_forgetting_every_member_leaves_nothing_behind() -> None:
    clusterer = OnlineClusterer()
    for one in two_stories():
        clusterer.add(one, 1)
    for one in two_stories():
        clusterer.add(one, 2)
    assert list(clusterer._bundles) == [2]
    fresh = OnlineClusterer()
    for one in two_stories():
        fresh.add(one, 2)
    assert clusterer._bundles[2].terms == fresh._bundles[2].terms
    held: dict[str, list[int]] = defaultdict(list, clusterer._index._stories)
    assert held == fresh._index._stories
