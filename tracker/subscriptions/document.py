"""The text of feeds.yaml → where each feed stands in it; whatever can't be understood is refused.

Only the positions of ruamel.yaml's nodes are used: a change is made in the user's own text
(see `edit.py`), so that comments, order, quoting and blank lines stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from tracker.model import Subscription
from tracker.model.articles import WholeText
from tracker.subscriptions import ruling
from tracker.subscriptions.address import QUERY, accepted, normalised, split_tags
from tracker.subscriptions.nodes import (
    compose,
    is_list,
    is_map,
    is_null,
    is_scalar,
    line_of,
    nearest,
    pairs,
    refuse,
    text_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.subscriptions.ruling import Rule, RuleKind

    # ruamel.yaml's nodes: their class attribute `id` is not in its types.
    Node = Any

_KINDS: tuple[RuleKind, ...] = ("mute", "only")
_TOP_KEYS = ("feeds", "search", *_KINDS)
_ITEM_KEYS = ("url", "title", "tags", "group", "fulltext", *_KINDS)
_WHOLE_TEXT: dict[str, WholeText] = {word: word for word in get_args(WholeText)}


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

    `sections` and `groups` map names to their (key, value) nodes; `rules` are the file's own,
    beside those that stand in a feed.
    """

    path: Path
    text: str
    root: Node | None = None
    items: list[Item] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
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
    document = Document(path, text, compose(path, text))
    root = document.root
    if root is None or is_null(root):
        document.root = None
    elif is_list(root):
        _read_list(document, root, group="", search=False)
    else:
        for name, key, value in pairs(document.path, root, "the file", _TOP_KEYS):
            document.sections[name] = (key, value)
        _read_sections(document)
    _refuse_duplicates(document)
    return document


def _read_sections(document: Document) -> None:
    if "feeds" in document.sections:
        feeds = document.sections["feeds"][1]
        if is_map(feeds):
            for name, key, value in pairs(document.path, feeds, "feeds", ()):
                document.groups[name] = (key, value)
                _read_list(document, value, group=name, search=False)
        else:
            _read_list(document, feeds, group="", search=False)
    if "search" in document.sections:
        _read_list(document, document.sections["search"][1], group="", search=True)
    for kind in _KINDS:
        if kind in document.sections:
            document.rules += ruling.read(document.path, kind, document.sections[kind][1])


def _read_list(document: Document, listing: Node, *, group: str, search: bool) -> None:
    if is_null(listing):
        return
    if not is_list(listing):
        name = f"`{group}`" if group else ("`search`" if search else "`feeds`")
        refuse(document.path, listing, f"{name} must be a list of feeds, each after a dash")
    for node in listing.value:
        document.items.append(_item(document, node, listing, group=group, search=search))


def _item(document: Document, node: Node, listing: Node, *, group: str, search: bool) -> Item:
    if is_scalar(node) and not is_null(node):
        given = {"url": node}
    else:
        given = {name: value for name, _, value in pairs(document.path, node, "a feed", _ITEM_KEYS)}
    if "url" not in given or is_null(given["url"]):
        refuse(document.path, node, "a feed has no `url`")
    url = _address(document, given["url"], search=search)
    title = given.get("title")
    subscription = Subscription(
        url=url,
        title=text_of(document.path, "title", title),
        group=text_of(document.path, "group", given.get("group")) or group,
        tags=_tags(document, given.get("tags")),
        search=QUERY in url,
        fulltext=_fulltext(document, given.get("fulltext")),
        mute=ruling.words(document.path, "mute", given.get("mute")),
        only=ruling.words(document.path, "only", given.get("only")),
    )
    return Item(subscription, node, listing, given["url"], title)


def _address(document: Document, node: Node, *, search: bool) -> str:
    text = text_of(document.path, "url", node)
    try:
        url = accepted(text)
    except ValueError as error:
        refuse(document.path, node, f"`url`: {error}: {text[:200]!r}")
    if search and QUERY not in url:
        hint = "Put {query} where the words searched for belong."
        refuse(document.path, node, f"`url` of a search feed has no {QUERY}: {url}", hint)
    return url


def _fulltext(document: Document, node: Node | None) -> WholeText:
    word = text_of(document.path, "fulltext", node)
    if word and word not in _WHOLE_TEXT:
        complaint = f"`fulltext` is {', '.join(_WHOLE_TEXT)}, not `{word}`"
        refuse(document.path, node, complaint, nearest(word, tuple(_WHOLE_TEXT)))
    return _WHOLE_TEXT.get(word, "auto")


def _tags(document: Document, node: Node | None) -> tuple[str, ...]:
    nodes = node.value if node is not None and is_list(node) else [node]
    return split_tags(text_of(document.path, "tags", item) for item in nodes)


def _refuse_duplicates(document: Document) -> None:
    seen: dict[str, Item] = {}
    for item in document.items:
        first = seen.setdefault(normalised(item.subscription.url), item)
        if first is not item:
            lines = f"on line {line_of(first.node)} and on line {line_of(item.node)}"
            refuse(document.path, item.node, f"`url` is there twice, {lines}: {item.subscription.url}")
