"""What is furniture in titles, learnt from outlets' own titles as they come."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from tests.benchmarks.clustering import stream as polled
from tests.thirty_days import COAST, COLUMN, INLAND, WIRE, month, told
from tracker.cluster import columns as module
from tracker.cluster.columns import Columns
from tracker.cluster.furniture import strip
from tracker.cluster.online import OnlineClusterer

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
SUBJECTS = [title for title, _ in told(COLUMN)]
STEPS = (
    "crews vote to stop work",
    "owners and crews meet",
    "court hears owners",
    "crews reject offer of owners",
    "navy takes mail from crews",
    "owners make an offer",
    "minister meets owners and crews",
    "crews count votes on offer",
)


class Seen(NamedTuple):
    """A title as it is stored."""

    id: int
    title: str
    outlet: str
    published: datetime


def name_in(columns: Columns, one: Seen) -> str:
    """Return the part of a title that is known as a column's name, "" if there is none."""
    named = columns._named(one)
    return named[0].name if named else ""


class Stream:
    """Titles on their way into `Columns`, numbered as they come."""

    def __init__(self) -> None:
        self.columns = Columns()
        self.seen: list[Seen] = []

    def bring(self, title: str, outlet: str = COAST, day: float = 0) -> Seen:
        one = Seen(len(self.seen) + 1, title, outlet, START + timedelta(days=day))
        self.columns.learn(one)
        self.seen.append(one)
        return one

    def plain(self, days: int, outlet: str = COAST) -> None:
        """Bring a title a day that is neither column nor tag, so that the outlet's style is known."""
        for day in range(days):
            self.bring(f"a small {SUBJECTS[day % len(SUBJECTS)]} tale number {day} of many", outlet, day)

    def name(self, title: str, outlet: str = COAST, day: float = 60) -> str:
        return name_in(self.columns, Seen(0, title, outlet, START + timedelta(days=day)))

    def left(self, title: str, outlet: str = COAST, day: float = 60) -> str:
        return self.columns.strip(Seen(0, title, outlet, START + timedelta(days=day)))

    def alone(self, title: str, outlet: str = COAST) -> bool:
        return self.columns.matter(Seen(0, title, outlet, START + timedelta(days=60))) is None


def series(form: str, days: int = 8, every: int = 1, outlet: str = COAST) -> Stream:
    """Bring a column whose titles have a form with a place for its subject and its date."""
    made = Stream()
    made.plain(10, outlet)
    for number in range(days):
        day = number * every
        date = f"{START + timedelta(days=day):%A %-d %B}"
        made.bring(form.format(SUBJECTS[number], date, number + 212), outlet, day)
    return made


@pytest.mark.parametrize(
    ("form", "left"),
    [
        ("Money Matters with Ada Quill: {}", "why the ferry strike costs you"),
        ("The Kettle: {}", "why the ferry strike costs you"),
        ("The Kettle – {}", "why the ferry strike costs you"),
        ("The Kettle | {}", "why the ferry strike costs you"),
        ("{} | Ada Quill", "why the ferry strike costs you"),
        ("Harbour Talk, episode {2}: {0}", "why the ferry strike costs you"),
        ("Harbour Talk: episode {2}: {0}", "why the ferry strike costs you"),
        ("Morning Ledger {1} {0}", "why the ferry strike costs you"),
        ("Dear Mara, {0}", "why the ferry strike costs you"),
    ],
)
def test_a_name_that_recurs_before_ever_new_matters_is_a_columns(form: str, left: str) -> None:
    made = series(form)
    title = form.format("why the ferry strike costs you", "Friday 1 May", 300)
    assert made.name(title)
    assert made.left(title) == left
    assert not made.alone(title)


@pytest.mark.parametrize("form", ["Ask the vet: {}", "Notes from a small harbour: {}"])
def test_a_name_written_like_any_words_needs_weeks(form: str) -> None:
    assert not series(form, days=9).name(form.format("why cats sneeze"))
    assert not series(form, days=12).name(form.format("why cats sneeze"))
    assert series(form, days=12, every=3).name(form.format("why cats sneeze"))


