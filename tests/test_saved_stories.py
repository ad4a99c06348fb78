"""Stories out as JSON and in again: the same story, never twice, and nothing at all of a bad file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import rss
from tests.library import BRIDGE, LONE, NAMES, WIRE, Newsroom
from tracker.cli.saving import Choice, Wanted, document, documents
from tracker.core.copies.saved_file import is_saved, read
from tracker.errors import ConfigError, NotFoundError
from tracker.model import TAKEN, Claim, Dossier, Enclosure, Version
from tracker.selftest.hostile import MARKUP, PAYLOADS
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.core.copies.importing import Imported


def tell(folder: Path) -> Newsroom:
    """Make a newsroom that has the bridge in several versions, an edited article and a whole text."""
    room = Newsroom(folder)
    room.run_bridge()
    feed, title, text = BRIDGE[0]
    first = room.entries[feed][-1]
    room.entries[feed][-1] = replace(
        first, text=f"{text} The beam is from 1931.", title=f"{title} (corrected)"
    )
    room.network.serve(feed, rss(room.entries[feed], title=NAMES[feed]), etag='"edited"')
    room.poll(days=1)
    store = room.tracker.store
    articles = [row.article for row in room.tracker.reading.articles()]
    second = next(article.id for article in articles if article.title == BRIDGE[1][1])
    whole = "The whole text.\n\nIn two paragraphs."
    store.articles.add_revision(second, "Orrin bridge", whole, "page", room.clock())
    store._connections.connection.execute("update articles set page = ? where id = ?", (TAKEN, second))
    room.tracker.correcting.merge("orrin", "baker")
    return room


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Newsroom]:
    (tmp_path / "told").mkdir()
    room = tell(tmp_path / "told")
    yield room
    room.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Newsroom]:
    (tmp_path / "empty").mkdir()
    room = Newsroom(tmp_path / "empty")
    yield room
    room.close()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The bridge as a file, for tests of what is wrong in one."""
    room = tell(tmp_path_factory.mktemp("saved"))
    text = one(room)
    room.close()
    return text


def one(room: Newsroom, ref: str | int = "orrin") -> str:
    return document(room.tracker, Choice(room.tracker.reading.story(ref)), "json")


def every(room: Newsroom) -> str:
    chosen = tuple(Choice(story) for story in room.tracker.saving.every())
    return documents(room.tracker, Wanted(chosen, "json", "stories"))


def taken(room: Newsroom, text: str) -> list[Imported]:
    path = room.feeds.parent / "saved.json"
    path.write_text(text, encoding="utf-8")
    return room.tracker.saving.take(read(path))


def dump(room: Newsroom) -> list[str]:
    """Return all that is in a newsroom's database but who held the lock."""
    connection = room.tracker.store._connections.connection
    return [line for line in connection.iterdump() if '"ingesting"' not in line]


def test_a_story_comes_back_as_it_was_and_is_saved_in_the_same_bytes(told: Newsroom, empty: Newsroom) -> None:
    saved = one(told)
    (imported,) = taken(empty, saved)
    assert imported.fate == "new"
    assert imported.account == "orrin-bridge-closed-after-crack-found came with 5 versions."
    assert one(empty) == saved
    old, new = told.tracker.past.versions("orrin"), empty.tracker.past.versions("orrin")
    assert [v.dossier.what for v in old] == [v.dossier.what for v in new]
    assert told.tracker.past.history("orrin") == empty.tracker.past.history("orrin")


def test_all_stories_come_back_from_one_file_in_the_same_bytes(told: Newsroom, empty: Newsroom) -> None:
    for story in told.tracker.reading.stories(Filter()):
        told.tracker.reading.version(story.number)  # lone articles get their first version
    saved = every(told)
    imported = taken(empty, saved)
    assert {each.fate for each in imported} == {"new"}
    assert len(imported) == len(json.loads(saved)["stories"]) > 1
    assert every(empty) == saved


