"""What is counted of terms is the same whether it stands in a dictionary or was packed."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tracker.cluster.rarity import Rarity
from tracker.cluster.tally import Tally

TERMS = ("harbour", "mirrow", "mirrow bay", "strike", "Zürich", "海", "")
COUNTS = st.dictionaries(st.sampled_from(TERMS), st.integers(-3, 400))
ARTICLES = st.sets(st.sampled_from(TERMS), min_size=1)


@given(st.lists(COUNTS, max_size=5))
def test_a_tally_holds_the_sum_of_what_was_put_into_it(told: list[dict[str, int]]) -> None:
    tally, sums = Tally(), Counter[str]()
    for counts in told:
        tally = tally.plus(counts)
        sums.update(counts)
    assert {term: tally.count(term) for term in (*sums, "never")} == {**sums, "never": 0}


# So many that the frequencies are read anew at least once.
@given(st.lists(ARTICLES | st.sampled_from(["pack", "forget"]), min_size=60, max_size=90))
def test_to_pack_changes_no_weight_and_no_reading(told: list[set[str] | str]) -> None:
    packed = Counter[str]()
    plain, rarity = Rarity(), Rarity(packed.__getitem__)
    known, fresh = list[set[str]](), list[set[str]]()
    for one in told:
        if one == "pack":
            known, fresh = known + fresh, []
            packed.clear()
            packed.update(term for article in known for term in article)
            rarity.pack(len(known))
        elif one == "forget" and fresh:
            gone = fresh.pop()
            plain.forget(gone)
            rarity.forget(gone)
        elif isinstance(one, set):
            fresh.append(one)
            plain.learn(one)
            rarity.learn(one)
        assert rarity.reading == plain.reading
        # So are those that were worked out thrown away once there are many.
        rarity.weights.clear()
        assert [rarity.weights[term] for term in TERMS] == [plain.weights[term] for term in TERMS]
