"""Whether the articles say what a model says they say.

`dossier.check` finds quotations, figures and dates in the cited articles; that is not enough for
words that are nobody's. Here each sentence is held against the very sentences that it cites.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz, utils

from tracker.dossier.check import Checker
from tracker.dossier.choice.agreement import negates, planned
from tracker.dossier.evidence import quoted
from tracker.dossier.reading.readable import readable
from tracker.dossier.reading.senses import idle, senses
from tracker.llm.fence import ADDRESS, shown
from tracker.llm.meaning import CARRIED, turned
from tracker.llm.shorter import is_shorter
from tracker.text.clean import line
from tracker.text.dates import mentions
from tracker.text.figures import figures
from tracker.text.names import names
from tracker.text.stopwords import word_set
from tracker.text.words import is_english, terms, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.dossier import Cited
    from tracker.dossier.material import Material
    from tracker.dossier.reading.sentence import Sentence
    from tracker.llm.guards import Guards

Kind = Literal[
    "citation",
    "form",
    "address",
    "quotation",
    "figure",
    "name",
    "word",
    "overlap",
    "sense",
    "order",
    "language",
    "copy",
    "subject",
]
"""Why a sentence was dropped."""

# So great a share (CARRIED) of a sentence's content words stands in the sentences that it cites, of a title's
# (TITLED) in the title and lead of one article. What small models make up shares up to half, since it names
# the same.
TITLED = 0.75
# From this likeness on, of 100, two sentences are one to a reader.
COPY = 88
# A text with fewer words than this may well have no function word to know its language by.
_ENOUGH_WORDS = 12
_LONGEST_WORDS = 60
# The mark of a citation that a model wrote into its sentence, and what it may begin a line with.
_MARKS = re.compile(r"\s*\[[\d.,; ]+\]")
_MARKUP = re.compile(r"\]\(|</?\w[^>]*>|\[/?\w[^\]]*\]")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")
_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a sentence does not hold, in words that the model is told."""

    kind: Kind
    text: str
    why: str

    def __str__(self) -> str:
        return f"“{line(shown(self.text), 120)}”: {shown(self.why)}."


