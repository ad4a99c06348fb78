"""A sentence model of a few words, written as the files that a real one comes in.

The network looks up a vector for each token, so a text means the mean of its words. Its ONNX form
is laid out by hand (a protocol buffer: field number, wire type, value), as the library that
writes such files is needed for nothing else.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Word → what it means, in two dimensions: at sea, and on land.
MEANINGS = {"[UNK]": (0.0, 0.0), "ferry": (1.0, 0.0), "ship": (0.9, 0.1), "orchard": (0.0, 1.0)}
_FLOAT, _INT64 = 1, 7


def write(folder: Path, *, asks: str = "input_ids", echo: bool = False) -> Path:
    """Write the model into a new folder; its network `asks` for an input of this name.

    `echo`: a network that gives back what it was given, and so no vector.
    """
    folder.mkdir()
    (folder / "model.onnx").write_bytes(_echo(asks) if echo else _network(asks))
    tokenizer = {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {
            "type": "WordLevel",
            "vocab": {word: place for place, word in enumerate(MEANINGS)},
            "unk_token": "[UNK]",
        },
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder


def _network(asks: str) -> bytes:
    table = b"".join(struct.pack("<2f", *meaning) for meaning in MEANINGS.values())
    weights = _int(1, len(MEANINGS)) + _int(1, 2) + _int(2, _FLOAT) + _bytes(8, b"table") + _bytes(9, table)
    told = _value("told", _FLOAT, ("batch", "sequence", "dimension"))
    return _model(asks, _node("Gather", "table", asks) + _bytes(5, weights), told)


def _echo(asks: str) -> bytes:
    return _model(asks, _node("Identity", asks), _value("told", _INT64, ("batch", "sequence")))


def _model(asks: str, work: bytes, told: bytes) -> bytes:
    given = _value(asks, _INT64, ("batch", "sequence"))
    graph = work + _bytes(2, b"words") + _bytes(11, given) + _bytes(12, told)
    return _int(1, 8) + _bytes(7, graph) + _bytes(8, _int(2, 13))


def _node(operation: str, *inputs: str) -> bytes:
    given = b"".join(_bytes(1, name.encode()) for name in inputs)
    return _bytes(1, given + _bytes(2, b"told") + _bytes(4, operation.encode()))


def _value(name: str, kind: int, axes: tuple[str, ...]) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, axis.encode())) for axis in axes)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _int(1, kind) + _bytes(2, shape)))


def _int(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])
