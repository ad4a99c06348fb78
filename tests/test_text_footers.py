from __future__ import annotations

import pytest

from tracker.text.footers import without_footers

TEXT = "The old bridge closes on Monday.\n\nIt will reopen in June."


@pytest.mark.parametrize(
    "footer",
    [
        "The post Old bridge closes appeared first on Harbour Wire.",
        "The post Old bridge closes first appeared on Harbour Wire.",
        "Der Beitrag Alte Brücke schließt erschien zuerst auf Hafenbote.",
        "L’article Le vieux pont ferme est apparu en premier sur Le Port.",
        "La entrada Cierra el puente se publicó primero en El Puerto.",
        "L'articolo Chiude il ponte proviene da Il Porto.",
        "O post A ponte fecha apareceu primeiro em O Porto.",
        "Het bericht De brug sluit verscheen eerst op De Haven.",
        "Continue reading...",
        "Read more →",
        "Continue reading Old bridge closes on Harbour Wire »",
        "Weiterlesen …",
        "submitted by /u/boatman to r/bridges\n[link] [comments]",
        "Bridge closes was originally published in Harbour on Medium, where people are continuing to talk.",
        "Thanks for reading Harbour! Subscribe for free to receive new posts and support my work.",
    ],
)
def test_what_a_program_wrote_below_an_article_is_taken_off(footer: str) -> None:
    assert without_footers(f"{TEXT}\n\n{footer}") == TEXT
    assert without_footers(footer) == ""


@pytest.mark.parametrize(
    "end",
    [
        "The post office appeared to be closed.",
        "Read more books, the minister said. She reads two a week.",
        "He was first on the list.",
        "It was originally published in June.",
        "Submitted by the council, the plan was refused.",
        "The post " + "x" * 700 + " appeared first on Wire.",
    ],
)
def test_what_people_wrote_stays(end: str) -> None:
    assert without_footers(f"{TEXT}\n\n{end}") == f"{TEXT}\n\n{end}"


def test_only_the_last_lines_are_looked_at() -> None:
    text = f"Read more\n\n{TEXT}"
    assert without_footers(text) == text
