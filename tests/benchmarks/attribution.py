"""Who says what in articles, by the product's own rules, as spans of characters.

    python -m tests.benchmarks.attribution ARTICLES.jsonl[.gz] --predicted OUT.jsonl

ARTICLES lines: {"id", "text"}; OUT lines: {"id", "attributions": [{"source", "cue",
"content"}]}, each a list of [start, end] in `text`. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.dossier.speech.attribution import Attribution, attributions
from tracker.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.dossier.speech.tokens import Span


def spans(text: str) -> Iterator[Span]:
    """Find the sentences of a text in it; they come with their white space folded."""
    at = 0
    for sentence in sentences(text):
        pattern = re.compile(r"\s+".join(map(re.escape, sentence.split())))
        match = pattern.search(text, at)
        if match:
            at = match.end()
            yield match.span()


def as_row(found: Attribution) -> dict[str, Any]:
    """Give one attribution in the form of the file."""
    return {
        "source": [found.source] if found.source else [],
        "cue": [found.cue],
        "content": list(found.content),
    }


def main() -> None:
    """Read the articles, write what is found, and print how much and how fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--predicted", type=Path, required=True)
    options = parser.parse_args()
    opener = gzip.open if options.articles.suffix == ".gz" else open
    with opener(options.articles, "rt", encoding="utf-8") as lines:
        rows = [json.loads(row) for row in lines]
    list(spans(rows[0]["text"]))  # the sentence model is loaded once, outside the measure
    found = 0
    begun = time.perf_counter()
    with options.predicted.open("w", encoding="utf-8") as out:
        for row in rows:
            made = [as_row(each) for each in attributions(row["text"], list(spans(row["text"])))]
            found += len(made)
            out.write(json.dumps({"id": row["id"], "attributions": made}) + "\n")
    each = 1000 * (time.perf_counter() - begun) / len(rows)
    print(json.dumps({"articles": len(rows), "found": found, "ms_per_article": round(each, 2)}))


if __name__ == "__main__":
    main()
