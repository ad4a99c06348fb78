"""feeds.yaml, OPML and newsboat's urls."""

from __future__ import annotations

import json
import os
import string
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import subscriptions
from tracker.errors import ConfigError, NotFoundError, TrackerError, UsageError
from tracker.model import Subscription
from tracker.subscriptions import Rule
from tracker.subscriptions.address import accepted, normalised
from tracker.subscriptions.document import parse
from tracker.text.clean import line

MINE = """\
# My feeds, kept by hand.

feeds:
  Harbour:   # the docks
    - url: https://harbour.example/rss   # loud
      title: 'Harbour Wire'
      tags: [port,  "city hall"]

    # The quiet one.
    - https://quiet.example/feed


  Hills: []
search:
    - url: "https://seek.example/?q={query}"
      title: Seek
# the end
"""


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    return written(tmp_path, MINE)


def written(folder: Path, text: str) -> Path:
    path = folder / "feeds.yaml"
    path.write_bytes(text.encode())
    return path


def refused(folder: Path, text: str | bytes) -> str:
    path = folder / "feeds.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    before = path.read_bytes()
    for act in (
        subscriptions.load,
        lambda path: subscriptions.add(path, Subscription("https://new.example/")),
        lambda path: subscriptions.remove(path, "https://a.example/"),
    ):
        with pytest.raises(ConfigError) as caught:
            act(path)
    assert path.read_bytes() == before
    return str(caught.value)


# ---------------------------------------------------------------- reading


def test_groups_titles_tags_and_searches_are_read_in_order(feeds: Path) -> None:
    assert subscriptions.load(feeds) == (
        Subscription("https://harbour.example/rss", "Harbour Wire", "Harbour", ("port", "city hall")),
        Subscription("https://quiet.example/feed", group="Harbour"),
        Subscription("https://seek.example/?q={query}", "Seek", search=True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "- https://a.example/\n- url: https://b.example/\n  group: B\n",
        "feeds:\n- https://a.example/\n- {url: https://b.example/, group: B}\n",
        "feeds: [https://a.example/, {url: https://b.example/, group: B}]\n",
        '{"feeds": ["https://a.example/", {"url": "https://b.example/", "group": "B"}]}',
        "\ufefffeeds:\r\n- https://a.example/\r\n- url: https://b.example/\r\n  group: B\r\n",
    ],
)
def test_lists_without_groups_are_read_too(tmp_path: Path, text: str) -> None:
    found = subscriptions.load(written(tmp_path, text))
    assert found == (Subscription("https://a.example/"), Subscription("https://b.example/", group="B"))


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "---\n", "feeds:\n", "feeds: {}\nsearch: []\n", "[]"]
)
def test_an_empty_file_has_no_feeds(tmp_path: Path, text: str) -> None:
    assert subscriptions.load(written(tmp_path, text)) == ()


def test_no_file_has_no_feeds(tmp_path: Path) -> None:
    assert subscriptions.load(tmp_path / "feeds.yaml") == ()


def test_an_anchor_given_anew_is_read_without_a_word(tmp_path: Path) -> None:
    feeds = (
        "url: &a https://a.example/",
        "url: https://b.example/, title: &a B",
        "url: https://c.example/, title: *a",
    )
    text = "".join(f"- {{{feed}}}\n" for feed in feeds)
    assert [one.title for one in subscriptions.load(written(tmp_path, text))] == ["", "B", "B"]


def test_titles_that_look_like_numbers_or_dates_are_text(tmp_path: Path) -> None:
    path = written(tmp_path, "- {url: https://a.example/, title: 2024-01-02, tags: yes}\n")
    assert subscriptions.load(path)[0] == Subscription("https://a.example/", "2024-01-02", tags=("yes",))


def test_what_would_act_on_a_terminal_is_taken_out_of_titles(tmp_path: Path) -> None:
    path = written(tmp_path, '- {url: https://a.example/, title: "A\\e]52;c;aGk=\\aB\\n C"}\n')
    assert subscriptions.load(path)[0].title == "AB C"


def test_an_address_that_cannot_be_kept_is_refused_for_its_own_reason() -> None:
    with pytest.raises(ValueError, match="no address is longer than 10,000 characters"):
        accepted("https://a.example/" + "x" * 10_000)
    with pytest.raises(ValueError, match=r"an address has no spaces or control characters$"):
        accepted("https://a.example/two words")


