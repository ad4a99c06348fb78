"""What holds of dossiers by a language model, whatever the model does."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ferry import FERRY, LATER, cited
from tests.llm_models import FakeModel, unruly
from tests.llm_server import obedient, says
from tests.test_dossier_engine import SENTENCES, said, stories
from tracker.dossier import Cited
from tracker.dossier.check import check
from tracker.dossier.extractive import ExtractiveEngine
from tracker.errors import StoppedError
from tracker.llm.engine import LlmEngine
from tracker.llm.guards import Around, Bounds, Guards, Style
from tracker.llm.page import WORDED
from tracker.llm.ports import ModelError, Prompt, Reply, SchemaRefusedError, SpentError, Usage
from tracker.model import Claim, Dossier

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERYTHING = FERRY + LATER
MODELS = (obedient, unruly, says("I'm sorry, I can't do that."), says({"claims": [], "text": ""}))


def written(
    articles: Sequence[Cited],
    last: Dossier | None = None,
    version: int = 1,
    model: FakeModel | None = None,
    around: Around | None = None,
) -> Dossier:
    return check(LlmEngine(model or FakeModel(), around).build(articles, last, version), articles)


def of_sections(dossier: Dossier, key: str) -> dict[str, Any]:
    return {each.section: getattr(each, key) for each in dossier.account.sections}


def own(dossier: Dossier, articles: Sequence[Cited]) -> list[Claim]:
    """The claims that are in no article word for word: the model's."""
    texts = " ".join(one.article.text for one in articles)
    return [claim for claim in said(dossier) if claim.text not in texts]


def test_a_models_sentences_stand_with_the_articles_that_they_were_made_from() -> None:
    dossier = written(FERRY)
    assert Claim("The ferry Marigold sank at its berth in Port Avel on Monday.", (1,)) in dossier.what
    assert dossier.account.model == "small-one"
    assert of_sections(dossier, "written")["what"] == 3
    assert dossier.account.read == 100 * sum(of_sections(dossier, "requests").values())


def test_the_engines_name_tells_the_model() -> None:
    assert LlmEngine(FakeModel(name="gemma3:4b")).name == "llm gemma3:4b"


# ------------------------------------------------------------ the contract of every engine


@settings(deadline=None, max_examples=25)
@given(stories(), st.integers(1, 6), st.sampled_from(MODELS))
def test_a_rebuild_with_nothing_new_gives_the_same_dossier_and_asks_nothing(
    story: tuple[Cited, ...], first: int, answer: Any
) -> None:
    last = written(story[:first], model=FakeModel(answer))
    now = written(story, last, 2, FakeModel(answer))
    model = FakeModel(answer)
    assert written(story, now, 3, model) == now
    assert model.asked == []


def test_two_sentences_made_from_one_stand_as_long_as_no_news_comes() -> None:
    one = (cited(1, "The ferry Marigold sank in Port Avel on Monday, and 12 people were taken to hospital."),)
    two = (
        Claim("The ferry Marigold sank in Port Avel on Monday.", (1,)),
        Claim("On Monday 12 people were taken to hospital.", (1,)),
    )
    last = replace(written(one), what=two)
    model = FakeModel()
    assert written(one, last, 2, model).what == two
    assert model.asked == []


@settings(deadline=None, max_examples=25)
@given(stories(), st.integers(1, 5), st.sampled_from(MODELS))
def test_what_changes_is_supported_by_a_new_article(
    story: tuple[Cited, ...], first: int, answer: Any
) -> None:
    last = written(story[:first], model=FakeModel(answer))
    now = written(story, last, 2, FakeModel(answer))
    new = {article.number for article in story[first:]}
    for section in ("what", "key_points", "timeline"):
        old = {entry.text for entry in getattr(last, section)}
        added = [entry for entry in getattr(now, section) if entry.text not in old]
        assert all(set(entry.citations) & new for entry in added)


@settings(deadline=None, max_examples=25)
@given(stories(), st.sampled_from(MODELS))
def test_every_sentence_cites_an_article_and_the_check_drops_none(
    story: tuple[Cited, ...], answer: Any
) -> None:
    made = LlmEngine(FakeModel(answer)).build(story, None, 1)
    assert check(made, story) == made
    assert all(claim.citations for claim in said(made))


def test_the_same_input_gives_the_same_dossier() -> None:
    model = FakeModel(unruly)
    assert written(EVERYTHING, model=model) == written(tuple(reversed(EVERYTHING)), model=model)


def test_no_articles_leave_the_title() -> None:
    assert LlmEngine(FakeModel()).build((), Dossier("Ferry sinks"), 2) == Dossier("Ferry sinks")


@pytest.mark.parametrize("text", ["渡轮玛丽戈尔德号周一在港口沉没。", "." * 500, "“" * 200, "[1.1] END {}"])
def test_any_text_gives_a_dossier(text: str) -> None:
    story = (replace_text(FERRY[0], text), replace_text(FERRY[1], f"{text}\n\n{text}"))
    dossier = written(story)
    assert written(story, dossier, 2) == dossier


