"""The feeds.yaml that ships with tracker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import ConfigError
from tracker.subscriptions import disk
from tracker.subscriptions.document import parse

if TYPE_CHECKING:
    from tracker.model import Subscription


def starter() -> str:
    """Give the text of the bundled feeds.yaml."""
    package = Path(__file__).resolve().parents[1]
    # In an installed package it lies inside; in a source checkout beside.
    for path in (package / "feeds.yaml", package.parent / "feeds.yaml"):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise ConfigError("The bundled feeds.yaml is missing.", "Install tracker anew.")


def bundled() -> tuple[Subscription, ...]:
    """Give what the bundled feeds.yaml lists, in its order."""
    return parse(Path("feeds.yaml"), starter()).subscriptions


def start(path: Path) -> bool:
    """Write the bundled feeds.yaml where no file is yet; False when there is one."""
    try:
        disk.read(path)
    except FileNotFoundError:
        disk.write(path, starter().encode("utf-8"))
        return True
    return False
