"""One article → plain data for `tracker articles NUMBER --json`: what the list has of it, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model import ArticleRow
from tracker.render.data import articles_data
from tracker.render.labels import iso, web_link
from tracker.text.clean import clean

if TYPE_CHECKING:
    from tracker.model import ArticleDetail
    from tracker.render.dossier_data import Data


def article_data(detail: ArticleDetail) -> Data:
    """Give an article with its text, what came of its page ("" where nobody asked), files and revisions."""
    article = detail.article
    (row,) = articles_data([ArticleRow(article, detail.story.slug if detail.story else "", detail.source)])
    return row | {
        "author": clean(article.author),
        "text": clean(article.text),
        "page": clean(article.page),
        "via": clean(article.via),
        "enclosures": [
            {"url": address, "type": clean(file.type), "bytes": file.length or None}
            for file in article.enclosures
            if (address := web_link(file.url))
        ],
        "feeds": [clean(feed) for feed in detail.feeds],
        "claims": [clean(claim.text) for claim in detail.claims],
        "revisions": [
            {
                "number": revision.number,
                "seen": iso(revision.seen),
                "source": revision.source,
                "title": clean(revision.title),
                "text": clean(revision.text),
            }
            for revision in detail.revisions
        ],
    }
