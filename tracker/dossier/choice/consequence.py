"""How plainly a sentence tells what follows from the news, or how great it is; by the words for it."""

from __future__ import annotations

import re

# The patterns are for small letters. None begins within a word: to look at that first takes a fifth of
# the time.
_START = "(?<![a-z])"
_MODAL = r"(?:would|could|might|may|will|can)(?: (?:\w+ly|also|not|now))? "
_OUTLOOK = r"(?<!not )(?:likely|expected|set|bound) to "
# Many or few of something: what a thing is left without, or who is.
_COUNT = r"(?:\d|hundreds|thousands|tens of|millions|many|most|some|(?:\w+ ){0,2}(?:people|families|workers))"
_RESULT = (
    r"(?:mean|lead to|force|cost|threaten|affect|cause|trigger|hurt|harm|disrupt|undermine|jeopardi[sz]e"
    rf"|leave (?:{_COUNT}|(?:\w+ ){{1,4}}(?:without|with (?:no|less|fewer)|unable|exposed|vulnerable))"
    r"|prevent|reshape|strand|halve|double|deprive|endanger|destabili[sz]e|weaken|strengthen|deepen"
    r"|worsen|fuel|complicate|embolden|flip|topple|overturn|reverse"
    r"|have (?:an? |no )?(?:\w+ )?(?:impact|effects?|consequences|bearing)"
    r"|result in|pave the way|open the (?:door|way)|clear the way|make it (?:harder|easier|impossible)"
    r"|set a precedent|lose|derail|delay|push|drive|cripple|ruin"
    r"|be (?:felt|forced|unable|left|barred|stripped|cut|sentenced|jailed|fined|wiped out)"
    r"|(?:get|become|be) (?:\w+ )?(?:harder|easier|costlier|scarcer|scarce|dearer|cheaper|worse|impossible)"
    r"|face (?:charges|fines?|jail|prison|shortages?|delays?|cuts?|closure|the loss|up to"
    r"|(?:at least )?\w+ years))\b"
)
_SAID = (
    r"mean(?:s|ing) that\b|which means (?!they\b|he\b|she\b)|making it (?:harder|easier|impossible|more)\b"
    r"|at stake\b|the stakes\b|at risk of\b|(?:puts?|putting) (?:\w+ ){1,6}(?:at risk|in danger|in doubt)\b"
    r"|risk(?:s|ed|ing) (?:\w+ing|a|new|further|more)\b|threat(?:ens?)? to\b|threatens\b"
    r"|jeopardi[sz]\w|(?:in|into) jeopardy\b"
    r"|(?:consequences?|implications?|repercussions) (?:of|for) (?!(?:his|her|their|my|your) act)"
    r"|(?:devastating|profound|lasting|dire|severe|huge) (?:impact|effects?|consequences|toll|damage)\b"
    r"|ramifications\b|far-reaching\b|turning point\b"
    r"|(?:a|dangerous|new) precedent\b|rais(?:es?|ed|ing) (?:the (?:stakes|prospect)"
    r"|(?:\w+ )?(?:questions (?:about|over)|concerns?|fears?|doubts?))\b"
    r"|(?:clear|pav|open)ing (?:an?|the) (?:path|way|door|rift)\b|on the line\b"
    r"|fears? (?:that|of)\b|matters because\b|livelihoods?\b|watershed\b|(?:blow|setback|boost) (?:to|for)\b"
    r"|(?:burden|strain) on\b|balance of power\b"
    r"|chang(?:es|ed|ing) the (?:price|course|face|rules|way)\b|hing(?:es?|ing) on\b"
)
_LOSS = (
    r"out of (?:work|a job|their homes)\b|homeless\b|job losses\b"
    r"|without (?:power|electricity|water|heating|food|pay|insurance|shelter|fuel|health care)\b"
    r"|in (?:urgent |dire |desperate |acute )?need of\b"
    r"|(?:million|billion|thousand|\d)(?: \w+)? (?:worth )?(?:in|of) (?:\w+ )?"
    r"(?:damages?|losses|lost|cuts|aid)\b"
    r"|fac(?:es?|ing) (?:up to|life|the death penalty|(?:a|the) (?:maximum|possible|prospect|risk)"
    r"|(?:\w+[ -]){0,3}(?:charges?|counts?|trial|sentences?|prison|jail|fines?|bankruptcy|shortages?))\b"
    r"|carr(?:y|ies) (?:a|an|the) (?:maximum|minimum|mandatory|sentence|penalty|term|fine)\b"
    r"|affect(?:s|ed|ing)? (?:some |about |around |nearly |more than |at least )?"
    r"(?:\d|hundreds|thousands|millions)"
    r"|(?:secur|guarante|clinch|assur)(?:es?|ed|ing|eing|eed)? (?:\w+ ){1,4}"
    r"(?:place|spot|berth|title|promotion)\b"
)
# An effect in figures, or what would be without a thing.
_EFFECT = (
    r"(?:would|could|will|may|might) (?:\w+ly )?(?:raise|cut|reduce|increase|lower|add|save|protect|spare)"
    r" [^.;]{3,80}?\d"
    r"|without [^,.;]{2,60}, [^.;]{3,160}? (?:would|could|will|cannot)\b"
)
_AFTERMATH = (
    r"(?:caus|trigger|spark|prompt|lead|led)(?:ed|ing)?(?: to)? (?:\w+ ){0,3}(?:shortages?|delays|closures?"
    r"|evacuations?|disruptions?|panic|protests|layoffs|losses|outages?|shutdowns?)\b"
)
_GREAT = r"(?:largest|biggest|deadliest|worst|highest|lowest|costliest|longest|steepest|sharpest|strongest)"
_MEASURE = (
    r"(?:major|big|significant|symbolic|crucial|greater) (?:step|shift|setback|blow|victory|change"
    r"|defeat|challenge)\b"
    r"|marks? (?:the|an?) (?:first|end|start|beginning|shift|escalation)\b"
    r"|for the first time (?:since|in (?:history|decades|years|a (?:decade|generation)"
    r"|(?:[\w-]+ ){1,3}(?:years|decades)))\b"
    r"|for only the (?:first|second|third|fourth) time\b"
    r"|first (?:[\w’'-]+ ){0,6}(?:since|ever|in history)\b"
    r"|(?<!of the )(?:first|only) (?:[\w’'-]+ ){1,3}to (?:have|win|hold|serve|reach|lead|become)\b"
    rf"|{_GREAT} (?:such|single)\b|{_GREAT} (?:[\w’'-]+ ){{0,6}}(?:since|ever|on record|in history"
    r"|in (?:more than |at least |over )?[\w-]+ (?:years|decades|months)"
    r"|in the (?:country|world|nation|region)|of its kind)\b"
)
# What names a consequence, or the measure of a thing, outright.
_STRONG = re.compile(
    f"{_START}(?:(?:{_MODAL}|{_OUTLOOK}){_RESULT}|{_SAID}|{_LOSS}|{_EFFECT}|{_AFTERMATH}|{_MEASURE})"
)
# What does so only where there is something to win or lose.
_MILD = re.compile(
    rf"{_START}(?:(?:would|could|might|may|will|can) (?:\w+ly |also |not )?(?:hit|raise|cut|put|help|allow"
    r"|bring|make|create|save|give|let|require|replace|take|add|limit|ban|stop|block|become|remain"
    r"|end|change|spread|reduce|increase|benefit|protect)\b|crucial\b|critical (?:for|to)\b|vital\b"
    r"|(?:(?<!would )(?<!could )(?<!might )(?<!may )have|has|had) (?:\w+ly )?"
    r"(?:driven up|pushed (?:up|down)|forced|led to|prompted|sparked|triggered"
    r"|cost|disrupted|worsened|deepened|undermined|weakened|strengthened|claimed)\b"
    r"|unprecedented\b|historic\b|landmark\b|sweeping\b|milestone\b|for the first time\b"
    rf"|{_GREAT}\b|most (?:\w+ ){{1,3}}since\b|(?:first|second|third|fourth|fifth|sixth|seventh"
    r"|tenth|\d{1,3}(?:st|nd|rd|th)) (?:\w+ ){1,4}since\b"
    r"|(?:would|could|will|may|might|cannot) [^.,;]{3,100} if\b"
    r"|(?:twice|times) (?:what|as (?:much|many)|the|its|their)\b"
    r"|warn(?:s|ed|ing)?\b|depends? on\b|rel(?:y|ies) on\b|unless\b|otherwise\b|so that\b"
    r"|expected to\b|likely to\b|impact (?:of|on)\b|important (?:for|to|because)\b|significan\w+\b)"
)
# What there is to win or lose.
_WEAK = re.compile(
    r"\b(?:jobs?|workers|costs?|prices?|bills?|losses|damages?|households?|families|residents"
    r"|patients|customers"
    r"|passengers|commuters|economy|economic|trade|safety|health|security|rights|lives|supply|supplies"
    r"|shortages?|taxpayers?|future|taxes|budget|insurance|votes?|voters|majority|elections?|seats"
    r"|risks?|affect(?:s|ed|ing)?|threats?|delays?|billion|million|thousands|per cent|percent"
    r"|hospitals?|schools?|students|children|homes|protections?|species|climate|sanctions|nuclear"
    r"|farmers|pensions?|wages|rents?|peace|war|troops|prison)\b|%"
)
# "Any plans that could harm a bird": what a rule is about, not what follows from the news.
_SUPPOSED = re.compile(r"\b(?:any|every|each|whether|if) (?:[\w’'-]+ ){1,3}(?:that |which |who )?$")
# "In 1955 …": what is told of other times.
_LONG_AGO = re.compile(r"\b(?:in|of|by|during) (?:\w+ ){0,2}((?:1[5-9]|20)\d\d)\b", re.IGNORECASE)
# So many words for what there is to win or lose make up for a mild word of consequence; with fewer a
# sentence is half as plain.
ENOUGH = 2
HINTED = 0.5


def stakes(text: str) -> float:
    """Score how plainly a sentence tells a consequence: 0, `HINTED`, or 1 to 2.

    It needs a strong word, or a mild one and two that say what there is to win or lose; with one of
    these it hints at it. The words are English.
    """
    small = text.casefold()
    strong = _different(_STRONG, small)
    if not strong and not _MILD.search(small):
        return 0.0
    weak = _different(_WEAK, small)
    if strong or weak >= ENOUGH:
        return min(2.0, 0.8 + 0.3 * max(1, strong) + 0.15 * weak)
    return HINTED if weak else 0.0


def long_ago(text: str, year: int) -> bool:
    """Tell whether a sentence tells of an earlier year than the one before `year`."""
    return any(int(found) < year - 1 for found in _LONG_AGO.findall(text))


def _different(pattern: re.Pattern[str], text: str) -> int:
    """Count the different finds of a pattern that are not of something supposed."""
    return len(
        {
            match.group()
            for match in pattern.finditer(text)
            if not _SUPPOSED.search(text, max(0, match.start() - 60), match.start())
        },
    )