def test_a_feed_address_becomes_http() -> None:
    assert accepted("feed://a.example/rss") == "http://a.example/rss"
    assert accepted("feed:https://a.example/rss") == "https://a.example/rss"


def test_a_query_in_the_address_makes_a_search_feed(tmp_path: Path) -> None:
    path = written(tmp_path, "feeds:\n  A:\n    - https://a.example/{query}\n")
    assert subscriptions.load(path)[0].search


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("feeds:\n  A:\n    - urk: https://a.example/\n", ["line 3", "`urk`", "Did you mean `url`?"]),
        ("feeds:\n  A:\n    - title: Nothing\n", ["line 3", "no `url`"]),
        ("feeds:\n  A:\n    - url:\n", ["line 3", "`url`"]),
        ("feeds:\n  A: https://a.example/\n", ["line 2", "`A` must be a list"]),
        ("feeds:\n  A:\n    B:\n      - https://a.example/\n", ["line 3", "`A` must be a list"]),
        ("feeds: 3\n", ["line 1", "`feeds` must be a list"]),
        ("search: 3\n", ["line 1", "`search` must be a list"]),
        ("feed:\n  A: []\n", ["line 1", "`feed` is not a key", "Did you mean `feeds`?"]),
        ("- [https://a.example/]\n", ["line 1", "a feed must be a mapping"]),
        ("- {url: [1]}\n", ["line 1", "`url` must be text"]),
        ("- {url: https://a.example/, title: {}}\n", ["`title` must be text"]),
        ("- {url: https://a.example/, tags: {a: 1}}\n", ["`tags` must be text"]),
        ("- {url: https://a.example/, url: https://b.example/}\n", ["`url` is already there on line 1"]),
        ("feeds:\n  A:\n  ? [x]\n  : []\n", ["line 3", "a name in feeds must be text"]),
        ("feeds:\n  A:\n  A:\n", ["line 3", "already there on line 2"]),
        ("- ftp://a.example/\n", ["line 1", "only http and https"]),
        ("- file:///etc/passwd\n", ["line 1", "only http and https"]),
        ("- https:///rss\n", ["line 1", "names no host"]),
        ("- https://a.example:99999/\n", ["line 1", "`url`"]),
        ('- "https://a.example/ b"\n', ["line 1", "no spaces"]),
        ("- https://a.example/x\n- A:\n", ["line 2", "`A` is not a key"]),
        ("- https://a.example/x\n\n- http://A.example/x/\n", ["on line 1 and on line 3", "twice"]),
        ("search:\n  - https://a.example/\n", ["line 2", "has no {query}", "Put {query}"]),
        ("feeds: [\n", ["line 2", "not YAML"]),
        ("a: 1\n---\nb: 2\n", ["line 2", "not YAML"]),
        ("feeds: \x07\n", ["not YAML"]),
        ("[" * 1_000, ["not YAML"]),
        ("just words\n", ["line 1", "the file must be a mapping"]),
        (b"feeds:\n  - \xff\n", ["line 2", "not UTF-8"]),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_nothing_is_overwritten(
    tmp_path: Path, text: str | bytes, parts: list[str]
) -> None:
    message = refused(tmp_path, text)
    for part in (*parts, str(tmp_path / "feeds.yaml")):
        assert part in message


RULED = """\
mute: # what I can't stand
  - horoscope
  - words: [transfer window, "derby*"]
    feeds: [Harbour Wire, sport]   # both
  - {feeds: [Noisy Blog]}

feeds:
  Harbour:
    - url: https://harbour.example/rss
      title: Harbour Wire
      fulltext: always
      mute: [football, 2024]   # every day
      only: climate, sea level
    - https://quiet.example/feed   # as it comes

only:
- words: [climate,  energy]
  feeds: Firehose
"""


