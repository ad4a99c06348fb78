"""A feed that may be subscribed to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed on offer: absolute http address, and what the page or the site's rule calls it, or "".

    `kind` is its format as far as it is known without asking: RSS, Atom, JSON Feed, or "".
    """

    url: str
    title: str = ""
    kind: str = ""
