"""Proper names in a sentence: people, organisations, places, products; by their capitals."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.text.calendar import DAYS, MONTHS
from tracker.text.lexicon import (
    ABBREVIATIONS,
    CONNECTIVES,
    DEMONYMS,
    HONORIFICS,
    INSTITUTIONS,
    OFFICES,
    OPENERS,
    PLAIN_ACRONYMS,
)
from tracker.text.stopwords import STOPWORDS, word_set

# A word for this purpose: a dotted acronym or initial, or letters and digits with inner hyphens,
# ampersands, apostrophes, and points before digits; or an ampersand between words.
_WORD = re.compile(r"((?:[^\W\d_]\.)+(?![^\W_])|[^\W_]++(?:(?:[-‑&'’]|\.(?=\d))[^\W_]++)*+|&)")
# A possessive ending, which also ends a name.
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_APOSTROPHES, _SHORTEST_POSSESSIVE = "'’", 3
# Where a new sentence, quotation or clause with a capital of its own begins: a stop and a space, or
# an opening mark.
_FRESH = re.compile(r"(?:[.!?:;…][\"'”’)\]]*\s+|[\"“„«(\[—–•|]\s*)[\"'“‘„«(\[]*\Z")
# A number that may end a name: "Kestrel 4", "Claro 4.5".
_SERIAL = re.compile(r"\d{1,3}(?:\.\d)?")
_PARTICLES = word_set("de del della der den di da dos du la le van von bin ibn al el ter ten")
_LINKS = word_set("of for on without")
# "Ana Ruiz, Democrat of Aldan," has two names: hers and that of her state.
_PARTISANS = word_set("conservative democrat independent liberal republican socialist")
# "Engineers without Borders" is one name, "Ruiz without Lund" two.
_UNBOUND = word_set("borders frontiers")
_STOPS = frozenset(",.;:!?)'’\"”")
# Places that begin with a word that is none of a name elsewhere: "New York", but "New Acme plan".
_NEW_PLACES = word_set(
    "york zealand delhi orleans jersey mexico hampshire england guinea caledonia south haven bedford"
)
# Bodies that go on with "of the …", and others that go on with "for …".
_OF_THE = word_set(
    """army association church committee conference congress council court federation institute organisation
        organization society union university""",
)
_BODIES = INSTITUTIONS | word_set("observatory initiative conference project partnership platform front")
# How the name of a ministry may end behind "and": "Department of Health and Human Services".
_FIELDS = word_set(
    """affairs agriculture arts commerce culture development education energy environment fisheries food
        housing industry innovation labour medicine planning prevention research resources rights safety
        science sciences security services sport sports technology tourism trade transport welfare""",
)
# Other words that open a sentence before a name.
_LEADS = word_set(
    """accused addressing beleaguered considering convicted criticising criticizing defending describing
        disgraced embattled exiled explaining generally historically ironically jailed naturally normally
        noting officially ousted plus praising presumably recalling referring replying reportedly responding
        retired surprisingly suspected technically traditionally typically unemployed wanted writing""",
)
# "The Liberal-controlled council", "Aldan-based Acme": what ends so is none of a name.
_COMPOUNDS = ("-based", "-backed", "-born", "-controlled", "-dominated", "-held", "-led", "-owned", "-run")
# A headline in title case: as many long words, and this share of them with a capital.
_TITLED_WORDS = 4
_TITLED_SHARE = 0.85
_LONG = 4


class _Token(NamedTuple):
    """A word with its place, and what its look says. `fresh`: its capital is due there anyway."""

    text: str
    start: int
    end: int
    gap: str
    possessive: bool
    fresh: bool
    capital: bool

    @property
    def plain(self) -> str:
        return self.text.casefold().rstrip(".")


def names(sentence: str) -> tuple[str, ...]:
    """Give the proper names of `sentence` as written, in order, without duplicates.

    Titles before a name and possessive endings are left out: "Dr Ana Ruiz's" gives "Ana Ruiz".
    Days, months and ordinary words at the start are none. In a headline in title case only
    acronyms and names with digits can be told.
    """
    tokens = _tokens(sentence)
    if _is_titled(tokens, sentence):
        return tuple(dict.fromkeys(token.text for token in tokens if _is_marked(token)))
    trimmed = [_trim(run) for run in _runs(tokens)]
    found = [sentence[run[0].start : run[-1].end] for run in trimmed if run]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in found))


def _tokens(sentence: str) -> list[_Token]:
    tokens: list[_Token] = []
    end = 0
    pieces = _WORD.split(sentence)
    for gap, word in zip(pieces[::2], pieces[1::2], strict=False):
        last, start = end, end + len(gap)
        end = start + len(word)
        if word.islower() and tokens and (end - start < _SHORTEST_POSSESSIVE or word[-2] not in _APOSTROPHES):
            # So most words are, and need no closer look.
            tokens.append(_Token(word, start, end, gap, False, False, False))
            continue
        possessive = word.endswith(_POSSESSIVE)
        text = word[:-2] if possessive else word
        capital = not text.islower() and _is_capital(text)
        fresh = not tokens or (capital and _is_fresh(sentence, last, gap))
        tokens.append(_Token(text, start, start + len(text), gap, possessive, fresh, capital))
    return tokens


def _is_fresh(sentence: str, last: int, gap: str) -> bool:
    """Tell whether a word begins something behind a gap that starts at `last`."""
    if gap == " " and sentence[last - 1] != ".":
        return False
    return _FRESH.search(sentence[last - 1 : last + len(gap)]) is not None


def _is_capital(text: str) -> bool:
    """Tell a word with a capital in front, or close behind as in "iPad" and "xAI"."""
    return text[0].isupper() or (text[0].isalpha() and any(map(str.isupper, text[1:3])))


def _is_marked(token: _Token) -> bool:
    """Tell an acronym or a product with digits, which are names in any typography."""
    if token.plain in PLAIN_ACRONYMS or not token.capital or len(token.text) == 1:
        return False
    return any(map(str.isdigit, token.text)) or sum(map(str.isupper, token.text)) > 1


def _is_titled(tokens: list[_Token], sentence: str) -> bool:
    """Tell a headline in title case or capitals from a sentence, which has an end."""
    if sentence.rstrip("\"'”’»)] ").endswith((".", "!", "?", "…")):
        return False
    long = [token.capital for token in tokens if len(token.text) >= _LONG]
    return len(long) >= _TITLED_WORDS and sum(long) >= _TITLED_SHARE * len(long)


def _runs(tokens: list[_Token]) -> list[list[_Token]]:
    """Group neighbouring capitals, with what joins them, into candidates."""
    runs: list[list[_Token]] = []
    is_open = False
    for i, token in enumerate(tokens):
        if is_open and _is_near(tokens[i - 1], token) and _belongs(tokens, i, runs[-1]):
            runs[-1].append(token)
        elif token.capital and not _is_apart(token):
            runs.append([token])
        else:
            is_open = False
            continue
        is_open = not token.possessive
    return runs


def _is_near(before: _Token, token: _Token) -> bool:
    """Tell whether one space parts two words, or a space behind the point of an abbreviation."""
    return token.gap in {" ", "\u00a0"} or (token.gap == ". " and before.plain in ABBREVIATIONS)


def _belongs(tokens: list[_Token], i: int, run: list[_Token]) -> bool:
    """Tell whether the word goes on with the name before it."""
    token = tokens[i]
    after = tokens[i + 1 : i + 4]
    if token.capital:
        return not _is_apart(token) and not _is_office_of_next(token, run[-1], after)
    if token.text in _LINKS:
        return _goes_on(token, run, after)
    if token.text == "the":
        return tokens[i - 1].text == "of" and run[-2].plain in _OF_THE and _is_followed(after[:1])
    if token.text == "and":
        return _is_double(tokens[: i - len(run)], run, after) or _is_ministry(run, after)
    if _SERIAL.fullmatch(token.text):
        return run[-1].plain not in STOPWORDS | OPENERS and _ends_name(after[:1])
    while after and after[0].text in _PARTICLES:
        after = after[1:]
    return (token.text in _PARTICLES or token.text == "&") and _is_followed(after[:1])


def _goes_on(link: _Token, run: list[_Token], after: list[_Token]) -> bool:
    """Tell whether "of", "for" and the like lead on: "Bank of Aldan", "Committee of the Red Cross"."""
    if run[-1].plain in _PARTISANS or (link.text == "without" and not _is_unbound(after)):
        return False
    if link.text == "of" and after[:1] and after[0].text == "the":
        return run[-1].plain in _OF_THE and _is_followed(after[1:2])
    return _is_followed(after[:1]) and (len(run) == 1 or run[-1].plain in _BODIES)


def _is_unbound(after: list[_Token]) -> bool:
    """Tell whether "without" leads on: "Engineers without Borders"."""
    return bool(after) and after[0].plain in _UNBOUND


def _is_ministry(run: list[_Token], after: list[_Token]) -> bool:
    """Tell "Ministry of Trade and Industry" from a ministry and somebody else."""
    if not any(token.text in _LINKS for token in run) or not _is_followed(after[:1]):
        return False
    capitals = next((k for k, token in enumerate(after) if not token.capital), len(after))
    return after[capitals - 1].plain in _FIELDS


def _is_office_of_next(token: _Token, before: _Token, after: list[_Token]) -> bool:
    """Tell the office in "Aldan Mayor Lee Park", which parts two names."""
    return token.plain in OFFICES and before.plain not in OFFICES | HONORIFICS and _is_followed(after[:1])


def _ends_name(after: list[_Token]) -> bool:
    """Tell whether a number is over a name's end, not before what it counts: "Kestrel 4 was"."""
    if not after or after[0].gap[:1] in _STOPS:
        return True
    return after[0].gap.isspace() and (after[0].plain in STOPWORDS or after[0].capital)


