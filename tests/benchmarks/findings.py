"""Versions of a story → what of them does not hold, as code that shares nothing with the engine sees it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from tests.benchmarks.replays import Written
    from tracker.dossier import Cited
    from tracker.model import Dossier

# A quotation of so few words may be a name or a term.
QUOTED = 3
_QUOTATION = re.compile(r"[“\"«„]([^“”\"«»„]+)[”\"»“]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*(?:s\b)?")
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?"
    r"|thousands?|millions?|billions?|dozens?|half|third|quarter)\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RELATIVE = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|ago|earlier|later|before|after|since|last|next|this|past|coming"
    r"|previous|following|eve|christmas|easter|anniversary)\b"
)
_DANGLING = re.compile(
    r"""(?:he|she|they|him|them|his|her|hers|their|theirs|its|these|those|however|but|and|or|nor|yet|so
    |meanwhile|also|then|instead|moreover|furthermore|additionally|besides|therefore|thus|hence
    |nevertheless|nonetheless|otherwise|similarly|likewise|consequently|still|again|afterwards|for\ example
    |for\ instance|in\ addition|in\ contrast|by\ contrast|on\ the\ other\ hand|as\ a\ result|in\ turn
    |at\ the\ same\ time|the\ latter|the\ former,
    |it(?!\ (?:is|was|remains|took|takes|would|will|has)\b[^.]*\b(?:that|whether|if|how|when|what|who|why|to
    |not\ (?:yet\ )?(?:known|clear))\b)
    |th(?:is|at)(?!\ (?:week|month|year|morning|afternoon|evening|spring|summer|autumn|fall|winter|season)\b)
    )(?![\w’'-])|(?:he|she|they|it|this|that)['’](?:s|re|ve|ll|d)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# The note of a shift: what was held, perhaps cut, and where it stands.
_NOTE = re.compile(r"was: (?P<text>.+?)…? ?(?P<marks>(?:\[\d+\])+)")
_SPEAKER = re.compile(r"(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
_MARKS = "“\"‘'«(„"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a dossier: its section, its words and what it cites.

    `date` is that of an event, `actor` whose perspective it belongs to. `whole`: it is a sentence
    of a source, not one of the engine's own.
    """

    section: str
    text: str
    citations: tuple[int, ...]
    date: str = ""
    actor: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Changes:
    """How many sentences of a version changed, and those that no new article supports."""

    count: int
    unsupported: tuple[Said, ...]


def said(dossier: Dossier) -> Iterator[Said]:
    """Give every cited sentence of a dossier, section by section."""
    for section in ("what", "why_it_matters", "key_points"):
        yield from (Said(section, claim.text, claim.citations) for claim in getattr(dossier, section))
    for claim in chain.from_iterable(dossier.narrative):
        yield Said("narrative", claim.text, claim.citations)
    for event in dossier.timeline:
        yield Said("timeline", event.text, event.citations, event.date)
    for question in dossier.open_questions:
        yield Said("open_questions", question.text, question.citations)
        if question.state == "answered":
            yield Said("answers", question.answer, question.answered_by)
    for perspective in dossier.perspectives:
        actor, stance = perspective.actor, perspective.stance
        yield Said("stances", stance.text, stance.citations, actor=actor)
        yield from (Said("quotes", quote.text, quote.citations, actor=actor) for quote in perspective.quotes)
    for tension in dossier.tensions:
        a, b = tension.sides
        yield from (Said("tension_sides", side.text, side.citations) for side in (a, b))
        yield Said("tensions", tension.text, (*a.citations, *b.citations), whole=False)


def noted(dossier: Dossier) -> Iterator[Said]:
    """Give what the notes of evolution say that actors held before: the beginnings of sentences."""
    for perspective in dossier.perspectives:
        note = _NOTE.fullmatch(perspective.evolution.note)
        if perspective.evolution.state == "shifted" or note:
            text, marks = (note["text"], note["marks"]) if note else (perspective.evolution.note, "")
            yield Said("notes", text, tuple(map(int, re.findall(r"\d+", marks))), actor=perspective.actor)


def unfounded(written: Written, *, own: bool = False) -> list[Said]:
    """Give the sentences, and notes, whose citation, quotation, figures or date are not in what they cite.

    `own`: no sentence need be one of a source.
    """
    articles = {cited.number: cited for cited in written.articles}
    every = chain(said(written.dossier), noted(written.dossier))
    return [each for each in every if not _holds(replace(each, whole=each.whole and not own), articles)]


def orphans(dossier: Dossier, gone: int) -> list[Said]:
    """Give what still rests on an article that has left the story: its citations, and its day."""
    every = chain(said(dossier), noted(dossier))
    days = {source.published.date().isoformat() for source in dossier.sources}
    seen = (
        Said("seen", f"{view.actor}: {view.first_seen} to {view.last_seen}", (), actor=view.actor)
        for view in dossier.perspectives
        if not {view.first_seen, view.last_seen} <= days
    )
    return [*(each for each in every if gone in each.citations), *seen]


def _holds(each: Said, articles: dict[int, Cited]) -> bool:
    if not each.text or not each.citations or not set(each.citations) <= articles.keys():
        return False
    cited = [articles[number] for number in each.citations]
    texts = [_words(f"{one.article.title} | {one.article.text}") for one in cited]
    if each.date and not any(_dates(one, each.date) for one in cited):
        return False
    if any(_words(each.text) in text for text in texts):
        return True
    quotations = [each_ for each_ in _QUOTATION.findall(each.text) if len(each_.split()) >= QUOTED]
    return not each.whole and all(
        any(_words(part) in text for text in texts)
        for part in (*quotations, *_NUMBER.findall(each.text), *_NUMBER_WORD.findall(each.text))
    )


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    """Give a text's words and numbers alone, in one case, a space before and behind each."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found = " ".join(re.findall(r"[^\W_]+", plain))
    return f" {found} "


def _dates(cited: Cited, day: str) -> bool:
    """Tell whether an article may well speak of a day: by date or weekday, in relative words, or as news."""
    article = cited.article
    text = f"{article.title} {article.text}".casefold()
    if _RELATIVE.search(text) or day[:4] in text:
        return True
    parts = day.split("-")
    if len(parts) > 1 and re.search(rf"\b{_MONTHS[int(parts[1]) - 1]}", text):
        return True
    if len(parts) <= 2:  # a year, or a month of one
        return False
    whole = date.fromisoformat(day)
    news = abs(article.published.date() - whole) <= timedelta(days=1)
    return news or _DAYS[whole.weekday()] in text


def dangling(text: str) -> bool:
    """Tell whether a sentence starts with a pronoun or a connective that leans on one before it."""
    bare = text.lstrip(_MARKS)
    return bool(_DANGLING.match(bare)) or (bare == text and bool(_SPEAKER.match(bare)))


def changes(before: Written, after: Written) -> Changes:
    """Compare two versions: what came without a new article, and what went though nothing took its place."""
    known = {cited.number: (cited.article.title, cited.article.text) for cited in before.articles}
    new = {
        cited.number
        for cited in after.articles
        if known.get(cited.number) != (cited.article.title, cited.article.text)
    }
    gone = known.keys() - {cited.number for cited in after.articles}
    old, now = (_by_section(said(each.dossier)) for each in (before, after))
    _leave_out_displaced(old, now, new)
    count, unsupported = 0, list[Said]()
    for section in {**old, **now}:
        came = _apart(now.get(section, []), old.get(section, []))
        went = _apart(old.get(section, []), now.get(section, []))
        count += len(came) + len(went)
        borne = [each for each in came if new.intersection(each.citations)]
        unsupported += [each for each in came if each not in borne and not gone]
        lost = [each for each in went if not gone.union(new).intersection(each.citations)]
        unsupported += lost[len(borne) :]
    return Changes(count, tuple(unsupported))


def _leave_out_displaced(
    old: dict[str, list[Said]], now: dict[str, list[Said]], new: Collection[int]
) -> None:
    """Take out an actor of the old version for each one that a new article brought: it took the place."""
    brought = [
        name
        for name, found in now.items()
        if found[0].actor and name not in old and any(set(new).intersection(each.citations) for each in found)
    ]
    displaced = [name for name, found in old.items() if found[0].actor and name not in now]
    for name, _ in zip(displaced, brought, strict=False):
        del old[name]


def _by_section(sentences: Iterable[Said]) -> dict[str, list[Said]]:
    """Group sentences by what takes each other's place: those of a section, of perspectives by actor."""
    found: dict[str, list[Said]] = {}
    for each in sentences:
        found.setdefault(f"perspectives of {each.actor}" if each.actor else each.section, []).append(each)
    return found


def _apart(ours: Sequence[Said], theirs: Collection[Said]) -> list[Said]:
    """Give the sentences whose words are not among the others."""
    known = {(each.text, each.date) for each in theirs}
    return [each for each in ours if (each.text, each.date) not in known]
