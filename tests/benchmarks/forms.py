"""Cluster news that comes in one form of words: the same sentence about other people, places and firms.

    python -m tests.benchmarks.forms [--seed N]

Research sets hold little of it, as they were cut from what was written at length; feeds are full of
it. Each form tells an event twice, as two outlets would, so that there are articles that belong
together beside those that only sound alike; names are made up, other ones by another seed. One JSON
line is printed: B-cubed figures in percent, with leads and by titles alone.
"""

from __future__ import annotations

import argparse
import json
import random
from typing import TYPE_CHECKING, Final

from tests.benchmarks.clustering import Row, article, b_cubed, new_clusterer, stream

if TYPE_CHECKING:
    from collections.abc import Iterator

# Title and lead by one outlet, and by another. {firm}, {place}, {road} and {who} are names, {n} a number.
FORMS: Final = (
    (
        (
            "{firm} shares fall {n} percent after results",
            "Shares in {firm} fell {n} percent on Tuesday after its results missed what had been forecast.",
        ),
        (
            "Weak quarter sends {firm} down",
            "{firm} lost {n} percent of its value in early trading, as it earned less than expected.",
        ),
    ),
    (
        (
            "Two dead in {place} house fire",
            "Two people died in a fire in a house on {road} in {place} on Sunday night, police said.",
        ),
        (
            "{place}: fire on {road} kills two",
            "Firefighters found two bodies in a burning house on {road}, the mayor of {place} said.",
        ),
    ),
    (
        (
            "Actor {who} dies aged {n}",
            "{who}, who played in more than forty films, has died aged {n}, the family said.",
        ),
        (
            "{who}, {n}, star of stage and screen, is dead",
            "Tributes were paid to {who}, who died at home in {place} on Monday.",
        ),
    ),
    (
        (
            "Man charged with murder in {place}",
            "A man of {n} is charged with murder after a body was found in a flat in {place}, police said.",
        ),
        (
            "{place} flat death: neighbour {who} in court",
            "{who} appeared before a court in {place} on Thursday over the death of a woman in a flat.",
        ),
    ),
    (
        (
            "Magnitude {n} earthquake strikes near {place}",
            "An earthquake of magnitude {n} struck near {place} on Friday; there were no reports of damage.",
        ),
        (
            "Quake shakes {place}",
            "People ran into the streets of {place} as the ground shook, {who} of the rescue service said.",
        ),
    ),
    (
        (
            "{firm} to cut {n} jobs",
            "{firm} said on Wednesday that it would cut {n} jobs as part of a plan to save costs.",
        ),
        (
            "Union angry as {firm} lays off {n}",
            "{who} of the union called the plan of {firm} to let {n} people go a disgrace.",
        ),
    ),
    (
        (
            "{place} council approves budget",
            "Councillors in {place} approved the budget on Monday evening, with {n} votes in favour.",
        ),
        (
            "Taxes to rise in {place} as budget passes",
            "People in {place} will pay more from April, after {who} won the vote on the budget.",
        ),
    ),
    (
        (
            "{place} United beat {road} Rovers {n} nil",
            "{place} United won by {n} goals on Saturday, their third win in a row.",
        ),
        (
            "{who} strikes twice for {place} United",
            "{who} scored twice as {place} United swept {road} Rovers aside.",
        ),
    ),
    (
        (
            "{firm} recalls {n} cars over brakes",
            "The carmaker {firm} is recalling {n} cars because their brakes may fail, it said on Tuesday.",
        ),
        (
            "Brake fault: {firm} calls cars back",
            "Owners of cars by {firm} should have the brakes looked at, the road agency said.",
        ),
    ),
    (
        (
            "{who} wins {place} mayoral election",
            "{who} was elected mayor of {place} on Sunday with {n} percent of the vote.",
        ),
        ("{place} has a new mayor", "{who} takes over the town hall of {place} after a narrow win."),
    ),
    (
        (
            "{firm} buys {road} for {n} million",
            "{firm} has agreed to buy its rival {road} for {n} million, both said on Monday.",
        ),
        ("{road} goes to {firm}", "The sale of {road} ends months of talks, said {who}, who leads {firm}."),
    ),
    (
        (
            "Train derails near {place}, {n} hurt",
            "{n} people were hurt when a train left the rails near {place} on Thursday morning.",
        ),
        (
            "Passengers tell of crash at {place}",
            "{who}, who sat in front, spoke of a bang before the train came off the rails at {place}.",
        ),
    ),
)
_SYLLABLES: Final = (
    "bar",
    "cor",
    "dun",
    "el",
    "fen",
    "gar",
    "hol",
    "is",
    "kel",
    "lor",
    "mar",
    "nor",
    "os",
    "pel",
    "sel",
    "tor",
    "vel",
    "wen",
)
EVENTS: Final = 8
_HOURS: Final = 6


def rows(seed: int = 11) -> list[Row]:
    """Tell each form of so many events, all within a week, one event after the other and by two outlets."""
    dice = random.Random(seed)
    found = list(_told(dice))
    dice.shuffle(found)
    return [
        Row(
            id=f"form-{place}", time=3600.0 * _HOURS * place / len(FORMS), title=title, text=text, story=story
        )
        for place, (story, title, text) in enumerate(found)
    ]


def _told(dice: random.Random) -> Iterator[tuple[str, str, str]]:
    for number, forms in enumerate(FORMS):
        for event in range(EVENTS):
            slots = {slot: _name(dice) for slot in ("firm", "place", "road")}
            slots |= {"who": f"{_name(dice)} {_name(dice)}", "n": str(dice.randint(2, 90))}
            for form in forms:
                title, text = (part.format(**slots) for part in form)
                yield f"form-{number}-{event}", title, text


def _name(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=dice.choice((2, 3)))).capitalize()


def measure(told: list[Row], text: str) -> dict[str, float]:
    """Return precision, recall and F1 of the stories that the clusterer which ships makes."""
    articles = [article(number, row, text) for number, row in enumerate(told, 1)]
    return b_cubed([str(row.story) for row in told], stream(articles, new_clusterer(None, timed=True)))


def main() -> None:
    """Print the figures of one seed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.forms")
    parser.add_argument("--seed", type=int, default=11)
    told = rows(parser.parse_args().seed)
    print(json.dumps({"articles": len(told)} | {text: measure(told, text) for text in ("lead", "title")}))


if __name__ == "__main__":
    main()