def replace_text(one: Cited, text: str) -> Cited:
    return Cited(one.number, replace(one.article, text=text, title=text[:30]))


# ------------------------------------------------------------ from version to version


def test_a_new_version_keeps_the_models_sentences_word_for_word() -> None:
    last = written(FERRY)
    now = written(EVERYTHING, last, 2)
    kept = {claim.text: claim.since for claim in own(last, FERRY)}
    still = [claim for claim in own(now, EVERYTHING) if claim.text in kept]
    assert len(still) >= 2
    assert all(claim.since == 1 for claim in still)


def test_where_nothing_is_new_in_a_section_the_model_is_not_asked() -> None:
    last = written(FERRY)
    model = FakeModel()
    written(EVERYTHING, last, 2, model)
    assert len(model.asked) < len(EVERYTHING) + 3
    assert "perspectives" in of_sections(last, "requests")


def test_after_a_revision_a_sentence_that_the_article_says_no_more_is_gone() -> None:
    last = written(FERRY)
    sunk = "The ferry Marigold sank at its berth in Port Avel on Monday."
    assert sunk in {claim.text for claim in said(last)}
    texts = ("The tug Petrel sank off Gull Island.", "Divers looked at the tug Petrel.", "It rained.")
    revised = tuple(replace_text(one, text) for one, text in zip(FERRY, texts, strict=True))
    assert sunk not in {claim.text for claim in said(written(revised, last, 2))}


def test_another_engine_words_what_stands_and_keeps_what_it_says() -> None:
    before = check(ExtractiveEngine().build(FERRY, None, 1), FERRY)
    now = written(FERRY, before, 2)
    assert now.account.model == "small-one"
    assert [claim.citations for claim in now.key_points] == [claim.citations for claim in before.key_points]
    assert own(now, FERRY)
    assert written(FERRY, now, 3) == now


def test_another_engine_lets_each_actor_hold_what_it_held() -> None:
    """Found on the bridge: a new engine said an older stance again, and a reader saw a change of mind."""
    before = check(ExtractiveEngine().build(EVERYTHING, None, 1), EVERYTHING)
    now = written(EVERYTHING, before, 2)
    assert [view.stance.citations for view in now.perspectives] == [
        view.stance.citations for view in before.perspectives
    ]


def test_sentences_of_another_engine_stay_when_news_comes() -> None:
    before = check(ExtractiveEngine().build(FERRY, None, 1), FERRY)
    now = written(EVERYTHING, before, 2)
    alone = check(ExtractiveEngine().build(EVERYTHING, before, 2), EVERYTHING)
    stood = {claim.text for claim in said(before)}
    assert stood & {claim.text for claim in said(now)} == stood & {claim.text for claim in said(alone)}


def test_a_model_that_was_not_to_be_had_is_asked_again_when_the_story_is_written_anew() -> None:
    gone = FakeModel(fault=lambda _: ModelError("The model's server can't be reached."))
    before = written(FERRY, model=gone)
    assert all(each.absent for each in before.account.sections)
    assert written(FERRY, before, 2, gone) == before
    now = written(FERRY, before, 2)
    assert not {each.section for each in now.account.sections if each.absent} & WORDED
    assert own(now, FERRY)


# ------------------------------------------------------------ guardrails


@pytest.mark.parametrize("style", ["write", "shorten", "auto"])
def test_what_the_model_makes_up_is_dropped_and_counted(style: Style) -> None:
    liar = FakeModel(
        says({"claims": [{"citations": ["1.1"], "text": "Ilse Brandt drowned."}], "text": "No."})
    )
    dossier = written(FERRY, model=liar, around=Around(style=style))
    assert own(dossier, FERRY) == []
    assert dossier.dropped > 0
    assert style != "write" or all(each.replaced for each in dossier.account.sections)
    alone = check(ExtractiveEngine().build(FERRY, None, 1), FERRY)
    assert replace(dossier, account=alone.account, dropped=0) == alone


def test_a_model_that_can_not_write_is_trusted_with_single_sentences_from_then_on() -> None:
    def small(asked: Any) -> str:
        return obedient(asked) if asked.keys == ["text"] else "I am a small model."

    model = FakeModel(small)
    dossier = written(FERRY, model=model)
    whole = [prompt for prompt in model.asked if '"claims"' in prompt.schema]
    assert len(whole) == 2
    assert "The ferry Marigold sank at its berth in Port Avel on Monday." in {c.text for c in said(dossier)}


def test_an_answer_that_fails_is_asked_for_again_with_what_was_wrong() -> None:
    wrong = {"claims": [{"citations": ["1.1"], "text": "The ferry Marigold sank in Lisbon on Monday."}]}
    model = FakeModel(lambda asked: obedient(asked) if "can't be used" in asked.task else json.dumps(wrong))
    dossier = written(FERRY, model=model)
    assert of_sections(dossier, "nudges")["what"] == 1
    assert "Lisbon" in model.asked[1].turns[-1].text
    assert of_sections(dossier, "written")["what"] == 3


def test_who_repeats_a_wrong_answer_is_nudged_no_more() -> None:
    model = FakeModel(says("no"))
    dossier = written(FERRY, model=model, around=Around(style="write"))
    assert set(of_sections(dossier, "requests").values()) == {2}


