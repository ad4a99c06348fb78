"""What the user set in config.toml, and where things live (XDG base directories)."""

from __future__ import annotations

from tracker.settings.config import Llm, Poll, Retention, Search, Semantic, Settings, Stories, load
from tracker.settings.places import Paths, paths

__all__ = ["Llm", "Paths", "Poll", "Retention", "Search", "Semantic", "Settings", "Stories", "load", "paths"]
