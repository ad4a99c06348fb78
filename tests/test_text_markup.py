from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.selftest.hostile import MARKUP, PAYLOADS
from tracker.text.clean import clean
from tracker.text.markup import to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two <b>bold</b> words.</p>", "One.\n\nTwo bold words."),
        ("<h1>Head</h1>Body", "Head\n\nBody"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>after", "- one\n- two\n\nafter"),
        ("<ul><li><p>one</p></li><li><p>two</p></li></ul>", "- one\n- two"),
        ("<p>He said:</p><blockquote><p>It is over.</p></blockquote>", "He said:\n\n> It is over."),
        ("<blockquote><p>One.</p><p>Two<br>lines.</p></blockquote>", "> One.\n\n> Two\n> lines."),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n\n> > b\n\nc"),
        ("<blockquote><ul><li>a</li><li>b</li></ul></blockquote>", "> - a\n> - b"),
        ("<p>She said <q>no</q>, and left.</p>", "She said “no”, and left."),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("a<br><br>b<br> <br>&nbsp;<br>c", "a\n\nb\n\nc"),
        ("<p>a</p><p>&nbsp;</p><p> </p><p>b</p>", "a\n\nb"),
        (
            "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2025</td><td>£3</td></tr></table>",
            "Year | Cost\n2025 | £3",
        ),
        (
            "<table><tr><td></td><td>2025</td></tr><tr><td>Cost</td><td></td><td>£3</td></tr></table>",
            "2025\nCost | £3",
        ),
        (
            "<table><tr><td><p>Reds</p></td><td><p>12</p></td></tr><tr><td><p>Blues</p></td><td>9</td></tr></table>",
            "Reds | 12\nBlues | 9",
        ),
        (
            '<p>Two<sup><a href="#fn2">2</a></sup> boats<a class="footnote-anchor" href="#a">3</a>.</p>',
            "Two boats.",
        ),
        ('<p>a</p><div class="subscription-widget show"><p>Subscribe!</p></div><p>b</p>', "a\n\nb"),
        (
            "<p>a</p><script>x()</script><style>p{}</style><noscript>n</noscript><svg><text>s</text></svg><p>b</p>",
            "a\n\nb",
        ),
        ("<p>a<!-- secret -->b</p>", "ab"),
        ("<figure><img src=x alt=y><figcaption>Photo: A. Ruiz</figcaption></figure><p>Text</p>", "Text"),
        ("<p hidden>ghost</p><p style='display: none'>ghost</p><p>seen</p>", "seen"),
        ("<p>  many \n\n  spaces\there </p>", "many spaces here"),
        ("<pre>two  spaces\nand lines</pre>", "two  spaces\nand lines"),
        ("<p>x<sup>2</sup> &amp; y &lt; z&nbsp;€</p>", "x2 & y < z €"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\nMeaning"),
        ("<p>never closed <b>bold<p>next", "never closed bold\n\nnext"),
        ('<?xml version="1.0" encoding="latin-1"?><p>ü</p>', "ü"),
        ("<script>never closed <p>text", ""),
        ("", ""),
    ],
)
def test_html_becomes_the_text_a_reader_sees(html: str, text: str) -> None:
    assert to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "One\n\nTwo"),
        ("<p>AT&amp;amp;T said &amp;#8220;yes&amp;#8221;</p>", "AT&T said “yes”"),
        ("<div>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</div>", "One\n\nTwo"),
        ("AT&amp;T", "AT&T"),
        ("&nosuch; &amp", "&nosuch; &amp"),
        ("<p>Write &lt;p&gt; for a paragraph</p>", "Write <p> for a paragraph"),
    ],
)
def test_what_was_escaped_twice_is_unescaped_once_more(html: str, text: str) -> None:
    assert to_text(html) == text


@pytest.mark.parametrize(
    "text",
    ["One line.\n\nAnother  paragraph\nof two lines.", "5 < 6 and 7 > 6", "tea & cake", *MARKUP.values()],
)
def test_text_without_tags_passes_unchanged(text: str) -> None:
    assert "<b>" in text or to_text(text) == clean(text).strip()


def test_line_breaks_stay_where_tags_only_mark_words() -> None:
    assert to_text("One <b>line</b>.\n\nAnother.") == "One line.\n\nAnother."


def test_an_escape_hidden_in_entities_is_taken_out() -> None:
    assert to_text("<p>a&#27;[31mb&#x1b;]0;t&#7;c</p>") == "abc"
    assert "\x1b" not in to_text("a&amp;#27;[31mb")


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_payloads_between_tags_are_taken_out(payload: str) -> None:
    assert to_text(f"<p>{payload}</p>").isprintable() or "\n" in clean(payload)


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 100_000 + "end",
        "<p><b><i><a>" * 20_000 + "end",
        "<table><tr><td>" * 10_000 + "end",
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">end",
        "<!--" * 25_000,
        "<" * 100_000,
        "&" * 100_000,
        "<a " * 30_000,
    ],
    ids=["depth", "inline", "tables", "attributes", "comments", "brackets", "entities", "open tags"],
)
def test_bombs_are_survived(bomb: str) -> None:
    assert isinstance(to_text(bomb), str)


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b",
        ">",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&#x1b;",
        "&amp;",
        "&lt;",
        "<script>",
        "<?x",
        "\x00",
    ],
)


@given(st.lists(st.one_of(_PIECES, st.text(st.characters(exclude_categories=()), max_size=8))).map("".join))
def test_no_text_makes_it_raise_and_all_comes_out_clean(html: str) -> None:
    text = to_text(html)
    assert clean(text) == text
