"""What can be set in config.toml, table by table, with the defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Engine = Literal["extractive", "llm"]
Fineness = Literal["coarse", "normal", "fine"]
Style = Literal["auto", "write", "shorten"]


@dataclass(frozen=True, slots=True)
class Poll:
    """`[poll]`: how feeds are asked.

    `pause_seconds` lies between two requests to one host; `deadline_seconds` bounds one
    exchange; `every_minutes` is how often the interface looks for feeds that are due.
    """

    pause_seconds: float = 1.0
    deadline_seconds: float = 30.0
    every_minutes: float = 15.0


@dataclass(frozen=True, slots=True)
class Retention:
    """`[retention]`: what `tracker gc` keeps.

    Articles older than `days` that nothing cites may go (0: none for their age), and the oldest of
    these until the database takes no more than `max_mb` megabytes (0: however many). `thin`: old
    versions of stories that are quiet for so many days, and that nobody follows, go too.
    """

    days: int = 0
    max_mb: int = 0
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """`[search]`: what followed stories may ask of search feeds.

    `automatic`: each does that was not told otherwise; else those that were told to. `daily_budget`: how
    many searches they send in any 24 hours.
    """

    automatic: bool = False
    daily_budget: int = 20


@dataclass(frozen=True, slots=True)
class Stories:
    """`[stories]`: how fine stories are cut; finer means more and smaller ones."""

    fineness: Fineness = "normal"


@dataclass(frozen=True, slots=True)
class Semantic:
    """`[semantic]`: the folder of a sentence model, which helps to place titles without text.

    A relative one is beside config.toml; empty is none.
    """

    model: str = ""


@dataclass(frozen=True, slots=True)
class Listen:
    """`[listen]`: the program that speaks, with its options; empty takes the first that is installed.

    One that tracker does not know is handed each sentence on its standard input.
    """

    command: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notify:
    """`[notify]`: who is told when a story that the user follows moved.

    `bell` rings the terminal, `desktop` shows a notice there, `command` is a program with its options
    that gets the change as JSON on its standard input. `quiet` are hours of the day, "22:00-07:00" by
    the clock of this computer, in which all of them wait.
    """

    bell: bool = False
    desktop: bool = False
    command: tuple[str, ...] = ()
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Llm:
    """`[llm]`: the language model and its caps; 0 is no cap.

    An empty `base_url` takes `model` as "provider:model". `api_key_env` is the name of an environment
    variable, `api_key_keyring` the user name of an entry for the service "tracker" in the system's keyring.
    The key itself is never kept here. A day is any 24 hours; a story's caps are for all its life.
    `usd_per_million_read` and `_written` are the price of tokens, 0 for that of the library's list.
    `style`: what the model is trusted with, to write sections or to shorten single sentences, or the one
    until it fails; `context_tokens` it takes in and gives back at once; `deadline_seconds` are for one
    dossier.
    """

    model: str = ""
    base_url: str = "http://127.0.0.1:11434/v1"
    api_key_env: str = ""
    api_key_keyring: str = ""
    max_requests_a_day: int = 0
    max_tokens_a_day: int = 0
    max_cost_a_day: float = 0.0
    max_requests_a_story: int = 0
    max_tokens_a_story: int = 0
    max_cost_a_story: float = 0.0
    usd_per_million_read: float = 0.0
    usd_per_million_written: float = 0.0
    style: Style = "auto"
    context_tokens: int = 4096
    deadline_seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Settings:
    """config.toml as a whole. `keys` pairs a command's name with its key string.

    `allow_private` names the private hosts and addresses that may be fetched from;
    `key_preset` is `preset` of `[keys]`. An empty `theme` leaves the choice to the interface.
    `reduced_motion`: nothing in the interface moves or blinks by itself.
    """

    engine: Engine = "extractive"
    allow_private: tuple[str, ...] = ()
    theme: str = ""
    reduced_motion: bool = False
    key_preset: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    poll: Poll = field(default_factory=Poll)
    retention: Retention = field(default_factory=Retention)
    search: Search = field(default_factory=Search)
    stories: Stories = field(default_factory=Stories)
    semantic: Semantic = field(default_factory=Semantic)
    listen: Listen = field(default_factory=Listen)
    notify: Notify = field(default_factory=Notify)
    llm: Llm = field(default_factory=Llm)