def test_rules_are_read_beside_the_feeds_and_in_them(tmp_path: Path) -> None:
    path = written(tmp_path, RULED)
    assert subscriptions.rules(path) == (
        Rule("mute", ("horoscope",)),
        Rule("mute", ("transfer window", "derby*"), ("Harbour Wire", "sport")),
        Rule("mute", (), ("Noisy Blog",)),
        Rule("only", ("climate", "energy"), ("Firehose",)),
    )
    one = subscriptions.load(path)[0]
    assert (one.fulltext, one.mute, one.only) == ("always", ("football", "2024"), ("climate", "sea level"))
    assert subscriptions.load(path)[1] == Subscription("https://quiet.example/feed", group="Harbour")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("mute:\n", ()),
        ("mute: []\n", ()),
        ("mute: horoscope, tarot\n", (Rule("mute", ("horoscope",)), Rule("mute", ("tarot",)))),
        ('mute: ["Washington, D.C."]\n', (Rule("mute", ("Washington, D.C.",)),)),
        ("mute: {words: a, feeds: b}\n", (Rule("mute", ("a",), ("b",)),)),
        ("only:\n  - feeds: [A]\n", (Rule("only", (), ("A",)),)),
        ("only: yes\n", (Rule("only", ("yes",)),)),
        ('mute: ["a\\e]52;c;aGk=\\a\\n  b"]\n', (Rule("mute", ("a b",)),)),
    ],
)
def test_rules_may_be_written_shortly(tmp_path: Path, text: str, rules: tuple[Rule, ...]) -> None:
    assert subscriptions.rules(written(tmp_path, text)) == rules


def test_no_file_has_no_rules(tmp_path: Path) -> None:
    assert subscriptions.rules(tmp_path / "feeds.yaml") == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("mute:\n  - word: [a]\n", ["line 2", "`word` is not a key of a rule", "Did you mean `words`?"]),
        ("mute:\n  - [a]\n", ["line 2", "a rule under `mute` can't be a list", "`words`, `feeds` or both"]),
        ("mute:\n  - a\n  -\n", ["line 3", "empty"]),
        ("mute:\n  - words: []\n    feeds: [A]\n", ["line 2", "nothing in `words`"]),
        ("only:\n  - words: [a]\n    feeds:\n", ["line 2", "nothing in `feeds`"]),
        ("mute:\n  - {}\n", ["line 2", "nothing in `words`"]),
        ("mute: true\n", ["line 1", "`mute` takes words, not true", "quotes"]),
        ("mute:\n  - words: {a: 1}\n", ["line 2", "`words` must be text"]),
        ("mutes: [a]\n", ["line 1", "`mutes` is not a key", "Did you mean `mute`?"]),
        ("- {url: https://a.example/, mute: {words: [a]}}\n", ["line 1", "`mute` must be text"]),
        ("- {url: https://a.example/, mute: true}\n", ["`mute` takes words, not true", 'mute: "*"']),
        ("- {url: https://a.example/, fulltext: allways}\n", ["`fulltext`", "Did you mean `always`?"]),
        (
            "- {url: https://a.example/, fulltext: false}\n",
            ["`fulltext` is auto, always, never, not `false`"],
        ),
        ("- {url: https://a.example/, fulltext: [auto]}\n", ["`fulltext` must be text"]),
    ],
)
def test_what_is_wrong_in_a_rule_is_named_with_its_line(tmp_path: Path, text: str, parts: list[str]) -> None:
    message = refused(tmp_path, text)
    for part in (*parts, str(tmp_path / "feeds.yaml")):
        assert part in message


def test_a_folder_instead_of_a_file_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is a folder"):
        subscriptions.load(tmp_path)


def test_a_file_too_large_for_feeds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    with path.open("wb") as file:
        file.truncate(40_000_000)
    with pytest.raises(ConfigError, match="too large"):
        subscriptions.load(path)


@given(st.text(alphabet="feds:-[]{}&*!|>'\"#%@,? \n\tahtp/.1é\U0001f30d", max_size=80))
def test_any_text_is_feeds_or_a_config_error(text: str) -> None:
    with suppress(ConfigError):
        parse(Path("feeds.yaml"), text)


# ---------------------------------------------------------------- changing


def test_a_feed_is_added_to_its_group_and_all_else_stays(feeds: Path) -> None:
    new = Subscription("https://new.example/rss", "New: a #1", "Harbour", ("a", "b c"))

    assert subscriptions.add(feeds, new)

    last = "    - https://quiet.example/feed\n"
    block = '    - url: https://new.example/rss\n      title: "New: a #1"\n      tags: [a, "b c"]\n'
    assert feeds.read_text() == MINE.replace(last, last + block)
    assert subscriptions.load(feeds)[2] == new


