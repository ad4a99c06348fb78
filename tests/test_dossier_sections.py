from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ferry import FERRY, LATER, cited
from tracker.dossier.choice.agreement import overlap
from tracker.dossier.choice.choose import ALIKE
from tracker.dossier.choice.consequence import stakes
from tracker.dossier.choice.threads import Nearness, threads
from tracker.dossier.key_points import key_points
from tracker.dossier.material import gather
from tracker.dossier.narrative import narrative
from tracker.dossier.timeline import timeline
from tracker.dossier.title import title
from tracker.dossier.what import what
from tracker.dossier.why import what_and_why, why
from tracker.model import Dossier
from tracker.text.words import terms, words

FIRST = gather(FERRY)
ALL = gather(FERRY + LATER)


def before(**sections: object) -> Dossier:
    return replace(Dossier("Ferry sinks at its berth in Port Avel", sources=FIRST.sources), **sections)  # type: ignore[arg-type]  # sections by name


def test_what_gives_three_claims_newest_first() -> None:
    claims = what(FIRST, None, 1)
    published = {source.number: source.published for source in FIRST.sources}
    newest = [max(published[number] for number in claim.citations) for claim in claims]
    assert len(claims) == 3
    assert claims[0].citations == (3,)
    assert newest[0] == max(newest)


def test_a_claim_that_two_outlets_carry_cites_both() -> None:
    claims = [claim for claim in what(FIRST, None, 1) if claim.text.startswith("The ferry Marigold sank")]
    assert [claim.citations for claim in claims] == [(1, 2)]


def test_what_opens_with_the_news_and_keeps_the_rest_word_for_word() -> None:
    last = what(FIRST, None, 1)
    claims = what(ALL, before(what=last), 2)
    assert claims[0].since == 2
    assert set(claims[0].citations) & {4, 5}
    kept = [claim for claim in claims if claim.since == 1]
    assert kept
    assert {claim.text for claim in kept} <= {claim.text for claim in last}


def test_new_figures_take_the_place_of_old_ones() -> None:
    said = "The ferry Marigold sank in Port Avel and 12 people were taken to hospital."
    old = cited(1, said)
    first = gather([old])
    last = replace(Dossier("Ferry sinks"), what=what(first, None, 1), sources=first.sources)
    claims = what(gather([old, cited(2, said.replace("12", "15"), day=1)]), last, 2)
    assert [(claim.text, claim.citations, claim.since) for claim in claims] == [
        (said.replace("12", "15"), (2,), 2),
    ]


def test_a_claim_whose_sentence_was_revised_away_goes() -> None:
    last = what(FIRST, None, 1)
    gone = next(claim for claim in last if claim.citations == (3,))
    revised = cited(3, FERRY[2].article.text.replace(gone.text, ""), title=FERRY[2].article.title, day=3)
    claims = what(gather([*FERRY[:2], revised]), before(what=last), 2)
    assert gone.text not in {claim.text for claim in claims}
    assert len(claims) == 3


def test_why_takes_consequences_that_what_does_not_say() -> None:
    state = what(FIRST, None, 1)
    reasons = why(FIRST, None, 1, state)
    assert [claim.text for claim in reasons if "lose their only way" in claim.text]
    assert not {claim.text for claim in reasons} & {claim.text for claim in state}


SANK = "The ferry Marigold of Avel Lines sank at its berth in Port Avel on Monday morning."
LOST = "The sinking could cost 40 sailors of Avel Lines their jobs before the summer."
RAISED = "A crane of the harbour office will lift the ferry Marigold on Friday."


def test_what_leaves_the_only_consequence_to_why() -> None:
    material = gather([cited(1, SANK), cited(2, LOST), cited(3, RAISED)])
    assert LOST in {claim.text for claim in what(material, None, 1)}
    state, reasons = what_and_why(material, None, 1)
    assert [claim.text for claim in reasons] == [LOST]
    assert {SANK, RAISED} >= {claim.text for claim in state} >= {SANK}


def test_the_news_itself_stays_in_what_whatever_follows_from_it() -> None:
    state, reasons = what_and_why(gather([cited(1, LOST)]), None, 1)
    assert ([claim.text for claim in state], reasons) == ([LOST], ())


def test_what_does_not_take_up_what_why_says() -> None:
    first = gather([cited(1, SANK), cited(2, LOST), cited(3, RAISED)])
    state, reasons = what_and_why(first, None, 1)
    last = replace(Dossier("Ferry sinks"), what=state, why_it_matters=reasons, sources=first.sources)
    told = f"{LOST[:-1]}, the union of Hale says."
    more = gather([cited(1, SANK), cited(2, LOST), cited(3, RAISED), cited(4, told, day=1)])
    again, still = what_and_why(more, last, 2)
    assert told not in {claim.text for claim in again}
    assert [claim.text for claim in still] == [LOST]


