"""Nouns and adjectives of saying and thinking, with the words that lead to what is said or thought."""

from __future__ import annotations

from tracker.text.stopwords import word_set

_NOUNS: dict[str, str] = {
    "that": """accusation acknowledgement acknowledgment admission allegation announcement argument
        assertion assessment assumption assurance belief certainty claim complaint concern conclusion
        confidence confirmation consensus contention conviction declaration demand denial disclosure doubt
        estimate expectation fear feeling finding forecast guarantee hint hope idea impression insistence
        intention notion observation opinion perception pledge prayer prediction premise promise proof
        proposal remark reminder revelation ruling rumor rumour sense sentiment signal speculation statement
        stipulation suggestion suspicion testimony theory thesis thought threat understanding verdict view
        vow warning worry""",
    "to": """agreement ambition aspiration call commitment decision demand desire determination eagerness
        intention invitation objection offer opposition plan pledge promise proposal reaction readiness
        reference refusal reluctance request resistance resolve threat tribute unwillingness vow willingness
        wish""",
    "for": """admiration advocacy affection appeal argument backing call case concern contempt demand desire
        disdain disregard endorsement enthusiasm expectation hope love passion plan plea praise preference
        prescription proposal push recommendation request respect support sympathy vote""",
    "of": """acceptance accusation acknowledgement acknowledgment allegation approval assessment
        characterisation characterization claim complaint condemnation criticism critique defence defense
        denial denunciation depiction description disapproval discussion dismissal distrust embrace
        endorsement estimate expectation fear hatred hope interpretation knowledge memory mention opinion
        perception portrayal praise prediction promise recollection rejection scepticism skepticism support
        suspicion talk threat understanding view warning""",
    "about": """allegation anger announcement anxiety apprehension assertion assumption boast claim comment
        complaint concern conversation curiosity debate discussion doubt excitement fear feeling joke lie
        misgiving news opinion optimism pessimism question remark reservation rhetoric rumor rumour
        scepticism skepticism speculation statement story suspicion talk thought tweet uncertainty unease
        view warning worry""",
    "on": """assault attack comment emphasis focus insistence opinion position remark stance statement
        thought view""",
    "against": """accusation allegation argument attack charge complaint grievance lawsuit opposition
        prejudice protest rhetoric vote warning""",
    "with": "agreement anger disagreement disappointment disgust dissatisfaction frustration satisfaction",
    "at": "anger disgust frustration outrage",
    "over": "anger anxiety concern outrage unease worry doubt",
    "toward": "anger attitude hostility",
    "towards": "anger attitude hostility",
    "in": "belief confidence faith interest trust",
}


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def _frames(listed: dict[str, str]) -> dict[str, frozenset[str]]:
    """Turn lists by the word that follows into a table by noun, singular and plural."""
    found: dict[str, set[str]] = {}
    for link, nouns in listed.items():
        for noun in nouns.split():
            for form in (noun, _plural(noun)):
                found.setdefault(form, set()).add(link)
    return {form: frozenset(links) for form, links in found.items()}


NOUNS = _frames(_NOUNS)
"""Noun → what leads to its content: "her claim that …", "his support for …"."""

_STATES: dict[str, str] = {
    "that to": """adamant afraid angry anxious aware certain clear concerned confident convinced delighted
        determined disappointed eager excited fearful frustrated furious glad grateful happy hesitant
        hopeful inclined keen loath optimistic pleased positive proud ready relieved reluctant sad sceptical
        shocked skeptical sorry sure surprised thrilled unable unhappy unsure unwilling upset wary willing
        worried""",
    "of": """afraid ashamed aware certain confident contemptuous convinced critical disdainful dismissive
        distrustful fearful fond hopeful ignorant jealous mindful proud sceptical skeptical supportive sure
        suspicious tired unaware unsure wary weary""",
    "about": """adamant ambivalent angry anxious apprehensive cautious clear concerned confident curious
        enthusiastic excited furious happy hopeful nervous optimistic passionate pessimistic sceptical
        serious skeptical sure uneasy unhappy unsure upset vocal wary worried""",
    "to": "committed hostile loyal opposed receptive sympathetic open averse",
    "in": "interested confident disappointed",
    "with": """angry comfortable disappointed disgusted disillusioned dissatisfied frustrated happy
        impatient impressed obsessed pleased satisfied uncomfortable unhappy""",
    "by": "alarmed angered appalled disappointed encouraged frustrated impressed offended troubled outraged",
    "on": "bullish bearish keen focused intent",
    "over": "angry divided upset",
    "for": "grateful sorry eager",
    "how why whether what if": "unsure sure certain curious aware clear uncertain",
}
STATES: dict[str, frozenset[str]] = {}
"""Adjective of a state of mind → what leads to its content: "is confident that …"."""
for _links, _adjectives in _STATES.items():
    for _adjective in _adjectives.split():
        STATES[_adjective] = STATES.get(_adjective, frozenset()) | word_set(_links)

LINKING = word_set(
    """'re 's am are aren't aren’t be became become becomes becoming been being feel feeling feels felt get
        gets got grew grow grows is isn't isn’t made make makes making remain remained remaining remains
        sound sounded sounds stay stayed stays was wasn't wasn’t were weren't weren’t""",
)
"""Verbs that join a subject and an adjective."""

LIGHT = word_set(
    """announce announced announces announcing deliver delivered delivers express expressed expresses
        expressing gave give given gives giving had harbor has have having held hold holds issue issued
        issues issuing launch launched launches made make makes making offer offered offers pose posed raise
        raised raises raising reaffirmed reiterate reiterated reiterates renew renewed repeat repeated
        repeating repeats reveal revealed share shared shares sharing show showed shows signal signaled
        stated underscored unveil unveiled unveils voice voiced voices voicing""",
)
"""Verbs whose subject is who has the opinion of the noun behind them: "voiced support for"."""
