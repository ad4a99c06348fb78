from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ferry import FERRY, LATER, cited
from tracker.dossier import Cited
from tracker.dossier.check import check
from tracker.dossier.extractive import ExtractiveEngine
from tracker.dossier.reading.memory import Memory
from tracker.model import Claim, Dossier

EVERYTHING = FERRY + LATER
# Sentences of which arbitrary articles are made; some share facts, some disagree, some can't be used.
SENTENCES = [sentence for article in EVERYTHING for sentence in article.article.text.split("\n\n")] + [
    "Harbour master Ilse Brandt said on Wednesday that 15 people were taken to hospital.",
    "He said it would take weeks.",
    "Will the ferry Marigold ever sail to Gull Island again?",
    "It is not clear whether the stern door of the Marigold was locked.",
    "",
]


def write(articles: tuple[Cited, ...], last: Dossier | None, version: int) -> Dossier:
    return check(ExtractiveEngine().build(articles, last, version), articles)


def said(dossier: Dossier) -> list[Claim]:
    """All the claims of the sections that are chosen sentences."""
    events = [Claim(event.text, event.citations, event.since) for event in dossier.timeline]
    told = [claim for paragraph in dossier.narrative for claim in paragraph]
    return [*dossier.what, *dossier.why_it_matters, *dossier.key_points, *told, *events]


def test_what_is_remembered_of_articles_changes_nothing_that_is_written() -> None:
    last = None
    engine = ExtractiveEngine(Memory(few=1))
    for version in range(1, len(EVERYTHING) + 1):
        known = EVERYTHING[:version]
        remembering = engine.build(known, last, version)
        assert remembering == ExtractiveEngine().build(known, last, version)
        last = remembering


def test_what_another_process_noted_of_articles_changes_nothing_that_is_written() -> None:
    notes: dict[Cited, bytes] = {}
    last = None
    for version in range(1, len(EVERYTHING) + 1):
        known = EVERYTHING[:version]
        engine = ExtractiveEngine(Memory(few=1))
        engine.memory.learn((one, notes[one]) for one in engine.memory.lacking(known) if one in notes)
        recalling = engine.build(known, last, version)
        assert recalling == ExtractiveEngine().build(known, last, version)
        notes |= dict(engine.memory.notes())
        last = recalling
    assert set(notes) == set(EVERYTHING)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Cited, ...]:
    texts = draw(
        st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), min_size=1, max_size=6)
    )
    days = sorted(draw(st.lists(st.integers(0, 9), min_size=len(texts), max_size=len(texts))))
    return tuple(
        cited(
            number,
            "\n\n".join(text),
            title=f"Ferry Marigold, part {number}",
            outlet=f"Outlet {number}",
            day=day,
        )
        for number, (text, day) in enumerate(zip(texts, days, strict=True), 1)
    )


def test_a_dossier_has_all_sources_and_no_claim_is_dropped() -> None:
    dossier = write(EVERYTHING, None, 1)
    assert [source.number for source in dossier.sources] == [1, 2, 3, 4, 5]
    assert dossier.dropped == 0
    assert dossier.what
    assert dossier.key_points
    assert dossier.narrative
    assert dossier.timeline


def test_every_chosen_sentence_stands_in_an_article_it_cites() -> None:
    texts = {article.number: article.article.text for article in EVERYTHING}
    for claim in said(write(EVERYTHING, None, 1)):
        assert any(claim.text in texts[number] for number in claim.citations)


def test_the_same_input_gives_the_same_dossier() -> None:
    assert write(EVERYTHING, None, 1) == write(tuple(reversed(EVERYTHING)), None, 1)


def test_a_new_version_keeps_what_it_keeps_word_for_word_with_its_version() -> None:
    last = write(FERRY, None, 1)
    now = write(EVERYTHING, last, 2)
    old = {claim.text for claim in said(last)}
    assert any(claim.since == 1 for claim in said(now))
    assert all((claim.since == 1) == (claim.text in old) for claim in said(now))


def test_no_articles_leave_the_title() -> None:
    assert ExtractiveEngine().build((), Dossier("Ferry sinks"), 2) == Dossier("Ferry sinks")


