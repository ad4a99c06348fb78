from __future__ import annotations

import subprocess
import sys

import pytest

from tracker.fulltext import LONGEST_PAGE, LONGEST_TEXT, PageText, extract, read, without_repeated
from tracker.fulltext.taken import without_headline
from tracker.fulltext.walls import PAYWALL

URL = "https://harbour.example/2026/bridge"
FIRST = (
    "The old bridge across the Linde closes on Monday for at least four months, the council of "
    "Solm said, after divers found cracks in two of its piers."
)
SECOND = (
    "Drivers must use the ferry or the new crossing at Marn, which adds half an hour to the way "
    "into town. Bus line 9 will run along the quay, Ida Moll of the transport office said."
)


def page(*paragraphs: str) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html><head><title>Bridge</title><style>p {{}}</style></head><body>
      <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
      <article><h1>Old bridge closes for repairs</h1>{body}</article>
      <aside><p>Subscribe to our newsletter now and get every story by mail.</p></aside>
      <footer><p>All rights reserved. Privacy. Contact.</p></footer>
      <script>track("everything")</script></body></html>""".encode()


def test_the_paragraphs_of_an_article_are_found_and_nothing_else() -> None:
    text = extract(page(FIRST, SECOND), URL)
    assert text.endswith(f"{FIRST}\n\n{SECOND}")
    for noise in ("newsletter", "rights", "Sport", "track"):
        assert noise not in text


def test_the_text_is_clean() -> None:
    text = extract(page(FIRST, SECOND + " &#x202e;reversed &#x9b;31m"), URL)
    assert text.replace("\n", "").isprintable()


def test_a_teaser_is_no_article() -> None:
    assert extract(page("Subscribe to read on."), URL) == ""


@pytest.mark.parametrize(
    "body",
    [b"", b" ", b"\0\0\0", b"hello", b"<html></html>", bytes(range(256)), b"<div>" * 5000, b"{}"],
)
def test_a_page_without_article_gives_nothing(body: bytes) -> None:
    assert extract(body, URL) == ""


def test_a_page_too_large_is_not_read() -> None:
    assert extract(page(FIRST, SECOND) + b" " * LONGEST_PAGE, URL) == ""


def test_a_long_text_is_cut() -> None:
    paragraphs = [f"Number {n}: {SECOND}" for n in range(1500)]
    assert 0 < len(extract(page(*paragraphs), URL)) <= LONGEST_TEXT


def test_importing_the_module_does_not_load_trafilatura() -> None:
    code = "import sys, tracker.fulltext; print('trafilatura' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


TITLE = "Old bridge at Solm closes for four months"
SUMMARY = "Divers found cracks in two piers of the bridge across the Linde."


def test_an_article_that_says_more_than_its_summary_is_taken_without_its_headline() -> None:
    found = read(page(FIRST, SECOND), URL, TITLE, SUMMARY)
    assert found == PageText(f"{FIRST}\n\n{SECOND}")


def test_a_first_paragraph_of_small_words_alone_is_no_headline() -> None:
    assert without_headline(f"“What now?”\n\n{FIRST}", TITLE) == f"“What now?”\n\n{FIRST}"
    assert without_headline(f"{TITLE}\n\n{FIRST}", TITLE) == FIRST


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe to continue reading this article.",
        "Already a subscriber? Log in here.",
        "Create a free account to read the full story.",
        "This article is only available to subscribers of the Solm Gazette.",
        "Jetzt anmelden und weiterlesen.",
        "Sie sind bereits Abonnent? Hier geht es zur Anmeldung.",
        "Cet article est réservé aux abonnés.",
        "Il vous reste 74 % de cet article à lire.",
        "Suscríbete para seguir leyendo.",
        "Abbonati per continuare a leggere.",
        "Assine para continuar lendo ou para ler mais.",
        "Abonneer u om verder te lezen.",
        "Logga in för att läsa vidare.",
        "Zaloguj się, aby czytać dalej.",
    ],
)
def test_a_text_that_ends_in_a_wall_is_no_article(wall: str) -> None:
    assert read(page(FIRST, SECOND, wall), URL, TITLE, SUMMARY) == PageText(trouble=PAYWALL)
    assert read(page(FIRST, SECOND, wall, "Contact the desk."), URL, TITLE, SUMMARY).trouble == PAYWALL


@pytest.mark.parametrize(
    "told",
    [
        "The ferry company asked passengers to register at the quay before they continue to Marn on foot.",
        "Members of the council read the report aloud, and subscribers of the Gazette had seen it in May.",
        "“I will continue,” she said, and signed the papers in the full hall of the town.",
    ],
)
def test_a_report_may_speak_of_subscribers_and_of_going_on(told: str) -> None:
    assert read(page(FIRST, SECOND, told), URL, TITLE, SUMMARY).text.endswith(told)


@pytest.mark.parametrize(
    "mark",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
        '<script type="application/ld+json">{"isAccessibleForFree":"False","headline":"Bridge"}</script>',
        '<script>var page = "{\\"isAccessibleForFree\\":false}";</script>',
        '<meta property="article:content_tier" content="locked">',
    ],
)
def test_a_page_that_calls_itself_closed_is_believed(mark: str) -> None:
    closed = page(FIRST, SECOND).replace(b"</head>", mark.encode() + b"</head>")
    assert read(closed, URL, TITLE, SUMMARY) == PageText(trouble=PAYWALL)


@pytest.mark.parametrize(
    "mark",
    [
        '<script type="application/ld+json">{"isAccessibleForFree": true}</script>',
        '<script type="application/ld+json">{"isAccessibleForFree": "falsework"}</script>',
        '<meta property="article:content_tier" content="free">',
    ],
)
def test_a_page_that_calls_itself_free_is_read(mark: str) -> None:
    free = page(FIRST, SECOND).replace(b"</head>", mark.encode() + b"</head>")
    assert read(free, URL, TITLE, SUMMARY).text


def test_a_text_that_breaks_off_is_a_teaser() -> None:
    told = read(page(FIRST, SECOND + " The mayor, who came by boat, …"), URL, TITLE, SUMMARY).trouble
    assert told == "the page gives only the beginning of the article"


def test_a_page_that_says_no_more_than_the_feed_is_left() -> None:
    told = read(page(FIRST, SECOND), URL, TITLE, f"{FIRST} {SECOND}").trouble
    assert told == "the page says no more than its feed"


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        (TITLE, SUMMARY),
        ("“Half an hour more each way”", "Bus riders and ferries: what the cracks at Solm mean for drivers."),
        ("The Linde divides again", ""),
    ],
)
def test_a_witty_title_is_still_of_its_article(title: str, summary: str) -> None:
    assert read(page(FIRST, SECOND), URL, title, summary).text


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Baker wins prize for seaweed bread", "A loaf of rye and seaweed won at the national fair."),
        ("Late snow surprises apple growers", "Small fires between the trees saved the blossom."),
    ],
)
def test_a_page_about_something_else_is_not_taken(title: str, summary: str) -> None:
    assert (
        read(page(FIRST, SECOND), URL, title, summary).trouble
        == "what stands on the page is not this article"
    )


def test_a_page_too_large_is_said_to_be() -> None:
    assert "too large" in read(b"<p>" * LONGEST_PAGE, URL, TITLE, SUMMARY).trouble


def test_paragraphs_of_other_pages_are_dropped_but_not_a_whole_report_told_twice() -> None:
    box = "Sign up for the harbour letter."
    assert without_repeated(f"{FIRST}\n\n{box.upper()}", [f"{SECOND}\n\n{box}"]) == FIRST
    again = f"{FIRST}\n\n{SECOND}"
    assert without_repeated(again, [again]) == again
    assert without_repeated(again, []) == again
