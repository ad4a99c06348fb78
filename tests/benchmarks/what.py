"""Short summaries of stories by the product's own What section.

    python -m tests.benchmarks.what STORIES.jsonl[.gz] --predicted OUT.jsonl

STORIES lines: {"id", "articles": [{"title", "text"}], "summary"}; OUT lines: {"id",
"sentences"}. Prints one JSON line: ROUGE-1 and ROUGE-2 F1 (Lin 2004) of the first 55 words
in whole sentences against `summary` where it is given, and seconds a story.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tracker.dossier import Cited
from tracker.dossier.material import gather
from tracker.dossier.what import what
from tracker.model import Article

# The stories carry no times: all articles are of one moment.
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = 55


def read(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines, packed or not."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode()
    return [json.loads(line) for line in text.splitlines() if line]


def predict(row: dict[str, Any]) -> list[str]:
    """Give the sentences that What has for one story; the first title where it has none."""
    articles = [
        Cited(
            number,
            Article(
                id=number,
                title=article["title"],
                text=article["text"],
                url="",
                outlet="",
                published=MOMENT,
                fetched=MOMENT,
            ),
        )
        for number, article in enumerate(row["articles"], 1)
    ]
    claims = what(gather(articles), None, 1)
    return [claim.text for claim in claims] or [row["articles"][0]["title"]]


def grams(text: str, n: int) -> Counter[tuple[str, ...]]:
    """Count the runs of `n` lower-cased words."""
    found = re.findall(r"\w+", text.lower())
    return Counter(zip(*(found[start:] for start in range(n)), strict=False))


def rouge(summary: str, sentences: list[str], n: int) -> float:
    """Score the first `WORDS` words, in whole sentences, 0 to 1."""
    kept = sentences[:1]
    for sentence in sentences[1:]:
        if len(" ".join([*kept, sentence]).split()) > WORDS:
            break
        kept.append(sentence)
    gold, mine = grams(summary, n), grams(" ".join(kept), n)
    return 2 * (gold & mine).total() / max(1, gold.total() + mine.total())


def main() -> None:
    """Predict, write, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--predicted", type=Path, required=True)
    options = parser.parse_args()
    rows = read(options.stories)
    started = time.perf_counter()
    predicted = [{"id": row["id"], "sentences": predict(row)} for row in rows]
    spent = time.perf_counter() - started
    options.predicted.write_text("".join(json.dumps(line) + "\n" for line in predicted), encoding="utf-8")
    pairs = [(r["summary"], p["sentences"]) for r, p in zip(rows, predicted, strict=True) if "summary" in r]
    scores = {
        f"rouge{n}": round(100 * sum(rouge(*pair, n) for pair in pairs) / max(1, len(pairs)), 1)
        for n in (1, 2)
    }
    print(json.dumps(scores | {"stories": len(rows), "seconds_each": round(spent / max(1, len(rows)), 4)}))


if __name__ == "__main__":
    main()
