"""The semantic layer: what a text means, whatever its language, learnt from our own seed sentences.

Linear heads see what is true everywhere; the seeds that are alike see what is true here ("great service" beside "great
service, if you like waiting").
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

from shared.classify.encoder import encoder
from shared.classify.features import clean
from shared.classify.lexical import log_shares
from shared.domain.assessment import Urgency

WEIGHTS = Path(__file__).parent / "weights" / "semantic.npz"
SEEDS = Path(__file__).parent / "seeds"
NEARNESS = 25.0  # how much more a seed counts that is more alike
CROWD_VOTE = 0.7  # of the seeds around a text beside the topics' head
LEAST_CROWD = 1e-6
LETTERS_READ = 600  # of one text: the encoder takes the mean of all


class SemanticReading(NamedTuple):
    """Sentiment as logarithms of probabilities (negative, neutral, positive); topics as probabilities, in the order of
    `Semantic.topics`; the others as log-odds. `near_urgent` and `near_critical` are the seeds' odds, those alike
    counting most. `seed` is the number of the nearest seed sentence, of the text's own language if it has any."""

    sentiment: NDArray[np.float64]
    abuse: float
    urgent: float
    critical: float
    near_urgent: float
    near_critical: float
    topics: NDArray[np.float64]
    seed: int


@dataclass(frozen=True, slots=True)
class Semantic:
    """Linear heads over sentence vectors, in the order of SemanticReading; the seeds' vectors along `axes`, and of each
    seed the places of its topic, its urgency and its language."""

    heads: NDArray[np.float32]
    constants: NDArray[np.float32]
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    axes: NDArray[np.float32]
    seeds: NDArray[np.float32]
    seed_topics: NDArray[np.uint8]
    seed_urgencies: NDArray[np.uint8]
    seed_languages: NDArray[np.uint8]

    def read(self, vector: NDArray[np.float32], language: str) -> SemanticReading:
        """What the layer sees in one text's vector."""
        scores = self.heads @ vector + self.constants
        alike = likeness(self.seeds, self.axes, vector)
        near = crowds(alike, self.seed_topics, len(self.topics))
        urgency = crowds(alike, self.seed_urgencies, len(Urgency))
        return SemanticReading(
            sentiment=log_shares(scores[:3]),
            abuse=float(scores[3]),
            urgent=float(scores[4]),
            critical=float(scores[5]),
            near_urgent=crowd_odds(urgency, 2),
            near_critical=crowd_odds(urgency, 1),
            topics=np.exp(log_shares(scores[6:] + CROWD_VOTE * np.log(near))),
            seed=self._nearest(alike, language),
        )

    def _nearest(self, alike: NDArray[np.float32], language: str) -> int:
        if language in self.languages:
            alike = np.where(self.seed_languages == self.languages.index(language), alike, -1)
        return int(alike.argmax())


def likeness(seeds: NDArray[np.float32], axes: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cosine between a text and each seed along the axes; the seeds have length one."""
    place = axes @ vector
    length = max(float(np.linalg.norm(place)), LEAST_CROWD)
    return (seeds @ place / length).astype(np.float32)


def crowds(alike: NDArray[np.float32], groups: NDArray[Any], count: int) -> NDArray[np.float64]:
    """How many seeds of each group stand near, those alike counting most; the nearest of all counts one."""
    weights = np.exp(NEARNESS * (alike - alike.max()))
    return np.bincount(groups, weights, count).astype(np.float64) + LEAST_CROWD


def crowd_odds(urgency: NDArray[np.float64], first: int) -> float:
    """The log-odds of the first groups against the others."""
    return float(np.log(urgency[:first].sum() / urgency[first:].sum()))


def readable(text: str) -> str:
    """As much of a text as the encoder gets; one sign may stand for eighteen letters, so it is cut when unfolded."""
    return unicodedata.normalize("NFKC", clean(text)[:LETTERS_READ])[:LETTERS_READ] or " "


def vector(text: str) -> NDArray[np.float32]:
    """A text's place: 512 numbers of length one."""
    return encoder().encode([readable(text)])[0]


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
        languages=tuple(map(str, stored["languages"])),
        axes=stored["axes"].astype(np.float32),
        seeds=seeds / np.linalg.norm(seeds, axis=1, keepdims=True),
        seed_topics=stored["seed_topics"],
        seed_urgencies=stored["seed_urgencies"],
        seed_languages=stored["seed_languages"],
    )


@cache
def seed_texts() -> tuple[str, ...]:
    """The seed sentences in the order of `Semantic.seeds`."""
    return tuple(
        json.loads(line)["text"]
        for path in sorted(SEEDS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
