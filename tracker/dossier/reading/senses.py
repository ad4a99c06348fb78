"""Terms → senses: one for all words that ask and answer, or count, the same; a list of our own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.dossier.reading.sentence import once, vocabulary
from tracker.text.words import stem, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.dossier.reading.sentence import Sentence

_EMPTY_WORDS = """
    clear unclear known unknown certain uncertain say said decline comment announce decide remain
    question seen confirm verify independent immediate set yet nobody disclose specify explain
    reveal publish determine given soon tell whether happen exactly precisely time officially still
    investigate become actually
"""
_ASKING_WORDS = """
    when who whose what which where why how many much long cost date deadline timetable timeline
    schedule number amount extent scale size total toll value figure dollar sum price cause caused
    motive reason explanation identity name decision answer result detail word
"""
_SYNONYMS = (
    "start begin launch open commence resume",
    "close shut closure shutdown",
    "pay fund finance bill cover foot",
    "finish end complete conclude completion",
    "accept approve agree approval backing adopt endorse",
    "reject refuse oppose block veto",
    "death die kill dead fatal died killed deceased",
    "buy purchase acquire acquisition takeover",
    "sell sale sold",
    "leave left quit resign step resignation depart departure",
    "replace succeed successor replacement",
    "run stand candidacy candidate",
    "charge prosecute indict charged prosecution",
    "build construct construction built",
    "return reopen restore",
    "injure hurt wound injury wounded injured",
    "arrest detain custody detained arrested",
    "meet meeting talk talks hold held",
    "delay postpone postponed delayed",
    "raise increase rise rose risen",
    "cut reduce lower reduction",
    "win won victory",
    "appeal challenge",
    "join member",
    "vote ballot election",
    "repair fix mend",
    "collapse fall fell gave",
    "fire blaze",
    "blast explosion explode",
    "ship vessel boat",
    "steal theft stolen stole",
    "test trial",
    "move relocate relocation",
    "find found discover discovered",
)


def senses(found: Iterable[str]) -> frozenset[str]:
    """Give the senses of terms: one for all words that ask and answer the same. Figures have none."""
    table = _sense_of()
    return frozenset([table.get(term, term) for term in found if not term.isdigit()])


@once
def senses_of(sentence: Sentence) -> frozenset[str]:
    """Give the senses of a sentence's terms."""
    found, known = senses(sentence.terms), vocabulary(sentence)
    # Often the same: one set in memory, of which a long story has tens of thousands.
    return known if found == known else found


@lru_cache(maxsize=1)
def _sense_of() -> dict[str, str]:
    return {stem(word): line.split()[0] for line in _SYNONYMS for word in line.split()}


@lru_cache(maxsize=1)
def idle() -> frozenset[str]:
    """Give the senses of words that only ask, or only say that something is not known."""
    return senses(terms(_EMPTY_WORDS) + terms(_ASKING_WORDS))
