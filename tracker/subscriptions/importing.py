"""Another program's list of feeds, whichever it is, in."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from tracker.errors import ConfigError, NotFoundError
from tracker.subscriptions import disk
from tracker.subscriptions.collect import Imported
from tracker.subscriptions.document import parse
from tracker.subscriptions.newsboat import from_newsboat
from tracker.subscriptions.opml import from_opml

if TYPE_CHECKING:
    from pathlib import Path

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What a feeds.yaml has that a list of bare addresses has not; JSON is YAML too.
_YAML = re.compile(r"\A\s*[\[{]|^(?:feeds|search)\s*:|^-\s", re.MULTILINE)

_RULES = "Its rules under `mute` and `only` stay behind; copy them by hand where you want them."


def import_(path: Path) -> Imported:
    """Read a file as OPML, newsboat's urls or feeds.yaml, by what is in it.

    Raises NotFoundError without the file, ConfigError when it is none of the three.
    """
    try:
        data = disk.read(path)
    except FileNotFoundError as error:
        raise NotFoundError(f"{path} does not exist.") from error
    try:
        found = _sniffed(path, data)
    except ConfigError as error:
        named = error.message if str(path) in error.message else f"{path}: {error.message}"
        raise ConfigError(named, error.hint) from error
    if not found.subscriptions:
        hint = found.skipped[0] if found.skipped else "OPML, newsboat's urls and feeds.yaml are read."
        raise ConfigError(f"{path} holds no feed that can be followed.", hint)
    return found


def _sniffed(path: Path, data: bytes) -> Imported:
    start = data.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith((b"<", *_UTF16)):
        return from_opml(start if not start.startswith(_UTF16) else data)
    text = disk.text(path, data).removeprefix("\ufeff")
    if path.suffix.lower() in {".yaml", ".yml"} or _YAML.search(text):
        document = parse(path, text)
        left = (_RULES,) if document.rules else ()
        return Imported(document.subscriptions, left)
    return from_newsboat(text)
