"""What a feed says may not act on a terminal, as markup or as a link: in commands, errors, exports."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from tracker.model import Entry
from tracker.parse import parse_body
from tracker.render import labels
from tracker.render.lines import ROLES, Line, span
from tracker.render.terminal import to_ansi, to_plain
from tracker.selftest.check import Check, Verdict, judged
from tracker.selftest.documents import json_feed
from tracker.selftest.ground import AT_ONCE, wrong_end
from tracker.selftest.hostile import MARKUP, PAYLOADS, STEERING, UNSAFE_LINKS
from tracker.selftest.inline import START
from tracker.selftest.servers import Site

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.selftest.ground import Done, Ground

TEXTS = (*PAYLOADS.values(), *MARKUP.values())
TEXT = "The Orrin bridge in Velmouth is closed, said Mara Quill of the bridge authority, “for good” {}."
PAGES = "http://127.0.0.1:9"
COMMANDS = (
    ("stories",),
    ("show", "1", "--json"),
    ("articles", "--json"),
    ("search", "orrin"),
    ("why", "1"),
    ("feeds",),
    ("save", "1", "--format", "md"),
    ("--plain", "stories"),
)
_SCRIPT = re.compile(r"<script[\s>]", re.IGNORECASE)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _stored(ground: Ground) -> Path:
    """Make a folder whose one feed has every payload in title, text, author, address and id."""
    room = ground.room("terminal")
    entries = [
        Entry(
            f"Orrin bridge {n} {text}",
            f"http://127.0.0.1:9/{n}?{text}",
            f"{n}{text}",
            TEXT.format(text),
            text,
        )
        for n, text in enumerate(TEXTS)
    ]
    with Site() as site:
        site.serve("/feed", json_feed(entries, title=f"Feed {TEXTS[0]}"))
        done = ground.tracker(room, "add", site.url("/feed"))
    if done.returncode:
        raise RuntimeError(f"the feed was not taken: {done.stderr[-300:]}")
    return room


def _commands(ground: Ground) -> Verdict:
    room = ground.once("terminal", partial(_stored, ground))
    done = ground.all_of(room, COMMANDS)
    faults = [fault for each in done for fault in [*wrong_end(each, (0,)), *_steering(each)]]
    size = sum(len(each.stdout) + len(each.stderr) for each in done)
    return judged(faults, f"0 of {size:,} characters of {len(COMMANDS)} commands, {len(TEXTS)} payloads")


def _errors(ground: Ground) -> Verdict:
    """Let payloads stand in what the user typed; NUL and lone surrogates can't be passed to a process."""
    room = ground.room("errors")
    every = "".join(PAYLOADS.values()).replace("\0", "").encode(errors="ignore").decode()
    words = (("show", every), ("remove", every), (every,))
    done = ground.all_of(room, words)
    faults = [fault for each in done for fault in [*wrong_end(each, (1, 2, 3)), *_steering(each)]]
    return judged(faults, f"{len(words)} errors of {len(PAYLOADS)} payloads each")


def _steering(done: Done) -> list[str]:
    found = STEERING.search(done.stdout + done.stderr)
    return [f"{' '.join(done.args)[:20]}: {found[0]!a} is printed"] if found else []


def _rendered(ground: Ground) -> Verdict:
    del ground
    lines = [Line((span(text, role),)) for text in TEXTS for role in ROLES]
    drawn = _COLOUR.sub("", to_ansi(lines, 60, color=True)) + to_plain(lines)
    found = STEERING.findall(drawn)
    figure = f"0 of {len(drawn):,} characters, {len(lines)} lines"
    return judged([f"{each!a} is drawn" for each in found], figure)


def _exports(ground: Ground) -> Verdict:
    room = ground.once("terminal", partial(_stored, ground))
    formats = ("html", "atom")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = list(pool.map(lambda kind: ground.tracker(room, "save", "1", "--format", kind), formats))
    faults = [fault for each in done for fault in wrong_end(each, (0,))]
    faults += [
        f"{each.args[-1]} has a script"
        for each in done
        if re.search(r"<script[\s>]", each.stdout, re.IGNORECASE)
    ]
    return judged(faults, f"{len(formats)} formats")


def _links(ground: Ground) -> Verdict:
    del ground
    faults = [f"{url!a} would be opened" for url in UNSAFE_LINKS if labels.web_link(url)]
    entries = [Entry(f"Title {n}", url, f"urn:{n}", "Text.") for n, url in enumerate(UNSAFE_LINKS)]
    parsed = parse_body(json_feed(entries), "application/json", "https://wire.example/feed", START)
    bad = [
        each.url for each in parsed.entries if each.url and not each.url.startswith(("http://", "https://"))
    ]
    faults += [f"{url!a} is kept" for url in bad]
    return judged(faults, f"0 of {len(UNSAFE_LINKS)} unsafe links kept or opened")


CHECKS = (
    Check("no command prints a byte that steers a terminal", _commands),
    Check("nor does an error message", _errors),
    Check("nor does anything that is drawn", _rendered),
    Check("exported pages run nothing", _exports),
    Check("no link out of the web is kept or opened", _links),
)
