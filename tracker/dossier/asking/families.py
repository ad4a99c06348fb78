"""Terms → families: one for all forms of a word under which a user may ask for it; a list of our own.

`reading.senses` has the words that ask and answer the same; here stand strong verbs, which no stemmer
knows, and nouns with the verbs and measures that they are made of.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.dossier.reading.senses import senses
from tracker.dossier.reading.sentence import once
from tracker.text.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.dossier.reading.sentence import Sentence

_FAMILIES = """
arise arose arisen | bear bore born birth | beat beaten | become became | bind bound | bite bit bitten
bleed bled | blow blew blown | break broke broken breakage | breed bred | bring brought | burn burnt burned
catch caught | choose chose chosen choice | cling clung | creep crept | deal dealt | decide decision
deny denial | destroy destruction | dig dug | draw drew drawn | drink drank drunk | drive drove driven driver
drown drowned | eat ate eaten | explain explanation | fail failure | feed fed | feel felt | fight fought
flee fled flight | fly flew flown | forbid forbade forbidden ban banned | forget forgot forgotten
freeze froze frozen | grow grew grown growth | hang hung | hear heard | hide hid hidden | hit strike struck
keep kept | know knew known knowledge | lay laid | lead led leader | lend lent loan | lie lay lain
light lit | lose lost loss | mean meant | owe debt | own owner owned ownership | prove proof proven
ride rode ridden | ring rang rung | rescue rescued saved save | see saw seen | seek sought
sell sold sale seller | send sent | shake shook shaken | shine shone | shoot shot | shrink shrank shrunk
shut close closed | sing sang sung | sink sank sunk sunken | sit sat | sleep slept | slide slid
speak spoke spoken speech | speed fast quick | spend spent | spin spun rotate turn | split | spread
spring sprang sprung | stand stood | stick stuck | sting stung | swear swore sworn | sweep swept
swim swam swum | swing swung | teach taught teacher | tear tore torn | think thought | throw threw thrown
understand understood | wake woke woken | warn warned warning | wear wore worn | weigh weight heavy
withdraw withdrew withdrawn withdrawal | write wrote written writer | inspect inspection inspector
investigate investigation investigator | rule ruling | propose proposal | pay paid payment payer
publish publication | refuse refusal | discover discovery | survive survival survivor
arrive arrival | agree agreement | choir singer | chair chairman chairwoman | teach lecturer
high height tall | long length | deep depth | wide width broad | old age | far distance | hot warm heat
cold cool | expensive price cost | strong strength | hurt injure injured injury | sick ill illness
launch launched | release released | flood flooded | build built builder | carry carried | found founder
"""


def family(term: str) -> str:
    """Give the family of a term; figures are their own."""
    known = _table().get(term)
    return known or (term if term.isdigit() else next(iter(senses((term,)))))


def families(terms: Iterable[str]) -> frozenset[str]:
    """Give the families of terms."""
    return frozenset(map(family, terms))


@once
def families_of(sentence: Sentence) -> frozenset[str]:
    """Give the families of a sentence's terms."""
    return families(sentence.terms)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Map stems to the first word of their line; that word's sense, where it has one, goes before."""
    found: dict[str, str] = {}
    for line in _FAMILIES.replace("\n", "|").split("|"):
        members = [stem(word) for word in line.split()]
        for member in members:
            found.setdefault(member, next(iter(senses(members[:1]))))
    return found
