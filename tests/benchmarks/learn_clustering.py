"""Learn the weights of the merge model, and print them as tracker/cluster/weights.toml.

    python -m tests.benchmarks.learn_clustering TRAIN --dev DEV [DEV…]

TRAIN and DEV are files as `tests.benchmarks.clustering` reads them. The articles of TRAIN
are streamed past the clusterer; each story it would compare an article with is an example,
right or wrong. First the stories are the true ones, and each article comes twice, the
second time with its true story hidden. Then, for a few rounds, the stories are those that
the model itself makes (Ross et al. 2011, "A reduction of imitation learning to no-regret
online learning"), and an example is as right as the share of the story's articles that
are truly of the article's story. The thresholds are the best ones on DEV.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import count
from math import exp, inf
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.clustering import Row, article, b_cubed, load, stream
from tracker.cluster.document import read
from tracker.cluster.evidence import FEATURES, TIMES
from tracker.cluster.merge import Merge
from tracker.cluster.online import OnlineClusterer

# Lead, title alone and whole text, so that the model serves every kind of feed; and the
# stream at its own pace and slowed down, so that it serves stories of days and of months.
TEXTS = ("lead", "title", "full")
PACES = (1.0, 4.0, 10.0)
ROUNDS = 1
# The paces that thresholds are chosen at.
JUDGED_PACES = (1.0, 5.0)
# What overlaps can't speak against a merge, what conflicts can't speak for one; and time
# alone must not break up a story whose terms fit: a week's quiet costs 1.5 logits at most.
BOUNDS = {
    "cosine": (0.0, inf),
    "names": (0.0, inf),
    "lead": (0.0, inf),
    "breadth": (0.0, inf),
    "conflict": (-inf, 0.0),
    "quiet": (-1.5, 0.0),
}
# Strength of the Gaussian prior on the weights of standardised features.
RIDGE = 3.0
NEWTON_STEPS = 12
# Where the model says yes while it makes its own stories.
WORKING_THRESHOLD = 0.4
THRESHOLDS = tuple(step / 1000 for step in range(300, 551, 25))
# A title alone proves little, so less must do; but nobody would believe a merge less likely than this.
TITLE_THRESHOLDS = tuple(step / 1000 for step in range(200, 401, 25))


class Example(NamedTuple):
    """The features of one comparison, and how right a merge would be (0 to 1)."""

    features: tuple[float, ...]
    right: float


class Input(NamedTuple):
    """An example as it is fitted: standardised features and a one, what is pinned, the answer."""

    values: list[float]
    offset: float
    right: float


def slowed(rows: list[Row], pace: float) -> list[Row]:
    """Return the rows with every gap between them `pace` times as long."""
    start = rows[0].time
    return [replace(row, time=start + (row.time - start) * pace) for row in rows]


def of_true_stories(rows: list[Row], text: str) -> list[Example]:
    """Return the comparisons that the clusterer makes when every earlier article is right."""
    clusterer = OnlineClusterer()
    numbers: dict[str | None, int] = defaultdict(count(1).__next__)
    examples = []
    for place, row in enumerate(rows):
        document, _ = read(article(place, row, text))
        known = row.story in numbers
        story = numbers[row.story]
        for apart in ((), (story,)) if known else ((),):
            compared = clusterer._compared(document, apart)
            examples += [Example(evidence, float(number == story)) for number, evidence in compared]
        clusterer.add(article(place, row, text), story)
    return examples


def of_own_stories(rows: list[Row], text: str, merge: Merge) -> list[Example]:
    """Return the comparisons that the clusterer makes when its earlier choices were its own."""
    clusterer = OnlineClusterer()
    members: list[Counter[str | None]] = []
    examples = []
    for place, row in enumerate(rows):
        one = article(place, row, text)
        compared = clusterer._compared(read(one)[0], ())
        for number, evidence in compared:
            right = members[number][row.story] / members[number].total()
            examples.append(Example(evidence, right))
        score, best = max(((merge.probability(e), -number) for number, e in compared), default=(0.0, 0))
        if score < merge.threshold:
            best = -len(members)
            members.append(Counter())
        members[-best][row.story] += 1
        clusterer.add(one, -best)
    return examples


def fit(examples: list[Example], *, timed: bool) -> Merge:
    """Fit a logistic regression within BOUNDS: what would pass one is pinned there, the rest refitted."""
    free = [place for place, feature in enumerate(FEATURES) if timed or feature not in TIMES]
    pinned: dict[int, float] = {}
    while True:
        found, bias = _fit(examples, free, pinned)
        within = {place: _clamped(FEATURES[place], weight) for place, weight in found.items()}
        if within == found:
            weights = tuple(found.get(place, pinned.get(place, 0.0)) for place in range(len(FEATURES)))
            return Merge(weights, bias, WORKING_THRESHOLD, WORKING_THRESHOLD)
        pinned |= {place: weight for place, weight in within.items() if weight != found[place]}
        free = [place for place in free if place not in pinned]


def _clamped(feature: str, weight: float) -> float:
    low, high = BOUNDS.get(feature, (-inf, inf))
    return min(high, max(low, weight))


def _fit(
    examples: list[Example], free: list[int], pinned: dict[int, float]
) -> tuple[dict[int, float], float]:
    """Return the weights of the `free` features, and the bias, by Newton's method."""
    columns = [[example.features[place] for example in examples] for place in free]
    means = [sum(column) / len(column) for column in columns]
    spreads = [
        (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5 or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    inputs = [
        Input(
            [*((e.features[p] - m) / s for p, m, s in zip(free, means, spreads, strict=True)), 1.0],
            sum(weight * e.features[place] for place, weight in pinned.items()),
            e.right,
        )
        for e in examples
    ]
    weights = [0.0] * (len(free) + 1)
    for _ in range(NEWTON_STEPS):
        weights = _newton(weights, inputs)
    scaled = [weight / spread for weight, spread in zip(weights, spreads, strict=False)]
    bias = weights[-1] - sum(weight * mean for weight, mean in zip(scaled, means, strict=True))
    return dict(zip(free, scaled, strict=True)), bias


def _newton(weights: list[float], inputs: list[Input]) -> list[float]:
    """Take one step of Newton's method; the last weight is the bias, which has no prior."""
    size = len(weights)
    ridges = [RIDGE] * (size - 1) + [1e-6]
    gradient = [ridge * weight for ridge, weight in zip(ridges, weights, strict=True)]
    curve = [[ridges[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
    for values, offset, right in inputs:
        chance = 1 / (1 + exp(-offset - sum(w * v for w, v in zip(weights, values, strict=True))))
        slope = chance * (1 - chance)
        for i, value in enumerate(values):
            gradient[i] += (chance - right) * value
            row, part = curve[i], slope * value
            for j in range(i + 1):
                row[j] += part * values[j]
    for i in range(size):
        for j in range(i):
            curve[j][i] = curve[i][j]
    return [weight - step for weight, step in zip(weights, _solve(curve, gradient), strict=True)]


def _solve(matrix: list[list[float]], values: list[float]) -> list[float]:
    """Solve matrix · x = values by Gaussian elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for i, pivot in enumerate(rows):
        for row in rows[i + 1 :]:
            factor = row[i] / pivot[i]
            for j in range(i, len(row)):
                row[j] -= factor * pivot[j]
    found = [0.0] * len(rows)
    for i in range(len(rows) - 1, -1, -1):
        rest = sum(rows[i][j] * found[j] for j in range(i + 1, len(rows)))
        found[i] = (rows[i][-1] - rest) / rows[i][i]
    return found


def learn(rows: list[Row], *, timed: bool) -> Merge:
    """Learn on the true stories, then on the model's own as well; rounded as `table` prints it."""
    streams = [(slowed(rows, pace), text) for pace in (PACES if timed else PACES[:1]) for text in TEXTS]
    examples = [example for stream_ in streams for example in of_true_stories(*stream_)]
    merge = fit(examples, timed=timed)
    for _ in range(ROUNDS):
        examples += [example for stream_ in streams for example in of_own_stories(*stream_, merge)]
        merge = fit(examples, timed=timed)
    return replace(
        merge, weights=tuple(round(weight, 2) for weight in merge.weights), bias=round(merge.bias, 2)
    )


def with_best_thresholds(merge: Merge, files: list[list[Row]], *, timed: bool) -> Merge:
    """Return the model with the thresholds of the best mean F1: with text, and of titles alone.

    With text, precision must be no lower than recall: a wrong merge misleads a reader, a
    missed one only repeats.
    """
    paces = JUDGED_PACES if timed else JUDGED_PACES[:1]
    told = [
        (slowed(rows, pace), text)
        for rows in files
        if any(row.text for row in rows)
        for pace in paces
        for text in ("lead", "full")
    ]
    scores = {threshold: _scores(merge, told, threshold) for threshold in THRESHOLDS}
    careful = {t: found for t, found in scores.items() if all(s["precision"] >= s["recall"] for s in found)}
    titles = [(slowed(rows, pace), "title") for rows in files for pace in paces]
    bare = {threshold: _scores(merge, titles, threshold) for threshold in TITLE_THRESHOLDS}
    return replace(merge, threshold=_best(careful), title_threshold=_best(bare))


def _best(scores: dict[float, list[dict[str, float]]]) -> float:
    return max(scores, key=lambda threshold: sum(found["f1"] for found in scores[threshold]))


def _scores(merge: Merge, streams: list[tuple[list[Row], str]], threshold: float) -> list[dict[str, float]]:
    """Return the B-cubed figures of each stream with one threshold."""
    tried = replace(merge, threshold=threshold, title_threshold=threshold)
    found = []
    for rows, text in streams:
        articles = [article(place, row, text) for place, row in enumerate(rows, 1)]
        found.append(b_cubed([str(row.story) for row in rows], stream(articles, OnlineClusterer(tried))))
    return found


def table(merge: Merge) -> str:
    """Return the model as the lines of a TOML table."""
    weights = (
        f"{name} = {weight:.2f}" for name, weight in zip(FEATURES, merge.weights, strict=True) if weight
    )
    thresholds = (f"threshold = {merge.threshold:.3f}", f"title_threshold = {merge.title_threshold:.3f}")
    return "\n".join((*thresholds, f"bias = {merge.bias:.2f}", *weights))


def main() -> None:
    """Learn both models and print them."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.learn_clustering")
    parser.add_argument("train", type=Path)
    parser.add_argument("--dev", type=Path, required=True, nargs="+")
    options = parser.parse_args()
    train, dev = load(options.train), [load(path) for path in options.dev]
    for name, timed in (("timed", True), ("timeless", False)):
        print(f"[{name}]\n{table(with_best_thresholds(learn(train, timed=timed), dev, timed=timed))}\n")


if __name__ == "__main__":
    main()