def test_an_imported_story_is_whole_texts_edits_search_names_and_why(told: Newsroom, empty: Newsroom) -> None:
    taken(empty, one(told))
    rows = {row.source: row.article for row in empty.tracker.reading.articles("orrin")}
    for row in told.tracker.reading.articles("orrin"):
        article = rows[row.source]
        assert replace(article, id=0, story=0) == replace(row.article, id=0, story=0)
        texts = told.tracker.reading.article(row.article.id).revisions
        assert empty.tracker.reading.article(article.id).revisions == texts
    assert any(article.text.startswith("The whole text.") for article in rows.values())
    assert empty.tracker.finding.find("velmouth").hits
    assert empty.tracker.reading.story("baker-wins").slug == empty.tracker.reading.story("orrin").slug
    assert {p.reason for _, p in empty.tracker.reading.placements("orrin")} == {"import by you"}
    assert not empty.tracker.keeping.complaints()


def test_what_the_user_did_with_a_story_stays_behind(told: Newsroom) -> None:
    before = one(told)
    told.tracker.reading.mark_read(told.tracker.reading.version("orrin"))
    told.tracker.store.shelf.mark(1, followed=True, pinned=True)
    assert one(told) == before
    assert json.loads(before)["story"]["unread"]


def test_the_json_has_what_show_has_and_the_versions_and_articles_beside(told: Newsroom) -> None:
    from tracker.render.data import show_data

    shown = show_data(told.tracker.reading.version("orrin"), told.tracker.reading.story("orrin"))
    saved = json.loads(one(told))
    assert saved["format"] == 1
    assert {key: saved[key] for key in shown if key != "story"} == {
        k: shown[k] for k in shown if k != "story"
    }
    assert saved["story"].keys() == shown["story"].keys()
    assert [version["version"] for version in saved["versions"]] == [1, 2, 3, 4, 5]
    assert saved["versions"][-1]["sections"].keys() == shown["sections"].keys()
    article = next(each for each in saved["articles"] if each["page"] == TAKEN)
    assert article["text"] == "The whole text.\n\nIn two paragraphs."
    assert [text["source"] for text in article["revisions"]] == ["feed", "page"]


def test_keys_in_the_addresses_of_feeds_stay_behind(told: Newsroom) -> None:
    connection = told.tracker.store._connections.connection
    secret = "https://me:word@wire.example/feed?token=secret#x"
    # Which feed's article is the first of all depends on which server answered first.
    article = told.tracker.store.articles.of_story(told.tracker.reading.story("orrin").number)[0].id
    connection.execute("update articles set feed = ? where id = ?", (secret, article))
    connection.execute("insert into article_feeds values (?, ?, '2026-05-04T09:00:00Z')", (article, secret))
    saved = one(told)
    assert "secret" not in saved
    assert "word@" not in saved
    assert "https://wire.example/feed" in {
        feed for each in json.loads(saved)["articles"] for feed in each["feeds"]
    }


def test_a_story_that_is_here_is_not_doubled(told: Newsroom, empty: Newsroom) -> None:
    saved = one(told)
    taken(empty, saved)
    before = dump(empty)
    for room in (empty, told):
        (again,) = taken(room, saved)
        assert again.fate == "known"
        assert again.account == (
            "orrin-bridge-closed-after-crack-found is here already, up to v5: nothing was changed."
        )
    assert dump(empty) == before


def test_a_story_that_went_on_elsewhere_goes_on_here(told: Newsroom, empty: Newsroom) -> None:
    taken(empty, one(told))
    told.publish(
        WIRE,
        "Orrin bridge in Velmouth opens to lorries",
        "The Orrin bridge in Velmouth opened to lorries on Friday, said Mara Quill, head of the Velmouth "
        "bridge authority. The crack in the main beam of the Orrin bridge is closed.",
    )
    told.poll(days=1)
    assert told.tracker.reading.story("orrin").version == 6
    (more,) = taken(empty, one(told))
    assert (more.fate, more.versions) == ("continued", 1)
    assert more.account == "orrin-bridge-closed-after-crack-found was here up to v5 and got 1 version more."
    assert one(empty) == one(told)


