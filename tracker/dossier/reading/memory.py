"""What has been read in articles, remembered: each is read once, by one process or by the next."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from tracker.dossier.reading import packing
from tracker.dossier.reading.analysis import Analysis, analyse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.dossier import Cited

# Articles that are remembered, of all stories, up to 100 KB each with all that is found in them. Of a story
# that has more all are, until the next is read; what is forgotten stands in its note.
MOST = 200
# Stories of fewer articles are read anew, in 20 ms: most of a round are, and would fill the memory.
FEW = 6


class Memory:
    """The analyses of the articles that were last asked for; any thread may use it.

    An article counts as another one once anything has changed in it, such as its text or its number.
    """

    def __init__(self, most: int = MOST, few: int = FEW) -> None:
        """Remember `most` articles; those of a story of less than `few` are read anew each time."""
        self._most, self._few = most, few
        self._known: dict[Cited, Analysis] = {}
        self._unnoted: set[Cited] = set()
        self._lock = Lock()

    @property
    def reader(self) -> str:
        """Name the rules of reading: notes of another reader are of no use."""
        return packing.reader()

    def analyses(self, articles: Sequence[Cited]) -> dict[int, Analysis]:
        """Read the articles of one story, by their numbers; those of one that has many are remembered."""
        if len(articles) < self._few:
            return {cited.number: analyse(cited) for cited in articles}
        found = {cited.number: self._read(cited) for cited in articles}
        self._forget(max(self._most, len(articles)))
        return found

    def lacking(self, articles: Sequence[Cited]) -> list[Cited]:
        """Give those of a story's articles that would have to be read anew, and are worth a note."""
        if len(articles) < self._few:
            return []
        with self._lock:
            return [cited for cited in articles if cited not in self._known]

    def learn(self, notes: Iterable[tuple[Cited, bytes]]) -> None:
        """Take in what this reader noted on articles; what is damaged, or of another text, is passed over."""
        for cited, note in notes:
            analysis = packing.unpack(cited, note)
            if analysis is not None:
                with self._lock:
                    self._known[cited] = analysis

    def notes(self) -> list[tuple[Cited, bytes]]:
        """Give notes on what has been read since the last time, for `learn` in another process."""
        with self._lock:
            unnoted = [(cited, self._known[cited]) for cited in self._known if cited in self._unnoted]
            self._unnoted.clear()
        return [(cited, packing.pack(cited, analysis)) for cited, analysis in unnoted]

    def _read(self, cited: Cited) -> Analysis:
        with self._lock:
            known = self._known.pop(cited, None)
            if known is not None:
                self._known[cited] = known  # the last to be forgotten
                return known
        analysis = analyse(cited)
        with self._lock:
            self._known[cited] = analysis
            self._unnoted.add(cited)
        return analysis

    def _forget(self, most: int) -> None:
        """Let go of what was asked for longest ago."""
        with self._lock:
            for cited in list(self._known)[: max(0, len(self._known) - most)]:
                del self._known[cited]
                self._unnoted.discard(cited)
