"""What a monkey at the keyboard does, by a seed: keys of the table of commands, texts, clicks, sizes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.newsstand import WIDE
from tracker.screens.commands import COMMANDS
from tracker.selftest.hostile import MARKUP, PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Sizes of a terminal, from one that shows nothing to a wide one; the usual ones more often.
SIZES = ((80, 24), (80, 24), (120, 40), (120, 40), (200, 50), (100, 30), (20, 5), (40, 10), (3, 2), (1, 1))
# Of so many keys one may leave the interface: reopening is tried, but not half of the time.
LEAVING, SELDOM = ("quit", "back"), 60
# Of the events, so many in a hundred are waited for until all they asked for is there; the others come as
# fast as the interface takes them.
PATIENCE = 40
TYPED = (
    *("bridge", "Orrin", "1", "2", "99999999999999999999", "-1", "0", "%s{0}", "*", "outlet:", "actor:Quill"),
    *("since:yesterday", "is:unread", "\\"),
    *('outlet:"', "AND OR NOT", '"', "(", "-", "x:y:z", "", " ", "a" * 300),
    *("http://127.0.0.1:9/none", "http://", "mailto:x", "orrin", "theme plaid", "merge 2", "search bridge"),
    *("Ferry: ferry, boat", "follow-terms x: y", "section what", "nonsense"),
    *WIDE,
    *MARKUP.values(),
    *PAYLOADS.values(),
)
KEYS_OF_DIALOGS = ("tab", "shift+tab", "up", "down", "left", "right", "backspace", "delete")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a monkey does: its kind, and a key, a text, or cells."""

    kind: str
    what: str = ""
    cells: tuple[int, int] = (0, 0)

    def __str__(self) -> str:
        return f"{self.kind} {self.what!r}" if self.what else f"{self.kind} {self.cells}"


def acts(seed: int) -> Iterator[tuple[Act, bool]]:
    """Yield acts without end, each with whether to wait for all it asks for; one seed gives one sequence."""
    dice = random.Random(seed)
    ways = {"key": 50, "escape": 9, "enter": 5, "dialog": 7, "type": 7, "paste": 2}
    ways |= {"click": 10, "wheel": 5, "size": 3, "number": 2}
    while True:
        (kind,) = dice.choices(list(ways), list(ways.values()))
        yield _act(kind, dice), dice.randrange(100) < PATIENCE


def _act(kind: str, dice: random.Random) -> Act:
    match kind:
        case "size":
            return Act("size", cells=dice.choice(SIZES))
        case "wheel":
            return Act(dice.choice(("wheel down", "wheel up")), cells=_cells(dice))
        case "click":
            return Act(dice.choice(("click", "click", "double click", "drag", "point")), cells=_cells(dice))
        case "type" | "paste":
            return Act(kind, _text(dice))
        case _:
            return Act("key", _key(kind, dice))


def _key(kind: str, dice: random.Random) -> str:
    match kind:
        case "escape" | "enter":
            return kind
        case "dialog":
            return dice.choice(KEYS_OF_DIALOGS)
        case "number":
            return str(dice.randrange(10))
        case _:
            leaves = not dice.randrange(SELDOM)
            found = dice.choice([each for each in COMMANDS if (each.id in LEAVING) == leaves])
            return dice.choice(found.keys)


def _text(dice: random.Random) -> str:
    """Choose what a command line may be given, or what nobody should ever be."""
    if dice.randrange(3):
        return dice.choice(TYPED)
    return dice.choice(COMMANDS).id.replace("_", "-") + dice.choice(("", " ", " 1", " x"))


def _cells(dice: random.Random) -> tuple[int, int]:
    return dice.randrange(200), dice.randrange(50)
