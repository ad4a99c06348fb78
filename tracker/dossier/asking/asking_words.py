"""Words of who asks, which no answer need have, in English and in other languages; lists of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.asking.families import families
from tracker.text.stopwords import FOREIGN, word_set
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.dossier.inquiry.kinds import Kind

_EMPTY = terms(
    """tell explain describe know think mean kind sort please anyone anybody someone somebody people person
    happen happened situation latest current currently far according story article articles news report list
    name exactly roughly approximately ever actually really details detail information thing things
    involved related status away besides else become believe want matter matters important importance
    significance"""
)
EMPTY = families(_EMPTY) | frozenset(_EMPTY)
"""Terms that tell nothing of what is asked about."""
MEASURES = families(
    terms(
        """many much long far big large high fast often deep tall old soon heavy wide great small strong
        cold hot warm expensive cheap quickly badly severe late early likely size amount number length height
        weight depth speed age price cost money distance share"""
    )
)
"""Families of measures, which an answer may have in figures alone."""
FOREIGN_KINDS: Mapping[Kind, frozenset[str]] = {
    "when": word_set("wann quand cuándo cuando quando wanneer когда när hvornår"),
    "who": word_set("wer wen wem qui quién quien chi quem кто vem hvem"),
    "where": word_set("wo wohin où dónde donde dove onde waar где hvor"),
    "why": word_set("warum weshalb wieso pourquoi perché porquê waarom почему varför hvorfor"),
    "how much": word_set(
        """wieviel wieviele combien cuánto cuánta cuántos cuántas quanto quanti quante quantos quantas
        hoeveel сколько"""
    ),
}
"""What kind of answer a word of another language asks for."""
FOREIGN_EMPTY = FOREIGN.union(
    word_set(
        """was woher wie welche welcher welches wessen quoi comment quel quelle quels quelles qué cómo como
        cuál cosa quale qual wat hoe welk wie что как какой какая vad hur vilken hvad hvordan
        war waren wurde wurden hat hatte ist sind ont sont fue fueron era è sono foi eram был была были"""
    ),
    *FOREIGN_KINDS.values(),
)
"""Words of other languages that tell nothing, and share letters with names and nouns of the articles."""
