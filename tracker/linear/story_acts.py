"""The commands that act on a story, wherever one is listed or shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.linear.view import Answer, View
from tracker.render import labels
from tracker.render.references import markdown_story
from tracker.screens.deeds import FOLLOW, FORM, MERGE
from tracker.screens.definition import read_definition

if TYPE_CHECKING:
    from tracker.model import Story


class StoryActs(View):
    """A view with stories; `chosen` says which is meant."""

    def chosen(self, rest: str, word: str) -> tuple[Story, str]:
        """Return the story that a command means, as it is now, and what else was typed."""
        raise NotImplementedError

    def version(self) -> int | None:
        """Return the version that is shown, where it is not the newest."""
        return None

    def do_diff(self, rest: str) -> Answer:
        """Show what changed since the story was read; where all is read, what changed last."""
        from tracker.linear.diff_view import DiffView

        story, rest = self.chosen(rest, "diff")
        return DiffView.of(self.desk, story, rest)

    def do_history(self, rest: str) -> Answer:
        """List the versions."""
        from tracker.linear.history_view import HistoryView

        return HistoryView(self.desk, self.chosen(rest, "history")[0].slug)

    def do_evolution(self, rest: str) -> Answer:
        """Show how stances moved."""
        from tracker.linear.past_view import PastView

        return PastView(self.desk, self.chosen(rest, "evolution")[0].slug, "evolution", self.version())

    def do_blame(self, rest: str) -> Answer:
        """Show since when each sentence stands."""
        from tracker.linear.past_view import PastView

        return PastView(self.desk, self.chosen(rest, "blame")[0].slug, "blame", self.version())

    def do_why(self, rest: str) -> Answer:
        """Show why the articles are together."""
        from tracker.linear.why_view import WhyView

        return WhyView(self.desk, self.chosen(rest, "why")[0].slug)

    def do_ask(self, rest: str) -> Answer:
        """Ask the story a question."""
        from tracker.linear.answer_view import AnswerView

        story, question = self.chosen(rest, "ask")
        question = question or self.desk.console.ask("Your question:")
        return AnswerView(self.desk, story.slug, question) if question else "Nothing was asked."

    def do_follow(self, rest: str) -> Answer:
        """Follow the story, or stop."""
        return self.desk.deeds.follow(self.chosen(rest, "follow")[0])

    def do_seek(self, rest: str) -> Answer:
        """Let the story ask search feeds, or no more."""
        return self.desk.deeds.seek(self.chosen(rest, "seek")[0])

    def do_mute(self, rest: str) -> Answer:
        """Hide the story, or show it again."""
        return self.desk.deeds.mute(self.chosen(rest, "mute")[0])

    def do_pin(self, rest: str) -> Answer:
        """Pin the story, or loosen it."""
        return self.desk.deeds.pin(self.chosen(rest, "pin")[0])

    def do_toggle_read(self, rest: str) -> Answer:
        """Mark the story read, or unread."""
        return self.desk.deeds.toggle_read(self.chosen(rest, "toggle-read")[0])

    def do_merge(self, rest: str) -> Answer:
        """Ask which story is this one too, and merge it."""
        story, words = self.chosen(rest, "merge")
        ref = self.pick_story(MERGE, words, story)
        return self.desk.deeds.merge(story, ref) if ref else "Nothing was merged."

    def do_follow_terms(self, rest: str) -> Answer:
        """Ask for a name and terms, and follow what has them."""
        if not rest:
            self.desk.console.say(f"{FOLLOW}. Write {FORM}.")
        typed = rest or self.desk.console.ask("Name and terms:")
        wanted = read_definition(typed)
        if wanted is None:
            return f"Write it as {FORM}." if typed else "Nothing was followed."
        return self.desk.deeds.follow_terms(wanted)

    def do_browser(self, rest: str) -> Answer:
        """Open the newest source in the browser."""
        return self.desk.browse(self._address(rest, "browser"))

    def do_copy(self, rest: str) -> Answer:
        """Print the address: what is printed can be copied."""
        return self._address(rest, "copy") or "There is no web address to copy here."

    def do_copy_reference(self, rest: str) -> Answer:
        """Print the story as Markdown."""
        story = self.chosen(rest, "copy-reference")[0]
        return markdown_story(story, self._address(rest, "copy-reference"))

    def _address(self, rest: str, word: str) -> str:
        rows = self.tracker.reading.articles(self.chosen(rest, word)[0].slug, 1)
        return labels.web_link(rows[0].article.url) if rows else ""