def test_an_empty_group_is_filled_and_a_feed_without_group_goes_to_added(feeds: Path) -> None:
    subscriptions.add(feeds, Subscription("https://hill.example/", group="Hills"))
    subscriptions.add(feeds, Subscription("https://stray.example/"))
    subscriptions.add(feeds, Subscription("https://find.example/?{query}", "Find"))

    text = feeds.read_text()
    assert "  Hills:\n    - url: https://hill.example/\n  Added:\n    - url: https://stray.example/\n" in text
    assert text.endswith(
        "      title: Seek\n    - url: https://find.example/?{query}\n      title: Find\n# the end\n"
    )
    assert text.startswith(MINE[: MINE.index("  Hills")])


@pytest.mark.parametrize("url", ["https://harbour.example/rss", "http://HARBOUR.example:80/rss/#top"])
def test_a_feed_that_is_there_is_not_added_again(feeds: Path, url: str) -> None:
    assert not subscriptions.add(feeds, Subscription(url))
    assert feeds.read_text() == MINE


def test_adding_creates_the_file_with_a_header(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feeds.yaml"
    assert subscriptions.add(path, Subscription("https://a.example/", "A feed", "Mine"))
    assert path.read_text().startswith("# The feeds that tracker follows")
    assert path.read_text().endswith("feeds:\n  Mine:\n    - url: https://a.example/\n      title: A feed\n")


def test_many_are_added_at_once_and_only_the_new_ones_named(feeds: Path) -> None:
    many = [Subscription(f"https://a.example/{n}", group="Hills") for n in (1, 2, 1)]
    new = subscriptions.add_all(feeds, [*many, Subscription("https://quiet.example/feed")])
    assert [one.url for one in new] == ["https://a.example/1", "https://a.example/2"]
    assert len(subscriptions.load(feeds)) == 5


def test_an_address_that_is_no_feed_is_refused(feeds: Path) -> None:
    with pytest.raises(UsageError, match="only http and https"):
        subscriptions.add(feeds, Subscription("exec:rm"))
    assert feeds.read_text() == MINE


def test_a_removed_feed_takes_its_own_lines_only(feeds: Path) -> None:
    subscriptions.remove(feeds, "http://quiet.example/feed/")
    assert feeds.read_text() == MINE.replace("    - https://quiet.example/feed\n", "")


def test_a_removed_feed_comes_back_exactly(feeds: Path) -> None:
    for one in subscriptions.load(feeds):
        gone = subscriptions.remove(feeds, one.url)
        assert one not in subscriptions.load(feeds)
        assert subscriptions.restore(feeds, gone)
        assert feeds.read_text() == MINE


def test_what_was_removed_can_be_kept_as_json_and_restored_from_it(feeds: Path) -> None:
    gone = subscriptions.remove(feeds, "https://quiet.example/feed")
    kept = msgspec.convert(msgspec.to_builtins(gone), subscriptions.Removed)
    assert kept == gone
    subscriptions.restore(feeds, kept)
    assert feeds.read_text() == MINE


def test_a_removed_feed_comes_back_to_its_place_after_other_changes(feeds: Path) -> None:
    gone = subscriptions.remove(feeds, "https://harbour.example/rss")
    subscriptions.add(feeds, Subscription("https://new.example/", group="Harbour"))
    subscriptions.rename(feeds, "https://quiet.example/feed", "Quiet")

    subscriptions.restore(feeds, gone)

    assert [one.url for one in subscriptions.load(feeds)][:2] == [
        "https://harbour.example/rss",
        "https://quiet.example/feed",
    ]
    assert MINE[MINE.index("    - url: https://harbour") : MINE.index("    # The quiet")] in feeds.read_text()


def test_a_removed_feed_comes_back_even_when_its_group_is_gone(feeds: Path) -> None:
    gone = subscriptions.remove(feeds, "https://quiet.example/feed")
    feeds.write_text("feeds:\n  Other:\n    - https://other.example/\n")
    assert subscriptions.restore(feeds, gone)
    assert gone.subscription in subscriptions.load(feeds)


def test_a_feed_that_was_added_again_is_not_restored_twice(feeds: Path) -> None:
    gone = subscriptions.remove(feeds, "https://quiet.example/feed")
    subscriptions.add(feeds, gone.subscription)
    assert not subscriptions.restore(feeds, gone)


def test_removing_what_is_not_there_is_not_found(feeds: Path) -> None:
    with pytest.raises(NotFoundError):
        subscriptions.remove(feeds, "https://nobody.example/")


def test_a_title_is_changed_added_and_given_to_a_bare_address(feeds: Path) -> None:
    subscriptions.rename(feeds, "https://harbour.example/rss", "Harbour")
    subscriptions.rename(feeds, "https://quiet.example/feed", "Quiet: a")
    assert feeds.read_text() == MINE.replace("'Harbour Wire'", "Harbour").replace(
        "- https://quiet.example/feed", '- url: https://quiet.example/feed\n      title: "Quiet: a"'
    )


def test_an_empty_title_is_filled(tmp_path: Path) -> None:
    path = written(tmp_path, "- title:\n  url: https://a.example/\n- {title: , url: https://b.example/}\n")
    subscriptions.rename(path, "https://a.example/", "A one")
    subscriptions.rename(path, "https://b.example/", "B one")
    assert [one.title for one in subscriptions.load(path)] == ["A one", "B one"]


def test_a_feed_that_moved_keeps_its_place_and_comment(feeds: Path) -> None:
    subscriptions.move(feeds, "https://harbour.example/rss", "https://harbour.example/new")
    assert feeds.read_text() == MINE.replace("harbour.example/rss ", "harbour.example/new ")


def test_a_feed_that_is_nothing_but_an_address_can_move(feeds: Path) -> None:
    subscriptions.move(feeds, "https://quiet.example/feed", "https://quiet.example/new")
    assert feeds.read_text() == MINE.replace("quiet.example/feed", "quiet.example/new")


def test_a_feed_does_not_move_onto_another(feeds: Path) -> None:
    with pytest.raises(UsageError, match="already in"):
        subscriptions.move(feeds, "https://harbour.example/rss", "https://quiet.example/feed")


WAYS = [
    "",
    "# only a comment",
    "feeds: ~ # none\nsearch:\n",
    "[]",
    "{}\n",
    "- https://a.example/1",
    "feeds: [https://a.example/1]",
    "feeds:\n- https://a.example/1\n# end",
    '{"feeds": {"A": ["https://a.example/1", {"url": "https://a.example/2"}]}}',
    "\ufefffeeds:\r\n  A:\r\n    - https://a.example/1 # c\r\n\r\n# end\r\n",
    "---\nfeeds:\n  A:\n   -  url: https://a.example/1 # x\n\n\n# t",
    "feeds:\n  A:\n    -\n      url: https://a.example/1\n    # c\n  B:\n",
    "feeds:\n  A:\n  - title: >\n      Long\n      title\n    url: https://a.example/1\n  - https://a.example/2\n",
    "search:\n  - https://a.example/{query}\n",
    "feeds:\n  A: [https://a.example/1, https://a.example/2,]\n  B:\n    - {url: https://a.example/3}\n",
]


@pytest.mark.parametrize("text", WAYS)
def test_every_way_of_writing_the_file_can_be_changed_and_changed_back(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    new = [
        Subscription("https://new.example/1", "N"),
        Subscription("https://new.example/2", group="B", tags=("t",)),
        Subscription("https://new.example/{query}", "true", search=True),
    ]
    before = len(subscriptions.load(path))

    assert len(subscriptions.add_all(path, new)) == 3
    after = path.read_bytes()
    assert len(subscriptions.load(path)) == before + 3

    for one in subscriptions.load(path):
        subscriptions.restore(path, subscriptions.remove(path, one.url))
        assert path.read_bytes() == after
        assert subscriptions.rename(path, one.url, "Renamed").title == "Renamed"
        assert subscriptions.find(subscriptions.load(path), one.url).title == "Renamed"
        path.write_bytes(after)
    for comment in ("only a comment", "none", "end", " c\r", " x", " t", "# c"):
        if f"#{comment}" in text:
            assert f"#{comment}".encode() in after


def test_every_change_keeps_the_rules_byte_for_byte(tmp_path: Path) -> None:
    path = written(tmp_path, RULED)
    url, rules = "https://harbour.example/rss", subscriptions.rules(path)

    subscriptions.restore(path, subscriptions.remove(path, url))
    assert path.read_text() == RULED
    subscriptions.rename(path, url, "Wire")
    subscriptions.move(path, url, "https://harbour.example/new")
    subscriptions.rename(path, "https://quiet.example/feed", "Quiet")
    subscriptions.add(path, Subscription("https://new.example/", group="Harbour"))
    subscriptions.add(path, Subscription("https://new.example/?{query}"))

    text = path.read_text()
    parts = (("mute:", "feeds:\n  Harbour"), ("      fulltext", "    - https"), ("only:\n-", "# the end"))
    for start, end in parts:
        assert RULED[RULED.index(start) :].partition(end)[0] in text
    assert subscriptions.rules(path) == rules
    moved = subscriptions.load(path)[0]
    assert (moved.title, moved.fulltext, moved.mute[0], moved.only[1]) == (
        "Wire", "always", "football", "sea level",
    )  # fmt: skip


def test_a_feed_with_rules_of_its_own_is_added_with_them(tmp_path: Path) -> None:
    one = Subscription(
        "https://a.example/",
        "A",
        "G",
        ("t",),
        fulltext="never",
        mute=("a", "derby*", "no", "C#: b"),
        only=("sea level",),
    )
    for number, text in enumerate(("", "feeds: [https://b.example/]\n", "mute: [a]\n")):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text)
        subscriptions.add(path, one)
        assert one in subscriptions.load(path)
        copied = tmp_path / f"copy {number}.yaml"
        subscriptions.add_all(copied, subscriptions.import_(path).subscriptions)
        assert one in subscriptions.load(copied)


def test_words_of_rules_are_kept_clean(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    subscriptions.add(path, Subscription("https://a.example/", mute=("a\x1b[2Jb\nc", "", " ")))
    assert subscriptions.load(path)[0].mute == ("ab c",)


def test_line_ends_of_windows_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "feeds:\r\n  A:\r\n    - https://a.example/1\r\n")
    subscriptions.add(path, Subscription("https://b.example/", "B", "A"))
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") == 5


def test_a_file_that_cannot_be_changed_safely_is_left_alone(tmp_path: Path) -> None:
    text = "feeds:\n  A:\n    - title: &t https://a.example/2\n      url: *t\n"
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match="can't be changed safely"):
        subscriptions.rename(path, "https://a.example/2", "Two")
    assert path.read_text() == text