@pytest.mark.parametrize(
    "form",
    ["Morning Ledger, {1}", "Morning Ledger {1}", "Tidal Notes", "{1}: Morning Ledger", "Harbour Quiz {2}"],
)
def test_a_title_of_which_only_the_date_changes_belongs_to_no_story(form: str) -> None:
    made = series(form)
    title = form.format("", "Friday 1 May", 300)
    assert made.name(title) == title
    assert made.left(title) == ""
    assert made.alone(title)


def test_a_column_is_one_outlets() -> None:
    assert series("The Kettle: {}").name("The Kettle: why cats sneeze", WIRE) == ""


def test_four_days_make_no_column_and_many_titles_of_one_day_none_either() -> None:
    assert series("The Kettle: {}", days=4).name("The Kettle: why cats sneeze") == ""
    assert series("The Kettle: {}", days=25, every=0).name("The Kettle: why cats sneeze") == ""


def test_a_title_that_is_brought_again_every_day_with_its_matter_is_no_column() -> None:
    made = Stream()
    made.plain(10)
    for day in range(12):
        made.bring("The Kettle: why cats sneeze", day=day)
    assert made.name("The Kettle: why dogs sleep") == ""


@pytest.mark.parametrize("tag", ["Ferry strike", "Port Ellery", "Ellery Line", "Ferry strike latest"])
@pytest.mark.parametrize("form", ["{}: {}", "{} – {}", "{} | {}", "{} live: {}"])
def test_the_tag_of_a_running_story_is_no_column(tag: str, form: str) -> None:
    """Nobody else tells of the story: the likeness of its own steps must be enough."""
    made = Stream()
    made.plain(10)
    for day in range(40):
        made.bring(form.format(tag, STEPS[day % len(STEPS)]), day=day)
    title = form.format(tag, "crews go back to work")
    assert made.name(title) == ""
    assert strip(title) == made.left(title)


def test_words_that_others_say_are_a_tag_however_unlike_its_steps() -> None:
    made = Stream()
    made.plain(10)
    made.plain(10, WIRE)
    for day in range(30):
        made.bring(f"Orrin Bridge: {SUBJECTS[day]}", COAST, day)
        made.bring(f"Crack in Orrin bridge, day {day}: {SUBJECTS[-day]}", WIRE, day)
    assert made.name("Orrin Bridge: why cats sneeze") == ""


def test_an_outlet_that_says_the_words_itself_shows_them_to_be_a_tag() -> None:
    made = Stream()
    made.plain(10)
    for day in range(30):
        made.bring(f"Orrin Bridge: {SUBJECTS[day]}", COAST, day)
        made.bring(f"What the closed Orrin bridge means to {SUBJECTS[-day]}", COAST, day + 0.2)
    assert made.name("Orrin Bridge: why cats sneeze") == ""


def test_a_column_in_many_papers_of_one_house_is_a_column_in_each() -> None:
    made = Stream()
    for outlet in (COAST, WIRE, INLAND):
        made.plain(10, outlet)
    for day in range(10):
        for outlet in (COAST, WIRE, INLAND):
            made.bring(f"The Kettle: {SUBJECTS[day]}", outlet, day)
    assert all(made.name("The Kettle: why cats sneeze", outlet) for outlet in (COAST, WIRE, INLAND))


def test_capitals_tell_nothing_where_all_titles_have_them() -> None:
    made = Stream()
    for day in range(9):
        made.bring(f"Ferry Strike: {SUBJECTS[day].title()}", COAST, day)
        made.bring(f"A Small Town Learns {SUBJECTS[-day].title()}", COAST, day)
    assert made.name("Ferry Strike: Why Cats Sneeze") == ""


def test_an_outlets_own_name_after_its_titles_is_furniture() -> None:
    made = Stream()
    for day in range(12):
        made.bring(f"{SUBJECTS[day]} | The Coast", COAST, day)
    assert made.left("Ferry crews vote to strike | The Coast") == "Ferry crews vote to strike"
    assert Stream().left("Ferry crews vote to strike - Coast Daily") == "Ferry crews vote to strike"


def test_a_column_can_be_a_head_within_an_outlets_tail() -> None:
    made = series("The Kettle: {} | Coast Daily", days=9)
    assert made.left("The Kettle: why cats sneeze | Coast Daily") == "why cats sneeze"


