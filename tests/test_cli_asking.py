"""`tracker ask` and its way through core: text, JSON, exit codes, and a model on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.library import BRIDGE
from tests.llm_server import ModelServer, gives, says
from tests.shell import Shell
from tests.talk import Talk
from tracker.core.views.asking import Waiting
from tracker.errors import NotFoundError, UsageError
from tracker.model import Answer, Entry
from tracker.render.answer import answer_lines, answer_notes, nothing_words
from tracker.render.terminal import to_ansi, to_plain
from tracker.selftest.servers import Site
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.library import Newsroom

NOW = "2026-05-04T09:00Z"
ASKED = "What did Tobin Asher say?"
OPEN_BY_JUNE = "“We want the Orrin bridge open by June,” said Tobin Asher, who heads the chamber."


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A data folder with the first two articles on the bridge."""
    with Site() as site:
        entries = [
            Entry(title, site.url(f"/{number}"), f"urn:{number}", text)
            for number, (_, title, text) in enumerate(BRIDGE[:2])
        ]
        site.serve("/wire.xml", rss(entries))
        ready = Shell(tmp_path_factory.mktemp("asking") / "data")
        ready.run("add", site.url("/wire.xml"), "--now", NOW)
        yield ready


# ------------------------------------------------------------ the command line


def test_a_question_is_answered_with_numbered_sources_beneath(shell: Shell) -> None:
    said = shell.run("ask", "orrin", ASKED)
    assert f"{OPEN_BY_JUNE} [2]" in said.replace("\u00a0", " ").replace("\n    ", " ")
    assert "Sources" in said
    assert "[2] Velmouth firms count the cost of closed Orrin bridge" in said


def test_a_question_may_be_typed_without_quotes(shell: Shell) -> None:
    assert shell.run("ask", "orrin", *ASKED.split()) == shell.run("ask", "orrin", ASKED)


def test_an_answer_as_json_has_claims_and_sources_like_a_dossier(shell: Shell) -> None:
    data = shell.json("ask", "orrin", ASKED)
    assert list(data)[:6] == ["story", "question", "engine", "articles", "answer", "sources"]
    assert data["story"]["slug"] == "orrin-bridge-closed-after-crack-found"
    assert (data["question"], data["engine"], data["articles"]) == (ASKED, "extractive", 2)
    assert data["answer"][0] == {"text": OPEN_BY_JUNE, "citations": [2], "since": 1}
    assert [source["number"] for source in data["sources"]] == [2]
    assert data["unknown"] == []
    assert data["account"] is None


def test_what_nothing_speaks_of_is_an_empty_answer_and_no_failure(shell: Shell) -> None:
    assert "Nothing in the 2 articles speaks of this. None of them has “bishop”." in " ".join(
        shell.run("ask", "orrin", "Who is the bishop?").split()
    )
    data = shell.json("ask", "orrin", "Who is the bishop?")
    assert (data["answer"], data["sources"], data["unknown"]) == ([], [], ["bishop"])


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("zeppelin", "Who?"), 3, "There is no story “zeppelin”."),
        (("orrin",), 2, "Missing argument"),
        (("orrin", "?!"), 2, "A question needs words."),
        (("orrin", "why " * 200), 2, "The question has 799 characters; 500 are read."),
    ],
)
def test_what_can_not_be_asked_is_told_with_its_exit_code(
    shell: Shell, words: tuple[str, ...], code: int, told: str
) -> None:
    done = shell.done("ask", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "payload", ["\x1b[31mTobin\x1b]52;c;eA==\x07", "[/b] Tobin", "\x9b2J Tobin", "\u202eTobin"]
)
def test_no_byte_of_a_question_reaches_the_terminal_unguarded(shell: Shell, payload: str) -> None:
    for words in (("ask", "orrin", payload), ("ask", payload, "Who?")):
        done = shell.done(*words, "--color", "never")
        for sign in ("\x1b", "\x07", "\x9b", "\u202e"):
            assert sign not in done.stdout + done.stderr


def configured(shell: Shell, url: str, name: str = "small-one") -> None:
    (shell.folder / "config.toml").write_text(
        f'engine = "llm"\n[llm]\nmodel = "{name}"\nbase_url = "{url}"\n', encoding="utf-8"
    )


@pytest.fixture
def plain(shell: Shell) -> Iterator[Shell]:
    """The same folder, whose configuration is put back."""
    config = shell.folder / "config.toml"
    before = config.read_text(encoding="utf-8")
    yield shell
    config.write_text(before, encoding="utf-8")


def test_a_model_answers_in_sentences_of_its_own_that_are_judged(plain: Shell) -> None:
    made = {
        "citations": ["2.2"],
        "text": "Tobin Asher, who heads the chamber, wants the Orrin bridge open by June.",
    }
    wrong = {"citations": ["2.2"], "text": "Tobin Asher wants the Orrin bridge closed until 2031."}
    with ModelServer(says({"claims": [made, wrong]})) as model:
        configured(plain, model.url)
        done = plain.done("ask", "orrin", ASKED)
        asked = len(model.asked)
        data = plain.json("ask", "orrin", ASKED)
        assert len(model.asked) == asked > 0, "nothing is paid twice"
    assert "small-one reads the articles." in done.stderr
    assert "1 sentence by small-one, held against the articles that they cite." in " ".join(
        done.stdout.split()
    )
    assert [claim["text"] for claim in data["answer"]] == [made["text"]]
    assert data["engine"] == "llm small-one"
    assert (data["account"]["model"], data["account"]["written"], data["account"]["replaced"]) == (
        "small-one",
        1,
        None,
    )
    assert data["account"]["dropped"][0]["reason"] == "figure"


