"""Articles on invented matters for the tests of the clusterer, and the stream they come in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.model import Article, Placement

if TYPE_CHECKING:
    from tracker.cluster import Clusterer

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
