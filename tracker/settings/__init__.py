"""What the user set in config.toml, and where things live (XDG base directories)."""

from __future__ import annotations

from tracker.settings.config import load
from tracker.settings.hours import Hours, read_hours
from tracker.settings.places import Paths, paths
from tracker.settings.tables import (
    Listen,
    Llm,
    Notify,
    Poll,
    Retention,
    Search,
    Semantic,
    Settings,
    Stories,
)

__all__ = [
    "Hours",
    "Listen",
    "Llm",
    "Notify",
    "Paths",
    "Poll",
    "Retention",
    "Search",
    "Semantic",
    "Settings",
    "Stories",
    "load",
    "paths",
    "read_hours",
]
