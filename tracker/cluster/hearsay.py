"""How often titles say the words of a name without being titled by it."""

from __future__ import annotations

from typing import Final

# Names that are listened for by any one word: what all say ("police") tells a name from no other.
MOST: Final = 16


class Watch:
    """The words of a name, how many of them are enough, and titles `said` to hold them beside its own."""

    __slots__ = ("least", "said", "stems", "users")

    def __init__(self, stems: frozenset[str]) -> None:
        self.stems = stems
        # Both of two words, two of three or four, three of five: one may be left out in passing.
        self.least = max(min(2, len(stems)), (len(stems) + 1) // 2)
        self.said = self.users = 0


class Hearsay:
    """Names that are listened for in all outlets' titles; whoever asks for one lets go of it in the end."""

    def __init__(self) -> None:
        self._watches: dict[frozenset[str], Watch] = {}
        self._posts: dict[str, list[Watch]] = {}

    def watch(self, stems: frozenset[str]) -> Watch | None:
        """Listen for the words of a name from now on; None where there is no word, or no room."""
        watch = self._watches.get(stems)
        if watch is None:
            watch = Watch(stems)
            # Posted under so many words, those least listened for, that no title escapes it.
            by_room = sorted(stems, key=lambda stem: (len(self._posts.get(stem, ())), stem))
            posts = by_room[: len(stems) - watch.least + 1]
            if not posts or len(self._posts.get(posts[-1], ())) >= MOST:
                return None
            self._watches[stems] = watch
            for stem in posts:
                self._posts.setdefault(stem, []).append(watch)
        watch.users += 1
        return watch

    def let_go(self, watch: Watch) -> None:
        """Stop listening for a name, if nobody else does."""
        watch.users -= 1
        if watch.users:
            return
        del self._watches[watch.stems]
        for stem in watch.stems & self._posts.keys():
            held = [other for other in self._posts[stem] if other is not watch]
            if held:
                self._posts[stem] = held
            else:
                del self._posts[stem]

    def heard(self, stems: frozenset[str]) -> set[Watch]:
        """Return the names of which a title of these words says enough."""
        found: set[Watch] = set()
        for stem in stems & self._posts.keys():
            found.update([watch for watch in self._posts[stem] if len(watch.stems & stems) >= watch.least])
        return found
