"""An article's analysis as bytes, to be kept from one process to the next.

MessagePack, read with its types stated (`sentence.KEPT`), so that whatever else stands in a database makes
no object; then deflated with the article's own text for a dictionary, as the sentences stand in it: some
2 KB for an article of 500 words.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from sys import intern
from types import GenericAlias
from typing import TYPE_CHECKING, Any

import msgspec

import tracker
from tracker.dossier.reading.analysis import Analysis
from tracker.dossier.reading.copies import Copies, fingerprint
from tracker.dossier.reading.sentence import KEPT, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.dossier import Cited
    from tracker.model import Article

# What an analysis is made by; a change of anything in there means that articles are read anew.
_RULES = ("text", "dossier")
# More than the longest article gives; whoever wrote what unpacks to more meant harm.
_MOST_BYTES = 1 << 24
# Bytes of the digests of the rules and of an article.
_DIGEST = 12
# What stands in most packed analyses and in no article: the names of fields.
_NAMES = "textvalueunitstartendsentencesourcecuecontentlemmakindsayinheritedfocusinterrogative"


# The position of a sentence, what it was asked with (`sentence.kept_with`), and what was found.
_More = tuple[int | str, ...]
_Finding = tuple[int, _More, Any]


class _Line(msgspec.Struct, array_like=True, omit_defaults=True):
    """A sentence; its terms by their places in the list of all."""

    position: int
    text: str
    readable: bool
    terms: tuple[int, ...]
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()


class _Packed(msgspec.Struct, array_like=True):
    """An analysis. `stands_in`: the last line is the title.

    `found`: by function, what it found in sentences (`_Finding`); `copies`: see `Fingerprint.copies`.
    """

    title: str
    stands_in: bool
    terms: list[str]
    lines: list[_Line]
    found: dict[str, msgspec.Raw]
    copies: Copies | None


@lru_cache(maxsize=1)
def reader() -> str:
    """Name the rules by which articles are read in this process: a digest of their source texts.

    So whoever changes a rule need not think of the notes. Where the texts are not at hand the version
    of tracker tells alone.
    """
    digest = blake2b(tracker.__version__.encode(), digest_size=_DIGEST)
    root = Path(tracker.__file__).parent
    for room in _RULES:
        for file in sorted((root / room).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def pack(cited: Cited, analysis: Analysis) -> bytes:
    """Write down what an article gave, with what has been found in its sentences so far."""
    sentences = _sentences(analysis)
    places = {term: place for place, term in enumerate(dict.fromkeys(t for s in sentences for t in s.terms))}
    packed = _Packed(
        title=analysis.title,
        stands_in=analysis.stand_in is not None,
        terms=list(places),
        lines=[_line(sentence, places) for sentence in sentences],
        found={name: msgspec.Raw(_encode(found)) for name, found in _found(sentences).items()},
        copies=analysis.fingerprint.copies,
    )
    deflate = zlib.compressobj(zdict=_dictionary(cited.article))
    body = deflate.compress(_encode(packed)) + deflate.flush()
    return _digest(cited.article, body) + body


def unpack(cited: Cited, note: bytes) -> Analysis | None:
    """Read what `pack` wrote of an article; None if it was another text, or the bytes are damaged."""
    article, digest, body = cited.article, note[:_DIGEST], note[_DIGEST:]
    if digest != _digest(article, body):
        return None
    try:
        plain = zlib.decompressobj(zdict=_dictionary(article)).decompress(body, _MOST_BYTES)
        packed = _PACKED.decode(plain)
        terms = [intern(term) for term in packed.terms]
        sentences = [_sentence(cited, line, terms) for line in packed.lines]
        _remind(sentences, packed.found)
    except (zlib.error, msgspec.DecodeError, LookupError):
        return None
    stand_in = sentences.pop() if packed.stands_in else None
    own = fingerprint(article)
    own.copies = packed.copies
    return Analysis(packed.title, tuple(sentences), stand_in, own)


def _digest(article: Article, body: bytes) -> bytes:
    """Tell which article a body is of, by all that `analyse` reads of one, and that it is whole."""
    read = (article.title, article.text, article.url, article.outlet, article.published.isoformat())
    return blake2b(_encode(read) + body, digest_size=_DIGEST).digest()


def _dictionary(article: Article) -> bytes:
    return _NAMES.join(("", article.title, article.text)).encode(errors="replace")


def _sentences(analysis: Analysis) -> list[Sentence]:
    return [*analysis.sentences, *([analysis.stand_in] if analysis.stand_in else [])]


def _line(sentence: Sentence, places: Mapping[str, int]) -> _Line:
    return _Line(
        sentence.position,
        sentence.text,
        sentence.readable,
        tuple(places[term] for term in sentence.terms),
        sentence.names,
        sentence.dates,
        sentence.surnames,
    )


def _sentence(cited: Cited, line: _Line, terms: Sequence[str]) -> Sentence:
    return Sentence(
        number=cited.number,
        position=line.position,
        text=line.text,
        terms=tuple(terms[place] for place in line.terms),
        names=line.names,
        dates=line.dates,
        published=cited.article.published,
        readable=line.readable,
        surnames=line.surnames,
    )


def _found(sentences: Sequence[Sentence]) -> dict[str, list[_Finding]]:
    """Gather what the functions of `KEPT` have found in sentences."""
    found: dict[str, list[_Finding]] = {}
    for sentence in sentences:
        for key, value in sentence.memo.items():
            name, *more = key if isinstance(key, tuple) else (key,)
            if name in KEPT:
                found.setdefault(name, []).append((sentence.position, tuple(more), value))
    return found


def _remind(sentences: Sequence[Sentence], found: Mapping[str, msgspec.Raw]) -> None:
    """Let sentences remember what was found in them."""
    memos = {sentence.position: sentence.memo for sentence in sentences}
    for name, raw in found.items():
        for position, more, value in _decoder(name).decode(raw):
            memos[position][(name, *more) if more else name] = value


@cache
def _decoder(name: str) -> msgspec.msgpack.Decoder[list[_Finding]]:
    return msgspec.msgpack.Decoder(GenericAlias(list, (GenericAlias(tuple, (int, _More, KEPT[name])),)))


_encode = msgspec.msgpack.encode
_PACKED = msgspec.msgpack.Decoder(_Packed)
