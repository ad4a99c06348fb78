"""One spelling for what typography spells in many ways, to find one text in another."""

from __future__ import annotations

import unicodedata

from tracker.text.clean import clean

_SIGNS = str.maketrans(
    dict.fromkeys("“”„‟«»″‶＂〝〞", '"')
    | dict.fromkeys("‘’‚‛‹›′‵´`ʼ＇", "'")
    | dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-")
    | {"⁄": "/"},
)


def normal(s: str) -> str:
    """Fold spaces, quotation marks, dashes, ellipses and compatibility forms; case stays.

    For comparing, not for showing: `normal(a) in normal(b)`. NFKC (Unicode Annex 15) also
    makes "..." of "…" and "1/2" of "½".
    """
    s = clean(s)
    # So with most texts: no compatibility form is left where all is ASCII.
    s = s.replace("`", "'") if s.isascii() else s.translate(_SIGNS)
    if not s.isascii():
        s = unicodedata.normalize("NFKC", s).translate(_SIGNS)
    return " ".join(s.split())
