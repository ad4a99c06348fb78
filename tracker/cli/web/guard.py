"""Who may ask: a browser on this machine that was given the address, and no page but our own.

A page of another site can have a browser send requests here (cross-site WebSocket hijacking, CWE-1385),
and can have its own name resolve to this machine (DNS rebinding): the first is seen by `Origin` (RFC
6455, 10.2; Fetch Metadata), the second by `Host`. Other users of the machine lack the key.
"""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCALHOST = "localhost"
_HTTP = 80
# Bytes of the key: 128 bits cannot be guessed.
_KEY = 16
# What a browser may have come from to load the page itself: typed or clicked, wherever that was.
_OPENED = ("navigate", "document")

# The page may load and connect to its own origin alone, and no page may draw it in a frame, where it
# could be clicked unseen. xterm writes style elements.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def loopback(host: str) -> str:
    """Return an address of this machine that only it can reach; raise UsageError for any other."""
    name = host.strip().strip("[]").lower()
    try:
        address = ipaddress.ip_address("127.0.0.1" if name == LOCALHOST else name)
    except ValueError:
        address = None
    if address is None or not address.is_loopback:
        raise UsageError(
            f"“{host}” is not this machine alone. tracker web asks nobody for a password, so it is served on "
            "127.0.0.1 or ::1 only.",
            "From elsewhere: `ssh -L 8000:127.0.0.1:8000 HOST`, and open the address there.",
        )
    return str(address)


@dataclass(frozen=True, slots=True)
class Guard:
    """Says why a request is refused. `host` is an address as `loopback` gives it."""

    host: str
    port: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(_KEY))

    @property
    def origin(self) -> str:
        """Where the page is from, as a browser writes it."""
        return f"http://{self._with_port(self._written)}"

    @property
    def address(self) -> str:
        """What the user opens."""
        return f"{self.origin}/{self.key}/"

    def refusal(self, headers: Mapping[str, str], *, socket: bool) -> str:
        """Say why a request is refused, "" where it is not. A `socket` is opened by our own page alone."""
        host = headers.get("Host", "").lower()
        if host not in {self._with_port(self._written), self._with_port(LOCALHOST)}:
            return "This address is served under its own name only."
        origin = headers.get("Origin", "")
        if (origin or socket) and origin.lower() != f"http://{host}":
            return "Another site may not ask for this."
        site = headers.get("Sec-Fetch-Site", "same-origin")
        opened = (headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")) == _OPENED
        if site not in {"same-origin", "none"} and not opened:
            return "Another site may not ask for this."
        return ""

    @property
    def _written(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host

    def _with_port(self, name: str) -> str:
        return name if self.port == _HTTP else f"{name}:{self.port}"
