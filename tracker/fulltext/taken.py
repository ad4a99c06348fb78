"""One page: the article's text taken from it, or in words why there is none to take."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.fulltext.walls import PAYWALL, complaint, is_closed
from tracker.text.clean import clean
from tracker.text.words import terms

# Pages of articles are a tenth of this; a larger one is not worth its time in lxml.
LONGEST_PAGE = 3 * 2**20
# The cap that `parse` puts on texts of feeds, in characters here.
LONGEST_TEXT = 200_000
# Less than a short paragraph is a teaser, a cookie notice or a wall.
SHORTEST_TEXT = 200
# A page's headline has nearly no term that the feed's title lacks, and is not much longer.
SAME_TITLE, LONGER_TITLE = 0.7, 1.3


@dataclass(frozen=True, slots=True)
class PageText:
    """The article's paragraphs, parted by blank lines; or "" and what the trouble is, in words."""

    text: str = ""
    trouble: str = ""


def read(page: bytes, url: str, title: str, summary: str) -> PageText:
    """Take an article from its page, if the page gives more of it than its feed did.

    `title` and `summary` are the feed's, by which the page is judged. It takes tenths of a
    second, and pages are hostile: call it in the sandbox.
    """
    if len(page) > LONGEST_PAGE:
        return PageText(trouble="the page is too large to be read")
    if is_closed(page):
        return PageText(trouble=PAYWALL)
    text = without_headline(extract(page, url), title)
    if not text:
        return PageText(trouble="no article was found on the page")
    trouble = complaint(text, title, summary)
    return PageText(trouble=trouble) if trouble else PageText(text)


def without_headline(text: str, title: str) -> str:
    """Leave out a first paragraph that is the article's title, or much the same words."""
    first, _, rest = text.partition("\n\n")
    have, known = set(terms(first)), set(terms(title))
    is_headline = len(have) <= LONGER_TITLE * len(known) and len(have & known) >= SAME_TITLE * len(have)
    # What has no terms at all ("“Why not?”") may begin an article as well.
    return rest if rest and have and is_headline else text


def extract(page: bytes, url: str) -> str:
    """Return the article's paragraphs, parted by blank lines, or "" if there is no article.

    Method: trafilatura (Barbaresi 2021, ACL demo track), set to leave out comments, tables
    and links.
    """
    import trafilatura

    if not page.strip() or len(page) > LONGEST_PAGE:
        return ""
    try:
        text = trafilatura.extract(
            page,
            url=url,
            output_format="txt",
            include_comments=False,
            include_tables=False,
            include_links=False,
            include_formatting=False,
            with_metadata=False,
            favor_precision=True,
        )
    except Exception:  # noqa: BLE001  lxml and its helpers raise nearly anything on broken pages
        return ""
    if not text:
        return ""
    paragraphs = (" ".join(line.split()) for line in clean(text).splitlines())
    whole = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return whole[:LONGEST_TEXT] if len(whole) >= SHORTEST_TEXT else ""
