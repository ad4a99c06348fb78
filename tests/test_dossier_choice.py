from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ferry import FERRY, LATER, cited
from tracker.dossier.choice.choose import ALIKE, adds, firm, likeness, stateable
from tracker.dossier.choice.concepts import BUDGET, Concepts
from tracker.dossier.choice.consequence import FAIR, HINTED, long_ago, stakes
from tracker.dossier.choice.leaning import foreign, leans, strange
from tracker.dossier.material import Sentence, gather
from tracker.dossier.reading.boilerplate import boilerplate
from tracker.dossier.reading.readable import readable
from tracker.dossier.what import what
from tracker.model import Dossier
from tracker.text.words import words

SANK = "The ferry Marigold sank at its berth in Port Avel on Monday, and 12 people were taken to hospital."


def told(*texts: str) -> tuple[Sentence, ...]:
    """Give the sentences of one article, after an opening of its own."""
    return gather([cited(1, " ".join((SANK, *texts)))]).sentences[1:]


def only(text: str) -> Sentence:
    (sentence,) = told(text)
    return sentence


@pytest.mark.parametrize(
    "notice",
    [
        "Sign up for our weekly newsletter on ferries and harbours.",
        "Subscribe to our island edition to read on every day.",
        "Read more about the harbour of Port Avel on our pages.",
        "Follow Ilse Brandt on Mastodon for news from the harbour.",
        "Additional reporting by Tove Lindqvist and Lene Faro.",
        "Lene Faro on Gull Island contributed to this report.",
        "This article was amended on 5 May because a name was wrong.",
        "To contact the editor responsible for this story, write a letter.",
        "Tove Lindqvist is a shipping reporter for the Avel Observer.",
        "A view of the harbour of Port Avel after the ferry had gone down.",
        "Map of Gull Island with the place where the ferry sank: Divers searched it on Monday.",
        "For the history of the old harbour see page 19 of the report.",
        "The widow and the friends of the captain react before the court in Port Avel on 5 May 2026.",
        "The widow and the friends of the captain react before the court in Port Avel May 5, 2026.",
        "Divers inspect the hull of the ferry Marigold in Port Avel on Tuesday, May 5, 2026.",
        "Mechanic Tove Lindqvist (L) shakes hands with the mayor at the old quay.",
        "Two of the crew pose for a picture beside the raised ferry Marigold.",
        "Photo by Lene Faro from the lighthouse of Gull Island.",
        "Please turn on JavaScript in order to see the timetable.",
        "Note: The timetable of the ferries holds until the end of June.",
        "By Ilse Brandt and Tove Lindqvist in Port Avel on Monday.",
        "By Ilse K. Brandt, Special to AON A crane lifted the ferry from the harbour.",
        "You must have Flash Player 8 installed in order to see the ferry sink.",
        "The editor may edit your comments before they are put on this page.",
        "Office of the Press Secretary The mayor of Port Avel opens a new quay.",
    ],
)
def test_what_belongs_to_the_page_is_no_news(notice: str) -> None:
    assert boilerplate(notice)
    assert not readable(notice)


@pytest.mark.parametrize(
    "news",
    [
        "The ferry company lost 4,000 subscribers to its season ticket.",
        "Pupils on Gull Island read more books than those of Port Avel.",
        "Islanders may sign up for the new health plan from June on.",
        "Avel Lines plans to donate the old ferry to a museum.",
        "The harbour law was first published in 1911 and never changed.",
        "A bill sponsored by Senator Oda Rehn would close the old quay.",
        "The flood contributed to the decline of the fish market.",
        "Share prices of Avel Lines fell by 4 per cent on Tuesday.",
        "Bakers on Gull Island sold 900 cookies to stranded passengers.",
        "Divers inspect every ferry of the fleet before it may sail, the board said on Tuesday.",
        "Traders react to the closing of the fish market with a strike on Tuesday.",
        "The island’s map of reefs was drawn in 1911 and never changed.",
        "Avel Lines still plans to hold a vote on the new ferry on Thursday.",
    ],
)
def test_news_with_the_words_of_a_notice_stays_news(news: str) -> None:
    assert not boilerplate(news)
    assert readable(news)


@pytest.mark.parametrize(
    "sentence",
    [
        "US officials said on Monday that the ferry would be raised.",
        "WHO doctors said on Monday that nobody had been poisoned.",
        "IT workers of Avel Lines found the timetable gone.",
        "Avelland is lifting most of its limits on ferries, Governor Oda Rehn said.",
    ],
)
def test_an_acronym_is_no_pronoun_and_a_state_is_singular(sentence: str) -> None:
    assert readable(sentence)


def test_hostile_text_costs_boilerplate_little() -> None:
    for rubbish in ("A look " * 20_000, "in this " * 20_000, "(" * 50_000, "is a " * 20_000):
        assert boilerplate(rubbish) in {True, False}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The cause of the leak in the stern door is unknown, Brandt said.", False),
        ("Avel Lines did not immediately respond to a request for comment.", False),
        ("Rehn laid a wreath at the Tomb of the Unknown Sailor on Monday.", True),
        ("A nuclear engineer of Avel Lines looked at the pumps on Monday.", True),
    ],
)
def test_what_nobody_knows_is_no_claim(text: str, *, says: bool) -> None:
    assert stateable(only(text)) is says


