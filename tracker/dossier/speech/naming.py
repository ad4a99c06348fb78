"""What the look of a name says of who bears it: a person, an organisation, a newspaper; its titles."""

from __future__ import annotations

from functools import lru_cache

from tracker.text.lexicon import DEMONYMS
from tracker.text.stopwords import word_set

TITLES = word_set(
    """a.g acting activist actor actress adm admiral ambassador analyst artist assistant attorney author
        banker bishop brigadier candidate capt captain cardinal chair chairman chairperson
        chairwoman chancellor chief clerk cmdr coach col colonel columnist commander commissioner
        congressman congresswoman constable coroner correspondent councillor counsel dame deacon
        democrat deputy det detective director dr economist editor emeritus entertainer executive farmer
        father fellow former founder freshman gen general goalkeeper gov governor historian independent insp
        inspector journalist judge
        justice king lady lawmaker lawyer leader lieutenant linebacker lord lt maj major manager
        mayor mep midfielder minister miss mk mp mr mrs ms msp mx novelist officer owner pastor
        physician pilot pope premier president prime prince princess prof professor prosecutor
        publisher quarterback queen rabbi ranger rear rep representative republican rev reverend
        secretary sen senator senior sergeant sgt sheikh sheriff singer sir speaker spokesman
        spokesperson spokeswoman staff striker supt superintendent treasurer undersecretary vicar
        vice whip writer""",
)
_ORGANISATION = word_set(
    """academy administration agency airlines alliance army assembly association authority bank board
        bureau cabinet center centre chamber charity church club coalition college commission committee
        company confederation congress consortium corp corporation council court department directorate
        exchange federation firm force forum foundation front fund government group guard house inc
        institute institution laboratory labs league ltd ministry mission museum navy network office
        organisation organization panel parliament partnership party police port project research school
        senate service services society team treasury tribunal trust union unit university watch works""",
)


# Newspapers, agencies and stations: they report what others say.
_PRESS = word_set(
    """advertiser argus bulletin chronicle courier daily dispatch examiner gazette gleaner globe herald
        inquirer journal ledger magazine news newspaper observer post press radio register sentinel tabloid
        telegraph times tribune tv weekly wire""",
)
_STATIONS = word_set(
    """aap abc afp ansa ap axios bbc bild bloomberg breitbart buzzfeed cbc cbs cnbc cnn dpa espn euronews
        forbes guardian haaretz huffpost interfax irna itv jazeera msnbc nbc newsday newsweek npr pbs politico
        reuters sky slate spiegel tass tmz upi vox xinhua yonhap"""
)
# "The Sunday Echo", "the Aldan Standard-Times": what no other thing is called.
_EDITIONS = word_set("daily evening sunday weekly")
# Behind a name: no part of it.
_BEHIND = word_set("esq jr kc mbe md mep mp msp obe phd qc sr")
_POSSESSIVES = ("'s", "’s")
PARTICLES = word_set("al bin da de del der di dos du el ibn la le ter van von")
# "Vice President Ana Maria Ruiz": a first and a last name stand behind the titles.
FULL_NAME = 2
_LONGEST_PERSON = 4

