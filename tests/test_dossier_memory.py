"""What was read in articles is remembered, and noted for the next process; a bad note is no harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.ferry import FERRY, LATER
from tracker.dossier import Cited
from tracker.dossier.extractive import ExtractiveEngine
from tracker.dossier.reading.analysis import analyse
from tracker.dossier.reading.memory import FEW, Memory
from tracker.dossier.reading.packing import pack, unpack
from tracker.dossier.reading.sentence import KEPT

EVERYTHING = (*FERRY, *LATER)
STORY = tuple(Cited(number, FERRY[0].article) for number in range(1, FEW + 1))


def test_an_article_is_read_once_until_it_changes() -> None:
    memory = Memory()
    first = memory.analyses(STORY)
    again = memory.analyses([Cited(one.number, replace(one.article)) for one in STORY])
    assert all(again[number] is first[number] for number in first)
    edited = replace(STORY[0].article, text="Nothing is left of the ferry.")
    (sentence,) = memory.analyses([Cited(1, edited), *STORY[1:]])[1].sentences
    assert sentence.text == "Nothing is left of the ferry."


def test_the_articles_of_a_small_story_are_neither_kept_nor_noted() -> None:
    memory = Memory()
    first, again = memory.analyses(STORY[1:]), memory.analyses(STORY[1:])
    assert not any(again[number] is first[number] for number in first)
    assert memory.lacking(STORY[1:]) == []
    assert memory.notes() == []


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    memory = Memory(most=FEW + 1)
    others = [Cited(one.number, FERRY[1].article) for one in STORY]
    memory.analyses(STORY)
    memory.analyses(others)
    assert memory.lacking(others) == []
    assert memory.lacking(STORY) == list(STORY[:-1])


def test_a_story_longer_than_the_memory_is_held_while_it_is_written() -> None:
    memory = Memory(most=1)
    memory.analyses(STORY)
    assert memory.lacking(STORY) == []


def test_each_article_is_noted_once() -> None:
    memory = Memory()
    memory.analyses(STORY)
    notes = memory.notes()
    assert [one for one, _ in notes] == list(STORY)
    assert memory.notes() == []
    other = Memory()
    other.learn(notes)
    assert other.lacking(STORY) == []
    assert other.analyses(STORY) == memory.analyses(STORY)
    assert other.notes() == []


def test_what_was_found_in_sentences_is_noted_with_them() -> None:
    engine = ExtractiveEngine(Memory(few=1))
    engine.build(EVERYTHING, engine.build(FERRY, None, 1), 2)
    analyses, functions = engine.memory.analyses(EVERYTHING), set[str]()
    for cited in EVERYTHING:
        analysis = analyses[cited.number]
        recalled = unpack(cited, pack(cited, analysis))
        assert recalled == analysis
        for before, after in zip(analysis.sentences, recalled.sentences, strict=True):
            found = {key: value for key, value in before.memo.items() if _function(key) in KEPT}
            assert after.memo == found
            functions |= set(map(_function, found))
    # Found in one sentence, in several together, and in one with other texts.
    assert {function.rpartition(".")[2] for function in functions} >= {"figures_of", "_attributed", "_about"}


def test_a_note_serves_the_same_text_under_any_number_and_no_other_text() -> None:
    note = pack(FERRY[0], analyse(FERRY[0]))
    article = FERRY[0].article
    assert unpack(Cited(7, article), note) == analyse(Cited(7, article))
    for other in (
        replace(article, text=article.text + " More is not known."),
        replace(article, title="Another title"),
        replace(article, published=article.published + timedelta(days=1)),
    ):
        assert unpack(Cited(1, other), note) is None


@given(st.data())
def test_a_damaged_note_is_passed_over(data: st.DataObject) -> None:
    note = pack(FERRY[0], analyse(FERRY[0]))
    at = data.draw(st.integers(0, len(note) - 1))
    damaged = data.draw(
        st.sampled_from([note[:at], note[:at] + bytes([note[at] ^ 1]) + note[at + 1 :], note[at + 1 :]])
    )
    assert unpack(FERRY[0], damaged) is None


def _function(key: object) -> str:
    return str(key[0] if isinstance(key, tuple) else key)
