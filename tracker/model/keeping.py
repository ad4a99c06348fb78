"""What retention may drop and did drop, and what a backup holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """What is to be kept: `days` of it, and `size` bytes in all; 0 of either is no limit.

    `thin`: of stories that have been quiet for those days, old versions go too.
    """

    days: int = 0
    size: int = 0
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """What retention dropped, or would drop (`is_plan`), by kind, and the file's bytes before and after.

    `revisions` are earlier texts of articles that stay. After a plan, and where the room could not
    be given back yet (`owed` says why), `after` is what the file would come to.
    """

    articles: int = 0
    revisions: int = 0
    versions: int = 0
    searches: int = 0
    notes: int = 0
    analyses: int = 0
    before: int = 0
    after: int = 0
    is_plan: bool = False
    owed: str = ""

    @property
    def freed(self) -> int:
        """Bytes given back, or that would be."""
        return max(self.before - self.after, 0)


@dataclass(frozen=True, slots=True)
class Size:
    """The database as a file: its bytes, of them free ones, what retention would free, the last backup."""

    file: int
    free: int
    reclaimable: int
    backed_up: datetime | None


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: where, of what moment, of which schema, the bytes of the file, and what is in it."""

    path: Path
    at: datetime
    schema: int
    size: int
    files: tuple[str, ...]
