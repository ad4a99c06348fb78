"""The engine against a real server on loopback, which goes wrong in thirty ways."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import TYPE_CHECKING

import pytest
from pydantic_ai.messages import ModelResponse, TextPart

from tests import llm_server as server
from tests.ferry import FERRY
from tests.llm_server import Fault, ModelServer, completion, gives, obedient
from tracker.dossier.check import check
from tracker.dossier.extractive import ExtractiveEngine
from tracker.llm.client import UNKNOWN_PRICE, Price, ServerModel, _usage
from tracker.llm.engine import LlmEngine
from tracker.llm.guards import Around, Bounds
from tracker.llm.ports import Message, ModelError, Prompt, Reply, Usage
from tracker.selftest import servers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier import Cited
    from tracker.model import Dossier

KEY = "sk-very-secret-0123456789"
HTML = b"<!doctype html><h1>Bad gateway</h1>"
WHOLE = json.dumps(completion('{"claims": []}')).encode()
SHORT = Bounds(patience=0.3)

# What a server may do instead of answering, and a word of the reason that is shown.
FAULTS: dict[str, tuple[Fault, str]] = {
    "html with 200": (gives(200, HTML, "text/html"), "did not answer"),
    "html that claims to be json": (gives(200, HTML), "did not answer"),
    "nothing with 200": (gives(200, b""), "did not answer"),
    "no content": (gives(204), "did not answer"),
    "null": (gives(200, b"null"), "did not answer"),
    "a list": (gives(200, b"[]"), "did not answer"),
    "an error with 200": (gives(200, {"error": {"message": KEY}}), "did not answer"),
    "no choices": (gives(200, completion(None) | {"choices": []}), "did not answer"),
    "choices that are null": (gives(200, completion(None) | {"choices": None}), "did not answer"),
    "a choice without a message": (gives(200, completion(None) | {"choices": [{"index": 0}]}), "did not"),
    "a message without content": (gives(200, completion(None)), "empty answer"),
    "an empty answer": (gives(200, completion("")), "empty answer"),
    "spaces": (gives(200, completion("  \n ")), "empty answer"),
    "an answer that was filtered": (gives(200, completion("x", "content_filter")), "refused"),
    "an answer that was cut off": (gives(200, completion('{"claims": [', "length")), "cut off"),
    "json that is cut off": (gives(200, completion('{"claims": [{"text": "The ferry')), "cut off"),
    "prose": (gives(200, completion("I can't help with that.")), "no JSON"),
    "json of another form": (gives(200, completion('{"answer": 42}')), "another form"),
    "json cut off by the wire": (gives(200, WHOLE[:60]), "did not answer"),
    "bytes that are no text": (gives(200, b"\xff\xfe\x00\x80" * 9), "did not answer"),
    "packed bytes": (gives(200, b"\x1f\x8b\x08", content_encoding="gzip"), "packed"),
    "bad request": (gives(400, {"error": {"message": "context too long"}}), "answered 400"),
    "no key": (gives(401, {"error": {"message": f"wrong key {KEY}"}}), "answered 401"),
    "no such model": (gives(404, {"error": {"message": "pull it first"}}), "answered 404"),
    "too many requests": (gives(429, {}, retry_after="3600"), "answered 429"),
    "a fault of the server": (gives(500, HTML, "text/html"), "answered 500"),
    "no capacity": (gives(503, {}, retry_after="1"), "answered 503"),
    "a redirect": (gives(302, b"", location="http://127.0.0.1:9/v1/chat/completions"), "answer"),
    "a connection that ends": (servers.hung_up, "hung up"),
    "an answer that stops": (server.cut_off, "hung up"),
    "no http": (servers.babble, "hung up"),
    "silence": (server.silent, "No answer in"),
    "a drip": (server.dripping, "No answer in"),
    "an answer without end": (server.endless, "without end"),
}


def written(url: str, bounds: Bounds = SHORT, key: str = "") -> Dossier:
    model = ServerModel("small-one", url, lambda: key)
    return check(LlmEngine(model, Around(bounds=bounds, style="write")).build(FERRY, None, 1), FERRY)


ALONE = check(ExtractiveEngine().build(FERRY, None, 1), FERRY)


@pytest.mark.parametrize("name", FAULTS)
def test_whatever_a_server_does_there_is_a_dossier_and_the_reason_is_told(name: str) -> None:
    fault, reason = FAULTS[name]
    with ModelServer(obedient, always=fault) as running:
        # What is waited for in vain is waited for shortly; the others are not to fail on a slow machine.
        dossier = written(running.url, SHORT if "No answer" in reason else Bounds(), KEY)
        assert {request.path for request in running.asked} == {"/v1/chat/completions"}
        assert running.gets == []
    assert (dossier.title, dossier.what, dossier.narrative) == (ALONE.title, ALONE.what, ALONE.narrative)
    account = dossier.account
    assert reason in account.sections[0].replaced
    assert KEY not in repr(dossier)


def test_a_server_that_is_not_there_leaves_the_dossier_to_the_sources() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        dossier = written(f"http://127.0.0.1:{taken.getsockname()[1]}/v1")
    assert dossier.what == ALONE.what
    assert "can't be reached" in dossier.account.sections[0].replaced


def test_a_server_that_comes_back_is_used_for_what_is_left() -> None:
    with ModelServer(obedient, faults=[gives(503)]) as running:
        account = written(running.url, Bounds()).account
    assert account.sections[0].replaced == "The model's server answered 503."
    assert any(each.written for each in account.sections[1:])


def test_a_server_that_hangs_up_behind_each_answer_without_a_word_is_no_fault() -> None:
    with ModelServer(obedient, hangs_up=True) as running:
        account = written(running.url, Bounds()).account
        assert len(running.asked) > 1
    assert not any(each.absent for each in account.sections)


def test_a_model_behind_a_server_writes_a_dossier() -> None:
    with ModelServer(obedient) as running:
        dossier = written(running.url, Bounds())
        first = running.asked[0].body
    assert "The ferry Marigold sank at its berth in Port Avel on Monday." in {c.text for c in dossier.what}
    assert first["model"] == "small-one"
    assert first["temperature"] == 0
    assert first["response_format"]["json_schema"]["strict"] is True
    assert "tools" not in first
    assert dossier.account.read > 0


def test_half_an_emoji_in_an_answer_is_left_out() -> None:
    with ModelServer(lambda _: '{"text": "A ferry \ud83dsank."}') as running:
        model = ServerModel("small-one", running.url, lambda: "")

        async def asked() -> Reply:
            try:
                return await model.ask(Prompt("", (Message("user", "Go on."),)))
            finally:
                await model.close()

        reply = asyncio.run(asked())
    assert reply.text == '{"text": "A ferry sank."}'


async def _usage_of(model: ServerModel, prompt: Prompt) -> Usage:
    model.load()
    try:
        return (await model.ask(prompt)).usage
    finally:
        await model.close()


@pytest.mark.parametrize("count", [0, -5_000_000, 2**63, 10**30])
def test_tokens_that_a_server_counts_wrong_are_estimated(count: int) -> None:
    used = {"prompt_tokens": count, "completion_tokens": count, "total_tokens": 2 * count}
    said = completion('{"claims": []}', usage=used)
    prompt = Prompt("Say it.", (Message("user", "What?" * 30),), longest=30)
    with ModelServer(obedient, always=gives(200, said)) as running:
        usage = asyncio.run(_usage_of(ServerModel("small-one", running.url, price=Price(1.0, 1.0)), prompt))
    assert 10 < usage.read < 1000
    assert 1 <= usage.written < 30
    assert usage.cost == pytest.approx((usage.read + usage.written) / 1_000_000)


def test_a_price_of_the_librarys_list_is_that_of_the_estimate_where_nothing_is_counted() -> None:
    response = ModelResponse([TextPart("That.")], model_name="gpt-4o", provider_name="openai")
    usage = _usage(response, Prompt("Say it.", (Message("user", "What?"),)), UNKNOWN_PRICE)
    assert usage.cost


def test_a_server_that_knows_no_schema_is_asked_once_with_one() -> None:
    with ModelServer(obedient, takes_schema=False) as running:
        dossier = written(running.url, Bounds())
        forms = ["response_format" in request.body for request in running.asked]
    assert (forms[0], any(forms[1:])) == (True, False)
    assert dossier.account.sections[0].written


def test_the_key_is_sent_and_stands_nowhere_else(capsys: pytest.CaptureFixture[str]) -> None:
    with ModelServer(obedient) as running:
        dossier = written(running.url, Bounds(), KEY)
        sent = {request.headers["authorization"] for request in running.asked}
        assert not any(KEY in json.dumps(request.body) for request in running.asked)
    assert sent == {f"Bearer {KEY}"}
    assert KEY not in repr(dossier)
    assert KEY not in "".join(capsys.readouterr())


def test_without_a_key_no_key_of_the_environment_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with ModelServer(obedient) as running:
        written(running.url, Bounds())
        assert not any(KEY in json.dumps(request.headers) for request in running.asked)


def test_a_key_that_is_not_there_is_a_reason_as_any_other() -> None:
    def missing() -> str:
        raise ModelError("The environment has no MODELS_KEY.")

    with ModelServer(obedient) as running:
        engine = LlmEngine(ServerModel("small-one", running.url, missing))
        account = engine.build(FERRY, None, 1).account
        assert running.asked == []
    assert account.sections[0].replaced == "The environment has no MODELS_KEY."


def test_a_provider_that_nobody_knows_is_a_reason_as_any_other() -> None:
    engine = LlmEngine(ServerModel("nobody:small-one", ""))
    dossier = engine.build(FERRY, None, 1)
    assert dossier.account.sections[0].replaced == "The model's provider or its key is not known."
    assert engine.name == "llm nobody:small-one"


@pytest.mark.parametrize(
    ("fault", "reason"), [(server.endless, "without end"), (gives(302, b"", location="/elsewhere"), "answer")]
)
def test_a_provider_is_asked_within_the_same_bounds(
    fault: Fault, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer(obedient, always=fault) as running:
        monkeypatch.setenv("OLLAMA_BASE_URL", running.url)
        dossier = check(LlmEngine(ServerModel("ollama:small-one", "")).build(FERRY, None, 1), FERRY)
        assert {request.path for request in running.asked} == {"/v1/chat/completions"}
    assert reason in dossier.account.sections[0].replaced


def test_every_request_of_a_dossier_closes_its_connection_in_the_end() -> None:
    with ModelServer(obedient) as running:
        engine = LlmEngine(ServerModel("small-one", running.url))
        first = engine.build(FERRY, None, 1)
        # A second dossier runs in a loop of its own, with connections of its own.
        assert engine.build(FERRY, None, 1) == first


class Ledger:
    """A budget without a cap: what is reserved, and what of it was settled."""

    def __init__(self) -> None:
        self.reserved: list[Usage] = []
        self.settled: list[Usage] = []

    def reserve(self, articles: Sequence[Cited], most: Usage) -> int:
        assert articles
        self.reserved.append(most)
        return len(self.reserved)

    def settle(self, request: int, usage: Usage) -> None:
        assert request == len(self.reserved)
        self.settled.append(usage)


@pytest.mark.parametrize(
    ("fault", "settled"),
    [(gives(502), False), (servers.hung_up, False), (server.cut_off, False), (gives(429, {}), True)],
)
def test_what_may_have_been_done_stays_reserved_and_what_was_refused_costs_nothing(
    fault: Fault,
    settled: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    ledger = Ledger()
    with ModelServer(obedient, always=fault) as running:
        model = ServerModel("small-one", running.url)
        LlmEngine(model, Around(budget=ledger)).build(FERRY, None, 1)
    assert ledger.reserved
    assert ledger.settled == [Usage()] * len(ledger.reserved) * settled


def test_a_server_that_is_not_there_costs_nothing() -> None:
    ledger = Ledger()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        model = ServerModel("small-one", f"http://127.0.0.1:{taken.getsockname()[1]}/v1")
        LlmEngine(model, Around(budget=ledger)).build(FERRY, None, 1)
    assert ledger.settled == [Usage()] * len(ledger.reserved) != []
