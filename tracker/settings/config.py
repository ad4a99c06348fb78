"""What the user set in config.toml.

All of config.toml is optional. What can't be understood is refused with file, line and
key; a default is never used in place of something the user wrote wrongly.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar
from urllib.parse import urlsplit

from tracker.errors import ConfigError
from tracker.settings.hours import read_hours
from tracker.settings.tables import (
    Engine,
    Fineness,
    Listen,
    Llm,
    Notify,
    Poll,
    Retention,
    Search,
    Semantic,
    Settings,
    Stories,
    Style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ENGINES: tuple[Engine, ...] = ("extractive", "llm")
_FINENESS: tuple[Fineness, ...] = ("coarse", "normal", "fine")
_STYLES: tuple[Style, ...] = ("auto", "write", "shorten")
_KEY_PRESETS = ("", "newsboat")
# Below this likeness (of 100) a hint is a guess: "theem" to "theme" scores 80.
_LIKENESS = 60
# No number of ours is larger in earnest, and a date reckoned with it still exists.
_LARGEST = 1_000_000_000

_Table = TypeVar("_Table", Poll, Retention, Search, Stories, Semantic, Listen, Notify, Llm)
_Choice = TypeVar("_Choice", bound=str)
# A deadline or a rhythm of nothing would stop all polling; every other number may be 0.
_MORE_THAN_ZERO = ("deadline_seconds", "every_minutes", "context_tokens")


def load(path: Path, environ: Mapping[str, str]) -> Settings:
    """Read config.toml; a missing file gives the defaults.

    TRACKER_ALLOW_PRIVATE (comma separated) adds to `allow_private`. Raises ConfigError.
    """
    config = _read(path)
    settings = _settings(config) if config else Settings()
    extra = (host.strip() for host in environ.get("TRACKER_ALLOW_PRIVATE", "").split(","))
    hosts = dict.fromkeys((*settings.allow_private, *filter(None, extra)))
    return replace(settings, allow_private=tuple(hosts))


class _Config(NamedTuple):
    """A parsed config.toml with its text, in which a key's line is looked up."""

    path: Path
    text: str
    root: dict[str, Any]


def _read(path: Path) -> _Config | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return _Config(path, text, tomllib.loads(text.replace("\r\n", "\n")))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path} is not TOML: {error or 'nested too deeply'}.") from error


def _settings(config: _Config) -> Settings:
    known = {item.name for item in fields(Settings)} - {"key_preset"}
    _refuse_unknown(config, "", config.root, known)
    root = config.root
    preset, keys = _keys(config)
    return Settings(
        engine=_choice(config, "", "engine", root.get("engine", "extractive"), _ENGINES),
        allow_private=_hosts(config, root.get("allow_private", [])),
        theme=_text(config, "", "theme", root.get("theme", "")),
        reduced_motion=_flag(config, "", "reduced_motion", root.get("reduced_motion", False)),
        key_preset=preset,
        keys=keys,
        poll=_table(config, Poll),
        retention=_table(config, Retention),
        search=_table(config, Search),
        stories=_stories(config),
        semantic=_table(config, Semantic),
        listen=_table(config, Listen),
        notify=_notify(config),
        llm=_llm(config),
    )


def _refuse_unknown(config: _Config, table: str, given: Iterable[str], known: Iterable[str]) -> None:
    names = sorted(known)
    for key in given:
        if key not in names:
            _refuse(config, table, key, "is not a setting", _nearest(key, names))


def _nearest(key: str, known: list[str]) -> str:
    from rapidfuzz import process, utils

    found = process.extractOne(key, known, processor=utils.default_process, score_cutoff=_LIKENESS)
    return f"Did you mean `{found[0]}`?" if found else f"Known here: {', '.join(known)}."


def _table(config: _Config, kind: type[_Table]) -> _Table:
    """Read one table into its dataclass; the defaults there give each key's type."""
    name = kind.__name__.lower()
    given = _mapping(config, name)
    defaults = kind()
    _refuse_unknown(config, name, given, [item.name for item in fields(kind)])
    for key, value in given.items():
        defaults = replace(defaults, **{key: _like(config, name, key, value, getattr(defaults, key))})
    return defaults


def _mapping(config: _Config, table: str) -> dict[str, Any]:
    given = config.root.get(table, {})
    if not isinstance(given, dict):
        _refuse(config, "", table, f"must be a table, [{table}]")
    return given


def _like(config: _Config, table: str, key: str, value: object, default: object) -> Any:  # noqa: ANN401 - the type is the default's
    if isinstance(default, str):
        return _text(config, table, key, value)
    if isinstance(default, bool):
        return _flag(config, table, key, value)
    if isinstance(default, tuple):
        return _words(config, table, key, value)
    return _number(config, table, key, value, whole=isinstance(default, int))


