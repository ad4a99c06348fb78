"""What a fetch brings back: a response, or a failure in one plain sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# More digits than these are rubbish or abuse; a year is beyond any use here.
_LONGEST = timedelta(days=365)
_MAX_AGE = re.compile(r"(?:^|[\s,;])max-age\s*=\s*\"?(-?\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Response:
    """A whole, inflated answer of status 200 or 304.

    `url` is the final address, `etag` and `modified` are validators byte for byte.
    `permanent` is the new address if every redirect on the way was 301 or 308, else "".
    """

    url: str
    status: int
    body: bytes
    etag: str = ""
    modified: str = ""
    content_type: str = ""
    retry_after: timedelta | None = None
    max_age: timedelta | None = None
    permanent: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no response. `reason` is for the user; `gone`: the server answered 410.

    `closed` names the host and port that asked to be left alone whole: with status 429 by this
    answer; without a status it did so before, and was not asked. `offline`: this computer found
    no way to the network, so that no server was asked. `unanswered`: no whole answer came, so
    that the same request may well be answered another time. `unreached`: not even a connection
    came about; where that goes for every server, it is the network that is missing.
    """

    url: str
    reason: str
    status: int | None = None
    retry_after: timedelta | None = None
    gone: bool = False
    closed: str = ""
    offline: bool = False
    unanswered: bool = False
    unreached: bool = False


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """Return how long an answer stays fresh by Cache-Control, or None (RFC 9111, 5.2.2.1)."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    return _seconds(found[1]) if found else None


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Return how long to wait by Retry-After, or None (RFC 9110, 10.2.3).

    A date counts from the Date header of the same answer: so no clock is needed, and a
    server whose clock is wrong is still understood.
    """
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"-?\d+(\.\d*)?", value, re.ASCII):
        return _seconds(value.partition(".")[0])
    until, now = _date(value), _date(headers.get("date", ""))
    if until is None or now is None or until <= now:
        return None
    return min(until - now, _LONGEST)


def _seconds(digits: str) -> timedelta | None:
    if digits.startswith("-"):
        return None
    # int() of a very long row of digits is slow, and Python refuses it.
    return _LONGEST if len(digits) > len("31536000") else min(timedelta(seconds=int(digits)), _LONGEST)


def _date(value: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
