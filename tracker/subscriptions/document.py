"""The text of feeds.yaml → where each feed stands in it; whatever can't be understood is refused.

Only the positions of ruamel.yaml's nodes are used: a change is made in the user's own text
(see `edit.py`), so that comments, order, quoting and blank lines stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from tracker.errors import ConfigError
from tracker.model import Subscription
from tracker.subscriptions.address import QUERY, accepted, normalised, split_tags
from tracker.text.clean import line as tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    # ruamel.yaml's nodes: their class attribute `id` is not in its types.
    Node = Any

_TOP_KEYS = ("feeds", "search")
_ITEM_KEYS = ("url", "title", "tags", "group")
# Below this likeness (of 100) a hint is a guess: "urk" to "url" scores 67.
_LIKENESS = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One feed of the file: what it says, its node, and the list it stands in.

    `url` and `title` are the scalar nodes; `title` is None where there is none.
    """

    subscription: Subscription
    node: Node
    listing: Node
    url: Node
    title: Node | None


@dataclass(slots=True)
class Document:
    """A file that was understood; filled while it is read, then left alone.

    `sections` and `groups` map names to their (key, value) nodes.
    """

    path: Path
    text: str
    root: Node | None = None
    items: list[Item] = field(default_factory=list)
    sections: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    groups: dict[str, tuple[Node, Node]] = field(default_factory=dict)

    @property
    def subscriptions(self) -> tuple[Subscription, ...]:
        """The feeds in the file's order."""
        return tuple(item.subscription for item in self.items)

    def item(self, url: str) -> Item | None:
        """Find the item with this address, by its normalised form."""
        wanted = normalised(url)
        return next((item for item in self.items if normalised(item.subscription.url) == wanted), None)


def parse(path: Path, text: str) -> Document:
    """Understand the text of a feeds.yaml, or raise ConfigError with file, line and key."""
    document = Document(path, text, _compose(path, text))
    root = document.root
    if root is None or _is_null(root):
        document.root = None
    elif _is_list(root):
        _read_list(document, root, group="", search=False)
    else:
        for name, key, value in _pairs(document, root, "the file", _TOP_KEYS):
            document.sections[name] = (key, value)
        _read_sections(document)
    _refuse_duplicates(document)
    return document


def line_of(node: Node) -> int:
    """Give the line, from 1, on which a node begins."""
    return int(node.start_mark.line) + 1


def _compose(path: Path, text: str) -> Node | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise ConfigError(f"{path}{where}: not YAML: {tidy(str(error.problem or error.context))}.") from error
    except (YAMLError, ValueError, RecursionError) as error:
        reason = tidy(str(error).partition("\n")[0]) or "it can't be parsed"
        raise ConfigError(f"{path}: not YAML: {reason}.") from error
    return node


def _read_sections(document: Document) -> None:
    if "feeds" in document.sections:
        feeds = document.sections["feeds"][1]
        if _is_map(feeds):
            for name, key, value in _pairs(document, feeds, "feeds", ()):
                document.groups[name] = (key, value)
                _read_list(document, value, group=name, search=False)
        else:
            _read_list(document, feeds, group="", search=False)
    if "search" in document.sections:
        _read_list(document, document.sections["search"][1], group="", search=True)


def _pairs(
    document: Document, node: Node, name: str, known: tuple[str, ...]
) -> Iterator[tuple[str, Node, Node]]:
    """Go through a mapping's (name, key, value); refuse what is no name, unknown or there twice."""
    if not _is_map(node):
        refuse(document, node, f"{name} must be a mapping of names")
    seen: dict[str, Node] = {}
    for key, value in node.value:
        text = tidy(key.value) if _is_scalar(key) else ""
        if not text:
            refuse(document, key, f"a name in {name} must be text")
        if known and text not in known:
            refuse(document, key, f"`{text}` is not a key of {name}", _nearest(text, known))
        if text in seen:
            refuse(document, key, f"`{text}` is already there on line {line_of(seen[text])}")
        seen[text] = key
        yield text, key, value


def _read_list(document: Document, listing: Node, *, group: str, search: bool) -> None:
    if _is_null(listing):
        return
    if not _is_list(listing):
        name = f"`{group}`" if group else ("`search`" if search else "`feeds`")
        refuse(document, listing, f"{name} must be a list of feeds, each after a dash")
    for node in listing.value:
        document.items.append(_item(document, node, listing, group=group, search=search))


def _item(document: Document, node: Node, listing: Node, *, group: str, search: bool) -> Item:
    if _is_scalar(node) and not _is_null(node):
        given = {"url": node}
    else:
        given = {name: value for name, _, value in _pairs(document, node, "a feed", _ITEM_KEYS)}
    if "url" not in given or _is_null(given["url"]):
        refuse(document, node, "a feed has no `url`")
    url = _address(document, given["url"], search=search)
    title = given.get("title")
    subscription = Subscription(
        url=url,
        title=_text(document, "title", title),
        group=_text(document, "group", given.get("group")) or group,
        tags=_tags(document, given.get("tags")),
        search=QUERY in url,
    )
    return Item(subscription, node, listing, given["url"], title)


def _address(document: Document, node: Node, *, search: bool) -> str:
    text = _text(document, "url", node)
    try:
        url = accepted(text)
    except ValueError as error:
        refuse(document, node, f"`url`: {error}: {text[:200]!r}")
    if search and QUERY not in url:
        hint = "Put {query} where the words searched for belong."
        refuse(document, node, f"`url` of a search feed has no {QUERY}: {url}", hint)
    return url


def _text(document: Document, key: str, node: Node | None) -> str:
    if node is None or _is_null(node):
        return ""
    if not _is_scalar(node):
        refuse(document, node, f"`{key}` must be text")
    return tidy(node.value)


def _tags(document: Document, node: Node | None) -> tuple[str, ...]:
    nodes = node.value if node is not None and _is_list(node) else [node]
    return split_tags(_text(document, "tags", item) for item in nodes)


def _refuse_duplicates(document: Document) -> None:
    seen: dict[str, Item] = {}
    for item in document.items:
        first = seen.setdefault(normalised(item.subscription.url), item)
        if first is not item:
            lines = f"on line {line_of(first.node)} and on line {line_of(item.node)}"
            refuse(document, item.node, f"`url` is there twice, {lines}: {item.subscription.url}")


def _nearest(name: str, known: tuple[str, ...]) -> str:
    from rapidfuzz import process, utils

    found = process.extractOne(name, known, processor=utils.default_process, score_cutoff=_LIKENESS)
    return f"Did you mean `{found[0]}`?" if found else f"Known here: {', '.join(known)}."


def refuse(document: Document, node: Node, complaint: str, hint: str = "") -> NoReturn:
    """Raise ConfigError that names the file and the node's line."""
    raise ConfigError(f"{document.path}, line {line_of(node)}: {complaint}.", hint)


def _is_map(node: Node) -> bool:
    return bool(node.id == "mapping")


def _is_list(node: Node) -> bool:
    return bool(node.id == "sequence")


def _is_scalar(node: Node) -> bool:
    return bool(node.id == "scalar")


def _is_null(node: Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")
