"""Builders of small stories in our own words, for the tests of the dossier."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tracker.dossier import Cited
from tracker.model import Article

START = datetime(2026, 5, 4, 9, tzinfo=UTC)


def cited(
    number: int,
    text: str,
    title: str = "Ferry sinks at its berth in Port Avel",
    *,
    outlet: str = "Coast Wire",
    day: float = 0,
    via: str = "",
) -> Cited:
    """Make article `number`, published so many days after `START`."""
    moment = START + timedelta(days=day)
    return Cited(
        number,
        Article(
            id=100 + number,
            title=title,
            text=text,
            url=f"https://outlet.example/{number}",
            outlet=outlet,
            published=moment,
            fetched=moment,
            via=via,
        ),
    )


FERRY = (
    cited(
        1,
        "The ferry Marigold sank at its berth in Port Avel on Monday, and 12 people were taken to "
        "hospital.\n\n"
        "Harbour master Ilse Brandt said water had entered through a stern door at about 5 a.m. "
        "“Nobody was below deck when the water came in,” Brandt said.\n\n"
        "The Marigold carries 900 commuters a day between Port Avel and Gull Island. "
        "Without the ferry, families on Gull Island could lose their only way to the hospital.",
    ),
    cited(
        2,
        "Investigators will lift the ferry Marigold from the harbour of Port Avel on 11 May.\n\n"
        "The Sea Safety Board sent four divers to Port Avel on Tuesday to look at the stern door "
        "of the Marigold. "
        "The harbour company Avel Lines runs two other ferries with the same stern door.\n\n"
        "The ferry Marigold sank at its berth in Port Avel on Monday, and 12 people were taken to hospital.",
        title="Divers inspect sunken ferry Marigold",
        outlet="Island Post",
        day=1,
    ),
    cited(
        3,
        "Avel Lines knew in March that the stern door of the ferry Marigold leaked, a letter shows.\n\n"
        "Mechanic Tove Lindqvist warned Avel Lines on 9 March that the door of the Marigold did not close. "
        "Avel Lines said the door was repaired on 20 March. "
        "The Sea Safety Board said it had found no record of a repair.",
        title="Avel Lines was warned of leaking door, letter shows - Avel Observer",
        outlet="Avel Observer",
        day=3,
    ),
)

LATER = (
    cited(
        4,
        "The Sea Safety Board said on Saturday that 14 people were taken to hospital "
        "after the ferry Marigold "
        "sank at its berth in Port Avel.\n\n"
        "Avel Lines stopped its two other ferries on Saturday because their stern doors "
        "are of the same make. "
        "Some 2,300 commuters must now take the coast road, which would mean a detour of 70 kilometres.",
        title="All Avel Lines ferries stopped",
        outlet="Coast Wire",
        day=5,
    ),
    cited(
        5,
        "A crane lifted the ferry Marigold from the harbour of Port Avel on 11 May, and inspectors found the "
        "stern door open by 4 centimetres.\n\n"
        "The Sea Safety Board will publish its report on the Marigold in July.",
        title="Crane lifts the Marigold",
        outlet="Island Post",
        day=7,
    ),
)
