"""A text → the forms of its words, by which a rule asks cheaply whether it can have anything to find.

A search for a hundred verbs looks at each place of a text for each of them. Most sentences have none, and
a set of their words, made once, tells it for every rule in a fortieth of the time (a prefilter, as
Cox describes it: *Regular Expression Matching with a Trigram Index*, 2012).
"""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache
from sys import intern

# Plain letters are enough, as all the words that are asked for are English.
_LETTERS = re.compile(r"[a-z]+")
# The parts of a regular expression that `spelled` knows: what opens a group, a set of signs, a count, a sign.
_PART = re.compile(r"\(\?(?:P<\w+>|[a-z]*:|<?[=!])|\\.|\[[^\]]+\]|\{[\d,]+\}|.", re.DOTALL)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_END = " "


# The texts of some hundred articles; so many take 8 MB.
@lru_cache(maxsize=1 << 12)
def forms(text: str) -> frozenset[str]:
    """Give the words of a text as they are spelled, casefolded, once each: runs of plain letters."""
    return frozenset(map(intern, _LETTERS.findall(text.casefold())))


def spelled(*patterns: str) -> frozenset[str]:
    """Give all words, casefolded, with which what any of the patterns finds may begin.

    A pattern is a regular expression that finds whole words. Up to the end of the first word it is made of
    letters, sets of letters, groups, "|" and "?", so that it begins with one of
    a few words; ValueError if not.
    """
    found = {word.removesuffix(_END) for pattern in patterns for word in _read(pattern)}
    if "" in found:
        msg = f"may begin with any word: {patterns}"
        raise ValueError(msg)
    return frozenset(map(str.casefold, found))


def _read(pattern: str) -> set[str]:
    return _alternatives(deque(_PART.findall(pattern)), {""})


def _alternatives(parts: deque[str], before: set[str]) -> set[str]:
    """Write the alternatives up to the end of a group behind each of the words begun before."""
    found, begun = set[str](), before
    while parts and parts[0] != ")":
        part = parts.popleft()
        if part == "|":
            found, begun = found | begun, before
            continue
        longer = _behind(parts, part, begun)
        optional = bool(parts) and parts[0] == "?"
        if optional:
            parts.popleft()
        begun = begun | longer if optional else longer
    return found | begun


def _behind(parts: deque[str], part: str, begun: set[str]) -> set[str]:
    """Write one part behind each of the words begun; what stands behind a word that has ended is let go."""
    if part.startswith("("):
        longer = _alternatives(parts, begun)
        parts.popleft()
        return begun if part in _LOOKS else longer
    signs = part[1:-1] if part.startswith("[") else part
    if all(map(str.isalpha, signs)):
        return {word if word.endswith(_END) else word + sign for word in begun for sign in signs}
    if part in {r"\w", ".", "+", "*"} or (part.startswith("[") and not set(signs) <= {*" -’'"}):
        if any(not word.endswith(_END) for word in begun):
            msg = f"has no end: {part}"
            raise ValueError(msg)
        return begun
    return {word if word.endswith(_END) or not word else word + _END for word in begun}
