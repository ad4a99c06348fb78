"""The page of keys: what works on a screen first, then the rest, and how keys are changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.render.lines import Line, Span, fit, plain_line, span
from tracker.screens.commands import COMMANDS, GROUPS, key_of, keys_of, works
from tracker.screens.fuzzy import ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.screens.command import Command

# Cells before the sentence of a command: those of its keys, then of its name on the `:` line.
KEYS, NAME = 13, 17
# What is searched in the notes at the end, beside their own words.
_PRESET = "newsboat"


@dataclass(frozen=True, slots=True)
class Manual:
    """Writes the page for a screen of these scopes; `changed` are the keys that differ from the table's."""

    scopes: tuple[str, ...]
    changed: Mapping[str, str]
    withheld: frozenset[str] = frozenset()
    preset: str = ""

    def lines(self, typed: str = "") -> list[Line]:
        """Return the page, or of it what fits the words typed; nothing where nothing does."""
        commands = [found for found in COMMANDS if found.id not in self.withheld]
        if typed.strip():
            return self._found(typed.strip(), commands)
        here = [found for found in commands if works(found, self.scopes)]
        lines = [Line((span("On this screen", "heading"),), anchor="here")]
        for group in GROUPS:
            lines += [self._row(found, works_here=True) for found in here if found.group == group]
        lines += [Line(), Line((span("Numbers, letters and changing keys", "heading"),), anchor="notes")]
        lines += self._notes()
        lines += [Line(), Line((span("Elsewhere", "heading"),), anchor="elsewhere")]
        for group in GROUPS:
            rest = [found for found in commands if found.group == group and found not in here]
            if rest:
                lines += [Line(), plain_line(group, "muted")]
                lines += [self._row(found, works_here=False) for found in rest]
        return lines

    def _found(self, typed: str, commands: Iterable[Command]) -> list[Line]:
        """Return the rows of what fits: keys, names, sentences; what works here before the rest."""
        found = ranked(typed, commands, lambda each: (each.typed, each.label, each.help, each.group))
        by_key = [each for each in commands if typed in keys_of(each, self.changed).split()]
        ordered = list(dict.fromkeys([*by_key, *found]))
        here = [each for each in ordered if works(each, self.scopes)]
        rows = [self._row(each, works_here=True) for each in here]
        rows += [self._row(each, works_here=False) for each in ordered if each not in here]
        notes = [note for note in self._notes() if typed.lower() in note.text.lower()]
        return [*rows, *([Line(), *notes] if rows and notes else notes)]

    def _row(self, found: Command, *, works_here: bool) -> Line:
        keys = Span(fit(keys_of(found, self.changed), KEYS - 1) + " ", "accent" if works_here else "muted")
        name = Span(fit(found.typed, NAME - 1) + " ", "" if works_here else "muted")
        return Line((keys, name, span(found.help, "muted")), 1, KEYS + NAME)

    def _notes(self) -> list[Line]:
        """Say what no single command does."""

        def key(name: str) -> str:
            return key_of(name, self.changed)

        told = [
            f"A number goes before a move: 5{key('down')} down five rows, 10{key('bottom')} to the tenth.",
            f"A number and {key('follow_link')} opens the source of that number on a page.",
            f"{key('hints')} shows letters on what can be opened; typing them opens it.",
            "A click selects a row and another opens it; citations, sections and keys do what they say.",
            "A click on the path at the top goes back there; the wheel scrolls what is under it.",
            "Keys are changed in config.toml, under [keys], by these names; `tracker dirs` says where it is.",
            f'preset = "{_PRESET}" there gives newsboat\'s keys' + (" (as now)." if self.preset else "."),
        ]
        return [plain_line(each, indent=1) for each in told]