@pytest.mark.parametrize(
    "text",
    [
        "The 69-year-old captain and harbour pilot was taken to Gull Island.",
        "The engineers from that yard told Avel Lines to close it.",
        "Avel Lines turned its crane to the spot an hour later.",
        "Brandt also asked for a second inspection of the quay.",
        "Readers of Gull Island have written to us about Avel Lines.",
        "Closed doors at Avel Lines were measured on that quay.",
        "Later, Avel Lines sold the old crane to Gull Island.",
    ],
)
def test_what_leans_on_the_sentence_before_is_told(text: str) -> None:
    assert leans(only(text))


def test_our_in_a_quotation_does_not_lean() -> None:
    assert not leans(only("“We lost our boats,” said Ilse Brandt of Port Avel."))


def test_leaning_sentences_go_where_enough_stand_firmly() -> None:
    firmly = told(
        *(f"Inspector Bo Lind of Avel found {n} loose bolts in door {n} of Marigold." for n in range(2, 11))
    )
    leaning = only("Brandt also asked for a second inspection of the quay.")
    assert leaning not in firm([*firmly, leaning])
    assert leaning in firm([*firmly[:3], leaning])


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("The closure could lead to a shortage of bread on the island.", True),
        ("The accident is the deadliest in the harbour since 1978.", True),
        ("The closure would leave 900 commuters without a way to work.", True),
        ("The captain faces up to nine years in prison.", True),
        ("Some 900 islanders are in urgent need of bread.", True),
        ("The storm has driven up insurance costs, and prices of fish too.", True),
        ("The haul of herring is the largest such catch in the bay.", True),
        ("The fine could have a lasting impact on Avel Lines.", True),
        ("Closed gates would raise the river at Hale by 31 centimetres.", True),
        ("Without a new pump, the island would lie dry in August.", True),
        ("The blaze caused widespread evacuations along the quay.", True),
        ("The fate of the ferry hinges on a vote of the islanders.", True),
        ("The storm hit the harbour for the first time in a decade.", True),
        ("The ruling brings the yard closer to collapse.", True),
        ("The order, a decision that suspends two timetables, came late.", True),
        ("The fire tore through the quay, leaving 40 families without a roof.", True),
        ("The vote cements the council’s control of the harbour.", True),
        ("The mast fell, meaning the crew will miss the final race.", True),
        ("Brandt would be the first, as she will be the first woman to lead the board.", True),
        ("Why it matters: The ferry is the only way off the island.", True),
        ("The leak laid bare the depth of the rift in the board.", True),
        ("Experts warned that the wall would crack in a dry summer.", True),
        ("The news adds to fears about the price of fish.", True),
        ("The captain knew how a new rudder would affect the ferry.", False),
        ("Brandt warned the crew of the old rocks.", False),
        ("Avel Lines lost the match, an 88-72 setback to Hale.", False),
        ("The yard will push out a new ferry for the feast.", False),
        ("Rehn threatens to veto the plan.", False),
        ("The captain will leave at the end of June.", False),
        ("The captain did not understand the consequences of his actions.", False),
        ("Rehn threatened to move out of the old town hall.", False),
        ("The law names any work that could harm a seal.", False),
        ("The hall was one of the first houses to be built here.", False),
        ("The board is not likely to harm anybody.", False),
        ("The ruling is a major blow to the owners of the ferry.", True),
        ("Doctors warned that the closure would put the lives of patients at risk.", True),
        ("The mayor said the cake could help the party.", False),
        ("Brandt warned the captain on Monday.", False),
        ("The review was the first honest number in six years.", False),
    ],
)
def test_stakes_need_a_plain_word_of_consequence(text: str, *, matters: bool) -> None:
    assert (stakes(text) > 0) is matters


def test_a_hint_is_worth_less_than_a_plain_consequence() -> None:
    assert 0 < stakes("The ferry could help the patients of Gull Island.") == HINTED
    assert stakes("The closure could cost the patients of Gull Island their lives.") > 2 * HINTED


def test_what_only_measures_the_news_is_plain_but_less_than_a_consequence() -> None:
    measure = stakes("The storm hit the harbour for the first time in a decade.")
    assert HINTED < measure == FAIR < stakes("The storm could cost the harbour its pilots.")


def test_what_was_long_ago_is_told_by_its_year() -> None:
    assert long_ago("In 1978 a storm left hundreds homeless on Gull Island.", 2026)
    assert not long_ago("The storm is the worst since 1978, and of May 2025 too.", 2026)
    assert not long_ago("The storm is the worst since the flood of the old town in 1978.", 2026)


def test_stakes_cost_little_on_hostile_text() -> None:
    for rubbish in (
        *(
            "without a, b ",
            "would cut a ",
            "first a-",
            "in any x ",
            "caused a ",
            "rais",
            "warned a ",
            "a the ",
        ),
        *("means a ", "moves a’s ", "lays bare a ", "shares a, b ", "puts a ", "loss of a ", ", leaving a "),
    ):
        assert stakes(rubbish * 9_000) >= 0