def test_why_is_empty_where_nobody_speaks_of_stakes() -> None:
    assert (
        why(gather([cited(1, "The mayor of Port Avel opened the new fish market on Tuesday.")]), None, 1)
        == ()
    )


def test_why_takes_one_hint_where_nobody_says_plainly_what_follows() -> None:
    hints = (
        "Avel Lines said the new ferry Seabird will help patients of Gull Island. "
        "Avel Lines said the new ferry Seabird may bring workers to Gull Island. "
    )
    named = "Avel Lines showed the new ferry Seabird to Gull Island on Monday. "
    (reason,) = why(gather([cited(1, named + hints)]), None, 1)
    assert reason.text in hints
    plain = "Avel Lines said the new ferry Seabird could cost 40 sailors their jobs."
    assert [claim.text for claim in why(gather([cited(1, named + hints + plain)]), None, 1)] == [plain]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The closure would leave 300 workers without jobs.", True),
        ("The ruling could force the town to pay.", True),
        ("The ferry was painted blue in spring.", False),
    ],
)
def test_stakes_are_told_by_words_for_them(text: str, *, found: bool) -> None:
    assert (stakes(text) > 0) is found


def test_key_points_are_at_most_five_short_and_differ() -> None:
    points = key_points(ALL, None, 1)
    assert 3 <= len(points) <= 5
    assert sum(len(words(point.text)) <= 25 for point in points) >= len(points) - 1
    assert all(
        overlap(terms(a.text), terms(b.text)) < ALIKE for i, a in enumerate(points) for b in points[:i]
    )


def test_a_key_point_of_weeks_ago_gives_way_to_how_things_stand() -> None:
    old = [
        cited(n, f"The ferry Marigold lost {what} at its berth in Port Avel.")
        for n, what in enumerate(("a mast", "its bell", "an anchor", "two boats", "its radio", "a rudder"), 1)
    ]
    first = gather(old)
    last = replace(Dossier("Ferry"), key_points=key_points(first, None, 1), sources=first.sources)
    new = "The owners of the ferry Marigold sold the wreck in Port Avel to a yard in Hale."
    points = key_points(gather([*old, cited(7, new, day=30)]), last, 2)
    assert new in {point.text for point in points}
    assert len({point.text for point in points} - {point.text for point in last.key_points}) == 1


def test_a_single_source_has_key_points_too() -> None:
    points = key_points(gather(FERRY[:1]), None, 1)
    assert 1 < len(points) <= 5
    assert {point.citations for point in points} == {(1,)}


def test_the_narrative_has_two_to_five_paragraphs_and_cites_every_sentence() -> None:
    paragraphs = narrative(ALL, None, 1)
    assert 2 <= len(paragraphs) <= 5
    assert all(2 <= len(paragraph) <= 5 for paragraph in paragraphs)
    assert all(claim.citations for paragraph in paragraphs for claim in paragraph)


def test_the_narrative_leaves_what_stands_above_and_takes_it_up_when_it_stands_there_no_more() -> None:
    state = what(ALL, None, 1)
    above = {claim.text for claim in state}
    first = narrative(ALL, None, 1, state)
    assert not above & {claim.text for paragraph in first for claim in paragraph}
    last = replace(before(narrative=first, what=state), sources=ALL.sources)
    more = gather([*FERRY, *LATER, cited(9, "The mayor of Port Avel opened a fish market.", day=9)])
    now = {claim for paragraph in narrative(more, last, 2, ()) for claim in paragraph}
    assert len({claim.text for claim in now} & above) == 1
    assert {claim.since for claim in now if claim.text in above} == {1}


def test_no_sentence_is_told_twice_in_the_narrative() -> None:
    told = [claim.text for paragraph in narrative(ALL, None, 1) for claim in paragraph]
    assert len(told) == len(set(told))


def test_a_paragraph_is_in_the_order_of_events() -> None:
    told = [
        "The Sea Safety Board closed the harbour of Port Avel to all ferries of Avel Lines on 12 May.",
        "Mechanic Tove Lindqvist warned Avel Lines on 9 March that the stern door leaked.",
        "Divers found the stern door of the Marigold open on 8 May.",
    ]
    (paragraph,) = narrative(gather([cited(1, " ".join(told), day=10)]), None, 1)
    assert [claim.text for claim in paragraph] == [told[1], told[2], told[0]]