@pytest.mark.parametrize(
    "title", ["Live updates", "LIVE", "Latest news:", "Quote of the day", "The week in pictures"]
)
def test_what_says_nothing_stands_alone_from_the_first_day(title: str) -> None:
    assert Stream().alone(title)


@pytest.mark.parametrize("title", ["", "  ", "Ferry strike live: crews walk out", "Video", "12 May", "第7日"])
def test_what_may_say_something_does_not(title: str) -> None:
    assert not Stream().alone(title)


def test_what_is_stored_is_enough_to_learn_all_again_and_twice_is_once() -> None:
    made = series("The Kettle: {}")
    again = Columns()
    for one in [*made.seen, *made.seen]:
        again.learn(one)
    assert {key: pattern.days for key, pattern in again._patterns.items()} == {
        key: pattern.days for key, pattern in made.columns._patterns.items()
    }
    assert name_in(again, made.seen[-1]) == name_in(made.columns, made.seen[-1]) == "The Kettle"


def test_memory_is_bounded_and_what_recurs_outlives_what_does_not() -> None:
    dice = random.Random(3)
    made = Stream()
    made.plain(10)
    for number in range(30_000):
        day = number / 2000
        if number % 2000 == 0:
            made.bring(f"The Kettle: {SUBJECTS[int(day)]}", day=day)
        words = "".join(dice.choices("abcdefgh", k=9))
        made.bring(f"{words} {words[::-1]}: {words[3:]} {number}", f"outlet {number % 6000}", day)
        if number % 3 == 0:
            made.bring(f"tag{number % 9000} again: {words}", WIRE, day)
    columns = made.columns
    assert len(columns._once) <= module.ONCE
    assert len(columns._patterns) <= module.RECURRING
    assert len(columns._hearsay._watches) <= module.RECURRING
    assert len(columns._known) <= module.REMEMBERED
    assert len(columns._styles) <= module.OUTLETS
    assert made.name("The Kettle: why cats sneeze") == "The Kettle"


def test_no_title_breaks_what_is_learnt() -> None:
    dice = random.Random(5)
    signs = "aB7 :|–-,.#()[]’北🚢\u0301\t"
    made = Stream()
    for number in range(3000):
        title = "".join(dice.choices(signs, k=dice.randrange(60)))
        made.bring(title, dice.choice((COAST, "")), day=number / 100)
        assert made.name(title) in title
        assert len(made.left(title)) <= len(title)


def homes() -> tuple[dict[str, list[int]], dict[str, Counter[int]]]:
    """Run the month through the clusterer: the numbers of each sort's articles, and their stories."""
    told_month = month()
    stories = polled(told_month.articles, OnlineClusterer())
    home = dict(zip([one.id for one in told_month.articles], stories, strict=True))
    return told_month.of, {what: Counter(home[n] for n in of) for what, of in told_month.of.items()}


@pytest.mark.parametrize("what", ["ferry", "reactor"])
def test_a_month_long_story_stays_whole_beside_columns_and_live_pages(what: str) -> None:
    of, stories = homes()
    assert stories[what].most_common(1)[0][1] >= 0.9 * len(of[what])


def test_a_column_of_every_day_swallows_nothing_once_it_is_known() -> None:
    of, stories = homes()
    known = module.NAMED_DAYS
    assert stories["column"].most_common(1)[0][1] <= known
    assert len(stories["column"]) >= len(of["column"]) - known - 2
    assert stories["ledger"].most_common(1)[0][1] <= module.DATED_DAYS


def test_horoscopes_and_round_ups_of_a_month_stand_alone() -> None:
    of, stories = homes()
    for what in ("horoscope", "round-up", "other"):
        assert len(stories[what]) == len(of[what])


def test_no_column_is_in_a_story_of_the_month_once_it_is_known() -> None:
    _, stories = homes()
    mixed = (stories["ferry"] + stories["reactor"]).keys()
    assert sum(count for story, count in stories["ledger"].items() if story in mixed) <= module.DATED_DAYS
    assert not mixed & stories["column"].keys()
