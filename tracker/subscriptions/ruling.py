"""The `mute` and `only` of feeds.yaml: what stands in a section of the file, and in a feed.

    mute:
      - horoscope                                # a word or phrase, in any feed
      - words: [transfer window, "derby*"]       # words in some feeds
        feeds: [Harbour Wire, sport]             # titles, addresses, groups or tags
      - feeds: [Noisy Blog]                      # a whole feed
    only:
      - words: [climate, energy]
        feeds: [Firehose]

In a feed stand the words alone: `mute: [football]`, `only: [climate, "sea level"]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tracker.subscriptions import nodes
from tracker.subscriptions.address import tidied_words

if TYPE_CHECKING:
    from pathlib import Path

    # ruamel.yaml's nodes: their class attribute `id` is not in its types.
    Node = Any

RuleKind = Literal["mute", "only"]

_KEYS = ("words", "feeds")
_FORM = "A rule is a word, or a mapping with `words`, `feeds` or both."
_WHOLE_FEED = 'To hide a whole feed, write `mute: "*"` in it; a word like true goes into quotes.'


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the file: words, and the feeds it is for by title, address, group or tag.

    No feeds: for all. No words: whatever those feeds carry.
    """

    kind: RuleKind
    words: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


def read(path: Path, kind: RuleKind, node: Node) -> tuple[Rule, ...]:
    """Understand the section `mute` or `only`. Raises ConfigError with file, line and key."""
    if nodes.is_null(node):
        return ()
    if nodes.is_map(node):
        return (_rule(path, kind, node),)
    if not nodes.is_list(node):
        return tuple(Rule(kind, (word,)) for word in words(path, kind, node))
    return tuple(_rule(path, kind, each) for each in node.value)


def words(path: Path, key: str, node: Node | None) -> tuple[str, ...]:
    """Take a list of words and phrases, or a line of them with commas between; each once."""
    if node is None or nodes.is_null(node):
        return ()
    if not nodes.is_list(node):
        return tidied_words(_word(path, key, node).split(","))
    return tidied_words(_word(path, key, each) for each in node.value)


def _rule(path: Path, kind: RuleKind, node: Node) -> Rule:
    if not nodes.is_map(node):
        if nodes.is_list(node):
            nodes.refuse(path, node, f"a rule under `{kind}` can't be a list", _FORM)
        return Rule(kind, (_word(path, kind, node),))
    given = {name: value for name, _, value in nodes.pairs(path, node, "a rule", _KEYS)}
    rule = Rule(kind, *(words(path, key, given.get(key)) for key in _KEYS))
    empty = next((key for key in given if not getattr(rule, key)), None)
    if empty is not None or not given:
        # A rule whose words were all taken out must not come to mean every article.
        nodes.refuse(path, node, f"a rule under `{kind}` has nothing in `{empty or 'words'}`", _FORM)
    return rule


def _word(path: Path, key: str, node: Node) -> str:
    if nodes.is_yes_or_no(node):
        nodes.refuse(path, node, f"`{key}` takes words, not {node.value}", _WHOLE_FEED)
    word = nodes.text_of(path, key, node)
    if not word:
        nodes.refuse(path, node, f"`{key}` has an empty word", _FORM)
    return word
