"""Who said what in a story."""

from __future__ import annotations

import pytest

from tests.stories import material
from tracker.dossier.speech.actors import Actors
from tracker.dossier.speech.attribution import attributions
from tracker.dossier.speech.naming import bare, is_crowd, is_organisation, is_person
from tracker.dossier.speech.statements import statements
from tracker.dossier.speech.tokens import quoted_spans

INTRODUCED = "Ana Ruiz, the director of the ferry agency, opened the new pier on Monday."


def said(*texts: str) -> list[tuple[str, str, bool]]:
    return [(s.actor, s.content, s.direct) for s in material(*texts).statements]


def speakers(*texts: str) -> set[str]:
    return {statement.actor for statement in material(*texts).statements}


@pytest.mark.parametrize(
    ("text", "actor", "content", "direct"),
    [
        ("Ana Ruiz said that the ferry would sail again.", "Ana Ruiz", "the ferry would sail again", False),
        ("Ana Ruiz argues the ferry is too old.", "Ana Ruiz", "the ferry is too old", False),
        ("“The ferry will sail again,” said Ana Ruiz.", "Ana Ruiz", "“The ferry will sail again,”", True),
        ("“The ferry will sail again,” Ana Ruiz said.", "Ana Ruiz", "“The ferry will sail again,”", True),
        ("The ferry, Ana Ruiz said, will sail again.", "Ana Ruiz", "will sail again", False),
        ("The ferry will sail again, according to Ana Ruiz.", "Ana Ruiz", "The ferry will sail again", False),
        ("According to Ana Ruiz, the ferry will sail.", "Ana Ruiz", "the ferry will sail", False),
        ("Ana Ruiz told the council that the ferry is safe.", "Ana Ruiz", "the ferry is safe", False),
        ("Ana Ruiz opposes a new ferry terminal.", "Ana Ruiz", "a new ferry terminal", False),
        ("Ana Ruiz is confident that the ferry will sail.", "Ana Ruiz", "the ferry will sail", False),
        ("The plan was criticised by Ana Ruiz on Monday.", "Ana Ruiz", "The plan", False),
    ],
)
def test_who_said_what_is_found(text: str, actor: str, content: str, *, direct: bool) -> None:
    assert (actor, content, direct) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, the director of the ferry agency, said the pier was closed.",
        "The agency's director, Ana Ruiz, said the pier was closed.",
        "Ana Ruiz, 52, said the pier was closed.",
        "Ana Ruiz, who has led the agency for years, said the pier was closed.",
    ],
)
def test_a_title_or_an_apposition_does_not_hide_the_speaker(text: str) -> None:
    assert speakers(text) == {"Ana Ruiz"}


@pytest.mark.parametrize("short", ["Ruiz", "Ms Ruiz", "Director Ruiz", "Dr. Ruiz"])
def test_short_forms_are_the_same_actor(short: str) -> None:
    assert speakers(INTRODUCED, f"On Friday {short} said the ferry was late.") == {"Ana Ruiz"}


def test_two_people_of_one_surname_stay_apart() -> None:
    names = Actors(material("Ana Ruiz and Carlos Ruiz met at the pier on Monday.").sentences)
    assert names.merged("Ruiz") == "Ruiz"


def test_an_acronym_is_the_organisation_introduced_with_it() -> None:
    found = speakers(
        "The Kessel Port Authority (KPA) owns the pier.", "On Friday the KPA said the pier was closed."
    )
    assert found == {"Kessel Port Authority"}


def test_initials_are_the_one_organisation_that_has_them_in_the_same_article() -> None:
    said = "On Friday the KPA said the pier was closed."
    assert speakers("The Kessel Port Authority owns the pier. " + said) == {"Kessel Port Authority"}
    assert speakers("The Kessel Port Authority owns the pier.", said) == {"KPA"}
    assert speakers("The Kessel Port Authority and the Kessel Pilot Academy met. " + said) == {"KPA"}


def test_a_pronoun_is_who_spoke_last() -> None:
    text = "Ana Ruiz said the ferry was late. She said the crew had done nothing wrong."
    assert ("Ana Ruiz", "the crew had done nothing wrong", False) in said(text)


def test_a_pronoun_that_could_be_two_people_is_left_out() -> None:
    text = "Ana Ruiz met Jonas Lund at the pier. She said the ferry was late."
    assert said(text) == []


def test_a_pronoun_does_not_reach_into_another_article() -> None:
    assert speakers("Ana Ruiz said the ferry was late.", "She said the crew had done nothing wrong.") == {
        "Ana Ruiz"
    }
    assert len(said("Ana Ruiz said the ferry was late.", "She said the crew had done nothing wrong.")) == 1


def test_a_quotation_that_goes_on_belongs_to_who_began_it() -> None:
    text = "“The ferry will sail,” said Ana Ruiz. “Nobody has to wait any longer.”"
    assert ("Ana Ruiz", "“Nobody has to wait any longer.”", True) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Wire reported that the ferry was late.",
        "The ferry was late, according to Coast Daily.",
        "Critics of Ana Ruiz said that the ferry was late.",
        "The head of the Meridian Institute said that the ferry was late.",
        "Officials said that the ferry was late.",
    ],
)
def test_outlets_and_people_without_a_name_do_not_speak(text: str) -> None:
    assert speakers(text, "A second article to have two outlets.") == set()


