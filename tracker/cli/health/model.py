"""The language model: what is needed for it, where its key is, what it took, whether its server is there."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.cli.session import Session
    from tracker.settings import Llm
    from tracker.store.model_use import Taken

# Seconds that a server is given to open a connection.
PATIENCE = 5.0
_NONE = "none is asked for; dossiers are made of the articles' own sentences."


def model(session: Session) -> Finding:
    """Tell which model writes, by which key, and what it took in the last 24 hours; asks nothing."""
    if session.settings.engine != "llm":
        return Finding("model", "ok", _NONE)
    llm = session.settings.llm
    if not llm.model:
        told = f'{session.paths.config}: engine = "llm" needs `model` under [llm], the name of one.'
        return Finding("model", "bad", told)
    if find_spec("pydantic_ai") is None:
        return Finding(
            "model", "bad", "what asks it is missing: `pip install 'pydantic-ai-slim[openai]' keyring`."
        )
    from tracker.cli.model import key_of

    # Raises where a key is named and is not there.
    key = "with a key" if key_of(llm.api_key_env, llm.api_key_keyring) else "without a key"
    where = f" at {llm.base_url}" if llm.base_url else ""
    return Finding("model", "ok", f"{llm.model}{where}, {key}; {', '.join(_use(session))}.")


def _use(session: Session) -> Iterator[str]:
    """Tell what was taken in a day beside its caps."""
    llm, taken = session.settings.llm, _taken(session)
    if taken is None:
        yield "never asked"
        return
    yield f"{taken.requests:,}{_of(llm.max_requests_a_day)} requests"
    yield f"{taken.tokens:,}{_of(llm.max_tokens_a_day)} tokens"
    cap = f" of ${llm.max_cost_a_day:,.2f}" if llm.max_cost_a_day else ""
    yield f"${taken.cost:,.2f}{cap} in the last 24 hours"


def _of(cap: int) -> str:
    return f" of {cap:,}" if cap else ""


def _taken(session: Session) -> Taken | None:
    if not session.paths.database.exists():
        return None
    with session.tracker(reading=True) as tracker:
        return tracker.store.model_use.in_a_day(tracker.now())


def server(session: Session) -> Finding:
    """Connect to the model's server; nothing is asked of it."""
    llm = session.settings.llm
    if session.settings.engine != "llm" or not llm.base_url:
        return Finding("server", "ok", "no server of a model is named.")
    host, port = _place(llm)
    try:
        socket.create_connection((host, port), PATIENCE).close()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        told = f"{host}:{port}: {why}. Until it is there, dossiers are made of the articles' own sentences."
        return Finding("server", "warn", told)
    return Finding("server", "ok", f"{host}:{port} can be reached.")


def _place(llm: Llm) -> tuple[str, int]:
    parts = urlsplit(llm.base_url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