class Judge:
    """Holds sentences of a model against the articles of one story.

    The guards that are off let pass what they would find; a sentence that cites nothing or is none
    never passes.
    """

    def __init__(self, articles: Sequence[Cited], material: Material, guards: Guards) -> None:
        self._checker = Checker(articles)
        self._guards = guards
        self._material = material
        self._known: dict[int, frozenset[str]] = {}

    def fault(
        self,
        text: str,
        cited: Sequence[Sentence],
        told: Iterable[str] = (),
        home: Sentence | None = None,
        *,
        asks: bool = False,
    ) -> Fault | None:
        """Say what is wrong with a sentence that cites these, beside those that are told already.

        `home`: the sentence that it is a shorter form of. `asks`: it asks or sums up, so that what it
        denies or plans is not what they do.
        """
        return (
            self._malformed(text, cited)
            or self._unsaid(text, cited, asks=asks)
            or self._unfit(text, cited, told, home, asks=asks)
        )

    def _malformed(self, text: str, cited: Sequence[Sentence]) -> Fault | None:
        """Find what is no sentence of news, whatever the guards."""
        if not cited:
            return Fault("citation", text, "it cites no sentence that stands on the sheet")
        if not terms(text) or len(words(text)) > _LONGEST_WORDS:
            return Fault("form", text, "it is no sentence of news")
        if ADDRESS.search(text):
            return Fault("address", text, "it has an address in it")
        signs = _MARKUP.findall(text)
        if any(not any(sign in sentence.text for sentence in cited) for sign in signs):
            return Fault("form", text, "it has signs of markup in it")
        return None

    def _unsaid(self, text: str, cited: Sequence[Sentence], *, asks: bool) -> Fault | None:
        """Find what the articles do not say."""
        on, numbers = self._guards, sorted({sentence.number for sentence in cited})
        if on.evidence and not self._checker.holds(text, tuple(numbers)):
            return self._unfound(text)
        if on.names and (name := self._stranger(text, numbers)):
            return Fault("name", text, f"“{name}” is not in the articles that it cites")
        if on.words and (word := self._foreign(text, numbers)):
            return Fault("word", text, f"the articles that it cites do not say “{word}”")
        if on.overlap and carried(text, cited) < CARRIED:
            return Fault("overlap", text, "the sentences that it cites do not say this")
        return None if asks else self._turned(text, cited)

    def _turned(self, text: str, cited: Sequence[Sentence]) -> Fault | None:
        """Find what the articles say, but not of this: what is said elsewhere, at another time, or not so."""
        on = self._guards
        if on.evidence and (date := _misdated(text, cited)):
            return Fault("figure", text, f"“{date}” is not the date of the sentences that it cites")
        if on.names and (name := _elsewhere(text, cited)):
            return Fault("name", text, f"the sentences that it cites do not speak of “{name}”")
        if on.sense and not _same_sense(text, cited):
            return Fault("sense", text, "they say of it the contrary, or that it is only planned")
        if on.sense and (why := turned(text, [sentence.text for sentence in cited])):
            return Fault("sense", text, why)
        return None

    def _unfit(
        self,
        text: str,
        cited: Sequence[Sentence],
        told: Iterable[str],
        home: Sentence | None,
        *,
        asks: bool,
    ) -> Fault | None:
        """Find what does not belong here, though it be so."""
        on = self._guards
        if on.whole and not asks and not readable(text):
            return Fault("form", text, "it is no whole sentence that can stand alone")
        if on.order and home is not None and not is_shorter(text, home.text):
            return Fault("order", text, "only parts that nothing hangs on may be left out, and nothing added")
        if on.language and not _same_language(text, cited):
            return Fault("language", text, "it is not in the language of the articles")
        if on.copies and any(alike(text, other) for other in told):
            return Fault("copy", text, "this is told already")
        return None

    def stands(self, text: str, citations: Iterable[int]) -> bool:
        """Tell whether a sentence of an earlier version still holds: its articles are here and carry it."""
        numbers = set(citations)
        cited = [sentence for sentence in self._material.sentences if sentence.number in numbers]
        near = sorted(cited, key=lambda s: (-carried(text, [s]), s.number, s.position))[:_NEAREST]
        return numbers <= self._checker.evidence.keys() and self.fault(text, near) is None

    def title_fault(self, text: str) -> Fault | None:
        """Say what is wrong with a title, which is held against each article's own title and lead."""
        leads = [sentence for sentence in self._material.sentences if not sentence.position]
        fault = self._malformed(text, leads) or self._unsaid(text, leads, asks=True)
        if fault or not self._guards.overlap:
            return fault
        own, titles = set(terms(text)), dict(self._material.titles)
        shares = (len(own & {*s.terms, *terms(titles.get(s.number, ""))}) for s in leads)
        if max(shares, default=0) < TITLED * len(own):
            return Fault("overlap", text, "no article says this in its title or first sentence")
        sources = [*titles.values(), *(lead.text for lead in leads)]
        if self._guards.sense and (why := turned(text, sources, title=True)):
            return Fault("sense", text, why)
        return None

    def holds_quotation(self, text: str, numbers: Iterable[int]) -> bool:
        """Tell whether words stand just so in one of these articles."""
        return any(self._checker.evidence[n].has(text) for n in numbers if n in self._checker.evidence)

    def named(self, actor: str, numbers: Iterable[int]) -> bool:
        """Tell whether somebody is named in one of these articles."""
        return bool(terms(actor)) and self.holds_quotation(actor, numbers)

    def _unfound(self, text: str) -> Fault:
        said = quoted(text)
        if said is None or any(not self.holds_quotation(each, self._checker.evidence) for each in said):
            return Fault("quotation", text, "its quotation does not stand so in the articles")
        return Fault("figure", text, "it has a figure or date that is not in the articles that it cites")

    def _stranger(self, text: str, numbers: Sequence[int]) -> str:
        """Give a name, or a word with a capital, that none of the articles has."""
        evidence = [self._checker.evidence[number] for number in numbers]
        known = [name.split() for s in self._material.sentences if s.number in numbers for name in s.names]
        for name in names(text):
            parts = name.split()
            if not any(article.has(name) for article in evidence) and not any(
                _within(parts, whole) for whole in known
            ):
                return name
        capitals = [word for before, word in pairwise(words(text)) if word[0].isupper()]
        return next((w for w in capitals if not any(article.has(w) for article in evidence)), "")

    def _foreign(self, text: str, numbers: Sequence[int]) -> str:
        """Give a word of content that no cited article has, nor one of the same sense; English only.

        Words for saying, asking and not knowing are anybody's, and figures may be written out.
        """
        if not self._material.english:
            return ""
        said = idle().union(*map(self._vocabulary, numbers))
        own = (word for word in words(text) if senses(terms(word)) - said)
        return next((word for word in own if not figures(word)), "")

    def _vocabulary(self, number: int) -> frozenset[str]:
        """Give the senses of all that an article says."""
        if number not in self._known:
            article = self._checker.evidence[number].article
            self._known[number] = senses(terms(f"{article.title} {article.text}"))
        return self._known[number]


