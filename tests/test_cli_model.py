"""Where the key of a model comes from, and that it goes nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from tracker.cli.model import key_of
from tracker.llm.ports import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-very-secret-0123456789"


class Shelf(KeyringBackend):
    """A keyring in memory, with one entry."""

    priority = 1.0

    def set_password(self, *_: str) -> None:
        raise AssertionError("nothing of tracker writes to a keyring")

    def get_password(self, service: str, username: str) -> str | None:
        return KEY if (service, username) == ("tracker", "models") else None


class Locked(Shelf):
    """A keyring that nobody unlocks, and that quotes what it should not."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{KEY} of {service} is locked for {username}")


@pytest.fixture
def _own_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(Shelf())  # type: ignore[no-untyped-call]  # keyring's backends have no types
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("_own_keyring")
def test_a_key_comes_from_the_environment_or_else_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELS_KEY", "sk-of-the-environment")
    assert key_of("MODELS_KEY", "models") == "sk-of-the-environment"
    monkeypatch.delenv("MODELS_KEY")
    assert key_of("MODELS_KEY", "models") == KEY
    assert key_of("", "models") == KEY


@pytest.mark.usefixtures("_own_keyring")
def test_a_server_that_needs_no_key_asks_for_none() -> None:
    keyring.set_keyring(Locked())  # type: ignore[no-untyped-call]  # as above
    assert key_of("", "") == ""


@pytest.mark.usefixtures("_own_keyring")
def test_a_key_that_is_nowhere_is_missed_in_all_places_that_were_named() -> None:
    with pytest.raises(
        ModelError, match="the environment's MODELS_KEY or the keyring's entry tracker, other"
    ):
        key_of("MODELS_KEY", "other")


@pytest.mark.usefixtures("_own_keyring")
def test_a_keyring_that_fails_says_so_without_what_it_quotes() -> None:
    keyring.set_keyring(Locked())  # type: ignore[no-untyped-call]  # as above
    with pytest.raises(ModelError) as caught:
        key_of("", "models")
    assert str(caught.value) == "The system's keyring can't be read: KeyringLocked."
    assert caught.value.__suppress_context__
