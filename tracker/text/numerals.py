"""English numerals, in digits and in words → values."""

from __future__ import annotations

import re

_SMALL_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_PART_WORDS = "third quarter fifth sixth seventh eighth ninth tenth"

# Zero to nineteen; also what reads "three days ago".
SMALL = {word: float(value) for value, word in enumerate(_SMALL_WORDS.split())}
_TENS = {word: 10.0 * value for value, word in enumerate(_TENS_WORDS.split(), 2)}
_LARGE = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_PARTS = {"half": 2.0} | {word: float(value) for value, word in enumerate(_PART_WORDS.split(), 3)}
_GLYPHS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
# All words that numerals are made of, and those for vague ones, also in the plural.
NUMBER_WORDS = frozenset((*SMALL, *_TENS, *_LARGE, *_PARTS, "tens", "scores")) | {
    f"{word}s" for word in (*_LARGE, *_PARTS)
}
# From here on a magnitude closes what was counted before it: "two thousand | three hundred".
_GROUP = 1e3

_SMALL_WORD = "|".join(sorted(SMALL, key=len, reverse=True))
_LARGE_WORD = "|".join(_LARGE)

# Digits with thousands commas or none, decimals, a fraction sign; magnitude as word or letters.
# Fifteen digits are all that a float holds.
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}+(?:\.\d{1,15}+)?|\d{1,15}+(?:\.\d{1,15}+)?)[½¼¾⅓⅔]?"
    rf"(?:[\s-]?(?:{_LARGE_WORD})\b|[kmb]\b|\s?(?:bn|mn|tn)\b)?|[½¼¾⅓⅔]"
)
# One to ninety-nine.
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{_SMALL_WORD}))?|{_SMALL_WORD})\b"
# "two-thirds", "three quarters", "2/3"; "a third" only of something or by so much, for "third" also counts in
# order; "half" not of a match, nor half past.
FRACTION = (
    r"(?:one|two)[-\s]thirds?|(?:one|three)[-\s]quarters?|(?:one|two|three|four)[-\s]fifths?|one[-\s]half"
    r"|(?:one|three|five|seven)[-\s]eighths?|(?:one|three|seven|nine)[-\s]tenths?|one[-\s](?:sixth|seventh|ninth)"
    r"|an?\s(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)(?=\sof\b)"
    r"|(?<=by )a\s(?:third|quarter|fifth|tenth)|[13]/4|[12]/3|1/2"
    r"|(?<!first )(?<!second )(?<!latter )(?<!other )half(?!-|\san?\s|\spast\b|s\b)"
)
# "half an hour", "half a million", "a dozen", "twelve", "three hundred and five", "two and a half million".
_CARDINAL = (
    r"half\san?(?=\s(?:minute|hour|day|month|year|century|decade|mile)s?\b)"
    rf"|half\sa\s(?:{_LARGE_WORD})|a\s(?:{_LARGE_WORD})(?:\sand\s{_BELOW_100})?"
    rf"|{_BELOW_100}(?:\sand\sa\shalf)?(?:[\s-](?:{_LARGE_WORD})\b(?:\s(?:and\s)?{_BELOW_100})?){{0,4}}+"
)
NUMERAL = rf"(?i:\b(?:{FRACTION}|{_CARDINAL})\b(?!-?part\b)|{_DIGITS})"

# The parts of a numeral in digits: the digits, a fraction sign, a magnitude.
_PARSED = re.compile(r"(?P<digits>[\d,]*(?:\.\d+)?)(?P<glyph>[½¼¾⅓⅔]?)[\s-]?(?P<magnitude>[a-z]*)\Z")
_SPACE = re.compile(r"[\s-]")


def value_of(numeral: str) -> float:
    """Give the value of what `NUMERAL` matched: "3 thousand" is 3000, "two-thirds" is 2/3."""
    numeral = numeral.casefold()
    over, slash, under = numeral.partition("/")
    if slash:
        return _rounded(float(over) / float(under))
    parsed = _PARSED.match(numeral)
    if parsed and (parsed["digits"] or parsed["glyph"]):
        value = float(parsed["digits"].replace(",", "") or 0) + _GLYPHS.get(parsed["glyph"], 0)
        return _rounded(value * (_LARGE | _LETTERS).get(parsed["magnitude"], 1.0))
    return _rounded(_value_of_words(_SPACE.split(numeral)))


def magnitude_of(numeral: str) -> float:
    """Give the magnitude of a numeral in digits: 1000 for "3k" and "3 thousand", 1 without one."""
    parsed = _PARSED.match(numeral.casefold())
    return (_LARGE | _LETTERS).get(parsed["magnitude"], 1.0) if parsed and parsed["digits"] else 1.0


def _rounded(value: float) -> float:
    """Hide binary noise, so that 1.1 million and 1,100,000 are equal."""
    return float(f"{value:.12g}")


def _value_of_words(numerals: list[str]) -> float:
    part = _PARTS.get(numerals[-1].removesuffix("s"))
    if part and numerals[-2:] != ["a", "half"]:
        return SMALL.get(numerals[0], 1.0) / part
    total = current = 0.0
    for word in numerals:
        if word in _LARGE:
            current = (current or 1.0) * _LARGE[word]
            if _LARGE[word] >= _GROUP:
                total, current = total + current, 0.0
        else:
            current += 1 / 2 if word == "half" else SMALL.get(word, _TENS.get(word, 0.0))
    return total + current
