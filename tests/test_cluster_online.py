"""What the clusterer that ships promises beyond the contract."""

from __future__ import annotations

import math
import random
from dataclasses import fields, replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from tests.wire import FERRY, ORCHARD, REACTOR, article, stream, two_stories
from tracker.cluster.bundle import MOST_KEPT, Bundle
from tracker.cluster.document import read
from tracker.cluster.evidence import FEATURES
from tracker.cluster.forms import same_form
from tracker.cluster.knowledge import FEW_LOADED, Knowledge
from tracker.cluster.merge import FINENESS, Merge, shipped
from tracker.cluster.online import OnlineClusterer
from tracker.cluster.roundups import is_round_up
from tracker.cluster.second import likeliest

if TYPE_CHECKING:
    from tracker.cluster.document import Document


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


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Minister opens new bridge in Harwick", "Minister visits school in Dunmere"),
        ("Fire destroys warehouse in Kell", "Fire at Brask hotel kills two"),
        ("Stocks rise as banks rally", "Oil prices rise on supply fears"),
    ],
)
def test_bare_titles_an_hour_apart_that_share_a_common_word_are_two_stories(earlier: str, later: str) -> None:
    clusterer = OnlineClusterer(shipped(fineness="coarse"))
    clusterer.add(article(1, earlier, ""), 1)
    second = article(2, later, "", hours=1)
    assert clusterer.place(second).story is None
    clusterer.add(second, 2)
    assert clusterer.second_look() == []


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (
            (
                "Dockers walk out in Velmar",
                "Some 900 dockers stopped work in Velmar after talks over pay failed.",
            ),
            ("Council backs tram line", "The council of Velmar voted for a tram to the hospital by 21 to 9."),
        ),
        (
            (
                "Shipyard of Osthaven is insolvent",
                "The yard owes its banks 40 million crowns, its owner said.",
            ),
            ("Cup: Osthaven lose again", "A late goal decided the match before 3,000 spectators on Sunday."),
        ),
    ],
)
def test_articles_that_share_but_the_place_where_they_happened_are_two_stories(
    earlier: tuple[str, str], later: tuple[str, str]
) -> None:
    clusterer = OnlineClusterer()
    clusterer.add(article(1, *earlier), 1)
    second = article(2, *later, hours=1)
    assert clusterer.place(second).story is None
    clusterer.add(second, 2)
    assert clusterer.second_look() == []


def test_bare_titles_an_hour_apart_that_share_two_words_are_one_story() -> None:
    clusterer = OnlineClusterer()
    clusterer.add(article(1, "Orland wins cup final", ""), 1)
    assert clusterer.place(article(2, "Orland celebrates cup triumph", "", hours=1)).story == 1


def test_a_long_story_that_is_loaded_begins_with_the_oldest_article_that_is_kept() -> None:
    clusterer, knowledge = OnlineClusterer(), Knowledge()
    articles = [article(number, "Ferry strike goes on", "", hours=number) for number in range(FEW_LOADED)]
    knowledge.load([(each.id, clusterer.note(each), 1) for each in articles])
    bundle = knowledge.bundle(1)
    kept = [each for each in articles if each.id in bundle.members]
    assert len(kept) == MOST_KEPT
    assert bundle.oldest == kept[0].published.timestamp() / 3600


# Two reports in one form of words: titles, and leads, of two events.
SAME_WORDS = [
    (
        (
            "Orbis shares fall 3 percent after results",
            "Shares in Orbis fell 3 percent on Tuesday after results.",
        ),
        (
            "Cormel shares fall 3 percent after results",
            "Shares in Cormel fell 3 percent on Tuesday after results.",
        ),
    ),
    (
        ("Two dead in Larnbridge house fire", "Two people died in a house fire in Larnbridge on Sunday."),
        ("Two dead in Coldwick house fire", "Two people died in a house fire in Coldwick on Sunday."),
    ),
    (
        ("Actor Jon Prewitt dies aged 81", "The actor Jon Prewitt has died aged 81, his family said."),
        ("Singer Mara Oslo dies aged 81", "The singer Mara Oslo has died aged 81, her family said."),
    ),
]


