"""Two dossiers → the figures that changed: of one thing, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from tracker.diff.stated import stated
from tracker.dossier.dispute.quantities import agree, quantities, same_thing
from tracker.dossier.reading.sentence import Sentence
from tracker.dossier.speech.attribution import attributions
from tracker.model import Claim, FigureChange
from tracker.text.dates import mentions
from tracker.text.figures import figures
from tracker.text.names import names
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from tracker.diff.stated import Stated
    from tracker.dossier.dispute.quantities import Quantity
    from tracker.model import Dossier


# Of the words of two clauses, those that both have. Read on 250 pairs of versions of real stories: with
# fewer, half of what was found were two figures of one game, or of one person.
_FEWEST_SHARED, _SHARE = 3, 0.4
# Sentences whose reading is kept: a history compares each version twice, and most of it stays.
_KEPT = 1_000


def changed_figures(a: Dossier, b: Dossier) -> tuple[FigureChange, ...]:
    """Find figures of sentences that only `b` has which differ from those of `a` for the same thing.

    What counts as the same thing, `dossier.dispute.quantities` decides; in doubt there is no change.
    A figure that went through several since is told with where it came to, not with each step.
    """
    published = {source.number: source.published for source in (*a.sources, *b.sources)}
    known = frozenset(sentence.text for sentence in stated(a))
    newer = list(_quantities(b, published, without=known))
    # Sentences without a figure of these units needn't be read: most of the work.
    older = list(_quantities(a, published, units={now.quantity.figure.unit for now in newer}))
    found: dict[tuple[str, str], FigureChange] = {}
    for was, now in _last_steps(newer, older):
        change = _change(was, now)
        found.setdefault((change.before, change.after), change)
    return tuple(found.values())


@dataclass(frozen=True)
class _Given:
    """A quantity, and the sentence of the dossier that has it."""

    quantity: Quantity
    stated: Stated

    @property
    def published(self) -> datetime:
        """When the newest article that gives it was published."""
        return self.quantity.sentence.published

    @cached_property
    def givers(self) -> frozenset[str]:
        """The terms of the names of those whose word the figure is."""
        text, at = self.stated.text, self.quantity.figure.start
        sources = [
            text[slice(*found.source)]
            for found in attributions(text, [(0, len(text))])
            if found.source and any(start <= at < end for start, end in found.content)
        ]
        sources += [self.stated.label] if self.stated.section == "perspectives" else []
        return frozenset(term for source in sources for name in names(source) for term in terms(name))


def _quantities(
    dossier: Dossier,
    published: Mapping[int, datetime],
    without: frozenset[str] = frozenset(),
    units: Collection[str] | None = None,
) -> Iterator[_Given]:
    """Give the comparable figures of a dossier, of these units (None: of any), each sentence read once."""
    read = set(without)
    for sentence in stated(dossier):
        moments = [published[number] for number in sentence.citations if number in published]
        if sentence.text in read or not moments:
            continue
        read.add(sentence.text)
        if any(units is None or unit in units for unit in _units(sentence.text)):
            yield from _given(sentence, max(moments))


@lru_cache(maxsize=_KEPT)
def _units(text: str) -> frozenset[str]:
    return frozenset(each.unit for each in figures(text) if each.unit)


@lru_cache(maxsize=_KEPT)
def _given(sentence: Stated, moment: datetime) -> tuple[_Given, ...]:
    return tuple(_Given(quantity, sentence) for quantity in quantities(_sentence(sentence, moment)))


def _sentence(sentence: Stated, moment: datetime) -> Sentence:
    text = sentence.text
    return Sentence(
        number=min(sentence.citations),
        position=0,
        text=text,
        terms=terms(text),
        names=names(text),
        dates=tuple(dict.fromkeys(mention.iso for mention in mentions(text, moment))),
        published=moment,
        readable=True,
    )


def _last_steps(newer: Sequence[_Given], older: Sequence[_Given]) -> Iterable[tuple[_Given, _Given]]:
    """Give each earlier figure that changed with the newest one that takes its place."""
    found: dict[tuple[str, int], tuple[_Given, _Given]] = {}
    for now in newer:
        was = _overtaken(now, older)
        if was is not None:
            thing = was.stated.text, was.quantity.figure.start
            if thing not in found or found[thing][1].published < now.published:
                found[thing] = was, now
    return found.values()


def _overtaken(now: _Given, older: Sequence[_Given]) -> _Given | None:
    """Give the newest earlier figure that a new one takes the place of; None where it says nothing new."""
    alike = [was for was in older if _of_one_thing(was, now)]
    newest = max(alike, key=lambda was: was.published, default=None)
    if newest is None or newest.published > now.published:
        return None
    return None if any(agree(was.quantity, now.quantity) for was in alike) else newest


def _of_one_thing(was: _Given, now: _Given) -> bool:
    """Tell whether two figures measure one thing by one measurer, in mostly the same words.

    A count of people is anybody's; another figure takes the place only of one from the same mouth.
    """
    one, other = was.quantity, now.quantity
    if one.figure.unit != other.figure.unit:
        return False
    if not one.fate:
        shared, together = one.subject & other.subject, one.subject | other.subject
        if len(shared) < _FEWEST_SHARED or len(shared) < _SHARE * len(together):
            return False
        if not was.givers & now.givers and (was.givers or now.givers):
            return False
    return same_thing(one, other, was.givers | now.givers)


def _change(was: _Given, now: _Given) -> FigureChange:
    old = Claim(was.stated.text, was.stated.citations, was.stated.since)
    new = Claim(now.stated.text, now.stated.citations, now.stated.since)
    return FigureChange(was.quantity.figure.text, now.quantity.figure.text, old, new)
