"""What tracker finds around it: the terminal, a way to the clipboard, programs, extras, versions."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from platform import python_version
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.errors import TrackerError
from tracker.model import Finding

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.settings import Notify

# The smallest terminal that the interface is drawn for.
COLUMNS, ROWS = 80, 24
# The extras of pyproject.toml that add a function, with the modules by which one sees them.
EXTRAS = {
    "llm": ("pydantic_ai", "keyring"),
    "semantic": ("onnxruntime", "tokenizers"),
    "web": ("textual_serve",),
}
# What brings them, by name: an index may have another project that is called tracker.
LIBRARIES_OF = {
    "llm": "'pydantic-ai-slim[openai]' keyring",
    "semantic": "onnxruntime tokenizers",
    "web": "textual-serve aiohttp",
}
LIBRARIES = ("textual", "click", "feedparser", "trafilatura", "httpx2", "sqlite-utils", "numpy")


def terminal(session: Session) -> Finding:
    """Tell size, colours and encoding of the terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Finding("terminal", "warn", "there is none here; verbs print text.")
    size = shutil.get_terminal_size()
    encoding, term = sys.stdout.encoding, os.environ.get("TERM", "")
    account = f"{size.columns}×{size.lines}, {encoding}, TERM={term or 'unset'}, {_colors()}"
    if session.plain or term in {"", "dumb"}:
        return Finding("terminal", "warn", f"{account}: the interface is drawn as lines of text.")
    if size.columns < COLUMNS or size.lines < ROWS:
        return Finding("terminal", "warn", f"{account}: the interface wants {COLUMNS}×{ROWS}.")
    if "utf" not in encoding.lower():
        way = "set LANG or LC_ALL to a UTF-8 locale (`locale -a` lists them)"
        return Finding("terminal", "warn", f"{account}: the interface wants UTF-8; {way}.")
    return Finding("terminal", "ok", f"{account}.")


def _colors() -> str:
    if os.environ.get("NO_COLOR"):
        return "no colours, for NO_COLOR is set"
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "16 million colours"
    few = "256" if "256" in os.environ.get("TERM", "") else "16"
    return f"{few} colours (COLORTERM=truecolor, where the terminal has them, gives all)"


def clipboard(session: Session) -> Finding:
    """Tell by what a text is copied: a program, or the terminal by OSC 52."""
    from tracker.programs.clipboard import heeds_osc52, programs_here

    del session
    ways = list(programs_here(os.environ))
    if os.environ.get("TMUX") and not ways:
        way = "`set -g set-clipboard on` in ~/.tmux.conf lets programs copy"
        return Finding("clipboard", "warn", f"tmux may drop what is copied: {way}.")
    if heeds_osc52(os.environ):
        ways.append("the terminal, if it heeds OSC 52")
    if not ways:
        return Finding("clipboard", "warn", "nothing copies: install wl-clipboard, xclip or xsel.")
    return Finding("clipboard", "ok", f"copied by {', '.join(ways)}.")


def programs(session: Session) -> Finding:
    """Say what speaks and what tells; what config.toml names must be there, the rest need not."""
    from tracker.programs.voices import voice

    settings = session.settings
    try:
        speaks = f"{voice(settings.listen.command).name} speaks"
    except TrackerError as error:
        if settings.listen.command:
            raise
        speaks = f"nothing to listen to: {error.hint}" if error.hint else error.message
    return Finding("programs", "ok", f"{speaks.rstrip('.')}; {_tells(settings.notify)}.")


def _tells(notify: Notify) -> str:
    from tracker.cli.herald import shower
    from tracker.programs.run import found, name

    ways = ["the bell"] * notify.bell
    if notify.desktop:
        ways.append(shower())
    if notify.command:
        if not found(notify.command[0]):
            raise TrackerError(f"[notify] names {name(notify.command)}, which is no program here.")
        ways.append(name(notify.command))
    quiet = f", but not {notify.quiet}" if ways and notify.quiet else ""
    return f"followed stories are told by {', '.join(ways)}{quiet}" if ways else "nobody is told of moves"


def extras(session: Session) -> Finding:
    """Tell which extras are installed; what config.toml asks for must be."""
    there = {extra: all(map(find_spec, modules)) for extra, modules in EXTRAS.items()}
    lacking = [extra for extra, found in there.items() if not found]
    if session.settings.semantic.model and not there["semantic"]:
        way = "`pip install onnxruntime tokenizers`"
        return Finding("extras", "bad", f"[semantic] names a model, and what reads it is missing: {way}.")
    told = [f"{extra} is {'there' if found else 'missing'}" for extra, found in there.items()]
    ways = f" (`pip install {' '.join(LIBRARIES_OF[extra] for extra in lacking)}`)" if lacking else ""
    return Finding("extras", "ok", f"{', '.join(told)}{ways}.")


def versions(session: Session) -> Finding:
    """Tell the versions that a report of a fault should name."""
    from tracker.store.health import sqlite_version

    del session
    told = [f"{name} {_version(name)}" for name in LIBRARIES]
    own = f"tracker {__version__}, Python {python_version()}, SQLite {sqlite_version()}"
    missing = [name for name in LIBRARIES if not _version(name)]
    if missing:
        return Finding("versions", "bad", f"{own}; {', '.join(missing)} missing: install tracker anew.")
    return Finding("versions", "ok", f"{own}, {', '.join(told)}.")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
