"""Which articles cover many matters at once, told by their titles."""

from __future__ import annotations

import re

# Such an article shares terms with every story it mentions, and would join them all into one.
_ROUND_UP = re.compile(
    r"""
    ^(?:this|the|your|our|my)\s(?:past\s)?(?:day|week|weekend|month|year)(?:['’]s)?\s(?:in|ahead|that\swas)\b
    | \b(?:day|week|weekend|month|year)[-\s]in[-\s](?:review|pictures|photos|brief|numbers|quotes)\b
    | ^(?:\S+\s){0,2}(?:news|weekly|daily|morning|evening|weekend|midday|nightly|lunchtime)
      \s(?:round-?up|briefing|brief|digest|newsletter|wrap|bulletin|headlines|links|quiz)(?=\s*(?:$|[^\s\w]))
    | ^(?:links|open\sthread|letters(?:\sto\sthe\seditor)?|corrections?(?:\sand\sclarifications)?
        |today['’]s\s(?:papers|headlines|top\sstories)|(?:top|main)\sstories|front\spages)(?=\s*(?:$|[^\s\w]))
    | ^(?:\S+\s){0,2}(?:horoscopes?|crossword|sudoku|tv\slistings|weather\sforecast|lottery\snumbers
        |winning\snumbers|on\sthis\sday\sin\shistory|photos?\sof\sthe\s(?:day|week))\b
    | ^wordle\s(?:today|answer|hints?|\#?\d+)
    | ^(?:five|ten|\d{1,2})\s(?:things|stories)\s(?:to\sknow|you\s(?:missed|need\sto\sknow))
      (?=\s*(?:$|[^\s\w]|(?:today|this|for|on)\b))
    | ^(?:the\s)?what['’]s\s(?:on|new)\s(?:this|today|tonight)\b
    | ^(?:\S+\s)?(?:world|business|sports?|politics|markets?)\slive\s*(?::|–|—|-\s|\|)
    | \b(?:in\sbrief|at\sa\sglance)\s*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Matters strung together in one title: "Ferry strike ends; mill sold; rain on the way".
_LIST = re.compile(r"[^;]{8,};[^;]{8,};[^;]{8,}")
# No title needs more; a longer one was made to cost us time.
_TITLE = 400


def is_round_up(title: str) -> bool:
    """Say whether a title announces a round-up, a column of every day, or several matters."""
    head = title.strip()[:_TITLE]
    return bool(_ROUND_UP.search(head) or _LIST.search(head))
