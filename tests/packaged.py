"""Whether a built sdist and wheel hold what is kept in the repository, and nothing else.

python -m tests.packaged FOLDER     # where `python -m hatchling build -d FOLDER` has put one of each
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

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


def differences(found: set[str], meant: set[str]) -> list[str]:
    """Say of each file that is too much or too little."""
    return [
        *(f"{name} should not be in it" for name in sorted(found - meant)),
        *(f"{name} is missing" for name in sorted(meant - found)),
    ]


def in_wheel(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as wheel:
        return {name for name in wheel.namelist() if not name.endswith("/")}


def in_sdist(path: Path) -> set[str]:
    with tarfile.open(path) as sdist:
        return {str(PurePosixPath(each.name)) for each in sdist if each.isfile()}


def main(folder: Path) -> int:
    """Compare both, print what differs, and return how many files do."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    release = sdist.name.removesuffix(".tar.gz")
    assert release.startswith(f"{project['name']}-"), release
    files = kept()
    told = [
        *(f"{wheel.name}: {each}" for each in differences(in_wheel(wheel), for_wheel(files, release))),
        *(f"{sdist.name}: {each}" for each in differences(in_sdist(sdist), for_sdist(files, release))),
    ]
    sys.stdout.write("".join(f"{each}\n" for each in told) or f"{release}: all that is kept, nothing else\n")
    return len(told)


if __name__ == "__main__":
    raise SystemExit(1 if main(Path(sys.argv[1])) else 0)