def test_a_server_that_fails_leaves_the_sources_own_words_and_the_reason(plain: Shell) -> None:
    with ModelServer(says("no"), always=gives(503)) as model:
        configured(plain, model.url, "other-one")  # what small-one said is remembered
        said = plain.run("ask", "orrin", ASKED)
    assert OPEN_BY_JUNE in said.replace("\n    ", " ")
    assert "In the sources’ own words (The model's server answered 503)." in said


# ------------------------------------------------------------ core


def test_asking_changes_nothing_and_marks_nothing_read(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    before = newsroom.tracker.reading.story("orrin")
    story, answer = newsroom.tracker.asking.answer("orrin", ASKED)
    assert answer.claims[0].since == before.version == 3
    assert newsroom.tracker.reading.story("orrin") == before == story
    assert before.unread


def test_a_lone_article_can_be_asked_and_gets_no_version_by_it(newsroom: Newsroom) -> None:
    newsroom.run_bridge(1)
    story, answer = newsroom.tracker.asking.answer("baker", "Who won first prize?")
    assert "first prize" in answer.claims[0].text
    assert (answer.articles, story.version) == (1, 0)
    assert newsroom.tracker.reading.story("baker").version == 0


def test_a_story_that_has_no_article_yet_says_so(newsroom: Newsroom) -> None:
    newsroom.tracker.following.follow("Zeppelins", ["zeppelin"])
    _, answer = newsroom.tracker.asking.answer("zeppelins", "Who flies?")
    assert nothing_words(answer) == "The story has no articles yet."


def test_where_nothing_may_be_written_no_model_is_asked(newsroom: Newsroom, tmp_path: Path) -> None:
    from tests.llm_models import FakeModel
    from tracker.core import Tracker
    from tracker.llm.answerer import LlmAnswerer

    newsroom.run_bridge()
    model = FakeModel()
    newsroom.tools.answerer = lambda _: LlmAnswerer(model)
    store = Store(tmp_path / "tracker.db", reading=True)
    reading = Tracker(store, newsroom.feeds, newsroom.clock, newsroom.tools)
    assert not reading.asking.waits
    assert reading.asking.answer("orrin", ASKED)[1].claims
    assert model.asked == []
    store.close()


@pytest.mark.parametrize("question", ["", " ", "?", "…!", "\x1b[31m"])
def test_what_has_no_word_is_no_question(newsroom: Newsroom, question: str) -> None:
    newsroom.run_bridge(1)
    with pytest.raises(UsageError):
        newsroom.tracker.asking.answer("orrin", question)


def test_a_story_that_is_not_there_can_not_be_asked(newsroom: Newsroom) -> None:
    with pytest.raises(NotFoundError):
        newsroom.tracker.asking.nearest("zeppelin", "Who flies?")


def test_who_waits_may_wait_no_more() -> None:
    waiting = Waiting()
    assert not waiting.stopped
    waiting.progress("answer", 0, 1)
    waiting.stop()
    assert waiting.stopped


# ------------------------------------------------------------ what is shown


def test_notes_say_who_wrote_what_was_dropped_and_why_sources_speak() -> None:
    told = Answer("Who?", "llm small-one", failed="Spent.", articles=3)
    assert answer_notes(told) == ("small-one gave no answer (Spent).",)
    assert nothing_words(told) == "Nothing in the 3 articles speaks of this."
    told = Answer("Who?", "llm small-one", replaced="Spent.", dropped=(("name", 2), ("figure", 1)))
    assert answer_notes(told) == (
        "In the sources’ own words (Spent).",
        "Dropped: 2 for a name, 1 for a figure or date.",
    )


def test_an_answer_is_drawn_without_markup_or_escapes(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    story, answer = newsroom.tracker.asking.answer("orrin", "[/b] $t What did Tobin Asher say? \x1b[31m")
    for text in (
        to_plain(answer_lines(answer, story)),
        to_ansi(answer_lines(answer, story), 80, color=False),
    ):
        assert "\x1b" not in text
        assert "[/b] $t What did Tobin Asher say?" in text


# ------------------------------------------------------------ in lines


def test_in_lines_a_story_is_asked_by_number_and_a_source_opened(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    said = Talk(
        newsroom.tracker, "ask 1 When will the bridge reopen?", "4", "back", "ask Who is Tobin Asher?"
    )
    assert "will reopen on 3 July" in said.after(1)
    assert "4. Orrin bridge in Velmouth will reopen on 3 July" in said.after(1)
    assert said.prompts[2] == "article: "
    assert "heads the chamber" in said.last


def test_in_lines_the_question_is_asked_for_and_may_be_taken_back(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    said = Talk(newsroom.tracker, "1", "ask", "When will the bridge reopen?", "ask", "")
    assert "Your question: " in said.prompts
    assert "3 July" in said.after(3)
    assert "Nothing was asked." in said.last


def test_in_lines_ctrl_c_stops_the_model_and_leaves_the_sentences(newsroom: Newsroom) -> None:
    from tracker.dossier.asking.extractive import ExtractiveAnswerer

    class Interrupted(ExtractiveAnswerer):
        name = "llm small-one"
        waits = True

        def answer(self, *_: object) -> Answer:
            raise KeyboardInterrupt

    newsroom.run_bridge()
    newsroom.tools.answerer = lambda _: Interrupted()
    said = Talk(newsroom.tracker, "1", "ask When will the bridge reopen?")
    assert "small-one reads the articles; ctrl+c stops it." in said.last
    assert "Stopped: these are the articles’ own sentences." in said.last
    assert "3 July" in said.last
