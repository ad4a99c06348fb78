"""feeds.yaml in and out with the user's comments kept; OPML and newsboat's urls.

path ─▶ disk ─▶ document ─▶ Subscriptions          feeds_file.load
                    │     └─▶ Rules                  feeds_file.rules
                    │
                change (edit, write) ─▶ disk       feeds_file.add, remove, restore, …
OPML · newsboat's urls ─▶ Imported                 opml, newsboat, importing
"""

from __future__ import annotations

from tracker.subscriptions.address import normalised
from tracker.subscriptions.collect import Imported
from tracker.subscriptions.feeds_file import (
    Removed,
    add,
    add_all,
    load,
    move,
    remove,
    remove_all,
    rename,
    restore,
    rules,
    source,
)
from tracker.subscriptions.find import find
from tracker.subscriptions.importing import import_
from tracker.subscriptions.newsboat import from_newsboat
from tracker.subscriptions.opml import from_opml, to_opml
from tracker.subscriptions.ruling import Rule
from tracker.subscriptions.starter import bundled, start, starter

__all__ = [
    "Imported",
    "Removed",
    "Rule",
    "add",
    "add_all",
    "bundled",
    "find",
    "from_newsboat",
    "from_opml",
    "import_",
    "load",
    "move",
    "normalised",
    "remove",
    "remove_all",
    "rename",
    "restore",
    "rules",
    "source",
    "start",
    "starter",
    "to_opml",
]
