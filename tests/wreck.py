"""A matter that begins as two stories: only what comes later shows that they are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.library import COAST, INLAND, WIRE

if TYPE_CHECKING:
    from tests.library import Newsroom

AGROUND = (
    WIRE,
    "Ferry Halma aground off Skarn island",
    (
        "The ferry Halma ran aground on a reef off Skarn island early on Tuesday with 140 people on "
        "board. The coast guard said nobody was hurt."
    ),
)
ASHORE = (
    COAST,
    "Passengers brought ashore in lifeboats after night on rocks",
    (
        "Passengers of the stranded Halma were brought ashore in lifeboats after a night on the rocks. "
        "The captain, Ivo Lund, said the radar had failed."
    ),
)
BLAMED = (
    INLAND,
    "Captain of ferry Halma blames radar for grounding off Skarn island",
    (
        "Ivo Lund, captain of the ferry Halma, blames a failed radar for the grounding on the reef off "
        "Skarn island. Passengers were brought ashore in lifeboats after a night on the rocks, the "
        "coast guard said."
    ),
)
INQUIRY = (
    WIRE,
    "Ivo Lund, captain of ferry Halma, to face inquiry into failed radar",
    (
        "Captain Ivo Lund will face an inquiry into why the radar failed on the ferry Halma, which ran "
        "onto rocks off Skarn island. Passengers spent a night on the rocks before lifeboats brought "
        "them ashore."
    ),
)


def tell(room: Newsroom, *articles: tuple[str, str, str]) -> int:
    """Publish articles one by one, polling after each; return how many stories were united in all."""
    united = 0
    for article in articles:
        room.publish(*article)
        united += room.poll(hours=3).united
    return united
