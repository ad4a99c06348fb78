"""The feeds.yaml that ships: its form; no address is asked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from tracker import subscriptions

PATH = Path(__file__).parent.parent / "feeds.yaml"
ALL = subscriptions.load(PATH)
FEEDS = [one for one in ALL if not one.search]
SEARCHES = [one for one in ALL if one.search]


def test_there_are_about_forty_feeds_in_five_groups() -> None:
    groups = Counter(one.group for one in FEEDS)
    assert list(groups) == ["AI research and labs", "World news", "Technology", "Science", "Business"]
    assert 38 <= len(FEEDS) <= 45
    assert 13 <= groups["AI research and labs"] <= 16
    assert all(count >= 5 for count in groups.values())


def test_every_address_is_https_and_there_once() -> None:
    assert {urlsplit(one.url).scheme for one in ALL} == {"https"}
    assert len({subscriptions.normalised(one.url) for one in ALL}) == len(ALL)


def test_every_feed_has_a_title_of_its_own() -> None:
    titles = [one.title.casefold() for one in ALL]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_five_search_feeds_take_a_query() -> None:
    assert len(SEARCHES) == 5
    assert all(one.url.count("{query}") == 1 for one in SEARCHES)


def test_the_header_teaches_the_file() -> None:
    header = PATH.read_text(encoding="utf-8").split("\n\nfeeds:\n")[0]
    assert all(line.startswith("#") for line in header.splitlines())
    for word in ("url:", "title:", "tags:", "search", "{query}", "switch a feed off"):
        assert word in header


def test_the_bundled_text_is_this_file() -> None:
    assert subscriptions.starter() == PATH.read_text(encoding="utf-8")


def test_feeds_of_every_group_can_be_removed_and_put_back(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    subscriptions.start(path)
    removed = [subscriptions.remove(path, one.url) for one in ALL[::5]]
    assert set(subscriptions.load(path)) == set(ALL) - set(ALL[::5])
    for one in reversed(removed):
        subscriptions.restore(path, one)
    assert path.read_text(encoding="utf-8") == subscriptions.starter()


def test_the_example_in_its_head_is_a_feeds_file(tmp_path: Path) -> None:
    lines = PATH.read_text(encoding="utf-8").splitlines()
    example = tmp_path / "feeds.yaml"
    example.write_text("\n".join(line[4:] for line in lines if line.startswith("#   ")))
    one = subscriptions.load(example)[0]
    assert (one.fulltext, one.mute, one.only) == ("always", ("football",), ("climate", "sea level"))
    assert [(rule.kind, len(rule.words), len(rule.feeds)) for rule in subscriptions.rules(example)] == [
        ("mute", 1, 0),
        ("mute", 2, 2),
        ("mute", 0, 1),
        ("only", 2, 1),
    ]
