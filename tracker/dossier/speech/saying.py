"""The forms of verbs by which people are quoted, and the words that hold sentences together."""

from __future__ import annotations

from functools import lru_cache

from tracker.dossier.speech.speech_verbs import DOUBLED, IRREGULAR, LEMMAS, NOUN_LEMMAS, PREPOSITIONAL, Kind
from tracker.text.stopwords import word_set as word_set  # noqa: PLC0414 - other sections make lists with it

_VOWELS = "aeiou"


def _forms(lemma: str) -> list[str]:
    """All forms of a verb, the base first."""
    if lemma in IRREGULAR:
        return [lemma, *IRREGULAR[lemma].split()]
    if lemma in DOUBLED:
        return [lemma, f"{lemma}s", f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"]
    if lemma.endswith("e"):
        stem = lemma if lemma.endswith("ee") else lemma[:-1]
        return [lemma, f"{lemma}s", f"{lemma}d", f"{stem}ing"]
    plural = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x")) else f"{lemma}s"
    return [lemma, plural, f"{lemma}ed", f"{lemma}ing"]


def _table() -> dict[str, tuple[str, Kind]]:
    table: dict[str, tuple[str, Kind]] = {}
    only_prepositional: dict[Kind, str] = {"speak": " ".join(PREPOSITIONAL)}
    for kind, lemmas in (*LEMMAS.items(), *only_prepositional.items()):
        for lemma in lemmas.split():
            for form in _forms(lemma):
                table.setdefault(form, (lemma, kind))
    return table


VERBS: dict[str, tuple[str, Kind]] = _table()
"""Form → (lemma, kind)."""


@lru_cache(maxsize=4096)
def lemma_of(cue: str) -> str:
    """Give the dictionary form of the verb in a cue, "according" for "according to", "" for others."""
    parts = cue.casefold().split()
    if parts[:1] == ["according"]:
        return parts[0]
    return next((VERBS[word][0] for word in reversed(parts) if word in VERBS), "")


NOUN_FORMS = frozenset(form for lemma in NOUN_LEMMAS.split() for form in (lemma, _forms(lemma)[1]))
"""Forms that are a noun as often as a verb."""

AUXILIARIES = word_set(
    """is are was were be been being am has have had having do does did will would shall should can could
    may might must not never ’ve 've ’ll 'll ’d 'd cannot don't doesn't didn't isn't aren't wasn't
    weren't hasn't haven't hadn't won't wouldn't can't couldn't shouldn't don’t doesn’t didn’t isn’t
    aren’t wasn’t weren’t hasn’t haven’t hadn’t won’t wouldn’t can’t couldn’t shouldn’t""",
)
BE = word_set("is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t")
ADVERBS = word_set(
    """also then later now once still again even just too already soon often always sometimes twice ever
    instead further longer no perhaps maybe both all long""",
)
PRONOUNS = word_set("i you he she it we they")
RELATIVES = word_set("who which that")
DETERMINERS = word_set(
    """the a an his her its their my our your this that these those any no some every each another 's""",
)
PREPOSITIONS = word_set(
    """of in for with by on from at about into over under against between through during without""",
)
BREAKS = word_set(
    """; : — – -- ( ) [ ] . ! ? " '' ‘‘ “ ” « » that which who but because when while if as than whether
    although though after before since until unless where how why what so yet nor or""",
)
"""Where a noun phrase ends at the latest."""
CLAUSE_STARTS = word_set(
    """that whether how why what if when there it he she they we i you the a an this these those his her
    its their my our your no not to who where which “ " « ''""",
)
CIRCUMSTANCES = word_set(
    """in at on during to after before when last this earlier via through from late early while by with as
    of yesterday today monday tuesday wednesday thursday friday saturday sunday recently there here""",
)
"""What may follow a verb of saying without being what was said: "said on Tuesday"."""
POSSESSIVES = word_set("his her their my our its your whose")
NOT_BEFORE_NOUN = PRONOUNS | word_set(
    "to will would can could should may might must did do does not who 'd ’d 'll ’ll"
)
"""Behind these a word that is both is a verb."""
CONJUNCTIONS = word_set("and but while whereas though although")
CLAUSE_OPENERS = word_set(
    "that because while whereas but ; : who which if when although though as since until — – --"
) | {'"'}
"""A clause with a subject of its own starts behind these."""
SUBORDINATORS = word_set(
    "as when while after before if although though because since until whereas unless once"
)
OPENING_ADVERBS = word_set("still yet so well meanwhile however also then now instead even nor or yes no")
"""Words that open a sentence before its subject."""
GERUND_NOUNS = word_set(
    "voting nominating ruling meaning understanding hearing writing feeling reporting briefing publishing"
)
"""Verb forms that are mostly nouns."""
NO_CONTENT = word_set("because than until unless although though while and or but nor so yet ) when . , ? !")
"""Behind these a verb's content does not start."""
NO_SUBJECT = (
    PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | CIRCUMSTANCES
    | word_set(", or by after before while not than ( — – -- :")
)
"""Behind these a participle has its subject elsewhere."""
ARTICLES = DETERMINERS - word_set("that another some any each those these this no every")
"""Behind these no verb stands."""
