"""Whether the hosts of some feeds can be reached; a connection is opened and closed, nothing is asked."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.fetch.addresses import RefusedError, permission, permitted, resolve
from tracker.model import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cli.session import Session
    from tracker.fetch.addresses import Permission

# Hosts that are tried, and seconds for each step of each.
TRIED, PATIENCE = 3, 5.0
_PORTS = {"http": 80, "https": 443}


def reachable(session: Session) -> Finding:
    """Connect to the hosts of the first feeds."""
    from tracker import subscriptions

    subscribed = [each.url for each in subscriptions.load(session.paths.feeds) if not each.search]
    hosts = list(dict.fromkeys(_place(url) for url in subscribed))[:TRIED]
    if not hosts:
        return Finding("network", "warn", "there is no feed to try. `tracker add URL` subscribes to one.")
    permissions = [permission(entry) for entry in session.settings.allow_private]
    faults = [fault for host, port in hosts if (fault := _fault(host, port, permissions))]
    if len(faults) == len(hosts):
        return Finding("network", "bad", f"no host of {len(hosts)} can be reached: {'; '.join(faults)}.")
    if faults:
        return Finding("network", "warn", f"{len(faults)} of {len(hosts)} hosts: {'; '.join(faults)}.")
    return Finding("network", "ok", f"{', '.join(host for host, _ in hosts)} can be reached.")


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 80)


def _fault(host: str, port: int, permissions: Sequence[Permission]) -> str:
    """Say why a host can't be reached, "" where it can."""
    try:
        addresses = permitted(host, port, resolve(host, port, PATIENCE), permissions)
        socket.create_connection((str(addresses[0]), port), PATIENCE).close()
    except TimeoutError:
        return f"{host} does not answer"
    except RefusedError as error:
        return str(error)
    except OSError as error:
        return f"{host}: {(error.strerror or str(error)).lower()}"
    return ""
