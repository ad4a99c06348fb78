from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.ferry import FERRY, cited
from tracker.dossier.choice.agreement import supporters, updates
from tracker.dossier.material import gather, plain_title
from tracker.dossier.reading.copies import copies
from tracker.dossier.reading.readable import readable, without_dateline
from tracker.model import TAKEN

if TYPE_CHECKING:
    from tracker.dossier import Cited

WIRE = (
    "The council of Port Avel voted on Tuesday to close the old fish market after an inspection found that "
    "its roof could fall. Traders said they had been given three weeks to leave the hall. "
    "The mayor, Oda Rehn, promised a tent on the quay until a new hall is built in two years."
)


def test_sentences_keep_number_position_and_day_of_their_article() -> None:
    sentences = gather(FERRY).sentences
    second = [sentence for sentence in sentences if sentence.number == 2]
    assert [sentence.position for sentence in second] == list(range(len(second)))
    assert {sentence.published for sentence in second} == {FERRY[1].article.published}


def test_dates_are_resolved_against_the_day_of_publication() -> None:
    first = gather(FERRY).sentences[0]
    assert first.dates == ("2026-05-04",)


def test_the_order_of_articles_does_not_matter() -> None:
    assert gather(FERRY) == gather(tuple(reversed(FERRY)))


def test_a_wire_copy_brings_no_sentences_and_names_its_original() -> None:
    copy = cited(
        9, "PORT AVEL — " + WIRE.replace("three weeks", "just three weeks"), outlet="Island Post", day=1
    )
    material = gather([cited(2, WIRE), copy])
    assert [source.copy_of for source in material.sources] == [None, 2]
    assert {sentence.number for sentence in material.sentences} == {2}


def test_a_copy_with_a_new_figure_brings_only_that_sentence() -> None:
    update = WIRE.replace("three weeks", "two weeks") + " Some 140 stalls stand in the hall."
    material = gather([cited(1, WIRE), cited(2, update, day=1)])
    assert material.sources[1].copy_of == 1
    assert [sentence.text for sentence in material.sentences if sentence.number == 2] == [
        "Traders said they had been given two weeks to leave the hall.",
        "Some 140 stalls stand in the hall.",
    ]


def test_reports_written_apart_are_no_copies() -> None:
    assert copies(FERRY) == {}


def test_a_copy_of_a_copy_names_the_first() -> None:
    assert copies([cited(number, WIRE) for number in (3, 1, 7)]) == {3: 1, 7: 1}


def test_a_longer_article_that_holds_a_short_one_is_no_copy() -> None:
    longer = WIRE + " " + FERRY[0].article.text + " " + FERRY[2].article.text
    assert copies([cited(1, WIRE), cited(2, longer)]) == {}


WHOLE = (
    WIRE + " The hall was built in 1911 and last repaired after the storm of 1978. Inspectors from the "
    "harbour office climbed into the roof on Friday and found that four of its nine trusses had rusted "
    "through. Some 140 stalls stand under it. “My grandmother sold herring here, and now I am to pack,” "
    "said Lene Faro, who has the stall by the west door. The council has set aside 600,000 crowns for the "
    "tent, and expects the new hall to cost eleven million. Members of the Harbour List voted against the "
    "plan, which they call rushed, and want a second inspection by engineers from outside the town."
)
CUT = WHOLE[: WHOLE.index(" Some 140")]
INTRO = (
    "For people on Sund island the fish market in Port Avel is the nearest place to buy cod, and many take "
    "the morning boat there on Saturdays. They will have to look elsewhere from next month. "
)
APART = (
    "Traders in Port Avel must leave the old fish market within three weeks, after the council voted on "
    "Tuesday to close it. “My grandmother sold herring here, and now I am to pack,” said Lene Faro, who has "
    "the stall by the west door. Oda Rehn, the mayor, promised a tent on the quay. The roof of the hall, "
    "which dates from 1911, is rusted: inspectors found four of nine trusses eaten through. The Harbour "
    "List voted against and asks for another inspection. The new hall is to cost eleven million."
)
NOTICE = WIRE[: WIRE.index(" Traders")]
SPOKEN = (
    "“My grandmother sold herring here, and now I am to pack in three weeks, and nobody has told me where I "
    "shall put my ice and my boxes in the meantime,” said Lene Faro, "
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (WHOLE, CUT),
        (CUT, WHOLE),
        (WHOLE, INTRO + WHOLE),
        (INTRO + WHOLE, WHOLE),
        (WHOLE, "PORT AVEL, 6 May (Harbour Wire) — " + CUT),
        ("PORT AVEL, 6 May (Harbour Wire) — " + WHOLE, CUT),
        (WHOLE, INTRO + CUT),
    ],
    ids=["cut", "cut first", "local intro", "local intro first", "dateline", "dateline first", "intro, cut"],
)
def test_one_wire_text_in_different_lengths_is_one_source(first: str, second: str) -> None:
    assert copies([cited(1, first), cited(2, second, outlet="Island Post")]) == {2: 1}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (WHOLE, APART),
        (APART, WHOLE),
        (NOTICE, f"{NOTICE} {APART}"),
        (SPOKEN + "a trader.", SPOKEN + "who sells herring. " + INTRO),
        (SPOKEN + "a trader. " + INTRO, SPOKEN + "whose stall is by the west door."),
    ],
    ids=["same facts", "same facts, longer", "a notice taken over", "same quotation", "quotation shorter"],
)
def test_reports_that_share_facts_a_notice_or_a_quotation_are_no_copies(first: str, second: str) -> None:
    assert copies([cited(1, first), cited(2, second, outlet="Island Post")]) == {}


