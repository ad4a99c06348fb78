"""A story at one of its versions: the dossier section by section, its sources by number."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from tracker.errors import NotFoundError, StoreError
from tracker.linear.listening import Listening
from tracker.linear.story_acts import StoryActs
from tracker.linear.text import Piece, Text, pieces
from tracker.linear.view import Answer, PageView
from tracker.render.lists import story_states
from tracker.render.page import dossier_page
from tracker.render.spoken import spoken
from tracker.render.words import sentences, source_words

if TYPE_CHECKING:
    from tracker.linear.view import Desk
    from tracker.model import Story, Version
    from tracker.render.spoken import Passage

_SOURCE = re.compile(r"\[(\d{1,6})\] ")


class StoryView(Listening, StoryActs, PageView):
    """One version; opening it marks it read. `among` are the slugs of the list it was chosen from."""

    SCOPES: ClassVar[tuple[str, ...]] = ("story", "page")
    NAME = "story"
    HINT = "Type a number to open that source, or the name of a section."

    def __init__(self, desk: Desk, ref: str, among: tuple[str, ...] = (), version: int | None = None) -> None:
        super().__init__(desk)
        self._ref = ref
        self._among = among
        self._wanted = version
        self._story: Story | None = None
        self._version: Version | None = None

    def read(self) -> None:
        """Read the story; what changed is told as to who has not seen this version, and then has."""
        reading, before = self.tracker.reading, self._story
        story = reading.story(self._ref)
        version = reading.version(story.number, self._wanted)
        if before is not None and before.number == story.number:
            # While one story stays open, it is told from where the reader came in.
            story = reading.since(story, before.read)
        self._story, self._version = story, version
        self.text = Text(self._pieces(story, version))
        self._mark_read(version)

    def open(self, number: int) -> Answer:
        """Open the article of a source."""
        from tracker.linear.article_view import ArticleView

        return ArticleView(self.desk, self._source(number))

    def chosen(self, rest: str, word: str) -> tuple[Story, str]:
        """Return the story, as it is now."""
        del word
        return self.tracker.reading.story(self._ref), rest

    def passages(self) -> list[Passage]:
        """Return what is read aloud of the version that is shown."""
        story, version = self._shown()
        return spoken(version, story)

    def version(self) -> int | None:
        """Return the version that is shown, where it is not the newest."""
        return self._wanted

    def do_diff(self, rest: str) -> Answer:
        """Show what changed in the version that is shown, or since the user came to it."""
        from tracker.linear.diff_view import DiffView

        story, version = self._shown()
        if rest:
            return DiffView.of(self.desk, story, rest)
        if not version.number:
            return "There is nothing to compare yet."
        before = story.read if 0 < story.read < version.number else None
        return DiffView(self.desk, story.slug, before, version.number, latest=before is None)

    def do_older(self, rest: str) -> Answer:
        """Show the version before."""
        del rest
        return self._turn(-1, "This is the first version.")

    def do_newer(self, rest: str) -> Answer:
        """Show the version after."""
        del rest
        return self._turn(1, "This is the newest version.")

    def do_next_story(self, rest: str) -> Answer:
        """Go on in the list."""
        del rest
        return self._change(1)

    def do_previous_story(self, rest: str) -> Answer:
        """Go back in the list."""
        del rest
        return self._change(-1)

    def do_open(self, rest: str) -> Answer:
        """Open a source."""
        return self.do_follow_link(rest)

    def _address(self, rest: str, word: str) -> str:
        """Return the address of the source of a number, or of the newest article."""
        if not rest.isdecimal():
            return super()._address(rest, word)
        return self.tracker.reading.article(self._source(int(rest))).article.url

    def _shown(self) -> tuple[Story, Version]:
        assert self._story is not None, "a view is read before it is asked"
        assert self._version is not None, "a view is read before it is asked"
        return self._story, self._version

    def _source(self, number: int) -> int:
        sources = self._shown()[1].dossier.sources
        found = next((source.article for source in sources if source.number == number), None)
        if found is None:
            raise NotFoundError(f"There is no source {number} here.")
        return found

    def _pieces(self, story: Story, version: Version) -> list[Piece]:
        searches = self.tracker.reading.searches(story.number)
        sources = {source.number: source for source in version.dossier.sources}
        found, inside = [], False
        for part in pieces(dossier_page(version, story, searches=searches)):
            inside = part.anchor == "sources" if part.anchor else inside
            number = _SOURCE.match(part.text) if inside else None
            source = sources.get(int(number[1])) if number is not None else None
            told = f"{source.number}. {source_words(source)}" if source is not None else part.text
            found.append(replace(part, text=told))
        states = sentences(story_states(story))
        return [*found[:1], *([Piece(states)] if states else []), *found[1:]]

    def _mark_read(self, version: Version) -> None:
        try:
            self.tracker.reading.mark_read(version)
        except StoreError as error:
            # A database that can't be written to can still be read.
            self.desk.console.say(str(error))

    def _turn(self, by: int, end: str) -> Answer:
        version = self._shown()[1]
        found = self.tracker.past.beside(self._ref, version.number, by)
        if found is None:
            return end
        self.leave()
        newest = self.tracker.reading.story(self._ref).version
        self._wanted = None if found >= newest else found
        self.read()
        return None

    def _change(self, by: int) -> Answer:
        place = self._among.index(self._ref) + by if self._ref in self._among else -1
        if not 0 <= place < len(self._among):
            return "There is no further story in the list."
        return StoryView(self.desk, self._among[place], self._among)
