"""What can be done with a story, wherever one is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.references import markdown_quote, markdown_story
from tracker.screens.corrections import Corrections
from tracker.screens.deeds import EXAMPLE, FOLLOW, FORM, MERGE
from tracker.screens.definition import read_definition
from tracker.screens.messages import Ask, AskStory, Browse, Copy, OpenAbout, OpenDiff

if TYPE_CHECKING:
    from tracker.model import Source, Story
    from tracker.screens.messages import AboutPage


class StoryActs(Corrections):
    """A frame with a current story, and the commands that act on it."""

    def current(self) -> Story | None:
        """Return the story that the commands act on."""
        raise NotImplementedError

    def address(self) -> str | None:
        """Return the web address that is selected; None: that of the story's newest article."""
        return None

    def shown_version(self) -> int | None:
        """Return the version on the page, where that is not the newest."""
        return None

    def action_diff(self) -> None:
        """Show what changed since the user last read; where all is read, what changed last."""
        story = self.current()
        if story is None:
            return
        if not (story.items or story.version):
            self.say("There is nothing to compare yet.")
        else:
            self.post_message(OpenDiff(story.slug, latest=not story.unread))

    def action_history(self) -> None:
        """List the versions."""
        self._about("history")

    def action_evolution(self) -> None:
        """Show how stances moved."""
        self._about("evolution")

    def action_blame(self) -> None:
        """Show since when each sentence stands."""
        self._about("blame")

    def action_why(self) -> None:
        """Show why these articles are together."""
        self._about("why")

    def action_ask(self) -> None:
        """Open the line on which the story is asked."""
        self.take_ask("")

    def take_ask(self, question: str) -> None:
        """Ask the story a question."""
        story = self.current()
        if story is not None:
            self.open_field(AskStory(story.slug, question))

    def action_follow(self) -> None:
        """Follow the story, or stop."""
        story = self.current()
        if story is not None:
            self.act(partial(self.deeds.follow, story))

    def action_seek(self) -> None:
        """Let the story ask search feeds, or let it ask no more."""
        story = self.current()
        if story is not None:
            self.act(partial(self.deeds.seek, story))

    def action_mute(self) -> None:
        """Hide the story, or show it again."""
        story = self.current()
        if story is not None:
            self.act(partial(self.deeds.mute, story))

    def action_merge(self) -> None:
        """Ask which story is this one too, and make its articles members of this one."""
        story = self.current()
        if story is not None:
            self.pick_story(MERGE, story.title, story, self.take_merge)

    def take_merge(self, ref: str) -> None:
        """Merge the story of a name into this one."""
        story = self.current()
        if story is not None:
            self.act(partial(self.deeds.merge, story, ref))

    def action_pin(self) -> None:
        """Keep the story as it is, or let it change again."""
        story = self.current()
        if story is not None:
            self.act(partial(self.deeds.pin, story))

    def action_follow_terms(self) -> None:
        """Ask for a name and terms, and follow what holds them."""
        self.open_field(Ask(FOLLOW, EXAMPLE, self._follow_asked, note=FORM))

    def take_follow_terms(self, typed: str) -> None:
        """Follow by a name and terms that were typed in one line; what is none may be mended."""
        wanted = read_definition(typed)
        if wanted is None:
            note = f"Write it as {FORM}."
            self.open_field(Ask(FOLLOW, EXAMPLE, self._follow_asked, note=note, value=typed))
            return
        self.act(partial(self.deeds.follow_terms, wanted))

    def action_browser(self) -> None:
        """Open the selected source, or the newest, in the browser."""
        if self.current() is not None:
            self.ask(lambda: Browse(self._address()), "address")

    def action_copy(self) -> None:
        """Copy the address of the selected source, or of the newest."""
        if self.current() is not None:
            self.ask(lambda: Copy(self._address()), "address")

    def action_copy_reference(self) -> None:
        """Copy the sentence of the selected citation, or the story, as Markdown."""
        story = self.current()
        if story is not None:
            self.ask(lambda: self._reference(story), "address")

    def quoted(self) -> tuple[str, Source] | None:
        """Return the sentence of the selected citation, and its source; None: nothing is selected."""
        return None

    def _reference(self, story: Story) -> Copy:
        """Run in a thread: the newest article is asked for."""
        quoted = self.quoted()
        if quoted is not None:
            return Copy(markdown_quote(*quoted), f"the sentence and its source [{quoted[1].number}]")
        rows = self.tracker.reading.articles(story.slug, 1)
        newest = labels.web_link(rows[0].article.url) if rows else ""
        return Copy(markdown_story(story, newest), "the story as Markdown")

    def _follow_asked(self, typed: str | None) -> None:
        if typed and typed.strip():
            self.take_follow_terms(typed)

    def _about(self, page: AboutPage) -> None:
        story = self.current()
        if story is not None:
            self.post_message(OpenAbout(page, story.slug, self.shown_version()))

    def _address(self) -> str:
        """Run in a thread: the newest article is asked for."""
        selected, story = self.address(), self.current()
        if selected is not None or story is None:
            return selected or ""
        rows = self.tracker.reading.articles(story.slug, 1)
        return labels.web_link(rows[0].article.url) if rows else ""
