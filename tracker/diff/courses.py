"""Versions → how each actor's stance moved through them, and on what each move rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model import Course, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tracker.model import Perspective, Source, TurnKind, Version


def courses(versions: Sequence[Version]) -> tuple[Course, ...]:
    """Give the course of every actor, those of the newest version first, in its order.

    `versions` stand oldest first. A name written otherwise than before is the same actor where the
    stance kept its words.
    """
    names = _names(versions)
    order = dict.fromkeys(names[id(view)] for v in reversed(versions) for view in v.dossier.perspectives)
    return tuple(_course(actor, versions, names) for actor in order)


def _names(versions: Sequence[Version]) -> dict[int, str]:
    """Give each perspective, by its identity, the newest name of its actor."""
    names: dict[int, str] = {}
    current: dict[str, str] = {}
    stances: dict[str, str] = {}
    for version in reversed(versions):
        for view in version.dossier.perspectives:
            key = view.actor.casefold()
            name = current.get(key) or stances.get(view.stance.text) or view.actor
            current[key] = stances[view.stance.text] = names[id(view)] = name
    return names


def _course(actor: str, versions: Sequence[Version], names: Mapping[int, str]) -> Course:
    turns, heard = list[Turn](), list[int]()
    before: Perspective | None = None
    for version in versions:
        view = next((v for v in version.dossier.perspectives if names[id(v)] == actor), None)
        kind = _kind(before, view)
        kind = "again" if kind == "new" and turns else kind
        if kind is not None:
            turns.append(_turn(version, kind, view or before))
        if view is not None and view.evolution.state != "silent":
            heard.append(version.number)
        before = view
    return Course(actor, tuple(turns), tuple(heard))


def _kind(before: Perspective | None, view: Perspective | None) -> TurnKind | None:
    """Name what became of an actor from one version to the next; None: nothing."""
    if view is None:
        return "gone" if before is not None else None
    if before is None:
        return "shifted" if view.evolution.state == "shifted" else "new"
    was, now = before.evolution, view.evolution
    if now.state == "shifted" and (was.state, was.since) != (now.state, now.since):
        return "shifted"
    if now.state == "silent":
        return "silent" if was.state != "silent" else None
    if was.state == "silent":
        return "again"
    return "reworded" if view.stance.text != before.stance.text else None


def _turn(version: Version, kind: TurnKind, view: Perspective | None) -> Turn:
    assert view is not None, "a turn is of an actor who is there, or was"
    cited = tuple(_sources(version, view.stance.citations))
    note = view.evolution.note if kind == "shifted" else ""
    return Turn(version.number, version.written_at, kind, view.stance, note, cited)


def _sources(version: Version, numbers: Sequence[int]) -> Iterator[Source]:
    by_number = {source.number: source for source in version.dossier.sources}
    return (by_number[number] for number in numbers if number in by_number)
