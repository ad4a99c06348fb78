"""The words by which English tells what follows from news, how great it is and what it stands for.

All patterns are for small letters, and none begins within a word.
"""

from __future__ import annotations

import re

# To look at the start first takes a fifth of the time.
_START = "(?<![a-z])"
_MODAL = r"(?:would|could|might|may|will|can)(?: (?:(?:most )?\w+ly|also|not|now|soon|then))? "
_OUTLOOK = r"(?<!not )(?:likely|expected|set|bound) to "
# Many or few of something: what a thing is left without, or who is.
_COUNT = r"(?:\d|hundreds|thousands|tens of|millions|many|most|some|(?:\w+ ){0,2}(?:people|families|workers))"
_BEREFT = (
    rf"(?:{_COUNT}|(?:\w+ ){{1,4}}(?:without|with (?:no|less|fewer)|unable|exposed|vulnerable|stranded"
    r"|homeless|in limbo|open to))"
)
_RESULT = (
    r"(?:mean(?! to\b)|lead to|force|cost|threaten|affect|cause|trigger|hurt|harm|disrupt|undermine"
    rf"|jeopardi[sz]e|leave {_BEREFT}"
    r"|prevent|reshape|strand|halve|double|deprive|endanger|destabili[sz]e|weaken|strengthen|deepen"
    r"|worsen|fuel|complicate|embolden|flip|topple|overturn|reverse|collapse|expire|run out(?! of steam)"
    r"|fall short"
    r"|go (?:bust|bankrupt|out of business|hungry|unpaid)|spell (?:the end|trouble|disaster)|come under"
    r"|have (?:an? |no )?(?:\w+ )?(?:impact|effects?|consequences|implications|bearing)"
    r"|result in|pave the way|open the (?:door|way)|clear the way|make it (?:harder|easier|impossible)"
    r"|set a precedent|lose|derail|delay|drive|cripple|ruin|tip the|decide (?:control|the outcome|the fate)"
    r"|push (?!back|for|out|through|ahead|on\b)|put (?:\w+ ){1,6}(?:at risk|in danger|in doubt|out of)"
    r"|be (?:the )?(?:felt|forced|unable|left|barred|stripped|cut|sentenced|jailed|fined|wiped out|deciding"
    r"|decisive|deported|evicted|struck down|overturned|invalidated|destroyed|dire|worse|catastrophic"
    r"|a disaster|no longer)"
    r"|no longer \w|(?:get|become|be) (?:\w+ )?(?:harder|easier|costlier|scarcer|scarce|dearer|cheaper|worse"
    r"|impossible)"
    r"|face (?:an? )?(?:\w+ )?(?:charges|fines?|jail|prison|shortages?|delays?|cuts?|closure|backlash|penalt"
    r"|sanctions|deportation|extinction|the loss|up to|(?:at least )?\w+ years))\b"
)
_SAID = (
    r"mean(?:s|ing) (?:that )?[^.;]{3,80}? (?:will|would|can|could|may|might|must|no longer|cannot|unable)\b"
    r"|which means (?!they\b|he\b|she\b)|making it (?:harder|easier|impossible|more)\b"
    r"|at stake\b|the stakes (?:are|were|have|could)\b|at risk of\b|why it matters:"
    r"|(?:puts?|putting) (?:\w+ ){1,6}(?:at risk|in danger|in doubt|on (?:a|the) path)\b"
    r"|risk(?:s|ed|ing) (?:\w+ing|a|new|further|more)\b"
    r"|(?:an?|pos\w+|existential|serious|growing|profound|direct) threats? to"
    r" (?:the |its |his |her |our |their |public |national |human |global |democra|life|lives|peace"
    r"|\w+ (?:security|safety|health|jobs|rights|species))"
    r"|threatens (?!to (?:\w+ )?(?:keep|veto|sue|quit|fire|block|impose|leave|withdraw"
    r"|send|use|shut|strike|resign|walk|boycott|release|take|kill|hit|cut)\b)"
    r"|jeopardi[sz]\w|(?:in|into) jeopardy\b"
    r"|(?:consequences?|implications?|repercussions) (?:of|for) (?!(?:his|her|their|my|your) act)"
    r"|(?:devastating|profound|lasting|dire|severe|huge) (?:\w+ )?(?:impact|effects?|consequences|toll"
    r"|damage)\b"
    r"|(?:re)?open(?:s|ed|ing)? the (?:question|debate) (?:of|over|about)\b"
    r"|ramifications\b|repercussions\b|far-reaching\b|turning point\b"
    r"|(?:a|dangerous|new) precedent\b|rais(?:es?|ed|ing) (?:the (?:stakes|prospect)"
    r"|(?:\w+ )?(?:questions (?:about|over)|concerns?|fears?|doubts?|hopes?))\b"
    r"|(?:clear|pav|open)ing (?:an?|the) (?:path|way|door|rift)\b|(?<=.{20})on the line\b"
    r"|(?<!for )(?<!no )fears? (?:that|of)\b|(?<!that )matters because\b|livelihoods?\b|watershed\b"
    r"|(?:an?|another|the|latest) (?:(?![\d-])[\w-]+ ){0,3}(?:blow|setback|boost|boon|lifeline"
    r"|rebuke) (?:to|for)\b"
    r"|(?:an?|another|first|major|big|huge|political|key) (?:\w+ ){0,2}(?:win|victory|defeat) for\b"
    r"|(?:burden|strain) on\b|balance of power\b|(?:hang\w*|hung) in the balance\b"
    r"|chang(?:es|ed|ing) the (?:price|course|face|rules|way)\b|hing(?:es?|ing) on\b"
    r"|(?:steps?|inch\w*|edg\w+|mov\w+|brings?|push\w*) (?:[\w’'-]+ ){0,4}closer to\b"
    r"|(?:on|to|from) the (?:brink|verge) of\b|deciding vote\b"
    r"|(?:cement|solidif|entrench)\w* (?:[\w’'-]+ ){1,4}(?:majority|control|hold|grip|rule|lead|power)\b"
    r"|(?:adding|adds|added) to (?:the )?(?:\w+ )?(?:fears|pressure|concerns?|uncertainty|doubts)\b"
    r"|(?:heighten|inflam|stok|escalat|deepen|intensif)\w+ (?:(?:the|a|its|their) (?:\w+ )?(?:divide|rift"
    r"|crisis|uncertainty|conflict|pressure|war)|(?:the |a |its |their )?(?:fears|tensions?|concerns?))\b"
    r"|an? (?:\w+ )?escalation (?:of|in)\b"
    r"|warn(?:s|ed|ing)? (?:[^.,;]{2,60} )?(?:that|of) [^.;]{3,100}?(?:will|would|could|may|might|risk|unless"
    r"|consequences|shortages?|collapse|disaster|dangers?|war)\b"
)
_LOSS = (
    r"out of (?:work|a job|their homes)\b|(?:left|leav\w+|made) (?:[\w-]+ ){1,6}homeless\b"
    r"|(?:job|jobs) (?:losses|cuts)\b|layoffs\b"
    r"|without (?:power|electricity|heating|food|pay|insurance|shelter|fuel|health care"
    r"|(?:clean |running |drinking )?water (?:and|or|for|in|since))\b"
    r"|in (?:urgent |dire |desperate |acute )?need of\b"
    r"|(?:million|billion|thousand|\d)(?: \w+)? (?:worth )?(?:in|of) (?:\w+ )?"
    r"(?:damages?|losses|lost|cuts|aid)\b|loss of (?:\w+ ){0,2}(?:\d[\d,]*|hundreds|thousands)"
    r"|fac(?:es?|ing) (?:up to|life|the death penalty|(?:a|the) (?:maximum|possible|prospect|risk)"
    r"|(?:\w+[ -]){0,3}(?:charges?|counts?|trial|sentences?|prison|jail|fines?|bankruptcy|shortages?))\b"
    r"|if (?:he is |she is |they are )?(?:convicted|found guilty)\b|punishable by\b"
    r"|carr(?:y|ies) (?:a|an|the) (?:maximum|minimum|mandatory|sentence|penalty|term|fine)\b"
    r"|(?:affect|displac|strand|endanger)(?:s|es|ed|ing)? (?:some |about |around |nearly |more than "
    r"|at least )?(?:\d|hundreds|thousands|millions)"
    r"|(?:people|families|homes|residents|customers|workers|passengers|households|children) (?:were|are|was"
    r"|have been|remain(?:ed)?) (?:\w+ )?(?:without|displaced|evacuated|homeless|stranded|trapped"
    r"|unemployed)\b"
    r"|(?:secur|guarante|clinch|assur)(?:es?|ed|ing|eing|eed)? (?:\w+ ){1,4}"
    r"(?:place|spot|berth|title|promotion)\b"
    r"|miss the (?:rest|final|remainder|last|first|next|world|start)\b"
    r"|end(?:s|ed|ing) (?:his|her) season\b"
)
# An effect in figures, or what would be without a thing.
_EFFECT = (
    r"(?:would|could|will|may|might) (?:\w+ly )?(?:raise|cut|reduce|increase|lower|add|save|protect|spare)"
    r" [^.;]{3,80}?\d"
    r"|without [^,.;]{2,60}, [^.;]{3,160}? (?:would|could|will|cannot)\b"
    r"|(?:will|would) (?:be|become) the (?:first|only) (?:[\w’'-]+ ){1,5}(?:to|in)\b"
    r"|(?:decision|ruling|order|law|bill|vote|verdict|deal|measure) (?:that|which) (?:would |could |will )?"
    r"(?:suspend|end|halt|block|bar|clear|allow|invalidat|overturn|strip|forc|restor|leav)\w*"
    r"|would (?:(?:also|then|ultimately) )?(?:make (?:[\w’'-]+ ){1,5}the (?:first|only)"
    r"|have to (?:close|shut|stop|leave|pay|sell))\b"
)
_AFTERMATH = (
    r"(?:caus|trigger|spark|prompt|lead|led)(?:es|s|ed|ing)?(?: to)? (?:[\w-]+ ){0,3}(?:shortages?|delays"
    r"|closures?|evacuations?|disruptions?|panic|protests|layoffs|losses|outages?|shutdowns?|outcry|backlash"
    r"|scramble|outrage|unrest|fears|calls for)\b"
    r"|(?:has|have|had) (?:\w+ly )?(?:driven up|pushed (?:up|down)|forced|led to|triggered|worsened|deepened"
    r"|undermined|weakened|disrupted|devastated|crippled|paralysed|paralyzed)\b"
    r"|(?<=, )(?:\w+ly )?(?:stranding|disrupting|displacing|crippling|devastating|paraly[sz]ing|halting"
    r"|endangering|erasing|depriving|denying|wiping out|knocking out|cutting off"
    r"|leaving (?:\d[\d,]*|hundreds|thousands|millions|many|(?:\w+ ){1,4}(?:without|with|unable|homeless|in))"
    r"|forcing|triggering|sparking|fuel(?:l)?ing|hampering|delaying|jeopardi[sz]ing|costing)\b"
    r"|(?<!under )renew(?:s|ed|ing) (?:\w+ )?(?:calls|fears|concerns?|debate|pressure)\b"
    r"|(?:shares|stocks?|stock markets?|futures|currency|pound|dollar|euro|yen) (?:[\w’',-]+ ){0,6}"
    r"(?:fell|rose|plunged|sank|tumbled|slid|slumped|jumped|soared|dropped|took a hit)\b"
)
# What names a consequence or a stake outright.
STRONG = re.compile(f"{_START}(?:(?:{_MODAL}|{_OUTLOOK}){_RESULT}|{_SAID}|{_LOSS}|{_EFFECT}|{_AFTERMATH})")

