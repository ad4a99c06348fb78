"""Measure what a language model gives, with and without the guardrails.

    python -m tests.benchmarks.llm --model FILE.gguf [--stories N] [--style write|shorten|auto]
    python -m tests.benchmarks.llm --base-url http://127.0.0.1:11434/v1 --model NAME

A file is served by xllamacpp, as from another machine. The stories are the bundled ones and those of
`tests/ferry.py`, in their versions. One JSON line is printed for each way: `bare` (no guard), each guard
left out of all (`--each`), and `guarded`. Of the sections that the model was asked for: the share that is
`valid` (it has sentences of the model that can be read, cited and stored) and that fell `back` to the
sources' own. Of the sentences of the model that stand in the dossiers: the share that is `supported`, by
all guards of `judge`, and `carried`, the mean share of a sentence's content words that the cited articles'
nearest two sentences have; beside them how many there are. `holds` and `churn` are what `audit` means by
them, in percent, over all that the dossiers say, but that no sentence need be a source's. Then requests,
nudges, seconds and tokens in all. By its construction all that is guarded is supported, but for what the
nearest sentences are taken to be: the figure tells of the ways without.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from statistics import mean
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks.findings import changes, noted, said, unfounded
from tests.benchmarks.replays import Written, of_demo
from tests.ferry import FERRY, LATER
from tracker.dossier.check import check
from tracker.dossier.material import gather
from tracker.llm.client import ServerModel
from tracker.llm.engine import LlmEngine
from tracker.llm.guards import BARE, Around, Bounds, Guards
from tracker.llm.judge import Judge, carried

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.dossier import Cited
    from tracker.llm.guards import Style
    from tracker.model import Claim, Dossier, Event

# Of a model on a desk all that is asked for is waited for.
BOUNDS: Final = Bounds(answer=400, deadline=3600, patience=600)


@dataclass
class Score:
    """What was counted over all versions of one way."""

    sections: int = 0
    valid: int = 0
    back: int = 0
    said: int = 0
    unfounded: int = 0
    changed: int = 0
    churned: int = 0
    supported: list[bool] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    requests: int = 0
    nudges: int = 0
    seconds: float = 0.0
    read: int = 0
    written: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def line(self, way: str, style: str) -> dict[str, Any]:
        return {
            "way": way,
            "style": style,
            "sections": self.sections,
            "valid": _share(self.valid, self.sections),
            "back": _share(self.back, self.sections),
            "sentences": len(self.supported),
            "supported": _share(sum(self.supported), len(self.supported)),
            "carried": round(mean(self.shares), 3) if self.shares else None,
            "holds": _percent(self.said - self.unfounded, self.said),
            "churn": _percent(self.churned, self.changed),
            "requests": self.requests,
            "nudges": self.nudges,
            "dropped": dict(self.dropped.most_common()),
            "seconds": round(self.seconds, 1),
            "tokens_read": self.read,
            "tokens_written": self.written,
        }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--base-url", default="")
    parser.add_argument("--stories", type=int, default=3)
    parser.add_argument("--versions", type=int, default=9, help="so many of each story at most")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--style", choices=("write", "shorten", "auto"), default="auto")
    parser.add_argument("--each", action="store_true", help="leave out each guard in turn, too")
    parser.add_argument("--show", action="store_true", help="print the model's sentences to stderr")
    parser.add_argument("--way", default="", help="only this way")
    options = parser.parse_args(arguments)
    stories = [versions[: options.versions] for versions in told()[: options.stories]]
    with served(options.model, options.base_url, options.threads) as (name, url):
        for way, guards in ways(each=options.each):
            if options.way not in {"", way}:
                continue
            score = measured(ServerModel(name, url), stories, guards, options.style, show=options.show)
            print(json.dumps(score.line(way, options.style)), flush=True)


def ways(*, each: bool) -> Iterator[tuple[str, Guards]]:
    """Give the ways in which the guards are set, by name."""
    yield "bare", BARE
    for guard in fields(Guards) if each else ():
        off: dict[str, Any] = {guard.name: 0 if guard.name == "nudges" else False}
        yield f"without {guard.name}", replace(Guards(), **off)
    yield "guarded", Guards()


def told() -> list[list[tuple[Cited, ...]]]:
    """Give stories, each as the articles of its versions one after another."""
    bundled = [[version.articles for version in replay.versions] for replay in of_demo()]
    longest = sorted(bundled, key=lambda versions: -len(versions[-1]))
    return [[FERRY, FERRY + LATER], *longest]


def measured(
    model: ServerModel,
    stories: Sequence[Sequence[tuple[Cited, ...]]],
    guards: Guards,
    style: Style,
    *,
    show: bool = False,
) -> Score:
    """Write all stories one way, and count."""
    score = Score()
    engine = LlmEngine(model, Around(guards, BOUNDS, style))
    for versions in stories:
        last: Dossier | None = None
        before: Written | None = None
        for number, articles in enumerate(versions, 1):
            begun = perf_counter()
            made = engine.build(articles, last, number)
            score.seconds += perf_counter() - begun
            last = check(made, articles) if guards.evidence else made
            _count(score, last, articles, number, show=show)
            before = _audited(score, before, Written(last, articles))
    return score


def _audited(score: Score, before: Written | None, now: Written) -> Written:
    """Count what a version says without ground, and what it changes without cause."""
    score.said += sum(1 for _ in said(now.dossier)) + sum(1 for _ in noted(now.dossier))
    score.unfounded += len(unfounded(now, own=True))
    if before is not None:
        changed = changes(before, now)
        score.changed += changed.count
        score.churned += len(changed.unsupported)
    return now


def _count(score: Score, dossier: Dossier, articles: tuple[Cited, ...], number: int, *, show: bool) -> None:
    account = dossier.account
    score.read += account.read
    score.written += account.wrote
    for section in account.sections:
        score.sections += 1
        score.valid += bool(section.written)
        score.back += bool(section.replaced)
        score.requests += section.requests
        score.nudges += section.nudges
        score.dropped.update(dict(section.dropped))
    material = gather(articles)
    judge = Judge(articles, material, Guards())
    for text, citations in _own(dossier, number):
        if material.index.same(text):
            continue
        cited = [s for s in material.sentences if s.number in citations]
        near = sorted(cited, key=partial(_apart, text))[:2]
        score.shares.append(carried(text, near))
        score.supported.append(judge.stands(text, citations))
        if show:
            print(f"{score.supported[-1]} {score.shares[-1]:.2f} {text} {citations}", file=sys.stderr)


def _apart(text: str, sentence: Any) -> float:
    return -carried(text, [sentence])


def _own(dossier: Dossier, number: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the claims that this version brought, in the sections that are lists of sentences."""
    entries: list[Claim | Event] = [*dossier.what, *dossier.why_it_matters, *dossier.key_points]
    entries += [claim for paragraph in dossier.narrative for claim in paragraph]
    entries += [*dossier.timeline, *(view.stance for view in dossier.perspectives)]
    entries += [side for tension in dossier.tensions for side in tension.sides]
    yield from ((entry.text, entry.citations) for entry in entries if entry.since == number)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 2) if whole else None


@contextmanager
def served(model: str, base_url: str, threads: int) -> Iterator[tuple[str, str]]:
    """Serve a file for a while, unless a server is named; give the model's name and address."""
    if base_url:
        yield model, base_url
        return
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.n_ctx, params.n_parallel = BOUNDS.context, 1
    # Threads of it wait by spinning: on a machine that does other work too, one is faster than all.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(params)
    yield Path(model).stem, f"{server.listening_address}/v1"
    del server


if __name__ == "__main__":
    main()
