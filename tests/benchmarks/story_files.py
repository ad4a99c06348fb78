"""Files of stories → articles under their citation numbers, for the benchmarks of the dossier.

A file holds JSON lines, plain or gzipped, of one of three forms: a whole story a line ({"id",
"articles": [{"title", "text"}]}); an article a line with its story ({"id", "time", "title",
"text", "story"}); an article a line with its topic, in sentences ({"topic", "id", "outlet",
"published", "sentences": [{"text"}]}).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

from tests.benchmarks.what import MOMENT, read
from tracker.dossier import Cited
from tracker.model import Article
from tracker.text.clean import clean, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Articles that carry no times follow each other at this distance.
STEP = timedelta(hours=6)


def stories(path: Path) -> dict[str, list[Cited]]:
    """Read a file of any of the forms; each story's articles in the order of time, numbered from 1."""
    found: dict[str, list[Article]] = {}
    for row in read(path):
        for story, article in _articles(row):
            found.setdefault(story, []).append(article)
    return {story: numbered(articles) for story, articles in found.items()}


def numbered(articles: Iterable[Article]) -> list[Cited]:
    """Give each article the citation number that it gets when they come in the order of time."""
    ordered = sorted(articles, key=lambda article: (article.published, article.url))
    return [Cited(number, article) for number, article in enumerate(ordered, 1)]


def _articles(row: dict[str, Any]) -> Iterator[tuple[str, Article]]:
    if "articles" in row:
        for place, one in enumerate(row["articles"]):
            yield str(row["id"]), _article(f"{row['id']}-{place}", one, MOMENT + STEP * place)
    elif "topic" in row:
        text = "\n\n".join(sentence["text"] for sentence in row["sentences"])
        moment = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
        yield row["topic"], _article(row["id"], row | {"text": text}, moment)
    else:
        yield str(row["story"]), _article(row["id"], row, datetime.fromtimestamp(row["time"], UTC))


def _article(name: str, row: dict[str, Any], moment: datetime) -> Article:
    """Make an article; its id is drawn from its name, so that it is the same in every run."""
    return Article(
        id=crc32(str(name).encode()),
        title=line(row.get("title") or ""),
        text=clean(row.get("text") or ""),
        url=f"https://example.org/{name}",
        outlet=row.get("outlet") or "",
        published=moment,
        fetched=moment,
    )
