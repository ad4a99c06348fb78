"""Texts → sentences: Punkt (Kiss and Strunk, 2006) as nupunkt has it, and rules of ours."""

from __future__ import annotations

import re

from tracker.text.foreign_dates import ORDINAL_MONTH
from tracker.text.lexicon import ABBREVIATIONS, CONNECTIVES
from tracker.text.stopwords import STOPWORDS

# Blank lines part paragraphs.
_PARAGRAPH = re.compile(r"\n(?:[ \t]*\n)++")
# What opens a list item, or a line of a quotation.
_ITEM = re.compile(r"(?:[-•*–>]\s)+")
# A line that is over: it ends in a stop, perhaps with a closing mark behind it.
_OVER = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
# Shorter lines were broken by hand, not by a mailer's margin.
_MARGIN = 60
# Behind a full stop of CJK, which has no space after it; behind a stop and a closing quotation mark
# before a capital, which Punkt may overlook, as it does some stops behind whole words and years;
# behind "U.S." before a capital, which is joined again unless the capital begins a sentence.
_MORE_STOPS = re.compile(
    r"(?<=[。！？])(?![。！？」』”’）)])|(?<=[؟۔।])\s|(?<=[.!?][”\"])\s(?=[A-Z“])|(?<=[A-Z]\.[A-Z]\.)\s(?=[A-Z])"
    r"|\s(?:(?<=[a-z]{4}\.\s)|(?<=[a-z]{4}[.!?][”\"]\s)|(?<=\s[12]\d{3}\.\s))(?=[“\"]?[A-Z])"
)
# Rubbish, over which Punkt takes seconds; in groups, so that a split gives it too.
_RUN = re.compile(r"([^\w\s]{100,})")
_STOP = re.compile("[.!?。！？؟۔।]")
# What no sentence begins with, and has no space before it: Punkt parts "(L-Av." from "), who lost".
_CLOSERS = ",;:)]}"
# Who said what stands before: "“No!” Rehn said."
_SAYER = re.compile(r"(?:[A-Z][\w.’'-]* ){1,3}(?:said|asked|told|wrote|added|replied|shouted)\b")
_CRY = re.compile(r"[!?][\"”]$")
# A piece that ends in an abbreviation, an initial or a dotted acronym.
_SHORT_END = re.compile(r"(?:^|[\s(“\"])(?P<word>[^\W\d_]{1,5}|(?:[^\W\d_]\.){1,4}[^\W\d_])\.$")
# "am 12." before "März": the stop makes the number an ordinal.
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.$")
# The first word of a piece.
_FIRST = re.compile(r"[\"“‘'(\[]*(?P<word>[\w’'-]+)")
# How many pieces one quotation may hold, and how long the sentence round it may get; else one lost
# closing mark would swallow a paragraph.
_PIECES = 4
_LENGTH = 600


def sentences(text: str) -> list[str]:
    """Split `text` into sentences, in order, each on one line.

    None spans two paragraphs or list items. A quotation of several sentences stays with the
    sentence round it, up to four.
    """
    found: list[str] = []
    for paragraph in _paragraphs(text):
        found.extend(_whole_quotations(_whole_names(_split(paragraph))))
    return found


def _paragraphs(text: str) -> list[str]:
    """Give paragraphs on one line each; a hand-made line break or list item starts a new one."""
    found: list[list[str]] = []
    for block in _PARAGRAPH.split(text):
        soft = False
        for raw in block.split("\n"):
            line = " ".join(raw.split())
            item = _ITEM.match(line)
            if soft and not item:
                found[-1].append(line)
            else:
                found.append([line[item.end() :] if item else line])
            soft = len(line) >= _MARGIN and not _OVER.search(line)
    return [paragraph for lines in found if (paragraph := " ".join(lines).strip())]


def _split(paragraph: str) -> list[str]:
    """Split one paragraph where Punkt and the stops it does not know say so."""
    from nupunkt import sent_tokenize

    parts = [part for part in _RUN.split(paragraph) if part]
    told = (sentence for part in parts for sentence in ([part] if _RUN.match(part) else sent_tokenize(part)))
    pieces = (piece for sentence in told for piece in _parted(str(sentence)))
    return [stripped for piece in pieces if (stripped := piece.strip())]


def _parted(sentence: str) -> list[str]:
    """Split at the stops that Punkt does not know; most sentences have none but their last sign."""
    return _MORE_STOPS.split(sentence) if _STOP.search(sentence, 0, len(sentence) - 1) else [sentence]


def _whole_names(pieces: list[str]) -> list[str]:
    """Join what was split behind "U.S.", "Gen." or an initial, or before a small letter."""
    found: list[str] = []
    for piece in pieces:
        if found and _goes_on(found[-1], piece):
            found[-1] += piece if piece[0] in _CLOSERS else " " + piece
        else:
            found.append(piece)
    return found


def _goes_on(before: str, piece: str) -> bool:
    first = _FIRST.match(piece)
    word = first["word"] if first else ""
    if piece[0] in _CLOSERS or (piece[0].islower() and before.endswith(".")):
        return True
    if _ORDINAL.search(before[-4:]) and ORDINAL_MONTH.match(piece):
        return True
    if _CRY.search(before[-2:]) and (piece[0].islower() or _SAYER.match(piece)):
        return True
    end = _SHORT_END.search(before[-12:])
    if not end:
        return False
    short = end["word"].casefold()
    if "." in short or len(short) == 1:
        return word.casefold() not in STOPWORDS | CONNECTIVES
    return short in ABBREVIATIONS and short not in {"inc", "corp", "co", "ltd", "jr", "sr"}


def _whole_quotations(pieces: list[str]) -> list[str]:
    """Join the pieces of a quotation that opens in one and closes in one of the next."""
    found: list[str] = []
    i = 0
    while i < len(pieces):
        end = _closing(pieces, i)
        found.append(" ".join(pieces[i : end + 1]))
        i = end + 1
    return found


def _closing(pieces: list[str], start: int) -> int:
    """Give the index of the piece where all quotations open since `start` are closed."""
    text = ""
    for i, piece in enumerate(pieces[start : start + _PIECES], start):
        text += " " + piece
        if len(text) > _LENGTH:
            break
        if text.count('"') % 2 == 0 and text.count("“") + text.count("„") <= text.count("”"):
            return i
    return start
