"""Text from outside → text that is safe to store, print and draw.

A terminal obeys what it is sent, and the screen libraries pass escapes through: a title can
set the clipboard. So whatever comes from a feed, a page, a model or an error passes here
before it is kept, and once more where it is drawn. Escape sequences are as in ECMA-48.
"""

from __future__ import annotations

import re
import unicodedata

# A base with more marks stacked on it than any writing system needs climbs over its neighbours.
MARKS = 4

# Line ends of other systems, and the two separators that split lines in Unicode.
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")

# Invisible or forbidden: C0 but BEL, HT, LF, ESC; DEL; soft hyphen; Arabic letter mark; zero-width
# space, LRM, RLM; bidi embeddings; word joiner to deprecated format controls, with the bidi
# isolates; BOM; interlinear annotation; surrogates; noncharacters; the plane of tags.
_INVISIBLE = re.compile(
    "[\x00-\x06\x08\x0b-\x1a\x1c-\x1f\x7f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e0fff"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]+",
)

# The part of that which Python's `isprintable` lets through: variation selectors on the plane of tags.
_SELECTORS = re.compile("[\U000e0100-\U000e01ef]+")

# One escape sequence, from its introducer on. Bodies stop at ESC and C1, as in a terminal, which
# also keeps the search linear. Alternatives, in order:
#   OSC, DCS, SOS, PM, APC, ended by BEL or ST, over lines if need be
#   the same without an end: to the end of the line, so that a stray one does not eat a text
#   CSI: parameters, intermediates, final byte
#   ESC with intermediates (character sets) · ESC with one final byte
_ESCAPE = re.compile(
    "(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])"
    "(?:[^\x07\x1b\x80-\x9f]*+(?:\x07|\x1b\\\\|\x9c)|[^\x07\x1b\x80-\x9f\n]*+)"
    "|(?:\x1b\\[|\x9b)[0-?]*+[ -/]*+[@-~]?"
    "|\x1b[ -/]++[0-~]?"
    "|\x1b[0-~]",
)

# What introduces or ends a sequence and stands alone: BEL, ESC, C1.
_STRAY = re.compile("[\x07\x1b\x80-\x9f]+")

# Five or more signs that are neither letters nor spaces: only there can marks be stacked too high.
_PILE = re.compile(r"[^\w\s\x00-\u02ff]{5,}")
_JOINERS = "\u200c\u200d"
# Most texts have nothing but these, of which no pile can be made, and get by with one look: Latin,
# Greek, Cyrillic and Armenian letters, punctuation, currencies, kana, Han, Hangul, full-width forms.
_ODD = re.compile(
    "[^\x00-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20c0"
    "\u3001-\u3029\u3041-\u3096\u309b-\u9fff\uac00-\ud7a3\uff01-\uff9d]"
)


def clean(s: str) -> str:
    """Take out of `s` all that could act on a terminal, hide or reorder text.

    Keeps lines, tabs, and the joiners and variation selectors that emoji and scripts need.
    The result is in NFC; cleaning it again changes nothing.
    """
    if not s.replace("\n", " ").replace("\t", " ").isprintable():
        s = _without_controls(s)
    if s.isascii() or (_ODD.search(s) is None and unicodedata.is_normalized("NFC", s)):
        return s
    s = _SELECTORS.sub("", s)
    # Before normalising too, because sorting a long pile of marks takes quadratic time.
    s = _PILE.sub(_flatten, s)
    return _PILE.sub(_flatten, unicodedata.normalize("NFC", s))


def _without_controls(s: str) -> str:
    """Take out what Python's `isprintable` doubts: controls, formats, separators, surrogates."""
    s = _LINE_END.sub("\n", s)
    s = _INVISIBLE.sub("", s)
    s = _ESCAPE.sub("", s)
    return _STRAY.sub("", s)


def line(s: str, limit: int = 0) -> str:
    """Clean `s` and put it on one line, spaces folded; `limit` > 0 cuts it to that many characters."""
    s = " ".join(clean(s).split())
    if limit <= 0 or len(s) <= limit:
        return s
    return s[: limit - 1].rstrip(" " + _JOINERS) + "…"


def _flatten(pile: re.Match[str]) -> str:
    """Keep `MARKS` marks of each run; a joiner counts as a mark, or it would part a run in two."""
    kept: list[str] = []
    marks = 0
    for sign in pile.group():
        marks = marks + 1 if sign in _JOINERS or unicodedata.category(sign)[0] == "M" else 0
        if marks <= MARKS:
            kept.append(sign)
    return "".join(kept)
