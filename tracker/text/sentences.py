"""Texts → sentences: Punkt (Kiss and Strunk, 2006) as nupunkt has it, and rules of ours."""

from __future__ import annotations

import re

# Blank lines part paragraphs.
_PARAGRAPH = re.compile(r"\n[ \t]*(?:\n[ \t]*)++")
# A line that opens a list item.
_ITEM = re.compile(r"[-•*–]\s")
# A line that is over: it ends in a stop, perhaps with a closing mark behind it.
_OVER = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
# Shorter lines were broken by hand, not by a mailer's margin.
_MARGIN = 60
# Sentence ends of scripts that put no space behind them.
_FULL_STOPS = re.compile(r"(?<=[。！？])(?![。！？」』”’）)])")


def sentences(text: str) -> list[str]:
    """Split `text` into sentences, in order, each on one line; none spans two paragraphs."""
    found: list[str] = []
    for paragraph in _paragraphs(text):
        found.extend(_merge(_split(paragraph)))
    return found


def _paragraphs(text: str) -> list[str]:
    """Give paragraphs on one line each; a hand-made line break or list item starts a new one."""
    found: list[str] = []
    for block in _PARAGRAPH.split(text):
        soft = False
        for raw in block.split("\n"):
            line = " ".join(raw.split())
            if not line:
                continue
            if soft and not _ITEM.match(line):
                found[-1] += " " + line
            else:
                found.append(_ITEM.sub("", line, count=1) if _ITEM.match(line) else line)
            soft = len(line) >= _MARGIN and not _OVER.search(line)
    return [line for line in found if line]


def _split(paragraph: str) -> list[str]:
    """Split one paragraph where Punkt and the full stops of CJK say so."""
    from nupunkt import sent_tokenize

    return [
        piece.strip()
        for sentence in sent_tokenize(paragraph)
        for piece in _FULL_STOPS.split(str(sentence))
        if piece.strip()
    ]


def _merge(pieces: list[str]) -> list[str]:
    """Join what was split wrongly."""
    return pieces
