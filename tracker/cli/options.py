"""The global options, which stand before or after the verb, and the verb that takes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from tracker.cli.session import Session
from tracker.errors import UsageError
from tracker.model import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

# The largest whole number that a column of SQLite holds.
MOST = 2**63 - 1
# Years of a time that is given: beyond them, a span before or after it would be no time any more.
FIRST_YEAR, LAST_YEAR = 1970, 9000


class Moment(click.ParamType[datetime]):
    """A time as ISO 8601 (2026-05-23T04:11, else UTC), or as a search takes it: 7d, yesterday."""

    name = "TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the text, or fail with an example."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            moment = self._as_searched(str(value), param, ctx)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            self.fail(f"“{value}” is not in the years {FIRST_YEAR} to {LAST_YEAR}.", param, ctx)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

    def _as_searched(self, text: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read what stands behind `since:` in a search, from the moment that the session acts at."""
        from tracker.query.moments import ADVICE, moment

        session = ctx.find_object(Session) if ctx is not None else None
        found = moment(text, (session or Session()).clock())
        if found is None:
            self.fail(f"“{text}” is not a time. Write it as 2026-05-23T04:11Z, {ADVICE}.", param, ctx)
        return found.begin


class Number(click.ParamType[int]):
    """A version, an article, a count of rows: a whole number from 1 up."""

    name = "NUMBER"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the digits, or fail with a sentence."""
        text = str(value)
        if not (text.isdecimal() and len(text) <= len(str(MOST)) and 1 <= int(text) <= MOST):
            self.fail(f"“{value}” is not a number from 1 up.", param, ctx)
        return int(text)


class VersionNumber(Number):
    """A version as history names it or as a bare number: v3, 3."""

    name = "VERSION"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the digits behind a v, if there is one."""
        return super().convert(re.sub(r"\Av(?=\d)", "", str(value)), param, ctx)


NUMBER = Number()
VERSION = VersionNumber()


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Set the session's field of the option's name; a default never overrides."""
    if value is not None and value is not False:
        setattr(ctx.ensure_object(Session), param.name or "", value)


def _options(*, hidden: bool) -> list[click.Parameter]:
    shared: dict[str, Any] = {"expose_value": False, "callback": _keep, "hidden": hidden}
    folder = click.Path(file_okay=False, path_type=Path)
    return [
        click.Option(["--data"], type=folder, metavar="DIR", help="Everything lives in there.", **shared),
        click.Option(
            ["--feeds"], type=click.Path(path_type=Path), metavar="FILE", help="Another feeds.yaml.", **shared
        ),
        click.Option(["--now"], type=Moment(), help="Act as at this moment.", **shared),
        click.Option(["--quiet", "-q"], is_flag=True, help="No talk on stderr.", **shared),
        click.Option(["--verbose", "-v"], is_flag=True, help="More talk on stderr.", **shared),
        click.Option(
            ["--color"], type=click.Choice(["auto", "always", "never"]), help="Colour on stdout.", **shared
        ),
        click.Option(["--plain"], is_flag=True, help="Linear text for screen readers and pipes.", **shared),
    ]


def refuse_both(stories: Sequence[str], *, every: bool) -> None:
    """Raise UsageError unless either stories are named or --all is said."""
    if bool(stories) == every:
        raise UsageError("Name stories, or say --all.")


GLOBAL_OPTIONS = _options(hidden=False)
_HIDDEN = _options(hidden=True)


class Verb(click.Command):
    """A command that takes the global options too, so that they may stand anywhere."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the verb's own options and the global ones, which its help does not repeat."""
        return [*super().get_params(ctx), *_HIDDEN]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Give the beginning of the first sentence, whole: click would cut it off at `limit`."""
        del limit
        return re.split(r"[:;.](?:\s|$)", " ".join((self.help or "").split()), maxsplit=1)[0]


class SectionName(click.ParamType[Section]):
    """A section of the dossier as it is printed or as JSON calls it: "Why it matters", why_it_matters."""

    name = "SECTION"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Offer the sections that begin so."""
        from click.shell_completion import CompletionItem

        del ctx, param
        return [CompletionItem(each) for each in get_args(Section) if each.startswith(incomplete.lower())]

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Section:
        """Find the section, or fail with the list of them."""
        sections: tuple[Section, ...] = get_args(Section)
        wanted = str(value).strip().lower().replace(" ", "_").replace("-", "_")
        fitting = [section for section in sections if section == wanted] or [
            section for section in sections if section.startswith(wanted)
        ]
        if len(fitting) != 1:
            self.fail(f"“{value}” is no section. There are: {', '.join(sections)}.", param, ctx)
        return fitting[0]
