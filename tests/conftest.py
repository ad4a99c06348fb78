"""Fixtures that several test files share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.library import Newsroom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """A tracker on a real database with three feeds, nothing published yet."""
    room = Newsroom(tmp_path)
    yield room
    room.close()
