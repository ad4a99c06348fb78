"""Which articles cover many matters at once, or none, told by their titles alone."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final, Literal

from tracker.cluster.furniture import TITLE, is_live
from tracker.text.stopwords import word_set

# A round-up covers many matters; a service piece (a horoscope, a tide table) covers none; a
# live page may well be on one matter, but says so in words that all live pages share.
Kind = Literal["", "round-up", "live", "service"]

_WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SPAN: Final = r"(?:day|week|weekend|month|year)"
# What ends the name of a series: the title's end, or a mark with what the piece is about.
_STOP: Final = r"(?=[\s.!?…]*+$|\s*+[:|(–—]|\s++-\s)"
_DATE: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s{_MONTH}\b|\d{{1,4}}[./-]\d|(?:19|20)\d\d\b|{_WEEKDAY}\b"
    rf"|{_MONTH}\s\d|{_MONTH}$|today\b|tonight\b|tomorrow\b|th(?:e|is)\s(?:{_SPAN}|morning|evening)\b)"
)
_DATED: Final = rf"(?:{_STOP}|(?=,?+\s++(?:(?:for|of|from|drawn\son)\s)?{_DATE}))"
_END: Final = rf"(?=[\s.!?…]*+$|,?+\s++(?:for\s)?{_DATE}[^:–—|]{{0,24}}$)"
_PLACED: Final = rf"(?:{_DATED}|(?=\s(?:for|in|at)\s(?-i:[A-Z])))"
# Words that stand before the name of a piece that comes out again and again.
_AGAIN: Final = (
    rf"(?:(?:the|your|our|daily|weekly|monthly|free|local|today['’]s|tonight['’]s|tomorrow['’]s|weekend"
    rf"|morning|evening|(?:{_WEEKDAY}|week|weekend)(?:['’]s)?|this\sweek['’]s)\s){{0,3}}+"
)
# Fields that papers have pages for.
_PAGES: Final = (
    r"(?:news|world|national|international|regional|local|county|city|business|markets?|stocks?|economy"
    r"|politics|political|sports?|football|soccer|rugby|cricket|tennis|golf|racing|transfers?|arts?|culture"
    r"|film|music|books?|media|tech|technology|science|health|education|farm(?:ing)?|energy|crypto|crime"
    r"|courts?|entertainment|celebrity)"
)
_BRIEF: Final = (
    r"(?:round-?up|briefing|brief|digest|newsletter|wrap(?:-?up)?|bulletin|headlines|links|quiz|catch-?up"
    r"|reads|reading\slist)"
)
# Where a person may spend a week, a month or a year: those are stories.
_STAYS: Final = (
    r"(?:which|prison|jail|court|hospital|exile|space|captivity|hiding|office|power|opposition|an?|his|her"
    r"|their|my|whose)\b"
)
_WORD: Final = r"[^\s:|–—]++"

_ENGLISH_ROUND_UPS: Final = rf"""
    (?:this|the|your)\s(?:past\s)?{_SPAN}(?:['’]s)?\s(?:ahead|that\swas){_STOP}
    | (?:this|the|your)\s(?:past\s)?(?:week|weekend|month|year)\s(?:ahead\s)?in\s(?!{_STAYS})
      {_WORD}(?:(?:\s(?:and|&))?+\s{_WORD})?+(?:[\s.!?…]*+$|(?:\s{_WORD}){{0,2}}+\s?[:|–—])
    | (?:{_WORD}\s){{0,2}}?{_SPAN}[-\s]in[-\s](?:review|pictures|photos|brief|numbers|quotes){_DATED}
    | (?:the\s)?(?:19|20)\d\d\sin\s(?:review|pictures|photos|numbers|quotes){_STOP}
    | (?:{_WORD}\s)?(?:news|weekly|daily|morning|evening|weekend|midday|nightly|lunchtime|afternoon)
      \s(?:news\s)?{_BRIEF}{_DATED}
    | {_WEEKDAY}(?:['’]s)?\s(?:morning\s|evening\s|news\s)?(?:{_BRIEF}|reading){_STOP}
    | (?-i:[A-Z]\S*+\s[A-Z]\S*+(?<!s)\s)(?:news|weekly|daily|morning|evening)\s{_BRIEF}
      (?=\s*+[:|–—]|,\s{_DATE})
    | (?:the\s)?(?:{_PAGES}\s){{1,2}}+(?:round-?up|in\sbrief|briefs|digest|at\sa\sglance){_DATED}
    | {_PAGES}\s(?:in|from)\s{_WORD}(?:\s{_WORD})??\sin\sbrief$
    | (?:the\s)?(?:round-?up|news\sin\sbrief|in\sbrief|{_SPAN}\sat\sa\sglance)(?=[\s.!?…]*+$|\s*+:)
    | (?:links|open\sthread|corrections?(?:\s(?:and|&)\sclarifications)?|(?:top|main)\sstories|front\spages
      |(?:your\s|readers['’]\s)?letters(?:\s(?:to\sthe\seditor|page))?|(?:reader\s|readers['’]\s)?mailbag
      |today['’]s\s(?:papers|headlines|top\sstories|front\spages|news)|(?:the\s|news)?papers(?:\sreview)?
      |newspaper\sheadlines|what\sthe\spapers\ssay|in\scase\syou\smissed\sit|icymi
      |while\syou\swere\s(?:sleeping|away|asleep)){_DATED}
    | (?:the\s|our\s)?(?:most[-\s](?:read|popular|viewed)|top|best|biggest)\s(?:\w++\s){{0,2}}?
      (?:stories|articles|posts|headlines|reads)\s(?:(?:of|from|on|for)\s)?(?:the\s(?:past\s)?{_SPAN}\b
      |this\s{_SPAN}\b|today\b|(?:19|20)\d\d\b|{_MONTH}\b|{_WEEKDAY}\b)
    | (?:the\s)?(?:three|four|five|six|seven|ten|\d{{1,2}})\s(?:(?:top|big|news|key)\s)?(?:things|stories
      |headlines)\s(?:to\s(?:know|watch|read)|you\s(?:may\shave\s)?(?:missed|need\sto\sknow|should\sknow))
      (?:{_STOP}|(?=\s(?:today|tonight|this\s(?:week|weekend|morning|month)|for\s(?:{_WEEKDAY}|today))\b))
    | (?:here['’]s\s)?what\s(?:you\sneed\s)?to\s(?:know|watch|read|see|stream|expect)
      \s(?:today|tonight|this\s(?:week|weekend|morning)){_STOP}
    | (?:here['’]s\s)?what\s(?:happened|we\slearned|we['’]re\sreading)\sthis\sweek{_STOP}
    | (?:\S++\s)?(?:world|business|sports?|politics|markets?)\slive\s*+(?::|–|—|-\s|\|)
"""
_ENGLISH_SERVICE: Final = rf"""
    {_AGAIN}(?:(?:(?:aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces
      |love|career|chinese|\d{{4}})\s)?(?:horoscopes?|tarot\sreadings?){_DATED}
    | (?:(?:quick|cryptic|prize|mini|easy|medium|hard|killer|nyt)\s){{0,2}}+(?:crosswords?|sudoku
      |kakuro|kenken|word\s?search)(?:{_DATED}|(?=\s(?:no\b|number\b|\#|\d)|\s(?:answers?|clues|solutions?){_DATED}))
    | (?:nyt\s)?(?:(?:wordle|quordle|octordle|nerdle)\s(?:today|answers?|hints?|clues?|\#?\d++)
      |(?:connections|strands|spelling\sbee)\s(?:(?:answers?|hints?|clues?)\b|\#\d))
    | (?:tv|television|radio|cinema|film|gig|events?|theatre)\s(?:listings|guide|picks|schedule
      |highlights){_DATED}
    | tv\s(?:tonight|today){_STOP}
    | (?:sports?\s)?on\stv\s?(?:tonight|today)?{_STOP}
    | (?:weather\s(?:forecast|outlook|report)|weather|forecast){_END}
    | (?:weather\sforecast|(?:five|seven|\d)-day\sforecast)\sfor\s(?-i:[A-Z])[^:–—|]{{1,40}}$
    | (?:high\s|low\s)?tides?\s(?:(?:and|&)\s(?:sunrise|sunset|moon)\s)?(?:times?|tables?)\b
    | (?:pollen\s(?:count|forecast)|surf\sreport|snow\sreport|uv\sindex|air\squality\sforecast){_END}
    | traffic\s(?:and|&)\stravel(?:\s(?:news|updates?|latest))?{_DATED}
    | (?:\S++\s){{0,2}}?fixtures(?:,?\s(?:(?:and|&)\s)?(?:results|tables?)){{1,2}}+{_DATED}
    | (?:results\s(?:and|&)\s)?fixtures{_DATED}
    )
    | (?:the\s)?what['’]s\s(?:on|new)(?:\s(?:on\s)?(?:tv|netflix|stage|screen)|\s(?:in|at|around)\s{_WORD}
      (?:\s{_WORD})??)?\s(?:this\s(?:week|weekend|month|spring|summer|autumn|fall|winter)|today|tonight){_STOP}
    | (?:\S++\s)?things\sto\sdo(?:\s(?:in|near|around)\s{_WORD}(?:\s{_WORD})??)?\s
      (?:this\s(?:week|weekend|month)|today|tonight){_STOP}
    | (?:community|events?)\scalendar{_DATED}
    | calendar\sof\sevents{_DATED}
    | weather\sfor\s{_DATE}
    | sunrise\s(?:and|&)\ssunset(?:\stimes)?{_PLACED}
    | (?:\S++\s)?prayer\stimes{_PLACED}
    | (?:roadworks|road\sclosures)\s(?:this|next)\sweek{_STOP}
    | (?:(?:gold|silver|petrol|diesel|fuel|currency|exchange),?\s(?:and\s)?){{1,3}}+(?:price|rate)s?\stoday
      (?:{_DATED}|(?=,|\sin\s(?-i:[A-Z])))
    | (?:\S++\s){{0,2}}?(?:lottery|lotto|powerball|mega\smillions|euromillions|thunderball)\s
      (?:winning\snumbers|results|numbers){_DATED}
    | winning\s(?:lottery\s)?numbers{_DATED}
    | (?:on\s)?this\sday\sin\s(?:\S++\s)?history{_DATED}
    | today\sin\s(?:\S++\s)?history{_DATED}
    | on\sthis\sday(?:{_STOP}|(?=,?\s(?:in\s)?(?:\d|{_MONTH}\s\d)))
    | (?:\w++\s)?(?:photo|picture|image|cartoon|quote|word|joke|recipe|verse|thought|tip|fact|song|poem
      |deal)s?\sof\sthe\s(?:day|week|month){_DATED}
    | (?:obituaries|death\snotices|funeral\snotices|public\snotices|births,\smarriages\sand\sdeaths
      |property\stransfers|planning\sapplications|police\s(?:blotter|log)|box\sscores|scoreboard){_DATED}
    | (?-i:[A-Z])\S*+\spolice\s(?:blotter|log){_DATED}
    | (?:football|transfer)\sgossip{_DATED}
"""
_GERMAN: Final = rf"""
    (?:die|der|das)\s(?:woche|tag|monat|jahr|wochenende)\s(?:in\s(?:bildern|zahlen|kürze|zitaten)
      |im\s(?:rückblick|überblick)){_STOP}
    | die\swoche\sin\s(?!der\b|dem\b){_WORD}(?:[\s.!?…]*+$|:)
    | (?:wochen|tages|monats|jahres)rückblick(?:{_STOP}|(?=\s\d))
    | (?:nachrichten(?:überblick)?|lage)\sam\s(?:morgen|mittag|abend){_STOP}
    | (?:morgenlage|abendlage|morgenbriefing|presseschau|kurz\sgemeldet|kurzmeldungen|leserbriefe){_STOP}
    | (?:was\sheute\swichtig\s(?:ist|wird)|das\swichtigste\s(?:des\stages|vom\stage?|am\smorgen)){_STOP}
    | (?:tages|wochen|monats|jahres)?horoskop(?:{_STOP}|(?=\s(?:heute|morgen|für\b|vom\s\d|\d)))
    | (?:kreuzworträtsel|tv-tipps|fernsehtipps|tv-programm)(?:{_STOP}|(?=\s(?:heute|am\b|für\b|vom\b)))
    | lottozahlen(?:{_STOP}|(?=\s(?:heute|vom|am)\b))
    | wettervorhersage\sfür\s | das\swetter(?:\s(?:heute|morgen|am\s\w++))?[\s.!]*+$
    | (?:bild|bilder|foto|zitat|wort|zahl|witz|spruch)\s(?:des\stages|der\swoche){_STOP}
"""
_FRENCH: Final = rf"""
    (?:la\ssemaine|la\sjournée|le\sweek-end|l['’]année)\sen\s(?:images|photos|bref|chiffres|revue){_STOP}
    | l['’]actu(?:alité)?\s(?:du\s(?:jour|matin|soir)|de\sla\ssemaine|en\sbref){_STOP}
    | le\s(?:brief|récap|point\sinfo)\s(?:du\s(?:jour|matin|midi|soir|week-end)|de\sla\ssemaine){_STOP}
    | (?:revue\sde\s(?:la\s)?presse|courrier\sdes\slecteurs|mots\s(?:croisés|fléchés)|programme\st[ée]l[ée])
      (?:{_STOP}|(?=\s(?:du|de)\b))
    | l['’]essentiel\s(?:de\sl['’]actu(?:alité)?|du\sjour|de\sla\ssemaine){_STOP}
    | ce\squ['’]il\sfaut\s(?:retenir|savoir)\s(?:ce\smatin|aujourd['’]hui|de\sla\ssemaine
      |cette\ssemaine){_STOP}
    | les\s(?:\w++\s)?infos\s(?:du\sjour|de\sla\snuit|à\sretenir){_STOP}
    | (?:votre\s)?horoscope\s(?:du|de\sla|de\sce)\s(?:jour|semaine|mois|lundi|mardi|mercredi|jeudi|vendredi
      |samedi|dimanche|\d)
    | météo\s(?:du\sjour|de\sdemain|du\s(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)){_DATED}
    | (?:résultats?|tirage)\s(?:du\s)?(?:loto|de\sl['’]euromillions|euromillions)(?:{_STOP}|(?=\s(?:du|de)\b))
    | (?:photo|image|citation|chiffre|mot|dessin)s?\sdu\sjour{_STOP}
"""
_IBERIAN: Final = rf"""
    (?:la\ssemana|el\sdía|el\saño|a\ssemana|o\sdia|o\sano)\se[nm]\s(?:imágenes|fotos|breve|números
      |imagens|revista|resumo){_STOP}
    | resum(?:en|o)\s(?:de\sla\ssemana|del\sdía|semanal|de\snoticias|da\ssemana|do\sdia|das\snotícias){_STOP}
    | (?:las\snoticias|as\snotícias|(?:as\s)?manchetes)\s(?:del\sdía|de\sla\s(?:mañana|semana)|de\shoy
      |do\sdia|da\s(?:manhã|semana)|de\shoje|dos\sjornais){_STOP}
    | lo\smás\s(?:leído|visto|importante)\s(?:de\sla\ssemana|del\sdía|de\shoy){_STOP}
    | hor[óo]scopo(?:\s(?:diario|semanal|diário))?(?:{_STOP}|(?=,?\s(?:de\s|del\s|do\s|da\s|para\s)?
      (?:hoy|hoje|día|dia|semana|mañana|amanhã|\d)))
    | (?:el\s)?pronóstico\sdel\stiempo\b | el\stiempo\s(?:hoy|para\s(?:hoy|mañana)){_STOP}
    | previsão\sdo\stempo(?:{_STOP}|(?=\s(?:para|hoje|desta)\b))
    | (?:crucigrama|palavras\scruzadas|efemérides|santoral|cartas\s(?:al\sdirector|do\sleitor|ao\sdiret?or)
      |revista\sde\s(?:prensa|imprensa)|las\sportadas\sde\slos\speriódicos)
      (?:{_STOP}|(?=\s(?:de\s|del\s|do\s)?(?:hoy|hoje|día|dia|\d)))
    | (?:fotos?|imagen|imagem|frase|viñeta|palabra|palavra)\sd(?:el|o)\sd[íi]a{_STOP}
    | resultados?\sd(?:e\sla\slotería|a\smega-sena|a\slotofácil)(?:{_STOP}|(?=\s(?:de|do|concurso)\b))
"""
_ITALIAN_DUTCH: Final = rf"""
    (?:la\ssettimana|il\sgiorno|l['’]anno)\sin\s(?:immagini|breve|numeri|foto|pillole){_STOP}
    | le\snotizie\s(?:del\s(?:giorno|mattino)|di\soggi|della\s(?:settimana|sera)){_STOP}
    | (?:rassegna\sstampa|lettere\sal\sdirettore|cruciverba|accadde\soggi|almanacco\sdel\sgiorno){_DATED}
    | oroscopo(?:{_STOP}|(?=,?\s(?:di\s|del\s|della\s)?(?:oggi|domani|giorno|settimana|weekend|\d)))
    | (?:meteo|previsioni\s(?:meteo|del\stempo))\s(?:(?:di|per)\s)?(?:oggi|domani|weekend){_STOP}
    | estrazioni\s(?:del\s)?(?:super\s?ena)?lotto\b | (?:foto|frase|parola)\sdel\sgiorno{_STOP}
    | (?:stasera\sin\stv|programmi\stv\s(?:di\s)?(?:stasera|oggi)){_STOP}
    | (?:de\sweek|de\sdag|het\sweekend|het\sjaar)\sin\s(?:beeld|cijfers|foto['’]s|het\skort
      |vogelvlucht){_STOP}
    | (?:week|dag|jaar|nieuws)overzicht(?:{_STOP}|(?=\s\d))
    | het\s(?:belangrijkste\s)?nieuws\s(?:van\s(?:vandaag|de\s(?:dag|week|nacht))|in\shet\skort){_STOP}
    | (?:kort\snieuws|lezersbrieven|ingezonden\sbrieven|kruiswoordpuzzel|weerbericht){_STOP}
    | (?:dag|week|maand)?horoscoop(?:{_STOP}|(?=\s(?:van|voor)\b))
    | (?:weersverwachting|het\sweer)\s(?:voor\s)?(?:vandaag|morgen|komende\sweek){_STOP}
    | (?:foto|citaat|woord)\svan\sde\s(?:dag|week){_STOP}
"""


def _starts(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}+(?:{'|'.join(patterns)})", re.IGNORECASE | re.VERBOSE)


_ROUND_UP = _starts(_ENGLISH_ROUND_UPS)
_SERVICE = _starts(_ENGLISH_SERVICE)
_FOREIGN = _starts(_GERMAN, _FRENCH, _IBERIAN, _ITALIAN_DUTCH)
# Each title that one of these patterns tells holds a word with one of these in it. Most titles hold
# none, and are spared the patterns, which take ten times as long as looking for the words.
_HINTS: Final = word_set(
    """
    ahead day week month year review pictures photos quotes numbers roundup round-up brief digest
    newsletter wrap bulletin headlines links quiz catch reads reading glance thread correction stories
    articles posts pages letters mailbag papers missed icymi while things tonight morning live news
    horoscope tarot crossword sudoku kakuro kenken search rdle connections strands spelling listings
    guide picks schedule highlights tv weather forecast tide pollen surf snow index traffic fixtures
    results what calendar sunrise prayer obituaries notices births transfers applications police scores
    scoreboard gossip bildern zahlen kürze zitaten überblick rückblick woche tages morgen mittag abend
    presseschau gemeldet kurzmeldungen wichtig horoskop rätsel tipps wetter semaine journée année actu
    récap info presse courrier mots programme essentiel faut jour météo loto euromillions semana
    imágenes fotos breve números imagens revista resum noticias notícias manchetes leído visto
    importante scopo pronóstico tiempo previsão crucigrama cruzadas efemérides santoral cartas portadas
    foto imagen imagem frase viñeta palabra palavra resultado settimana immagini numeri pillole notizie
    rassegna lettere cruciverba accadde almanacco meteo previsioni lotto parola stasera programmi beeld
    cijfers kort vogelvlucht overzicht nieuws brieven kruiswoord weer horoscoop citaat woord
    """
)
# With those of one first letter together, one search takes a fifth of the time of one for each.
_HINT = re.compile(
    "|".join(
        f"{first}(?:{'|'.join(hint[1:] for hint in hints)})"
        for first, hints in groupby(sorted(_HINTS), key=itemgetter(0))
    )
)
# A round-up announced at the end: "Mills, mud and ferries: the week in pictures".
_ENDS = re.compile(
    rf"(?:[:|–—]|\s-)\s(?:the\s|this\s|your\s)?{_SPAN}\sin\s(?:review|pictures|photos)[\s.!]*+$"
    r"|\band\s(?:other|more)\s(?:top\s)?(?:news|headlines|stories)"
    r"(?:\s(?:of|from)\sthe\s(?:day|week))?[\s.!…]*+$",
    re.IGNORECASE,
)
# Characters at a title's end that such an announcement may take.
_ENDING: Final = 40
# Matters strung together in one title: "Ferry strike ends; mill sold; rain on the way". So many
# of them, each so long, in characters.
_MATTERS, _MATTER = 3, 8


def kind(title: str) -> Kind:
    """Say what sort of piece a title announces; "" for news like any other.

    English in full; German, French, Spanish, Portuguese, Italian and Dutch in the forms that
    nothing else takes. In time linear in the title's length: no part can be repeated two ways.
    """
    head = title.strip()[:TITLE]
    return _announced(head) or ("live" if is_live(head) else "")


def is_round_up(title: str) -> bool:
    """Say whether a title announces several matters, or none: such an article joins no story."""
    return bool(_announced(title.strip()[:TITLE]))


def _announced(head: str) -> Kind:
    if _strung(head):
        return "round-up"
    if not any(map(_hinted, head.split())):
        return ""
    if _ROUND_UP.match(head) or _ENDS.search(head, max(0, len(head) - _ENDING)):
        return "round-up"
    return "service" if _SERVICE.match(head) or _FOREIGN.match(head) else ""


# A stream says the same words over and over.
@lru_cache(maxsize=1 << 12)
def _hinted(token: str) -> bool:
    return bool(_HINT.search(token.casefold()))


def _strung(title: str) -> bool:
    """Say whether semicolons string several matters together."""
    if title.count(";") < _MATTERS - 1:
        return False
    run = 0
    for part in title.split(";"):
        run = run + 1 if len(part) >= _MATTER else 0
        if run == _MATTERS:
            return True
    return False
