"""What stands on a page and tells no news: invitations, notices, captions, bylines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.text.forms import forms

if TYPE_CHECKING:
    from collections.abc import Iterable

# A word that must be there, in small letters, and the pattern round it that tells a notice from news
# with the same word ("The service lost subscribers", "Pupils read more books"); none: the word will do.
# To look for the words first takes a tenth of the time of looking for all the patterns.
_TABLE = r"""
sign up :: ^sign up\b|\bsign up (?:now|here|today|to (?:our|receive|get)|for (?:our|free|daily|e-?mail))
subscri :: ^subscribe\b|\bsubscribe (?:to (?:our|the|this)|now|here|today|for (?:free|just|only))
subscri :: \bsubscri(?:bers|ptions?) (?:only|required)|\b(?:your|our|a digital) subscription
newsletter :: \b(?:our|the|this|free|daily|weekly|morning|e-?mail) (?:\w+ ){0,2}newsletters?\b|^newsletter
read :: ^read (?:more|also|our|the (?:full|whole|rest)|next)\b|\bread more(?: (?:about|here|at|on)\b|\W*$)
read :: \bread the (?:full|whole) (?:story|article|report|interview|post)\b|\d min(?:ute)?s? read\b
click :: ^click\b|\bclick (?:here|on the (?:link|image|photo))
tap :: ^tap (?:here|the)\b|\btap here\b
follow :: \bfollow us\b|^follow .{2,60} on (?:twitter|facebook|x|instagram|mastodon|bluesky)\b
rights reserved ::
copyright :: copyright (?:©|\(c\)|\d{4})|^(?:image )?copyright
© ::
advertis :: ^advertisement\b|\badvertisement\W*$|\badvertising feature
sponsored :: \bsponsored (?:content|post|link)s?\b|^sponsored by
getty images :: (?:/|\(|\bvia |[—–-] ?|: ?)[^.]{0,30}getty images|getty images\W*$
photo :: \b(?:ap|afp|reuters|epa|file|handout|stock) photo\b|\bphoto(?:graph)?s?(?: (?:by|courtesy|via) |/)
pictured :: ^pictured\b|\(pictured\)|\bpictured (?:above|below|here|left|right)\b
view of :: ^an? (?:\w+ )?view of\b
map :: ^(?:an? |the )?(?:\w+ )?map (?:of|showing|locating)\b
see page :: \bsee page \d
handout :: \bin this (?:\w+ ){0,3}handout\b|\bhandout (?:photo|picture|image)
pos :: \bpos(?:e|es|ing) for (?:an? )?(?:\w+ )?(?:pictures?|photos?|photographs?|selfies?|portraits?)\b
( :: \((?:\d\w\w )?l\)|\(\d\w\w r\)|\((?:left|right|cent(?:re|er))\)
caption :: ^(?:media|image|show|hide|toggle) caption|\bcaptions?\W*$
this :: ^in this .{0,60}\b(?:photo|picture|image|file|frame)\b
this :: \bthis (?:article|story|post|piece) (?:was|has been|is|first|originally|contains|appear)
originally :: \boriginally (?:appeared|published) (?:on|in|by|at)\b
appeared first ::
first published :: ^first published|\b(?:article|story|post|piece|column)\b.{0,30}\bfirst published
by :: (?:^|[(;.] ?)(?:additional |with )?(?:reporting|writing|editing|graphics|translation) by [a-z]
contributed to th :: contributed to th(?:is|e) (?:report|story|article|post|piece)
cookie :: \b(?:uses?|using|accept|enable|our|these) cookies\b|\bcookie (?:policy|settings|preferences)
view :: ^view (?:more|all|the|on|comments)\b
terms of :: \bterms of (?:use|service) and\b|\bour terms of|^terms of (?:use|service)
privacy policy :: \b(?:our|and) privacy policy|^privacy policy
inbox :: \b(?:your|to) inbox\b
log in :: ^log in\b|\blog in (?:to (?:your|comment|read|continue)|or)\b
comment :: \bcomments? (?:are closed|section below|below)|^(?:leave|post|add) a comment|^comments?\W*$
share :: ^share (?:this|on|your)\b|\bshare this (?:article|story|post|page)
journalism :: \b(?:support|fund|funds|power) (?:our|independent|quality|this) (?:\w+ )?journalism
support our :: \bsupport our (?:work|team|newsroom)
donat :: \bplease donate|^donate\b
http :: https?://
www. ::
@ :: \S@\S
rss feed ::
contin :: ^continue reading|^(?:story |article )?continues below|\bcontinue reading\b
table of contents ::
scroll :: ^scroll\b|\bscroll down\b
for more :: ^for more (?:information|on|news|details|stories)\b
for more :: \bfor more (?:information|details),? (?:visit|call|see|go)
live :: \bour live ?blog|^live ?blog|^live updates|^follow .{0,40}\blive\b
stay :: ^stay (?:with us|tuned|up to date|informed|connected)\b
podcast :: \b(?:our|this) podcast\b|^(?:podcast|download)\b
listen :: ^listen (?:to|now|here|on)\b|\blisten to (?:this|our) (?:article|story|podcast|episode)
watch :: ^watch (?:the|more|now|our|live|here)\b|\bwatch (?:the (?:full )?video|live|below|above)\W*$
download :: ^download (?:the|our|your)\b|\bdownload (?:the|our) .{0,30}\bapp\b
tips :: ^(?:got|have|do you have) (?:a|any) (?:news )?tips?\b
contact :: ^contact (?:us|the (?:author|reporter|writer|newsroom))\b|^to contact (?:us|the)\b
of writing :: \bat the time of writing\W*$
updated :: ^(?:last )?updated\b.{0,12}\d
publish :: ^published\b.{0,12}\d
posted :: ^posted (?:on|at|by|in)\b
reporter :: \bis (?:a|an|the) (?:\w+[ -]){0,4}reporter (?:for|at|with|covering)\b
correspondent :: \bis (?:a|an|the) (?:\w+[ -]){0,4}correspondent (?:for|at|with|covering)\b
editor :: \bis (?:a|an|the) (?:\w+[ -]){0,4}editor (?:for|at|with|of this)\b
in print :: \bappears? in print\b
flash player ::
slideshow :: \b(?:use|view|see|watch) (?:this|the|our) slideshow
your comment :: \b(?:edit|publish|post|leave|send)\b.{0,20} your comments?\b
jump :: ^hit the jump
video :: ^in (?:the|this) (?:following )?video\b
page :: ^please see the page\b
press :: ^office of the press secretary\b|^for immediate release\b
javascript :: \b(?:enable|disabled?|requires?|turn on) javascript|javascript (?:is|enabled|disabled)
your browser ::
: :: ^(?:image|photo(?:graph)?|picture|video|caption|file|credit|source|related|watch|listen|updated?)s?\s*:
: :: ^(?:correction|clarification|editor['’]s note|note|disclosure|read|more|tag|topic|filed under)s?\s*:
: :: ^see also\s*:
: :: ^(?:left|right|top|above|below|explainer|opinion|analysis|gallery|share)\s*:
"""
_ROWS = [row.partition(" ::") for row in _TABLE.strip().splitlines()]
# By the words: one may tell several notices.
_NOTICES = {
    sign: tuple(re.compile(pattern.strip()) for other, _, pattern in _ROWS if other == sign)
    for sign, _, _ in _ROWS
}
SIGNS = tuple(_NOTICES)
"""Words of which one is in every notice."""
# Those of plain letters stand within a word, and are looked for among the different words of a text alone.
_LETTERS = frozenset(sign for sign in SIGNS if sign.isascii() and sign.isalpha())
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Ww]ords|[Ss]tory|[Tt]ext)[: ]+(?:by )?[A-Z][\w.'’-]+ (?:[A-Z]\. )?[A-Z][\w.'’-]+"
    r"(?: and [A-Z]|[.,]? *$|, [a-z]+ |,? (?:[Ss]pecial to|[Ss]taff|[A-Z]\w+ News|[A-Z]{2,5}\b))",
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*"
# A picture's line tells in the present what people do, and on which day: "Divers inspect the ferry in Port
# Avel on Tuesday, May 5, 2026."
_SCENE = re.compile(
    r"[A-Z][^.,;:“\"]{2,120}? (?<!to )(?:look|walk|stand|sit|gather|carry|inspect|ride|wait|wave|kneel"
    r"|react(?!s? to\b)|pray|light|hug|embrace"
    r"|hold(?= (?:a|an|up|the|their|his|her|flags|signs) )|shake hands|search through|run from"
    r"|take part|line up)(?:s|es)? [^“\"]{3,200}?"
    rf"(?:(?:, | on )(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{_MONTH} \d|\d\d? {_MONTH})"
    rf"| {_MONTH} \d\d?, \d{{4}}\W*$)"
)
_PAST = re.compile(r"\b(?:said|says|was|were|had|will|would|did)\b")


def signs_in(text: str) -> tuple[str, ...]:
    """Give those of `SIGNS` that a text has: its sentences need be searched for no others."""
    small, found = text.casefold(), " ".join(forms(text))
    return tuple(sign for sign in SIGNS if sign in (found if sign in _LETTERS else small))


def boilerplate(text: str, signs: Iterable[str] = SIGNS) -> bool:
    """Tell whether a sentence belongs to the page and not to the news: a notice, caption or byline.

    `signs` are the words that are looked for: those of the whole text (`signs_in`), if they are known.
    """
    small = text.casefold()
    found = [pattern for sign in signs if sign in small for pattern in _NOTICES[sign]]
    return (
        any(pattern.search(small) for pattern in found) or _BYLINE.match(text) is not None or _is_scene(text)
    )


def _is_scene(text: str) -> bool:
    return _SCENE.match(text) is not None and _PAST.search(text) is None
