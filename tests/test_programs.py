"""Programs of the system: run for a bounded time, never through a shell, ended with all they started."""

from __future__ import annotations

from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.speakers import FAILS, HANGS, RECORDS, SILENCE, Programs
from tracker.errors import TrackerError
from tracker.programs.player import Player, Position
from tracker.programs.run import run
from tracker.programs.voices import Voice, recorder, voice

if TYPE_CHECKING:
    from pathlib import Path

ODD = "--help; touch x\n$(id) 'quoted' \\"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """A system that has nothing but what a test makes."""
    made = Programs(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(made.folder))
    return made


def test_a_program_gets_its_words_as_they_are_and_a_text_on_standard_input(programs: Programs) -> None:
    programs.make("tell")
    run(["tell", ODD, "*"], b"a text")
    assert programs.arguments == [repr([ODD, "*"])]
    assert programs.heard == "a text"


def test_a_program_that_is_not_there_is_named(programs: Programs) -> None:
    del programs
    with pytest.raises(TrackerError, match="There is no program tell"):
        run(["tell"])


def test_a_program_that_fails_is_told_with_what_it_said_and_nothing_that_steers(programs: Programs) -> None:
    programs.make("tell", FAILS)
    with pytest.raises(TrackerError) as caught:
        run(["tell"])
    assert str(caught.value) == "tell ended with code 1: no sound card."


def test_a_program_that_hangs_is_ended_with_what_it_started(programs: Programs) -> None:
    programs.make("tell", HANGS)
    with pytest.raises(TrackerError, match=r"longer than 0\.5 seconds"):
        run(["tell"], b"x" * 1_000_000, seconds=0.5)
    assert programs.all_ended()


def test_a_program_that_reads_nothing_of_a_long_text_is_no_failure(programs: Programs) -> None:
    path = programs.folder / "deaf"
    path.write_text("#!/bin/sh\nexit 0\n")
    path.chmod(0o755)
    run(["deaf"], b"x" * 1_000_000, seconds=SILENCE)


def test_of_the_programs_that_speak_the_first_that_is_installed_is_taken(programs: Programs) -> None:
    with pytest.raises(TrackerError, match="Install espeak-ng"):
        voice()
    programs.make("say")
    assert voice().name == "say"
    programs.make("espeak-ng")
    assert voice().name == "espeak-ng"
    programs.make("spd-say")
    assert voice().name == "spd-say"
    assert recorder().name == "espeak-ng"


def test_a_text_is_an_argument_behind_two_dashes_only_where_a_program_wants_it(programs: Programs) -> None:
    for name in ("spd-say", "espeak-ng", "say"):
        programs.make(name)
    assert voice(["spd-say", "-r", "20"]).speak("-x").wait() == 0
    assert programs.arguments == [repr(["--wait", "-r", "20", "--", "-x"])]
    assert programs.heard == ""
    for name in ("espeak-ng", "say"):
        assert voice([name]).speak(ODD).wait() == 0
    assert ODD not in "".join(programs.arguments)
    assert programs.heard == f"{ODD}\n" * 2


def test_a_program_of_the_users_own_gets_each_text_on_standard_input(programs: Programs) -> None:
    own = programs.make("my speaker")
    assert voice([own, "--slow"]).speak("A sentence.").wait() == 0
    assert (programs.arguments, programs.heard) == ([repr(["--slow"])], "A sentence.\n")
    with pytest.raises(TrackerError, match=r"\[listen\] names nothing-of-it"):
        voice(["/nowhere/nothing-of-it"])


def test_a_daemon_that_speaks_is_told_to_be_silent(programs: Programs) -> None:
    programs.make("spd-say", "if '--wait' in sys.argv:\n    signal.pause()")
    speaking = voice().speak("A long sentence.")
    speaking.stop()
    speaking.wait()
    assert programs.arguments[-1] == repr(["--cancel"])