def test_a_question_without_its_mark_and_a_note_in_brackets_are_no_claims() -> None:
    assert not stateable(only("What does it say about Avel Lines that nobody closed the door."))
    assert not stateable(only("[See the drawings of Avel Lines on the quay of Port Avel.]"))
    assert stateable(only("What Avel Lines wants is a ferry with a door that closes."))


def test_a_mere_surname_that_no_title_has_is_strange() -> None:
    text = (
        "Ilse Brandt runs the harbour of the town. Brandt closed the harbour on Monday night. "
        "Tove Lindqvist and Brandt met at the harbour on Tuesday."
    )
    material = gather([cited(1, text)])
    assert [strange(sentence, material) for sentence in material.sentences] == [False, True, True]
    known = gather([cited(1, text, "Brandt closes the harbour of Port Avel")])
    assert not any(strange(sentence, known) for sentence in known.sentences)


def test_what_a_digest_opens_with_is_foreign_and_not_the_state_of_play() -> None:
    votes = "The people of Norland are preparing to vote on whether to leave the League of Islands."
    digest = f"{votes} {votes} {SANK}"
    material = gather([*FERRY, cited(9, digest, "Ferry Marigold: what we know", day=9)])
    of_digest = [sentence for sentence in material.sentences if sentence.number == 9]
    assert [foreign(sentence, material) for sentence in of_digest] == [True, True, False]
    assert votes not in [claim.text for claim in what(material, None, 1)]
    last = replace(Dossier("Ferry sinks"), what=what(gather(FERRY), None, 1), sources=gather(FERRY).sources)
    assert votes not in [claim.text for claim in what(material, last, 2)]


def test_sentences_that_only_name_the_same_are_not_alike() -> None:
    named = "Ilse Brandt of the Sea Safety Board in Port Avel"
    one, two = told(f"{named} resigned on Friday.", f"{named} praised a baker.")
    assert likeness(one, two) < ALIKE


def test_a_plan_and_what_came_of_it_are_not_alike() -> None:
    plan, deed = told(
        "A crane will lift the ferry Marigold from the harbour on 11 May.",
        "A crane lifted the ferry Marigold from the harbour on 11 May.",
    )
    assert likeness(plan, deed) < ALIKE


def test_a_sentence_adds_nothing_when_others_say_it_together() -> None:
    one, two, both = told(
        "Divers found the stern door of the ferry open.",
        "Mechanics had warned the owners of a leak in spring.",
        "Divers found the stern door open, and mechanics had warned the owners of a leak.",
    )
    assert adds(two, [one])
    assert not adds(both, [one, two])


def test_the_best_set_is_short_says_most_and_repeats_nothing() -> None:
    material = gather(FERRY)
    pool = [sentence for sentence in material.sentences if stateable(sentence)]
    chosen = Concepts(material, 3.0).best(pool, 3)
    assert 1 < len(chosen) <= 3
    assert sum(len(words(sentence.text)) for sentence in chosen) <= BUDGET
    assert len({sentence.text for sentence in chosen}) == len(chosen)
    assert Concepts(material, 3.0).best(pool[::-1], 3) == chosen


def test_a_set_from_two_sources_is_worth_more_than_the_same_from_one() -> None:
    second = "Divers of the Sea Safety Board found the stern door of the ferry Marigold open."
    one = gather([cited(1, f"{SANK} {second}"), cited(2, f"{SANK} {second}", day=0.1)])
    first, other = (next(s for s in one.sentences if s.text == text) for text in (SANK, second))
    apart = gather([cited(1, SANK), cited(2, second)])
    assert Concepts(one, 3.0).worth([first, other]) > 0
    assert Concepts(apart, 3.0).worth(apart.sentences) > Concepts(apart, 3.0).worth(apart.sentences[:1])


def test_what_many_say_weighs_more_than_what_one_says() -> None:
    alone = "A painter from Gull Island has drawn the lighthouse in the colours of autumn for a calendar."
    material = gather(
        [cited(1, SANK), cited(2, f"{alone} {SANK}"), cited(3, f"Rain fell on Gull Island. {SANK}")]
    )
    concepts = Concepts(material, 3.0)
    by_text = {sentence.text: concepts.worth([sentence]) for sentence in material.sentences}
    assert by_text[SANK] > by_text[alone]


def test_a_rewording_of_what_stands_displaces_nothing() -> None:
    first = gather(FERRY)
    last = replace(Dossier("Ferry sinks"), what=what(first, None, 1), sources=first.sources)
    again = cited(
        4, "At its berth in Port Avel the ferry Marigold sank on Monday and 12 went to hospital.", day=4
    )
    now = what(gather([*FERRY, again]), last, 2)
    assert [claim.text for claim in now] == [claim.text for claim in last.what]


def test_not_all_claims_come_from_one_new_article() -> None:
    numbers = {number for claim in what(gather(FERRY + LATER), None, 1) for number in claim.citations}
    assert len(numbers) > 1
