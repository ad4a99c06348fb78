"""One exchange with a model's server, through pydantic-ai; the only place that loads it.

What a server answers is never repeated in an error: it may be anything, and may hold the key.
"""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass, replace
from inspect import signature
from typing import TYPE_CHECKING, Any

from tracker.llm.excerpt import estimate, tokens
from tracker.llm.ports import ModelError, Reply, SchemaRefusedError, Usage, UselessError
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    import httpx2
    from pydantic_ai.messages import ModelMessage, ModelResponse
    from pydantic_ai.models import Model, ModelRequestParameters

    from tracker.llm.ports import Prompt

# No answer that a dossier asks for is a tenth as long.
MOST_BYTES = 2_000_000
# Nor does any request take so many tokens: a server that says so counts wrong.
MOST_TOKENS = 10_000_000
# Answers in a form that a server does not know are refused with one of these.
_REFUSALS = frozenset({400, 415, 422, 501})
_BROKEN = 500
_NAMELESS = "no-key"
_UNKNOWN = "The model's provider or its key is not known."


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens read, and written; nothing where that is not known."""

    read: float = 0.0
    written: float = 0.0

    @property
    def known(self) -> bool:
        """Tell whether there is a price."""
        return self.read > 0 or self.written > 0

    def of(self, read: int, written: int) -> float:
        """Give the price of so many tokens."""
        return (read * self.read + written * self.written) / 1_000_000


UNKNOWN_PRICE = Price()


class ServerModel:
    """A model behind an OpenAI-compatible address, or of a provider that pydantic-ai knows.

    With an empty `base_url`, `name` is "provider:model". `key` is called when a connection is made, and
    what it gives is kept nowhere else. Redirects are not followed. Without a `price` that of the
    library's list holds.
    """

    def __init__(
        self, name: str, base_url: str, key: Callable[[], str] = str, price: Price = UNKNOWN_PRICE
    ) -> None:
        self.name = line(name)
        self._asked = name
        self._base_url = base_url
        self._key = key
        self._price = price
        self._http: httpx2.AsyncClient | None = None
        self._model: Model | None = None

    def load(self) -> None:
        """Import the library, which takes seconds where nothing of it is loaded yet."""
        import pydantic_ai.direct
        import pydantic_ai.models.openai
        import pydantic_ai.providers.openai_compatible

        # Said on stderr, over the screen; what is counted wrong is estimated here.
        warnings.filterwarnings("ignore", category=pydantic_ai.UsageExtractionFailedWarning)

    async def ask(self, prompt: Prompt) -> Reply:
        """Send one request and wait for the whole answer. Raises ModelError."""
        try:
            from pydantic_ai.direct import model_request

            response = await model_request(
                self._connected(),
                _messages(prompt),
                model_settings={"max_tokens": prompt.longest, "temperature": 0.0, "max_retries": 0},
                model_request_parameters=_parameters(prompt),
            )
            return _reply(response, prompt, self._price)
        except ModelError:
            raise
        except Exception as error:  # noqa: BLE001 - the border at which a library's faults become ours
            raise _fault(error, prompt) from None

    async def close(self) -> None:
        """Let go of all connections; a loop that ends takes none of them with it."""
        http, self._http, self._model = self._http, None, None
        if http is not None:
            await http.aclose()

    def _connected(self) -> Model:
        if self._model is None:
            self._model = self._served() if self._base_url else self._provided()
        return self._model

    def _served(self) -> Model:
        """Make a model of an OpenAI-compatible server, which may know but the oldest of that protocol."""
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.profiles.openai import OpenAIModelProfile
        from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

        self._http = _http()
        provider = OpenAICompatibleProvider(
            "server", base_url=self._base_url, api_key=self._key() or _NAMELESS, http_client=self._http
        )
        profile = OpenAIModelProfile(
            supports_json_schema_output=True,
            openai_chat_supports_max_completion_tokens=False,
            openai_supports_strict_tool_definition=True,
        )
        return OpenAIChatModel(self._asked, provider=provider, profile=profile)

    def _provided(self) -> Model:
        """Make a model of a provider, with the key that was named or the one that the provider looks for.

        Where a provider takes a connection, it gets ours, with its bounds.
        """
        from pydantic_ai.models import infer_model
        from pydantic_ai.providers import infer_provider_class

        key = self._key()

        def provider(name: str) -> Any:  # noqa: ANN401 - of any client
            kind = infer_provider_class(name)
            given: dict[str, Any] = {"api_key": key} if key else {}
            if "http_client" in signature(kind).parameters:
                self._http = given["http_client"] = _http()
            return kind(**given)

        try:
            return infer_model(self._asked, provider)
        except ValueError:
            raise ModelError(_UNKNOWN) from None


def _http() -> httpx2.AsyncClient:
    import httpx2

    class Bounded(httpx2.AsyncHTTPTransport):
        """Takes answers as they are, and none that does not end."""

        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            response = await super().handle_async_request(request)
            if response.headers.get("content-encoding", "identity") != "identity":
                await response.aclose()
                raise UselessError("The model's server packed its answer, unasked.")
            stream = response.stream
            if isinstance(stream, httpx2.AsyncByteStream):
                response.stream = _bounded(stream)
            return response

    # A connection that is kept may be hung up just when it is used again: that would count as a fault
    # of a server that has none. A new one costs nothing beside an answer.
    return httpx2.AsyncClient(
        transport=Bounded(),
        follow_redirects=False,
        headers={"Accept-Encoding": "identity", "Connection": "close"},
        timeout=None,
    )


def _bounded(stream: httpx2.AsyncByteStream) -> httpx2.AsyncByteStream:
    """Let so many bytes of an answer through."""
    import httpx2

    class Bounded(httpx2.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            left = MOST_BYTES
            async for chunk in stream:
                left -= len(chunk)
                if left < 0:
                    raise UselessError("The model's server answers without end.")
                yield chunk

        async def aclose(self) -> None:
            await stream.aclose()

    return Bounded()


def _messages(prompt: Prompt) -> list[ModelMessage]:
    from pydantic_ai.messages import ModelRequest, ModelResponse, SystemPromptPart, TextPart, UserPromptPart

    messages: list[ModelMessage] = [ModelRequest([SystemPromptPart(prompt.rules)])]
    for message in prompt.turns:
        if message.role == "user":
            messages.append(ModelRequest([UserPromptPart(message.text)]))
        else:
            messages.append(ModelResponse([TextPart(message.text)]))
    return messages


def _parameters(prompt: Prompt) -> ModelRequestParameters:
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.output import OutputObjectDefinition

    if not prompt.schema:
        return ModelRequestParameters()
    form = OutputObjectDefinition(json.loads(prompt.schema), name="answer", strict=True)
    return ModelRequestParameters(output_mode="native", output_object=form)


def _reply(response: ModelResponse, prompt: Prompt, price: Price) -> Reply:
    # Half an emoji, as small models end in, can neither be stored nor be sent back.
    text = (response.text or "").encode("utf-8", "ignore").decode()
    if response.finish_reason == "content_filter":
        raise UselessError("The model's server refused to answer.")
    if not text.strip():
        raise UselessError("The model's server gave an empty answer.")
    return Reply(text, response.finish_reason in {"stop", None}, _usage(response, prompt, price))


def _usage(response: ModelResponse, prompt: Prompt, price: Price) -> Usage:
    """Give what an answer took; where the server does not count, or counts wrong, it is estimated."""
    from pydantic_ai.usage import RequestUsage

    read, written = response.usage.input_tokens, response.usage.output_tokens
    if not (0 < read <= MOST_TOKENS and 0 < written <= MOST_TOKENS):
        read, written = estimate(prompt).read, tokens(response.text or "")
        response = replace(response, usage=RequestUsage(input_tokens=read, output_tokens=written))
    return Usage(read, written, price.of(read, written) if price.known else _listed(response))


def _listed(response: ModelResponse) -> float | None:
    """Give the price of an answer in US dollars by the library's list, None where it has none."""
    try:
        return float(response.cost().total_price)
    except (LookupError, ValueError, AssertionError):
        return None


