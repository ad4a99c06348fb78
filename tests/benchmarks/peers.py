"""tracker beside its peers in one run: rounds, starts, memory, search and size, as ratios.

    python -m tests.benchmarks.peers [--feeds 500] [--entries 30] [--articles 100000] [--repeat 3]
        [--starts 5] [--queries 20] [--only rounds|start|search|size …] [--keep FOLDER]

Beside it stand reader and rss-cli, which are installed from PyPI into a temporary folder, and the system's
newsboat; `rivals` says why these. All get the same made-up articles over HTTP from loopback feeds with
validators, each feed with a host of its own: tracker asks a host once a second at most, others ask as fast
as they can, so that politeness costs nobody. All run on this machine, in turn, with warm file caches. With
`--keep` all stays in FOLDER, and the next run there installs and fills nothing anew (rounds are always
fresh). Prints one JSON line: `versions`; `ratios`, tracker's figure by the peer's, the median over the runs,
below 1 where tracker needs less, null where there is none; `figures`, the raw ones of every run;
`absent`, why a figure is not there. The measures:

    first_round_s        from the start of the process until 500 feeds of 30 new entries are fetched, parsed
                         and stored; `unchanged_round_s` the same with nothing new, in the third round
    first_round_all_s    … until the process ends: with tracker's stories and dossiers, which no other has,
                         and reader's search index; `unchanged_round_all_s`; `…_round_cpu_s` of processor
    not_modified         of the unchanged round's requests, those answered 304
    start_s              from the start of the process until a known title stands in its terminal, with all
                         articles in the database; reader has no interface: a script prints 40 titles
    memory_mb            of the process and its children 5 s later, what they share counted once (Pss)
    call_WORDS_p50_ms    of a search of the newest or best 200 for common, rare or two common words, by a
                         function, in a process that has searched once: tracker's and reader's own
    typed_WORDS_p50_ms   from the last key of a query in the interface to the paint of what it finds;
                         newsboat and rss-cli look for the very signs; `p95` of both beside
    article_bytes        on disk, everything by the articles held; tracker's alone with stories and dossiers,
                         `text_bytes` without them and what the clusterer notes: texts, feeds and their index
    held, filling_s      articles in the database after one round over all of them, and its seconds
"""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks.library import Library
from tests.benchmarks.loopback import Loopback
from tests.benchmarks.polling import rounds
from tests.benchmarks.rivals import NAMES, programs
from tests.benchmarks.sheet import OWN, Sheet, ratios

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.rivals import Program

PARTS: Final = ("rounds", "start", "search", "size")
# What a round's figures are called.
_NAMED: Final = {"in_s": "round_s", "wall_s": "round_all_s", "cpu_s": "round_cpu_s"}


def _take_rounds(
    sheet: Sheet, options: argparse.Namespace, names: Sequence[str], tools: Path
) -> dict[str, Program]:
    """Let each program in turn take a first round and unchanged ones, with a fresh home."""
    with TemporaryDirectory() as fresh, closing(Loopback(options.feeds, options.entries)) as server:
        found, absent = programs(Path(fresh), server.urls, names, tools)
        sheet.absent |= absent
        for name, program in found.items():
            sheet.attempt("rounds", name, partial(_note_rounds, sheet, program, server))
    return found


def _note_rounds(sheet: Sheet, program: Program, server: Loopback) -> None:
    by_kind = rounds(program, server)
    for kind in ("first", "unchanged"):
        for key, named in _NAMED.items():
            sheet.note(f"{kind}_{named}", program.name, by_kind[kind][key])
    sheet.note("not_modified", program.name, by_kind["unchanged"]["not_modified"])


def measured(options: argparse.Namespace, folder: Path, names: Sequence[str] = NAMES) -> dict[str, Any]:
    """Measure what is asked for, with everything in a folder; `names`: the programs, tracker among them."""
    sheet, tools, parts = Sheet(), folder / "tools", options.only or PARTS
    found = dict[str, "Program"]()
    for _ in range(options.repeat if "rounds" in parts else 0):
        found |= _take_rounds(sheet, options, names, tools)
    if set(parts) - {"rounds"}:
        library = Library(folder / "homes", sheet)
        library.fill(options.feeds, max(options.articles // options.feeds, 1), names, tools)
        found |= library.found
        _take_standing(library, options, parts)
    return {
        "feeds": options.feeds,
        "versions": {name: program.version for name, program in found.items()},
        "ratios": ratios(sheet.figures, [name for name in names if name != OWN]),
        "figures": sheet.figures,
        "absent": sheet.absent,
    }


def _take_standing(library: Library, options: argparse.Namespace, parts: Sequence[str]) -> None:
    if "start" in parts:
        library.start(options.starts)
    if "search" in parts:
        library.search(options.queries)
    if "size" in parts:
        library.size()


def parsed(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--queries", type=int, default=20)
    parser.add_argument("--only", nargs="+", choices=PARTS)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    options = parsed(arguments)
    with TemporaryDirectory() as scratch:
        print(json.dumps(measured(options, options.keep or Path(scratch))))


if __name__ == "__main__":
    main()
