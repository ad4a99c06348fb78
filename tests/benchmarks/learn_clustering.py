"""Learn the weights of the merge model, and print them as tracker/cluster/weights.toml.

    python -m tests.benchmarks.learn_clustering TRAIN [--model FOLDER]

TRAIN is a file as `tests.benchmarks.clustering` reads it. The articles of TRAIN
are streamed past the clusterer; each story it would compare an article with is an example,
right or wrong. First the stories are the true ones, and each article comes twice, the
second time with its true story hidden. Then, for a few rounds, the stories are those that
the model itself makes (Ross et al. 2011, "A reduction of imitation learning to no-regret
online learning"), and an example is as right as the share of the story's articles that
are truly of the article's story. The thresholds are the best ones
in cross-validation over the stories.

With a sentence model's FOLDER, the tables of `semantic` are printed instead: learnt on all
texts, so that the examples are many, but with the thresholds for titles alone.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import count
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.clustering import Row, article, b_cubed, load, stream
from tests.benchmarks.newton import Input, newton
from tracker.cluster.document import read
from tracker.cluster.evidence import FEATURES, TIMES
from tracker.cluster.merge import Merge
from tracker.cluster.online import OnlineClusterer
from tracker.cluster.semantic import Semantic
from tracker.cluster.sentence_model import SentenceModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cluster.document import Document
    from tracker.cluster.evidence import Evidence
    from tracker.cluster.semantic import Encoder

# Lead, title alone and whole text, so that the model serves every kind of feed; and the
# stream at its own pace and slowed down, so that it serves stories of days and of months.
TEXTS = ("lead", "title", "full")
PACES = (1.0, 6.0)
ROUNDS = 1
# What overlaps can't speak against a merge, what conflicts can't speak for one; and time
# alone must not break up a story whose terms fit: a week's quiet costs 1.5 logits at most.
BOUNDS = {
    "cosine": (0.0, inf),
    "names": (0.0, inf),
    "named": (0.0, inf),
    "plain": (0.0, inf),
    "covered": (0.0, inf),
    "lead": (0.0, inf),
    "first": (0.0, inf),
    "meaning": (0.0, inf),
    "conflict": (-inf, 0.0),
    "quiet": (-1.5, 0.0),
}
NEWTON_STEPS = 12
# Where the model says yes while it makes its own stories.
WORKING_THRESHOLD = 0.4
# Where an article joins a story, and where two stories are one; for articles with text, and for
# titles alone, which prove little.
Thresholds = tuple[float, float]
THRESHOLDS: tuple[Thresholds, ...] = tuple((a, b) for a in (0.475, 0.55, 0.6) for b in (0.5, 0.6))
TITLE_THRESHOLDS: tuple[Thresholds, ...] = ((0.3, 0.3), (0.3, 0.4), (0.4, 0.3), (0.45, 0.3), (0.5, 0.3))
FOLDS = 5


class Example(NamedTuple):
    """The features of one comparison, and how right a merge would be (0 to 1)."""

    features: tuple[float, ...]
    right: float


def slowed(rows: list[Row], pace: float) -> list[Row]:
    """Return the rows with every gap between them `pace` times as long."""
    start = rows[0].time
    return [replace(row, time=start + (row.time - start) * pace) for row in rows]


def compared(
    clusterer: OnlineClusterer, document: Document, apart: Sequence[int], semantic: Semantic | None
) -> list[tuple[int, Evidence]]:
    """Return the stories that the clusterer would compare the article with, and all the evidence."""
    found = clusterer._compared(document, apart)
    if not semantic:
        return [(one.story, one.evidence) for one in found]
    known = clusterer._known
    return [
        (one.story, one.evidence._replace(meaning=semantic.likeness(document, known.bundle(one.story))))
        for one in found
    ]


def of_true_stories(rows: list[Row], text: str, semantic: Semantic | None) -> list[Example]:
    """Return the comparisons that the clusterer makes when every earlier article is right."""
    clusterer = OnlineClusterer()
    numbers: dict[str | None, int] = defaultdict(count(1).__next__)
    examples = []
    for place, row in enumerate(rows):
        document, _ = read(article(place, row, text))
        known = row.story in numbers
        story = numbers[row.story]
        for apart in ((), (story,)) if known else ((),):
            found = compared(clusterer, document, apart, semantic)
            examples += [Example(evidence, float(number == story)) for number, evidence in found]
        clusterer.add(article(place, row, text), story)
    return examples


def of_own_stories(rows: list[Row], text: str, merge: Merge, semantic: Semantic | None) -> list[Example]:
    """Return the comparisons that the clusterer makes when its earlier choices were its own."""
    clusterer = OnlineClusterer()
    members: list[Counter[str | None]] = []
    examples = []
    for place, row in enumerate(rows):
        one = article(place, row, text)
        found = compared(clusterer, read(one)[0], (), semantic)
        for number, evidence in found:
            right = members[number][row.story] / members[number].total()
            examples.append(Example(evidence, right))
        score, best = max(((merge.probability(e), -number) for number, e in found), default=(0.0, 0))
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
        weights = newton(weights, inputs)
    scaled = [weight / spread for weight, spread in zip(weights, spreads, strict=False)]
    bias = weights[-1] - sum(weight * mean for weight, mean in zip(scaled, means, strict=True))
    return dict(zip(free, scaled, strict=True)), bias


def learn(rows: list[Row], semantic: Semantic | None, *, timed: bool) -> Merge:
    """Learn on the true stories, then on the model's own as well; rounded as `table` prints it."""
    streams = [(slowed(rows, pace), text) for pace in (PACES if timed else PACES[:1]) for text in TEXTS]
    examples = [example for stream_ in streams for example in of_true_stories(*stream_, semantic)]
    merge = fit(examples, timed=timed)
    for _ in range(ROUNDS):
        examples += [example for stream_ in streams for example in of_own_stories(*stream_, merge, semantic)]
        merge = fit(examples, timed=timed)
    return replace(
        merge, weights=tuple(round(weight, 2) for weight in merge.weights), bias=round(merge.bias, 2)
    )


