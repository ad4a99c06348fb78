"""Child processes that read hostile documents, and die of it in our stead."""

from __future__ import annotations

from tracker.sandbox.pool import MEMORY, TIMEOUT, Sandbox, SandboxError

__all__ = ["MEMORY", "TIMEOUT", "Sandbox", "SandboxError"]
