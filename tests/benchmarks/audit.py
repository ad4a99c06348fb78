"""Audit the dossiers of replayed feeds: what holds, what changes without cause, what dangles, what is empty.

    python -m tests.benchmarks.audit [PATH] [--polls 4] [--limit N] [--show]

PATH is a folder of feeds or a file of stories (`replays`, `story_files`); without one the bundled
feeds are replayed. One JSON line is printed, shares in percent:

- `holds`: of all sentences of all versions, and the notes of evolution (`notes` of them), those whose
  citation, quotations, figures and date are found in the articles they cite by code of its own
  (`findings`); `dropped`: what the check took out
- `churn`: of the sentences that came or went between two versions, those that no new article supports
- `rebuild`: changes that a version without anything new would bring; `unsteady`: stories that the
  articles in another order write up otherwise
- `orphans`: what still rests on an article that left the story, in the version after that; tried with
  the article that each last version cites most
- `dangling`: of the sentences of the last versions, those that start with a pronoun or a connective
- `empty`: by section, how many stories have none of it, of those that have matter for it (`matter`)

--show tells the offenders on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.findings import Said, changes, dangling, noted, orphans, said, unfounded
from tests.benchmarks.matter import wanting
from tests.benchmarks.replays import of_demo, of_file, of_folder
from tracker.diff import diff, visible
from tracker.dossier.check import check
from tracker.dossier.extractive import ExtractiveEngine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.benchmarks.replays import Replay, Written


@dataclass
class Audit:
    """What was found so far; offenders are counted by section."""

    show: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    offenders: dict[str, Counter[str]] = field(default_factory=dict)
    matter: Counter[str] = field(default_factory=Counter)

    def take(self, replay: Replay) -> None:
        """Audit all versions of one story."""
        self.counts["stories"] += 1
        for number, written in enumerate(replay.versions, 1):
            self._found(written, f"{replay.story} v{number}")
        for number, (before, after) in enumerate(pairwise(replay.versions), 2):
            changed = changes(before, after)
            self.counts["changed"] += changed.count
            self._offend("churn", changed.unsupported, f"{replay.story} v{number}")
        if replay.versions:
            self._last(replay.versions[-1], len(replay.versions) + 1, replay.story)

    def _found(self, written: Written, place: str) -> None:
        self.counts["versions"] += 1
        notes = sum(1 for _ in noted(written.dossier))
        self.counts["notes"] += notes
        self.counts["sentences"] += notes + sum(1 for _ in said(written.dossier))
        self.counts["dropped"] += written.dossier.dropped
        self._offend("unfounded", unfounded(written), place)

    def _last(self, written: Written, version: int, place: str) -> None:
        """Audit what matters of the newest version alone."""
        sentences = list(said(written.dossier))
        self.counts["read"] += len(sentences)
        self._offend("dangling", (each for each in sentences if dangling(each.text)), place)
        for section, empty in wanting(written.dossier, written.articles).items():
            self.matter[section] += 1
            if empty:
                self._offend("empty", [Said(section, "", ())], place)
        again = _again(written, version)
        for change in visible(diff(written.dossier, again)):
            text = f"{change.kind}: {change.before} -> {change.after}"
            self._offend("rebuild", [Said(change.section, text, ())], place)
        if _again(written, version, backwards=True) != again:
            self._offend("unsteady", [Said("all", "", ())], place)
        if len(written.articles) > 1:
            self._offend("orphans", _orphans(written, version), place)

    def _offend(self, kind: str, found: Iterable[Said], place: str) -> None:
        for each in found:
            self.offenders.setdefault(kind, Counter())[each.section] += 1
            if self.show:
                cited = f" {list(each.citations)}" if each.citations else ""
                dated = f" ({each.date})" if each.date else ""
                print(f"{kind} | {place} | {each.section}{dated}{cited} | {each.text}", file=sys.stderr)

    def result(self) -> dict[str, Any]:
        """Give the figures, and of what there should be none the counts by section."""
        counts, total = self.counts, {kind: found.total() for kind, found in self.offenders.items()}
        empty = self.offenders.get("empty", Counter())
        return {
            "stories": counts["stories"],
            "versions": counts["versions"],
            "sentences": counts["sentences"],
            "holds": _percent(counts["sentences"] - total.get("unfounded", 0), counts["sentences"], 100.0),
            "churn": _percent(total.get("churn", 0), counts["changed"]),
            "rebuild": total.get("rebuild", 0),
            "notes": counts["notes"],
            "orphans": total.get("orphans", 0),
            "unsteady": total.get("unsteady", 0),
            "dangling": _percent(total.get("dangling", 0), counts["read"]),
            "dropped": counts["dropped"],
            "empty": {section: [empty[section], found] for section, found in sorted(self.matter.items())},
            "by_section": {
                kind: dict(found.most_common())
                for kind, found in sorted(self.offenders.items())
                if kind != "empty"
            },
        }


def _again(written: Written, version: int, *, backwards: bool = False) -> Any:
    """Write a version from the same articles, in another order if asked, by a new engine."""
    articles = written.articles[::-1] if backwards else written.articles
    return check(ExtractiveEngine().build(articles, written.dossier, version), articles)


def _orphans(written: Written, version: int) -> list[Said]:
    """Take the article that is cited most out of a story, and give what the next draft still has of it."""
    cited = Counter(number for each in said(written.dossier) for number in each.citations)
    gone = min(written.articles, key=lambda article: (-cited[article.number], article.number)).number
    rest = [article for article in written.articles if article.number != gone]
    return orphans(ExtractiveEngine().build(rest, written.dossier, version), gone)


def _percent(part: int, whole: int, otherwise: float = 0.0) -> float:
    return round(100 * part / whole, 2) if whole else otherwise


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.audit")
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--polls", type=int, default=4)
    parser.add_argument("--limit", type=int, help="audit so many stories only")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    if options.path is None:
        replays: Iterable[Replay] = of_demo()
    elif options.path.is_dir():
        replays = of_folder(options.path, options.polls)
    else:
        replays = of_file(options.path, options.polls)
    audit = Audit(options.show)
    for replay in islice(replays, options.limit):
        audit.take(replay)
    print(json.dumps(audit.result()))


if __name__ == "__main__":
    main()