SUMMARY = WIRE[: WIRE.index(" The mayor")]


def from_page(number: int, text: str) -> Cited:
    found = cited(number, text, outlet="Island Post")
    return replace(found, article=replace(found.article, page=TAKEN))


@pytest.mark.parametrize("before", ["", "PORT AVEL, 6 May (Harbour Wire) — ", "Market hall must go.\n\n"])
def test_a_page_s_whole_text_and_the_summary_that_another_feed_gave_of_it_are_one_source(before: str) -> None:
    assert copies([cited(1, SUMMARY), from_page(2, before + WHOLE)]) == {2: 1}
    assert copies([from_page(1, before + WHOLE), cited(2, SUMMARY)]) == {2: 1}
    assert copies([from_page(1, before + WHOLE), from_page(2, WHOLE)]) == {2: 1}


def test_a_page_that_tells_of_the_same_in_its_own_words_or_quotes_a_notice_late_is_no_copy() -> None:
    assert copies([cited(1, SUMMARY), from_page(2, APART)]) == {}
    assert copies([cited(1, SUMMARY), from_page(2, f"{APART} {INTRO * 2} {SUMMARY} {APART[::-1]}")]) == {}


def test_short_texts_with_the_same_words_are_copies() -> None:
    assert copies([cited(1, "", "Ferry sinks in harbour"), cited(2, "", "Ferry sinks in harbour")]) == {2: 1}


def test_an_article_without_text_speaks_through_its_title() -> None:
    material = gather([cited(1, "", "Ferry Marigold sinks at its berth in Port Avel")])
    assert [(s.text, s.readable) for s in material.sentences] == [
        ("Ferry Marigold sinks at its berth in Port Avel", True)
    ]


def test_the_outlet_is_cut_from_a_title() -> None:
    assert plain_title(FERRY[2].article) == "Avel Lines was warned of leaking door, letter shows"


def test_a_dash_in_a_title_that_names_no_outlet_stays() -> None:
    title = "Marigold - the ferry that nobody checked"
    assert plain_title(cited(1, "", title).article) == title


def test_terms_that_more_outlets_use_weigh_more() -> None:
    weights = gather(FERRY).weights
    assert weights["marigold"] > weights["door"] > weights["diver"]


