"""A server on loopback that speaks the OpenAI protocol: answers as it is told, or goes wrong in many ways."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Self, cast

# How long a drip waits between two bytes.
DRIP = 0.02
# A sentence on a sheet, as a model sees it.
NUMBERED = re.compile(r"^\[(\d+\.\d+)\](?: \((\d{4}(?:-\d\d){0,2})\))? (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """One request as it came: its headers in lower case, and its JSON."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def task(self) -> str:
        """The last message of the user."""
        return str(self.body["messages"][-1]["content"])

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """The numbered sentences of the last message."""
        return [(name, text) for name, _, text in NUMBERED.findall(self.task)]

    @property
    def keys(self) -> list[str]:
        """What the answer is to have: by the schema, or where there is none, by the example."""
        form = self.body.get("response_format")
        if form:
            return list(form["json_schema"]["schema"]["properties"])
        shots = [m["content"] for m in self.body["messages"] if m["role"] == "assistant"]
        return list(json.loads(shots[-1]))


Answer = Callable[["Asked"], str]
Fault = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    asked_before = False

    @property
    def host(self) -> ModelServer:
        return cast("_Server", self.server).host

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, headers, json.loads(body))
        self.host.note(asked)
        again, self.asked_before = self.asked_before, True
        fault = self.host.next_fault()
        if again and self.host.hangs_up:
            self.close_connection = True
        elif fault is not None:
            fault(self)
            self.close_connection = True
        elif asked.body.get("response_format") and not self.host.takes_schema:
            self.send(400, {"error": {"message": "response_format is not known"}})
        else:
            self.send(200, completion(self.host.answer(asked)))

    def do_GET(self) -> None:
        self.host.gets.append(self.path)
        self.send(404, {"error": {"message": "nothing here"}})

    def send(
        self,
        status: int,
        body: object,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(data)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's name
        pass


def completion(text: str | None, finish: str | None = "stop", **more: Any) -> dict[str, Any]:
    """Make the body of a chat completion."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "answer-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "small-one",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        **more,
    }


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host: ModelServer) -> None:
        self.host = host
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up."""


@dataclass
class ModelServer:
    """A running server. `answer` is the model; `faults` are played first, each once, then `always`.

    `hangs_up`: a connection that brings a second request is ended without a word.
    """

    answer: Answer
    faults: list[Fault] = field(default_factory=list)
    always: Fault | None = None
    takes_schema: bool = True
    hangs_up: bool = False
    asked: list[Asked] = field(default_factory=list)
    gets: list[str] = field(default_factory=list)
    stopping: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._server = _Server(self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def note(self, asked: Asked) -> None:
        with self._lock:
            self.asked.append(asked)

    def next_fault(self) -> Fault | None:
        with self._lock:
            return self.faults.pop(0) if self.faults else self.always


# ---------------------------------------------------------------- models


def obedient(asked: Asked) -> str:
    """Do each task well enough: leave out what stands between commas, and cite what was taken."""
    sentences = asked.sentences
    return json.dumps(_done(asked.keys, sentences, asked.task), ensure_ascii=False)


def _done(keys: list[str], sentences: list[tuple[str, str]], task: str) -> dict[str, Any]:
    match keys[0]:
        case "claims":
            return {"claims": [{"citations": [name], "text": shortened(text)} for name, text in sentences]}
        case "events":
            return {"events": [{"sentence": name, "text": shortened(text)} for name, text in sentences]}
        case "questions":
            return {"questions": [], "answered": []}
        case "tensions":
            return {"tensions": []}
        case "perspectives":
            return {"perspectives": _views(sentences, task)}
    return {"text": shortened(sentences[0][1])}


def _views(sentences: list[tuple[str, str]], task: str) -> list[dict[str, Any]]:
    who = re.search(r"holds or wants: (.*?)\. Add", task)
    found = []
    for actor in who[1].split(", ") if who else ():
        own = [(name, text) for name, text in sentences if actor.split()[-1] in text]
        if own:
            name, text = own[0]
            view = {"actor": actor, "citations": [name], "stance": shortened(text), "quotations": []}
            found.append(view)
    return found


def shortened(text: str) -> str:
    """Leave out what comes behind the first comma, if enough is left."""
    first = re.split(r",(?= )", text)[0].rstrip(".")
    return f"{first}." if len(first.split()) > 5 and first.count("“") == first.count("”") else text


def says(data: object) -> Answer:
    """Be a model that always answers the same."""
    text = data if isinstance(data, str) else json.dumps(data)
    return lambda _: text


# ---------------------------------------------------------------- faults


def gives(status: int, body: object = b"", kind: str = "application/json", **headers: str) -> Fault:
    """Answer with a status and a body, whatever was asked."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(status, body, kind, named)


def silent(handler: Handler) -> None:
    """Never answer."""
    handler.host.stopping.wait()


def dripping(handler: Handler) -> None:
    """Answer a byte at a time, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not handler.host.stopping.wait(DRIP):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def cut_off(handler: Handler) -> None:
    """Promise 10,000 bytes and send a few."""
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n{"choices": [{')


def endless(handler: Handler) -> None:
    """Answer with spaces as fast as they are taken, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not handler.host.stopping.is_set():
        handler.wfile.write(b" " * 65536)
