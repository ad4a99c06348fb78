"""Where things live, by the XDG base directories or in one folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Paths:
    """Where everything lives: the data folder and the five files; `typed` are the lines typed after `:`."""

    data: Path
    config: Path
    feeds: Path
    database: Path
    log: Path
    typed: Path


def paths(data: Path | None, feeds: Path | None, environ: Mapping[str, str]) -> Paths:
    """Say where things live: all in `data` where it is given, else by XDG; `feeds` overrides.

    Source: XDG Base Directory Specification 0.8; a relative path in a variable is ignored.
    Raises ConfigError where there is no home folder either.
    """
    if data is not None:
        config, share, state = data, data, data
    else:
        config = _xdg(environ, "XDG_CONFIG_HOME", ".config")
        share = _xdg(environ, "XDG_DATA_HOME", ".local/share")
        state = _xdg(environ, "XDG_STATE_HOME", ".local/state")
    return Paths(
        data=share,
        config=config / "config.toml",
        feeds=feeds or config / "feeds.yaml",
        database=share / "tracker.db",
        log=state / "tracker.log",
        typed=state / "typed.txt",
    )


def _home(environ: Mapping[str, str]) -> Path:
    try:
        return Path(environ.get("HOME") or Path.home())
    except RuntimeError:
        raise ConfigError(
            "There is no home folder to keep things in.", "Set HOME, or name a folder with --data."
        ) from None


def _xdg(environ: Mapping[str, str], variable: str, fallback: str) -> Path:
    base = Path(environ.get(variable, ""))
    if not base.is_absolute():
        base = _home(environ) / fallback
    return base / "tracker"
