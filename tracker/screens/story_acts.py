"""What can be done with a story, wherever one is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.screens.frame import Frame
from tracker.screens.messages import Browse, Copy, OpenAbout, OpenDiff

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.model import Story


class StoryActs(Frame):
    """A frame with a current story, and the commands that act on it."""

    def current(self) -> Story | None:
        """Return the story that the commands act on."""
        raise NotImplementedError

    def address(self) -> str | None:
        """Return the web address that is selected; None: that of the story's newest article."""
        return None

    def action_diff(self) -> None:
        """Show what changed since the user last read; where all is read, what changed last."""
        story = self.current()
        if story is None:
            return
        if story.unread or story.version <= 1:
            self.post_message(OpenDiff(story.slug))
        else:
            self.post_message(OpenDiff(story.slug, story.version - 1, story.version))

    def action_history(self) -> None:
        """List the versions."""
        self._about("history")

    def action_evolution(self) -> None:
        """Show how stances moved."""
        self._about("evolution")

    def action_why(self) -> None:
        """Show why these articles are together."""
        self._about("why")

    def action_follow(self) -> None:
        """Follow the story, or stop."""
        story = self.current()
        if story is not None:
            followed = not story.followed
            act = partial(self.tracker.correcting.follow, story.number, followed=followed)
            self._do("Following" if followed else "Not following", act)

    def action_mute(self) -> None:
        """Hide the story, or show it again."""
        story = self.current()
        if story is not None:
            muted = not story.muted
            act = partial(self.tracker.correcting.mute, story.number, muted=muted)
            self._do("Muted (U undoes it)" if muted else "No longer muted", act)

    def action_browser(self) -> None:
        """Open the selected source, or the newest, in the browser."""
        if self.current() is not None:
            self.ask(lambda: Browse(self._address()), "address")

    def action_copy(self) -> None:
        """Copy the address of the selected source, or of the newest."""
        if self.current() is not None:
            self.ask(lambda: Copy(self._address()), "address")

    def _do(self, told: str, act: Callable[[], Story]) -> None:
        self.act(lambda: f"{told}: {act().title}")

    def _about(self, page: str) -> None:
        story = self.current()
        if story is not None:
            self.post_message(OpenAbout(page, story.slug))

    def _address(self) -> str:
        """Run in a thread: the newest article is asked for."""
        selected, story = self.address(), self.current()
        if selected is not None or story is None:
            return selected or ""
        rows = self.tracker.reading.articles(story.slug, 1)
        return labels.web_link(rows[0].article.url) if rows else ""
