"""Drives a headless Chromium in tests, by its DevTools protocol over aiohttp (no further dependency)."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import subprocess
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aiohttp import ClientWebSocketResponse

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Seconds after which a browser that says nothing is given up.
SILENCE = 60
# Characters of keys that DevTools wants by name.
KEYS = {"\r": "Enter", "\x1b": "Escape"}


def program() -> str:
    """Return the path of a Chromium, "" where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), "")


class Browser:
    """One page of a browser."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def ask(self, method: str, **about: Any) -> dict[str, Any]:
        """Send a command and return its result."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": about})
        answer: dict[str, Any] = {}
        async with asyncio.timeout(SILENCE):
            while answer.get("id") != number:
                answer = await self._socket.receive_json()
        assert "error" not in answer, answer
        found: dict[str, Any] = answer["result"]
        return found

    async def run(self, script: str) -> Any:
        """Evaluate JavaScript in the page, promises too; return its value."""
        found = await self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def until(self, condition: str) -> None:
        """Wait in the page, from frame to frame, until a condition holds there."""
        script = "new Promise(done => {{ const look = () => {} ? done() : setTimeout(look, 20); look(); }})"
        await self.run(script.format(f"({condition})"))

    async def type(self, keys: str) -> None:
        for key in keys:
            about: dict[str, Any] = {"key": KEYS.get(key, key), "text": key}
            if key == "\r":
                about |= {"windowsVirtualKeyCode": 13}
            await self.ask("Input.dispatchKeyEvent", type="keyDown", **about)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", **about)


@asynccontextmanager
async def opened(address: str, profile: Path) -> AsyncIterator[Browser]:
    """Open an address in a browser with a profile of its own."""
    words = [
        program(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--window-size=1200,800",
    ]
    words += ["--disable-background-networking", "--disable-dev-shm-usage", "--remote-debugging-port=0"]
    process = await asyncio.create_subprocess_exec(
        *words, f"--user-data-dir={profile}", "about:blank", stderr=subprocess.PIPE
    )
    try:
        port = await asyncio.wait_for(_port(process), SILENCE)
        async with ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json/list") as listed:
                pages = await listed.json()
            socket = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
            async with client.ws_connect(socket, max_msg_size=0) as devtools:
                browser = Browser(devtools)
                await browser.ask("Page.enable")
                await browser.ask("Page.navigate", url=address)
                yield browser
    finally:
        process.kill()
        await process.communicate()


async def _port(process: asyncio.subprocess.Process) -> str:
    """Read where the browser listens: "DevTools listening on ws://127.0.0.1:PORT/…"."""
    assert process.stderr is not None
    async for line in process.stderr:
        if b"DevTools listening on" in line:
            return line.decode().split("//")[1].split("/")[0].rpartition(":")[2]
    raise AssertionError("the browser did not start")