# Behind these a sentence of an article speaks of somebody whom another sentence names.
_STANDS_FOR = word_set(
    """i we he she it they him her them his hers its their theirs who this these company firm group board
    agency ministry government union party court authority team club council"""
)
# A sentence of an earlier version may have been made from two.
_NEAREST = 2


def carried(text: str, cited: Iterable[Sentence]) -> float:
    """Give the share, 0 to 1, of a text's content words that the cited sentences have."""
    own = set(terms(text))
    said = set(chain.from_iterable(sentence.terms for sentence in cited))
    return len(own & said) / len(own) if own else 0.0


def alike(one: str, two: str) -> bool:
    """Tell whether two sentences are one to a reader, whatever the order of their words."""
    return fuzz.token_sort_ratio(one, two, processor=utils.default_process) >= COPY


def plain(text: str) -> str:
    """Take what is no word of a sentence off it, marks and bullets, and end it."""
    text = _BULLET.sub("", _MARKS.sub("", line(text))).strip()
    return text if not text or _END.search(text) or not text[-1].isalnum() else f"{text}."


def _misdated(text: str, cited: Sequence[Sentence]) -> str:
    """Give a date of a text that is none of the sentences' own, where they have any."""
    own = {date for sentence in cited for date in sentence.dates}
    if not own:
        return ""
    days = {sentence.published for sentence in cited}
    return next(
        (
            found.text
            for found in mentions(text, max(days))
            if not any(
                iso.startswith(other.iso) or other.iso.startswith(iso)
                for day in days
                for other in mentions(found.text, day)
                for iso in own
            )
        ),
        "",
    )


def _elsewhere(text: str, cited: Sequence[Sentence]) -> str:
    """Give a name of which the cited sentences have no part, nor a word that may stand for it."""
    said = {word.casefold() for sentence in cited for word in words(sentence.text)}
    if said & _STANDS_FOR:
        return ""
    return next((name for name in names(text) if said.isdisjoint(map(str.casefold, words(name)))), "")


def _within(parts: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether a name is a longer one with words left out."""
    rest = iter(whole)
    return all(part in rest for part in parts)


def _same_sense(text: str, cited: Sequence[Sentence]) -> bool:
    """Tell whether some cited sentence denies or plans what the text denies or plans, and none is turned."""
    return any(negates(s.text) == negates(text) for s in cited) and any(
        planned(s.text) == planned(text) for s in cited
    )


def _same_language(text: str, cited: Sequence[Sentence]) -> bool:
    """Compare the writing system, and where both are long enough, English with others."""
    source = " ".join(sentence.text for sentence in cited)
    if _script(text) != _script(source):
        return False
    if min(len(words(text)), len(words(source))) < _ENOUGH_WORDS:
        return True
    return is_english(text) == is_english(source)


def _script(text: str) -> str:
    """Name the writing system of most letters: "LATIN", "CYRILLIC", "CJK"."""
    found = Counter(unicodedata.name(sign, "?").split()[0] for sign in text if sign.isalpha())
    kana = found.pop("HIRAGANA", 0) + found.pop("KATAKANA", 0)
    found["CJK"] += kana
    return max(found, key=lambda name: (found[name], name)) if found else ""
