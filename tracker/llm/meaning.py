"""Whether a sentence turns what another says: who does what, whose a figure is, how sure it is.

Words alone do not tell. "The council sued the mayor" and "The mayor sued the council" have the same, and
so have "may close" and "will close". A text is held against the source that has most of its words, and
each longer part of it against the source of that part: content words stand in the source's order, or in
two runs of it that are turned ("…, Brandt said" ↔ "Brandt said …"); what a statement hangs on is kept.
Who says more freely what a source says is dropped too: the source's own sentence stands in its place.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.dossier.choice.agreement import negates
from tracker.text.figures import figures
from tracker.text.stopwords import word_set
from tracker.text.words import terms_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Of its own content words a text has such a share from the source that it says again.
CARRIED = 0.6
# A part with fewer content words says too little to be held against anything.
_FEWEST = 3
# Content words that may be left out wherever they stand; more only where a part begins.
_SPARED = 1
_CLAUSES = re.compile(r"[,;:—]\s|\s(?:and|but|while|whereas|as)\s")
_PARTS = word_set(
    """in on at by from for after before during with since amid among between near into through within because
    although though while when where as which who whose that and but so to of"""
)
# Of each of these a text keeps one, if its source has any.
_CONDITIONS = (
    word_set("may might could possibly perhaps probably likely expected should"),
    word_set("unless"),
    word_set("if whether"),
    word_set("until"),
    word_set("except"),
)
_ALLEGED = word_set(
    """allege alleges alleged allegedly allegation allegations reportedly apparently suspected suspect accused
    accuse accuses claim claims claimed"""
)
_TOLD = _ALLEGED | word_set(
    """said say says saying told tell tells according denied denies reported reports announced warned warns
    argued argues estimated asked called wrote"""
)
# So may what somebody said be told of them: “We want it open,” she said ↔ she wants it open.
_HOLDS = _TOLD | word_set(
    """want wants wanted hope hopes hoped believe believes believed think thinks thought fear fears feared
    calls demand demands demanded insist insists insisted expect expects plans promised promises rejects
    rejected"""
)
# What a source has, and what a text has for it: in a sentence (False), in a title (True).
_KEPT = {
    False: (*((kind, kind) for kind in _CONDITIONS), (_TOLD, _HOLDS)),
    True: (*((kind, kind) for kind in _CONDITIONS), (_ALLEGED, _ALLEGED)),
}
# What these say of the word behind them, is said of it again, and of no other.
_HOOKS: Mapping[str, str] = {
    word: kind
    for kind, some in {
        "only": "only just",
        "before": "before",
        "after": "after",
        "about": "nearly almost about roughly around",
        "over": "over",
        "under": "under fewer",
        "least": "least",
        "all": "all every each",
        "few": "few",
        "most": "most",
        "both": "both",
    }.items()
    for word in some.split()
}
# Before anything but a number the others are other words.
_ANYTHING = frozenset({"only", "before", "after", "all", "few", "most", "both"})
_NUMBER = re.compile(
    r"\d+|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|half|hundred|thousand)\b"
)
# These may be a text's own: two statements of a source stand one after the other.
_ADDED = frozenset({"before", "after"})
_ARTICLES = frozenset({"the", "a", "an", "of", "than"})
_BORDER = re.compile(r"[^\w\s'’\-“\"«(]")


def turned(text: str, sources: Sequence[str], *, title: bool = False) -> str:
    """Say how a text turns what its sources say, "" where it does not. A title need not say who says so."""
    for part in (text, *_CLAUSES.split(text)):
        own = _content(part)
        if len(own) < _FEWEST:
            continue
        shares = {source: sum(term in _content(source) for term in own) / len(own) for source in sources}
        near = [source for source, share in shares.items() if share >= CARRIED]
        if not near and part != text:
            near = sorted(sources, key=lambda source: -shares[source])[:1]
        faults = [_fault(part, text, source, title=title) for source in near]
        if faults and all(faults):
            return faults[0]
    return ""


def _fault(part: str, text: str, source: str, *, title: bool) -> str:
    if negates(source) not in {negates(part), negates(text)}:
        return "one says yes, and the other no"
    lost = _lost(text, source, title=title)
    if lost:
        return f"it leaves “{lost}” out, on which the sentence hangs"
    hooked = _unhooked(part, text, source)
    if hooked:
        return f"the sentence says another thing of “{hooked}”"
    return "" if _in_order(_content(part), source) else "it says in another order who does what, or how much"


def _lost(text: str, source: str, *, title: bool) -> str:
    """Give a word that tells how sure a source is, or who says so, and that a text has none like."""
    said, own = words(source), set(map(str.casefold, words(text)))
    for kind, kept in _KEPT[title]:
        found = next((word for word in said if _plain(word) in kind), "")
        if found and own.isdisjoint(kept):
            return found
    return ""


def _plain(word: str) -> str:
    """Put a word into small letters, but for the month of May."""
    return word if word == "May" else word.casefold()


def _unhooked(part: str, text: str, source: str) -> str:
    """Give a word before which a text lacks, adds or changes what says how many, or when."""
    mine, theirs = _hooks(part), _hooks(source)
    own, said = ({word.casefold() for word in words(each)} for each in (part, source))
    whole = _hooks(text)
    for word in sorted(own & said & (mine.keys() | theirs.keys())):
        added = word not in theirs and whole.get(word) in _ADDED
        if whole.get(word) != theirs.get(word) and not added:
            return word
    return ""


def _hooks(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    said = [word.casefold() for word in words(text) if word.casefold() not in _ARTICLES]
    for word, following in pairwise(said):
        # "Three of the 14" is not 14.
        kind = _HOOKS.get(word, "") or (_NUMBER.fullmatch(word) and word) or ""
        if kind and (kind in _ANYTHING or _NUMBER.match(following)):
            found[following] = kind
    return found


def _content(text: str) -> list[str]:
    return [term for word in words(text) for term in _terms(word)]


def _terms(word: str) -> Sequence[str]:
    """Give the content terms of a word; a number is its value, in digits or letters."""
    counted = figures(word)
    if counted and counted[0].value is not None:
        return (f"{counted[0].value:g}",)
    return terms_of(word)


def _in_order(own: Sequence[str], source: str) -> bool:
    """Tell whether terms are those of a source with parts left out, in its order or in two runs turned."""
    placed = list(_placed(source))
    known = {term for term, _ in placed}
    kept = [term for term in own if term in known]
    return any(_runs(kept, placed[at:], placed[:at]) for at in range(len(placed) or 1))


def _placed(source: str) -> Iterable[tuple[str, bool]]:
    """Give the terms of a source, and whether a part that may be left out begins with each."""
    begins, end = True, 0
    for word in words(source):
        start = source.find(word, end)
        begins = begins or _BORDER.search(source[end:start]) is not None
        begins = begins or word.casefold() in _PARTS
        end = start + len(word)
        for term in _terms(word):
            yield term, begins
            begins = False


def _runs(kept: Sequence[str], *runs: Sequence[tuple[str, bool]]) -> bool:
    """Find all terms one after another in runs of a source, with no more left out than may be."""
    left = list(kept)
    for run in runs:
        skipped: list[bool] = []
        inside = False
        for term, begins in run:
            if left and term == left[0] and (not inside or len(skipped) <= _SPARED or skipped[0]):
                left.pop(0)
                skipped, inside = [], True
            else:
                skipped.append(begins)
    return not left
