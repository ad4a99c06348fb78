"""Joins clock, network, parser, clusterer, engine and database to a Tracker."""

from __future__ import annotations

import gc
import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.core import Tools, Tracker
from tracker.core.common.overseeing import Overseer
from tracker.errors import ConfigError, StoreError, TrackerError
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tracker.cli.herald import Herald
    from tracker.cluster import Clusterer
    from tracker.cluster.merge import Fineness
    from tracker.cluster.semantic import Semantic
    from tracker.core.tools import Fetch, Parse
    from tracker.dossier import Answerer, Engine
    from tracker.dossier.reading.memory import Memory
    from tracker.llm.ports import Oversight
    from tracker.sandbox import Sandbox
    from tracker.settings import Paths, Settings

# Processes that read feeds and pages: one can hang for its whole time limit without holding up the others.
READERS = 2
# New objects between two looks for those that hold each other, and how many looks at young ones come
# before one at older ones. Python's own 700 make it look again and again through the sentences, words and
# statements of a story, none of which holds another in a circle: an eighth of the time of a long one.
COLLECTING = 50_000, 20, 50


def open_tracker(
    paths: Paths,
    settings: Settings,
    now: Callable[[], datetime],
    *,
    verbose: bool = False,
    reading: bool = False,
) -> Tracker:
    """Open the database (made where there is none) and lay the tools ready.

    `reading`: nothing is made or changed, and nobody is told of anything.
    """
    gc.set_threshold(*COLLECTING)
    if settings.engine == "llm" and not reading:
        _look_for_model(paths, settings)
    if not reading:
        _make_folder(paths.data)
    keep_log(paths, verbose=verbose)
    sandbox = cache(_sandbox)  # one, for feeds and for pages
    clusterer = _new_clusterer(paths, settings)
    store = Store(paths.database, reading=reading)
    overseer = Overseer()
    memory = cache(_memory)  # one, for dossiers and for answers
    make = cache(lambda: _engines(settings, store, now, overseer, memory()))
    tools = Tools(
        lambda: _fetch(settings),
        lambda: _parse(sandbox()),
        clusterer,
        lambda: make()[0],
        sandbox,
        offhand=lambda: make()[1],
        answerer=lambda oversight: _answerer(settings, store, now, oversight, memory()),
        overseer=overseer,
    )
    return Tracker(
        store,
        paths.feeds,
        now,
        tools,
        searches_a_day=settings.search.daily_budget,
        searches_unasked=settings.search.automatic,
        herald=None if reading else _herald(settings),
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder} can't be made: {error.strerror}.", "Name another place with --data."
        ) from error


def _herald(settings: Settings) -> Herald | None:
    """Return what tells of followed stories, None where the user wants none of it."""
    notify = settings.notify
    if not (notify.bell or notify.desktop or notify.command):
        return None
    from tracker.cli.herald import Herald

    return Herald(notify)


def keep_log(paths: Paths, *, verbose: bool) -> None:
    """Write warnings to the log file, and with --verbose to stderr; each as one clean line."""
    logger = logging.getLogger("tracker")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    handlers: list[logging.Handler] = [LogFile(paths.log, delay=True, encoding="utf-8")]
    if verbose:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(CleanFormatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
    logger.propagate = False


class LogFile(logging.FileHandler):
    """The log file, made with its folder at the first record.

    Where it can't be written (a full disk, a folder that is another's) the record is given
    up: what it warns of must not become a failure of the command.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, or give it up."""
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the base class's name
        """Say nothing: stderr is talk for the user."""


class CleanFormatter(logging.Formatter):
    """Formats a record so that nothing of a feed in it can steer a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text without escapes or controls."""
        from tracker.text.clean import clean

        return clean(super().format(record))


def _fetch(settings: Settings) -> Fetch:
    from tracker import __version__
    from tracker.fetch import Fetcher

    return Fetcher(
        allow_private=settings.allow_private,
        version=__version__,
        pause=settings.poll.pause_seconds,
        deadline=settings.poll.deadline_seconds,
    )


def _sandbox() -> Sandbox:
    from tracker.parse import LOADED
    from tracker.sandbox import Sandbox

    return Sandbox(READERS, load=LOADED)


def _parse(sandbox: Sandbox) -> Parse:
    from tracker.parse import Parser

    # While the subscriptions are read and the first feeds asked, the children come up.
    sandbox.start()
    return Parser(sandbox=sandbox)


def _new_clusterer(paths: Paths, settings: Settings) -> Callable[[], Clusterer]:
    """Return what makes a clusterer; of a sentence model only its files are looked for yet."""
    fineness = settings.stories.fineness
    if not settings.semantic.model:
        return lambda: _clusterer(fineness)
    from tracker.cluster.sentence_model import network

    folder = paths.config.parent / Path(settings.semantic.model).expanduser()
    network(folder)
    semantic = cache(_semantic)  # one for all clusterers: the vectors it keeps serve them all
    return lambda: _clusterer(fineness, semantic(folder, fineness))


def _clusterer(fineness: Fineness, semantic: Semantic | None = None) -> Clusterer:
    from tracker.cluster.merge import shipped
    from tracker.cluster.online import OnlineClusterer

    return OnlineClusterer(shipped(fineness=fineness), semantic)


def _semantic(folder: Path, fineness: Fineness) -> Semantic:
    from tracker.cluster.merge import shipped
    from tracker.cluster.semantic import Semantic
    from tracker.cluster.sentence_model import SentenceModel

    return Semantic(SentenceModel(folder), shipped(semantic=True, fineness=fineness))


def _memory() -> Memory:
    from tracker.dossier.reading.memory import Memory

    return Memory()


def _engines(
    settings: Settings, store: Store, now: Callable[[], datetime], overseer: Overseer, memory: Memory
) -> tuple[Engine, Engine]:
    """Return the engine of the rounds, and that of pages which the user waits for."""
    if settings.engine == "llm" and not store.reading:
        from tracker.cli.model import engines

        return engines(settings.llm, store, now, overseer, memory)
    from tracker.dossier.extractive import ExtractiveEngine

    engine = ExtractiveEngine(memory)
    return engine, engine


def _answerer(
    settings: Settings,
    store: Store,
    now: Callable[[], datetime],
    oversight: Oversight | None,
    memory: Memory,
) -> Answerer:
    """Make what answers one question, with a connection of its own: dossiers may be written meanwhile."""
    if settings.engine == "llm" and not store.reading:
        from tracker.cli.model import answerer

        return answerer(settings.llm, store, now, oversight, memory)
    from tracker.dossier.asking.extractive import ExtractiveAnswerer

    return ExtractiveAnswerer(memory)


def _look_for_model(paths: Paths, settings: Settings) -> None:
    """Refuse a model that is not named, or can't be used here; loads nothing."""
    if not settings.llm.model:
        hint = 'Name one that the server has, as in model = "gemma3:4b", or leave `engine` out.'
        raise ConfigError(f'{paths.config}: engine = "llm" needs `model` under [llm].', hint)
    if find_spec("pydantic_ai") is None:
        way = "`pip install 'pydantic-ai-slim[openai]' keyring`"
        hint = f"Run {way}, or leave `engine` out of config.toml."
        raise TrackerError("Dossiers by a language model need pydantic-ai, which is not installed.", hint)
