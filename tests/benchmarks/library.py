"""Many articles in every program that is measured side by side: brought in, opened, searched, weighed."""

from __future__ import annotations

import json
import re
import sqlite3
import urllib.request
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final

from tests.benchmarks.loopback import Loopback
from tests.benchmarks.polling import timed
from tests.benchmarks.rivals import AbsentError, programs
from tests.benchmarks.standing import Seat, Told, called, queries, titles, typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.benchmarks.rivals import Program
    from tests.benchmarks.sheet import Sheet

_ITEM: Final = re.compile(r"<item><title>(.*?)</title>.*?<description>(.*?)</description>")


class Library:
    """The programs `found` that hold the same `articles`, the newest of each feed first."""

    def __init__(self, folder: Path, sheet: Sheet) -> None:
        self.found: dict[str, Program] = {}
        self.articles: list[Told] = []
        self._folder = folder
        self._kept = folder / "articles.json"
        self._sheet = sheet

    def fill(self, feeds: int, entries: int, names: Sequence[str], tools: Path) -> None:
        """Let each program take one round over all articles, unless an earlier run left them there."""
        if self._kept.exists():
            urls, articles, figures = json.loads(self._kept.read_text(encoding="utf-8"))
            self.articles = [(title, text) for title, text in articles]
            self._sheet.figures.update(figures)
            self._lay_out(urls, names, tools)
            return
        with closing(Loopback(feeds, entries)) as server:
            self.articles = [told for url in server.urls for told in _read(url)]
            self._lay_out(server.urls, names, tools)
            for name, program in self.found.items():
                self._sheet.attempt("filling", name, partial(self._fill, program))
        figures = {key: self._sheet.figures[key] for key in ("filling_s", "held")}
        self._kept.write_text(json.dumps([server.urls, self.articles, figures]), encoding="utf-8")

    def _lay_out(self, urls: Sequence[str], names: Sequence[str], tools: Path) -> None:
        self.found, absent = programs(self._folder, urls, names, tools)
        self._sheet.absent |= absent

    def _fill(self, program: Program) -> None:
        """Bring all articles in; where a round can't, say how many it brought."""
        self._sheet.note("filling_s", program.name, timed(program)["wall_s"])
        held = counted(program)
        self._sheet.note("held", program.name, held)
        if held < len(self.articles) and program.fill:
            program.run(program.fill)
            held = counted(program)
        if held < len(self.articles):
            raise AbsentError(f"{program.name} holds {held} of {len(self.articles)} articles")

    def start(self, starts: int) -> None:
        """Open each program in turn, so many times."""
        shown = {name: titles(program, self.articles) for name, program in self.found.items()}
        for _ in range(starts):
            for name, program in self.found.items():
                self._sheet.attempt("start", name, partial(self._open, program, shown[name]))

    def _open(self, program: Program, shown: Sequence[str]) -> None:
        with closing(Seat(program, shown)) as seat:
            self._sheet.note("start_s", program.name, seat.painted_s)
            self._sheet.note("memory_mb", program.name, seat.megabytes())

    def search(self, number: int) -> None:
        """Ask each program the same queries, by a function and in a terminal."""
        asked = queries(self.articles, number)
        for name, program in self.found.items():
            if program.search:
                self._sheet.attempt("call", name, partial(self._call, program, asked))
            if program.interface:
                self._sheet.attempt("typed", name, partial(self._type, program, asked))

    def _call(self, program: Program, asked: Mapping[str, Sequence[str]]) -> None:
        for kind, some in asked.items():
            self._sheet.note_times(f"call_{kind}", program.name, called(program, some)[0])

    def _type(self, program: Program, asked: Mapping[str, Sequence[str]]) -> None:
        with closing(Seat(program, titles(program, self.articles))) as seat:
            for kind, some in asked.items():
                self._sheet.note_times(f"typed_{kind}", program.name, list(typed(seat, some, self.articles)))

    def size(self) -> None:
        """Weigh the database of each program."""
        for name, program in self.found.items():
            self._sheet.attempt("size", name, partial(self._weigh, program))

    def _weigh(self, program: Program) -> None:
        taken = sum(path.stat().st_size for file in program.files for path in _with_journal(file))
        articles = max(counted(program), 1)
        self._sheet.note("article_bytes", program.name, taken / articles)
        self._sheet.note("text_bytes", program.name, (_of_texts(program) or taken) / articles)


def counted(program: Program) -> int:
    """Return how many articles are in a program's database; 0 where there is none."""
    if not program.files[0].exists():
        return 0
    with closing(sqlite3.connect(program.files[0])) as db:
        return int(db.execute(program.count).fetchone()[0])


def _of_texts(program: Program) -> int:
    """Return the bytes of the tables that hold the texts alone, with their indexes (SQLite's dbstat)."""
    if not program.texts:
        return 0
    named = " or ".join("tbl_name like ?" for _ in program.texts)
    sql = f"select sum(pgsize) from dbstat where name in (select name from sqlite_master where {named})"
    try:
        with closing(sqlite3.connect(program.files[0])) as db:
            return int(db.execute(sql, program.texts).fetchone()[0])
    except sqlite3.OperationalError as error:
        raise AbsentError(f"SQLite of this Python can't tell tables apart: {error}") from error


def _with_journal(file: Path) -> list[Path]:
    """Return a database and its write-ahead log."""
    return [path for path in (file, file.with_name(f"{file.name}-wal")) if path.exists()]


def _read(url: str) -> list[Told]:
    with urllib.request.urlopen(url) as answer:
        return _ITEM.findall(answer.read().decode())
