"""Whatever is typed, the command ends in order: with an exit code of ours, and no byte that steers."""

from __future__ import annotations

import io
import json
import shutil
import socket
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import click
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.fuzz_targets import STEERING
from tests.library import COAST, WIRE, Newsroom
from tracker.cli import VERBS, command, run
from tracker.selftest.hostile import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Iterator

# These serve until they are stopped, or run trials of their own.
FOR_EVER = {"demo", "web", "watch", "selftest"}
TYPED = [verb for verb in VERBS if verb not in FOR_EVER]
FILES = {
    "feeds.opml": '<opml><body><outline text="A" xmlUrl="http://127.0.0.1:9/a"/></body></opml>',
    "urls": 'http://127.0.0.1:9/b "~B" tag\n',
    "half.json": '{"format": 1, "story": {',
    "rubbish": "\x1b]0;owned\x07 <html>\n",
}
# What prints something else or nothing, though --json be said too.
OTHERWISE = {"-h", "--help", "--schema", "export"}
VALUES = (
    *("1", "2", "3", "4", "99", "0", "-1", "v1", "v2", "v99", "1.5", "9" * 30, "٣"),
    *("orrin", "orrin-bridge-closed-after-crack-found", "late-snow", "Late snow", "bridge", WIRE, COAST),
    *("2026-05-05", "2026-05-05T09:00Z", "0001-01-01", "9999-12-31T23:59-14:00", "yesterday", "25:00"),
    *(
        "what",
        "Why it matters",
        "open-questions",
        "90d",
        "0d",
        "500MB",
        "1B",
        "is:unread",
        'outlet:"',
        "-bridge",
    ),
    *(
        "http://127.0.0.1:9/feed",
        "https://[::1",
        "javascript:alert(1)",
        "feed:x",
        "harbour.example",
        "?{query}",
    ),
    *("", "-", "--", ".", "..", "~", "data", "data/tracker.db", "data/feeds.yaml", "none/at/all", *FILES),
    *("saved.json", "backup.db", "state.json", "out.html", "new"),
)
# No NUL can be passed to a process; a slash might lead out of the folder.
ODD = st.characters(exclude_categories=["Cs"], exclude_characters="\0/~") | st.characters(
    min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"]
)
JUNK = st.text(ODD, max_size=8) | st.sampled_from(
    [text.replace("\0", "").replace("/", "") for text in PAYLOADS.values() if "\ud800" not in text]
)


@dataclass(frozen=True)
class Line:
    """A command line; `as_json`: it asks for JSON, and nothing else decides what is printed."""

    words: tuple[str, ...]
    as_json: bool


def values(param: click.Parameter) -> st.SearchStrategy[str]:
    known = list(param.type.choices) if isinstance(param.type, click.Choice) else VALUES
    return st.one_of(st.sampled_from(list(map(str, known))), st.sampled_from(VALUES), JUNK)


@st.composite
def options(draw: st.DrawFn, param: click.Option) -> tuple[str, ...]:
    name = draw(st.sampled_from([*param.opts, *param.secondary_opts]))
    if param.is_flag:
        return (name,)
    value = draw(values(param))
    return draw(st.sampled_from([(name, value), (f"{name}={value}",), (name,)]))


@st.composite
def lines(draw: st.DrawFn, verb: str) -> Line:
    found = command.get_command(click.Context(command), verb)
    assert found is not None
    params = found.params
    pieces = list[tuple[str, ...]]()
    for param in params:
        if isinstance(param, click.Option):
            if param.name != "as_json" and draw(st.integers(0, 3)) == 0:
                pieces.append(draw(options(param)))
        else:
            few = draw(st.integers(0, 3 if param.nargs < 0 else 1)) or int(draw(st.booleans()))
            pieces.append(tuple(draw(values(param)) for _ in range(few)))
    if draw(st.integers(0, 9)) == 0:
        pieces.append((draw(JUNK),))
    pieces = draw(st.permutations(pieces))
    words = tuple(word for piece in pieces for word in piece)
    # In front, where no option without its value takes it.
    as_json = any(param.name == "as_json" for param in params) and draw(st.booleans())
    return Line((verb, *["--json"] * as_json, *words), as_json and not OTHERWISE & set(words))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder within others, with a data folder and files to be taken in; no network, no programs."""
    folder = tmp_path_factory.mktemp("fuzzed") / "in" / "desk"
    (folder / "data").mkdir(parents=True)
    room = Newsroom(folder / "data")
    room.run_bridge(3)
    room.tracker.reading.mark_read(room.tracker.reading.version(1, 1))
    room.tracker.correcting.pin("1")
    room.close()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        patch.setattr(socket, "getaddrinfo", no_network)
        patch.setenv("PATH", "")
        patch.setenv("HOME", str(folder))
        assert typed("save", "1", "--format", "json", "-o", "saved.json")[0] == 0
        assert typed("backup", "backup.db")[0] == 0
        assert typed("read-state", "export", "state.json")[0] == 0
        yield folder


def no_network(*_: object, **__: object) -> NoReturn:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@contextmanager
def copied(desk: Path) -> Iterator[None]:
    """Work in a copy, so that an example finds nothing of the one before."""
    with TemporaryDirectory(dir=desk.parent) as folder:
        copy = Path(folder) / "in" / "desk"
        shutil.copytree(desk, copy)
        with chdir(copy):
            yield


def typed(*words: str) -> tuple[int, str, str]:
    """Run a command line in this process, on streams as a pipe has them; return code, stdout, stderr."""
    written: list[io.TextIOWrapper[io.BytesIO]] = []
    with ExitStack() as stack:
        for redirect in (redirect_stdout, redirect_stderr):
            stream = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace", newline="")
            stack.enter_context(redirect(stream))
            written.append(stream)
        code = run(["--data", "data", *words])
    for each in written:
        each.seek(0)
    out, err = (each.read() for each in written)
    return code, out, err


@pytest.mark.parametrize("verb", TYPED)
@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_typed_behind_a_verb_it_ends_in_order(desk: Path, verb: str, data: st.DataObject) -> None:
    line = data.draw(lines(verb))
    with copied(desk):
        code, out, err = typed(*line.words)
    assert code in {0, 1, 2, 3, 4}, (code, err)
    assert "Traceback" not in err
    assert not STEERING.search(err), err
    for word in filter(STEERING.search, line.words):
        # The name of a file that was written is data: a script goes on with it.
        out = out.replace(word, "")
    assert not STEERING.search(out), out
    assert err or code in {0, 1, 4}, "it failed without a word"
    if line.as_json and code == 0:
        json.loads(out)


@settings(max_examples=examples(60))
@given(words=st.lists(st.sampled_from([*VERBS, "--json", "--plain", "--now", "--color"]) | JUNK, max_size=4))
def test_whatever_is_typed_for_a_verb_it_ends_in_order(desk: Path, words: list[str]) -> None:
    assume(not FOR_EVER & set(words))
    with copied(desk):
        code, out, err = typed(*words)
    assert code in {0, 1, 2, 3, 4}, (code, err)
    assert not STEERING.search(err + out)
