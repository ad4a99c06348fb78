"""The names of months and days in English, with their usual abbreviations."""

from __future__ import annotations

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Names and abbreviations → 1 to 12, and 0 (Monday) to 6.
MONTHS = (
    {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
    | {name: number for number, name in enumerate(_MONTHS, 1)}
)
DAYS = (
    {name[:3]: number for number, name in enumerate(_DAYS)}
    | {"tues": 1, "weds": 2, "thurs": 3}
    | {name: number for number, name in enumerate(_DAYS)}
)

# As they are written, with a capital; longer ones first, so that "June" is not "Jun".
MONTH = rf"(?:{'|'.join(name.capitalize() for name in sorted(MONTHS, key=len, reverse=True))})"
FULL_MONTH = rf"(?:{'|'.join(name.capitalize() for name in _MONTHS)})"
WEEKDAY = rf"(?:{'|'.join(name.capitalize() for name in _DAYS)})"
