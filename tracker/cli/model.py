"""Joins a language model to its server, its key, its budget and the memory of its replies."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tracker.core.dossiers.model_use import Caps, ModelUse
from tracker.llm.answerer import LlmAnswerer
from tracker.llm.client import Price, ServerModel
from tracker.llm.engine import LlmEngine
from tracker.llm.guards import Around, Bounds
from tracker.llm.offhand import Offhand
from tracker.llm.ports import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tracker.dossier import Answerer, Engine
    from tracker.dossier.reading.memory import Memory
    from tracker.llm.ports import Oversight
    from tracker.settings import Llm
    from tracker.store import Store

# Under which keys are kept in the system's keyring.
SERVICE = "tracker"


def engines(
    llm: Llm, store: Store, now: Callable[[], datetime], oversight: Oversight, memory: Memory
) -> tuple[Engine, Engine]:
    """Return the engine that asks the model, and one that only has what the model said before."""
    model, around = _asked(llm, store, now, oversight)
    instead = Offhand(model.name)
    return (
        LlmEngine(model, around, memory),
        LlmEngine(instead, replace(around, budget=instead), memory),
    )


def answerer(
    llm: Llm, store: Store, now: Callable[[], datetime], oversight: Oversight | None, memory: Memory
) -> Answerer:
    """Return what has the model answer a question."""
    model, around = _asked(llm, store, now, oversight)
    return LlmAnswerer(model, around, memory)


def _asked(
    llm: Llm, store: Store, now: Callable[[], datetime], oversight: Oversight | None
) -> tuple[ServerModel, Around]:
    """Return the model and all that it works within; nothing is asked yet."""
    # The answer takes a quarter of a small context, and no more of a large one than a section needs.
    answer = min(llm.context_tokens // 4, Bounds().answer)
    bounds = Bounds(llm.context_tokens, answer, llm.deadline_seconds)
    day = Caps(llm.max_requests_a_day, llm.max_tokens_a_day, llm.max_cost_a_day)
    story = Caps(llm.max_requests_a_story, llm.max_tokens_a_story, llm.max_cost_a_story)
    price = Price(llm.usd_per_million_read, llm.usd_per_million_written)
    use = ModelUse(store, now, day, story, price=price.of, server=llm.base_url)
    key = partial(key_of, llm.api_key_env, llm.api_key_keyring)
    model = ServerModel(llm.model, llm.base_url, key, price)
    return model, Around(bounds=bounds, style=llm.style, cache=use, budget=use, oversight=oversight)


def key_of(variable: str, entry: str) -> str:
    """Read the key where the user keeps it, each time that a connection is made; "" where none is named.

    Raises ModelError, which says where it was looked for.
    """
    if not variable and not entry:
        return ""
    key = os.environ.get(variable, "") if variable else ""
    key = key or (_in_keyring(entry) if entry else "")
    if key:
        return key
    places = [f"the environment's {variable}"] * bool(variable)
    places += [f"the keyring's entry {SERVICE}, {entry}"] * bool(entry)
    raise ModelError(f"The model's key was looked for, and is not there: {' or '.join(places)}.")


def _in_keyring(entry: str) -> str:
    """Read an entry of the system's keyring, "" where there is none."""
    try:
        import keyring

        return keyring.get_password(SERVICE, entry) or ""
    except ImportError:
        text = "The system's keyring can't be read without keyring: `pip install keyring`."
        raise ModelError(text) from None
    except Exception as error:  # noqa: BLE001 - backends of all kinds raise what they like, and may quote anything
        raise ModelError(f"The system's keyring can't be read: {type(error).__name__}.") from None