_GREAT = r"(?:largest|biggest|deadliest|worst|highest|lowest|costliest|longest|steepest|sharpest|strongest)"
# How great a thing is by what was before, and what it stands for.
MEASURE = re.compile(
    rf"{_START}(?:(?:major|big|significant|symbolic|crucial|greater) (?:step|shift|setback|blow|victory"
    r"|change|defeat|challenge)\b"
    r"|mark(?:s|ed|ing)? (?:the|an?) (?:\w+ )?(?:first|end|shift|escalation|departure"
    r"|reversal)\b"
    r"|for the first time (?:since|in (?:history|decades|years|a (?:decade|generation)"
    r"|(?:[\w-]+ ){1,3}(?:years|decades|months|history)))\b"
    r"|for only the (?:first|second|third|fourth) time\b|mak(?:e|es|ing) history\b"
    r"|make (?:him|her|them) the first\b"
    r"|(?<!took )(?<!of the )first (?:[\w’'-]+ ){0,6}(?:since|ever|in (?:[\w’']+ ){0,3}history)\b"
    r"|(?<!of the )(?:first|only) (?:[\w’'-]+ ){1,3}to (?:have|win|hold|serve|reach|lead|become)\b"
    rf"|{_GREAT} (?:such|single)\b|{_GREAT} (?:[\w’'-]+ ){{0,6}}(?:since|ever|on record|in history"
    r"|in (?:more than |at least |over |nearly |about )?[\w-]+ (?:years|decades|months)"
    r"|in (?:living memory|a (?:generation|decade|century))|of its kind)\b"
    r"|test case\b|bellwether|barometer\b|litmus test\b|crossroads\b|pivotal\b|game[- ]changer\b"
    r"|(?:seen|viewed|regarded) as (?:an? |the |crucial|key)(?:\w+ )?(?:tests?|proxy|sign|steps?|threat"
    r"|warning|victory|win|setback|referendum|move|rebuke|choice|way)\b"
    r"|(?:highlight|underscor|underlin|expos|illustrat|lays? bare|laid bare|reveal)\w* (?!as )"
    r"(?:[\w’'-]+ ){0,4}(?:difficult|danger|risk|need|divide|rift|threat|tension|failure|weakness|gap"
    r"|vulnerab|depth|extent"
    r"|scale|cost|toll|challenge|problem|fragil)\w*"
    r"|fall(?:s|ing)? short of\b|signal(?:s|l?ing|l?ed) (?:an?|the|that)\b"
    r"|uncertain future\b|future (?:is|was|remains|looks) (?:\w+ )?(?:uncertain|unclear|bleak|in doubt))"
)
# What tells consequences only where there is something to win or lose.
MILD = re.compile(
    rf"{_START}(?:(?:would|could|might|may|will|can) (?:\w+ly |also |not )?(?:hit|raise|cut|help|allow"
    r"|bring|make|create|save|give|let|require|replace|take|add|limit|ban|stop|block|become"
    r"|end|change|spread|reduce|increase|benefit|protect|deliver|extend|shape|pay)\b"
    r"|crucial (?:to|for|step|role)\b|critical (?:for|to)\b|vital (?:to|for)\b"
    r"|(?:has|have|had) (?:\w+ly )?(?:led to|prompted|sparked|cost|strengthened|claimed)\b"
    r"|unprecedented\b|historic (?!district|building|house|site)"
    r"|landmark (?:\w+ )?(?:ruling|law|case|deal|vote)\b"
    r"|milestone\b|for the first time\b"
    r"|(?:would|could|will|may|might|cannot) [^.,;]{3,100} if\b"
    r"|important (?:for|to|because)\b|impact (?:of|on)\b|depends? on\b|rel(?:y|ies) on\b|unless\b)"
)
# What there is to win or lose.
WEAK = re.compile(
    r"\b(?:jobs?|workers|costs?|prices?|bills?|losses|damages?|households?|families|residents"
    r"|patients|customers"
    r"|passengers|commuters|economy|economic|trade|safety|health|security|rights|lives|supply|supplies"
    r"|shortages?|taxpayers?|future|taxes|budget|insurance|votes?|voters|majority|elections?|seats"
    r"|risks?|affect(?:s|ed|ing)?|threats?|delays?|billion|million|thousands|per cent|percent"
    r"|hospitals?|schools?|students|children|homes|protections?|species|climate|sanctions|nuclear"
    r"|farmers|pensions?|wages|rents?|peace|war|troops|prison)\b|%"
)