def test_a_story_that_went_another_way_here_is_left_as_it_is(told: Newsroom, empty: Newsroom) -> None:
    saved = one(told)
    for article in (*BRIDGE, *LONE):
        empty.publish(*article)
    empty.poll(days=3)
    before = dump(empty)
    (refused,) = taken(empty, saved)
    assert refused.fate == "refused"
    assert refused.account.endswith("has gone another way here than in the file: it was left as it is.")
    assert dump(empty) == before


def test_a_lone_article_that_is_here_already_joins_the_story_that_comes(
    told: Newsroom, empty: Newsroom
) -> None:
    empty.publish(*BRIDGE[0])
    empty.poll(hours=1)
    slug = empty.tracker.reading.story(1).slug
    (imported,) = taken(empty, one(told))
    assert imported.fate == "new"
    articles = empty.tracker.reading.articles(imported.slug)
    assert len(articles) == len(json.loads(one(told))["articles"])
    assert len({row.article.url for row in articles}) == len(articles)
    assert empty.tracker.reading.story(slug).number == empty.tracker.reading.story(imported.slug).number
    # And it is not taken a second time, whatever its name became.
    (again,) = taken(empty, one(told))
    assert again.fate == "known"


def test_another_story_of_the_same_name_comes_under_a_name_of_its_own(
    told: Newsroom, empty: Newsroom
) -> None:
    name = told.tracker.reading.story("orrin").slug
    number = empty.tracker.store.stories.create("Another", name, empty.clock())
    dossier = Dossier("Another", what=(Claim("It is another.", ()),))
    empty.tracker.store.versions.add(Version(number, 1, empty.clock(), "extractive", "first", dossier))
    (imported,) = taken(empty, one(told))
    assert (imported.fate, imported.slug) == ("new", f"{name}-2")
    assert f"as {name}-2, since another story is called {name} here" in imported.account


def test_new_articles_of_a_feed_join_an_imported_story_and_old_ones_do_not_come_twice(
    told: Newsroom, empty: Newsroom
) -> None:
    saved = one(told)
    taken(empty, saved)
    empty.clock.moment = told.clock.moment
    empty.entries = told.entries
    empty.publish(
        WIRE,
        "Orrin bridge in Velmouth opens to lorries",
        "The Orrin bridge in Velmouth opened to lorries on Friday, said Mara Quill, head of the Velmouth "
        "bridge authority. The crack in the main beam of the Orrin bridge is closed.",
    )
    empty.poll(days=1)
    story = empty.tracker.reading.story("orrin")
    assert (story.version, story.items) == (6, json.loads(saved)["story"]["items"] + 1)
    kept = {row.source: row.article.url for row in empty.tracker.reading.articles("orrin")}
    for article in json.loads(saved)["articles"]:
        assert kept[article["number"]] == article["url"]


# ---------------------------------------------------------------- bad files


