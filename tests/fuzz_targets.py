"""What any bytes may be given to, and what must hold then: the targets of fuzzers and of property tests.

Each target is a function of bytes that raises where a law is broken, with seeds that lead into its code
and words that its input is made of. `tests/benchmarks/coverage_guided.py` runs them by coverage,
`tests/test_fuzz_targets.py` on their seeds and on some damaged ones.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.fuzz_seeds import SEEDS, URL, WORDS, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# What a terminal acts on, and what hides or reorders text (RELIABILITY: "fact 1").
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_YAML = Path("feeds.yaml")
_FETCHED = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Target:
    """`check` raises AssertionError, or whatever the code raises that it must not.

    `words` are what fuzzers put in. `linear`: it takes no more time for a sign of a long text. `head`
    are the bytes before the text.
    """

    name: str
    check: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    words: Sequence[str]
    linear: bool
    head: int


def _hold_clear(error: Exception) -> None:
    """Hold the sentence of a refusal to be one that can be printed."""
    assert not STEERING.search(str(error)), "the sentence steers"


def cleaning(data: bytes) -> None:
    """Hold `clean` to leave nothing that steers or hides, and to have nothing left to do."""
    from tracker.text.clean import MARKS, clean, line

    text = text_of(data)
    cleaned = clean(text)
    assert clean(cleaned) == cleaned, "cleaning again changes it"
    assert not STEERING.search(cleaned), "something that steers is left"
    assert unicodedata.is_normalized("NFC", cleaned)
    assert _highest_pile(cleaned) <= MARKS
    for limit in (0, len(text) // 2):
        short = line(text, limit)
        assert len(short.splitlines()) <= 1
        assert line(short, limit) == short
        assert not limit or len(short) <= limit


def _highest_pile(text: str) -> int:
    highest = height = 0
    for sign in text:
        height = height + 1 if unicodedata.category(sign)[0] == "M" else 0
        highest = max(highest, height)
    return highest


def dating(data: bytes) -> None:
    """Hold the dates that a sentence speaks of to be where they are said to be, in order, and dates."""
    from tracker.text.dates import mentions

    text = text_of(data[2:])
    # Any day from the year 1 to 9999.
    days = int.from_bytes(data[:2].ljust(2, b"\0"), "big") * 56 % (date.max.toordinal() - 1)
    published = datetime.fromordinal(1 + days).replace(tzinfo=UTC)
    end = 0
    for mention in mentions(text, published):
        assert end <= mention.start < mention.end <= len(text), "they overlap, or stand in no order"
        end = mention.end
        assert text[mention.start : mention.end] == mention.text
        assert _ISO.fullmatch(mention.iso), mention.iso
        assert int(mention.iso[:4]), mention.iso
        if len(mention.iso) == len("2026-05-04"):
            datetime.fromisoformat(mention.iso)


def feeds_file(data: bytes) -> None:
    """Hold a feeds.yaml to be understood or refused, and its changes to be those asked for or refused."""
    from tracker.errors import ConfigError
    from tracker.model import Subscription
    from tracker.subscriptions import edit
    from tracker.subscriptions.address import normalised
    from tracker.subscriptions.document import parse

    text = text_of(data)
    try:
        document = parse(_YAML, text)
    except ConfigError as error:
        _hold_clear(error)
        return
    known = document.subscriptions
    for one in known:
        assert one.url.lower().startswith(("http:", "https:"))
        assert not STEERING.search("".join((one.url, one.title, one.group, *one.tags)))
    new = Subscription("https://new.example/of-the-fuzzer", "The new: one", tags=("quite new",))
    with suppress(ConfigError):
        after = parse(_YAML, edit.added(document, [new]))
        assert [one for one in after.subscriptions if one.url != new.url] == list(known)
        item = after.item(new.url)
        assert item is not None
        before = edit.removed(after, [item])
        assert parse(_YAML, before).subscriptions == known
        assert _comments(text) <= _comments(before), "a comment is lost"
    for item in document.items[:2]:
        with suppress(ConfigError):
            assert len(parse(_YAML, edit.removed(document, [item])).items) == len(known) - 1
        with suppress(ConfigError):
            (named,) = (
                one.subscription
                for one in parse(_YAML, edit.retitled(document, item, "Another: #title")).items
                if normalised(one.subscription.url) == normalised(item.subscription.url)
            )
            assert named.title == "Another: #title"


def _comments(text: str) -> Counter[str]:
    """Return the lines that are nothing but a comment."""
    lines = (each.strip(" \t\r") for each in text.split("\n"))
    return Counter(each for each in lines if each.startswith("#"))


def foreign_lists(data: bytes) -> None:
    """Hold OPML and newsboat's urls to be read or refused, and what is read to go out and in again."""
    from tracker.errors import ConfigError
    from tracker.subscriptions import from_newsboat, from_opml, to_opml

    for is_opml in (True, False):
        try:
            found = from_opml(data) if is_opml else from_newsboat(text_of(data))
        except ConfigError as error:
            _hold_clear(error)
            continue
        assert not STEERING.search("".join(found.skipped))
        again = from_opml(to_opml(found.subscriptions, "Mine").encode())
        assert set(again.subscriptions) == set(found.subscriptions)


