"""The law of imports: a module imports only from its own layer or from those above it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest

import tracker
from tracker import core

ROOT = Path(tracker.__file__).parent

# Which modules alone may import a library, so that its traps are met in one place.
ONLY_IN = {
    "feedparser": {"parse"},
    "trafilatura": {"fulltext"},
    "httpx2": {"fetch", "llm"},
    "pydantic_ai": {"llm"},
    "httpcore2": {"fetch"},
    "sqlite3": {"store", "schema"},
    "sqlite_utils": {"store", "schema"},
    "textual": {"screens", "app"},
    "ruamel": {"subscriptions"},
    "nupunkt": {"text"},
    "numpy": {"cluster"},
    "onnxruntime": {"cluster"},
    "tokenizers": {"cluster"},
    "aiohttp": {"cli"},
    "textual_serve": {"cli"},
}


class Import(NamedTuple):
    """One import statement: the module that has it and the dotted name it asks for."""

    module: str
    target: str


def layers() -> dict[str, int]:
    """Read the map in the package's docstring: each part's line, from the ground up."""
    document = tracker.__doc__ or ""
    listing = document.split("imports.\n", 1)[1]
    lines = [line.strip() for line in listing.splitlines() if line.strip()]
    return {name: height for height, line in enumerate(lines) for name in line.split(" · ")}


def part(module: str) -> str:
    """Return the room a module is in: tracker.text.clean is in `text`."""
    return module.split(".")[1] if "." in module else ""


def imports(module: str, source: str) -> list[Import]:
    """List every import in a source text, those inside functions too."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [Import(module, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            assert node.level == 0, f"{module}: relative imports hide the layer"
            if base == "tracker":
                found += [Import(module, f"tracker.{alias.name}") for alias in node.names]
            else:
                found.append(Import(module, base))
    return found


def breaches(found: list[Import]) -> list[str]:
    """Return a sentence for each import that breaks the law."""
    heights = layers()
    told = []
    for module, target in found:
        here, library = part(module), target.split(".")[0]
        if library in ONLY_IN and here not in ONLY_IN[library]:
            told.append(f"{module} imports {library}, which only {sorted(ONLY_IN[library])} may")
        there = part(target)
        if library != "tracker" or there in {"", "__version__"} or here in {"", "__main__"}:
            continue
        if heights[there] > heights[here]:
            told.append(f"{module} imports {target}, which stands below it")
        if heights[there] == heights[here] and there != here:
            told.append(f"{module} imports {target}, its neighbour")
    return told


def modules() -> dict[str, str]:
    """Read every module of the package: dotted name to source."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        dotted = ".".join(("tracker", *path.relative_to(ROOT).with_suffix("").parts))
        found[dotted.removesuffix(".__init__")] = path.read_text(encoding="utf-8")
    return found


def test_every_module_imports_only_what_stands_above_it() -> None:
    found = [each for module, source in modules().items() for each in imports(module, source)]
    assert breaches(found) == []


def test_every_room_stands_on_the_map_and_the_map_has_no_room_that_is_not_there() -> None:
    rooms = {part(module) for module in modules()} - {"", "__main__"}
    assert rooms == set(layers())


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("tracker.model", "from tracker.store import Store"),
        ("tracker.core.rounds.polling", "def f():\n    import textual.app"),
        ("tracker.text.clean", "from tracker import cli"),
        ("tracker.screens.home", "import sqlite3"),
    ],
)
def test_a_planted_breach_is_found(module: str, source: str) -> None:
    assert breaches(imports(module, source))


def rooms_of_core() -> list[str]:
    """Read the order of core's rooms in its docstring."""
    listing = re.search(r"Operations live in rooms.*?\n\n", core.__doc__ or "", re.DOTALL)
    assert listing
    named = re.findall(r"`(\w+)`", listing[0])
    return [name for name in named if (ROOT / "core" / name).is_dir()]


def at_run_time(source: str) -> str:
    """Leave out of a source text what only type checkers read."""
    tree = ast.parse(source)
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
    ]
    return ast.unparse(tree)


def below(room: str, order: list[str], found: list[Import]) -> list[str]:
    """Return a sentence for each import of a room that stands below it."""
    later = order[order.index(room) + 1 :]
    told = ((each, each.target.removeprefix("tracker.core.").split(".")[0]) for each in found)
    return [f"{each.module} imports {each.target}" for each, there in told if there in later]


def test_every_room_of_core_imports_only_rooms_that_are_named_before_it() -> None:
    order = rooms_of_core()
    assert set(order) == {path.name for path in (ROOT / "core").iterdir() if (path / "__init__.py").exists()}
    told = [
        sentence
        for module, source in modules().items()
        for room in order
        if module.startswith(f"tracker.core.{room}.")
        for sentence in below(room, order, imports(module, at_run_time(source)))
    ]
    assert told == []
    planted = imports("tracker.core.views.reading", "from tracker.core.rounds.polling import Polling")
    assert below("views", order, planted)


def test_a_screen_imports_no_other_screen() -> None:
    # Screens are opened by name through the app, so that each can be read and tested alone.
    told = [
        each
        for module, source in modules().items()
        if re.match(r"tracker\.screens\.\w+_screen$", module)
        for each in imports(module, source)
        if re.match(r"tracker\.screens\.\w+_screen$", each.target) and each.target != module
    ]
    assert told == []


def test_no_module_but_the_front_reads_the_clock() -> None:
    told = [
        module
        for module, source in modules().items()
        if part(module) not in {"cli", "demo"}
        and re.search(r"\b(?:datetime|date)\.(?:now|today|utcnow)\(|\btime\.time\(", source)
    ]
    assert told == []