def test_paragraphs_stay_and_new_articles_add_to_them() -> None:
    last = narrative(FIRST, None, 1)
    now = narrative(ALL, before(narrative=last), 2)
    old = {claim.text for paragraph in last for claim in paragraph}
    added = [claim for paragraph in now for claim in paragraph if claim.text not in old]
    assert added
    assert all(set(claim.citations) & {4, 5} and claim.since == 2 for claim in added)
    for paragraph, successor in zip(last, now, strict=False):
        told = {claim.text for claim in successor}
        assert 2 * sum(claim.text in told for claim in paragraph) >= len(paragraph)


def test_a_paragraph_whose_articles_left_vanishes() -> None:
    last = narrative(ALL, None, 1)
    now = narrative(gather(FERRY[:1]), replace(before(narrative=last), sources=ALL.sources), 2)
    assert {number for paragraph in now for claim in paragraph for number in claim.citations} == {1}


def test_articles_about_the_same_are_one_thread() -> None:
    market = "Traders of the fish market in Port Avel must leave the old hall because its roof may fall."
    articles = [
        *FERRY[:2],
        cited(6, market, "Fish market closes"),
        cited(7, market + " The roof of the market hall is of 1911.", "Old hall closes, traders leave"),
    ]
    assert threads([1, 2, 6, 7], 2, Nearness(gather(articles))) == [[1, 2], [6, 7]]


def test_the_timeline_is_dated_by_when_it_happened() -> None:
    dates = {event.text.split(" ", 1)[0]: event.date for event in timeline(FIRST, None, 1)}
    assert dates["Mechanic"] == "2026-03-09"
    assert "2026-05-11" in dates.values()


def test_the_timeline_is_oldest_first_and_cites() -> None:
    events = timeline(ALL, None, 1)
    assert [event.date for event in events] == sorted(event.date for event in events)
    assert all(event.citations for event in events)


def test_a_lead_without_a_date_is_dated_by_its_publication() -> None:
    lead = "A crane lifted the ferry Marigold from the harbour of Port Avel."
    assert [(e.date, e.text) for e in timeline(gather([cited(1, lead)]), None, 1)] == [("2026-05-04", lead)]


def test_a_plan_without_a_date_is_no_event() -> None:
    plan = gather([cited(1, "A crane will lift the ferry Marigold from the harbour of Port Avel.")])
    assert timeline(plan, None, 1) == ()


def test_what_happened_takes_the_place_of_what_was_planned() -> None:
    last = timeline(FIRST, None, 1)
    plans = [event for event in last if event.date == "2026-05-11"]
    now = [event for event in timeline(ALL, before(timeline=last), 2) if event.date == "2026-05-11"]
    assert [event.text.split(" ", 1)[0] for event in plans] == ["Investigators"]
    assert [(event.citations, event.since) for event in now] == [((5,), 2)]


def of_april(days: int) -> str:
    """Tell of 56 matters, in turn on the first days of April."""
    marks = ("Bo", "Da", "Fe", "Gu", "Ki", "Lo", "Mu", "Ne", "Po", "Ra", "Su", "Te", "Vi", "Zo")
    return "\n\n".join(
        f"{a}rand {a.lower()}lted the {a.lower()}{b.lower()}m of {b}{a.lower()}sted on {1 + n % days} April."
        for n, (a, b) in enumerate((a, b) for a in marks for b in marks[:4])
    )


@pytest.mark.parametrize(("days", "count"), [(28, 12), (9, 12), (3, 6), (1, 2)])
def test_the_timeline_holds_at_most_twelve_events_and_two_a_date(days: int, count: int) -> None:
    events = timeline(gather([cited(1, of_april(days), day=20)]), None, 1)
    assert len(events) == count
    assert max(sum(event.date == other.date for other in events) for event in events) <= 2


def test_copies_of_a_report_give_the_timeline_no_more_places() -> None:
    reports = of_april(28).split("\n\n")
    alone = gather([cited(n, text, title=text, day=20) for n, text in enumerate(reports, 1)])
    copied = gather([cited(n, of_april(28), day=20) for n in range(1, len(reports) + 1)])
    assert len(timeline(alone, None, 1)) > 12
    assert len(timeline(copied, None, 1)) == 12


def test_the_title_is_the_most_central_and_stays() -> None:
    first = title(FIRST, None)
    assert first in {text for _, text in FIRST.titles}
    assert title(ALL, before(title=first)) == first


STRIKE = (
    ("Dock workers of northern ports vote for strike", "Dock workers of the northern ports voted on Friday."),
    ("Freight piles up on the quays", "Cranes stood still on Saturday as the strike of dock workers began."),
    ("Union of dock workers turns down offer", "Employers called in a mediator in the strike of the ports."),
    (
        "Farmers run short of fodder",
        "The strike of dock workers in the northern ports cut the supply of fodder.",
    ),
)


