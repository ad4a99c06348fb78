"""Runs tracker as a process of its own, for tests of the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Shell:
    """Runs commands on one data folder; loopback is allowed, and hosts are asked without a pause."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        # One test server is one host; without this each second feed would wait a second.
        (folder / "config.toml").write_text("[poll]\npause_seconds = 0\n")

    def run(self, *words: str, code: int = 0, **environ: str) -> str:
        """Run a command, expect its exit code and no traceback, and return what it printed."""
        done = self.done(*words, **environ)
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == code, (done.returncode, done.stdout[-500:], done.stderr)
        return done.stdout

    def json(self, *words: str, code: int = 0) -> Any:
        return json.loads(self.run(*words, "--json", code=code))

    def done(self, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tracker", "--data", str(self.folder), *words]
        env = os.environ | {"TRACKER_ALLOW_PRIVATE": "127.0.0.1", "PYTHONIOENCODING": "utf-8"} | environ
        return subprocess.run(
            command, capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL, check=False
        )
