"""Hours of the day in which nothing is told: "22:00-07:00", by the clock on the wall."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time

_SPAN = re.compile(r"\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*")


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of every day; it ends on the morrow where its end is the earlier time."""

    begin: time
    end: time

    def holds(self, local: datetime) -> bool:
        """Tell whether a moment, in the zone of the clock that is meant, lies in the span."""
        now = local.time()
        if self.begin <= self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end


def read_hours(text: str) -> Hours | None:
    """Read a span, None where the text is none or its ends are one; 24:00 is the end of the day."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    ends = [_time(int(found[place]), int(found[place + 1])) for place in (1, 3)]
    begin, end = ends
    return None if begin is None or end is None or begin == end else Hours(begin, end)


def _time(hour: int, minute: int) -> time | None:
    if (hour, minute) == (24, 0):
        return time(0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
