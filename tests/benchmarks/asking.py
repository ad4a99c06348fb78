"""Measure how well questions are answered by the articles' own sentences, and what that costs.

    python -m tests.benchmarks.asking [--missed]

The questions are those of `tests/asked_pairs.py`, on the ferry's story and the demo's. One JSON line is
printed: of how many questions the first sentence answers (`first`) and one of all (`any`), of how many that
nothing answers none is given (`silent`), and the milliseconds of processor time of one question to a story
that was read before (`ms`). `--missed` lists the others on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from time import process_time

from tests.asked_pairs import FRESH, PAIRS, Pair, story
from tracker.dossier.asking.extractive import ExtractiveAnswerer


def main() -> None:
    """Ask all questions, and print how they were answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    answerer = ExtractiveAnswerer()
    pairs = (*PAIRS, *FRESH)
    for name in {pair[0] for pair in pairs}:
        answerer.answer("What happened?", story(name))
    begun = process_time()
    told = {pair: answered(answerer, pair) for pair in pairs}
    each = 1000 * (process_time() - begun) / len(pairs)
    if options.missed:
        for (name, question, wanted), found in told.items():
            if not (has(found[:1], wanted) if wanted else not found):
                print(f"{name}: {question} {found[:1]}", file=sys.stderr)
    answerable = {pair: found for pair, found in told.items() if pair[2]}
    silent = [not found for pair, found in told.items() if not pair[2]]
    first = sum(has(found[:1], pair[2]) for pair, found in answerable.items())
    among = sum(has(found, pair[2]) for pair, found in answerable.items())
    shares = {
        "first": first / len(answerable),
        "any": among / len(answerable),
        "silent": sum(silent) / len(silent),
    }
    rounded = {name: round(share, 3) for name, share in shares.items()}
    print(json.dumps({"questions": len(pairs), **rounded, "ms": round(each, 1)}))


def answered(answerer: ExtractiveAnswerer, pair: Pair) -> list[str]:
    """Give the sentences that answer a question."""
    return [claim.text for claim in answerer.answer(pair[1], story(pair[0])).claims]


def has(texts: list[str], wanted: tuple[str, ...]) -> bool:
    """Tell whether one of the texts has a piece of what is wanted."""
    return any(piece in text for piece in wanted for text in texts)


if __name__ == "__main__":
    main()