def test_the_mode_is_kept_and_no_other_file_is_left(feeds: Path) -> None:
    feeds.chmod(0o640)
    subscriptions.add(feeds, Subscription("https://new.example/"))
    assert feeds.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in feeds.parent.iterdir()] == ["feeds.yaml"]


def test_a_symlink_stays_one_and_its_target_is_written(tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "mine.yaml"
    target.parent.mkdir()
    target.write_text(MINE)
    link = tmp_path / "feeds.yaml"
    link.symlink_to(target)

    subscriptions.add(link, Subscription("https://new.example/"))

    assert link.is_symlink()
    assert "https://new.example/" in target.read_text()


def test_a_read_only_file_is_a_clear_sentence(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is read-only to the system's administrator")
    path = written(tmp_path, MINE)
    path.chmod(0o400)
    with pytest.raises(ConfigError, match="can't be written: it is read-only"):
        subscriptions.add(path, Subscription("https://new.example/"))


def test_a_folder_that_cannot_be_is_a_clear_sentence(feeds: Path) -> None:
    with pytest.raises(ConfigError, match=r"can't be (read|written)"):
        subscriptions.add(feeds / "under-a-file.yaml", Subscription("https://new.example/"))


# ---------------------------------------------------------------- the bundled feeds


def test_the_bundled_feeds_are_written_where_no_file_is(tmp_path: Path) -> None:
    path = tmp_path / "config" / "feeds.yaml"
    assert subscriptions.start(path)
    assert path.read_text(encoding="utf-8") == subscriptions.starter()
    path.write_text("# mine\n")
    assert not subscriptions.start(path)
    assert path.read_text() == "# mine\n"


# ---------------------------------------------------------------- finding

FOUR = (
    Subscription("https://harbour.example/rss", "Harbour Wire"),
    Subscription("https://harbour.example/sport", "Harbour Sport"),
    Subscription("https://hills.example/rss", "Hills Daily"),
    Subscription("https://bare.example/feed"),
)


@pytest.mark.parametrize(
    ("ref", "number"),
    [
        ("https://harbour.example/rss", 0),
        ("http://HARBOUR.example/rss/", 0),
        ("harbour sport", 1),
        ("hil", 2),
        ("bare", 3),
        ("harbour.example/s", 1),
    ],
)
def test_a_feed_is_found_by_what_a_user_types(ref: str, number: int) -> None:
    assert subscriptions.find(FOUR, ref) == FOUR[number]


def test_what_fits_several_feeds_names_them() -> None:
    with pytest.raises(UsageError) as caught:
        subscriptions.find(FOUR, "harb")
    assert "Harbour Wire" in str(caught.value)
    assert "Harbour Sport" in str(caught.value)


def test_what_fits_very_many_feeds_names_a_few() -> None:
    many = [Subscription(f"https://x.example/{n}") for n in range(9)]
    with pytest.raises(UsageError, match=r"fits 9 feeds: .* and 4 more"):
        subscriptions.find(many, "x.example")


def test_what_fits_no_feed_gives_the_nearest_names() -> None:
    with pytest.raises(NotFoundError, match="Did you mean Hills Daily"):
        subscriptions.find(FOUR, "hlils dayly")


@pytest.mark.parametrize("ref", ["", "  ", "\x1b]0;x\x07", "zzzzzzzz"])
def test_nothing_is_found_for_nothing(ref: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        subscriptions.find(FOUR, ref)
    assert str(caught.value).isprintable()


# ---------------------------------------------------------------- OPML

OPML = b"""<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="Loose" type="rss" xmlUrl="https://loose.example/rss"/>
  <outline text="Town">
    <outline title="Docks &amp; Quays" text="x" xmlUrl="feed://docks.example/rss" category="/port/east,b"/>
    <outline text="Deep"><outline text="Deeper feed" xmlUrl="https://deep.example/"/></outline>
  </outline>
  <outline text="Again" xmlUrl="http://loose.example/rss/"/>
  <outline text="Bad" xmlUrl="exec:touch /tmp/x"/>
  <outline text="Worse" xmlUrl="|touch /tmp/x"/>
</body></opml>"""


def test_opml_folders_become_groups_and_categories_tags() -> None:
    found = subscriptions.from_opml(OPML)
    assert found.subscriptions == (
        Subscription("https://loose.example/rss", "Loose"),
        Subscription("http://docks.example/rss", "Docks & Quays", "Town", ("port/east", "b")),
        Subscription("https://deep.example/", "Deeper feed", "Town", ("Deep",)),
    )


def test_what_opml_holds_that_is_no_feed_is_said() -> None:
    twice, bad, worse = subscriptions.from_opml(OPML).skipped
    assert "it is there twice" in twice
    assert "exec:touch" in bad
    assert "never runs" in worse


BILLION = b'<!DOCTYPE o [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><opml><outline text="&b;" xmlUrl="https://a.example/"/></opml>'
OUTSIDE = b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><outline text="&x;"/></opml>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BILLION, "declares entities"),
        (BILLION.decode().encode("utf-16"), "declares entities"),
        (OUTSIDE, "declares entities"),
        (b"<opml><outline></opml>", "line 1"),
        (b"", "not well-formed"),
        (b"<rss></rss>", "not OPML"),
        (b'<opml><outline text="&undefined;"></opml>', "not well-formed"),
    ],
)
def test_opml_that_is_hostile_or_broken_is_a_clear_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        subscriptions.from_opml(data)


