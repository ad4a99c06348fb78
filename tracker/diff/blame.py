"""Versions → since when each sentence of the last one stands, from which source, and who confirmed it.

What `git blame` tells of a line, told of a sentence. A sentence is itself through all sections: one
that goes from What to Narrative stands as long as before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.diff import diff
from tracker.diff.stated import Stated, stated
from tracker.model import Backing, Claim, Event, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import Dossier, Version


@dataclass(slots=True)
class _Life:
    """A wording from the version that brought it on. `version`: each source and when it came."""

    since: int
    written_at: datetime
    version: dict[int, int] = field(default_factory=dict)
    was: str = ""
    was_since: int = 0


def blame(versions: Sequence[Version]) -> tuple[Standing, ...]:
    """Trace every sentence of the last of `versions`, which stand oldest first.

    Where retention has dropped versions, a sentence of the next kept one stands since when its
    engine said it does; when that was, none tells, so that it has the moment of the kept one.
    """
    lives: dict[str, _Life] = {}
    before: Version | None = None
    for version in versions:
        lives = _aged(lives, before, version)
        before = version
    return (
        ()
        if before is None
        else tuple(_standing(cited, lives[cited.text]) for cited in stated(before.dossier))
    )


def _aged(lives: dict[str, _Life], before: Version | None, version: Version) -> dict[str, _Life]:
    """Carry the lives of sentences from one version to the next."""
    old = before.dossier if before is not None else None
    reworded = _reworded(old, version.dossier) if old is not None else {}
    aged: dict[str, _Life] = {}
    for cited in stated(version.dossier):
        life = aged.get(cited.text) or lives.get(cited.text)
        if life is None:
            life = _born(cited, version, before.number if before is not None else 0)
            _inherit(life, lives.get(reworded.get(cited.text, "")), reworded.get(cited.text, ""))
        at = version.number if life.version else life.since
        for number in cited.citations:
            life.version.setdefault(number, at)
        aged[cited.text] = life
    return aged


def _born(cited: Stated, version: Version, before: int) -> _Life:
    """Begin a life; `before` is the number of the version before, 0 for none."""
    since = cited.since if before < cited.since < version.number else version.number
    return _Life(since, version.written_at)


def _inherit(life: _Life, former: _Life | None, words: str) -> None:
    """Remember what a sentence said before, and the first version that said so."""
    if former is not None:
        life.was = words
        life.was_since = former.was_since or former.since


def _reworded(old: Dossier, new: Dossier) -> dict[str, str]:
    """Map each new wording to the one it takes the place of."""
    found: dict[str, str] = {}
    for change in diff(old, new):
        was, item = change.was, change.item
        if change.kind == "reworded" and isinstance(was, Claim | Event) and isinstance(item, Claim | Event):
            found.setdefault(item.text, was.text)
    return found


def _standing(cited: Stated, life: _Life) -> Standing:
    backings = [Backing(number, life.version[number]) for number in cited.citations]
    # What came with the sentence stands first; of several, the one that the engine took it from.
    backings.sort(key=lambda backing: backing.version)
    return Standing(
        section=cited.section,
        text=cited.text,
        since=life.since,
        written_at=life.written_at,
        origin=backings[0] if backings else None,
        confirmed=tuple(backings[1:]),
        was=life.was,
        was_since=life.was_since,
        label=cited.label,
    )
