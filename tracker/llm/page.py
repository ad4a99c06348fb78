"""One dossier under way: its sections in their order, within the deadline, and the account of them."""

from __future__ import annotations

import asyncio
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from tracker.errors import StoppedError
from tracker.llm.asking import Tally, Unanswered
from tracker.llm.attended import attended
from tracker.llm.ports import ModelError
from tracker.llm.sections.claims import claims, paragraphs, reasons
from tracker.llm.sections.perspectives import perspectives
from tracker.llm.sections.questions import questions
from tracker.llm.sections.tensions import tensions
from tracker.llm.sections.timeline import timeline
from tracker.llm.sections.title import title
from tracker.model import Account, Dossier, SectionAccount

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from tracker.llm.desk import Desk
    from tracker.llm.ports import Model
    from tracker.model import Section

    # A section's part of a dossier is given and given back: a title, claims, events …
    Write = Callable[[Desk, Any], Awaitable[Any]]

# What stands above is told no more below.
_ABOVE = frozenset({"what", "why_it_matters", "key_points"})


def _list(section: Section) -> Write:
    async def write(desk: Desk, draft: Any) -> Any:  # noqa: ANN401 - see Write
        return await claims(desk, section, draft)

    return write


# In the order of the page, but for the title, which small models do worst.
STEPS: tuple[tuple[Section, Write], ...] = (
    ("what", _list("what")),
    ("why_it_matters", reasons),
    ("key_points", _list("key_points")),
    ("open_questions", questions),
    ("narrative", paragraphs),
    ("timeline", timeline),
    ("perspectives", perspectives),
    ("tensions", tensions),
    ("title", title),
)
# What can be said in other words without saying something else: sentence by sentence.
WORDED: frozenset[str] = frozenset(
    {"what", "why_it_matters", "key_points", "narrative", "timeline", "perspectives"}
)


class Page:
    """Has a draft written by the model, section by section."""

    def __init__(self, desk: Desk, model: Model) -> None:
        self._desk, self._model = desk, model
        self._bounds, self._oversight = desk.around.bounds, desk.around.oversight
        self._accounts: dict[Section, SectionAccount] = {}
        self._deadline = 0.0

    async def written(self, draft: Dossier) -> Dossier:
        """Write all sections while the user lets it, and let go of the connections. Raises StoppedError."""
        self._model.load()
        self._deadline = asyncio.get_running_loop().time() + self._bounds.deadline
        return await attended(self._sections(draft), self._model, self._oversight, _stopped())

    def _go_on(self) -> None:
        if self._oversight and self._oversight.stopped:
            raise _stopped()

    async def _sections(self, draft: Dossier) -> Dossier:
        found: dict[str, Any] = {}
        for done, (section, write) in enumerate(STEPS):
            if self._oversight:
                self._oversight.progress(section, done, len(STEPS))
            self._go_on()
            found[section] = await self._section(section, getattr(draft, section), write)
            if section in _ABOVE:
                self._desk.told += texts(found[section])
        account = self._account()
        dropped = sum(count for each in account.sections for _, count in each.dropped)
        return replace(draft, **found, account=account, dropped=dropped)

    async def _section(self, section: Section, draft: Any, write: Write) -> Any:  # noqa: ANN401 - see Write
        """Have one section written; where that fails, the draft's stands and the account says why."""
        desk, replaced, absent, found = self._desk, "", False, draft
        desk.tally, desk.section = Tally(), section
        try:
            async with asyncio.timeout_at(self._deadline):
                found = await write(desk, draft)
        except TimeoutError:
            replaced, absent = f"The {self._bounds.deadline:g} seconds for the dossier were over.", True
        except Unanswered as unanswered:
            replaced = str(unanswered)
        except ModelError as error:
            replaced, absent = error.message, True
        if replaced and not desk.around.guards.stand_in:
            found = _standing(desk, draft)
        own = set(texts(found)) - set(texts(draft))
        desk.own += sorted(own)
        self._note(SectionAccount(section, len(own), replaced=replaced, absent=absent))
        return found

    def _note(self, account: SectionAccount) -> None:
        tally = self._desk.tally
        dropped = tuple(sorted(tally.dropped.items()))
        if account.written or account.replaced or tally.requests or dropped:
            account = replace(account, requests=tally.requests, nudges=tally.nudges, dropped=dropped)
            self._accounts[account.section] = account

    def _account(self) -> Account:
        """Sum up; where no news came, on top of the account that the version had."""
        usage, last = self._desk.asker.usage, self._desk.last
        before = last.account if last and not self._desk.new else Account()
        if before.model != self._desk.asker.name:
            before = Account(self._desk.asker.name)
        kept = {each.section: each for each in before.sections if each.section not in self._desk.anew}
        found = kept | self._accounts
        sections = {section: found[section] for section, _ in STEPS if section in found}
        return Account(
            before.model,
            tuple(sections.values()),
            before.read + usage.read,
            before.wrote + usage.written,
            round(before.cost + (usage.cost or 0.0), 6),
        )


def _stopped() -> StoppedError:
    return StoppedError("The dossier was left as it was.", "The next round goes on with it.")


def texts(part: object) -> tuple[str, ...]:
    """Give all sentences in a part of a dossier; a title is one."""
    return (part,) if isinstance(part, str) else tuple(_texts(part))


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif is_dataclass(part):
        yield from (part.text,) if hasattr(part, "text") else ()
        for each in fields(part):
            value = getattr(part, each.name)
            yield from (value,) if each.name == "answer" and value else _texts(value)


def _standing(desk: Desk, draft: Any) -> Any:  # noqa: ANN401 - see Write
    """Leave of a draft what the last version had, for a measure of the model alone."""
    if isinstance(draft, str):
        return desk.last.title if desk.last else draft
    entries = (tuple(_standing(desk, each)) if isinstance(each, tuple) else each for each in draft)
    return tuple(e for e in entries if not any(desk.is_open(text, desk.version) for text in texts(e)))