def querying(data: bytes) -> None:
    """Hold a query to be read whatever it is, and never to be syntax of the index."""
    from tracker.query import Matcher, marks, parse, snippet
    from tracker.store.search_terms import expression

    text, now = text_of(data), _FETCHED
    query = parse(text, now)
    assert not STEERING.search("".join(query.complaints))
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("create virtual table t using fts5(title, text, actors)")
        if match := expression(query):
            index.execute("select rowid from t where t match ?", (match,)).fetchall()
    Matcher(query).fits(text, text[::-1])
    end = 0
    for begin, stop in marks(text, query.terms):
        assert end <= begin < stop <= len(text)
        end = stop
    assert "\n" not in snippet(text, query.terms)


def documents(data: bytes) -> None:
    """Hold a feed's document to give sound entries, the same by the quick reader as by feedparser."""
    from tests.laws import assert_sound
    from tracker.parse import ParseError, parse_body, quick

    try:
        feed = parse_body(data, "application/xml", URL, _FETCHED)
    except ParseError as error:
        _hold_clear(error)
        return
    assert_sound(feed, _FETCHED)
    if quick.read(data, "application/xml") is not None:
        # A comment that only feedparser may judge, and that says nothing to it.
        assert parse_body(data + b"<!-- xml:base -->", "application/xml", URL, _FETCHED) == feed


def moments(data: bytes) -> None:
    """Hold a feed's date to be a moment in UTC or none, and the same by either of its two readers."""
    from tracker.parse.times import moment, plain_moment

    text = text_of(data)
    plain, any_form = plain_moment(text), moment(text, None)
    for found in (plain, any_form):
        assert found is None or found.utcoffset() == timedelta(0)
    assert plain is None or any_form in (None, plain), "two readers, two moments"


def answers(data: bytes) -> None:
    """Hold a model's answer to be of its form or refused, and what is cut off never to be made whole."""
    from tracker.llm.answers import AnswerError, Claims, Events, Questions, Tensions, Views, typed
    from tracker.llm.ports import Reply
    from tracker.llm.rescue import found

    text = text_of(data)
    try:
        value = found(Reply(text))
    except AnswerError:
        return
    for kind in (Claims, Events, Views, Questions, Tensions):
        with suppress(AnswerError):
            typed(value, kind)


def saved_file(data: bytes) -> None:
    """Hold a file of saved stories to be taken whole or refused with a sentence that names the place."""
    from tracker.core.copies import saved_file as module
    from tracker.errors import ConfigError, NotFoundError

    with TemporaryDirectory() as folder:
        path = Path(folder) / "saved.json"
        path.write_bytes(data)
        module.is_saved(path)
        try:
            stories = module.read(path)
        except (ConfigError, NotFoundError) as error:
            _hold_clear(error)
            return
    for story in stories:
        assert story.versions
        assert not STEERING.search("".join(each.dossier.title for each in story.versions))


_CHECKS = {
    "clean": cleaning,
    "dates": dating,
    "feeds_yaml": feeds_file,
    "foreign_lists": foreign_lists,
    "query": querying,
    "documents": documents,
    "moments": moments,
    "answers": answers,
    "saved_file": saved_file,
}
# Bytes before the text: how it is to be read, and the day of publication.
_HEADS = {"dates": 3, "documents": 0, "saved_file": 0}
# feedparser is quadratic in places; what it makes of a document is awaited for a bounded time.
_LINEAR = frozenset(_CHECKS) - {"documents"}

TARGETS = {
    name: Target(name, check, SEEDS[name], WORDS[name].split(), name in _LINEAR, _HEADS.get(name, 1))
    for name, check in _CHECKS.items()
}
