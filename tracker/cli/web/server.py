"""Serves the page and its WebSocket on one loopback address, until it is asked to leave."""

from __future__ import annotations

import logging
import os
import shlex
import signal
import socket
import sys
import threading
from contextlib import closing, redirect_stdout, suppress
from html import escape
from importlib.resources import files
from io import TextIOBase
from string import Template
from typing import TYPE_CHECKING

from aiohttp import web
from textual_serve.server import Server

from tracker.cli.web.guard import HEADERS
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiohttp.typedefs import Handler

    from tracker.cli.web.guard import Guard

log = logging.getLogger("tracker.web")

# Windows that are open at a time: each is a process of some 100 MB.
WINDOWS = 8
# Seconds for the windows to close in order, and after which nobody waits for them any more: they see
# by themselves that the server is gone.
CLOSING, PATIENCE = 3.0, 8.0
# Ports that are tried after the usual one.
TRIED = 20
_PAGE = files("tracker.cli.web")
_OURS = {"page.js": "text/javascript", "page.css": "text/css"}


def bound(host: str, port: int, *, only: bool) -> socket.socket:
    """Take a port to listen on, or with not `only` the next that is free. Raises TrackerError."""
    wanted = [port] if only or not port else [*range(port, port + TRIED), 0]
    for each in wanted:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, each))
        except (OSError, OverflowError) as error:
            listener.close()
            reason = getattr(error, "strerror", None) or str(error)
        else:
            listener.listen()
            return listener
    raise TrackerError(f"Port {port} of {host} can't be used: {reason}.", "Name another with --port.")


class Window(Server):
    """textual-serve with our own page, behind a guard; each WebSocket runs `words` as its process."""

    def __init__(self, words: Sequence[str], guard: Guard) -> None:
        # The shell that textual-serve starts gives way to the program: a signal or the end of its
        # input reaches it, and nothing stands between.
        super().__init__(f"exec {shlex.join(words)}", guard.host, guard.port, "tracker", guard.origin)
        self._guard = guard
        self._open: set[web.WebSocketResponse] = set()
        self._windows = 0

    def run(self, listener: socket.socket, tell: Callable[[str], None]) -> None:
        """Serve until SIGINT, SIGTERM or SIGHUP; `tell` is given what a window died of, in a line."""
        # A window that ends after the loop has closed can't be told so, and from Python 3.13 on that is
        # printed with its traceback, to someone who only ended the server.
        sys.unraisablehook = _log_unheard
        with closing(listener), redirect_stdout(_Complaints(tell)):
            web.run_app(
                self._make_app(),
                sock=listener,
                print=lambda *_: None,
                access_log=None,
                shutdown_timeout=CLOSING,
            )

    async def _make_app(self) -> web.Application:
        """Lay out what is served; everything passes the guard."""
        app = web.Application(middlewares=[self._guarded])
        way = f"/{self._guard.key}"
        app.add_routes(
            [
                web.get(f"{way}/", self.handle_index),
                web.get(f"{way}/ws", self.handle_websocket),
                web.get("/own/{name}", self._own),
                web.static("/static", self.statics_path),
            ]
        )
        app.on_response_prepare.append(self._protect)
        app.on_startup.append(self.on_startup)
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Heed the end of the terminal too; aiohttp heeds the other signals."""
        del app
        import asyncio

        if hasattr(signal, "SIGHUP"):
            with suppress(NotImplementedError, RuntimeError):
                asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.request_exit)

    async def on_shutdown(self, app: web.Application) -> None:
        """Close every window, so that its process ends; one that hangs is left to itself."""
        del app
        last = threading.Timer(PATIENCE, os._exit, (0,))
        last.daemon = True
        last.start()
        for each in tuple(self._open):
            await each.close(code=1001, message=b"tracker web has ended")

    async def handle_index(self, request: web.Request) -> web.Response:
        """Send the page."""
        socket_address = f"ws://{request.host}/{self._guard.key}/ws"
        page = Template((_PAGE / "page.html").read_text(encoding="utf-8"))
        text = page.substitute(title=escape(self.title), socket=escape(socket_address, quote=True))
        return web.Response(text=text, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the interface behind a WebSocket, unless too many windows are open."""
        if self._windows >= WINDOWS:
            raise web.HTTPServiceUnavailable(text=f"{WINDOWS} windows are open. Close one of them.")
        self._windows += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self._windows -= 1

    async def _own(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in _OURS:
            raise web.HTTPNotFound
        return web.Response(text=(_PAGE / name).read_text(encoding="utf-8"), content_type=_OURS[name])

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        refused = self._guard.refusal(request.headers, socket=request.path.endswith("/ws"))
        if refused:
            log.warning("refused %s from %s", request.method, request.headers.get("Origin", "no origin"))
            raise web.HTTPForbidden(text=f"{refused}\n")
        return await handler(request)

    async def _protect(self, request: web.Request, response: web.StreamResponse) -> None:
        """Give every answer the headers that keep other sites out, and remember open WebSockets."""
        for name, value in HEADERS.items():
            response.headers[name] = value.replace("{socket}", f"ws://{request.host}")
        if isinstance(response, web.WebSocketResponse):
            self._open = {each for each in self._open if not each.closed} | {response}


def _log_unheard(failed: sys.UnraisableHookArgs) -> None:
    log.warning("unheard: %s", failed.err_msg or failed.object, exc_info=failed.exc_value)


class _Complaints(TextIOBase):
    """Takes what textual-serve prints: all that a process said on stderr before it died."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def write(self, text: str) -> int:
        """Log it, and tell its last line, which names the error."""
        said = [line for line in text.splitlines() if line.strip()]
        if said:
            log.warning("a window ended: %s", text)
            self._tell(f"A window ended: {said[-1]}")
        return len(text)
