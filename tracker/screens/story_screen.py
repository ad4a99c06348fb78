"""A story at one of its versions: contents, the dossier, and its sources at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.message import Message

from tracker.errors import NotFoundError, StoreError
from tracker.render import labels
from tracker.render.lines import Line, Span, plain_line, span
from tracker.render.page import dossier_page
from tracker.render.references import sentence_at
from tracker.render.sections import source_line
from tracker.render.spoken import spoken
from tracker.screens import cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Loaded
from tracker.screens.listening import Listening
from tracker.screens.messages import OpenArticle, OpenDiff
from tracker.screens.widgets.contents import Contents
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.model import Searched, Source, Story, Version
    from tracker.render.spoken import Passage
    from tracker.screens.frame import Desk


class StoryLoaded(Loaded[tuple["Story", "Version", dict[str, "Searched"], "Story"]]):
    """The story, the version to show, what was searched for, and the story as the reader came to it."""


class Marked(Message):
    """A version counts as read now."""


class StoryScreen(Listening):
    """One version in one scroll; opening it marks it read."""

    SCOPES: ClassVar[tuple[str, ...]] = ("story", "page")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("story")]

    def __init__(self, desk: Desk, ref: str, among: tuple[str, ...] = (), version: int | None = None) -> None:
        super().__init__(desk)
        self._ref = ref
        self._among = among
        self._wanted = version
        self._story: Story | None = None
        self._version: Version | None = None
        self._searches: dict[str, Searched] = {}
        self._since: Story | None = None
        self._unseen: Version | None = None

    def body(self) -> ComposeResult:
        """Lay contents, page and sources beside each other; narrow screens show the page alone."""
        with Horizontal(id="story"):
            yield Contents(id="contents")
            yield Page(id="page")
            yield Page(id="sources", measure=60)

    def on_mount(self) -> None:
        """Read with the keys on the page."""
        self.query_one("#sources", Page).can_focus = False
        self._page.focus()

    def reread(self) -> None:
        """Ask for the story; the version shown stays the same once one was chosen.

        What comes while the page is open is read when the reader next presses a key: it may stand there
        with nobody before it.
        """
        ref, wanted, opening = self._ref, self._wanted, self._version is None
        self.ask(lambda: self._read(ref, wanted, seen=opening))

    def on_key(self) -> None:
        """Take what has come to the page meanwhile as read."""
        version, self._unseen = self._unseen, None
        if version is not None:
            self.ask(lambda: self._mark_read(version), "mark")

    def shown_version(self) -> int | None:
        """Return the version on the page, where that is not the newest."""
        return self._wanted

    def current(self) -> Story | None:
        """Return the story."""
        return self._story

    def passages(self) -> list[Passage]:
        """Return what is read aloud of the version on the page."""
        return spoken(self._version, self._story) if self._story and self._version else []

    def address(self) -> str | None:
        """Return the address of the selected source."""
        target = self._page.selected
        source = self._source(target.value) if target is not None and target.kind == "source" else None
        return labels.web_link(source.url) if source is not None else None

    def quoted(self) -> tuple[str, Source] | None:
        """Return the sentence before the selected citation, and its source."""
        target = self._page.selected
        source = self._source(target.value) if target is not None and target.kind == "source" else None
        version = self._version
        if target is None or source is None or version is None:
            return None
        sentence = sentence_at(version.dossier, self._page.text_before(target), source.number)
        return sentence, source

    @on(StoryLoaded)
    def _show(self, event: StoryLoaded) -> None:
        story, version, searches, since = event.result
        self._wanted = None if version.number >= story.version else version.number
        fresh = self._story is None or self._version is None or self._story.slug != story.slug
        self._since = since
        self._unseen = version if version.number > story.read and not fresh else None
        same = self._story is not None and self._story.search == story.search
        again = not fresh and self._version == version and self._searches == searches and same
        self._story, self._version, self._searches = story, version, searches
        if not again:
            self._lay(story, version, top=fresh)
        self._head(story, version)

    @on(Page.Followed)
    def _follow(self, event: Page.Followed) -> None:
        source = self._source(event.value)
        if source is None:
            self.say(f"There is no source [{event.value}] here.", "warn")
        else:
            self.post_message(OpenArticle(source.article))

    @on(Page.Selected)
    def _peek(self, event: Page.Selected) -> None:
        """Show the selected citation's source on the status line, and in the column of sources."""
        self.say(cards.selection(self._source(str(event.number))))
        self.query_one("#sources", Page).jump(str(event.number))

    @on(Page.Scrolled, "#page")
    def _follow_section(self, event: Page.Scrolled) -> None:
        self.query_one("#contents", Contents).mark(event.anchor)

    @on(Contents.Chosen)
    def _jump(self, event: Contents.Chosen) -> None:
        self._page.jump(event.anchor)

    def action_diff(self) -> None:
        """Show what changed in the version on the page, or since the user last read."""
        story, version = self._story, self._version
        if story is None or version is None:
            return
        if not version.number:
            self.say("There is nothing to compare yet.")
            return
        read = self._since.read if self._since is not None else 0
        before = read if 0 < read < version.number else None
        self.post_message(OpenDiff(story.slug, before, version.number, latest=before is None))

    def action_older(self) -> None:
        """Show the version before."""
        self._turn(-1)

    def action_newer(self) -> None:
        """Show the version after."""
        self._turn(1)

    def action_next_story(self) -> None:
        """Go on in the list that the story was chosen from."""
        self._change(1)

    def action_previous_story(self) -> None:
        """Go back in that list."""
        self._change(-1)

    @property
    def _page(self) -> Page:
        return self.query_one("#page", Page)

    def _read(self, ref: str, wanted: int | None, *, seen: bool = True) -> StoryLoaded:
        """Run in a thread. What changed is asked for before the version counts as read, if it is `seen`."""
        reading, before = self.tracker.reading, self._since
        story = reading.story(ref)
        version = reading.version(story.number, wanted)
        # While one story stays open, it is told from where the reader came in.
        same = before is not None and before.number == story.number
        since = reading.since(story, before.read) if same and before is not None else story
        if seen:
            self._mark_read(version)
            story = replace(story, read=max(story.read, version.number))
        return StoryLoaded((story, version, reading.searches(story.number), since))

    def _mark_read(self, version: Version) -> Marked:
        """Run in a thread."""
        try:
            self.tracker.reading.mark_read(version)
        except StoreError as error:
            # A database that can't be written to can still be read.
            self.say(str(error), "warn")
        return Marked()

    def _read_beside(self, ref: str, number: int, by: int) -> StoryLoaded:
        """Run in a thread: the version before or after another."""
        found = self.tracker.past.beside(ref, number, by)
        if found is None:
            raise NotFoundError("This is the first version." if by < 0 else "This is the newest version.")
        return self._read(ref, found)

    def _lay(self, story: Story, version: Version, *, top: bool) -> None:
        news = self._since if version.number == story.version else None
        since = cards.since(news) if news is not None else []
        read = news.read if news is not None else 0
        page = dossier_page(version, replace(story, read=read), searches=self._searches)
        head = next((place for place, line in enumerate(page) if not line.text), len(page))
        told = [line for line in page[:head] if not line.text.startswith("Since you last read")]
        self._page.show([*told, *since, *page[head:]], top=top)
        self.query_one("#contents", Contents).show(self._page.lines)
        sources = [plain_line("Sources", "heading")]
        for source in version.dossier.sources:
            sources += [Line(), replace(source_line(source), anchor=str(source.number))]
        self.query_one("#sources", Page).show(sources)

    def _head(self, story: Story, version: Version) -> None:
        newest = max(story.version, version.number)
        number = f"version {version.number}" + (f" of {newest}" if newest > 1 else "")
        marks = cards.story_marks(story)
        marks += [Span("muted ", "warn")] if story.muted else []
        role = "accent" if version.number < newest else "muted"
        self.where(story.title, right=[*marks, span(number, "accent" if role == "accent" else "muted")])

    def _turn(self, by: int) -> None:
        story, version = self._story, self._version
        if story is None or version is None:
            return
        self.silence()
        ref, number = self._ref, version.number
        self.ask(lambda: self._read_beside(ref, number, by))

    def _change(self, by: int) -> None:
        place = self._among.index(self._ref) + by if self._ref in self._among else -1
        if not 0 <= place < len(self._among):
            self.say("There is no further story in the list.")
            return
        self.silence()
        self._ref, self._wanted = self._among[place], None
        self.ask(lambda: self._read(self._ref, None))

    def _source(self, number: str) -> Source | None:
        sources = self._version.dossier.sources if self._version is not None else ()
        return next((source for source in sources if str(source.number) == number.lstrip("0")), None)