def moved(first: float, *stories: tuple[str, str]) -> Dossier:
    """Write the title again after such articles, a day apart, the first so many days after the ferry sank."""
    told = [cited(n, text, headline, day=first + n) for n, (headline, text) in enumerate(stories)]
    later = [replace(one, number=6 + one.number) for one in told]
    return replace(before(), title=title(gather([*FERRY, *later]), before()))


def test_the_title_changes_when_the_story_moved() -> None:
    assert moved(6, *STRIKE).title == STRIKE[0][0]


def test_the_title_stands_for_two_days_whatever_is_told() -> None:
    assert moved(-2, *STRIKE).title == before().title


def test_a_title_that_asks_or_that_no_other_article_backs_replaces_none() -> None:
    alone = [("Mayor opens a rose garden", "A garden."), ("A bridge is painted", "It is green."), STRIKE[1]]
    asked = [("Who feeds the sheep now?", STRIKE[0][1]), ("Why the docks are quiet", STRIKE[1][1])]
    assert moved(6, *alone).title == before().title
    assert moved(6, *asked, *asked).title == before().title


def test_a_title_that_hints_at_what_it_will_say_replaces_none() -> None:
    hinting = [(f"A list of {n} things nobody says of the docks", text) for n, (_, text) in enumerate(STRIKE)]
    assert moved(6, *hinting).title == before().title


def test_a_quotation_before_the_news_is_cut_from_a_title() -> None:
    said = "‘I was wrong’: Harbour master of Port Avel closes the sunken ferry's berth"
    alone = title(gather([cited(1, FERRY[0].article.text, said)]), None)
    assert alone == "Harbour master of Port Avel closes the sunken ferry's berth"
    for uncut in ("‘I was wrong’: the captain", said.replace("Harbour", "harbour")):
        assert title(gather([cited(1, FERRY[0].article.text, uncut)]), None) == uncut


def test_a_label_and_the_last_stop_are_cut_from_a_title() -> None:
    for label in ("LIVE: ", "BREAKING NEWS: ", "Live updates: ", ""):
        told = cited(1, FERRY[0].article.text, f"{label}Ferry sinks at its berth in Port Avel.")
        assert title(gather([told]), None) == "Ferry sinks at its berth in Port Avel"
    assert title(gather([cited(1, "Text.", "The ferry line goes to Avel Inc.")]), None).endswith("Inc.")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("A ferry sank on Monday, the police say.", "A ferry sank on Monday, the police say"),
        ("The ferry had a leak, and nobody saw it..", "The ferry had a leak, and nobody saw it"),
        ("The ferry line sells boats, quays etc.", "The ferry line sells boats, quays etc."),
        ("The ferry waits until all are on...", "The ferry waits until all are on..."),
    ],
)
def test_the_last_stop_of_a_title_goes_behind_a_short_word_and_if_it_is_written_twice(
    written: str, shown: str
) -> None:
    assert title(gather([cited(1, "Text.", written)]), None) == shown


@pytest.mark.parametrize(
    "poor",
    ["Why did the Marigold sink?", "FERRY MARIGOLD SINKS IN PORT AVEL", "OPINION: A ferry line has failed"],
)
def test_a_title_that_asks_shouts_or_argues_gives_way_to_a_plain_one(poor: str) -> None:
    first = gather([cited(1, FERRY[0].article.text, poor)])
    assert title(first, None) == poor
    last = replace(Dossier(poor), sources=first.sources)
    assert title(gather([cited(1, FERRY[0].article.text, poor), FERRY[1]]), last) == FERRY[1].article.title


def test_a_title_that_is_only_a_date_is_not_chosen() -> None:
    dated = cited(1, FERRY[0].article.text, "04 / 05 / 2026")
    assert title(gather([dated, *FERRY[1:2]]), None) == FERRY[1].article.title


def test_another_language_gives_sections_or_leaves_them_empty() -> None:
    german = gather(
        [
            cited(
                1,
                "Die Fähre Marigold sank am Montag im Hafen von Port Avel. "
                "Zwölf Menschen kamen in der Nacht in ein Spital.",
            )
        ]
    )
    assert len(what(german, None, 1)) == 2
    assert why(german, None, 1) == ()


def test_nothing_readable_gives_nothing() -> None:
    empty = gather([cited(1, "…", title="…")])
    assert (what(empty, None, 1), key_points(empty, None, 1), narrative(empty, None, 1)) == ((), (), ())
    assert timeline(empty, None, 1) == ()
