"""Which addresses may be connected to: public ones, and those the user named.

The address is checked after the name was resolved and is the one connected to, so that a
name which changes its mind between check and connection gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses that carry an IPv4 address within: NAT64 (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(Exception):
    """A connection that is not made; the message is a sentence for the user."""


class NoAddressError(RefusedError):
    """The name of a host leads nowhere, as far as anybody tells now."""


class OfflineError(RefusedError):
    """There is no way to the network now, so that nobody was asked."""


@dataclass(frozen=True, slots=True)
class Permission:
    """One entry of allow_private: a host name, an address or a network, and a port or any."""

    host: str
    network: ipaddress.IPv4Network | ipaddress.IPv6Network | None
    port: int | None

    def covers(self, host: str, address: Address, port: int) -> bool:
        """Say whether this entry permits connecting to `address` for the name `host`."""
        if self.port not in {None, port}:
            return False
        if self.network is None:
            return host.lower().rstrip(".") == self.host
        return address.version == self.network.version and address in self.network


def permission(entry: str) -> Permission:
    """Read one entry: "127.0.0.1", "localhost", "192.168.0.0/16", "nas.lan:8080", "[::1]:80"."""
    entry = entry.strip().lower()
    host, port = entry, None
    if found := re.fullmatch(r"(\[[^\]]+\]|[^:]+):(\d{1,5})", entry):
        host, port = found[1], int(found[2])
    host = host.strip("[]").rstrip(".")
    try:
        network = ipaddress.ip_network(host, strict=False)
    except ValueError:
        return Permission(host, None, port)
    return Permission(host, network, port)


def is_public(address: Address) -> bool:
    """Say whether an address is one of the open internet, looking into those that embed another."""
    inner = _embedded(address)
    if inner is not None:
        return is_public(inner)
    site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or site_local)


def permitted(
    host: str, port: int, addresses: Sequence[Address], permissions: Sequence[Permission]
) -> list[Address]:
    """Return those of a host's addresses that may be connected to; RefusedError if none may."""
    good = [
        address
        for address in addresses
        if is_public(address)
        or any(permission.covers(host, _bare(address), port) for permission in permissions)
    ]
    if not good:
        address = addresses[0]
        owner = f"address {address}" if str(address) == host else f"{host} has the address {address}, which"
        raise RefusedError(f"{owner} is private; name it in allow_private to permit it")
    return good


def resolve(host: str, port: int, timeout: float) -> list[Address]:
    """Look a host name up, waiting `timeout` seconds at most; RefusedError if there is no address.

    The system's resolver knows no time-out, so it runs in a thread that may be left behind.
    """
    answers: SimpleQueue[list[Address] | Exception] = SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            # A dict keeps the resolver's order and drops doubles.
            answers.put([ipaddress.ip_address(name) for name in dict.fromkeys(str(f[4][0]) for f in found)])
        except (OSError, ValueError) as error:  # ValueError: a label too long for IDNA
            answers.put(error)

    Thread(target=look_up, name=f"resolve {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
        raise OfflineError(f"the name {host} can't be looked up now: there may be no network")
    if isinstance(answer, Exception) or not answer:
        raise NoAddressError(f"{host} has no address")
    return answer


def _embedded(address: Address) -> Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _bare(address: Address) -> Address:
    """Return the IPv4 address that an IPv4-mapped one is at the connection."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