def test_an_outlet_that_is_told_something_is_not_the_speaker() -> None:
    assert speakers("Ana Ruiz told Coast Daily that the ferry was late.") == {"Ana Ruiz"}


def test_a_spokeswoman_speaks_for_her_organisation() -> None:
    assert speakers("A spokeswoman for the Meridian Institute said the ferry was late.") == {
        "Meridian Institute"
    }


def test_contents_stand_in_their_sentence() -> None:
    text = f"{INTRODUCED} “The ferry,” she said, “will sail.” Jonas Lund wants a new pier, Ruiz added."
    for statement in material(text).statements:
        assert statement.content in statement.sentence.text
        assert statement.cue in statement.sentence.text


def test_spans_point_into_the_text() -> None:
    text = "Rain fell. Ana Ruiz said that the ferry was late."
    (found,) = attributions(text, [(0, 10), (11, len(text))])
    assert found.source
    assert text[slice(*found.source)] == "Ana Ruiz"
    assert text[slice(*found.cue)] == "said"
    assert [text[slice(*span)] for span in found.content] == ["the ferry was late"]


def test_a_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    text = "“It was late.\n\nRain fell."
    assert quoted_spans(text) == [(0, text.index("\n"))]


def test_names_lose_titles_and_possessives() -> None:
    assert bare("Ms Ruiz's") == "Ruiz"
    assert bare("the Harbour Ministry") == "Harbour Ministry"
    assert bare("Justice Department") == "Justice Department"


def test_no_sentences_give_no_statements() -> None:
    assert statements((), ()) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ministry under former President Ana Ruiz backed the pier.", set()),
        ("Letters from people of Upper Aldan and Little Merrow said it leaked.", set()),
        ("A judge in Aldan, Merrow has warned that the pier leaks.", set()),
        ("The news agency Nordfax said the pier was closed.", set()),
        ("Coast Radio's Ana Ruiz says the pier is closed.", set()),
        ("The Kessel Institute's director, Ana Ruiz, said it was closed.", {"Ana Ruiz"}),
        ("The pier leaks, said the port's captain Ana Ruiz.", {"Ana Ruiz"}),
        ("Ana Ruiz and Jonas Lund said the pier was closed.", {"Ana Ruiz", "Jonas Lund"}),
    ],
)
def test_the_head_of_a_source_speaks_and_no_other_name_in_it(text: str, speaker: set[str]) -> None:
    assert speakers(text) == speaker


def test_officials_of_somebody_are_not_that_somebody() -> None:
    text = "Mr. Ruiz came home on Monday. Ruiz officials said the pier was closed."
    assert speakers(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz continued the walk along the pier.",
        "Ana Ruiz ignored a campaign against the pier.",
        "Ana Ruiz published the plan, showing that the pier leaks.",
    ],
)
def test_what_somebody_does_is_no_statement(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        ("Mike Thorsby", "Michael Thorsby", "Michael Thorsby"),
        ("Ana M. Ruiz", "Ana Ruiz", "Ana M. Ruiz"),
        ("Heydar Alishan", "Heidar Alishan", "Heidar Alishan"),
        ("Rear Adm. Ana Ruiz", "Ana Ruiz", "Ana Ruiz"),
        ("Lieutenant-Colonel Ana Ruiz", "Ana Ruiz", "Ana Ruiz"),
        ("House Minority Leader Ana Ruiz", "Ana Ruiz", "Ana Ruiz"),
        ("World Harbour Organisation", "World Harbour Organization", "World Harbour Organization"),
    ],
)
def test_spellings_of_one_actor_are_merged(one: str, other: str, merged: str) -> None:
    texts = (
        f"On Friday {one} said it leaked.",
        f"Boats sank in the storm, and {other} warned of more. In May {merged} agreed.",
    )
    assert speakers(*texts) == {merged}


def test_names_that_one_article_tells_apart_stay_apart() -> None:
    text = "On Friday Katrin Hollander said it leaked. On Friday Katrin Hollanden said it did not."
    assert speakers(text) == {"Katrin Hollander", "Katrin Hollanden"}


def test_a_name_that_ends_like_a_fuller_one_is_that_one() -> None:
    texts = ("On Friday Jack Del Rio said it leaked.", "On Friday Del Rio said it still leaked.")
    assert speakers(*texts) == {"Jack Del Rio"}


def test_a_middle_initial_makes_no_organisation() -> None:
    assert is_person("Ana R. Ruiz")
    assert not is_organisation("Ana R. Ruiz")
    assert is_organisation("HPA")


@pytest.mark.parametrize("name", ["Republicans", "Exiled Tibetans", "World Champion", "Labour voters"])
def test_a_crowd_is_told_from_an_actor(name: str) -> None:
    assert is_crowd(name)
    assert not is_crowd("Harbour Board")