def with_best_thresholds(merge: Merge, rows: list[Row], encode: Encoder | None, *, timed: bool) -> Merge:
    """Return the model with the thresholds of the best mean F1 on stories not learnt from.

    With `encode` those for titles, else those for articles with text too. The stories are dealt
    into folds; each model learns on all but one, clusters the whole stream, and is judged by the
    articles of that one. With text, precision must be no lower than recall: a wrong merge misleads
    a reader, a missed one only repeats.
    """
    semantic = Semantic(encode) if encode else None
    kinds = {"title": TITLE_THRESHOLDS} if encode else {"lead": THRESHOLDS, "title": TITLE_THRESHOLDS}
    folds = {story: place % FOLDS for place, story in enumerate(sorted({str(row.story) for row in rows}))}
    tried: defaultdict[tuple[str, Thresholds], list[dict[str, float]]] = defaultdict(list)
    for fold in range(FOLDS):
        learnt = learn([row for row in rows if folds[str(row.story)] != fold], semantic, timed=timed)
        judged = [folds[str(row.story)] == fold for row in rows]
        for text, choices in kinds.items():
            for pair in choices:
                tried[text, pair].append(_score(_with(learnt, text, pair), rows, text, judged, encode))
    for text in kinds:
        means = {pair: _mean(scores) for (of, pair), scores in tried.items() if of == text}
        careful = {pair: m for pair, m in means.items() if text == "title" or m["precision"] >= m["recall"]}
        merge = _with(merge, text, max(careful, key=lambda pair: careful[pair]["f1"]))
    return merge


def _with(merge: Merge, text: str, pair: Thresholds) -> Merge:
    """Return the model with the thresholds for articles with text, or for titles alone."""
    if text == "title":
        return replace(merge, title_threshold=pair[0], title_story_threshold=pair[1])
    return replace(merge, threshold=pair[0], story_threshold=pair[1])


def _mean(scores: list[dict[str, float]]) -> dict[str, float]:
    return {name: sum(score[name] for score in scores) / len(scores) for name in scores[0]}


def _score(
    merge: Merge, rows: list[Row], text: str, judged: list[bool], encode: Encoder | None
) -> dict[str, float]:
    """Return the B-cubed figures of the articles that are `judged`."""
    clusterer = OnlineClusterer(merge, Semantic(encode, merge) if encode else None)
    articles = [article(place, row, text) for place, row in enumerate(rows, 1)]
    return b_cubed([str(row.story) for row in rows], stream(articles, clusterer), judged)


def table(merge: Merge, *, titles: bool = False) -> str:
    """Return the model as the lines of a TOML table; of one for `titles`, without the other thresholds."""
    weights = (
        f"{name} = {weight:.2f}" for name, weight in zip(FEATURES, merge.weights, strict=True) if weight
    )
    thresholds = (
        f"{name} = {getattr(merge, name):.3f}"
        for name in ("threshold", "title_threshold", "story_threshold", "title_story_threshold")
        if not titles or name.startswith("title")
    )
    return "\n".join((*thresholds, f"bias = {merge.bias:.2f}", *weights))


def main() -> None:
    """Learn both models, at the times and without, and print them."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.learn_clustering")
    parser.add_argument("train", type=Path)
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="learn with this sentence model")
    options = parser.parse_args()
    train = load(options.train)
    encode = SentenceModel(options.model) if options.model else None
    for name, timed in (("timed", True), ("timeless", False)):
        learnt = learn(train, Semantic(encode) if encode else None, timed=timed)
        chosen = with_best_thresholds(learnt, train, encode, timed=timed)
        print(f"[{'semantic.' if encode else ''}{name}]\n{table(chosen, titles=encode is not None)}\n")


if __name__ == "__main__":
    main()