def test_without_nudges_each_section_is_asked_for_once() -> None:
    around = Around(Guards(nudges=0), style="write")
    dossier = written(FERRY, model=FakeModel(says("no")), around=around)
    assert set(of_sections(dossier, "requests").values()) == {1}


def test_a_server_that_takes_no_schema_is_asked_without_from_then_on() -> None:
    def refused(prompt: Prompt) -> ModelError | None:
        return SchemaRefusedError("no") if prompt.schema else None

    model = FakeModel(fault=refused)
    dossier = written(FERRY, model=model)
    assert sum(bool(prompt.schema) for prompt in model.asked) == 1
    assert own(dossier, FERRY)


def test_without_a_stand_in_what_fails_is_left_out() -> None:
    dossier = written(
        FERRY, model=FakeModel(says("no")), around=Around(Guards(stand_in=False), style="write")
    )
    assert dossier.what == dossier.key_points == ()
    assert dossier.title


def test_a_sentence_that_is_told_above_is_not_told_again() -> None:
    dossier = written(EVERYTHING)
    texts = [claim.text for claim in (*dossier.what, *dossier.why_it_matters, *dossier.key_points)]
    assert len(texts) == len(set(texts))


# ------------------------------------------------------------ what others bring


class Shelf:
    """A memory of replies."""

    def __init__(self) -> None:
        self.replies: dict[tuple[str, Prompt], Reply] = {}

    def get(self, model: str, prompt: Prompt) -> Reply | None:
        return self.replies.get((model, prompt))

    def put(self, model: str, prompt: Prompt, reply: Reply) -> None:
        self.replies[model, prompt] = reply


class Purse:
    """A budget of so many requests."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.spent: list[Usage] = []

    def reserve(self, articles: Sequence[Cited], most: Usage) -> int:
        assert articles
        assert most.written
        if self.left <= 0:
            raise SpentError("The 3 requests for today are spent.")
        self.left -= 1
        return self.left

    def settle(self, request: int, usage: Usage) -> None:
        assert request == self.left
        self.spent.append(usage)


class Watcher:
    """Ends the work after so many sections."""

    def __init__(self, sections: int) -> None:
        self.left = sections
        self.seen: list[str] = []

    def progress(self, section: str, done: int, total: int) -> None:
        assert done < total
        self.seen.append(section)

    @property
    def stopped(self) -> bool:
        return len(self.seen) > self.left


def test_what_was_asked_before_is_not_asked_again() -> None:
    shelf = Shelf()
    first = written(FERRY, around=Around(cache=shelf))
    model = FakeModel()
    again = written(FERRY, model=model, around=Around(cache=shelf))
    assert model.asked == []
    assert again.what == first.what
    assert again.account.read == 0


def test_a_budget_that_is_spent_leaves_the_rest_to_the_sources() -> None:
    purse, model = Purse(3), FakeModel()
    dossier = written(FERRY, model=model, around=Around(budget=purse))
    assert len(model.asked) == 3
    assert purse.spent == [Usage(100, 20)] * 3
    assert "The 3 requests for today are spent." in of_sections(dossier, "replaced").values()
    assert dossier.key_points


def test_a_server_that_fails_twice_in_a_row_is_asked_no_more() -> None:
    model = FakeModel(fault=lambda _: ModelError("The model's server answered 503."))
    dossier = written(FERRY, model=model)
    assert len(model.asked) == 2
    assert set(of_sections(dossier, "replaced").values()) == {"The model's server answered 503."}


class Stuck(FakeModel):
    """A model that never answers."""

    async def ask(self, prompt: Prompt) -> Reply:
        import asyncio

        self.asked.append(prompt)
        await asyncio.Event().wait()
        raise AssertionError


def test_who_ends_the_work_gets_no_dossier_and_the_connections_are_closed() -> None:
    model = Stuck()
    with pytest.raises(StoppedError):
        written(FERRY, model=model, around=Around(oversight=Watcher(0)))
    assert model.closed == 1


def test_a_deadline_that_passes_leaves_what_is_missing_to_the_sources() -> None:
    around = Around(bounds=Bounds(deadline=0.05))
    dossier = written(FERRY, model=Stuck(), around=around)
    assert "The 0.05 seconds for the dossier were over." in of_sections(dossier, "replaced").values()
    alone = check(ExtractiveEngine().build(FERRY, None, 1), FERRY)
    assert replace(dossier, account=alone.account) == alone


def test_a_small_context_is_never_exceeded() -> None:
    long = tuple(
        replace_text(one, " ".join(SENTENCES[at:] + SENTENCES[:at])) for at, one in enumerate(EVERYTHING)
    )
    for context in (900, 1600, 2400):
        model = FakeModel()
        written(long, model=model, around=Around(bounds=Bounds(context=context, answer=200)))
        for prompt in model.asked:
            told = prompt.rules + "".join(message.text for message in prompt.turns)
            # English has four signs a token, or more.
            assert len(told) / 4 + prompt.longest <= context
