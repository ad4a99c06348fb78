"""Whether "shifted" is said of the speakers who moved, and of no others (`positions`).

    python -m tests.benchmarks.shifts [--show]

Each pair is a story of two articles: what somebody said, and what the same says later. One JSON
line is printed: precision and recall of "shifted" in percent, for the pairs that were read when the
rules were made (`read`), and for those that were written later (`fresh`: see `positions` for what
they were at first sight).
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import chain
from typing import TYPE_CHECKING

from tests.benchmarks.positions import FRESH_SHIFTED, FRESH_UNCHANGED, SHIFTED, UNCHANGED
from tests.stories import versions

if TYPE_CHECKING:
    from collections.abc import Sequence


def shifted(pair: tuple[str, str]) -> bool:
    """Tell whether the later sentence of a pair makes its speaker one who shifted, with its evidence."""
    _, last = versions(*pair)
    return any(
        view.evolution.state == "shifted" and view.stance.citations == (2,) and "[1]" in view.evolution.note
        for view in last.perspectives
    )


def measured(
    moved: Sequence[tuple[str, str]], stayed: Sequence[tuple[str, str]], *, show: bool
) -> dict[str, float]:
    """Give precision and recall; with `show` the pairs that were judged wrongly go to stderr."""
    right = [shifted(pair) for pair in moved]
    wrong = [shifted(pair) for pair in stayed]
    if show:
        pairs = chain(
            zip(moved, right, strict=True), zip(stayed, [not found for found in wrong], strict=True)
        )
        for pair, fine in pairs:
            if not fine:
                print(*pair, sep="\n  -> ", file=sys.stderr)
    said = sum(right) + sum(wrong)
    return {
        "precision": round(100 * sum(right) / said, 1) if said else 100.0,
        "recall": round(100 * sum(right) / len(moved), 1),
        "false": sum(wrong),
    }


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.shifts")
    parser.add_argument(
        "--show", action="store_true", help="the pairs judged wrongly, of those that were read"
    )
    show = parser.parse_args(arguments).show
    result = {
        "read": measured(SHIFTED, UNCHANGED, show=show),
        "fresh": measured(FRESH_SHIFTED, FRESH_UNCHANGED, show=False),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
