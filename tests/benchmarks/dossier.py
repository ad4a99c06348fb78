"""Measure what a dossier costs, on a made-up story or on the longest of a file.

    python -m tests.benchmarks.dossier [FILE] [--sizes 25 100 500] [--repeat 3]

FILE is of a form of `story_files`; without one the articles are made up, 500 words each. One JSON
line is printed: for each size the seconds of processor time that writing and checking takes of
a story's first version (`first`), of the version after one more article by the same process, as
`tracker watch` does it (`next`), and by a new one, as `tracker poll` does it (`next_anew`). Each is
the least of the repeats.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Final

from tests.benchmarks.scale import Vocabulary
from tests.benchmarks.story_files import numbered, stories
from tracker.cli.wiring import COLLECTING
from tracker.dossier.check import check
from tracker.dossier.extractive import ExtractiveEngine
from tracker.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.dossier import Cited
    from tracker.model import Dossier

START: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIZES: Final = (25, 100, 500)
WORDS: Final = 500
# A story has so many people, bodies and outlets, and one article in so many is a copy of another.
PEOPLE, BODIES, OUTLETS, COPIED = 24, 12, 20, 8
# The sentences of news: who did, said, asked what, when and how much. `w` is a run of words of the
# story's matter, `t` of any.
FORMS: Final = (
    "{body} {did} the {w} of the {t} on {day}, and {n} {t} were {w}.",
    "{person} said the {w} would be {w} by the {t} in {month}.",
    "“The {w} is a {t} {w}, and we will not {t} the {t} of it,” {last} said.",
    "According to {body}, about {n} {w} had been {t} with the {w} since {month} {date}.",
    "The {w} cost {money} million, {n} per cent more than the {t} {w} of last year.",
    "{person}, who {did} the {w}, denied that the {t} {w} was {t}.",
    "It is not known whether the {w} of {body} will be {t} before the {t}.",
    "However, the {w} could lead to {t} for the {w} and the {t} in the {w}.",
    "She added that the {t} had {did} {n} {w} within {n} days.",
    "The {t} {w} near the {t} was {did} by {body} after the {w}.",
    "{last} told {body} that {n} of {n} {w} were still {t}.",
    "Why was the {w} not {did} before the {t} of the {w}?",
    "{body} rejected the {w}, and {person} accused it of {t} the {w}.",
    "In the {w} of {month}, the {t} and the {w} {did} a {t} of {w} in {place}.",
)
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = ("January", "February", "March", "April", "May", "June")
DID: Final = ("opened", "closed", "approved", "delayed", "ordered", "repaired", "sold", "inspected")
KINDS: Final = ("Council", "Institute", "Ministry", "Agency", "Union", "Court")


class Desk:
    """Writes the articles of one story, the same ones in every run."""

    def __init__(self, seed: int = 5) -> None:
        self._dice = random.Random(seed)
        self._vocabulary = Vocabulary(self._dice)
        names = [word.capitalize() for word in self._vocabulary.draw(2 * PEOPLE + BODIES + 9)]
        self._people = list(zip(names[:PEOPLE], names[PEOPLE : 2 * PEOPLE], strict=True))
        self._bodies = [f"the {name} {self._dice.choice(KINDS)}" for name in names[2 * PEOPLE : -9]]
        self._places = names[-9:]
        self._matter = [word for word in self._vocabulary.draw(120) if len(word) > 3]

    def articles(self) -> Iterator[Article]:
        """Yield articles, an hour apart; some copy an earlier one but for a sentence."""
        written: list[Article] = []
        while True:
            text = " ".join(self._paragraphs())
            if written and self._dice.randrange(COPIED) == 0:
                text = f"{self._dice.choice(written[-20:]).text}\n\n{self._sentence()}"
            number = len(written) + 1
            moment = START + timedelta(hours=number)
            outlet = f"Outlet {number % OUTLETS}"
            url = f"https://example.org/{number:04}"
            title = self._sentence().rstrip(".?")
            written.append(Article(number, title, text, url, outlet, published=moment, fetched=moment))
            yield written[-1]

    def _paragraphs(self) -> Iterator[str]:
        words = 0
        while words < WORDS:
            sentence = self._sentence()
            words += len(sentence.split())
            yield sentence if self._dice.randrange(3) else f"{sentence}\n\n"

    def _sentence(self) -> str:
        form = self._dice.choice(FORMS)
        while "{" in form:
            slot = form[form.index("{") + 1 : form.index("}")]
            form = form.replace(f"{{{slot}}}", self._slot(slot), 1)
        return form[0].upper() + form[1:]

    def _slot(self, name: str) -> str:
        dice = self._dice
        choose: dict[str, Callable[[], str]] = {
            "person": lambda: " ".join(dice.choice(self._people)),
            "last": lambda: dice.choice(self._people)[1],
            "body": lambda: dice.choice(self._bodies),
            "place": lambda: dice.choice(self._places),
            "day": lambda: dice.choice(DAYS),
            "month": lambda: dice.choice(MONTHS),
            "date": lambda: str(dice.randint(1, 28)),
            "n": lambda: str(dice.randint(2, 90)),
            "money": lambda: f"${dice.randint(2, 900)}",
            "did": lambda: dice.choice(DID),
            "w": lambda: " ".join(dice.choices(self._matter, k=dice.randint(1, 3))),
            "t": lambda: " ".join(self._vocabulary.draw(dice.randint(1, 2))),
        }
        return choose[name]()


def made_up(size: int) -> list[Cited]:
    """Return the first articles of the made-up story."""
    desk = Desk().articles()
    return numbered(next(desk) for _ in range(size))


def written(
    engine: ExtractiveEngine, articles: list[Cited], last: Dossier | None, version: int
) -> tuple[Dossier, float]:
    """Write and check one version; return it with the seconds of processor time that it took."""
    gc.collect()
    started = process_time()
    dossier = check(engine.build(articles, last, version), articles)
    return dossier, process_time() - started


def costs(articles: list[Cited]) -> dict[str, float]:
    """Return the seconds of a first version of all but the last article, and of the next version."""
    forget()
    engine = ExtractiveEngine()
    first, seconds = written(engine, articles[:-1], None, 1)
    notes = engine.memory.notes()
    _, after = written(engine, articles, first, 2)
    forget()
    engine = ExtractiveEngine()
    started = process_time()
    engine.memory.learn(notes)
    learning = process_time() - started
    _, anew = written(engine, articles, first, 2)
    return {"first": seconds, "next": after, "next_anew": learning + anew}


def forget() -> None:
    """Empty what the modules remember of texts, as a new process would not have it."""
    import functools

    for kept in [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]:
        if kept.__module__.startswith("tracker.") and kept.cache_info().maxsize != 1:
            kept.cache_clear()


def measured(articles: list[Cited], repeat: int) -> dict[str, float]:
    """Return the least cost of several runs, in seconds."""
    runs = [costs(articles) for _ in range(repeat)]
    return {name: round(min(run[name] for run in runs), 4) for name in runs[0]}


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.dossier")
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args(arguments)
    if options.file:
        everything = max(stories(options.file).values(), key=len)
    else:
        everything = made_up(max(options.sizes) + 1)
    gc.set_threshold(*COLLECTING)
    costs(everything[:4])  # what is loaded at first use is not what a dossier costs
    result: dict[str, dict[str, float]] = {}
    for size in options.sizes:
        if size < len(everything):
            result[str(size)] = measured(everything[: size + 1], options.repeat)
    print(json.dumps({"words_each": _words(everything), "seconds": result}))


def _words(articles: list[Cited]) -> int:
    return round(sum(len(cited.article.text.split()) for cited in articles) / len(articles))


if __name__ == "__main__":
    main()