def _is_double(before: list[_Token], run: list[_Token], after: list[_Token]) -> bool:
    """Tell "the Food and Drug Administration" from two names: one "the", one institution."""
    article = run[0].plain == "the" or (bool(before) and before[-1].text == "the")
    return (
        article
        and len(run) == 1 + (run[0].plain == "the")
        and after[1:2] != []
        and (_is_followed(after[:1]) and after[1].plain in INSTITUTIONS)
    )


def _is_followed(after: list[_Token]) -> bool:
    return any(token.capital and token.gap.isspace() and not _is_apart(token) for token in after)


def _is_apart(token: _Token) -> bool:
    """Tell a day, a month, or "I", which are no names."""
    return token.text == "I" or token.plain in DAYS or token.plain in MONTHS


def _trim(run: list[_Token]) -> list[_Token]:
    """Take off titles, offices and opening words; nothing is left of what is no name."""
    start, end = 0, len(run)
    while start < end and _is_lead(run, start):
        start += 1
    while end > start and run[end - 1].plain in STOPWORDS and not run[end - 1].text.isupper():
        end -= 1
    run = run[start:end]
    return [] if len(run) == 1 and _is_ordinary(run[0]) else run


def _is_lead(run: list[_Token], i: int) -> bool:
    """Tell a title, office or opening word before a name."""
    token = run[i]
    word = token.plain
    if word == "general":
        return i > 0  # "Attorney General Holm", but "General Motors"
    if word == "new" and len(run) > i + 1:
        return token.fresh and run[i + 1].plain not in _NEW_PLACES
    if word in HONORIFICS or word in OFFICES or token.text in _PARTICLES | _LINKS | {"&", "and"}:
        return True
    if word in STOPWORDS:
        return not token.text.isupper() or len(token.text) == 1
    return (token.fresh and (word in CONNECTIVES or word in _LEADS)) or word.endswith(_COMPOUNDS)


def _is_ordinary(token: _Token) -> bool:
    """Tell a lone word that names nothing: an initial, "AI", "French", "Council", "Officials"."""
    word = token.plain
    if len(token.text) == 1 or word in PLAIN_ACRONYMS | DEMONYMS | INSTITUTIONS:
        return True
    return token.fresh and (word in OPENERS or word.endswith(_ENDINGS)) and not _is_marked(token)


# Of adverbs and participles, which open sentences.
_ENDINGS = ("ingly", "ally", "ously", "ively", "ately", "ently")
