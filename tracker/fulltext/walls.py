"""Is what a page gave the whole article? Signs of a paywall, of a teaser, of another page."""

from __future__ import annotations

import re

from tracker.text.words import terms, words

PAYWALL = "the page is behind a paywall"
# An article's page has at least so many of the terms of its title and summary. Measured on
# invented pages (tests/test_fulltext.py): the article's own have over two thirds, pages that
# ask for consent or list other reports under a tenth.
RELATED = 0.3
# Fewer terms than these don't tell what a page is about.
ENOUGH_TERMS = 3
# A page that says no more than this many times its summary was not worth asking for.
LONGER = 1.1
# A wall is a short paragraph, and stands among the last.
LONGEST_WALL, LAST = 60, 3
# A text that breaks off with an ellipsis below this many words is a teaser.
TEASER = 150

# Schema.org's mark of paywalled content, which search engines ask for
# (https://developers.google.com/search/docs/appearance/structured-data/paywalled-content), and
# the Open Graph's (article:content_tier). An apostrophe or an escaped quote is as good as a quote.
_CLOSED = re.compile(
    rb"""isAccessibleForFree\\?["']?\s*:\s*\\?["']?\s*(?:https?://schema\.org/)?false\b
    |<meta[^>]{0,200}article:content_tier["'][^>]{0,100}content\s*=\s*["']?locked""",
    re.IGNORECASE | re.VERBOSE,
)
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\s*$")

# Readers are asked in the imperative, at the start of a sentence: others may be told to register.
_ASKED = (
    r"(?:^|[.!?:|–—] *|\bplease |\bor )(?:subscrib|sign (?:in|up)|log in|register|"
    r"upgrade|create (?:a|an|your) .{0,15}account|become a (?:member|subscriber))"
)
# "Subscribe to continue" in some languages: who is asked to do what, before reading what.
_WALLS = tuple(
    re.compile(pattern)
    for pattern in (
        # English
        _ASKED + r".{0,60}\b(?:continue|keep reading|read (?:on|more|the (?:full|rest|whole)))",
        _ASKED + r".{0,60}\b(?:full (?:article|story|access)|unlock|unlimited)",
        r"\bto (?:continue|keep) reading\b",
        r"\b(?:unlock|read the rest of) this (?:article|story)",
        r"\balready (?:a|an) (?:\w+ )?(?:subscriber|member)\b",
        r"\b(?:available|exclusive|reserved|only) (?:to|for) (?:\w+ ){0,2}(?:subscribers|members)\b",
        # German
        r"\bnur für (?:\w+ )?abonnent",
        r"\b(?:bereits|schon) abonnent",
        r"(?:abonnieren|anmelden|registrieren|\babo\b|testen).{0,60}(?:weiterlesen|weiterzulesen|lesen sie)",
        r"(?:weiterlesen|weiterzulesen).{0,60}(?:abonnieren|anmelden|registrieren|\babo\b)",
        # French
        r"réservé.{0,30}abonnés?\b",
        r"\bdéjà abonné",
        r"\babonnez-vous.{0,60}(?:lire|suite|accéder|continuer)",
        r"\bil (?:vous )?reste .{0,20}% de cet article",
        # Spanish
        r"(?:suscr[ií]b|reg[ií]str|inici[ae] sesión).{0,60}(?:seguir|continuar|leer)",
        r"(?:exclusiv|sol)o para suscriptores",
        r"\bya eres suscriptor",
        # Italian
        r"\b(?:abbonati|accedi|registrati).{0,60}(?:continuare|leggere)",
        r"(?:riservato|solo).{0,20}abbonati",
        r"\bsei già abbonato",
        # Portuguese
        r"\b(?:assine|cadastre|inicie sessão|faça login).{0,60}(?:continuar|ler)\b",
        r"(?:exclusivo|apenas|só) para assinantes",
        r"\bjá é assinante",
        # Dutch
        r"\b(?:abonneer|log in|word (?:lid|abonnee)).{0,60}(?:verder|lezen)",
        r"(?:alleen|exclusief) voor abonnees",
        r"\bal abonnee\b",
        # Swedish, Norwegian, Danish
        r"\b(?:logga in|logg inn|log ind|bliv? (?:prenumerant|abonnent)).{0,60}(?:läsa|lese|læse)",
        r"\bför prenumeranter\b|\bfor abonnenter\b",
        # Polish
        r"(?:zaloguj|subskrybuj|wykup|kup) .{0,60}(?:czytać|przeczytać|czytaj)",
    )
)


def is_closed(page: bytes) -> bool:
    """Tell whether the page itself says that its article is not free to read."""
    return _CLOSED.search(page) is not None


def complaint(text: str, title: str, summary: str) -> str:
    """Say what is wrong with the text taken from a page, given its feed's words; "" if nothing."""
    if any(map(_is_wall, text.split("\n\n")[-LAST:])):
        return PAYWALL
    if len(text) < LONGER * len(summary):
        return "the page says no more than its feed"
    if _ELLIPSIS.search(text) and len(words(text)) < TEASER:
        return "the page gives only the beginning of the article"
    wanted = set(terms(f"{title}\n{summary}"))
    if len(wanted) >= ENOUGH_TERMS and len(wanted & set(terms(text))) < RELATED * len(wanted):
        return "what stands on the page is not this article"
    return ""


def _is_wall(paragraph: str) -> bool:
    if len(words(paragraph)) > LONGEST_WALL:
        return False
    folded = paragraph.casefold()
    return any(wall.search(folded) for wall in _WALLS)
