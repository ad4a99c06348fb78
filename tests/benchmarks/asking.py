"""Measure how well questions are answered by the articles' own sentences, and what that costs.

    python -m tests.benchmarks.asking [--missed]
    python -m tests.benchmarks.asking --model FILE.gguf [--questions N]
    python -m tests.benchmarks.asking --base-url http://127.0.0.1:11434/v1 --model NAME

The questions are those of `tests/asked_pairs.py`, on the ferry's story and the demo's. One JSON line is
printed: of how many questions the first sentence answers (`first`) and one of all (`any`), of how many that
nothing answers none is given (`silent`), and the milliseconds of processor time of one question to a story
that was read before (`ms`). `--missed` lists the others on stderr. A model is served as `benchmarks.llm`
does it, and asked every so-manieth question; of those answered by it at all there is the share (`own`), and
`ms` is time on the clock.
"""

from __future__ import annotations

import argparse
import json
import sys
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from tests.asked_pairs import FRESH, PAIRS, Pair, story
from tests.benchmarks.llm import BOUNDS, served
from tracker.dossier.asking.extractive import ExtractiveAnswerer
from tracker.llm.answerer import LlmAnswerer
from tracker.llm.client import ServerModel
from tracker.llm.guards import Around

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.dossier import Answerer


def main() -> None:
    """Ask all questions, and print how they were answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--model", default="")
    parser.add_argument("--base-url", default="")
    parser.add_argument("--style", default="auto", choices=["auto", "write", "shorten"])
    parser.add_argument("--questions", type=int, default=20)
    options = parser.parse_args()
    every = (*PAIRS, *FRESH)
    if not options.model:
        print(json.dumps(measured(ExtractiveAnswerer(), every, process_time, missed=options.missed)))
        return
    with served(options.model, options.base_url, 1) as (name, url):
        answerer = LlmAnswerer(ServerModel(name, url), Around(bounds=BOUNDS, style=options.style))
        some = every[:: max(1, len(every) // options.questions)]
        print(json.dumps({"model": name} | measured(answerer, some, perf_counter, missed=options.missed)))


def measured(
    answerer: Answerer, pairs: Sequence[Pair], clock: Callable[[], float], *, missed: bool
) -> dict[str, float]:
    """Ask questions, and say how they were answered."""
    for name in {pair[0] for pair in pairs}:
        answerer.nearest("What happened?", story(name))
    begun = clock()
    answers = {pair: answerer.answer(pair[1], story(pair[0])) for pair in pairs}
    each = 1000 * (clock() - begun) / len(pairs)
    told = {pair: [claim.text for claim in answer.claims] for pair, answer in answers.items()}
    if missed:
        for (name, question, wanted), found in told.items():
            if not (has(found[:1], wanted) if wanted else not found):
                print(f"{name}: {question} {found[:1]}", file=sys.stderr)
    answerable = {pair: found for pair, found in told.items() if pair[2]}
    silent = [not found for pair, found in told.items() if not pair[2]]
    first = sum(has(found[:1], pair[2]) for pair, found in answerable.items())
    among = sum(has(found, pair[2]) for pair, found in answerable.items())
    shares = {
        "first": first / max(len(answerable), 1),
        "any": among / max(len(answerable), 1),
        "silent": sum(silent) / max(len(silent), 1),
        "own": sum(bool(answer.written) for answer in answers.values()) / len(pairs),
    }
    return {"questions": len(pairs), "ms": round(each, 1)} | {
        name: round(share, 3) for name, share in shares.items()
    }


def has(texts: list[str], wanted: tuple[str, ...]) -> bool:
    """Tell whether one of the texts has a piece of what is wanted."""
    return any(piece in text for piece in wanted for text in texts)


if __name__ == "__main__":
    main()