def test_a_very_deep_opml_is_read() -> None:
    data = b"<opml>" + b'<outline text="a">' * 3000 + b"</outline>" * 3000 + b"</opml>"
    assert subscriptions.from_opml(data).subscriptions == ()


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_are_opml_or_a_config_error(data: bytes) -> None:
    for wrapped in (data, b"<opml>" + data + b"</opml>"):
        with suppress(ConfigError):
            subscriptions.from_opml(wrapped)


NAMES = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters=","), max_size=20
).map(lambda text: subscriptions.from_newsboat(f'https://x.example/ "~{text}"').subscriptions[0].title)
TAGS = NAMES.map(lambda text: text.strip("/ ")).filter(bool)
PATHS = st.text(string.ascii_letters + string.digits + "/&?=;'{}%-._~", max_size=20)


@st.composite
def lists(draw: st.DrawFn) -> tuple[Subscription, ...]:
    found: dict[str, Subscription] = {}
    for path in draw(st.lists(PATHS, max_size=6)):
        url = f"https://a.example/{path}"
        tags = tuple(dict.fromkeys(draw(st.lists(TAGS, max_size=3))))
        one = Subscription(url, draw(NAMES), draw(NAMES), tags, search="{query}" in url)
        found.setdefault(normalised(url), one)
    return tuple(found.values())


