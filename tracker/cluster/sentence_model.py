"""A sentence model in ONNX form, read from the user's disk (Reimers and Gurevych 2019, "Sentence-BERT")."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

# Where the network stands in the model's folder, as downloaded or as exported.
NETWORKS: Final = ("model.onnx", "onnx/model.onnx")
TOKENIZER: Final = "tokenizer.json"
# What the extra `semantic` brings.
LIBRARIES: Final = ("onnxruntime", "tokenizers")
# Tokens of a text that are read: a title and a lead of 400 characters are about a hundred.
MOST_TOKENS = 128
# Only what ends the work is said: the library writes its warnings to stderr, past our log.
_FATAL = 4
# Whatever their length, texts get vectors of one size from a sentence model.
_TRIALS = ("ferry", "a ferry on its way to an island")
_HINT = "Name the folder of an exported model in config.toml, [semantic] model, or leave it out."


def network(folder: Path) -> Path:
    """Return the network's file in a model's folder, once all that a model needs is there.

    Raises TrackerError that says what is missing; loads nothing.
    """
    if not folder.is_dir():
        raise TrackerError(f"There is no folder {folder} for the sentence model.", _HINT)
    found = next((folder / name for name in NETWORKS if (folder / name).is_file()), None)
    if found is None or not (folder / TOKENIZER).is_file():
        raise TrackerError(f"{folder} has no {TOKENIZER if found else NETWORKS[0]}.", _HINT)
    if not all(map(find_spec, LIBRARIES)):
        hint = f"Run `pip install {' '.join(LIBRARIES)}`, or leave [semantic] model out of config.toml."
        raise TrackerError(f"The sentence model needs {' and '.join(LIBRARIES)}.", hint)
    return found


class SentenceModel:
    """Turns a text into the mean of its tokens' vectors, of length 1; one thread, no network.

    `folder` holds `model.onnx` (or `onnx/model.onnx`) and `tokenizer.json`, as all-MiniLM-L6-v2
    is published. Raises TrackerError where they can't be used.
    """

    def __init__(self, folder: Path) -> None:
        path = network(folder)
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _FATAL
        try:
            self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:
            # Both libraries raise classes of their own making, down to plain Exception.
            raise TrackerError(f"The sentence model in {folder} can't be read.", _HINT) from error
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.no_padding()
        self._inputs = [given.name for given in self._session.get_inputs()]
        self._folder = folder
        shapes = {self(text).shape for text in _TRIALS}
        if len(shapes) != 1 or len(shapes.pop()) != 1:
            raise self._unfit()

    def __call__(self, text: str) -> NDArray[np.float32]:
        """Return the text's vector."""
        import numpy as np

        # The tokenizer refuses half a character, as a broken feed may hold.
        tokens = self._tokenizer.encode(text.encode(errors="replace").decode()).ids
        vector = self._run(np.array([tokens or [0]], np.int64))
        length = np.linalg.norm(vector)
        return (vector / length if length else vector).astype(np.float32)

    def _run(self, tokens: NDArray[np.int64]) -> NDArray[np.float32]:
        import numpy as np

        whole = {
            "input_ids": tokens,
            "attention_mask": np.ones_like(tokens),
            "token_type_ids": np.zeros_like(tokens),
        }
        try:
            told = self._session.run(None, {name: whole[name] for name in self._inputs})[0]
            vectors = np.asarray(told, np.float32)
            # One for each token, or one for the text.
            return np.asarray(vectors.reshape(vectors.shape[-2:]).mean(axis=0))
        except Exception as error:
            # As above; and a KeyError where the network asks for what no sentence model needs.
            raise self._unfit() from error

    def _unfit(self) -> TrackerError:
        return TrackerError(f"{self._folder} holds no sentence model.", _HINT)
