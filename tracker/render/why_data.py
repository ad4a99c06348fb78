"""Why the articles of a story are together → plain data for `tracker why --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.data import safe
from tracker.render.why import gap_words

if TYPE_CHECKING:
    from tracker.model import Explanation, HoldingTerm, Reason, SharedTerm
    from tracker.render.dossier_data import Data


def why_data(explanation: Explanation) -> Data:
    """Give each article with why it is there, and what is told of the story as a whole.

    `nearest` is the story of `runner_up`, under the name it has today. `held_by` adds up each
    term's weight over the `articles` that share it; `weakest` is the id of the article that came
    nearest to not joining.
    """
    first, last, weakest = explanation.first, explanation.last, explanation.weakest
    return safe(
        {
            "story": explanation.story.slug,
            "articles": [_reason(reason) for reason in explanation.reasons],
            "title": explanation.story.title,
            "pinned": explanation.story.pinned,
            "ways": [{"reason": way, "articles": count} for way, count in explanation.ways],
            "first": None if first is None else labels.iso(first),
            "last": None if last is None else labels.iso(last),
            "held_by": [_term(term) | {"articles": term.articles} for term in explanation.terms],
            "weakest": None if weakest is None else weakest.article.id,
        }
    )


def _reason(reason: Reason) -> Data:
    article, placement, rival = reason.article, reason.placement, reason.rival
    gap = placement.gap_hours
    return {
        "id": article.id,
        "title": article.title,
        "reason": placement.reason,
        "score": placement.score,
        "threshold": placement.threshold,
        "terms": [_term(term) for term in placement.terms],
        "gap_hours": gap,
        "runner_up": placement.runner_up,
        "runner_up_score": placement.runner_up_score,
        "outlet": article.outlet,
        "published": labels.iso(article.published),
        "source": reason.source,
        "pinned": reason.pinned,
        "why": labels.way(placement.way),
        "gap": None if gap is None else gap_words(gap, earlier=reason.earlier, joined=placement.joined),
        "nearest": None
        if rival is None
        else {"number": rival.number, "slug": rival.slug, "title": rival.title},
    }


def _term(term: SharedTerm | HoldingTerm) -> Data:
    return {"term": term.term, "weight": term.weight, "name": term.name}
