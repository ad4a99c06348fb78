"""Days written out in languages other than English: "12. März 2026", "2026年3月12日" → ISO dates.

Only days with their month: weekdays, "last month" and the like are English rules (`dates`).
Month names are the CLDR's wide formatted forms, with the second names that Arabic has.
"""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, MINYEAR, date
from typing import TYPE_CHECKING

from tracker.text.calendar import MONTHS as ENGLISH_MONTHS
from tracker.text.forms import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

# January to December, a language a line; a name that no language line repeats differently.
_NAMES = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    (
        "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου"
        " νοεμβρίου δεκεμβρίου"
    ),
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
)


def _folded(name: str) -> str:
    """Fold the case of a month as the patterns below do, to which the dotless i of Turkish is an i."""
    return name.casefold().replace("i\N{COMBINING DOT ABOVE}", "i").replace("ı", "i")


_NUMBERED = tuple((name, number) for line in _NAMES for number, name in enumerate(line.split(), 1))
_MONTHS = {_folded(name): number for name, number in _NUMBERED}
_MONTH = "|".join(sorted({re.escape(name) for name, _ in _NUMBERED}, key=lambda name: (-len(name), name)))
# "12. März 2026", "le 1er mai", "12 de marzo de 2026", "12 марта 2026 года", "12 مارس/آذار 2026"
_WRITTEN = re.compile(
    rf"(?P<day>\d(?<![\w.,:/-]\d)\d?)(?:\.|er|º|°)?\s(?:d[eo]\s)?(?P<month>{_MONTH})(?:/\w+)?(?!\w)"
    r"(?:,?\s(?:del?\s)?(?P<year>\d{4})(?!\d))?",
    re.IGNORECASE,
)
# "2026年3月12日", "3月12日", "2026년 3월 12일"; full-width digits too.
_EASTERN = re.compile(
    r"(?:(?<!\d)(?P<year>\d{4})\s?[年년]\s?)?(?<!\d)(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日日号號일]"
)
_DIGIT = re.compile(r"\d")
# "12 April" is English too, and `dates` knows more of it; "12. April" and "12 de abril" are not.
_MARKED = re.compile(r"\d+(?:[.º°]|er|\sde?\s)")
ORDINAL_MONTH = re.compile(rf"(?:{_MONTH})(?!\w)", re.IGNORECASE)
"""What stands behind the full stop of "12." where that ends no sentence."""


def foreign_dates(sentence: str, published: date) -> Iterator[tuple[str, int, int]]:
    """Find days as (ISO date, start, end), in order; without a year the day nearest to publication."""
    if not _DIGIT.search(sentence) or (sentence.isascii() and forms(sentence).isdisjoint(_MONTHS)):
        return
    found = list(_WRITTEN.finditer(sentence))
    if "月" in sentence or "월" in sentence:
        found.extend(_EASTERN.finditer(sentence))
    for match in sorted(found, key=re.Match.start):
        if match["month"].casefold() in ENGLISH_MONTHS and not _MARKED.match(match.group()):
            continue
        month = _MONTHS.get(_folded(match["month"])) or int(match["month"])
        day = _day(int(match["day"]), month, int(match["year"] or 0), published)
        if day is not None:
            yield day.isoformat(), *match.span()


def _day(day: int, month: int, year: int, published: date) -> date | None:
    """Make a date; None for one that no calendar has."""
    if not 1 <= month <= len(calendar.month_name) - 1 or not day:
        return None
    years = [year] if year else range(published.year - 1, published.year + 2)
    able = [year for year in years if MINYEAR <= year <= MAXYEAR]
    days = [date(y, month, day) for y in able if day <= calendar.monthrange(y, month)[1]]
    return min(days, key=lambda each: abs(each - published), default=None)
