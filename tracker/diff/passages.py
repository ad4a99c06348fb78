"""Two texts of one article: the passages that differ, word by word, with some words around."""

from __future__ import annotations

import re
from itertools import groupby, zip_longest

from tracker.diff.wording import Word, words

# Words shown of what is the same on each side of a change: about a line of a terminal.
AROUND = 12
# A rewritten paragraph is shown so far; who wants all of it reads the article.
LONGEST = 80
# Signs of a paragraph, and pairs of paragraphs, that are compared in hundredths of a second;
# beyond them all is taken as rewritten.
LONGEST_PARAGRAPH, MOST_PAIRS = 20_000, 25_000_000
# Where less of a paragraph than this stayed, its two wordings are shown one after the other.
LEAST_SAME = 0.3

Passage = tuple[Word, ...]
_WORD = re.compile(r"\S+")


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """Give what differs between two texts, a passage for each paragraph, in the newer one's order.

    What was dropped stands before what was added; "…" stands for what is the same and left out.
    Paragraphs are paired in their order where as many were replaced by others.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    return tuple(
        passage
        for was, now in _pairs(old, new)
        if (passage := tuple(word for word in _compared(was, now) if word.text))
    )


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _pairs(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Pair the paragraphs that differ, "" where there is none."""
    if len(old) * len(new) > MOST_PAIRS:
        return [(" ".join(old), " ".join(new))] if old != new else []
    from rapidfuzz.distance import LCSseq

    found: list[tuple[str, str]] = []
    for same, group in groupby(LCSseq.opcodes(old, new), key=lambda code: code.tag == "equal"):
        codes = list(group)
        gone, come = codes[0].src_start, codes[0].dest_start
        if not same:
            found += zip_longest(old[gone : codes[-1].src_end], new[come : codes[-1].dest_end], fillvalue="")
    return found


def _compared(was: str, now: str) -> list[Word]:
    if max(len(was), len(now)) > LONGEST_PARAGRAPH:
        return _rewritten(was, now)
    runs = words(was, now)
    same = sum(len(run.text) for run in runs if run.op == "same")
    if same < LEAST_SAME * max(len(was), len(now)):
        return _rewritten(was, now)
    last = len(runs) - 1
    return [_shortened(run, first=place == 0, last=place == last) for place, run in enumerate(runs)]


def _rewritten(was: str, now: str) -> list[Word]:
    dropped, added = Word("dropped", _start(was)), Word("added", _start(now))
    return [dropped, *([Word("same", " ")] if was and now else []), added]


def _start(text: str) -> str:
    found = list(_WORD.finditer(text, 0, 40 * LONGEST))
    return text[: found[LONGEST - 1].end()] + " …" if len(found) > LONGEST else text[: 40 * LONGEST]


def _shortened(run: Word, *, first: bool, last: bool) -> Word:
    """Leave out what is far from any change in a run that is the same."""
    found = list(_WORD.finditer(run.text)) if run.op == "same" else []
    keep_left, keep_right = (0 if first else AROUND), (0 if last else AROUND)
    if len(found) <= keep_left + keep_right:
        return run
    left = run.text[: found[keep_left - 1].end()] + " " if keep_left else ""
    right = " " + run.text[found[-keep_right].start() :] if keep_right else ""
    return Word("same", f"{left}…{right}")