@given(lists(), NAMES)
def test_what_goes_out_as_opml_comes_in_the_same(given_: tuple[Subscription, ...], title: str) -> None:
    found = subscriptions.from_opml(subscriptions.to_opml(given_, title).encode())
    assert not found.skipped
    assert set(found.subscriptions) == set(given_)


@settings(max_examples=25)
@given(lists())
def test_what_is_written_to_feeds_yaml_is_read_the_same(given_: tuple[Subscription, ...]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "feeds.yaml"
        path.write_text("# mine\nfeeds:\n  Here:\n    - https://here.example/ # stays\n")
        subscriptions.add_all(path, given_)
        found = {one.url: one for one in subscriptions.load(path)}
        for one in given_:
            group = one.group or ("" if one.search else "Added")
            assert found[one.url] == Subscription(one.url, one.title, group, one.tags, one.search)
        for one in given_:
            subscriptions.remove(path, one.url)
        assert [one.url for one in subscriptions.load(path)] == ["https://here.example/"]
        assert "# stays" in path.read_text()


# ---------------------------------------------------------------- newsboat

URLS = r"""
# mine
https://a.example/rss tech "city hall" "~The \"A\" Feed"
https://b.example/#top !quiet  # a remark
"query:Unread:unread = \"yes\""
exec:~/bin/feed.sh
filter:sed:https://c.example/
file:///etc/passwd
mailto:someone@example.org
"""


def test_newsboat_urls_become_feeds_with_title_and_tags() -> None:
    assert subscriptions.from_newsboat(URLS).subscriptions == (
        Subscription("https://a.example/rss", 'The "A" Feed', tags=("tech", "city hall")),
        Subscription("https://b.example/#top"),
    )


def test_newsboat_lines_that_are_no_feeds_are_said_and_never_run() -> None:
    skipped = subscriptions.from_newsboat(URLS).skipped
    assert [sentence.split(":")[0] for sentence in skipped] == [f"line {n}" for n in (5, 6, 7, 8, 9)]
    assert "never runs" in skipped[1]
    assert "tracker follow" in skipped[0]


@given(st.text(max_size=100))
def test_any_text_is_newsboat_urls(text: str) -> None:
    assert all(sentence == line(sentence) for sentence in subscriptions.from_newsboat(text).skipped)


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("feeds.opml", OPML.decode(), 3),
        ("list", "\ufeff" + OPML.decode(), 3),
        ("urls", URLS, 2),
        ("feeds.yaml", MINE, 3),
        ("list", MINE, 3),
        ("feeds.json", json.dumps({"feeds": ["https://a.example/"]}), 1),
    ],
)
def test_an_import_is_told_by_what_is_in_the_file(tmp_path: Path, name: str, text: str, count: int) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert len(subscriptions.import_(path).subscriptions) == count


def test_an_import_of_feeds_yaml_says_that_its_rules_stay_behind(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("mute: [horoscope]\nfeeds: [https://a.example/]\n", encoding="utf-8")
    found = subscriptions.import_(path)
    assert len(found.subscriptions) == 1
    assert "`mute` and `only` stay behind" in found.skipped[0]


def test_an_import_without_a_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        subscriptions.import_(tmp_path / "none")


@pytest.mark.parametrize(
    "data", [b"", b"some words\nof no use\n", b"<html></html>", b"\xff\xfe\x00", b"\x00\x9f"]
)
def test_an_import_of_something_else_names_the_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "thing"
    path.write_bytes(data)
    with pytest.raises(TrackerError, match="thing"):
        subscriptions.import_(path)


def test_processes_that_add_feeds_at_the_same_time_lose_none(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    script = (
        "import sys, pathlib\n"
        "from tracker import subscriptions\n"
        "from tracker.model import Subscription\n"
        "for number in range(10):\n"
        "    url = f'https://{sys.argv[2]}.example/{number}'\n"
        "    subscriptions.add(pathlib.Path(sys.argv[1]), Subscription(url))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(path), name]) for name in ("a", "b", "c")]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len(subscriptions.load(path)) == 30
