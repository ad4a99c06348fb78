"""The sections of a dossier → HTML: lists, headings and quotations of the elements made for them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from tracker.diff.shown import evolution, heard, quoted
from tracker.dossier.absence import absence
from tracker.render import labels
from tracker.render.account import account_notes
from tracker.render.lines import GLUE
from tracker.render.page import ORDER
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tracker.model import Claim, Event, Perspective, Question, Section, Source, Tension, Version


def text(value: str) -> str:
    """Give any text as HTML that shows it and does nothing else; on one line."""
    return escape(clean.line(value), quote=True)


def link(url: str, shown: str) -> str:
    """Lead from HTML to an address, or to nowhere where it is no address of the web."""
    address = labels.web_link(url)
    return f'<a href="{text(address)}" rel="noopener noreferrer">{shown}</a>' if address else shown


@dataclass(frozen=True, slots=True)
class Body:
    """Writes one version. `cite` gives a citation number as HTML.

    `level` is that of the sections' headings; `prefix` begins their ids, None: they have none.
    """

    version: Version
    cite: Callable[[int], str]
    level: int = 2
    prefix: str | None = ""

    def sections(self, leaving_out: Sequence[Section] = ()) -> list[str]:
        """Give all sections of a version that has any source; an empty one with the reason."""
        dossier = self.version.dossier
        shown = [section for section in ORDER if section not in leaving_out]
        parts = [self._section(each) for each in shown if getattr(dossier, each) or dossier.sources]
        if dossier.dropped:
            parts.append(
                f'<p class="soft">{labels.counted(dossier.dropped, "claim")} dropped by the check</p>'
            )
        return [*parts, *(f'<p class="soft">{text(note)}</p>' for note in account_notes(dossier.account))]

    def _section(self, section: Section) -> str:
        inner = _BODIES[section](self)
        body = inner or f'<p class="soft">{text(absence(self.version.dossier, section))}</p>'
        heading = f"h{self.level}"
        if self.prefix is None:
            return f"<{heading}>{labels.HEADINGS[section]}</{heading}>\n{body}"
        name = f"{self.prefix}{section}"
        return (
            f'<section id="{name}" aria-labelledby="{name}-head">\n'
            f'<{heading} id="{name}-head">{labels.HEADINGS[section]}</{heading}>\n{body}\n</section>'
        )

    def cited(self, said: str, citations: Iterable[int]) -> str:
        """Give a sentence and its citations, from which no line's end parts it."""
        marks = "".join(map(self.cite, citations))
        return f"{text(said)}{GLUE}{marks}" if marks else text(said)

    def claims(self, claims: Sequence[Claim]) -> str:
        """Give claims as a list."""
        items = (f"{self.cited(each.text, each.citations)}{self._news(each.since)}" for each in claims)
        return _list(items)

    def paragraph(self, claims: Sequence[Claim]) -> str:
        """Give claims as running text."""
        return (
            f"<p>{' '.join(self.cited(each.text, each.citations) for each in claims)}</p>" if claims else ""
        )

    def question(self, item: Question) -> str:
        """Give a question and what became of it."""
        asked = self.cited(item.text, item.citations)
        if item.state == "open":
            return f'{asked} — <span class="state open">open since v{item.raised_in}</span>'
        at = f" in v{item.settled_in}" if item.settled_in else ""
        by = f" by {''.join(map(self.cite, item.answered_by))}" if item.answered_by else ""
        answer = f": {text(item.answer)}" if item.answer else ""
        return f'{asked} — <span class="state {item.state}">{item.state}{at}</span>{by}{answer}'

    def event(self, item: Event) -> str:
        """Give a dated claim."""
        day = text(item.date)
        said = self.cited(item.text, item.citations)
        return f'<time datetime="{day}">{day}</time> <span>{said}{self._news(item.since)}</span>'

    def perspective(self, item: Perspective) -> str:
        """Give an actor, what they hold and say, and how that moved."""
        head = f"h{min(self.level + 1, 6)}"
        parts = [f"<{head}>{text(item.actor)}</{head}>", self.paragraph((item.stance,))]
        parts += [
            f"<blockquote>{self.cited(quoted(quote.text), quote.citations)}</blockquote>"
            for quote in item.quotes
        ]
        since = f' · <span class="soft">{text(heard(item))}</span>' if heard(item) else ""
        state = f'<span class="state {item.evolution.state}">{text(evolution(item.evolution))}</span>'
        return "\n".join([*parts, f'<p class="meta">Evolution: {state}{since}</p>'])

    def tension(self, item: Tension) -> str:
        """Give who disagrees, on what, and both sides."""
        left, right = map(text, item.between)
        # A tension whose text only repeats its sides is told once.
        repeats = all(side.text in item.text for side in item.sides)
        sides = _list(self.cited(side.text, side.citations) for side in dict.fromkeys(item.sides))
        what = "" if repeats else f": {text(item.text)}"
        return f"<strong>{left}</strong> ↔ <strong>{right}</strong>{what}\n{sides}"

    def source(self, item: Source) -> str:
        """Give a source, linked, under its number; citations lead here."""
        origin = " · ".join(text(part) for part in (item.outlet, item.via) if part)
        copy = f", copy of {self.cite(item.copy_of)}" if item.copy_of else ""
        name = "" if self.prefix is None else f' id="{self.prefix}source-{item.number}"'
        date = f'<time datetime="{labels.day(item.published)}">{labels.day(item.published)}</time>'
        return (
            f'<li{name}><span class="number">[{item.number}]</span> <span>{link(item.url, text(item.title))} '
            f'<span class="soft">— {origin} ({date}{copy})</span></span></li>'
        )

    def sources(self, sources: Sequence[Source]) -> str:
        """Give sources as a list that brings its own numbers."""
        items = "\n".join(map(self.source, sources))
        return f'<ol class="bare sources">\n{items}\n</ol>' if items else ""

    def _news(self, since: int) -> str:
        """Mark what this version brought; in a first version everything is new, and nothing says so."""
        return f'{GLUE}<span class="new">· new</span>' if since == self.version.number > 1 else ""


def _list(items: Iterable[str], kind: str = "ul", named: str = "") -> str:
    inner = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<{kind}{named}>\n{inner}\n</{kind}>" if inner else ""


_BODIES: dict[Section, Callable[[Body], str]] = {
    "what": lambda body: body.claims(body.version.dossier.what),
    "why_it_matters": lambda body: body.paragraph(body.version.dossier.why_it_matters),
    "key_points": lambda body: body.claims(body.version.dossier.key_points),
    "open_questions": lambda body: _list(map(body.question, body.version.dossier.open_questions)),
    "narrative": lambda body: "\n".join(map(body.paragraph, body.version.dossier.narrative)),
    "timeline": lambda body: _list(
        map(body.event, body.version.dossier.timeline), "ol", ' class="bare timeline"'
    ),
    "perspectives": lambda body: "\n".join(map(body.perspective, body.version.dossier.perspectives)),
    "tensions": lambda body: _list(map(body.tension, body.version.dossier.tensions)),
    "sources": lambda body: body.sources(body.version.dossier.sources),
}
