"""A sentence with its source, an article, a story: as Markdown that can be pasted into notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lines import GLUE
from tracker.render.markdown import escaped
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tracker.model import Article, Claim, Dossier, Event, Question, Source, Story


def markdown_quote(sentence: str, source: Source) -> str:
    """Write a sentence as a quotation over its source; without one the source alone."""
    reference = _link(source.title, source.url, source.outlet, source.published)
    return f"> {escaped(sentence)}\n>\n> — {reference}" if sentence else reference


def markdown_article(article: Article) -> str:
    """Write an article as a link with its outlet and day."""
    return _link(article.title, article.url, article.outlet, article.published)


def markdown_story(story: Story, newest: str) -> str:
    """Write a story: its title, how much it holds, when it moved, and its newest article's address."""
    told = [labels.counted(story.items, "article"), f"{story.updated:%Y-%m-%d}"]
    if story.version:
        told.insert(0, f"version {story.version}")
    title = f"**{escaped(story.title)}**"
    return f"{title} ({', '.join(told)})" + (f": <{newest}>" if newest else "")


def sentence_at(dossier: Dossier, before: str, number: int) -> str:
    """Return the sentence that cites a source and stands last in the text before its citation, or ""."""
    text = line(before.replace(GLUE, " "))
    found = [(text.rfind(each), each) for each in _sentences(dossier, number)]
    place, sentence = max(found, default=(-1, ""))
    return sentence if place >= 0 else ""


def _sentences(dossier: Dossier, number: int) -> Iterator[str]:
    claims: list[Claim] = [*dossier.what, *dossier.why_it_matters, *dossier.key_points]
    claims += [claim for paragraph in dossier.narrative for claim in paragraph]
    for view in dossier.perspectives:
        claims += [view.stance, *view.quotes]
    claims += [side for tension in dossier.tensions for side in tension.sides]
    cited: list[Claim | Event | Question] = [*claims, *dossier.timeline, *dossier.open_questions]
    for each in cited:
        if number in each.citations and each.text:
            yield line(each.text)


def _link(title: str, url: str, outlet: str, published: datetime) -> str:
    address = labels.web_link(url)
    named = f"[{escaped(title)}](<{address}>)" if address else escaped(title)
    return f"{named}, {escaped(outlet)}, {published:%Y-%m-%d}"
