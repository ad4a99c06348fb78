"""A dossier's sections and sources → plain dicts and lists: the heart of `tracker show --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.diff import SECTIONS
from tracker.dossier.absence import absence
from tracker.render.labels import iso

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.model import Claim, Dossier, Perspective, Question, Searched, Source, Tension

Data = dict[str, Any]


def sections(dossier: Dossier, searches: Mapping[str, Searched] | None = None) -> Data:
    """Give all sections under their names; the title and the sources stand elsewhere.

    `searches` tells by a question's id how search feeds were asked.
    """
    return {
        "what": _claims(dossier.what),
        "why_it_matters": _claims(dossier.why_it_matters),
        "key_points": _claims(dossier.key_points),
        "open_questions": [question(each, (searches or {}).get(each.id)) for each in dossier.open_questions],
        "narrative": [_claims(paragraph) for paragraph in dossier.narrative],
        "timeline": [
            {"date": event.date, "text": event.text, "citations": list(event.citations)}
            for event in dossier.timeline
        ],
        "perspectives": [_perspective(view) for view in dossier.perspectives],
        "tensions": [_tension(tension) for tension in dossier.tensions],
    }


def empty(dossier: Dossier) -> list[Data]:
    """Say of each section that holds nothing why."""
    reasons = ((section, absence(dossier, section)) for section in SECTIONS)
    return [{"section": section, "reason": reason} for section, reason in reasons if reason]


def claim(claim: Claim) -> Data:
    """Give a sentence with its citations and the version it stands since."""
    return {"text": claim.text, "citations": list(claim.citations), "since": claim.since}


def _claims(claims: Sequence[Claim]) -> list[Data]:
    return [claim(each) for each in claims]


def searched(found: Searched | None) -> Data | None:
    """Say how often search feeds were asked for something; null for never."""
    return None if found is None else {"count": found.count, "last": iso(found.last), "hits": found.hits}


def question(question: Question, found: Searched | None = None) -> Data:
    """Give a question with its life, and how it was searched for."""
    return {
        "id": question.id,
        "text": question.text,
        "citations": list(question.citations),
        "state": question.state,
        "raised_in": question.raised_in,
        "answered_by": list(question.answered_by),
        "answer": question.answer,
        "settled_in": question.settled_in,
        "searched": searched(found),
    }


def _perspective(view: Perspective) -> Data:
    evolution = view.evolution
    return {
        "actor": view.actor,
        "stance": claim(view.stance),
        "quotes": _claims(view.quotes),
        "evolution": {"state": evolution.state, "note": evolution.note, "since": evolution.since},
        "first_seen": view.first_seen,
        "last_seen": view.last_seen,
    }


def _tension(tension: Tension) -> Data:
    return {"between": list(tension.between), "text": tension.text, "sides": _claims(tension.sides)}


def source(source: Source) -> Data:
    """Give a numbered source."""
    return {
        "number": source.number,
        "title": source.title,
        "outlet": source.outlet,
        "url": source.url,
        "published": iso(source.published),
        "via": source.via,
        "copy_of": source.copy_of,
    }
