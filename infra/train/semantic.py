"""Sentence vectors, and linear heads over them: what they learn in one language holds in the others."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from shared.classify.encoder import encoder
from shared.classify.semantic import readable

CACHE = Path(__file__).parents[2] / ".heed" / "train"
AT_ONCE = 64  # texts of about one length
TOPIC_STRENGTH = 20.0  # how little the topics' head is held back
AXES = 64  # directions in which the seeds differ most; enough to find the nearest one


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """One vector of 512 numbers a text, of length one. They take minutes, and are kept with the local files."""
    cleaned = [readable(text) for text in texts]
    named = hashlib.sha256("\x1f".join(cleaned).encode("utf-8", "replace")).hexdigest()
    kept = CACHE / f"{named[:32]}.npy"
    if kept.exists():
        return np.load(kept)
    made = np.zeros((len(texts), 512), np.float32)
    order = sorted(range(len(texts)), key=lambda place: (len(cleaned[place]), place))
    for start in range(0, len(order), AT_ONCE):
        places = order[start : start + AT_ONCE]
        made[places] = encoder().encode([cleaned[place] for place in places])
    CACHE.mkdir(parents=True, exist_ok=True)
    np.save(kept, made)
    return made


def fit(
    points: Any, labels: Sequence[Any], strength: float, weights: Sequence[float] | None = None
) -> LogisticRegression:
    """A linear head in which every class weighs the same, whatever `weights` its texts have."""
    held = np.ones(len(labels)) if weights is None else np.array(weights, float)
    classes, members = np.unique(np.array(labels), return_inverse=True)
    held = held * (held.sum() / len(classes) / np.bincount(members, weights=held))[members]
    return LogisticRegression(C=strength, max_iter=1000, tol=1e-3).fit(points, labels, sample_weight=held)


def fit_topics(points: Any, labels: Sequence[Any]) -> LogisticRegression:
    """The topics' head. Rare topics stay rare here: weighed like the others, they take what is merely unusual."""
    return LogisticRegression(C=TOPIC_STRENGTH, max_iter=1000, tol=1e-3).fit(points, labels)


def axes(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The directions in which these points differ most, one a row, each with a fixed sign."""
    _, _, directions = np.linalg.svd(points, full_matrices=False)
    kept = directions[:AXES]
    return kept * np.sign(kept[np.arange(AXES), np.abs(kept).argmax(1)])[:, None]


def places(points: NDArray[np.float32], directions: NDArray[np.float32]) -> NDArray[np.float32]:
    """The points along these directions, each of length one."""
    along = points @ directions.T
    return along / np.linalg.norm(along, axis=1, keepdims=True)
