"""What protects a dossier from its model, each switchable for measuring; and the bounds of the work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tracker.llm.ports import Budget, Cache, Oversight

Style = Literal["auto", "write", "shorten"]
"""How much a model is trusted with: to write sections, or only to shorten their sentences one by one.

auto: to write, until a section fails; the rest of that dossier is shortened.
"""


@dataclass(frozen=True, slots=True)
class Guards:
    """The guardrails; all on, but for a benchmark that shows what one of them does.

    `schema`: the server is asked to keep an answer in its form. `rescue`: JSON is found in prose and
    code fences. `examples`: the model is shown a task that is done. `nudges`: how often an answer that
    fails is asked for again, told what was wrong. `stand_in`: what fails is left to the extractive
    engine. `evidence`: citations, quotations, figures and dates are found in the cited articles, and
    from `names` on each as its function in `judge` has it.
    """

    schema: bool = True
    rescue: bool = True
    examples: bool = True
    nudges: int = 2
    stand_in: bool = True
    evidence: bool = True
    names: bool = True
    words: bool = True
    overlap: bool = True
    sense: bool = True
    whole: bool = True
    order: bool = True
    language: bool = True
    copies: bool = True


BARE = Guards(
    schema=False,
    rescue=False,
    examples=False,
    nudges=0,
    stand_in=False,
    evidence=False,
    names=False,
    words=False,
    overlap=False,
    sense=False,
    whole=False,
    order=False,
    language=False,
    copies=False,
)
"""A model left to itself."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of one dossier.

    `context`: tokens that the model takes in and gives back at once, `answer`: those it may give back;
    `deadline`: seconds for the whole dossier, `patience`: seconds for one answer. The defaults suit a
    model of a few billion parameters on a desk: most are served with 4,096 tokens.
    """

    context: int = 4096
    answer: int = 700
    deadline: float = 300.0
    patience: float = 120.0


@dataclass(frozen=True, slots=True)
class Around:
    """What an engine works with and within; what is None is not there."""

    guards: Guards = field(default_factory=Guards)
    bounds: Bounds = field(default_factory=Bounds)
    style: Style = "auto"
    cache: Cache | None = None
    budget: Budget | None = None
    oversight: Oversight | None = None