def _text(config: _Config, table: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        _refuse(config, table, key, f"must be text in quotes, not {_kind(value)}")
    return value


def _flag(config: _Config, table: str, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        _refuse(config, table, key, f"must be true or false, not {_kind(value)}")
    return value


def _number(config: _Config, table: str, key: str, value: object, *, whole: bool) -> float:
    right = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, right):
        wanted = "a whole number" if whole else "a number"
        _refuse(config, table, key, f"must be {wanted}, not {_kind(value)}")
    if not 0 <= value <= _LARGEST:
        _refuse(config, table, key, f"must lie between 0 and {_LARGEST}")
    if value == 0 and key in _MORE_THAN_ZERO:
        _refuse(config, table, key, "must be more than 0")
    return value if whole else float(value)


def _choice(config: _Config, table: str, key: str, value: object, choices: tuple[_Choice, ...]) -> _Choice:
    chosen = next((choice for choice in choices if choice == value), None)
    if chosen is None:
        wanted = " or ".join(f'"{choice}"' for choice in choices if choice)
        _refuse(config, table, key, f"must be {wanted}")
    return chosen


def _hosts(config: _Config, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(host, str) for host in value):
        _refuse(config, "", "allow_private", "must be a list of texts", 'As in ["127.0.0.1"].')
    return tuple(host.strip() for host in value if host.strip())


def _words(config: _Config, table: str, key: str, value: object) -> tuple[str, ...]:
    """Read a program and its options, word by word: no shell ever takes a line apart."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        hint = 'As in ["notify", "--loud"]: each word a text of its own.'
        _refuse(config, table, key, "must be a list of texts", hint)
    if value and not value[0].strip():
        _refuse(config, table, key, "must begin with a program")
    if any("\0" in word for word in value):
        _refuse(config, table, key, "must not hold the sign of number 0")
    return tuple(value)


def _keys(config: _Config) -> tuple[str, tuple[tuple[str, str], ...]]:
    given = _mapping(config, "keys")
    preset = _choice(config, "keys", "preset", given.get("preset", ""), _KEY_PRESETS)
    pairs = ((name, _text(config, "keys", name, key)) for name, key in given.items() if name != "preset")
    return preset, tuple(pairs)


def _stories(config: _Config) -> Stories:
    stories = _table(config, Stories)
    return Stories(_choice(config, "stories", "fineness", stories.fineness, _FINENESS))


def _notify(config: _Config) -> Notify:
    notify = _table(config, Notify)
    if notify.quiet and read_hours(notify.quiet) is None:
        _refuse(config, "notify", "quiet", 'must be two different times of day, as in "22:00-07:00"')
    return notify


def _llm(config: _Config) -> Llm:
    llm = _table(config, Llm)
    if llm.base_url and urlsplit(llm.base_url).scheme not in {"http", "https"}:
        _refuse(config, "llm", "base_url", "must be an http or https address")
    if "@" in (where := urlsplit(llm.base_url)).netloc or where.query:
        hint = "A key is named by `api_key_env` or `api_key_keyring`, and never written down in config.toml."
        _refuse(config, "llm", "base_url", "must hold no user name, password or query", hint)
    if not llm.base_url and ":" not in llm.model:
        _refuse(config, "llm", "base_url", "may be empty only if the model is of the form provider:model")
    if llm.api_key_env and not re.fullmatch(r"[A-Za-z_]\w*", llm.api_key_env, re.ASCII):
        # The value may be the key itself: it is not repeated.
        hint = "The key itself is never written down in config.toml."
        _refuse(config, "llm", "api_key_env", "must be the name of an environment variable", hint)
    capped, priced = llm.max_cost_a_day or llm.max_cost_a_story, llm.usd_per_million_read > 0
    if capped and llm.base_url and not priced:
        key = "max_cost_a_day" if llm.max_cost_a_day else "max_cost_a_story"
        hint = "Write it as usd_per_million_read and usd_per_million_written, or cap tokens instead."
        _refuse(config, "llm", key, "can't be kept without the price of the model's tokens", hint)
    return replace(llm, style=_choice(config, "llm", "style", llm.style, _STYLES))


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list"}
    return names.get(type(value), "a table" if isinstance(value, dict) else "a date")


def _refuse(config: _Config, table: str, key: str, complaint: str, hint: str = "") -> NoReturn:
    line = _line(config.text, table, key)
    where = f"{config.path}, line {line}" if line else str(config.path)
    name = f"{table}.{key}" if table else key
    raise ConfigError(f"{where}: `{name}` {complaint}.", hint)


def _line(text: str, table: str, key: str) -> int:
    """Find the line, from 1, that sets `key`, 0 if not found: tomllib tells no positions."""
    wanted = f"{table}.{key}" if table else key
    current = ""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = re.sub(r"[\"'\s]", "", line.split("#", 1)[0].split("=", 1)[0])
        if bare.startswith("["):
            here = current = bare.strip("[]")
        else:
            here = f"{current}.{bare}" if current else bare
        if here == wanted or here.startswith(f"{wanted}."):
            return number
    return 0
