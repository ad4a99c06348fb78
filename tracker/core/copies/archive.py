"""The file of a backup: a zip of the database, feeds.yaml and config.toml, and what their bytes must be.

`manifest.json` comes first: {"format": "tracker backup", "format_version": 1, "tracker", "written_at",
"schema", "files": {name: {"bytes", "sha256"}}}. Nothing but these names is ever read or written, and
none is used as a path.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from struct import error as StructError  # noqa: N812 - an error's name
from typing import IO, TYPE_CHECKING, Any

from tracker import __version__
from tracker.errors import NotFoundError, TrackerError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT, FORMAT_VERSION = "tracker backup", 1
MANIFEST, DATABASE, FEEDS, CONFIG = "manifest.json", "tracker.db", "feeds.yaml", "config.toml"
NAMES = (DATABASE, FEEDS, CONFIG)
# The largest manifest: ours have some hundred bytes. And the largest file that a user writes by hand.
MOST_MANIFEST, MOST_TEXT = 65_536, 32_000_000
# A database of texts deflates to a third, an empty one to a thirtieth; what claims more is a bomb.
MOST_DEFLATED = 200
# Bytes that are read at a time.
PIECE = 1 << 20
# What reading a damaged or a hostile zip raises.
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    TypeError, AttributeError, IndexError, OverflowError, StructError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an archive: its bytes, and their SHA-256 in hexadecimal digits."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says that it holds, of which moment and schema."""

    at: datetime
    schema: int
    parts: Mapping[str, Part]


def pack(file: IO[bytes], sources: Mapping[str, Path], schema: int, at: datetime) -> None:
    """Write an archive of the sources, by the names that they have in it."""
    parts = {name: _part(path) for name, path in sources.items()}
    told = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "tracker": __version__,
        "written_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "schema": schema,
        "files": {name: {"bytes": part.size, "sha256": part.digest} for name, part in parts.items()},
    }
    # A zip has no times before 1980, where some systems put the files of a configuration.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        archive.writestr(MANIFEST, json.dumps(told, indent=2))
        for name, path in sources.items():
            archive.write(path, name)


def unpack(path: Path, folder: Path) -> Manifest:
    """Bring the files of an archive into a folder, each just as the manifest has it.

    Raises NotFoundError where there is no file, TrackerError for one that is damaged, no backup, or
    wants more room than there is. What is in the folder then is of no use.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(path, archive)
            _refuse_bombs(path, manifest, shutil.disk_usage(folder).free)
            for name, part in manifest.parts.items():
                _extract(path, archive, name, part, folder / name)
    except FileNotFoundError as error:
        hint = "Name the file that `tracker backup` wrote."
        raise NotFoundError(f"There is no file {path}.", hint) from error
    except OSError as error:
        raise TrackerError(f"{path} can't be unpacked: {error.strerror or error}.", UNCHANGED) from error
    except _DAMAGES as error:
        raise damaged(path) from error
    return manifest


UNCHANGED = "Nothing was changed."


def damaged(path: Path, what: str = "is damaged, or no backup of tracker") -> TrackerError:
    """Return the error that says what is wrong with an archive."""
    return TrackerError(f"{path} {what}.", UNCHANGED)


def _part(path: Path) -> Part:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return Part(size, digest.hexdigest())


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    """Read the manifest, and refuse an archive that does not hold just what it says."""
    with archive.open(MANIFEST) as file:
        data = file.read(MOST_MANIFEST + 1)
    told: dict[str, Any] = json.loads(data[:MOST_MANIFEST])
    if told["format"] != FORMAT:
        raise damaged(path)
    if told["format_version"] != FORMAT_VERSION:
        raise TrackerError(f"{path} was written by a newer tracker.", f"Update tracker. {UNCHANGED}")
    parts = {name: Part(int(each["bytes"]), str(each["sha256"])) for name, each in told["files"].items()}
    names = [entry.filename for entry in archive.infolist()]
    if sorted(names) != sorted([MANIFEST, *parts]) or not {DATABASE} <= set(parts) <= set(NAMES):
        raise damaged(path, "holds other files than a backup does")
    at = datetime.fromisoformat(told["written_at"])
    return Manifest(at.astimezone(UTC), int(told["schema"]), parts)


def _refuse_bombs(path: Path, manifest: Manifest, room: int) -> None:
    size = sum(part.size for part in manifest.parts.values())
    texts = (part.size for name, part in manifest.parts.items() if name != DATABASE)
    if size > MOST_DEFLATED * path.stat().st_size or max(texts, default=0) > MOST_TEXT:
        raise damaged(path, "says that it holds more than a backup of its size can")
    if size > room:
        raise TrackerError(f"{path} needs {size / 1e6:.0f} MB, and the disk has no room for it.", UNCHANGED)


def _extract(path: Path, archive: zipfile.ZipFile, name: str, part: Part, target: Path) -> None:
    """Write one file, no byte more than the manifest has, and hold it against its digest."""
    digest, left = hashlib.sha256(), part.size
    with archive.open(name) as file, target.open("xb") as out:
        while piece := file.read(min(PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            out.write(piece)
    if left or digest.hexdigest() != part.digest:
        raise damaged(path, f"is damaged: {name} is not what was backed up")
