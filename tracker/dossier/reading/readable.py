"""Whether a sentence can stand alone in a dossier, and what is cut from its front."""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from tracker.dossier.reading.boilerplate import SIGNS, boilerplate
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

# Shorter is a fragment, longer is not read: leads of the wires go up to here.
FEWEST, MOST = 6, 50
# The same for scripts that part words by no space, in characters.
FEWEST_SIGNS, MOST_SIGNS = 12, 130
# A text with fewer words than one to so many characters is in such a script.
SPACED = 12

# "PORT AVEL, May 3 (Coast Wire) -", "LONDON —", "(CW)": capitals or a place with an agency, then
# at most a date, then a dash; or the agency alone.
_DATELINE = re.compile(
    r"^\([A-Z][\w /&.-]{1,20}\) ?(?:[—–]|--?)? ?(?=[A-Z“\"])"
    r"|^(?:[A-Z][A-Z.'’-]+(?:[ /,]+(?:[A-Z][A-Z.'’-]*|[A-Z][a-z]+\.?))*"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=,? ?\())"
    r"(?:, (?:[A-Z][a-z]+\.?,? ?)?\d{0,2})?,? ?(?:\([^()]{2,30}\))? ?(?:[—–―]|-{1,2}(?= )) ?(?=[A-Z“\"])"
    r"|^[A-Z][a-z]+(?: [A-Z][a-z]+)? \([A-Z]{2,5}\) ?(?=[A-Z][a-z])",
)
# When a text was posted, in front of it: "13.40 ", "Tuesday 5 May 2026 17.05 GMT ", "MAY 5, 2026, 8:12 PM ",
# "Last updated at 14:07 GMT ".
_DAY_OR_MONTH = (
    r"(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)[.,]? "
)
_POSTED = re.compile(
    r"^(?:(?:[Pp]ublished|[Ll]ast [Uu]pdated|[Uu]pdated|[Pp]osted)(?: at| on)?:? )?"
    rf"(?:{_DAY_OR_MONTH}){{0,2}}(?:\d{{1,2}},? )?(?:{_DAY_OR_MONTH})?(?:\d{{1,2}},? )?(?:\d{{4}},? )?"
    r"\d{1,2} ?[.:] ?\d\d(?: ?\([\d.:]{4,5}\))?(?: ?[AaPp]\.? ?[Mm]\b\.?)?"
    r"(?: ?(?:GMT|UTC|BST|CET|[ECMP][DS]?T)\b)?[,:]? +(?=[A-Z“\"])"
)
# Openings that lean on the sentence before; "US", "IT" and "WHO" are names.
_DANGLING = re.compile(
    r"""^["“'‘«(]*(?:he|she|(?-i:[Ii]t)(?!\ took\b)|they|this|that|these|those|his|her|hers|its|their|theirs
    |him|them|we|our|(?-i:[Uu]s)|i|my|you|your|however|but|and|or|nor|so|yet|meanwhile|also|still|then|instead
    |moreover|furthermore|additionally|besides|otherwise|thus|therefore|hence|nevertheless|nonetheless
    |similarly|likewise|consequently|both(?!\b[^.]*\band\b)
    |both\ (?-i:[a-z]+(?:s|men|women|people))(?!\ (?:and|of|in|from|at|who|that)\b)(?!\ \w+\ and\ )
    |neither(?!\b[^.]*\bnor\b)
    |either(?!\b[^.]*\bor\b)|another(?!\ \d)|others|such|again|elsewhere|here|there,|afterwards?
    |even\ so|as\ a\ result|in\ (?:addition|contrast|response|turn|fact)|in\ other\ words
    |for\ (?:example|instance|now|this\ reason)|by\ contrast|on\ the\ other\ hand|at\ th(?:e\ same
    |at)\ time|after\ th(?:at|is)|(?:since|until)\ then|that\ said|of\ course|indeed|to\ that\ end
    |the\ latter|the\ former,|the\ two(?!\ \w+s\b)|the\ (?:pair|trio|same)|what['’]s\ more|which|(?-i:[Ww]ho)
    |whose|because\ of\ th(?:is|at)|perhaps|no,|yes,|well,|(?:one|some|all|none|most|many|two
    |three)\ of\ (?:them|these|those)|so\ far,\ (?:he|she|it|they)|if\ so|given\ th(?:is|at)
    |despite\ th(?:is|at)|with\ th(?:is|at)
    |(?:unlike|without)\ (?:him|her|them|it|one|the\ (?:first|second|third|other)(?=,))
    |speaking\ of\ [^.;]{2,40},|(?:along|together)\ with\ (?:the\ other|this|that|these|those)\b
    |asked\ (?:if|whether|about|why|how))(?![\w’'-])
    |^["“'‘«(]*(?:he|she|it|they|this|that|there|we|i|you|who|what|here|let)['’](?:s|re|ve|ll|d|m)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_END = re.compile(r"[.!?。！？।][\"”’'»)\]」』]*$")
# "…", "...", bullets and bars, a stroke with spaces round it; all begin with a sign of one class, which is
# found in a third of the time.
_CUT = re.compile(r"[…|•►▶■./\\](?:(?<![./\\])|(?<=\.)\.\.|(?<=\s[/\\])\s)")
# A word is gone, as when a link was taken out: "with aid from , the fund".
_HOLE = re.compile(r"\b(?:of|in|from|with|by|at|for|an?|the) ,")
# Between brackets as a whole: an editor's aside.
_ASIDE = re.compile(r"\([^()]*\)\W?|\[[^\[\]]*\]\W?")
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her|they|their|them|its)\b", re.IGNORECASE)
# The same for small letters: half as long, and enough where there is none.
_SMALL_PRONOUN = re.compile(_PRONOUN.pattern)
# "Tarnfield trained it in 63 days": an object that was named before.
_EARLY_OBJECT = re.compile(
    r"^(?:[^\s,;]+ ){2,5}(?:it|them|him)"
    r"(?=[.,;]| (?:in|for|with|on|at|and|to|from|by|as|after|before|under|over)\b)",
)
# What opens a phrase or clause before the subject, and names nobody: "With folded hands, he …".
_FRONTED = (
    r"(?:About|After|Against|Along|Although|Amid|Among|As|At|Because|Before|Behind|Below|Beyond|By|Despite"
    r"|During|Following|For|From|If|In|Inside|Like|Near|On|Once|Outside|Over|Since|Though|Through|To|Under"
    r"|Unlike|Until|Upon|When|While|With|Within|Without)"
)
# Whom a pronoun can stand for: a name, a noun with its article; for "they" any plural too.
_SOMEBODY = re.compile(
    r"(?<=[\w,.”\"’)] )[A-Z]\w"
    r"|\b(?:[Tt]he|[Aa]n?|[Ee]very|[Ee]ach|[Nn]o) \w"
    rf"|^(?!{_FRONTED}\b)[A-Z]\w+(?<!ly)(?: (?!$)|['’]s)",
)
# "In her first interview since the vote, Mara Venn …": the name follows.
_NAMED_LATER = re.compile(
    rf"^{_FRONTED} [^,]{{3,120}}, (?:[\w’'-]+ ){{0,4}}[A-Z]\w",
)
_PLURAL = re.compile(r"\b[A-Za-z]{3,}s\b|\b(?:people|men|women|children|police|staff)\b")
_PLURAL_START = re.compile(r"[A-Z]\w+s (?!(?:is|was|has|does|will|would)\b)")
# What is left of a quotation that stands in the sentence before: "Ilse Brandt asked.", "Rehn tweeted Friday."
_ATTRIBUTION = re.compile(
    r"(?:[A-Z][\w.'’-]*,? |(?:the|of|for|coach|chief|minister|president|interim|party|police|master"
    r"|director|leader|head|captain|secretary|mayor|spokesman|spokeswoman|judge|analyst|officials?) ){1,9}"
    r"(?:said|asked|added|replied|tweeted|wrote|recalled|quipped|joked|explained|continued|concluded)"
    r"(?: (?:on|in|at|to|a|an|the|late|early|this|last|[A-Z]\w+|statement|interview|reporters|morning"
    r"|night)){0,6}\."
)
_ASCII = (ascii_uppercase.encode(), ascii_lowercase.encode())
_OPENS_BADLY = tuple(",;:.!?)]-–—")


def without_dateline(sentence: str) -> str:
    """Cut a dateline ("PORT AVEL, May 3 (Coast Wire) —") or a time of posting from a sentence's front."""
    return _DATELINE.sub("", _POSTED.sub("", sentence, count=1), count=1)


def readable(sentence: str, signs: Iterable[str] = SIGNS, count: int | None = None) -> bool:
    """Tell whether a reader understands the sentence without the one before, and it is whole.

    `signs` are the words by which notices are known (`boilerplate`); `count` is how many words it
    has, if known.
    """
    return (
        _END.search(sentence) is not None
        and fits(sentence, signs, count)
        and not sentence.startswith(_OPENS_BADLY)
        and _ASIDE.fullmatch(sentence) is None
        and _DANGLING.match(sentence) is None
        and not _leans(sentence)
        and _ATTRIBUTION.fullmatch(sentence) is None
        and not _shouts(sentence)
    )


def fits(sentence: str, signs: Iterable[str] = SIGNS, count: int | None = None) -> bool:
    """Tell whether a text has the length of a sentence, is not cut off, and is no boilerplate."""
    count = len(words(sentence)) if count is None else count
    if count * SPACED > len(sentence):
        whole = FEWEST <= count <= MOST
    else:
        whole = FEWEST_SIGNS <= len(sentence) <= MOST_SIGNS
    return whole and not _is_cut(sentence) and balanced(sentence) and not boilerplate(sentence, signs)


def _is_cut(sentence: str) -> bool:
    """Tell whether something was left out of a sentence, or taken out."""
    hole = " ," in sentence and _HOLE.search(sentence) is not None
    return hole or _CUT.search(sentence) is not None


def balanced(sentence: str) -> bool:
    """Tell whether every double quotation mark and bracket that opens also closes."""
    return (
        sum(map(sentence.count, '"“”„«»')) % 2 == 0
        and sentence.count("(") == sentence.count(")")
        and sentence.count("[") == sentence.count("]")
    )


def unquoted(sentence: str) -> str:
    """Leave out what stands between double quotation marks."""
    return _QUOTED.sub(" ", sentence)


def _leans(sentence: str) -> bool:
    """Tell whether a pronoun outside quotations comes before anybody it could stand for.

    A quotation that nobody is named for ("…," he said) leans too.
    """
    plain = unquoted(sentence) if any(mark in sentence for mark in '"“«') else sentence
    if plain != sentence and not re.search(r"\w", plain):
        return True
    if _EARLY_OBJECT.match(plain):
        return True
    pronoun = _PRONOUN.search(plain) if _SMALL_PRONOUN.search(plain.lower()) else None
    if pronoun is None:
        return False
    before = plain[: pronoun.start()].lstrip()
    return not _names_for(pronoun.group().casefold(), before) and _NAMED_LATER.match(plain) is None


def _names_for(pronoun: str, before: str) -> bool:
    """Tell whether the words before a pronoun hold somebody or something it can stand for."""
    if pronoun == "them":
        return _PLURAL.search(before) is not None or " and " in before
    if pronoun == "its" and _PLURAL_START.match(before):
        before = before.partition(" ")[2]
    if _SOMEBODY.search(before):
        return True
    return pronoun.startswith("the") and _PLURAL.search(before) is not None


def _shouts(sentence: str) -> bool:
    """Tell whether most letters are capitals, as in captions and headings."""
    plain = sentence.encode("ascii", "ignore")
    capitals, small = (len(plain) - len(plain.translate(None, letters)) for letters in _ASCII)
    # Even if all other signs were capitals: so with nearly every sentence, and ten times as quick.
    if capitals + len(sentence) - len(plain) <= small:
        return False
    found = [sign for sign in sentence if sign.isalpha()]
    return 2 * sum(map(str.isupper, found)) > len(found)