def test_sound_is_written_whole_or_not_at_all(programs: Programs, tmp_path: Path) -> None:
    path = tmp_path / "-w odd {}.wav"
    programs.make("espeak-ng", RECORDS)
    recorder().write("A text.", path)
    assert path.read_bytes() == b"RIFF sound"
    programs.make("espeak-ng", RECORDS + FAILS)
    with pytest.raises(TrackerError, match="ended with code 1"):
        recorder().write("Another.", path)
    programs.make("espeak-ng")
    with pytest.raises(TrackerError, match="wrote no sound"):
        recorder().write("Another.", path)
    assert path.read_bytes() == b"RIFF sound"
    assert {each.name for each in tmp_path.iterdir()} == {"bin", path.name}


def test_a_voice_that_can_not_write_sound_is_helped_out_by_one_that_can(programs: Programs) -> None:
    own = programs.make("mine")
    with pytest.raises(TrackerError, match="neither was found"):
        recorder([own])
    programs.make("say", RECORDS)
    assert recorder([own]).name == "say"
    assert recorder([str(programs.folder / "say"), "-v", "Ana"]).to_file[-2:] == ("-v", "Ana")


class Listener:
    """A player in a thread of its own, and the positions that it tells."""

    def __init__(self, sentences: list[str], speaker: Voice) -> None:
        self._told: Queue[Position] = Queue()
        self.player = Player(sentences, lambda: speaker, self._told.put)
        self._thread = Thread(target=self.player.run, daemon=True)
        self._thread.start()

    def at(self) -> tuple[str, int]:
        """Wait for the next position."""
        position = self._told.get(timeout=SILENCE)
        return position.state, position.place

    def until(self, state: str, place: int) -> None:
        while self.at() != (state, place):
            pass

    def ended(self) -> Position:
        while (position := self._told.get(timeout=SILENCE)).state not in {"ended", "failed"}:
            pass
        self._thread.join(SILENCE)
        assert not self._thread.is_alive()
        return position


THREE = ["One.", "Two.", "Three."]


def test_sentences_are_read_in_order_to_the_end(programs: Programs) -> None:
    listener = Listener(THREE, Voice((programs.make("mine"),)))
    assert [listener.at() for _ in range(4)] == [("reading", 0), ("reading", 1), ("reading", 2), ("ended", 2)]
    assert programs.heard == "One.\nTwo.\nThree.\n"


def test_pause_next_and_back_cut_a_sentence_off_and_leave_no_program_behind(programs: Programs) -> None:
    listener = Listener(THREE, Voice((programs.make("mine", HANGS),)))
    listener.until("reading", 0)
    listener.player.move(1)
    listener.until("reading", 1)
    listener.player.pause()
    listener.until("paused", 1)
    listener.player.move(-1)
    listener.until("paused", 0)
    listener.player.move(-1)
    listener.until("paused", 0)
    listener.player.move(2)
    listener.until("paused", 2)
    listener.player.pause()
    listener.until("reading", 2)
    listener.player.stop()
    assert listener.ended() == Position("ended", 2, 3)
    assert programs.all_ended()


@pytest.mark.parametrize("paused", [False, True])
def test_going_on_behind_the_last_sentence_ends_reading(programs: Programs, paused: bool) -> None:  # noqa: FBT001 - a case
    listener = Listener(THREE[:1], Voice((programs.make("mine", HANGS),)))
    listener.until("reading", 0)
    if paused:
        listener.player.pause()
    listener.player.move(1)
    assert listener.ended().state == "ended"


def test_a_voice_that_fails_ends_reading_with_the_reason(programs: Programs) -> None:
    listener = Listener(THREE, Voice((programs.make("mine", FAILS),)))
    assert listener.ended() == Position("failed", 0, 3, "mine ended with code 1.")
    listener = Listener(THREE, Voice(("/nowhere/mine",)))
    assert "There is no program mine" in listener.ended().trouble


def test_a_player_that_is_stopped_before_it_began_says_nothing(programs: Programs) -> None:
    told: list[Position] = []
    player = Player(THREE, lambda: Voice((programs.make("mine"),)), told.append)
    player.stop()
    player.run()
    assert [position.state for position in told] == ["ended"]
    assert programs.heard == ""
