"""How many examples a property test looks at: few in the suite, many where `FUZZ=50` asks for a long run."""

from __future__ import annotations

import os


def examples(count: int) -> int:
    """Return `count`, times the number in the environment's FUZZ."""
    return count * int(os.environ.get("FUZZ") or 1)
