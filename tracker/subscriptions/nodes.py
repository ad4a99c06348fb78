"""The nodes of a feeds.yaml: composed, told apart, taken as text; what is wrong is named by its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from tracker.errors import ConfigError
from tracker.text.clean import line as tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    # ruamel.yaml's nodes: their class attribute `id` is not in its types.
    Node = Any

# Below this likeness (of 100) a hint is a guess: "urk" to "url" scores 67.
_LIKENESS = 60


def compose(path: Path, text: str) -> Node | None:
    """Read YAML down to its nodes; None where the text holds none. Raises ConfigError."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="safe", pure=True)
    # YAML lets a name be given anew; a library's warning among our talk would only confuse.
    yaml.composer.warn_double_anchors = False
    try:
        node: Node | None = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise ConfigError(f"{path}{where}: not YAML: {tidy(str(error.problem or error.context))}.") from error
    except (YAMLError, ValueError, RecursionError) as error:
        reason = tidy(str(error).partition("\n")[0]) or "it can't be parsed"
        raise ConfigError(f"{path}: not YAML: {reason}.") from error
    return node


def pairs(path: Path, node: Node, name: str, known: Sequence[str]) -> Iterator[tuple[str, Node, Node]]:
    """Go through a mapping's (name, key, value); refuse what is no name, unknown or there twice."""
    if not is_map(node):
        refuse(path, node, f"{name} must be a mapping of names")
    seen: dict[str, Node] = {}
    for key, value in node.value:
        text = tidy(key.value) if is_scalar(key) else ""
        if not text:
            refuse(path, key, f"a name in {name} must be text")
        if known and text not in known:
            refuse(path, key, f"`{text}` is not a key of {name}", nearest(text, known))
        if text in seen:
            refuse(path, key, f"`{text}` is already there on line {line_of(seen[text])}")
        seen[text] = key
        yield text, key, value


def text_of(path: Path, key: str, node: Node | None) -> str:
    """Take a node as one line of text, "" for none; refuse lists and mappings."""
    if node is None or is_null(node):
        return ""
    if not is_scalar(node):
        refuse(path, node, f"`{key}` must be text")
    return tidy(node.value)


def refuse(path: Path, node: Node, complaint: str, hint: str = "") -> NoReturn:
    """Raise ConfigError that names the file and the node's line."""
    raise ConfigError(f"{path}, line {line_of(node)}: {complaint}.", hint)


def nearest(name: str, known: Sequence[str]) -> str:
    """Ask whether the known name was meant that is most like this one; else list them."""
    from rapidfuzz import process, utils

    found = process.extractOne(name, known, processor=utils.default_process, score_cutoff=_LIKENESS)
    return f"Did you mean `{found[0]}`?" if found else f"Known here: {', '.join(known)}."


def line_of(node: Node) -> int:
    """Give the line, from 1, on which a node begins."""
    return int(node.start_mark.line) + 1


def is_map(node: Node) -> bool:
    """Tell whether a node is a mapping."""
    return bool(node.id == "mapping")


def is_list(node: Node) -> bool:
    """Tell whether a node is a list."""
    return bool(node.id == "sequence")


def is_scalar(node: Node) -> bool:
    """Tell whether a node is a single value, null among them."""
    return bool(node.id == "scalar")


def is_null(node: Node) -> bool:
    """Tell whether a node is nothing: an empty place, `~` or `null`."""
    return bool(node.tag == "tag:yaml.org,2002:null")


def is_yes_or_no(node: Node) -> bool:
    """Tell whether YAML 1.2 reads a node as true or false."""
    return bool(node.tag == "tag:yaml.org,2002:bool")