@settings(deadline=None, max_examples=60)
@given(stories(), st.integers(1, 6))
def test_a_rebuild_with_nothing_new_gives_the_same_dossier(story: tuple[Cited, ...], first: int) -> None:
    last = write(story[:first], None, 1)
    assert write(story[:first], last, 2) == last
    now = write(story, last, 2)
    assert write(story, now, 3) == now


@settings(deadline=None, max_examples=60)
@given(stories(), st.integers(1, 5))
def test_what_changes_is_supported_by_a_new_article(story: tuple[Cited, ...], first: int) -> None:
    last = write(story[:first], None, 1)
    now = write(story, last, 2)
    new = {article.number for article in story[first:]}
    for section in ("what", "why_it_matters", "key_points", "timeline"):
        old = {entry.text for entry in getattr(last, section)}
        added = [entry for entry in getattr(now, section) if entry.text not in old]
        gone = old - {entry.text for entry in getattr(now, section)}
        assert all(set(entry.citations) & new for entry in added)
        assert len(gone) <= len(added)


@settings(deadline=None, max_examples=30)
@given(stories(), st.data())
def test_after_a_revision_nothing_is_said_that_no_article_says(
    story: tuple[Cited, ...], data: st.DataObject
) -> None:
    last = write(story, None, 1)
    index = data.draw(st.integers(0, len(story) - 1))
    cut = story[index].article.text.split("\n\n")[1:]
    article = replace(story[index].article, text="\n\n".join(cut), revision=2)
    revised = (*story[:index], Cited(story[index].number, article), *story[index + 1 :])
    texts = " ".join(f"{c.article.title} {c.article.text}" for c in revised)
    assert all(claim.text in texts for claim in said(write(revised, last, 2)))


@pytest.mark.parametrize(
    "text",
    [
        "渡轮玛丽戈尔德号周一在港口沉没,十二人被送往医院。调查人员周二检查了船尾门。",
        "Паром «Мариголд» затонул в порту в понедельник, 12 человек попали в больницу.",
        "غرقت العبارة ماريغولد في الميناء يوم الاثنين ونقل 12 شخصا إلى المستشفى.",
        "[/b] \x1b[31m {{ }} %s <script>alert(1)</script>",
        "." * 500,
        "“" * 200,
    ],
)
def test_any_text_gives_a_dossier(text: str) -> None:
    story = (cited(1, text, title=text[:40]), cited(2, f"{text}\n\n{text}", title="Ferry", day=1))
    dossier = write(story, None, 1)
    assert write(story, dossier, 2) == dossier


def test_the_sections_are_those_of_the_model() -> None:
    dossier = write(EVERYTHING, None, 1)
    assert all(getattr(dossier, field.name) is not None for field in fields(dossier))


# What an article that leaves a story may take with it: a question, an answer, a quotation, a shift.
GOING = (
    cited(
        1,
        "Mayor Petra Holm said the Tolmen Bridge would cost 12 million crowns. "
        "It is not clear what caused the crack in the bridge. "
        "“We will not gamble with lives,” Holm said.",
        title="Tolmen Bridge is shut",
        outlet="Outlet 1",
    ),
    cited(
        2,
        "The Road Institute has not said what caused the crack in the bridge over the Tolmen. "
        "“We will not gamble with lives,” Holm said.",
        title="Nobody knows why Tolmen Bridge broke",
        outlet="Outlet 2",
        day=1,
    ),
    cited(
        3,
        "Mayor Petra Holm said the Tolmen Bridge would cost 19 million crowns. "
        "The cause of the crack in the bridge was a faulty weld, the Road Institute concluded.",
        title="A weld broke Tolmen Bridge",
        outlet="Outlet 3",
        day=4,
    ),
)


@pytest.mark.parametrize("gone", GOING, ids=lambda one: str(one.number))
def test_an_article_that_leaves_is_cited_no_more_and_nothing_is_dropped(gone: Cited) -> None:
    last = None
    for version in range(1, len(GOING) + 1):
        last = write(GOING[:version], last, version)
    left = tuple(one for one in GOING if one != gone)
    now = write(left, last, 4)
    assert now.dropped == 0
    assert f"[{gone.number}]" not in "".join(view.evolution.note for view in now.perspectives)
    asked = [number for one in now.open_questions for number in (*one.citations, *one.answered_by)]
    assert gone.number not in asked
    assert any(question.citations for question in now.open_questions)
    assert write(left, now, 5) == now
