"""The figures of programs that are measured side by side, and the ratios between them."""

from __future__ import annotations

import sys
from statistics import median
from typing import TYPE_CHECKING, Final

from tests.benchmarks.rivals import AbsentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# Measure → program → its figure in each run.
Figures = dict[str, dict[str, list[float]]]

OWN: Final = "tracker"


class Sheet:
    """Figures as they are taken, and why some are absent."""

    def __init__(self) -> None:
        self.figures: Figures = {}
        self.absent = dict[str, str]()

    def note(self, measure: str, program: str, figure: float) -> None:
        """Write down one figure."""
        taken = self.figures.setdefault(measure, {}).setdefault(program, [])
        taken.append(round(figure, 1 if measure.endswith(("_ms", "_mb")) else 2))

    def note_times(self, measure: str, program: str, times: Sequence[float]) -> None:
        """Write down the median and the 95th percentile of milliseconds."""
        ranked = sorted(times)
        self.note(f"{measure}_p50_ms", program, ranked[len(ranked) // 2])
        self.note(f"{measure}_p95_ms", program, ranked[int(0.95 * len(ranked))])

    def attempt(self, what: str, program: str, take: Callable[[], None]) -> None:
        """Let figures be taken; where they can't be, write down why and go on."""
        try:
            take()
        except AbsentError as error:
            self.absent[f"{what}: {program}"] = str(error)
        print(f"{what}: {program}", self.absent.get(f"{what}: {program}", "done"), file=sys.stderr)


def ratios(
    figures: Mapping[str, Mapping[str, Sequence[float]]], peers: Sequence[str]
) -> dict[str, dict[str, float | None]]:
    """Return by measure tracker's figure by each peer's: the runs' median, None where one is missing."""
    return {measure: {peer: _ratio(taken, peer) for peer in peers} for measure, taken in figures.items()}


def _ratio(taken: Mapping[str, Sequence[float]], peer: str) -> float | None:
    pairs = list(zip(taken.get(OWN, ()), taken.get(peer, ()), strict=False))
    if not pairs or not all(theirs for _, theirs in pairs):
        return None
    return round(median(ours / theirs for ours, theirs in pairs), 2)
