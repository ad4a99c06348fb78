"""What a language model did for a version, in words and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.render import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Account, SectionAccount

# Why sentences of a model are dropped, by the codes of the judge.
_REASONS = {
    "answer": "an answer that can’t be read",
    "citation": "no citation",
    "form": "no sentence",
    "address": "an address",
    "quotation": "a quotation",
    "figure": "a figure or date",
    "name": "a name",
    "word": "a word",
    "overlap": "other words than cited",
    "sense": "another sense",
    "order": "another order",
    "language": "another language",
    "copy": "a repetition",
    "subject": "another subject",
    "evidence": "nothing to carry it",
}


def account_notes(account: Account) -> tuple[str, ...]:
    """Say what the model wrote, what of it was dropped, and where sources speak in its place."""
    if not account.model:
        return ()
    sections = account.sections
    wrote = labels.counted(sum(each.written for each in sections), "sentence")
    asked = labels.counted(sum(each.requests for each in sections), "request")
    nudged = labels.counted(sum(each.nudges for each in sections), "nudge")
    tokens = f"{account.read + account.wrote:,} tokens"
    notes = [f"{wrote} by {account.model}: {asked}, {nudged}, {tokens}"]
    dropped = dropped_words(_dropped(sections))
    if dropped:
        notes.append(f"Not in the sources, or told already: {dropped}")
    return (*notes, *_replaced(sections))


def dropped_words(dropped: Sequence[tuple[str, int]]) -> str:
    """Say how many sentences were dropped for what, "" for none."""
    return ", ".join(f"{count} for {_REASONS.get(reason, reason)}" for reason, count in dropped)


def _dropped(sections: Sequence[SectionAccount]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for reason, count in (pair for each in sections for pair in each.dropped):
        found[reason] = found.get(reason, 0) + count
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _replaced(sections: Sequence[SectionAccount]) -> tuple[str, ...]:
    """Name the sections that are in the sources' own words, once for each reason."""
    found: dict[str, list[str]] = {}
    for each in sections:
        if each.replaced:
            found.setdefault(each.replaced, []).append(labels.HEADINGS[each.section])
    return tuple(
        f"In the sources’ own words: {', '.join(names)} ({reason.rstrip('.')})"
        for reason, names in found.items()
    )


def account_data(account: Account) -> dict[str, Any] | None:
    """Give the account as data, null where no model took part."""
    if not account.model:
        return None
    return {
        "model": account.model,
        "tokens_read": account.read,
        "tokens_written": account.wrote,
        "cost": account.cost,
        "sections": [
            {
                "section": each.section,
                "written": each.written,
                "requests": each.requests,
                "nudges": each.nudges,
                "dropped": [{"reason": reason, "count": count} for reason, count in each.dropped],
                "replaced": each.replaced or None,
            }
            for each in account.sections
        ],
    }
