"""The programs that are measured side by side: where each comes from, how it polls, starts and searches.

`reader` and `rss-cli` come from PyPI, each into a virtual environment of its own. newsboat is not there:
it is taken where the system has it. Of the feed readers on PyPI that are built on Textual and keep feeds of
the user's own, rss-cli is the one that is kept up, searches, and installs on every Python that tracker
has: lazyfeed wants 3.12 and has rested since January 2025, feedctl and rsstui cannot search, oldnews and
miniflux-tui-py show what a server holds, worldnews-cli stores no articles.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import tracker
from tracker.core.rounds.crew import CONCURRENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# What is installed: reader's own feedparser wants `sgmllib`, which feedparser brings no longer.
PACKAGES: Final = {"reader": ("reader", "sgmllib3k"), "rss-cli": ("rss-cli",)}
# Seconds that an installation may take.
PATIENCE: Final = 600
# Titles that reader's page has, as many as stand on the screens of the others, and what stands at its end.
_TITLES: Final = 40
END: Final = "-- end of the page --"
# The titles of newsboat's lists, no sign of which is at the same place in both: curses writes each whole.
LISTED, FOUND = "=========", "FOUND ITEMS"

_TRACKER_POLL = """
import os, sys, time
from datetime import UTC, datetime
from pathlib import Path
from tracker import settings
from tracker.cli.wiring import open_tracker
ended = []
def told(progress):
    if progress.stage == "fetch" and progress.done == progress.total:
        ended.append(time.time())
paths = settings.paths(Path(sys.argv[1]), None, os.environ)
tracker = open_tracker(paths, settings.load(paths.config, os.environ), lambda: datetime.now(UTC))
tracker.polling.round(force=True, progress=told)
ended.append(time.time())
print(ended[0])
tracker.close()
"""
_TRACKER_SEARCH = """
import json, sys, time
from pathlib import Path
from tracker.cli.session import Session
with Session(data=Path(sys.argv[1]), quiet=True).tracker() as tracker:
    told = []
    for query in json.load(sys.stdin):
        start = time.perf_counter()
        hits = tracker.finding.find(query).hits
        told.append((1000 * (time.perf_counter() - start), hits[0].title if hits else ""))
print(json.dumps(told))
"""
_READER_POLL = """
import sys, time, reader
urls, threads = open(sys.argv[2]).read().split(), int(sys.argv[3])
with reader.make_reader(sys.argv[1], search_enabled=True) as library:
    for url in urls:
        library.add_feed(url, exist_ok=True)
    library.update_feeds(workers=threads, scheduled=False)
    print(time.time())
    library.update_search()
"""
_READER_PAGE = f"""
import itertools, sys, reader
with reader.make_reader(sys.argv[1]) as library:
    for entry in itertools.islice(library.get_entries(limit={_TITLES}), {_TITLES}):
        print(entry.title)
    print("{END}")
    sys.stdin.read()
"""
_READER_SEARCH = """
import json, sys, time, reader
with reader.make_reader(sys.argv[1]) as library:
    told = []
    for query in json.load(sys.stdin):
        start = time.perf_counter()
        hits = list(library.search_entries(query, limit=200))
        told.append((1000 * (time.perf_counter() - start), hits[0].feed_url if hits else ""))
print(json.dumps(told))
"""
# Without these it asks its feeds at every start after half an hour, and takes 200 entries of each at most.
_RSS_CONFIG = "[settings]\ncache_ttl_seconds = 1000000\nmax_articles_per_feed = 1000000\n"
# What its key for a round does.
_RSS_POLL = "from rss_cli.services.fetcher import fetch_feeds_sync; fetch_feeds_sync(force=True)"
_RSS_FILL = """
import asyncio, sys, httpx
from rss_cli.services import cache, config, fetcher
async def run():
    async with httpx.AsyncClient() as client:
        return [one for url in config.load_feed_urls() for one in await fetcher._parse_feed(client, url)]
