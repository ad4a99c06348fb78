"""An attribution → whether somebody states something by it, or only does, may do or undergoes something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.speech import saying
from tracker.text.quotations import quotations
from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from tracker.dossier.speech.attribution import Attribution

# What somebody does, knows or comes upon is told by others: no statement of theirs.
_ACTS = word_set(
    """allude appear attempt attribute brief cast celebrate choose command compare consider continue convince
        decision define diagnose discover document dwell email greet heckle identify ignore imagine inquire
        interpret invite know learn list look name nominate notice paint persuade pitch plot prepare press
        quote rank rate reassure recognise recognize resolve seem sense speak talk tar title trash undertake
        validate verify wait""",
)
# "Ana Ruiz published the plan, showing that …": the plan shows it.
_SHOWN = word_set("demonstrate illustrate imply indicate prove reveal show signal suggest")
# "Ana Ruiz's attack on the town" may be fought with guns, her vote with a ballot.
_DEEDS = word_set(
    """assault assaults attack attacks conversation conversations debate debates discussion discussions
        finding findings invitation joke jokes knowledge lawsuit lawsuits letter memory news push questions
        reaction reference story stories tribute vote votes""",
)
# These are of saying with a clause or a quotation behind them, and of doing with a thing: "added a wing".
_OF_CLAUSES = word_set(
    "add count feel figure find hear order post recall see shout show signal snap trumpet volunteer"
)
# "sees no reason", "sees a need": opinions, without a clause.
_SEEN = re.compile(
    r"(?:no|little|every|a|the)\s+(?:\w+\s)?(?:reason|need|point|sign|evidence|way|chance|risk)\b"
)
_FINITE = (saying.AUXILIARIES | {form for form in saying.VERBS if form not in saying.NOUN_FORMS}) - word_set(
    "not never being been be"
)
_REACH = 8
# "does not say" leaves unsaid; "does not believe" is an opinion.
_DENIED = word_set(
    """accept admit agree anticipate approve aim apologise apologize back believe concede condone criticise
        criticize deny endorse envisage expect favor favour fear foresee hope intend like mind object oppose
        plan promise recommend regret rule support think trust want wish""",
)
_NEGATION = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE)
# What somebody could, may or should say is not said; what somebody had planned is no plan now.
_UNREAL = re.compile(r"\b(?:could|may|might|should|must|need)\b", re.IGNORECASE)
_FORMERLY = re.compile(r"(?:\bhad|['’]d|\bwould have)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:Considering|Given|Assuming|[Ii]f|[Ww]hether|[Uu]nless|[Uu]ntil|[Ww]henever)\s+(?:the\s+)?$"
)
_YET_TO_COME = re.compile(r"\b(?:will|['’]ll|going to)\b", re.IGNORECASE)
_ANNOUNCED = word_set("announce answer decide determine report respond reveal rule testify write")
# "went on to say" is said; "declined to say" is not.
_INFINITIVE = re.compile(r"\bto\s+$")
_WENT_ON = re.compile(
    r"\b(?:go|goes|going|gone|went)\s+on\s+to\s+$|\b(?:continu\w+|proceed\w*|hasten\w*)\s+to\s+$"
)
# "refused to comment", "had no comment": nothing is said.
_WITHHELD = re.compile(
    r"(?:to\s+)?(?:be\s+(?:named|identified|interviewed)|answer|comment|discuss|elaborate|give|identify|name|provide|release"
    r"|respond|say|speak|specify|talk)\b"
)
# "The fire claimed two lives", "claimed a third title".
_TAKEN = re.compile(r"(?:[\w’'-]+\s){0,4}(?:lives?|victims?|victory|titles?|trophy|medals?|crown)\b")
# "A dog thought to be hers": by others.
_THOUGHT_OF = re.compile(r"to\s+(?:be|have)\b")
# "guided the team back to the playoffs": where to, and no backing; "rebels backed by Acme" get arms.
_WHITHER = re.compile(
    r"(?:to|in|into|from|on|onto|at|home|down|up|out|over|then|when|again|together|under|with)\b"
)
_ARMED = re.compile(
    r"\b(?:army|fighters?|forces?|gunmen|insurgents|militants|militias?|rebels?|separatists|troops)"
    r"(?:\s(?:that|who|which))?\W*$"
)
# "said in a statement on Friday": the content is elsewhere.
_WHERE = re.compile(r"(?:in|on|at|during|after|before|by|via|through|from)\b(?!.*\bthat\b)", re.IGNORECASE)
# What holds a verb is no source: "Ana Ruiz signed an order", "the court blocked Acme".
_CLAUSE = re.compile(
    r"[A-Z]\w*\s(?:on\s[A-Z]\w+\s)?[a-z]{3,}ed\s(?:an?|the|his|her|its|their)\s"
    r"|\b(?:[Tt]he|[Aa]n?)\s(?:[a-z]+(?<!ly)|[a-z]+\s[a-z]+\s[a-z]+)\s[a-z]{3,}ed\s(?:the\s)?[A-Z]"
)
# "The judge blocked Acme from …, declaring that …": the judge declares.
_OBJECT = re.compile(r"\b[a-z]{3,}ed\s$")
_NOTHING = re.compile(r"\b(?:no|any|without)\s+(?:immediate\s+|further\s+)?$")
# "is questioning witnesses" is work of the police, "is questioning the need for it" an opinion.
_OPINION = re.compile(r"(?:whether|why|how|if|the|a|an|his|her|its|their)\b")


def tells(found: Attribution, sentence: str, offset: int) -> bool:
    """Tell whether an attribution is a statement of its source.

    `sentence` is the text that it stands in, which starts at `offset` of the attribution's text.
    """
    # A source that was only guessed must at least have spoken, not opposed or wanted something.
    if found.source is None or (found.inherited and found.kind not in {"say", "tell"}):
        return False
    if found.lemma in _ACTS or (found.inherited and found.lemma in _SHOWN):
        return False
    cue = sentence[found.cue[0] - offset : found.cue[1] - offset]
    longest = max(found.content, key=lambda span: span[1] - span[0])
    content = sentence[longest[0] - offset : longest[1] - offset]
    behind = sentence[found.source[1] - offset :]
    if behind.startswith(("'s", "’s")) and found.lemma in _DEEDS:
        return False
    if found.lemma in _OF_CLAUSES and not _introduced(found, sentence, offset):
        return False
    return (
        _is_real(found, cue, sentence[: found.cue[0] - offset])
        and not _SUPPOSED.search(sentence[: found.source[0] - offset])
        and not (cue.casefold().endswith("ing") and _OBJECT.search(sentence[: found.source[0] - offset]))
        and _is_phrase(sentence[found.source[0] - offset : found.source[1] - offset])
        and _governs_statement(found, cue, content)
    )


def _is_phrase(source: str) -> bool:
    """Tell whether a source is a noun phrase, and no clause: "Ana Ruiz on Monday signed an order"."""
    return not _CLAUSE.search(source)


def _is_real(found: Attribution, cue: str, before: str) -> bool:
    """Tell whether it was said: not left unsaid, not merely possible, not what was meant once."""
    if _INFINITIVE.search(before) and not _WENT_ON.search(before):
        return False
    if _NEGATION.search(cue) and found.lemma not in _DENIED:
        return False
    if _UNREAL.search(cue) or (_YET_TO_COME.search(cue) and found.lemma in _ANNOUNCED):
        return False
    if found.lemma.startswith("comment") and _NOTHING.search(before):
        return False
    return not (found.kind == "want" and _FORMERLY.match(cue))


def _introduced(found: Attribution, sentence: str, offset: int) -> bool:
    """Tell whether what stands before its speaker ends as something said does: "…," Ana Ruiz added."""
    start = found.source[0] if found.source else 0
    if found.content[0][0] > start or start > found.cue[0]:
        return True
    return sentence[: start - offset].rstrip().endswith((",", '"', "”", "'", "’"))


def _is_of_another_sense(found: Attribution, content: str) -> bool:
    """Tell whether a verb of saying says nothing with what follows it."""
    if _WHERE.match(content) and _FINITE.isdisjoint(content.casefold().split()) and not quotations(content):
        return True
    if found.lemma in {"decline", "refuse"}:
        return _WITHHELD.match(content) is not None
    if found.lemma == "claim":
        return not content.startswith("that") and _TAKEN.match(content) is not None
    if found.lemma == "counter":
        return content.startswith("with ")
    if found.lemma in {"back", "support"}:
        return _WHITHER.match(content) is not None or _ARMED.search(content) is not None
    return found.kind in {"say", "think"} and _THOUGHT_OF.match(content) is not None


def _governs_statement(found: Attribution, cue: str, content: str) -> bool:
    """Tell whether what a verb governs can be stated by it."""
    if _is_of_another_sense(found, content):
        return False
    if found.lemma == "question" and cue.casefold().endswith("ing"):
        return _OPINION.match(content) is not None
    if found.lemma not in _OF_CLAUSES or found.content[0][0] < found.cue[0]:
        return True
    return (
        bool(quotations(content))
        or _is_clause(content)
        or (found.lemma == "see" and _SEEN.match(content) is not None)
    )


def _is_clause(content: str) -> bool:
    """Tell whether a subject and a verb stand at the beginning: "it was over", "the plan had failed"."""
    words = [word.strip(",").casefold() for word in content.split()[: _REACH + 1]]
    if words[:1] and words[0] in saying.PRONOUNS | {"that", "whether", "how", "why", "there"}:
        return True
    ends = saying.BREAKS | {"to", "and"}
    until = next((at for at, word in enumerate(words) if word in ends), len(words))
    return not _FINITE.isdisjoint(words[1:until])
