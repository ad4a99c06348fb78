"""Why a section is empty: what its rule looks for was not found, or the rule knows English only.

Told from the dossier alone, so that every screen, export and old version says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.text.words import is_english

if TYPE_CHECKING:
    from tracker.model import Dossier, Section

# Found by English words: for stakes, for not knowing, for saying and for disputing.
NEEDS_ENGLISH: frozenset[Section] = frozenset(
    ("why_it_matters", "open_questions", "perspectives", "tensions")
)
_NOT_FOUND: dict[Section, str] = {
    "title": "No source has a title.",
    "what": "No sentence of the sources can stand by itself.",
    "why_it_matters": "The sources name no consequence or stake beyond what stands above.",
    "key_points": "No sentence of the sources can stand by itself.",
    "open_questions": "The sources ask nothing, and call nothing unknown.",
    "narrative": "The sources say no more than the sections above.",
    "timeline": "No source gives an event with its date.",
    "perspectives": "No source quotes anybody by name.",
    "tensions": "No two sources were found to disagree.",
    "sources": "No article is in this story yet.",
}
_ENGLISH_ONLY = "This is found by English words, and the sources are in another language."
_ALONE = "There is one source, and it tells of no disagreement."


def absence(dossier: Dossier, section: Section) -> str:
    """Say in one sentence why a section is empty; "" where it holds something."""
    if getattr(dossier, section):
        return ""
    if section != "sources" and not dossier.sources:
        return _NOT_FOUND["sources"]
    if section in NEEDS_ENGLISH and not _in_english(dossier):
        return _ENGLISH_ONLY
    if section == "tensions" and dossier.independent == 1:
        return _ALONE
    return _NOT_FOUND[section]


def _in_english(dossier: Dossier) -> bool:
    told = [claim.text for claim in (*dossier.what, *dossier.key_points)]
    told += [claim.text for paragraph in dossier.narrative for claim in paragraph]
    return is_english(" ".join(told or [source.title for source in dossier.sources]))
