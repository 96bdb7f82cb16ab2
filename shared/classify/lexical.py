"""The lexical layer: what the words and pieces of words of a text speak for, by weights of eight bits.

English only for sentiment, as its training texts were; its other heads learn from all served languages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.classify.features import clean, hashed

WEIGHTS = Path(__file__).parent / "weights" / "lexical.npz"
HEADS = ("negative", "neutral", "positive", "spam", "abuse", "question", "acknowledge", "urgent")
LEAST_LENGTH = 1e-6


class LexicalReading(NamedTuple):
    """Sentiment as logarithms of probabilities (negative, neutral, positive); the others as log-odds. Spam and abuse
    by words are read, and decide nothing yet: the rules' spam and the mixed abuse do."""

    sentiment: NDArray[np.float64]
    spam: float
    abuse: float
    question: float
    acknowledge: float
    urgent: float
    insult: float


@dataclass(frozen=True, slots=True)
class Lexical:
    """The weights: a row of `heads` for each of HEADS, with what one unit of it is worth; insults apart, whose words
    count by their rarity."""

    heads: NDArray[np.int8]
    units: NDArray[np.float32]
    constants: NDArray[np.float32]
    insults: NDArray[np.float32]
    rarity: NDArray[np.float32]
    slope: float
    offset: float

    def read(self, text: str) -> LexicalReading:
        """What the layer sees in one text. Time grows with the text's length, up to `features.LETTERS_READ`."""
        words, pieces = hashed(clean(text))
        scores: NDArray[np.float64] = self.constants.astype(np.float64)
        for block in (words, pieces):
            if block:
                places = np.fromiter(block, np.int64, len(block))
                scores = scores + self.heads[:, places].sum(1, dtype=np.int64) * self.units * len(block) ** -0.5
        return LexicalReading(
            log_shares(scores[:3]),
            **dict(zip(HEADS[3:], map(float, scores[3:]), strict=True)),
            insult=insult(words, self.insults, self.rarity, self.slope, self.offset),
        )


def insult(
    words: Iterable[int], weights: NDArray[np.float32], rarity: NDArray[np.float32], slope: float, offset: float
) -> float:
    """The log-odds that some words, by their places, insult; training uses it as well."""
    places = sorted(words)
    length = max(float(rarity[places].sum()), LEAST_LENGTH) ** 0.5
    return slope * float(weights[places].sum()) / length + offset


def log_shares(scores: NDArray[Any]) -> NDArray[np.float64]:
    """Scores as logarithms of probabilities that sum up to one."""
    shifted = np.asarray(scores, np.float64) - np.max(scores)
    return shifted - np.log(np.exp(shifted).sum())


@cache
def lexical() -> Lexical:
    """The shipped weights, loaded on first need."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return of_arrays(stored)


def of_arrays(stored: Mapping[str, NDArray[Any]]) -> Lexical:
    """The layer from arrays named like its fields."""
    return Lexical(
        heads=stored["heads"],
        units=stored["units"],
        constants=stored["constants"],
        insults=stored["insults"].astype(np.float32),
        rarity=stored["rarity"].astype(np.float32),
        slope=float(stored["slope"]),
        offset=float(stored["offset"]),
    )