@pytest.mark.parametrize(("earlier", "later"), SAME_WORDS)
@pytest.mark.parametrize("bare", [False, True])
def test_the_same_words_of_other_names_are_another_story(
    earlier: tuple[str, str], later: tuple[str, str], *, bare: bool
) -> None:
    clusterer = OnlineClusterer()
    first, second = (
        article(number, title, "" if bare else text, hours=number)
        for number, (title, text) in enumerate((earlier, later), 1)
    )
    clusterer.add(first, 1)
    assert clusterer.place(second).story is None
    clusterer.add(second, 2)
    assert clusterer.second_look() == []
    assert clusterer.place(replace(first, id=3)).story == 1


@pytest.mark.parametrize(
    ("title", "other", "is_form"),
    [
        ("Orbis shares fall 3 percent", "Cormel shares rise 5 percent", True),
        ("Orbis shares fall 3 percent", "Orbis shares fall 4 percent", False),
        ("Police find body in Harwick", "Officers find body in Harwick", False),
        ("Harwick bridge opens", "Harwick bridge opens at last", False),
        ("Orbis Shares Fall Three Percent", "Cormel Shares Fall Three Percent", False),
    ],
)
def test_a_form_is_shared_where_only_names_and_figures_differ(
    title: str, other: str, *, is_form: bool
) -> None:
    assert same_form(title, [other]) is is_form
    assert not same_form(title, [other, title])


def test_days_and_months_are_no_names() -> None:
    document, _ = read(article(1, "Ferries", "The crews met on Tuesday, as they had in Ormsby in March."))
    assert document.names == ("ormsbi",)


def test_a_document_reads_names_figures_and_pairs() -> None:
    document, spellings = read(
        article(1, "Ferry sinks off Hallow Island, 14 rescued", "Crews from Port Ellery came.")
    )
    assert {"hallow island", "port elleri", "ferri"} <= set(document.terms)
    assert {"hallow", "elleri"} <= set(document.names)
    assert ("rescu", "14") in document.figures
    assert spellings["hallow island"] == "Hallow Island"


def test_names_after_the_lead_are_read_if_they_recur_and_its_terms_count_less() -> None:
    lead = "The plant near Dunmoor was shut. " + "So it was. " * 40
    rest = "Then Ines Mirrow spoke of turbines. Later Ines Mirrow left, and so did Otto Brandeis."
    document, _ = read(article(1, "Regulator halts reactor", lead + rest))
    counts = dict(zip(document.terms, document.counts, strict=True))
    assert counts["turbin"] < counts["plant"] < counts["regul"]
    assert "mirrow" in document.names
    assert "brandei" not in document.names


def test_a_whole_text_joins_the_story_that_leads_have_made() -> None:
    clusterer = OnlineClusterer()
    stream(clusterer, two_stories()[:4])
    background = " Shops on the quay closed early, and the school bus took the long way round." * 40
    title, text = FERRY[2]
    assert clusterer.place(article(5, title, text + background, hours=35)).story == 1


def test_quiet_alone_does_not_break_up_a_story_whose_terms_fit() -> None:
    """Odds fall by e^1.5 at most, however long the quiet: a story may sleep for weeks."""
    clusterer = OnlineClusterer()
    stream(clusterer, two_stories())
    title = "Ferry strike at Port Ellery begins"
    soon, late = (clusterer.place(article(9, title, FERRY[2][1], hours=hours)) for hours in (36, 24 * 90))
    assert soon.reason == late.reason == "clustered"
    odds = [one.score / (1 - one.score) for one in (soon, late)]
    assert 1 < odds[0] / odds[1] < math.exp(1.501)


@pytest.mark.parametrize("timed", [True, False])
def test_no_overlap_speaks_against_a_merge_and_no_conflict_for_one(*, timed: bool) -> None:
    weights = dict(zip(FEATURES, shipped(timed=timed).weights, strict=True))
    assert min(weights[feature] for feature in ("cosine", "names", "lead")) >= 0
    assert -1.5 <= weights["quiet"] <= 0
    assert weights["conflict"] <= 0


