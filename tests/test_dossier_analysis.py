"""What is read in an article once, and found again without going through all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.ferry import FERRY, LATER, START, cited
from tracker.dossier import Cited
from tracker.dossier.dispute.disputes import about
from tracker.dossier.material import gather
from tracker.dossier.reading.analysis import analyse
from tracker.dossier.reading.index import Index
from tracker.dossier.reading.sentence import Sentence, Statement, once, once_together, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = ("berth", "door", "ferry", "harbour", "pump", "quay")


def sentence(position: int, *terms: str) -> Sentence:
    return Sentence(1, position, " ".join(terms), terms, (), (), START, readable=True)


def test_what_is_worked_out_of_a_statement_goes_with_its_sentence() -> None:
    one = sentence(0, "ferry", "berth")
    said = Statement("Ana Ruiz", "says", "the ferry left its berth", direct=False, sentence=one)
    assert about(said) is about(said)
    assert about(said) in one.memo.values()


def test_under_another_number_an_article_has_other_sentences() -> None:
    assert {each.number for each in analyse(FERRY[0]).sentences} == {1}
    assert {each.number for each in analyse(Cited(7, FERRY[0].article)).sentences} == {7}


def test_a_title_stands_in_where_no_sentence_can_be_read() -> None:
    title = "Ferry Marigold sinks at its berth in Port Avel"
    assert [each.text for each in gather([cited(1, "He said so.", title)]).sentences if each.readable] == [
        title
    ]
    assert analyse(FERRY[0]).stand_in is None


def test_what_is_asked_of_a_sentence_is_worked_out_once() -> None:
    asked: list[str] = []

    @once
    def length(one: Sentence) -> int:
        asked.append(one.text)
        return len(one.text)

    @once_together
    def lengths(several: Sequence[Sentence]) -> int:
        asked.append("all")
        return sum(map(length, several))

    first, second = sentence(0, "door"), sentence(1, "quay")
    assert [length(first), length(first), length(second)] == [4, 4, 4]
    assert [lengths([first, second]), lengths([first, second]), lengths([first])] == [8, 8, 4]
    assert asked == ["door", "quay", "all", "all"]


@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=5), max_size=8),
    st.sets(st.sampled_from(WORDS), min_size=1),
    st.sampled_from([0.5, 0.8, 1.0]),
)
def test_the_index_misses_no_sentence_that_shares_enough(
    texts: list[list[str]], terms: set[str], share: float
) -> None:
    sentences = [sentence(position, *text) for position, text in enumerate(texts)]
    found = list(Index(sentences).sharing(terms, share))
    sharing = [each for each in sentences if len(vocabulary(each) & terms) >= share * len(terms)]
    assert [each for each in found if each in sharing] == sharing


def test_the_index_finds_equal_sentences_in_the_order_of_the_story() -> None:
    sentences = gather(FERRY + LATER).sentences
    index = Index(sentences)
    for one in sentences:
        assert list(index.same(one.text)) == [other for other in sentences if other.text == one.text]
    assert index.same("Nobody wrote this.") == ()
