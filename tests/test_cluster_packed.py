"""The packed index holds what a dictionary would, wherever in the span of all keys a key lies."""

from __future__ import annotations

from array import array
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from tracker.cluster.packed import _PARTS, _SPAN, Packed

# The first and last keys of every part, and what lies between.
BORDERS = [key for part in range(_PARTS) for key in (part * _SPAN, (part + 1) * _SPAN - 1)]
KEYS = st.sampled_from(BORDERS) | st.integers(0, 2**32 - 1)


@given(st.lists(st.tuples(st.sets(KEYS, max_size=12), st.integers(0, 2**32 - 1)), max_size=12), KEYS)
def test_every_key_leads_to_its_stories_oldest_article_first(
    articles: list[tuple[set[int], int]], other: int
) -> None:
    packed = Packed((array("I", sorted(keys)).tobytes(), story) for keys, story in articles)
    stories = defaultdict[int, list[int]](list)
    for keys, story in articles:
        for key in keys:
            stories[key].append(story)
    sought = [*stories, other]
    assert [packed.count(key) for key in sought] == [len(stories.get(key, ())) for key in sought]
    places = packed.places(array("I", sought).tobytes())
    assert [packed.stories(*place) if place else [] for place in places] == [
        stories.get(key, []) for key in sought
    ]