def test_a_matter_told_every_other_day_for_two_months_stays_one_story() -> None:
    clusterer = OnlineClusterer()
    turns = ("talks resume", "talks fail", "court hears owners", "minister steps in", "crews vote again")
    told = [
        article(
            number,
            f"Port Ellery ferry strike: {turns[number % 5]} on day {2 * number}",
            f"{FERRY[number % 3][1]} By then {turns[(number + 2) % 5]}, said the harbour master.",
            hours=48.0 * number,
        )
        for number in range(1, 31)
    ]
    assert {placement.story for placement in stream(clusterer, told)[1:]} == {1}


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
    assert list(clusterer._known._bundles) == [2]
    fresh = OnlineClusterer()
    for one in two_stories():
        fresh.add(one, 2)
    assert clusterer._known._bundles[2].sums.terms == fresh._known._bundles[2].sums.terms
    assert clusterer._known.index._stories == fresh._known.index._stories


@pytest.mark.parametrize("timed", [True, False])
def test_a_finer_cut_never_gives_fewer_stories(*, timed: bool) -> None:
    found = []
    for fineness in sorted(FINENESS, key=lambda name: FINENESS[name]):
        clusterer = OnlineClusterer(shipped(timed=timed, fineness=fineness))
        placements = stream(clusterer, [*two_stories(), article(9, *ORCHARD, hours=40)])
        found.append(sum(one.story is None for one in placements))
    assert found == sorted(found)


@pytest.mark.parametrize("semantic", [True, False])
def test_fineness_moves_every_threshold_and_no_weight(*, semantic: bool) -> None:
    coarse, normal, fine = (shipped(semantic=semantic, fineness=by) for by in FINENESS)
    assert coarse.weights == normal.weights == fine.weights
    names = [field.name for field in fields(Merge) if field.name.endswith("threshold")]
    assert all(getattr(coarse, of) < getattr(normal, of) < getattr(fine, of) for of in names)
    assert len(names) == 4


def _flat(threshold: float, bare: float, story: float = 0.5, bare_story: float = 0.5) -> Merge:
    """Take anything for one with anything else with a probability of a half."""
    return Merge((0.0,) * len(FEATURES), 0.0, threshold, bare, story, bare_story)


@pytest.mark.parametrize(
    ("merge", "text", "story"),
    [
        (_flat(0.5, 0.6), FERRY[1][1], 1),
        (_flat(0.6, 0.5), FERRY[1][1], None),
        (_flat(0.6, 0.5), "", 1),
        (_flat(0.5, 0.6), "", None),
    ],
)
def test_an_article_joins_from_the_threshold_of_its_kind_on(
    merge: Merge, text: str, story: int | None
) -> None:
    clusterer = OnlineClusterer(merge)
    clusterer.add(article(1, *FERRY[0]), 1)
    assert clusterer.place(article(2, FERRY[1][0], text, hours=3)).story == story


@pytest.mark.parametrize(
    ("texts", "threshold"), [(("", ""), 0.3), ((FERRY[0][1], ""), 0.4), ((FERRY[0][1], FERRY[1][1]), 0.4)]
)
def test_stories_of_bare_titles_alone_are_one_by_a_threshold_of_their_own(
    texts: tuple[str, str], threshold: float
) -> None:
    clusterer = OnlineClusterer(_flat(0.9, 0.9, 0.4, 0.3))
    clusterer.add(article(1, FERRY[2][0], ""), 1)
    for number, text in enumerate(texts, 2):
        clusterer.add(article(number, FERRY[number - 2][0], text, hours=number), 2)
    found = {one.story: one.threshold for one in clusterer.second_look()}
    assert found == {2: threshold}


def test_a_copy_is_looked_for_only_where_it_is_likely() -> None:
    clusterer = OnlineClusterer(replace(_flat(0.9, 0.9), bias=-2.0))
    clusterer.add(article(1, *FERRY[0]), 1)
    assert clusterer.place(article(2, *FERRY[0], hours=1)).story is None


def test_the_second_look_asks_members_of_all_the_life_of_a_long_story() -> None:
    bundle, asked = Bundle(), list[float]()
    for number in range(20):
        bundle.load(number, OnlineClusterer().note(article(number, *FERRY[0], hours=number)))

    def scores(document: Document, _: int) -> dict[int, float]:
        asked.append(document.hours)
        return {2: 1.0}

    assert likeliest(1, bundle, 0.5, scores) == (1.0, 2)
    assert [asked[0] - hours for hours in asked] == [0, 3, 6, 9, 12, 15, 18]
