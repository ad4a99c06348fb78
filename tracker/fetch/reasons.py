"""A network error → a Failure, with one plain sentence for the user."""

from __future__ import annotations

import errno
import ssl

import httpcore2

from tracker.fetch.answers import Failure

# Errors of this computer's own network, whatever the server is (POSIX, <errno.h>).
_OFFLINE = frozenset({errno.ENETDOWN, errno.ENETUNREACH})


def broken(url: str, error: Exception, deadline: float) -> Failure:
    """Say that a connection did not come about, or broke."""
    return Failure(
        url,
        reason(error, deadline),
        offline=is_offline(error),
        unanswered=True,
        unreached=is_unreached(error),
    )


def reason(error: Exception, deadline: float) -> str:
    """Say what went wrong with a connection, as far as the error tells."""
    if isinstance(error, httpcore2.TimeoutException):
        return f"the server did not answer within {deadline:g} s"
    if isinstance(error, httpcore2.LocalProtocolError):
        return "the request can't be sent: its address or validators are not proper HTTP"
    if isinstance(error, httpcore2.ProtocolError):
        cut = "without" in str(error) or "incomplete" in str(error)
        return "the answer was cut off" if cut else "the server's answer is not proper HTTP"
    if isinstance(error, httpcore2.ConnectError):
        return _unconnected(error.__cause__)
    return "the server broke the connection off"


def is_offline(error: Exception) -> bool:
    """Tell whether an error comes from having no network, so that no server was asked."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _OFFLINE


def is_unreached(error: Exception) -> bool:
    """Tell whether no connection came about; who refuses one, or speaks bad TLS, is there."""
    if isinstance(error, httpcore2.ConnectTimeout):
        return True
    there = isinstance(error.__cause__, ConnectionRefusedError | ssl.SSLError)
    return isinstance(error, httpcore2.ConnectError) and not there


def _unconnected(cause: BaseException | None) -> str:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"the server's certificate is not valid: {cause.verify_message.rstrip('.')}"
    if isinstance(cause, ssl.SSLError):
        return "the server can't speak a secure version of TLS"
    if isinstance(cause, ConnectionRefusedError):
        return "the server refused the connection"
    if isinstance(cause, OSError) and cause.strerror:
        return f"the server can't be reached: {cause.strerror.lower()}"
    return "the server can't be reached"
