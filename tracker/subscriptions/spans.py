"""Where a node of the YAML stands in the text, in indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # ruamel.yaml's nodes: their class attribute `id` is not in its types.
    Node = Any


def item_span(text: str, listing: Node, item: Node) -> tuple[int, int]:
    """Find what belongs to one item of a list alone: its lines, or its place between two commas."""
    siblings = listing.value
    index = next(number for number, node in enumerate(siblings) if node is item)
    if not listing.flow_style:
        newline = text.find("\n", node_end(text, item))
        return line_start(text, _dash(text, listing, item)), newline + 1 if newline >= 0 else len(text)
    if index + 1 < len(siblings):
        return item.start_mark.index, siblings[index + 1].start_mark.index
    start = node_end(text, siblings[index - 1]) if index else item.start_mark.index
    return start, node_end(text, item)


def _dash(text: str, listing: Node, node: Node) -> int:
    """Find the dash that a block list's item stands after: on its line, or on one above."""
    column = listing.start_mark.column
    start = line_start(text, node.start_mark.index)
    while start > listing.start_mark.index and text[start + column : start + column + 1] != "-":
        start = line_start(text, start - 1)
    return start


def node_end(text: str, node: Node) -> int:
    """Find where a node's last word ends: the marks of a block reach to the next word."""
    if node.id != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        if node.id == "sequence":
            return node_end(text, last)
        key, value = last
        return node_end(text, value) if text[slice(*marks(value))] else int(key.end_mark.index)
    end = int(node.end_mark.index)
    while text[end - 1].isspace():
        end -= 1
    return end


def marks(node: Node) -> tuple[int, int]:
    """Give the indexes between which the parser saw the node."""
    return int(node.start_mark.index), int(node.end_mark.index)


def line_start(text: str, index: int) -> int:
    """Find where the line begins that holds `index`."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Find where the line ends that holds `index`, before its line break."""
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end
