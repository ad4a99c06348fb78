"""Write README's key table from the one table of commands.

python -m tests.keys
"""

from __future__ import annotations

import re
from pathlib import Path

from tracker.screens.commands import COMMANDS, GROUPS, keys_of

README = Path(__file__).parent.parent / "README.md"
PLACE = re.compile(r"(<!-- keys: [^>]*-->\n).*?(<!-- end of keys -->)", re.DOTALL)


def table() -> str:
    """Return a Markdown table: a row a command, under its group."""
    rows = ["| keys | command | does |", "|---|---|---|"]
    for group in GROUPS:
        rows.append(f"| | **{group}** | |")
        rows += [
            f"| {keys_of(command, {}).replace('|', chr(92) + '|')} | `{command.id}` | {command.help} |"
            for command in COMMANDS
            if command.group == group
        ]
    return "\n".join(rows)


def with_table(readme: str) -> str:
    """Return README's text with the table as it is now."""
    return PLACE.sub(lambda found: f"{found[1]}{table()}\n{found[2]}", readme)


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
