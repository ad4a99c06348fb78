from __future__ import annotations

import subprocess
import sys

import pytest

from tracker.fulltext import LONGEST_PAGE, LONGEST_TEXT, extract

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
