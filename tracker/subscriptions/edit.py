"""A change to feeds.yaml → the user's own text with only the lines concerned changed.

Pure: text in, text out. Every result is parsed again and compared with what was wanted, so
that a file written in a way not foreseen is refused rather than spoilt.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from tracker.errors import ConfigError
from tracker.subscriptions.document import Document, Item, parse
from tracker.subscriptions.spans import item_span, line_end, marks, node_end
from tracker.subscriptions.write import address, block, flow, quoted, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model import Subscription

    # ruamel.yaml's nodes: their class attribute `id` is not in its types.
    Node = Any

# Where a feed goes that names no group.
ADDED = "Added"


@dataclass(frozen=True, slots=True)
class Cut:
    """A feed's own text, the line it began on, from 0, and the whole file `before` and `after`."""

    own: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Edit:
    """Put `text` in place of what stands between two indexes."""

    start: int
    end: int
    text: str


def added(document: Document, new: Sequence[Subscription]) -> str:
    """Add feeds, each at the end of its group; groups and sections come into being as needed."""
    new = _grouped(document, new)
    lists: dict[int, tuple[Node, Node, list[Subscription]]] = {}
    groups: dict[str, dict[str, list[Subscription]]] = {}
    for one in new:
        place = _place(document, one)
        if place is not None:
            lists.setdefault(id(place[1]), (*place, []))[2].append(one)
        elif one.search:
            groups.setdefault("search", {}).setdefault("", []).append(one)
        else:
            groups.setdefault("feeds", {}).setdefault(one.group, []).append(one)
    edits = [edit for place in lists.values() for edit in _lengthened(document, *place)]
    for section, lines in groups.items():
        edits.extend(_begun(document, section, lines))
    return _checked(document, edits, [*document.subscriptions, *new])


def removed(document: Document, items: Sequence[Item]) -> str:
    """Take feeds out: their own lines, no comment that stands between feeds."""
    gone = {item.subscription for item in items}
    kept = [one for one in document.subscriptions if one not in gone]
    edits: list[_Edit] = []
    for start, end in sorted(item_span(document.text, item.listing, item.node) for item in items):
        if edits and start < edits[-1].end:
            # In brackets the last two share the comma between them.
            edits[-1] = replace(edits[-1], end=max(end, edits[-1].end))
        else:
            edits.append(_Edit(start, end, ""))
    return _checked(document, edits, kept)


def restored(document: Document, subscription: Subscription, cut: Cut) -> str:
    """Put a feed back in its own words, where the lines round it now are.

    Where they are gone, or the place would no longer do, it goes to the end of its group.
    """
    lines = document.text.split("\n")
    place = _image(cut.after.split("\n"), lines, cut.line)
    if place is None or not cut.own.lstrip(" ").startswith("-"):
        return added(document, [subscription])
    start = min(sum(len(line) + 1 for line in lines[:place]), len(document.text))
    lead = "\n" if start and not document.text[:start].endswith("\n") else ""
    own = lead + cut.own.rstrip("\r\n") + "\n"
    try:
        return _checked(document, [_Edit(start, start, own)], [*document.subscriptions, subscription])
    except ConfigError:
        return added(document, [subscription])


def _image(old: list[str], new: list[str], line: int) -> int | None:
    """Find where line number `line` of an older text would stand in a newer one."""
    blocks = SequenceMatcher(None, old, new).get_matching_blocks()
    for offset in (1, 0):
        for at, there, size in blocks:
            if at <= line - offset < at + size:
                return there + line - at
    return None


def retitled(document: Document, item: Item, title: str) -> str:
    """Give a feed another title."""
    node, url = item.node, item.url
    indent = f"\n{' ' * node.start_mark.column}title: {scalar(title)}"
    if item.title is not None:
        start, end = item.title.start_mark.index, node_end(document.text, item.title)
        text = quoted(title) if node.flow_style else scalar(title)
        # An empty `title:` has its marks at the next word: the title goes after the colon.
        edit = _Edit(start, end, text) if start < end else _Edit(end, end, f" {text}")
    elif node.id == "mapping" and node.flow_style:
        edit = _Edit(url.end_mark.index, url.end_mark.index, f', "title": {quoted(title)}')
    elif node.id == "mapping":
        end = line_end(document.text, url.end_mark.index)
        edit = _Edit(end, end, indent)
    elif item.listing.flow_style:
        edit = _Edit(*marks(node), flow(replace(item.subscription, title=title, group="")))
    else:
        own = document.text[slice(*marks(node))]
        edit = _Edit(*marks(node), f"url: {own}{indent}")
    return _exchanged(document, item, edit, replace(item.subscription, title=title))


def moved(document: Document, item: Item, url: str) -> str:
    """Give a feed another address."""
    # A bare address is a scalar, which has no such style of its own.
    in_brackets = item.listing.flow_style or (item.node is not item.url and item.node.flow_style)
    edit = _Edit(*marks(item.url), quoted(url) if in_brackets else address(url))
    return _exchanged(document, item, edit, replace(item.subscription, url=url))


def cut_of(document: Document, item: Item, after: str) -> Cut:
    """Say what taking a feed out takes, and from which line."""
    start, end = item_span(document.text, item.listing, item.node)
    return Cut(document.text[start:end], document.text.count("\n", 0, start), document.text, after)