def test_another_language_is_told_from_english() -> None:
    german = "Die Fähre sank am Montag im Hafen, und zwölf Menschen wurden in ein Krankenhaus gebracht. " * 2
    assert not gather([cited(1, german, "Fähre sinkt im Hafen")]).english


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry Marigold sank at its berth in Port Avel on Monday.",
        "“Nobody was below deck when the water came in,” Brandt said.",
        "Ilse Brandt said that she had warned the company twice.",
        "In her first interview since the vote, Mara Venn said the ferry would sail again.",
        "Both the mayor and the harbour master want a new ferry.",
        "Both islanders and tourists want a new ferry to Port Avel.",
        "By his own account, Lund had warned the company of the leak.",
        "In Port Avel, where he was born, the captain is still liked.",
        "When prices rose in spring, they hit the islanders hardest.",
        "Rehn (the mayor of Port Avel) wants to close the market (built in 1911).",
    ],
)
def test_a_whole_sentence_is_readable(sentence: str) -> None:
    assert readable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the ferry had been leaking since March.",
        "However, the ferry Marigold sank at its berth on Monday.",
        "It’s the second time that the ferry has sunk this year.",
        "Meanwhile, divers looked at the stern door of the ferry.",
        "Sign up for our newsletter to get the news of Port Avel every day.",
        "Image: the ferry Marigold at its berth in Port Avel.",
        "By Ilse Brandt and Tove Lindqvist in Port Avel on Monday.",
        "The ferry Marigold sank at its berth in Port Avel on",
        "The ferry Marigold sank at its berth in Port Avel …",
        "“The ferry Marigold sank at its berth in Port Avel.",
        "Ferry sank on Monday.",
        "“The door was open and the water came in very fast.”",
        "“The door was open and the water came in,” he said.",
        "THE FERRY MARIGOLD SANK AT ITS BERTH IN PORT AVEL.",
        "Avel Lines repaired it in two days in the yard of Port Avel.",
        "No ferry line came near it on the index of late arrivals.",
        "Without the second, the ferry could not reach the harbour of Port Avel.",
        "Without it, families on Gull Island would have no way to the hospital.",
        "With folded hands, he called for the return of the ferry Marigold.",
        "In 2011, she became the first woman to sail a ferry to Gull Island.",
        "Along with the other case, it forms part of a campaign against old ferries.",
        "Both cases are part of the harbour office’s campaign against old ferries and their owners.",
        "Speaking of Lund, he will be back on the bridge of the Marigold on Monday.",
        "(For the history of the harbour see page 19 of the report on ferries.)",
        "The mayor moved the traders to a tent in , according to the harbour office.",
    ],
)
def test_what_cannot_stand_alone_is_not_readable(sentence: str) -> None:
    assert not readable(sentence)


@pytest.mark.parametrize(
    "dateline", ["PORT AVEL — ", "PORT AVEL, May 3 (Coast Wire) — ", "Avel (CW) - ", "(CW) — ", "LONDON - "]
)
def test_a_dateline_is_cut(dateline: str) -> None:
    assert without_dateline(dateline + "The ferry sank.") == "The ferry sank."


@pytest.mark.parametrize(
    "posted",
    [
        *(
            "13.40 (09.40) ",
            "MAY 5, 2026, 8: 12 PM ",
            "Tuesday 5 May 2026 17.05 GMT ",
            "Avel (AON)",
            "AVEL ―",
        ),
        "Published: Tuesday, May 5 2026 9:14 a. m. EST ",
    ],
)
def test_when_a_text_was_posted_is_cut(posted: str) -> None:
    assert without_dateline(posted + "The ferry sank.") == "The ferry sank."


@pytest.mark.parametrize(
    "sentence", ["Around 12.30 Rehn saw it.", "The 10:30 Express left.", "May 5 was cold."]
)
def test_a_clock_that_is_part_of_a_sentence_stays(sentence: str) -> None:
    assert without_dateline(sentence) == sentence


@pytest.mark.parametrize(
    "rest",
    ["Harbour master Ilse Brandt of Port Avel asked.", "Captain Bo Lind of the Marigold said on Monday."],
)
def test_what_is_left_of_a_quotation_before_cannot_stand_alone(rest: str) -> None:
    assert not readable(rest)
    assert readable(rest[:-1] + " that the harbour was closed at noon.")


def test_an_opening_that_is_no_dateline_stays() -> None:
    sentence = "NATO ships — four of them — left Port Avel on Monday."
    assert without_dateline(sentence) == sentence


def test_the_same_sentence_elsewhere_supports_a_claim() -> None:
    material = gather(FERRY)
    assert supporters(material.sentences[0], material) == (1, 2)


def test_another_figure_or_a_negation_supports_nothing() -> None:
    said = "The ferry Marigold sank in Port Avel and 12 people were taken to the hospital."
    material = gather(
        [
            cited(1, said),
            cited(2, said.replace("12", "15"), title="Fifteen in hospital"),
            cited(3, said.replace("were", "were not"), title="Nobody in hospital"),
        ],
    )
    assert supporters(material.sentences[0], material) == (1,)


def test_newer_figures_for_the_same_bring_a_claim_up_to_date() -> None:
    said = "The ferry Marigold sank in Port Avel and 12 people were taken to the hospital."
    old, new = gather([cited(1, said), cited(2, said.replace("12", "15"), day=1)]).sentences
    assert updates(new, old)
    assert not updates(old, new)
