"""What a user does to stories, articles and feeds, each with the sentence that tells what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.render import labels

if TYPE_CHECKING:
    from tracker.core import Tracker
    from tracker.model import Article, Story
    from tracker.screens.definition import Typed
    from tracker.store import Filter

MERGE = "Merge which story into this one?"
MOVE = "Move this article to which story?"
FOLLOW = "Follow a story of your own: all that has one of your terms"
# How it is defined in one line, and such a line.
FORM = 'name: term, "a phrase", not term'
EXAMPLE = 'Harbour strike: dockers, "port of Aldmouth", not football'


@dataclass(frozen=True, slots=True)
class Deeds:
    """Each deed is done in the calling thread, and returns its sentence or raises TrackerError.

    `hint` says how it is undone: "(U undoes it)".
    """

    tracker: Tracker
    hint: str

    def follow(self, story: Story) -> str:
        """Follow the story, or stop; one that the user has defined gives its articles back."""
        if story.followed:
            return f"Not following {self.hint}: {self.tracker.following.unfollow(story.number).title}"
        return f"Following {self.hint}: {self.tracker.following.follow(story.number).title}"

    def follow_terms(self, wanted: Typed) -> str:
        """Follow a story of the user's own by its terms."""
        story = self.tracker.following.follow(wanted.name, wanted.terms, excluded=wanted.excluded)
        return f"Following {self.hint}: {story.title}"

    def seek(self, story: Story) -> str:
        """Let the story ask search feeds, and say who is asked or what is lacking; or let it ask no more."""
        search = not (story.followed and story.search)
        self.tracker.following.follow(story.number, search=search)
        if not search:
            return f"Searching no more {self.hint}: {story.title}"
        return f"Searching. {self.tracker.searching.prospect()} {self.hint}"

    def mute(self, story: Story) -> str:
        """Hide the story from the list, or show it again."""
        title = self.tracker.correcting.mute(story.number, muted=not story.muted).title
        return f"No longer muted: {title}" if story.muted else f"Muted {self.hint}: {title}"

    def pin(self, story: Story) -> str:
        """Keep the story as it is, or let it change again."""
        correcting = self.tracker.correcting
        title = (correcting.unpin if story.pinned else correcting.pin)(story.slug).title
        return f"{'No longer pinned' if story.pinned else 'Pinned as it is'} {self.hint}: {title}"

    def pin_article(self, story: Story, article: Article, *, pinned: bool) -> str:
        """Keep an article in its story, or loosen it where it is `pinned`."""
        correcting = self.tracker.correcting
        (correcting.unpin if pinned else correcting.pin)(story.slug, [article.id])
        return f"{'No longer pinned' if pinned else 'Pinned here'} {self.hint}: {article.title}"

    def merge(self, story: Story, ref: str) -> str:
        """Merge the story of a name into this one."""
        return f"Merged {self.hint} into: {self.tracker.correcting.merge(story.slug, ref).title}"

    def move(self, article: Article, ref: str) -> str:
        """Move the article to the story of a name; its title may become another by it, the slug stays."""
        return f"Moved {self.hint} to: {self.tracker.correcting.move(ref, [article.id]).slug}"

    def split(self, story: Story, article: Article) -> str:
        """Give the article a story of its own."""
        return f"Split off {self.hint}: {self.tracker.correcting.split(story.slug, [article.id]).title}"

    def toggle_read(self, story: Story) -> str:
        """Mark the story read, or its last change unread."""
        marking = self.tracker.marking
        marked = (marking.read if story.unread else marking.unread)([story.number])
        return f"Marked {'read' if marked and story.unread else 'unread'} {self.hint}"

    def read_all(self, wanted: Filter) -> str:
        """Mark all read that a list holds."""
        number = len(self.tracker.marking.read_all(wanted))
        return f"Marked {labels.stories(number)} read {self.hint}" if number else "All is read already."

    def remove_feed(self, url: str) -> str:
        """Unsubscribe from a feed."""
        return f"Unsubscribed {self.hint} from {self.tracker.correcting.remove_feed(url)}"