def _exchanged(document: Document, item: Item, edit: _Edit, new: Subscription) -> str:
    wanted = [new if one == item.subscription else one for one in document.subscriptions]
    return _checked(document, [edit], wanted)


def _checked(document: Document, edits: Iterable[_Edit], wanted: Sequence[Subscription]) -> str:
    """Apply the edits and read the result again. Raises ConfigError if it isn't what was wanted."""
    pieces, done = [], 0
    newline = "\r\n" if "\r\n" in document.text else "\n"
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [document.text[done : edit.start], edit.text.replace("\r\n", "\n").replace("\n", newline)]
        done = edit.end
    text = "".join([*pieces, document.text[done:]])
    try:
        result = parse(document.path, text)
    except ConfigError:
        result = Document(document.path, text)
    if Counter(result.subscriptions) != Counter(wanted) or result.rules != document.rules:
        hint = "Nothing was changed. Make the change by hand, each feed on a line of its own after a dash."
        raise ConfigError(f"{document.path} is written in a way that can't be changed safely.", hint)
    return text


def _grouped(document: Document, new: Iterable[Subscription]) -> list[Subscription]:
    """Give each feed the group under which it will be read again."""
    if _flat(document):
        return list(new)
    return [one if one.group or one.search else replace(one, group=ADDED) for one in new]


def _flat(document: Document) -> bool:
    """Say whether the feeds stand in one list, without groups."""
    _, feeds = document.sections.get("feeds", (None, document.root))
    return feeds is not None and feeds.id == "sequence" and bool(feeds.value)


def _place(document: Document, subscription: Subscription) -> tuple[Node, Node] | None:
    """Find the (key, list) where a feed belongs; None where there is no such list yet."""
    if not document.sections:
        return (document.root, document.root) if _flat(document) else None
    if subscription.search:
        return document.sections.get("search")
    if _flat(document):
        return document.sections["feeds"]
    return document.groups.get(subscription.group)


def _empty(node: Node) -> bool:
    """Say whether a list or mapping has nothing in it; the only scalar that is let by is null."""
    return node.id == "scalar" or not node.value


def _named(document: Document, listing: Node) -> bool:
    """Say whether a feed in this list has to name its group itself."""
    return all(listing is not value for _, value in document.groups.values())


def _lengthened(document: Document, key: Node, listing: Node, new: list[Subscription]) -> list[_Edit]:
    """Add feeds to the end of a list that is there, if only as an empty name."""
    named = _named(document, listing)
    if _empty(listing):
        return _filled(document, key, listing, block(new, key.start_mark.column + 2, named=named))
    if listing.flow_style:
        end = node_end(document.text, listing.value[-1])
        return [_Edit(end, end, "".join(f", {flow(one, named=named)}" for one in new))]
    end = line_end(document.text, node_end(document.text, listing))
    return [_Edit(end, end, "\n" + "\n".join(block(new, listing.start_mark.column, named=named)))]


def _begun(document: Document, section: str, groups: dict[str, list[Subscription]]) -> list[_Edit]:
    """Add groups to a section; the section comes into being with its first."""
    key, value = document.sections.get(section, (None, None))
    if key is not None and not _empty(value) and value.flow_style:
        return [_in_brackets(document, value, groups)]
    if key is not None and not _empty(value):
        end = line_end(document.text, node_end(document.text, value))
        return [_Edit(end, end, "\n" + "\n".join(_lines(groups, value.start_mark.column)))]
    if key is not None:
        return _filled(document, key, value, _lines(groups, key.start_mark.column + 2))
    lines = [f"{section}:", *_lines(groups, 2)]
    root = document.root
    if root is not None and not _empty(root):
        if root.flow_style and section == "search":
            return [_in_brackets(document, root, {section: groups[""]})]
        end = line_end(document.text, node_end(document.text, root))
        return [_Edit(end, end, "\n" + "\n".join(lines))]
    edits = [] if root is None else [_Edit(*marks(root), "")]
    last = len(document.text)
    lead = "" if not last or document.text.endswith("\n") else "\n"
    return [*edits, _Edit(last, last, lead + "\n".join(lines) + "\n")]


def _lines(groups: dict[str, list[Subscription]], column: int) -> list[str]:
    """Write groups, each under its name; a list without a name stands alone."""
    lines: list[str] = []
    for name, members in groups.items():
        if name:
            lines += [f"{' ' * column}{scalar(name)}:", *block(members, column + 2)]
        else:
            lines += block(members, column, named=True)
    return lines


def _in_brackets(document: Document, mapping: Node, groups: dict[str, list[Subscription]]) -> _Edit:
    """Write groups at the end of a mapping in brackets."""
    end = node_end(document.text, mapping.value[-1][1])
    texts = (f", {quoted(name)}: [{', '.join(map(flow, members))}]" for name, members in groups.items())
    return _Edit(end, end, "".join(texts))


def _filled(document: Document, key: Node, value: Node, lines: list[str]) -> list[_Edit]:
    """Write lines under a name that has none yet: nothing, `~`, `[]` or `{}` stands there."""
    start, end = marks(value) if document.text[slice(*marks(value))] else (key.end_mark.index,) * 2
    while document.text[start - 1] == " ":
        start -= 1
    under = line_end(document.text, end)
    return [_Edit(start, end, ""), _Edit(under, under, "\n" + "\n".join(lines))]
