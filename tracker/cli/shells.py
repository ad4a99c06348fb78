r"""The scripts that a shell runs when the user asks it to complete, and what they are answered.

click's own put a name into the command line as it stands (bash), cut it at a comma (bash, fish), and
let it match files (bash): here bash is given each value quoted as the user began to quote it, and no
script splits or expands what it is told.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from typing import TYPE_CHECKING

from click.shell_completion import BashComplete, FishComplete, ZshComplete, add_completion_class

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem, ShellComplete

# The variable by which click is told to complete, made from the program's name.
VARIABLE = "_TRACKER_COMPLETE"

_BASH = """\
%(complete_func)s() {
    local kind value
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case $kind in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_LINE="${COMP_LINE:0:COMP_POINT}" %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_FISH = """\
function %(complete_func)s
    for completion in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \\
            COMP_CWORD=(commandline -ct | string collect) %(prog_name)s 2>/dev/null)
        set -l about (string split -m 1 -- , $completion)
        switch $about[1]
            case dir
                __fish_complete_directories (commandline -ct)
            case file
                __fish_complete_path (commandline -ct)
            case plain
                printf '%%s\\n' $about[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""

# Signs that mean nothing to bash, unquoted and in double quotes.
_PLAIN = re.compile(r"([^\w./@%+,-])", re.ASCII)
_IN_DOUBLE = re.compile(r'([$`"\\!])')


class Bash(BashComplete):
    """Completes from the line as it was typed, so that quotes and colons are seen."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Split what was typed up to the cursor into whole words and the one that is begun."""
        words, self._quote = split(os.environ.get("COMP_LINE", ""))
        return words[1:-1], words[-1] if len(words) > 1 else ""

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Give kind and value, this quoted as the user began to quote."""
        return f"{item.type},{quoted(item.value, self._quote)}"

    @staticmethod
    def _check_version() -> None:
        """Start no bash to ask for its version: what the script needs has been there since 4.4."""


class Zsh(ZshComplete):
    """click's own: `compadd` and `_describe` quote by themselves."""

    source_template = ZshComplete.source_template.replace(
        "zsh_complete %(prog_name)s)", "zsh_complete %(prog_name)s 2>/dev/null)"
    )


class Fish(FishComplete):
    """click's own with a script that keeps commas; fish quotes by itself."""

    source_template = _FISH


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def split(text: str) -> tuple[list[str], str]:
    """Split a begun command line as a shell does; the last word may be empty, or in an open quote."""
    reader = shlex.shlex(text, posix=True, punctuation_chars=False)
    reader.whitespace_split, reader.commenters = True, ""
    words: list[str] = []
    try:
        words.extend(reader)  # which keeps what it was given before the fault
    except ValueError:
        state = str(getattr(reader, "state", ""))  # which typeshed does not know
        return [*words, reader.token], state if state in {"'", '"'} else ""
    if not text or (text[-1].isspace() and not text.endswith("\\" + text[-1])):
        words.append("")
    return words, ""


def quoted(value: str, quote: str) -> str:
    """Write a value so that bash reads it as one word and nothing else, behind an open `quote` or none."""
    if quote == "'":
        return value.replace("'", "'\\''")
    if quote == '"':
        return _IN_DOUBLE.sub(r"\\\1", value)
    return "".join(_PLAIN.sub(r"\\\1", sign) if sign.isascii() else sign for sign in value)


def script(shell: str) -> str:
    """Return the script that a shell reads to complete `tracker`."""
    from tracker.cli import command

    return SHELLS[shell](command, {}, "tracker", VARIABLE).source()


def answer_shells() -> None:
    """Have click answer by these classes, and say nothing on stderr, into which the user types."""
    for shell in SHELLS.values():
        add_completion_class(shell)
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the process lives
