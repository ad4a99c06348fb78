"""English words by which people are quoted: verbs of saying and thinking, and their forms.

The classes follow the usual division by complement (Levin, *English Verb Classes and
Alternations*, 1993, classes 29 to 37): what a verb can govern decides where its content is.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["say", "tell", "think", "want", "judge"]


def word_set(listed: str) -> frozenset[str]:
    """Give the words of a list written as a text."""
    return frozenset(listed.split())


_LEMMAS: dict[Kind, str] = {
    # Governs a clause or a quotation.
    "say": """acknowledge add admit affirm agree allege announce answer argue assert assess boast caution
        claim clarify comment complain concede conclude confess confirm contend continue counter
        declare demonstrate deny disagree disclose emphasise emphasize estimate exclaim explain
        find forecast highlight hint imply indicate insist joke lament maintain mention muse
        mutter note object observe point post predict proclaim quip reaffirm recall reckon
        recommend reiterate remark repeat reply report respond retort reveal rule say show
        speculate state stress suggest swear testify tweet underline underscore vow write""",
    # Governs a hearer, then a clause.
    "tell": "advise ask assure convince inform instruct notify persuade remind tell warn",
    # Governs a clause, and is a state of mind.
    "think": """anticipate assume believe consider decide doubt expect fear feel figure foresee guess hope
        imagine know learn realise realize recognise recognize regret remember see suspect think
        understand wonder worry""",
    # Governs an infinitive or a thing wished for.
    "want": """aim call decline demand favor favour hate intend love offer order plan pledge prefer promise
        propose refuse request seek threaten urge want wish""",
    # Governs a thing or a person that is judged or spoken of.
    "judge": """accuse advocate applaud approve back bash blame blast brand castigate champion cite commend
        condemn criticise criticize decry defend denounce deride describe detail discuss dismiss
        dispute dub endorse hail invoke label laud lambast mock oppose outline praise question
        quote rebuff rebuke rebut refer refute regard reject ridicule slam support view welcome""",
}

_IRREGULAR = {
    "admit": "admits admitted admitting",
    "dub": "dubs dubbed dubbing",
    "feel": "feels felt feeling",
    "find": "finds found finding",
    "forecast": "forecasts forecasting",
    "foresee": "foresees foresaw foreseen foreseeing",
    "know": "knows knew known knowing",
    "learn": "learns learned learnt learning",
    "plan": "plans planned planning",
    "prefer": "prefers preferred preferring",
    "quip": "quips quipped quipping",
    "rebut": "rebuts rebutted rebutting",
    "refer": "refers referred referring",
    "regret": "regrets regretted regretting",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "show": "shows showed shown showing",
    "slam": "slams slammed slamming",
    "swear": "swears swore sworn swearing",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "understand": "understands understood understanding",
    "write": "writes wrote written writing",
}

# Written as a noun as often as a verb: a verb only where a clause or an object follows.
_NOUN_LEMMAS = """aim answer approach attack back blame boast brand call caution challenge champion
    claim comment complain counter decline demand detail dispute doubt estimate favor
    favour fear feel figure find forecast hate highlight hope label love mention note
    object offer order outline plan pledge point post praise prefer promise question
    quote regard regret remark reply report request respond reveal rule see show
    stress support tweet view vow welcome wish worry rebuke state"""

# Takes a thing as easily as a clause ("added a wing"): only a clause or a quotation counts.
STRICT = word_set(
    """add agree answer confirm continue counter decide demonstrate deny disagree estimate expect explain
    feel figure find forecast highlight hint imply indicate know learn maintain mention note object
    observe offer order point post recall recommend regret remember repeat reply report respond
    reveal rule see show state stress suggest tweet underline underscore understand write imagine
    consider recognise recognize realise realize emphasise emphasize assess comment order love hate
    request""",
)

_VOWELS = "aeiou"


def _forms(lemma: str) -> list[str]:
    """All forms of a verb, the base first."""
    if lemma in _IRREGULAR:
        return [lemma, *_IRREGULAR[lemma].split()]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"]
    if lemma.endswith("e"):
        stem = lemma if lemma.endswith("ee") else lemma[:-1]
        return [lemma, f"{lemma}s", f"{lemma}d", f"{stem}ing"]
    plural = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x")) else f"{lemma}s"
    return [lemma, plural, f"{lemma}ed", f"{lemma}ing"]


def _table() -> dict[str, tuple[str, Kind]]:
    return {
        form: (lemma, kind)
        for kind, lemmas in _LEMMAS.items()
        for lemma in lemmas.split()
        for form in _forms(lemma)
    }


VERBS: dict[str, tuple[str, Kind]] = _table()
"""Form → (lemma, kind)."""


def lemma_of(cue: str) -> str:
    """Give the dictionary form of the verb in a cue, "according" for "according to", "" for others."""
    parts = cue.casefold().split()
    if parts[:1] == ["according"]:
        return parts[0]
    return next((VERBS[word][0] for word in reversed(parts) if word in VERBS), "")


NOUN_FORMS = frozenset(form for lemma in _NOUN_LEMMAS.split() for form in (lemma, _forms(lemma)[1]))
"""Forms that are a noun as often as a verb."""

NOUNS = word_set(
    """accusation admission allegation announcement argument assertion assessment assurance belief claim
    complaint concern conclusion contention declaration demand doubt estimate fear finding forecast
    hope insistence opinion pledge prediction promise proposal remark statement suggestion suspicion
    view vow warning""",
)
"""Nouns of saying and thinking: "her claim that …"."""

STATES = word_set(
    """adamant afraid angry anxious aware certain concerned confident convinced disappointed doubtful eager
    glad happy hopeful keen optimistic pessimistic pleased positive proud ready reluctant sad
    sceptical skeptical sure surprised unhappy unsure unwilling wary willing worried""",
)
"""Adjectives of a state of mind: "is confident that …"."""

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
