"""English verbs of saying, telling, thinking, wanting and judging, with what they govern.

The classes follow the usual division by complement (Levin, *English Verb Classes and
Alternations*, 1993, classes 29 to 37): what a verb can govern decides where its content is.
"""

from __future__ import annotations

from typing import Literal

from tracker.text.stopwords import word_set

Kind = Literal["say", "tell", "think", "want", "judge", "seem", "speak"]


LEMMAS: dict[Kind, str] = {
    # Governs a clause or a quotation.
    "say": """acknowledge add admit affirm agree allege announce answer argue articulate assert assess
        attest bark beg bellow blog blurt boast brag caution chant claim clarify comment complain concede
        conclude confess confide confirm contend continue counter cry declare demonstrate deny determine
        disagree disclose divulge echo elaborate email emphasise emphasize estimate exclaim explain find
        forecast fret gasp gloat groan grumble gush highlight hint holler illustrate imply indicate
        insinuate insist interject intone jeer jest joke lament maintain mention moan murmur muse mutter
        note object observe opine plead point post preach predict proclaim profess pronounce protest quip
        rant rave reaffirm recall reckon recommend recount reiterate rejoin relate relay remark repeat reply
        report respond restate retort retweet reveal roar rule say scoff scream shout show shriek sigh
        signal snap sneer speculate state stipulate stress suggest summarise summarize swear tease testify
        thunder trumpet tweet underline underscore utter verify voice volunteer vow wail whine whisper write
        yell""",
    # Governs a hearer, then a clause.
    "tell": """advise ask assure beseech brief command convince counsel encourage exhort implore inform
        instruct invite notify persuade press reassure remind tell warn""",
    # Governs a clause, and is a state of mind.
    "think": """anticipate appreciate assume believe conceive consider contemplate decide deem discern
        discover doubt dream envisage envision expect fear feel figure foresee grasp guess hope imagine
        infer know learn marvel notice perceive ponder presume realise realize reason recognise recognize
        regret remember resent see sense surmise suspect think trust understand wonder worry""",
    # Governs an infinitive or a thing wished for.
    "want": """aim appeal aspire attempt call choose crave decline demand desire favor favour hate hesitate
        intend long love mandate offer opt order plan pledge plot prefer prepare promise propose refuse
        request resolve seek solicit threaten undertake urge vote want wish yearn""",
    # Governs a thing or a person that is judged or spoken of.
    "judge": """abhor accept acclaim accuse admire admonish adopt advocate applaud approve assail attack
        attribute back bash bemoan berate blame blast brand cast castigate celebrate censure challenge
        champion characterise characterize charge chastise cheer cite commend compare condemn contradict
        credit criticise criticize critique debate debunk decry defend define demean denigrate denounce
        depict deplore deride describe despise detail detest diagnose disavow discount discredit discuss
        dislike dismiss disown disparage dispute downplay dub embrace endorse equate espouse evaluate
        excoriate excuse fault flatter greet hail heckle identify ignore impugn insult interpret invoke
        justify label lambast lambaste lampoon laud liken list malign mock name nominate oppose outline
        paint pan parrot pillory pitch portray praise question quote rank rap rate rebuff rebuke rebut refer
        refute regard reject renounce repudiate ridicule salute savage scold scorn shun skewer slam smear
        spurn support tar taunt thank title tout trash validate view vilify vindicate welcome""",
    # Governs an infinitive or a clause; whose impression it is stays unsaid.
    "seem": "seem appear",
}

IRREGULAR = {
    "beseech": "beseeches besought beseeching",
    "cast": "casts casting",
    "choose": "chooses chose chosen choosing",
    "dream": "dreams dreamed dreamt dreaming",
    "feel": "feels felt feeling",
    "find": "finds found finding",
    "forecast": "forecasts forecasting",
    "foresee": "foresees foresaw foreseen foreseeing",
    "hear": "hears heard hearing",
    "know": "knows knew known knowing",
    "learn": "learns learned learnt learning",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "show": "shows showed shown showing",
    "speak": "speaks spoke spoken speaking",
    "swear": "swears swore sworn swearing",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "undertake": "undertakes undertook undertaken undertaking",
    "understand": "understands understood understanding",
    "write": "writes wrote written writing",
}
DOUBLED = word_set("admit brag dub fret opt pan plan plot prefer quip rap rebut refer regret slam snap tar")
"""Verbs that double their last letter: "planned"."""

NOUN_LEMMAS = """aim answer appeal attack attempt back blame blast blog boast brand call cast caution
    challenge champion chant charge cheer claim comment complain counter credit cry debate decline demand
    desire detail dispute doubt dream email estimate excuse fault favor favour fear feel figure find
    forecast gasp groan hate highlight hope insult jeer joke label lament list long love mandate mention
    moan murmur name note object offer order paint pan pitch plan pledge plot point post praise prefer press
    promise protest question quote rank rap rate reason rebuke regard regret remark reply report request
    resolve respond retort reveal roar rule scorn scream see sense shout show sigh signal smear snap sneer
    state stress support taunt tease thunder title trumpet trust tweet view voice volunteer vote vow welcome
    whisper wish worry"""
"""Written as a noun as often as a verb: a verb only where a clause or an object follows."""

STRICT = word_set(
    """add agree answer appear assess comment confirm consider continue counter decide demonstrate deny
        determine disagree discover echo email emphasise emphasize estimate expect explain feel figure find
        forecast hate hear highlight hint illustrate imagine imply indicate know learn love maintain mention
        note notice object observe offer order point post press realise realize reason recall recognise
        recognize recommend reflect regret relate remember repeat reply report request respond reveal rule
        see seem sense show signal snap state stress suggest trust tweet underline underscore understand
        verify voice volunteer write""",
)
"""Takes a thing as easily as a clause ("added a wing"): only a clause or a quotation counts."""

INTENDING = word_set("aim aspire attempt choose hesitate long opt prepare resolve yearn")
"""Verbs that are an intention only with an infinitive: "aims to"."""

PREPOSITIONAL: dict[str, frozenset[str]] = {
    lemma: word_set(prepositions)
    for lemma, prepositions in {
        "agree": "with on to that",
        "allude": "to",
        "apologise": "for to",
        "apologize": "for to",
        "appeal": "to for",
        "approve": "of",
        "argue": "for against",
        "ask": "for about",
        "believe": "in",
        "boast": "of about",
        "brag": "about",
        "campaign": "for against",
        "care": "about",
        "comment": "on",
        "complain": "about of",
        "disagree": "with about",
        "disapprove": "of",
        "dream": "of about",
        "dwell": "on",
        "elaborate": "on",
        "focus": "on",
        "hear": "about of",
        "hint": "at",
        "hope": "for",
        "inquire": "about",
        "insist": "on",
        "joke": "about",
        "know": "about of",
        "lean": "toward towards",
        "learn": "about of",
        "lobby": "for against to",
        "long": "for",
        "look": "for forward",
        "object": "to",
        "opt": "for",
        "point": "to out at",
        "push": "for back",
        "rail": "against",
        "react": "to",
        "refer": "to",
        "reflect": "on",
        "reply": "to",
        "respond": "to",
        "rule": "out",
        "side": "with",
        "speak": "about against for of out",
        "speculate": "about on",
        "subscribe": "to",
        "sympathise": "with",
        "sympathize": "with",
        "talk": "about of up",
        "think": "about of",
        "vote": "for against to",
        "wait": "for",
        "warn": "of about against",
        "wonder": "about",
        "worry": "about",
        "write": "about",
    }.items()
}
"""Verbs that govern a thing through one of these prepositions."""
