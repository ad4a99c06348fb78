"""Whether a built sdist and wheel hold what is kept in the repository, and nothing else.

python -m tests.packaged FOLDER     # where `python -m hatchling build -d FOLDER` has put one of each
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
METADATA = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
MANUAL = "share/man/man1/tracker.1"


def kept() -> set[str]:
    """List the files of the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in listed.stdout.split("\0") if name}


def for_wheel(files: set[str], release: str) -> set[str]:
    """List what a wheel holds: the package with the bundled feeds, its metadata and the manual."""
    package = {name for name in files if name.startswith("tracker/")}
    metadata = {f"{release}.dist-info/{name}" for name in METADATA}
    return package | metadata | {"tracker/feeds.yaml", f"{release}.data/data/{MANUAL}"}


def for_sdist(files: set[str], release: str) -> set[str]:
    """List what an sdist holds: the whole repository, under one folder, and its metadata."""
    return {f"{release}/{name}" for name in (*files, "PKG-INFO")}


def in_wheel(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as wheel:
        return {name for name in wheel.namelist() if not name.endswith("/")}


def in_sdist(path: Path) -> set[str]:
    with tarfile.open(path) as sdist:
        return {each.name for each in sdist if not each.isdir()}


def faults(folder: Path, files: set[str]) -> list[str]:
    """Say of each file that is too much or too little in the wheel and the sdist of a folder."""
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    release = sdist.name.removesuffix(".tar.gz")
    told = []
    for path, found, meant in (
        (wheel, in_wheel(wheel), for_wheel(files, release)),
        (sdist, in_sdist(sdist), for_sdist(files, release)),
    ):
        told += [f"{path.name}: {name} should not be in it" for name in sorted(found - meant)]
        told += [f"{path.name}: {name} is missing" for name in sorted(meant - found)]
    return told


if __name__ == "__main__":
    found = faults(Path(sys.argv[1]), kept())
    sys.stdout.writelines(
        f"{line}\n" for line in found or ["sdist and wheel hold what is kept, nothing else"]
    )
    raise SystemExit(bool(found))
