from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from string import ascii_lowercase

import pytest

from tracker.text.normal import normal
from tracker.text.words import STOPWORDS, is_english, slug, stem, terms, words


def test_words_stand_as_they_are() -> None:
    assert words("The U.S. firm's Kestrel-4 didn’t cost 1,200.50 at AT&T—really.") == [
        *("The", "U.S", "firm's", "Kestrel-4", "didn’t", "cost", "1,200.50", "at", "AT&T", "really"),
    ]


def test_words_of_other_scripts_stay_whole() -> None:
    assert words("हिन्दी में") == ["हिन्दी", "में"]
    assert words("Привет, мир") == ["Привет", "мир"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The inspectors said the inspections will go on", ("inspector", "inspect")),
        ("Kestrel-4 is Kestrel's", ("kestrel-4", "kestrel", "kestrel")),
        ("state-of-the-art models", ("state", "art", "model")),
        ("3 of 14 in 2026, 1,200 of 4", ("14", "2026", "1200")),
        ("U.S. and US and us, U.K.", ("usa", "usa", "uk")),
        ("he can’t, can't; AT&T", ("at&t",)),
        ("x", ()),
        ("", ()),
    ],
)
def test_terms_carry_content(text: str, expected: tuple[str, ...]) -> None:
    assert terms(text) == expected


def test_terms_of_unspaced_scripts_are_pairs_without_grammar() -> None:
    assert terms("東京電力の発表") == ("東京", "京電", "電力", "力の", "の発", "発表")
    assert set(terms("东京电力公司发布")) & set(terms("电力公司"))
    assert terms("のでは") == ()


def test_stopwords_are_casefolded_and_about_two_hundred() -> None:
    assert {"the", "said", "says", "will"} <= STOPWORDS
    assert all(word == word.casefold() for word in STOPWORDS)


def test_words_that_no_suffix_can_end_stem_as_the_library_stems_them() -> None:
    import snowballstemmer

    library = snowballstemmer.stemmer("english")
    ends = [a + b + c for a in ascii_lowercase for b in ascii_lowercase for c in ascii_lowercase]
    made_up = [start + end for start in ("", "tra", "gener", "eye") for end in ends]
    assert [word for word in made_up if stem.__wrapped__(word) != library.stemWord(word)] == []


def test_threads_get_the_same_stems() -> None:
    plain = [f"commission{'ing' * (n % 2)}{chr(97 + n % 26)}s" for n in range(400)]
    expected = [stem.__wrapped__(word) for word in plain]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stem.__wrapped__, plain)) == expected


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The council voted on Monday to close the bridge because it was not safe for the public.", True),
        ("Harbour bridge closed", True),
        ("Council votes to close bridge", True),
        (
            "Der Rat hat am Montag beschlossen, die Brücke zu schließen, da sie nicht mehr sicher ist.",
            False,
        ),
        (
            "Le conseil a voté lundi la fermeture du pont, qui n'est plus sûr pour les habitants.",
            False,
        ),
        ("De gemeenteraad heeft maandag besloten de brug te sluiten omdat hij niet meer veilig is.", False),
        ("El consejo votó el lunes cerrar el puente porque ya no es seguro para los vecinos.", False),
        ("東京電力は新しい発電所を発表した", False),
        ("1 2 3 …", True),
        ("", False),
    ],
)
def test_english_is_told_by_its_function_words(text: str, *, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kestrel’s “4” — Überraschung!", "kestrels-4-uberraschung"),
        ("Łódź and Straße", "lodz-and-strasse"),
        ("東京", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("--", ""),
        ("one two three " * 9, "one-two-three-one-two-three-one-two-three-one"),
        ("x" * 99, "x" * 48),
    ],
)
def test_a_slug_is_plain_and_short(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_slug_is_cut_between_words() -> None:
    assert slug("alpha beta gamma", 10) == "alpha-beta"
    assert slug("alpha beta gamma", 12) == "alpha-beta"


def test_normal_spelling_makes_typography_equal() -> None:
    assert normal("“It’s\n over…” —  she said") == normal('"It\'s over..." - she said')
    assert normal("«oui»") == '"oui"'
    assert normal("Case Stays") == "Case Stays"
    assert normal("ﬁne 3½") == "fine 31/2"
