"""Stream a file of articles through the clusterer as polls would, and score the stories.

    python -m tests.benchmarks.clustering FILE [--text lead|title|full] [--no-time] [--model FOLDER]
        [--fineness coarse|normal|fine] --assigned OUT

FILE holds one JSON object a line, plain or gzipped: id, time (seconds since 1970), title,
text and, if it is to be scored, story; or the fields of Miranda et al. 2018 (id, date,
title, text, cluster). OUT gets a line {"id", "story"} for each article. One JSON line is
printed; precision, recall and F1 are B-cubed (Bagga and Baldwin 1998), in percent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import compress, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cluster.merge import FINENESS, Fineness, shipped
from tracker.cluster.online import OnlineClusterer
from tracker.cluster.semantic import Semantic
from tracker.cluster.sentence_model import SentenceModel
from tracker.model import Article
from tracker.text.clean import clean, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cluster import Clusterer

# "lead": what most feeds carry of a text, in characters.
LEAD = 400
# Articles between two second looks.
POLL = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file; `story` is the true one, None where it isn't told."""

    id: str | int
    time: float
    title: str
    text: str
    story: str | None


def load(path: Path) -> list[Row]:
    """Read the file, oldest article first; articles of one moment stay in the file's order."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        found = (
            json.load(lines)
            if ".json" in path.suffixes
            else [json.loads(row) for row in lines if row.strip()]
        )
    return sorted(map(_row, found), key=lambda row: row.time)


def _row(fields: dict[str, Any]) -> Row:
    story = fields.get("story", fields.get("cluster"))
    return Row(
        id=fields["id"],
        time=_seconds(fields["time"] if "time" in fields else fields["date"]),
        title=fields.get("title") or "",
        text=fields.get("text") or "",
        story=None if story is None else str(story),
    )


def _seconds(moment: float | str) -> float:
    if isinstance(moment, str):
        found = datetime.fromisoformat(moment)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    return float(moment)


def article(number: int, row: Row, text: str) -> Article:
    """Make the article that a feed which carries `text` (lead, title or full) would give."""
    body = {"lead": row.text[:LEAD], "title": "", "full": row.text}[text]
    moment = datetime.fromtimestamp(row.time, UTC)
    return Article(
        id=number,
        title=line(row.title),
        text=clean(body),
        url=f"https://example.org/{number}",
        outlet="",
        published=moment,
        fetched=moment,
    )


def new_clusterer(model: Path | None, *, timed: bool, fineness: Fineness = "normal") -> Clusterer:
    """Make the clusterer that ships, with the sentence model in a folder if one is given."""
    merge = shipped(timed=timed, fineness=fineness)
    if not model:
        return OnlineClusterer(merge)
    for_titles = shipped(timed=timed, semantic=True, fineness=fineness)
    return OnlineClusterer(merge, Semantic(SentenceModel(model), for_titles))


def stream(articles: list[Article], clusterer: Clusterer) -> list[int]:
    """Place each article once, in order, with second looks as after polls; return their stories."""
    numbers = count(1)
    members: dict[int, list[Article]] = {}
    for place, one in enumerate(articles, 1):
        placement = clusterer.place(one)
        story = next(numbers) if placement.story is None else placement.story
        clusterer.add(one, story)
        members.setdefault(story, []).append(one)
        if place % POLL == 0 or place == len(articles):
            _merge(members, clusterer)
    homes = {one.id: story for story, told in members.items() for one in told}
    return [homes[one.id] for one in articles]


def _merge(members: dict[int, list[Article]], clusterer: Clusterer) -> None:
    """Take a second look until it finds no more stories that are one."""
    while pairs := clusterer.second_look():
        for story, into, *_ in pairs:
            for one in members[story]:
                clusterer.add(one, into)
            members[into] += members.pop(story)


def b_cubed(gold: list[str], found: list[int], judged: Sequence[bool] = ()) -> dict[str, float]:
    """Return B-cubed precision, recall and F1 in percent, of the articles `judged` or of all."""
    pairs = list(zip(gold, found, strict=True))
    both, true_size, found_size = Counter(pairs), Counter(gold), Counter(found)
    own = list(compress(pairs, judged)) if judged else pairs
    precision = sum(both[g, f] / found_size[f] for g, f in own) / len(own)
    recall = sum(both[g, f] / true_size[g] for g, f in own) / len(own)
    figures = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}
    return {name: round(100 * figure, 1) for name, figure in figures.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.clustering")
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", choices=("lead", "title", "full"), default="lead")
    parser.add_argument("--no-time", action="store_true", help="place by terms alone")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="a sentence model, for bare titles")
    parser.add_argument("--fineness", choices=FINENESS, default="normal", help="how fine stories are cut")
    parser.add_argument("--assigned", type=Path, required=True, metavar="OUT")
    options = parser.parse_args(arguments)
    rows = load(options.file)
    articles = [article(number, row, options.text) for number, row in enumerate(rows, 1)]
    clusterer = new_clusterer(options.model, timed=not options.no_time, fineness=options.fineness)
    started = time.perf_counter()
    stories = stream(articles, clusterer)
    seconds = time.perf_counter() - started
    lines = (json.dumps({"id": row.id, "story": story}) for row, story in zip(rows, stories, strict=True))
    options.assigned.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = {
        "articles": len(rows),
        "stories": len(set(stories)),
        "seconds": round(seconds, 2),
        "articles_per_second": round(len(rows) / seconds) if rows else 0,
    }
    gold = [row.story for row in rows if row.story is not None]
    print(json.dumps(result | (b_cubed(gold, stories) if gold and len(gold) == len(rows) else {})))


if __name__ == "__main__":
    main()
