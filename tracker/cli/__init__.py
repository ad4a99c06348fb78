"""The command line: one verb a file, loaded when asked for.

stdout is data, stderr is talk. Exit codes: 0 done · 1 failed · 2 usage · 3 not found ·
4 partly (some feeds failed).
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import click

from tracker import __version__
from tracker.cli.ending import EndedError, heeded, record
from tracker.cli.options import GLOBAL_OPTIONS, Verb
from tracker.cli.session import Session
from tracker.errors import ConfigError, NotFoundError, TrackerError, UsageError
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Sequence

# The verbs in the order of the help; each is the command `verb` of tracker.cli.verb_<name>.
VERBS = (
    "demo",
    "poll",
    "watch",
    "add",
    "remove",
    "feeds",
    "import",
    "export",
    "stories",
    "show",
    "history",
    "diff",
    "blame",
    "rebuild",
    "ask",
    "search",
    "articles",
    "why",
    "merge",
    "split",
    "move",
    "pin",
    "unpin",
    "follow",
    "unfollow",
    "searches",
    "read",
    "unread",
    "undo",
    "save",
    "listen",
    "digest",
    "status",
    "doctor",
    "selftest",
    "dirs",
    "gc",
    "backup",
    "restore",
    "read-state",
    "web",
    "completion",
    "man",
)

# Set by the scripts of `tracker completion` when a shell asks what may follow.
COMPLETING = "_TRACKER_COMPLETE"

FAILED, USAGE, NOT_FOUND, INTERRUPTED = 1, 2, 3, 130


class Verbs(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the verbs in the order of the help."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one verb."""
        del ctx
        if cmd_name not in VERBS:
            return None
        command: Verb = import_module(f"tracker.cli.verb_{cmd_name.replace('-', '_')}").verb
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or name the nearest ones."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, n=2)
            hint = f" Did you mean {' or '.join(near)}?" if near else " `tracker --help` lists the verbs."
            raise click.UsageError(f"There is no verb “{line(args[0])}”.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    params=GLOBAL_OPTIONS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "--version", message="tracker %(version)s")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Read the news by what is going on: stories, with cited dossiers that remember.

    Without a verb it opens the interface and polls in the background; without a terminal it
    prints the story list.
    """
    session = ctx.ensure_object(Session)
    if ctx.invoked_subcommand is None:
        import_module("tracker.cli.front").open_front(session)


def run(args: Sequence[str]) -> int:
    """Run one command line; return its exit code. Nothing is raised but by the interpreter.

    A fault of tracker, which a database may cause that is damaged where SQLite does not see it, is one
    line too; the log has the rest.
    """
    _open_what_is_closed()
    session = Session()
    if COMPLETING in os.environ:
        import_module("tracker.cli.shells").answer_shells()
    try:
        with heeded():
            code = command.main(list(args), prog_name="tracker", standalone_mode=False, obj=session)
    except EndedError as ended:
        record(f"was stopped by {ended.name}")
        _tell(f"Stopped by {ended.name}.")
        return ended.code
    except click.ClickException as error:
        _tell_usage(error)
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        record("was stopped at the keyboard")
        _tell("Stopped.")
        return INTERRUPTED
    except TrackerError as error:
        _tell(str(error))
        return _exit_code(error)
    except Exception as error:  # noqa: BLE001 - the border: nobody is above to whom it could rise
        import_module("tracker.cli.fault").tell_fault(session, error)
        return FAILED
    return code if isinstance(code, int) else 0


def _open_what_is_closed() -> None:
    """Put the null device where a shell closed a stream (`tracker poll >&-`): Python has None there."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115, PTH123 - as long as the process lives
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - as long as the process lives
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - as long as the process lives


def _exit_code(error: TrackerError) -> int:
    if isinstance(error, UsageError | ConfigError):
        return USAGE
    return NOT_FOUND if isinstance(error, NotFoundError) else FAILED


def _tell_usage(error: click.ClickException) -> None:
    """Say what click found wrong, in the form of all our errors, and where the help is."""
    _tell(error.format_message())
    context = getattr(error, "ctx", None)
    if context is not None:
        print(f"{context.get_usage()}\n`{context.command_path} --help` says more.", file=sys.stderr)  # noqa: T201


def _tell(message: str) -> None:
    with suppress(OSError):  # where the terminal is gone there is nobody to tell
        print(f"tracker: {line(message)}", file=sys.stderr, flush=True)  # noqa: T201 - the one place that tells an error