def _fault(error: Exception, prompt: Prompt) -> ModelError:
    """Say in our own words what a library's error means."""
    from pydantic_ai import exceptions

    status = error.status_code if isinstance(error, exceptions.ModelHTTPError) else 0
    if status in _REFUSALS and prompt.schema:
        return SchemaRefusedError(f"The model's server does not take the form of the answer ({status}).")
    if status:
        # A server that broke down, or the one before it, may have done the work all the same.
        kind = UselessError if status >= _BROKEN else ModelError
        return kind(f"The model's server answered {status}.")
    said = {
        ImportError: "The provider of the model needs a library that is not installed.",
        exceptions.ModelConnectionError: "The model's server can't be reached, or hung up.",
        exceptions.UserError: _UNKNOWN,
    }
    own = next((each for each in _causes(error) if isinstance(each, ModelError)), None)
    known = next((text for kind, text in said.items() if isinstance(error, kind)), "")
    if own or known:
        unsent = not isinstance(error, exceptions.ModelConnectionError) or _is_unsent(error)
        return own or (ModelError if unsent else UselessError)(known)
    return UselessError("The model's server did not answer as one of its kind.")


def _is_unsent(error: BaseException) -> bool:
    """Tell whether no connection was made, so that nothing was asked."""
    import httpx2

    return any(isinstance(each, httpx2.ConnectError) for each in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give an error and all that led to it: the library wraps what a connection raises."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
