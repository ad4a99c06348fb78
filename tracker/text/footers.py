"""Takes off the last lines that programs, and not people, write under the entries of feeds."""

from __future__ import annotations

import re

# How many paragraphs from the end may be such lines, and how long one is at most.
_MOST = 3
_LONGEST = 600

# WordPress in its translations, Medium, Substack, Reddit, and links to the rest of an article.
_FOOTER = re.compile(
    r"""
    (?: The\ post\ .+?\ (?:first\ appeared|appeared\ first)\ on\ .+
      | (?:Der|Das)\ (?:Beitrag|Artikel)\ .+?\ erschien\ zuerst\ auf\ .+
      | L[’']article\ .+?\ est\ apparu\ en\ premier\ sur\ .+
      | La\ entrada\ .+?\ (?:se\ publicó\ primero|aparece\ primero|apareció\ primero)\ en\ .+
      | L[’']articolo\ .+?\ (?:proviene\ da|sembra\ essere\ il\ primo\ su)\ .+
      | O\ post\ .+?\ apareceu\ primeiro\ em\ .+
      | (?:Het\ bericht|Het\ artikel)\ .+?\ verscheen\ eerst\ op\ .+
      | Inlägget\ .+?\ dök\ först\ upp\ på\ .+
      | Indlægget\ .+?\ blev\ først\ udgivet\ på\ .+
      | Innlegget\ .+?\ dukket\ først\ opp\ på\ .+
      | (?:Artykuł|Wpis)\ .+?\ pochodzi\ z\ serwisu\ .+
      | (?:Сообщение|Запись)\ .+?\ (?:появились|впервые\ появилась)\ .+
      | .+?\ was\ originally\ published\ in\ .+?\ on\ Medium,\ where\ people\ are\ continuing\ .+
      | Thanks\ for\ reading\ .{1,80}!\ (?:Subscribe\ for\ free|This\ post\ is\ public)\ .+
      | submitted\ by\s+/?u/\S+(?:\s+to\s+/?r/\S+)?
      | (?:\[(?:link|comments)\]\s*)+
      | (?:Continue\ reading|Read\ (?:more|the\ (?:full|whole)\ (?:story|article|post))|Weiterlesen
         |Lire\ la\ suite|Leer\ más|Seguir\ leyendo|Leggi\ tutto|Continua\ a\ leggere|Ler\ mais|Lees\ verder
         |Läs\ mer|Les\ mer|Læs\ mere|Czytaj\ dalej|Читать\ далее|Devamını\ oku)
        (?:\b[^.!?\n]{0,120})?[\s.…→»>›]*
    )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def without_footers(text: str) -> str:
    """Return a text without such paragraphs at its end."""
    for _ in range(_MOST):
        start = text.rfind("\n") + 1
        last = text[start:].strip()
        if not last or len(last) > _LONGEST or not _FOOTER.fullmatch(last):
            break
        text = text[:start].rstrip()
    return text