cache.save_cache(asyncio.run(run()))
"""


class AbsentError(Exception):
    """A program that can't be measured here, and why."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program with an empty home for some feeds.

    `poll`: the command of a round; one that goes on after all is stored `tells` on its output at what time of
    day that was. `start`: opens its list in a terminal. `search`: reads queries as JSON and prints for each
    the milliseconds of a call; none where there is nothing to be called. `files`: where its articles are;
    `count`: the SQL that counts them in the first. `fill`: brings in what a round can't. `interface`: there
    is one, in which keys do something. `texts`: the tables, with their indexes, that hold no more than the
    others do; none: all does.
    """

    name: str
    version: str
    poll: list[str]
    start: list[str]
    files: list[Path]
    count: str
    environment: dict[str, str] = field(default_factory=dict)
    search: list[str] = field(default_factory=list)
    fill: list[str] = field(default_factory=list)
    tells: bool = False
    interface: bool = True
    texts: tuple[str, ...] = ()

    def run(self, command: Sequence[str], given: str = "") -> str:
        """Run one of the commands to its end and return what it printed; AbsentError where it fails."""
        environment = os.environ | self.environment
        done = subprocess.run(
            command, env=environment, input=given, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise AbsentError(f"{self.name} failed: {done.stderr[-2000:]}")
        return done.stdout


def programs(
    folder: Path, urls: Sequence[str], names: Sequence[str], tools: Path
) -> tuple[dict[str, Program], dict[str, str]]:
    """Lay out empty homes in a folder; return the programs, and why others are absent.

    What is installed for them stays in `tools`.
    """
    found, absent = {}, {}
    for name in names:
        home = folder / name
        home.mkdir(parents=True, exist_ok=True)
        (home / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
        try:
            found[name] = _MAKERS[name](home, tools)
        except AbsentError as error:
            absent[name] = str(error)
    return found, absent


def _tracker(home: Path, _: Path) -> Program:
    lines = ["feeds:", "  Farm:"]
    lines += [f"    - {{url: {url}, fulltext: never}}" for url in (home / "urls").read_text().split()]
    (home / "feeds.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    python = sys.executable
    return Program(
        "tracker",
        tracker.__version__,
        poll=[python, "-c", _TRACKER_POLL, str(home)],
        start=[python, "-m", "tracker", "--data", str(home)],
        files=[home / "tracker.db"],
        count="select count(*) from articles",
        environment={"TRACKER_ALLOW_PRIVATE": "127.0.0.0/8"},
        search=[python, "-c", _TRACKER_SEARCH, str(home)],
        tells=True,
        texts=("articles", "article_feeds", "revisions", "revisions_fts%", "feeds"),
    )


def _reader(home: Path, tools: Path) -> Program:
    python, version = installed(tools, "reader")
    database = str(home / "reader.db")
    return Program(
        "reader",
        version,
        poll=[python, "-c", _READER_POLL, database, str(home / "urls"), str(CONCURRENT)],
        start=[python, "-c", _READER_PAGE, database],
        files=[home / "reader.db", home / "reader.db.search"],
        count="select count(*) from entries",
        search=[python, "-c", _READER_SEARCH, database],
        tells=True,
        interface=False,
    )


def _newsboat(home: Path, _: Path) -> Program:
    path = shutil.which("newsboat")
    if path is None:
        raise AbsentError("no newsboat on PATH, and PyPI has none; Debian's package is called newsboat")
    config = home / "config"
    config.write_text(
        f'reload-threads {CONCURRENT}\nfeedlist-title-format "{LISTED}"\n'
        f'searchresult-title-format "{FOUND}"\n',
        encoding="utf-8",
    )
    start = [path, "-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", str(config)]
    said = subprocess.run([path, "-v"], capture_output=True, text=True, check=False).stdout
    return Program(
        "newsboat",
        (re.findall(r"\d+\.\d+(?:\.\d+)?", said) or ["?"])[0],
        poll=[*start, "-x", "reload"],
        start=start,
        files=[home / "cache.db"],
        count="select count(*) from rss_item",
        environment={"HOME": str(home)},
    )


def _rss_cli(home: Path, tools: Path) -> Program:
    python, version = installed(tools, "rss-cli")
    folders = {f"XDG_{kind.upper()}_HOME": str(home / kind) for kind in ("config", "cache", "data")}
    (home / "config" / "rss-cli").mkdir(parents=True, exist_ok=True)
    shutil.copy(home / "urls", home / "config" / "rss-cli" / "feeds.txt")
    (home / "config" / "rss-cli" / "config.toml").write_text(_RSS_CONFIG, encoding="utf-8")
    return Program(
        "rss-cli",
        version,
        poll=[python, "-c", _RSS_POLL],
        start=[python, "-m", "rss_cli"],
        files=[home / "cache" / "rss-cli" / "articles.db"],
        count="select count(*) from articles",
        environment={"HOME": str(home), **folders},
        fill=[python, "-c", _RSS_FILL],
    )


def installed(tools: Path, name: str) -> tuple[str, str]:
    """Return a Python that has a package, and the package's version; what is not there yet is installed."""
    folder = tools / name
    python = folder / "bin" / "python"
    if not python.exists():
        _install(folder, str(python), name)
    ask = f"from importlib.metadata import version; print(version({name!r}))"
    return str(python), subprocess.run(
        [python, "-c", ask], capture_output=True, text=True, check=True
    ).stdout.strip()


def _install(folder: Path, python: str, name: str) -> None:
    command = [python, "-m", "pip", "install", "--quiet", *PACKAGES[name]]
    try:
        venv.create(folder, with_pip=True)
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        raise AbsentError(f"{name} could not be installed: {said[-1]}") from error


_MAKERS: Final = {"tracker": _tracker, "reader": _reader, "newsboat": _newsboat, "rss-cli": _rss_cli}
NAMES: Final = tuple(_MAKERS)
