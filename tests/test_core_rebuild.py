"""Dossiers written anew: by other rules, or by another engine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tracker.dossier.extractive import ExtractiveEngine
from tracker.model import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.library import Newsroom
    from tracker.dossier import Cited
    from tracker.model import Dossier


class Terse(ExtractiveEngine):
    """An engine that knows one sentence."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def build(self, articles: Sequence[Cited], last: Dossier | None, version: int) -> Dossier:
        made = super().build(articles, last, version)
        return replace(made, what=(Claim("The Orrin bridge is not safe.", (1,)),))


@pytest.mark.parametrize(("name", "reason"), [("extractive", "rebuild"), ("terse", "engine")])
def test_a_story_written_otherwise_gets_a_version_with_the_reason_and_stays_read(
    newsroom: Newsroom, name: str, reason: str
) -> None:
    newsroom.run_bridge()
    reading = newsroom.tracker.reading
    before = reading.version("orrin")
    reading.mark_read(before)
    newsroom.tools.__dict__["engine"] = Terse(name)
    made = newsroom.tracker.writing.rebuild(before.story)
    assert made is not None
    assert (made.number, made.reason, made.engine) == (before.number + 1, reason, name)
    assert not reading.story("orrin").unread
    assert newsroom.tracker.writing.rebuild(before.story) is None


def test_nobody_is_told_of_a_story_that_was_written_anew(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    story = newsroom.tracker.reading.story("orrin").number
    newsroom.tracker.following.follow(story)
    newsroom.tools.__dict__["engine"] = Terse("terse")
    assert newsroom.tracker.writing.rebuild(story) is not None
    assert not newsroom.tracker.store.notices.is_any_owed()