def changed(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def edit(saved: str) -> str:
        data = json.loads(saved)
        change(data)
        return json.dumps(data)

    return edit


BAD: dict[str, tuple[Callable[[str], str], str]] = {
    "rubbish": (lambda _: "rubbish", "line 1, column 1: this is not JSON"),
    "empty": (lambda _: "", "line 1, column 1: this is not JSON: it ends in the middle"),
    "truncated": (lambda saved: saved[: len(saved) // 2], "this is not JSON"),
    "a byte that is no text": (lambda saved: saved.replace("crack", "cr\udcffck", 1), "not UTF-8"),
    "a list": (lambda _: "[1, 2]", "it tells no `format`"),
    "too deep": (lambda _: '{"format": 1, "a": ' + "[" * 100 + "]" * 100 + "}", "nested too deeply"),
    "far too deep": (lambda _: "[" * 200_000, "saved.json"),
    "a number without end": (lambda _: '{"format": 1, "a": ' + "9" * 5000 + "}", "saved.json"),
    "a newer form": (changed(lambda d: d.update(format=2)), "format: this was saved by a newer tracker"),
    "no form": (changed(lambda d: d.pop("format")), "it tells no `format`"),
    "no versions": (changed(lambda d: d["versions"].clear()), "versions: there is no version yet"),
    "a version missing": (changed(lambda d: d.pop("versions")), "missing required field `versions`"),
    "a title that is a number": (
        changed(lambda d: d["versions"][1].update(title=7)),
        "versions[1].title: expected `str`, got `int`",
    ),
    "a claim without a text": (
        changed(lambda d: d["versions"][0]["sections"]["what"][0].pop("text")),
        "versions[0].sections.what[0]: object missing required field `text`",
    ),
    "a state that is none": (
        changed(
            lambda d: d["versions"][0]["sections"]["open_questions"].append(
                {"id": "q9", "text": "?", "citations": [1], "state": "owned"}
            )
        ),
        "invalid enum value 'owned'",
    ),
    "a citation of nothing": (
        changed(lambda d: d["versions"][0]["sections"]["what"][0].update(citations=[99])),
        "versions[0].sections.what[0].citations[0]: there is no article 99",
    ),
    "a source of nothing": (
        changed(lambda d: d["articles"].pop(0)),
        "versions[0].sources[0].number: there is no article 1",
    ),
    "a number twice": (changed(lambda d: d["articles"].append(d["articles"][0])), "1 is there twice"),
    "versions that go back": (
        changed(lambda d: d["versions"].reverse()),
        "versions[1].version: a number above 5 was expected",
    ),
    "a name that is a path": (
        changed(lambda d: d["story"].update(slug="../../etc/passwd")),
        "story.slug: expected `str` matching regex",
    ),
    "a name that is an option": (changed(lambda d: d["story"].update(slug="--upload-pack=x")), "story.slug"),
    "a name with an end of line": (changed(lambda d: d["slugs"].append("orrin\n")), "slugs["),
    "a number below": (changed(lambda d: d["story"].update(number=-1)), "story.number"),
    "a number above": (changed(lambda d: d["story"].update(number=2**60)), "this number is too large"),
    "a number of the clock": (changed(lambda d: d.update(created=1)), "created: expected `datetime`"),
    "a time without a zone": (changed(lambda d: d.update(created="2026-05-04T09:00:00")), "created"),
    "a time that no calendar has": (
        changed(lambda d: d["articles"][0].update(fetched="9999-12-31T23:59:59-14:00")),
        "articles[0].fetched: this time is in no calendar",
    ),
    "a time before all calendars": (
        changed(lambda d: d["versions"][0].update(written_at="0001-01-01T00:00:00+14:00")),
        "versions[0].written_at: this time is in no calendar",
    ),
    "a time before all news": (
        changed(lambda d: d["articles"][0].update(published="0001-01-01T00:00:00Z")),
        "articles[0].published: a time after 1970-01-02 was expected",
    ),
    "texts that are no feed's": (
        changed(lambda d: [text.update(source="page") for a in d["articles"] for text in a["revisions"]]),
        ".revisions: none of them is from a feed",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_changes_nothing_and_says_what_is_wrong_where(
    saved: str, empty: Newsroom, name: str
) -> None:
    spoil, complaint = BAD[name]
    path = empty.feeds.parent / "saved.json"
    path.write_bytes(spoil(saved).encode(errors="surrogateescape"))
    before = dump(empty)
    with pytest.raises(ConfigError) as error:
        empty.tracker.saving.take(read(path))
    assert str(path) in str(error.value)
    assert complaint in str(error.value)
    assert str(error.value).endswith("Nothing was imported.")
    assert dump(empty) == before


def test_one_bad_story_of_several_lets_none_in(told: Newsroom, empty: Newsroom) -> None:
    for story in told.tracker.reading.stories(Filter()):
        told.tracker.reading.version(story.number)
    data = json.loads(every(told))
    data["stories"][-1]["versions"][0]["title"] = None
    before = dump(empty)
    with pytest.raises(ConfigError, match=rf"stories\[{len(data['stories']) - 1}\]\.versions\[0\]\.title"):
        taken(empty, json.dumps(data))
    assert dump(empty) == before


def test_an_import_that_fails_halfway_leaves_nothing_behind(told: Newsroom, empty: Newsroom) -> None:
    good = told.tracker.saving.story(1)
    broken = replace(good, number=2, slug="another", articles=())
    before = dump(empty)
    with pytest.raises(KeyError):
        empty.tracker.saving.take([good, broken])
    assert dump(empty) == before


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="does not exist"):
        read(tmp_path / "nothing.json")


@pytest.mark.parametrize(
    ("name", "text", "saved"),
    [
        ("a.json", '{"format": 1}', True),
        ("a", ' {\n"format" : 1}', True),
        ("a.json", "rubbish", True),
        ("a.json", '{"feeds": []}', False),
        ("a.json", '["https://wire.example/feed"]', False),
        ("a.opml", "<opml/>", False),
        ("urls", "https://wire.example/feed", False),
        ("feeds.yaml", "feeds: []", False),
    ],
)
def test_stories_are_told_from_lists_of_feeds(tmp_path: Path, name: str, text: str, *, saved: bool) -> None:
    (tmp_path / name).write_text(text)
    assert is_saved(tmp_path / name) is saved


@pytest.mark.parametrize("name", [*PAYLOADS, *MARKUP])
def test_hostile_texts_of_a_file_are_cleaned_on_their_way_in(saved: str, empty: Newsroom, name: str) -> None:
    payload = (PAYLOADS | MARKUP)[name]
    data = json.loads(saved)
    data["versions"][-1]["title"] = payload
    data["versions"][-1]["sections"]["what"][0]["text"] = payload
    data["articles"][0] |= {"title": payload, "text": payload, "author": payload, "revisions": []}
    text = json.dumps(data)
    if "\\ud800" in text:
        with pytest.raises(ConfigError):
            taken(empty, text)
        return
    taken(empty, text)
    stored = "".join(dump(empty))
    assert not [sign for sign in stored if ord(sign) < 32 and sign not in "\n\t"]
    assert "\x1b" not in stored
    assert "\u202e" not in one(empty)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x", "-x"]
)
def test_addresses_that_are_none_of_the_web_stay_out(saved: str, empty: Newsroom, url: str) -> None:
    data = json.loads(saved)
    data["articles"][0] |= {"url": url, "enclosures": [{"url": url, "type": "", "bytes": None}]}
    data["versions"][-1]["sources"][0]["url"] = url
    taken(empty, json.dumps(data))
    again = json.loads(one(empty))
    assert (again["articles"][0]["url"], again["articles"][0]["enclosures"]) == ("", [])
    assert again["sources"][0]["url"] == ""


def test_files_that_come_with_articles_come_back(told: Newsroom, empty: Newsroom) -> None:
    files = json.dumps([["https://wire.example/a.mp3", "audio/mpeg", 9], ["https://wire.example/b", "", 0]])
    told.tracker.store._connections.connection.execute("update articles set enclosures = ?", (files,))
    saved = one(told)
    taken(empty, saved)
    assert one(empty) == saved
    (first, *_) = empty.tracker.reading.articles("orrin")
    assert first.article.enclosures[0] == Enclosure("https://wire.example/a.mp3", "audio/mpeg", 9)


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_with_any_value_changed_is_taken_whole_or_not_at_all(
    saved: str, empty: Newsroom, data: st.DataObject
) -> None:
    document = json.loads(saved)
    at, key = data.draw(st.sampled_from(list(places(document))))
    at[key] = data.draw(
        st.sampled_from(
            [
                None,
                True,
                -1,
                0,
                2**70,
                1.5,
                "",
                "\x1b[2J",
                "../x",
                "9999-12-31T23:59:59Z",
                "9999-12-31T23:59:59-14:00",
                "0001-01-01T00:00:00+14:00",
                [],
                [[]],
                {},
            ]
        )
    )
    before = dump(empty)
    try:
        (imported,) = taken(empty, json.dumps(document))
    except ConfigError:
        assert dump(empty) == before
    else:
        assert imported.fate in {"new", "known", "refused", "continued"}
        assert not empty.tracker.keeping.complaints()


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a document, as what holds it and its key."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])
