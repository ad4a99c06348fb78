"""Proper names in a sentence: people, organisations, places, products; by their capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.text.calendar import DAYS, MONTHS
from tracker.text.lexicon import DEMONYMS, HONORIFICS, INSTITUTIONS, OFFICES, OPENERS, PLAIN_ACRONYMS
from tracker.text.stopwords import STOPWORDS

# A word for this purpose: a dotted acronym or initial, or letters and digits with inner hyphens,
# ampersands, points before digits and apostrophes; or a joining ampersand.
_WORD = re.compile(r"(?:[^\W\d_]\.)+(?![^\W_])|[^\W_]++(?:(?:[-‑&'’]|\.(?=\d))[^\W_]++)*+|&")
# A possessive ending, which also ends a name.
_POSSESSIVE = re.compile(r"['’][sS]?\Z|(?<=s)['’]\Z")
# Inside a name: one space, or the point of a title and a space.
_WITHIN = re.compile(r"\.?[ \u00a0]\Z")
# Where a new sentence, quotation or clause with a capital of its own begins.
_FRESH = re.compile(r"(?:^|[.!?:;…][\"'”’)\]]*\s+|[\"“„«(\[—–-]\s*|[•|]\s*)[\"'“‘„«(\[]*\Z")
_PARTICLES = frozenset("de del della der den di da dos du la le van von bin ibn al el ter ten".split())
_LINKS = frozenset("of for on".split())


@dataclass(slots=True)
class _Token:
    """A word with its place, and what its look says."""

    text: str
    start: int
    end: int
    possessive: bool
    fresh: bool
    capital: bool

    @property
    def plain(self) -> str:
        return self.text.casefold().rstrip(".")


def names(sentence: str) -> tuple[str, ...]:
    """Give the proper names of `sentence` as written, in order, without duplicates.

    Titles before a name and possessive endings are left out: "Dr Ana Ruiz's" gives "Ana Ruiz".
    """
    tokens = _tokens(sentence)
    found: dict[str, None] = {}
    for run in _runs(sentence, tokens):
        trimmed = _trim(run)
        if trimmed:
            name = sentence[trimmed[0].start : trimmed[-1].end]
            found.setdefault(" ".join(name.split()))
    return tuple(found)


def _tokens(sentence: str) -> list[_Token]:
    tokens = []
    last = 0
    for match in _WORD.finditer(sentence):
        text = _POSSESSIVE.sub("", match.group())
        fresh = bool(_FRESH.search(sentence[max(last - 1, 0) : match.start()])) or not tokens
        end = match.start() + len(text)
        tokens.append(
            _Token(text, match.start(), end, len(text) < len(match.group()), fresh, _is_capital(text))
        )
        last = match.end()
    return tokens


def _is_capital(text: str) -> bool:
    return text[0].isupper() or (len(text) > 1 and text[0].isalpha() and any(map(str.isupper, text[1:3])))


def _runs(sentence: str, tokens: list[_Token]) -> list[list[_Token]]:
    """Group neighbouring capitals, with what joins them, into candidates."""
    runs: list[list[_Token]] = []
    open_run = False
    for i, token in enumerate(tokens):
        joined = open_run and _joined(sentence, tokens, i)
        if joined and _belongs(tokens, i, runs[-1]):
            runs[-1].append(token)
        elif token.capital and not _apart(token):
            runs.append([token])
        else:
            open_run = False
            continue
        open_run = not token.possessive
    return runs


def _joined(sentence: str, tokens: list[_Token], i: int) -> bool:
    return bool(_WITHIN.match(sentence[tokens[i - 1].end : tokens[i].start]))


def _belongs(tokens: list[_Token], i: int, run: list[_Token]) -> bool:
    token = tokens[i]
    if token.capital:
        return not _apart(token)
    follows = i + 1 < len(tokens) and tokens[i + 1].capital and not _apart(tokens[i + 1])
    if token.text in _LINKS:
        return follows and (len(run) == 1 or run[-1].plain in INSTITUTIONS)
    return (token.text in _PARTICLES or token.text == "&") and follows


def _apart(token: _Token) -> bool:
    """Is it a day, a month, or "I", which are no names?"""
    return token.text == "I" or token.plain in DAYS or token.plain in MONTHS


def _trim(run: list[_Token]) -> list[_Token]:
    """Take off titles, offices and opening words; nothing is left of what is no name."""
    while run and _leads(run[0], alone=len(run) == 1):
        run = run[1:]
    while run and run[-1].plain in STOPWORDS and not run[-1].text.isupper():
        run = run[:-1]
    if len(run) == 1 and _ordinary(run[0]):
        return []
    return run


def _leads(token: _Token, *, alone: bool) -> bool:
    word = token.plain
    if word in HONORIFICS or word in OFFICES or token.text in _PARTICLES:
        return True
    if word in STOPWORDS and not (token.text.isupper() and len(token.text) > 1):
        return True
    return token.fresh and not alone and word in OPENERS


def _ordinary(token: _Token) -> bool:
    word = token.plain
    if len(token.text) == 1 or word in PLAIN_ACRONYMS or word in DEMONYMS or word in INSTITUTIONS:
        return True
    return token.fresh and word in OPENERS
