"""What can be done with a story, wherever one is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.screens.corrections import Corrections
from tracker.screens.definition import read_definition
from tracker.screens.messages import Ask, Browse, Copy, OpenAbout, OpenDiff

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.model import Story
    from tracker.screens.messages import AboutPage

MERGE = "Merge which story into this one?"
FOLLOW = "Follow a story of your own: all that has one of your terms"
# How it is defined in one line, and such a line.
FORM = 'name: term, "a phrase", not term'
EXAMPLE = 'Harbour strike: dockers, "port of Aldmouth", not football'


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

    def action_follow(self) -> None:
        """Follow the story, or stop."""
        story = self.current()
        if story is not None:
            self._do(*self._following(story))

    def action_seek(self) -> None:
        """Let the story ask search feeds, or let it ask no more."""
        story = self.current()
        if story is not None:
            self.act(partial(self._seek, story, search=not (story.followed and story.search)))

    def action_mute(self) -> None:
        """Hide the story, or show it again."""
        story = self.current()
        if story is not None:
            muted = not story.muted
            act = partial(self.tracker.correcting.mute, story.number, muted=muted)
            self._do(f"Muted {self.undo_hint}" if muted else "No longer muted", act)

    def action_merge(self) -> None:
        """Ask which story is this one too, and make its articles members of this one."""
        story = self.current()
        if story is not None:
            self.pick_story(MERGE, story.title, story, self.take_merge)

    def take_merge(self, ref: str) -> None:
        """Merge the story of a name into this one."""
        story = self.current()
        if story is not None:
            merge = partial(self.tracker.correcting.merge, story.slug, ref)
            self.act(lambda: f"Merged {self.undo_hint} into: {merge().slug}")

    def action_pin(self) -> None:
        """Keep the story as it is, or let it change again."""
        story = self.current()
        if story is not None:
            correcting = self.tracker.correcting
            change = correcting.unpin if story.pinned else correcting.pin
            told = "No longer pinned" if story.pinned else "Pinned as it is"
            self._do(f"{told} {self.undo_hint}", partial(change, story.slug))

    def action_follow_terms(self) -> None:
        """Ask for a name and terms, and follow what holds them."""
        self.post_message(Ask(FOLLOW, EXAMPLE, self._follow_asked, note=FORM))

    def take_follow_terms(self, typed: str) -> None:
        """Follow by a name and terms that were typed in one line; what is none may be mended."""
        wanted = read_definition(typed)
        if wanted is None:
            note = f"Write it as {FORM}."
            self.post_message(Ask(FOLLOW, EXAMPLE, self._follow_asked, note=note, value=typed))
            return
        follow = partial(self.tracker.following.follow, wanted.name, wanted.terms, excluded=wanted.excluded)
        self._do(f"Following {self.undo_hint}", follow)

    def action_browser(self) -> None:
        """Open the selected source, or the newest, in the browser."""
        if self.current() is not None:
            self.ask(lambda: Browse(self._address()), "address")

    def action_copy(self) -> None:
        """Copy the address of the selected source, or of the newest."""
        if self.current() is not None:
            self.ask(lambda: Copy(self._address()), "address")

    def _following(self, story: Story) -> tuple[str, Callable[[], Story]]:
        """Say what following or its end is called, and do it; a defined story gives its articles back."""
        if story.defined:
            return f"Not following {self.undo_hint}", partial(self.tracker.following.unfollow, story.number)
        followed = not story.followed
        act = partial(self.tracker.correcting.follow, story.number, followed=followed)
        return "Following" if followed else "Not following", act

    def _seek(self, story: Story, *, search: bool) -> str:
        """Run in a thread: who is asked, or what is lacking, stands in a file."""
        self.tracker.following.follow(story.number, search=search)
        if not search:
            return f"Searching no more {self.undo_hint}: {story.title}"
        return f"Searching. {self.tracker.searching.prospect()} {self.undo_hint}"

    def _follow_asked(self, typed: str | None) -> None:
        if typed and typed.strip():
            self.take_follow_terms(typed)

    def _do(self, told: str, act: Callable[[], Story]) -> None:
        self.act(lambda: f"{told}: {act().title}")

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
