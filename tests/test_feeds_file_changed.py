"""A feeds.yaml written in any of the usual ways takes any changes in turn, and keeps every comment."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tracker import subscriptions
from tracker.model import Subscription
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLES = st.sampled_from(
    ["Plain", "With: colon", "it's", 'a "b"', "# no comment", "0123", "yes", "Ä – ö", "- x", "[x]"]
)
TAGS = st.lists(st.sampled_from(["sea", "city hall", "null", "a:b"]), max_size=2, unique=True)
# What stands in the way between two feeds: `{}` is numbered, so that each comment is one of a kind.
BETWEEN = st.sampled_from(["", "", "# above {}", "", "   # indented {}", "#"])
BEHIND = st.sampled_from(["", "", "  # behind {}"])


class Draft:
    """Writes a file by what is drawn, and knows what it says."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.feeds: list[Subscription] = []
        self.marks = 0

    def line(self, text: str, *, bare: bool = False) -> None:
        self.lines.append(text if bare else text + self.marked(self.draw(BEHIND)))

    def marked(self, text: str) -> str:
        self.marks += "{}" in text
        return text.format(self.marks)

    def between(self) -> None:
        for _ in range(self.draw(st.integers(0, 2))):
            self.lines.append(self.marked(self.draw(BETWEEN)))

    def feed(self, group: str, *, search: bool = False) -> Subscription:
        number = len(self.feeds)
        url = f"https://f{number}.example/?q={{query}}" if search else f"https://f{number}.example/rss"
        titled = self.draw(st.booleans())
        title, tags = (self.draw(TITLES), tuple(self.draw(TAGS))) if titled else ("", ())
        self.feeds.append(Subscription(url, title, group, tags, search=search))
        return self.feeds[-1]

    def items(self, group: str, column: int, *, search: bool = False) -> None:
        for _ in range(self.draw(st.integers(1, 3))):
            self.between()
            self.item(self.feed(group, search=search), " " * column)
        self.between()

    def item(self, one: Subscription, indent: str) -> None:
        address = f'"{one.url}"' if one.search or self.draw(st.booleans()) else one.url
        if not one.title:
            self.line(f"{indent}- {self.draw(st.sampled_from([address, f'url: {address}']))}")
            return
        title, tags = in_quotes(one.title), f"[{', '.join(map(in_quotes, one.tags))}]"
        match self.draw(st.integers(0, 2)):
            case 0:
                self.line(f"{indent}- {{url: {address}, title: {title}, tags: {tags}}}")
            case 1:
                self.line(f"{indent}- url: {address}")
                self.line(f"{indent}  title: {title}")
                if one.tags:
                    self.line(f"{indent}  tags:")
                    for tag in one.tags:
                        self.line(f"{indent}  - {in_quotes(tag)}")
            case _:
                self.line(f"{indent}-", bare=True)
                self.line(f"{indent}  title: {title}")
                self.line(f"{indent}  tags: {tags}")
                self.line(f"{indent}  url: {address}")


def in_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def files(draw: st.DrawFn) -> tuple[str, Sequence[Subscription]]:
    """Draw the text of a file, and what it says."""
    draft = Draft(draw)
    draft.between()
    grouped, column = draw(st.booleans()), draw(st.sampled_from([0, 2, 4]))
    draft.line("feeds:")
    if grouped:
        for name in draw(
            st.lists(st.sampled_from(["News", "Sea", "The rest"]), min_size=1, max_size=3, unique=True)
        ):
            draft.between()
            draft.line(f"  {name}:")
            draft.items(name, 2 + column)
    else:
        draft.items("", column)
    if draw(st.booleans()):
        draft.line("search:")
        draft.items("", 2, search=True)
    if draw(st.booleans()):
        draft.line("mute:")
        draft.line("  - horoscope")
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return newline.join(draft.lines) + newline * draw(st.integers(0, 2)), draft.feeds


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# (?:above|indented|behind) \d+", text))


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["add", "search", "remove", "rename", "move", "back"]), st.integers(0, 20), TITLES
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=examples(60))
@given(files(), CHANGES)
def test_a_file_takes_any_changes_and_keeps_its_comments(
    file: tuple[str, Sequence[Subscription]], changes: list[tuple[str, int, str]]
) -> None:
    text, known = file
    with TemporaryDirectory() as folder:
        path = Path(folder) / "feeds.yaml"
        path.write_bytes(text.encode())
        model = list(known)
        assert list(subscriptions.load(path)) == model
        for number, (kind, which, title) in enumerate(changes):
            before, noted = path.read_bytes(), comments(path.read_text())
            if kind in {"add", "search"}:
                url = f"https://new{number}.example/" + "?q={query}" * (kind == "search")
                group = "" if kind == "search" else ("", "News", "Brand new")[which % 3]
                subscriptions.add(path, Subscription(url, title, group))
                found = next(one for one in subscriptions.load(path) if one.url == url)
                assert found == Subscription(url, title, found.group, search=kind == "search")
                assert not group or found.group == group
                model.append(found)
            elif model:
                one = model[which % len(model)]
                changed(path, kind, one, title, model)
                if kind == "back":
                    assert path.read_bytes() == before
            assert Counter(subscriptions.load(path)) == Counter(model)
            lost = noted - comments(path.read_text())
            assert not lost or (kind == "remove" and all("behind" in each for each in lost)), lost
        assert ("horoscope" in text) == bool(subscriptions.rules(path))


def changed(path: Path, kind: str, one: Subscription, title: str, model: list[Subscription]) -> None:
    """Change one feed in the file, and in the model."""
    place = model.index(one)
    if kind == "rename":
        model[place] = subscriptions.rename(path, one.url, title)
        assert model[place] == replace(one, title=title)
    elif kind == "move":
        model[place] = subscriptions.move(path, one.url, one.url.replace("https://", "https://moved-"))
    else:
        removed = subscriptions.remove(path, one.url)
        if kind == "back":
            assert subscriptions.restore(path, removed)
        else:
            del model[place]


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=",~!"), max_size=12).map(
    line
)


@given(NAMES, st.lists(NAMES.filter(bool), max_size=3, unique=True))
def test_titles_and_tags_of_newsboats_urls_come_in_as_newsboat_quotes_them(
    title: str, tags: list[str]
) -> None:
    words = [f"~{title}", *tags]
    quoted = " ".join('"' + re.sub(r'([\\"])', r"\\\1", word) + '"' for word in words)
    found = subscriptions.from_newsboat(f"https://a.example/ {quoted}")
    assert found.subscriptions == (Subscription("https://a.example/", title, tags=tuple(tags)),)
    assert found.skipped == ()
