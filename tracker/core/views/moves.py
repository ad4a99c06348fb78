"""How a story moved from one version to another, in what is worth telling of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model import Claim, Move, Perspective, Question, Shift, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.model import Change, Story, Version
    from tracker.store import Store


def moved(store: Store, number: int, before: int, after: int) -> Move | None:
    """Compare two versions of a story; None where the story or the newer one is gone.

    Where the older one is gone (`tracker gc` may thin them) the next older takes its place.
    """
    story, new = store.shelf.story(number), store.versions.get(number, after)
    if story is None or new is None:
        return None
    old = _at_most(store, number, before)
    return _compared(story, old, new) if old is not None else _begun(story, new)


def _at_most(store: Store, number: int, version: int) -> Version | None:
    found = store.versions.get(number, version) if version else None
    if found is not None or not version:
        return found
    return next((each for each in reversed(store.versions.all(number)) if each.number < version), None)


def _begun(story: Story, new: Version) -> Move:
    """Tell of a story that has no earlier version."""
    dossier = new.dossier
    return Move(
        story,
        0,
        new.number,
        new.written_at,
        dossier.title or story.title,
        what=dossier.what,
        sources=dossier.sources,
    )


def _compared(story: Story, old: Version, new: Version) -> Move:
    from tracker.diff import account, diff, visible
    from tracker.diff.figures import changed_figures

    changes = visible(diff(old.dossier, new.dossier))
    figures = changed_figures(old.dossier, new.dossier)
    return Move(
        story,
        old.number,
        new.number,
        new.written_at,
        new.dossier.title or story.title,
        changes=account(changes, figures),
        what=tuple(_claims(changes)) or new.dossier.what[:1],
        shifted=tuple(_shifts(changes)),
        answered=tuple(_answers(changes)),
        figures=tuple((figure.before, figure.after) for figure in figures),
        sources=tuple(_sources(changes)),
    )


def _claims(changes: Sequence[Change]) -> Iterator[Claim]:
    """Give the claims of What that are new, or say something else than before."""
    for change in changes:
        fresh = change.section == "what" and change.kind in {"added", "reworded"}
        if fresh and isinstance(change.item, Claim):
            yield change.item


def _shifts(changes: Sequence[Change]) -> Iterator[Shift]:
    for change in changes:
        if change.kind == "shifted" and isinstance(change.item, Perspective):
            was = change.was.stance.text if isinstance(change.was, Perspective) else ""
            stance = change.item.stance
            yield Shift(change.item.actor, stance, "" if was == stance.text else was)


def _answers(changes: Sequence[Change]) -> Iterator[Question]:
    for change in changes:
        if change.kind == "answered" and isinstance(change.item, Question):
            yield change.item


def _sources(changes: Sequence[Change]) -> Iterator[Source]:
    for change in changes:
        if change.section == "sources" and change.kind == "added" and isinstance(change.item, Source):
            yield change.item
