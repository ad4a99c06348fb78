"""A page → the text of the article on it; the only module that uses trafilatura."""

from __future__ import annotations

from tracker.text.clean import clean

# Pages of articles are a tenth of this; a larger one is not worth its time in lxml.
LONGEST_PAGE = 3 * 2**20
# The cap that `parse` puts on texts of feeds, in characters here.
LONGEST_TEXT = 200_000
# Less than a short paragraph is a teaser, a cookie notice or a wall.
SHORTEST_TEXT = 200


def extract(page: bytes, url: str) -> str:
    """Return the article's paragraphs, parted by blank lines, or "" if there is no article.

    Method: trafilatura (Barbaresi 2021, ACL demo track), set to leave out comments, tables
    and links. It takes tenths of a second: call it where waiting does no harm.
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
