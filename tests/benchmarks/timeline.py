"""Dates and sentences of long stories by the product's own timeline.

    python -m tests.benchmarks.timeline ARTICLES.jsonl[.gz] --predicted OUT.json [--timelines GOLD.json]
        [--replay CUTS]

ARTICLES lines: {"topic", "id", "outlet", "published", "sentences": [{"text", …}]}; OUT:
{topic: [[date, [sentence, …]], …]}, the most important date first. Prints one JSON line;
with GOLD the mean date F1, each reference met by as many dates as it has itself.

--replay builds the section itself as it grows, version upon version, at so many days that cut
each topic's articles into equal parts, and once from all articles: `section_f1` and `replay_f1`
are the date F1 of the two last sections, `lost` the share of right dates that a version of the
replay had and its last has not.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.what import read
from tracker.dossier import Cited
from tracker.dossier.choice.dated import dated
from tracker.dossier.choice.salience import days
from tracker.dossier.material import gather
from tracker.dossier.timeline import timeline
from tracker.model import Article, Dossier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material
    from tracker.model import Event

Ranked = list[tuple[str, list[str]]]


def cited(rows: list[dict[str, Any]]) -> list[Cited]:
    """Number the articles of one topic in the order they came."""
    articles = []
    for number, row in enumerate(sorted(rows, key=lambda row: (row["published"], row["id"])), 1):
        moment = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
        text = "\n\n".join(sentence["text"] for sentence in row["sentences"])
        articles.append(
            Cited(number, Article(number, "", text, "", row["outlet"], published=moment, fetched=moment)),
        )
    return articles


def predict(material: Material) -> Ranked:
    """Rank the days of one topic, each with its best sentence."""
    told: dict[str, str] = {}
    for date, sentence in dated(material):
        told.setdefault(date, sentence.text)
    return [(day, [told[day]] if day in told else []) for day in days(material)]


def replay(articles: Sequence[Cited], cuts: int) -> list[tuple[Event, ...]]:
    """Build the section at each cut from the articles so far and the version before."""
    sections: list[tuple[Event, ...]] = []
    last: Dossier | None = None
    for version in range(1, cuts + 1):
        edge = articles[len(articles) * version // cuts - 1].article.published
        material = gather([one for one in articles if one.article.published <= edge])
        sections.append(timeline(material, last, version))
        last = Dossier("", timeline=sections[-1], sources=material.sources)
    return sections


def ranked(section: Sequence[Event], material: Material) -> Ranked:
    """Give the days of a section, the most important first."""
    order = {day: place for place, day in enumerate(days(material))}
    exact = {event.date: [e.text for e in section if e.date == event.date] for event in section}
    return sorted(
        ((day, texts) for day, texts in exact.items() if len(day) == len("2026-05-12")),
        key=lambda entry: (order.get(entry[0], len(order)), entry[0]),
    )


def date_f1(reference: Ranked, predicted: Ranked) -> float:
    """Score the dates of one reference, 0 to 1."""
    gold = {date for date, _ in reference}
    mine = [date for date, _ in predicted if min(gold) <= date <= max(gold)][: len(gold)]
    return 2 * len(gold & set(mine)) / (len(gold) + len(mine))


def mean_f1(references: list[dict[str, Any]], predicted: dict[str, Ranked]) -> float:
    """Average the date F1 over the references."""
    scores = [date_f1(one["timeline"], predicted[one["topic"]]) for one in references]
    return round(sum(scores) / len(scores), 3)


def lost(references: list[dict[str, Any]], sections: dict[str, list[tuple[Event, ...]]]) -> float:
    """Give the share of right dates that a version had and the last one has not."""
    right = gone = 0
    for one in references:
        gold = {date for date, _ in one["timeline"]}
        dates = [{event.date for event in section} & gold for section in sections[one["topic"]]]
        right += len(set().union(*dates))
        gone += len(set().union(*dates) - dates[-1])
    return round(gone / max(1, right), 3)


def main(arguments: Sequence[str] | None = None) -> None:
    """Predict, write, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--predicted", type=Path, required=True)
    parser.add_argument("--timelines", type=Path)
    parser.add_argument("--replay", type=int, default=0, metavar="CUTS")
    options = parser.parse_args(arguments)
    topics: dict[str, list[dict[str, Any]]] = {}
    for row in read(options.articles):
        topics.setdefault(row["topic"], []).append(row)
    started = time.process_time()
    articles = {topic: cited(rows) for topic, rows in topics.items()}
    materials = {topic: gather(of_topic) for topic, of_topic in articles.items()}
    predicted = {topic: predict(material) for topic, material in materials.items()}
    figures: dict[str, float] = {"topics": len(topics), "seconds": round(time.process_time() - started, 1)}
    options.predicted.write_text(json.dumps(predicted), encoding="utf-8")
    references = []
    if options.timelines:
        references = json.loads(options.timelines.read_text(encoding="utf-8"))["timelines"]
        figures["date_f1"] = mean_f1(references, predicted)
    if references and options.replay:
        grown = {topic: replay(of_topic, options.replay) for topic, of_topic in articles.items()}
        at_once = {t: ranked(timeline(m, None, 1), m) for t, m in materials.items()}
        figures["section_f1"] = mean_f1(references, at_once)
        figures["replay_f1"] = mean_f1(references, {t: ranked(grown[t][-1], materials[t]) for t in topics})
        figures["lost"] = lost(references, grown)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
