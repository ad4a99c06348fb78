"""What looks into a built package finds what is too much and what is missing."""

from __future__ import annotations

import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.packaged import faults, for_sdist, for_wheel

if TYPE_CHECKING:
    from pathlib import Path

RELEASE = "tracker-0.1.0"
FILES = {"LICENSE", "README.md", "feeds.yaml", "tracker/__init__.py", "tracker/py.typed", "tests/test_app.py"}


def built(folder: Path, wheel: set[str], sdist: set[str]) -> Path:
    with zipfile.ZipFile(folder / f"{RELEASE}-py3-none-any.whl", "w") as archive:
        for name in wheel:
            archive.writestr(name, "")
    with tarfile.open(folder / f"{RELEASE}.tar.gz", "w:gz") as packed:
        for name in sdist:
            packed.addfile(tarfile.TarInfo(name))
    return folder


def test_a_package_that_holds_what_is_kept_has_no_fault(tmp_path: Path) -> None:
    assert faults(built(tmp_path, for_wheel(FILES, RELEASE), for_sdist(FILES, RELEASE)), FILES) == []


@pytest.mark.parametrize("name", ["tracker/__pycache__/app.pyc", "tests/test_app.py", "tracker/notes.txt"])
def test_what_is_foreign_to_a_wheel_is_named(name: str, tmp_path: Path) -> None:
    folder = built(tmp_path, for_wheel(FILES, RELEASE) | {name}, for_sdist(FILES, RELEASE))
    assert faults(folder, FILES) == [f"{RELEASE}-py3-none-any.whl: {name} should not be in it"]


@pytest.mark.parametrize("name", ["tests/.hypothesis/left", ".pytest_cache/left", "dist/old.whl"])
def test_what_is_foreign_to_an_sdist_is_named(name: str, tmp_path: Path) -> None:
    folder = built(tmp_path, for_wheel(FILES, RELEASE), for_sdist({*FILES, name}, RELEASE))
    assert faults(folder, FILES) == [f"{RELEASE}.tar.gz: {RELEASE}/{name} should not be in it"]


@pytest.mark.parametrize(
    "name",
    [
        f"{RELEASE}.dist-info/licenses/LICENSE",
        f"{RELEASE}.data/data/share/man/man1/tracker.1",
        "tracker/feeds.yaml",
        "tracker/py.typed",
    ],
)
def test_what_a_wheel_lacks_is_named(name: str, tmp_path: Path) -> None:
    folder = built(tmp_path, for_wheel(FILES, RELEASE) - {name}, for_sdist(FILES, RELEASE))
    assert faults(folder, FILES) == [f"{RELEASE}-py3-none-any.whl: {name} is missing"]
