"""The versions of a story → HTML: what changed in each, word by word, and each earlier page whole."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from tracker.diff import diff, told, visible, words
from tracker.render import labels
from tracker.render.html_sections import Body, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.model import Change, Version

_CITATION = re.compile(r"\[(\d{1,6})\]")
# Where less of the text than this stayed, two whole sentences read better than their mixture.
_LEAST_SAME = 0.3


def past_html(versions: Sequence[Version], cite: Callable[[int], str]) -> str:
    """Give the versions of a story, which stand first to newest, the newest on top."""
    pairs = list(zip([None, *versions], versions, strict=False))
    items = "\n".join(_version(before, version, versions[-1], cite) for before, version in reversed(pairs))
    head = '<h2 id="history-head">History</h2>'
    return f'<section id="history" aria-labelledby="history-head">\n{head}\n{items}\n</section>'


def told_since(before: Version, after: Version) -> str:
    """Give what changed between two versions in a few short texts, "" where nothing did."""
    return " · ".join(map(text, told(before.dossier, after.dossier)))


def _version(before: Version | None, version: Version, newest: Version, cite: Callable[[int], str]) -> str:
    changes = visible(diff(before.dossier, version.dossier)) if before else ()
    account = (told_since(before, version) if before else "") or text(labels.reason(version.reason))
    particulars = " · ".join(
        [
            labels.stamp(version.written_at),
            labels.counted(version.items, "item"),
            labels.reason(version.reason),
        ]
    )
    parts = [
        f'<h3 id="v{version.number}">Version {version.number}</h3>',
        f'<p class="meta">{text(particulars)}</p>',
        f"<p>{account}</p>",
    ]
    if changes:
        summary = f"What changed: {labels.counted(len(changes), 'change')}"
        parts.append(f"<details>\n<summary>{summary}</summary>\n{_changes(changes, cite)}\n</details>")
    if version.number != newest.number:
        parts.append(_as_it_stood(version, cite))
    return "\n".join(parts)


def _as_it_stood(version: Version, cite: Callable[[int], str]) -> str:
    """Give an earlier version whole; its sources stand under the same numbers at the page's end."""
    inner = "\n".join(Body(version, cite, level=5, prefix=None).sections(leaving_out=("sources",)))
    title = f"<h4>{text(version.dossier.title)}</h4>"
    summary = f"<summary>The page as it stood in version {version.number}</summary>"
    return f"<details>\n{summary}\n{title}\n{inner}\n</details>"


def _changes(changes: Sequence[Change], cite: Callable[[int], str]) -> str:
    parts = list[str]()
    for section, group in groupby(changes, key=lambda change: change.section):
        items = "\n".join(_change(change, cite) for change in group)
        parts.append(f'<h4>{labels.HEADINGS[section]}</h4>\n<ul class="bare">\n{items}\n</ul>')
    return "\n".join(parts)


def _change(change: Change, cite: Callable[[int], str]) -> str:
    """Give a change with a sign and its kind in words, so that colour is not the only sign."""
    before, after = change.before, change.after
    if before is None or after is None:
        sign, tag = ("+", "ins") if before is None else ("−", "del")
        kind = "" if change.kind in {"added", "dropped"} else f"{change.kind}: "
        shown = _linked(text(after or before or ""), cite)
        return f'<li><span class="sign">{sign}</span> {text(kind)} <{tag}>{shown}</{tag}></li>'
    compared = words(before, after)
    same = sum(len(word.text) for word in compared if word.op == "same")
    if same < _LEAST_SAME * sum(len(word.text) for word in compared):
        shown = f"<del>{text(before)}</del> <ins>{_linked(text(after), cite)}</ins>"
    else:
        shown = "".join(_word(word.op, word.text, cite) for word in compared)
    return f'<li class="changed"><span class="sign">~</span> {text(change.kind)}: {shown}</li>'


def _word(op: str, said: str, cite: Callable[[int], str]) -> str:
    # The spaces at its ends part a run from the next.
    left, right = (" " if said[:1].isspace() else "", " " if said[-1:].isspace() else "")
    inner = f"{left}{text(said)}{right}" if said.strip() else " "
    if op == "dropped":
        return f"<del>{inner}</del>"
    return f"<ins>{_linked(inner, cite)}</ins>" if op == "added" else _linked(inner, cite)


def _linked(shown: str, cite: Callable[[int], str]) -> str:
    """Let the citation numbers of an escaped text lead to their sources."""
    return _CITATION.sub(lambda found: cite(int(found[1])), shown)
