"""How well a sentence states the position of who speaks in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.reading.readable import readable
from tracker.dossier.speech.saying import lemma_of, word_set
from tracker.model import Claim
from tracker.text.normal import normal
from tracker.text.quotations import quotations
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Statement

_FIRST_PERSON = re.compile(r"^([\"“])(?:I|We|My|Our)\b(?:['’]\w+)?")
# How a sentence begins that leans on one before it; in a quotation "it" and "this" often stand for
# what everybody speaks of, and "they" for somebody who was named.
_CONNECTED = r"but|and|or|so|yet|then|also|however|otherwise|instead|meanwhile|still|therefore"
_NAMED_BEFORE = r"he|she|they|his|her|their|him|them"
# The rest of a sentence whose quotation ended in a question mark: "Ruiz asked, adding …".
_TAGGED = re.compile(
    r"(?:[A-Z][\w.’'-]*\s){1,4}(?:(?:asked|wondered|exclaimed),|(?:said|added|replied|continued),\s\w+ing\b)"
)
_LEANING = re.compile(
    rf"(?:[“\"«‘]\s?(?:{_CONNECTED}|{_NAMED_BEFORE})|(?:{_CONNECTED}|{_NAMED_BEFORE}|its?|this|that|these|those))"
    r"(?![\w-])",
    re.IGNORECASE,
)
# What an actor holds and wants tells more than what an actor tells or knows.
_POSITION = word_set(
    """accept accuse advocate agree applaud argue assert attack back believe blame blast call claim conclude
    condemn contend criticise criticize decry defend demand denounce deny disagree dismiss dispute embrace
    endorse expect favor favour fear hope insist maintain object oppose pledge praise promise propose protest
    question recommend refuse reject slam support threaten think urge vow want warn welcome""",
)
_PLAIN = word_set("according announce estimate find note predict say show state suggest write")
_POSITION_WEIGHT, _PLAIN_WEIGHT, _OTHER_WEIGHT = 1.5, 1.0, 0.7
# What somebody held before is no stance of today.
_FORMER, _FORMER_WEIGHT = re.compile(r"\b(?:previously|formerly|once|originally|initially)\b"), 0.4
# A sentence that is mostly about something else tells the position in passing.
_MAIN_SHARE, _LEAST_SHARE, _ASIDE_WEIGHT = 0.4, 0.12, 0.7
# Content words below which what is said means nothing by itself: "that is extraordinary"; and when it
# begins with what was spoken of before.
_FEWEST_TERMS, _FEWEST_QUOTED, _FEWEST_BEHIND_IT = 2, 3, 4
_IT = re.compile(r"\W*(?:it|this|that|these|those|he|she|they)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
# So great a share of the shorter of two quotations in the other makes them one.
_SAME_SHARE = 0.75
# Terms that count: a long sentence does not win by its length.
_MOST_TERMS = 8


def best(statements: Sequence[Statement], spellings: Sequence[str], material: Material) -> Statement | None:
    """Choose the statement whose sentence best says the actor's position; None: none can stand alone."""
    able = [said for said in statements if stands_alone(said, spellings)]

    def key(said: Statement) -> tuple[float, int, int]:
        return score(said, material), -said.sentence.number, -said.sentence.position

    return max(able, key=key, default=None)


def stands_alone(said: Statement, spellings: Sequence[str]) -> bool:
    """Tell whether the sentence can be read by itself, names the actor, and is not about something else."""
    text = said.sentence.text
    named = any(spelling in text for spelling in spellings) and not _TAGGED.match(text)
    clear = named and len(said.content) >= _LEAST_SHARE * len(text) and _means_something(said)
    return clear and (said.sentence.readable or (said.direct and _own_words(text)))


def _own_words(text: str) -> bool:
    """Tell whether nothing but "I" or "we" leans on somebody: in a quotation it is the named speaker."""
    plain = _FIRST_PERSON.sub(r"\1People", text)
    return plain != text and readable(plain)


def quotable(said: Statement) -> bool:
    """Tell whether somebody's own words say something, and do not begin with what was said before."""
    text = said.sentence.text
    if not said.direct or _LEANING.match(text) or _TAGGED.match(text):
        return False
    return _tells(" ".join(quotations(normal(text)))) if '"' in normal(text) else True


def _means_something(said: Statement) -> bool:
    if said.direct or normal(said.content).strip(" ,").startswith('"'):
        return _tells(said.content)
    return len(set(terms(said.content))) >= _FEWEST_TERMS


def _tells(words: str) -> bool:
    fewest = _FEWEST_BEHIND_IT if _IT.match(words) else _FEWEST_QUOTED
    return len(set(terms(words))) >= fewest


def alike(text: str, other: str) -> bool:
    """Tell whether the quotations of two sentences are mostly the same words, and all the same numbers."""
    first, second = (" ".join(quotations(normal(each))) for each in (text, other))
    ours, theirs = set(terms(first)), set(terms(second))
    least = min(len(ours), len(theirs))
    same = least >= _FEWEST_QUOTED and len(ours & theirs) >= _SAME_SHARE * least
    return same and _NUMBER.findall(first) == _NUMBER.findall(second)


def score(said: Statement, material: Material) -> float:
    """Weigh a statement by its verb and by how central to the story its content is."""
    lemma = lemma_of(said.cue)
    verb = _POSITION_WEIGHT if lemma in _POSITION else _PLAIN_WEIGHT if lemma in _PLAIN else _OTHER_WEIGHT
    verb *= _FORMER_WEIGHT if _FORMER.search(said.cue) else 1.0
    # The root keeps one heavy term of the story from outweighing all others.
    weights = sorted(
        (material.weights.get(term, 0.0) ** 0.5 for term in set(terms(said.content))), reverse=True
    )
    main = 1.0 if len(said.content) >= _MAIN_SHARE * len(said.sentence.text) else _ASIDE_WEIGHT
    return main * verb * float(sum(weights[:_MOST_TERMS]))


def claim_of(said: Statement, version: int) -> Claim:
    """Make a claim of the sentence that a statement stands in."""
    return Claim(said.sentence.text, (said.sentence.number,), version)


def quoted(text: str) -> frozenset[str]:
    """Give the quotations of a sentence in a form that two outlets share."""
    return frozenset(normal(quote).casefold().strip(" ,.") for quote in quotations(text))
