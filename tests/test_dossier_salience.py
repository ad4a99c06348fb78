from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.ferry import cited
from tracker.dossier.choice.dated import dated, roles, unsaid
from tracker.dossier.choice.salience import days, salience
from tracker.dossier.material import gather
from tracker.dossier.timeline import timeline
from tracker.text.dates import mentions

FRIDAY = datetime(2026, 5, 15, 9, tzinfo=UTC)


def test_a_date_that_two_articles_speak_of_weighs_more() -> None:
    weight = salience(
        gather(
            [
                cited(1, "The dam at Ostrel burst on 2 May, and the valley of Ostrel was flooded.", day=3),
                cited(2, "Water from the dam at Ostrel reached the town of Brin on 2 May.", day=3),
                cited(3, "The dam at Ostrel was inspected on 1 May by the valley council.", day=3),
            ]
        )
    )
    assert weight["2026-05-02"] > weight["2026-05-01"]


def test_a_date_that_is_recalled_long_after_weighs_more_than_one_of_the_week() -> None:
    recalled = gather(
        [
            cited(1, "The dam at Ostrel burst on 2 April, and the valley of Ostrel was flooded.", day=20),
            cited(2, "The dam at Ostrel was sealed on 18 May, and the valley of Ostrel is dry.", day=20),
        ]
    )
    assert days(recalled) == ("2026-04-02", "2026-05-18")


def test_a_date_to_come_weighs_less_than_one_that_was() -> None:
    weight = salience(
        gather(
            [cited(1, "The dam at Ostrel burst on 2 May. The dam at Ostrel will be rebuilt by 9 May.", day=4)]
        )
    )
    assert weight["2026-05-02"] > weight["2026-05-09"]


def test_a_month_and_a_year_weigh_less_than_a_day() -> None:
    weight = salience(
        gather(
            [
                cited(
                    1,
                    "The dam at Ostrel was built in 1961. The dam at Ostrel was raised in April 2024. "
                    "The dam at Ostrel burst on 2 May.",
                    day=4,
                )
            ]
        )
    )
    assert weight["1961"] < weight["2024-04"] < weight["2026-05-02"]


def test_what_is_beside_the_story_weighs_little() -> None:
    told = gather(
        [
            cited(1, "The dam at Ostrel burst on 2 May, and the valley was flooded.", day=4),
            cited(
                2,
                "The valley was flooded when the dam at Ostrel burst. A bakery sold 40 pies on 3 May.",
                day=4,
            ),
        ]
    )
    assert days(told) == ("2026-05-02", "2026-05-03")


def test_a_date_is_an_event_a_report_or_a_frame() -> None:
    def parts(text: str) -> list[str]:
        return [role for _, role in roles(text, mentions(text, FRIDAY))]

    assert parts("The dam burst on Tuesday.") == ["event"]
    assert parts("The council said on Tuesday that the dam burst on 2 May.") == ["report", "event"]
    assert parts("The council told reporters on Tuesday that all is well.") == ["report"]
    assert parts("After Monday's flood the council met on Thursday.") == ["frame", "event"]
    assert parts("The road has been closed since 2 May.") == ["frame"]
    assert parts("The pump of April 2026 lifts more than the accounts of 2 May say.") == ["frame", "frame"]
    assert (
        parts("The dam burst in the night of 2 May and will be mended at the end of June.") == ["event"] * 2
    )


@pytest.mark.parametrize(
    "text",
    [
        "The pump of April 2026 lifts more water in Ostrel than the dam holds.",
        "The engineers were sentenced to death on charges of opening the dam last August.",
        "Mara Venn, whose brother had left the council in July 2024, is on trial for the dam.",
        "The dam of Ostrel has been a target since the army drove the council out in July 2024.",
        "The dam of Ostrel may have to close if no buyer is found by Monday.",
        "If no buyer is found by Monday, the dam of Ostrel may have to close.",
    ],
)
def test_a_mere_attribute_or_supposition_is_no_event(text: str) -> None:
    assert timeline(gather([cited(1, f"A dam stands in Ostrel. {text}", day=3)]), None, 1) == ()


def test_an_event_is_dated_by_itself_and_not_by_its_report() -> None:
    pairs = dated(
        gather([cited(1, "The council of Ostrel said on 9 May that the dam had burst on 2 May.", day=10)])
    )
    assert [date for date, _ in pairs] == ["2026-05-02", "2026-05-09"]


def test_a_month_that_something_has_lasted_since_is_no_event() -> None:
    assert (
        dated(gather([cited(1, "The office has tested 22 dams since February, and 3 leak.", day=10)])) == {}
    )


def test_a_lead_about_the_day_after_an_earlier_event_is_of_its_own_day() -> None:
    lead = "Divers searched the lake of Ostrel after Saturday’s flood in the valley."
    pairs = dated(gather([cited(1, lead, day=6)]))
    assert [(date, unsaid((date, sentence))) for date, sentence in pairs] == [
        ("2026-05-10", True),
        ("2026-05-09", False),
    ]


def test_a_lead_about_the_weekend_is_of_its_saturday_and_one_about_last_week_has_no_day() -> None:
    weekend = timeline(gather([cited(1, "The dam at Ostrel burst at the weekend.", day=6)]), None, 1)
    assert [event.date for event in weekend] == ["2026-05-09"]
    assert timeline(gather([cited(1, "The dam at Ostrel was repaired last week.", day=6)]), None, 1) == ()


def test_what_happened_on_a_day_goes_before_what_was_planned_for_it() -> None:
    told = gather(
        [
            cited(1, "The council of Ostrel will vote on a new dam for the valley on 9 May.", day=4),
            cited(2, "The council of Ostrel voted on 9 May for a new dam in the valley.", day=10),
        ]
    )
    assert next(iter(dated(told)))[1].number == 2


def test_a_lead_that_retells_an_event_does_not_date_it_anew() -> None:
    told = gather(
        [
            cited(1, "The dam at Ostrel burst on 2 May and flooded three villages.", day=3),
            cited(
                2, "Three villages are flooded after the dam at Ostrel burst, and the army was called.", day=5
            ),
        ]
    )
    assert [event.date for event in timeline(told, None, 1)] == ["2026-05-02"]


def test_a_longer_story_has_a_longer_timeline() -> None:
    names = (
        "Avel",
        "Brin",
        "Cask",
        "Dorn",
        "Ezel",
        "Fenn",
        "Gorm",
        "Hale",
        "Isk",
        "Jarl",
        "Kell",
        "Lorn",
        "Merl",
    )
    deeds = ("painted", "fenced", "drained", "mapped", "seeded", "mended", "widened", "lit")
    articles = [
        cited(n, f"{name} {deed} the {deed[::-1]} {name[::-1].lower()}en on {1 + n % 27} May.", day=28)
        for n, (name, deed) in enumerate(((a, b) for a in names for b in deeds), 1)
    ]
    assert len(timeline(gather(articles[:20]), None, 1)) <= 12
    assert 12 < len(timeline(gather(articles), None, 1)) <= 22
