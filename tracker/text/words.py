"""Texts → words, and words → the terms that tell what a text is about."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import Protocol

from tracker.text.stopwords import ENGLISH, FOREIGN, STOPWORDS

__all__ = [
    "MARKS",
    "STOPWORDS",
    "UNSPACED",
    "is_english",
    "slug",
    "stem",
    "terms",
    "terms_of",
    "words",
]

# Marks inside words of Hebrew, Arabic, the scripts of India, Thai and Lao, and combining accents:
# `\w` leaves them out. Dandas, which end sentences, are no part of words.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece"
)
_SIGNS = rf"[\w{MARKS}\u200c\u200d]++"

# A word: signs, with single apostrophes, hyphens, points, commas and ampersands between them.
# "Kestrel-4", "don't", "U.S", "1,200", "3.5", "AT&T". Each choice begins with a sign, and what must
# stand before it is looked at afterwards: so, and with one class of signs, a text takes two thirds of
# the time.
_WORD = re.compile(
    rf"{_SIGNS}(?:(?:['’\-‑&]|[.,](?<=\d[.,])(?=\d)|\.(?<=\b[A-Za-z]\.)(?=[A-Za-z]\b)){_SIGNS})*+"
)

# Scripts that write no spaces: Thai and Lao, kana, Han with its extensions.
UNSPACED = "\u0e00-\u0eff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"[{UNSPACED}]+")
# Two hiragana are grammar, not content.
_HIRAGANA = re.compile("[\u3040-\u309f]+")
# A possessive at a word's end: 's or s'.
_POSSESSIVE = re.compile(r"['’]s?$")
# An acronym with points: U.S, a.m.
_DOTTED = re.compile(r"[A-Za-z](?:\.[A-Za-z])+")
# A number with its separators.
_NUMBER = re.compile(r"\d[\d.,]*")
# What parts a compound: hyphens, ampersand, apostrophe.
_PART = re.compile(r"['’\-‑&]+")
# Anything a slug can't hold.
_UNSLUG = re.compile(r"[^a-z0-9]+")

# Letters in which no suffix ends that the stemmer knows, and some in which few do: a third of all
# words is its own stem, and need not be looked at for long.
_ENDS_NO_SUFFIX = frozenset("abfhjkopquvwxz")
_ENDS_FEW = frozenset("tnrldgmc")
_FEW_SUFFIXES = ("ant", "ent", "ist", "ion", "er", "or", "al", "ful", "ll", "ed", "ing", "ism", "ic")

_stemmer_lock = threading.Lock()


def words(s: str) -> list[str]:
    """Give the words of `s` as they stand, in order; a run of unspaced script is one word."""
    # The underscore is one of `\w`, and part of no word.
    return _WORD.findall(s.replace("_", " "))


def terms(s: str) -> tuple[str, ...]:
    """Give the content terms of `s` in order, repeats kept: casefolded, stemmed, no stopwords.

    A name with a digit stays whole and gives its part too ("Kestrel-4": kestrel-4, kestrel).
    Unspaced scripts give overlapping pairs of characters. Single letters and single digits
    are left out.
    """
    return tuple(chain.from_iterable(map(terms_of, words(s))))


@lru_cache(maxsize=1 << 13)
def terms_of(word: str) -> tuple[str, ...]:
    """Give the content terms of one word of `words`."""
    # Most words are as plain as this, and take a third of the time of the others.
    if word.isascii() and word.isalpha() and word != "US":
        term = _term(word.casefold())
        return (term,) if term else ()
    if _UNSPACED.search(word):
        return _pairs(word)
    word = word.replace("’", "'").replace("‑", "-")
    if word.casefold() in STOPWORDS and word != "US":
        return ()
    word = _POSSESSIVE.sub("", word)
    if _DOTTED.fullmatch(word) or word == "US":
        letters = word.replace(".", "").casefold()
        return ("usa",) if letters == "us" else _parts(letters)
    return _parts(word.replace(",", "") if _NUMBER.fullmatch(word) else word.casefold())


# Stemming takes ten times as long as all else that is done to a word; so many take 3 MB.
@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Stem a casefolded English word (Snowball, Porter 2)."""
    if word[-1:] in _ENDS_NO_SUFFIX or (word[-1:] in _ENDS_FEW and not word.endswith(_FEW_SUFFIXES)):
        return word
    # The stemmer keeps its word in itself, so threads must take turns.
    with _stemmer_lock:
        return _stemmer().stemWord(word)


def is_english(s: str) -> bool:
    """Judge by function words: enough English ones, and twice as many as of its neighbours.

    Of a text too short to have any, plain Latin letters are taken for English.
    """
    tokens = [word.casefold() for word in words(s)]
    if not tokens:
        return False
    english = sum(token in ENGLISH for token in tokens)
    foreign = sum(token in FOREIGN for token in tokens)
    if len(tokens) < _SHORT:
        return english > foreign or (foreign == 0 and all(map(str.isascii, tokens)))
    return english >= max(_ENGLISH_SHARE * len(tokens), 2 * foreign)


def slug(title: str, limit: int = 48) -> str:
    """Make a lower-case ASCII name with hyphens of at most `limit` characters, "" if nothing is left."""
    letters = unicodedata.normalize("NFKD", title.casefold().translate(_LATIN))
    plain = re.sub(r"['’]", "", letters).encode("ascii", "ignore").decode()
    name = _UNSLUG.sub("-", plain).strip("-")
    if len(name) <= limit:
        return name
    cut = name[: limit + 1].rpartition("-")[0] or name[:limit]
    return cut.strip("-")


# Below this many words a text may well hold no function word.
_SHORT = 12
# English prose has 35 to 50 in 100; headlines and lists have fewer.
_ENGLISH_SHARE = 0.12
# Latin letters that do not decompose into ASCII and marks.
_LATIN = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def _parts(word: str) -> tuple[str, ...]:
    """Give a compound's parts; whole too if it has a digit, only whole if it has an ampersand."""
    if "&" in word:
        return (word,)
    parts = [_term(part) for part in _PART.split(word)]
    if len(parts) > 1 and any(map(str.isdigit, word)):
        parts.insert(0, word)
    return tuple(filter(None, parts))


def _term(part: str) -> str:
    """Stem one part; "" for a stopword or a single letter or digit."""
    if len(part) < 2 or part in STOPWORDS:  # noqa: PLR2004  a single sign tells nothing
        return ""
    return stem(part) if part.isascii() and part.isalpha() else part


def _pairs(word: str) -> tuple[str, ...]:
    """Give overlapping pairs of the unspaced runs in a word, and the other parts as terms."""
    found: list[str] = []
    last = 0
    for run in _UNSPACED.finditer(word):
        found.extend(terms_of(word[last : run.start()]))
        signs = run.group()
        pairs = [signs[i : i + 2] for i in range(len(signs) - 1)] or [signs]
        found.extend(pair for pair in pairs if not _HIRAGANA.fullmatch(pair))
        last = run.end()
    found.extend(terms_of(word[last:]))
    return tuple(found)


class _Stemmer(Protocol):
    """What is used of the library, which publishes no types."""

    def stemWord(self, word: str) -> str: ...  # noqa: N802  the library's name


@lru_cache(maxsize=1)
def _stemmer() -> _Stemmer:
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer("english")
    return stemmer
