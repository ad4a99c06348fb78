"""Dates and sentences of long stories by the product's own timeline.

    python -m tests.benchmarks.timeline ARTICLES.jsonl[.gz] --predicted OUT.json [--timelines GOLD.json]

ARTICLES lines: {"topic", "id", "outlet", "published", "sentences": [{"text", …}]}; OUT:
{topic: [[date, [sentence, …]], …]}, the most important date first. Prints one JSON line;
with GOLD the mean date F1, each reference met by as many dates as it has itself.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.what import read
from tracker.dossier import Cited
from tracker.dossier.material import gather
from tracker.dossier.timeline import dated, days
from tracker.model import Article


def predict(rows: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Rank the days of one topic, each with its best sentence."""
    ordered = sorted(rows, key=lambda row: (row["published"], row["id"]))
    articles = []
    for number, row in enumerate(ordered, 1):
        moment = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
        text = "\n\n".join(sentence["text"] for sentence in row["sentences"])
        articles.append(
            Cited(number, Article(number, "", text, "", row["outlet"], published=moment, fetched=moment)),
        )
    material = gather(articles)
    told: dict[str, str] = {}
    for date, sentence in dated(material):
        told.setdefault(date, sentence.text)
    return [(day, [told[day]] if day in told else []) for day in days(material)]


def date_f1(reference: list[tuple[str, list[str]]], predicted: list[tuple[str, list[str]]]) -> float:
    """Score the dates of one reference, 0 to 1."""
    gold = {date for date, _ in reference}
    mine = [date for date, _ in predicted if min(gold) <= date <= max(gold)][: len(gold)]
    return 2 * len(gold & set(mine)) / (len(gold) + len(mine))


def main() -> None:
    """Predict, write, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--predicted", type=Path, required=True)
    parser.add_argument("--timelines", type=Path)
    options = parser.parse_args()
    topics: dict[str, list[dict[str, Any]]] = {}
    for row in read(options.articles):
        topics.setdefault(row["topic"], []).append(row)
    started = time.perf_counter()
    predicted = {topic: predict(rows) for topic, rows in topics.items()}
    spent = time.perf_counter() - started
    options.predicted.write_text(json.dumps(predicted), encoding="utf-8")
    figures: dict[str, float] = {"topics": len(topics), "seconds": round(spent, 1)}
    if options.timelines:
        references = json.loads(options.timelines.read_text(encoding="utf-8"))["timelines"]
        scores = [date_f1(r["timeline"], predicted[r["topic"]]) for r in references]
        figures["date_f1"] = round(sum(scores) / len(scores), 3)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
