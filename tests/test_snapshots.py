"""The screens look as they are meant to; `python -m tests.snapshots` takes them anew when they change."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

from tests.snapshots import FOLDER, MOST, SNAPSHOTS, stored, taken

if TYPE_CHECKING:
    from pathlib import Path

# Lines of a difference that are shown: enough to see what it is.
SHOWN = 40


@pytest.mark.parametrize("name", SNAPSHOTS)
async def test_the_screen_looks_as_it_is_meant_to(name: str, tmp_path: Path) -> None:
    meant = stored(name).read_text(encoding="utf-8")
    found = await taken(name, tmp_path)
    if found != meant:
        kept = tmp_path / f"{name}.svg"
        kept.write_text(found, encoding="utf-8")
        lines = unified_diff(meant.splitlines(), found.splitlines(), str(stored(name)), str(kept), n=0)
        shown = "\n".join([*lines][:SHOWN])
        pytest.fail(f"{shown}\nIf that is meant: python -m tests.snapshots {name}", pytrace=False)


def test_the_snapshots_are_few_and_each_has_its_scene() -> None:
    assert len(SNAPSHOTS) <= MOST
    assert {path.stem for path in FOLDER.iterdir()} == set(SNAPSHOTS)