# "Thirteen Acme workers", "Western Aldan": before a name, and none of it.
_NO_FIRST_NAMES = word_set(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty hundreds thousands dozens eastern northern southern
        western central plus"""
)
# Names whose look is remembered: those of a long story are looked at again at each version.
# 87 in 100 are known with so many, 88 with four times as many.
_KNOWN = 1 << 11


@lru_cache(maxsize=_KNOWN)
def bare(name: str) -> str:
    """Give the name without titles, article and possessive ending: "the mayor's" → "mayor"."""
    parts = name.strip(" ,.'’“”\"").split()
    if parts and parts[-1].endswith(_POSSESSIVES):
        parts[-1] = parts[-1][:-2]
    while len(parts) > 1 and parts[0].casefold() == "the":
        parts = parts[1:]
    if len(parts) > FULL_NAME and parts[0] in {"U.S.", "US"} and is_organisation(" ".join(parts[1:])):
        parts = parts[1:]
    while len(parts) > FULL_NAME and parts[-1].strip(".,").casefold() in _BEHIND:
        parts = parts[:-1]
    last = max((at for at, part in enumerate(parts[:-1]) if is_title(part)), default=-1)
    behind = parts[last + 1 :]
    return " ".join(parts if is_organisation(" ".join(behind)) else behind)


def is_title(word: str) -> bool:
    """Tell whether a word before a name is a title or an office."""
    plain = word.rstrip(".").casefold().removesuffix("-elect")
    return plain in TITLES or plain.rsplit("-", 1)[-1] in TITLES


@lru_cache(maxsize=_KNOWN)
def is_organisation(name: str) -> bool:
    """Tell whether the name says that it is no person: a word such as "institute", or capitals."""
    parts = name.split()
    return any(
        part.casefold() in _ORGANISATION or (len(part.rstrip(".")) > 1 and part.isupper()) for part in parts
    )


@lru_cache(maxsize=_KNOWN)
def is_person(name: str) -> bool:
    """Tell whether the name looks like a person's: two to four words, none of an organisation."""
    parts = name.split()
    if not FULL_NAME <= len(parts) <= _LONGEST_PERSON or is_organisation(name):
        return False
    if parts[0].casefold() in _NO_FIRST_NAMES:
        return False
    return all(part[0].isupper() or part in PARTICLES for part in parts)


@lru_cache(maxsize=_KNOWN)
def is_press(name: str) -> bool:
    """Tell whether the name is that of a newspaper, an agency or a station."""
    parts = name.casefold().split()
    last = parts[-1].rsplit("-", 1)[-1]
    if last in _PRESS or any(part in _STATIONS for part in parts):
        return True
    return len(parts) > 1 and not _EDITIONS.isdisjoint(parts)


@lru_cache(maxsize=_KNOWN)
def is_crowd(name: str) -> bool:
    """Tell whether the name is that of many who never met: "Republicans", "Exiled Tibetans"."""
    last = name.casefold().rsplit(maxsplit=1)[-1]
    return last in _CROWDS or (last.endswith("s") and last[:-1] in DEMONYMS | _CREEDS)


_CROWDS = word_set("gop champion congressmen lawmakers officials voters")
_CREEDS = word_set(
    """afghan catholic conservative democrat european evangelical green hindu jew kurd labourite liberal
        loyalist nationalist progressive protestant republican serb shiite socialist sunni tibetan tory
        unionist""",
)

# Short forms of first names, with the long form that they share.
_SHORT_FIRST_NAMES = {
    short: long
    for long, listed in {
        "alexander": "alex alec sandy",
        "andrew": "andy drew",
        "anthony": "tony",
        "benjamin": "ben",
        "bernard": "bernie",
        "charles": "charlie chuck",
        "christopher": "chris",
        "daniel": "dan danny",
        "deborah": "deb debbie",
        "douglas": "doug",
        "david": "dave",
        "donald": "don",
        "edward": "ed eddie ted",
        "elizabeth": "liz beth betty",
        "frederick": "fred freddie",
        "gerald": "gerry jerry",
        "gregory": "greg",
        "jacob": "jake",
        "james": "jim jimmy",
        "jeffrey": "jeff",
        "jennifer": "jen jenny",
        "joseph": "joe joey",
        "jonathan": "jon",
        "joshua": "josh",
        "katherine": "kate kathy katie",
        "kenneth": "ken",
        "lawrence": "larry",
        "margaret": "maggie peggy",
        "martin": "marty",
        "matthew": "matt",
        "michael": "mike mick",
        "mitchell": "mitch",
        "nicholas": "nick",
        "pamela": "pam",
        "patricia": "patty tricia",
        "peter": "pete",
        "philip": "phil",
        "raymond": "ray",
        "richard": "rick dick rich",
        "robert": "bob bobby rob",
        "ronald": "ron",
        "russell": "russ",
        "samuel": "sam",
        "stanley": "stan",
        "stephen": "steve steven",
        "susan": "sue",
        "theodore": "theo",
        "thomas": "tom tommy",
        "timothy": "tim",
        "vincent": "vince",
        "walter": "walt",
        "william": "bill will billy",
        "zachary": "zach",
    }.items()
    for short in listed.split()
}


def first_name(name: str) -> str:
    """Give the first name in its long form: "michael" for "Mike Lund"."""
    first = name.casefold().split()[0]
    return _SHORT_FIRST_NAMES.get(first, first)
