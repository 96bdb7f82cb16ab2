"""Hashed features of many texts, linear heads over them, and their weights in eight bits."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any, NamedTuple
from zlib import crc32

import joblib
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from shared.classify.features import SIZE, clean, hashed

SEEN = 3  # places that fewer texts fill say nothing
LARGEST = 127


class Insults(NamedTuple):
    """alt-profanity-check's weight of each place, its squared length, and the line from their score to log-odds."""

    weights: NDArray[np.float32]
    lengths: NDArray[np.float32]
    slope: float
    offset: float


def matrix(texts: Sequence[str]) -> csr_matrix:
    """One row a text: its words and its pieces each of length one, as `shared.classify.lexical` reads them."""
    starts, places, shares = [0], [], []
    for text in texts:
        row: dict[int, float] = {}
        for block in hashed(clean(text)):
            for place in block:
                row[place] = row.get(place, 0.0) + len(block) ** -0.5
        places.extend(sorted(row))
        shares.extend(row[place] for place in sorted(row))
        starts.append(len(places))
    return csr_matrix((np.array(shares, np.float32), np.array(places, np.int32), starts), shape=(len(texts), SIZE))


def fit(features: csr_matrix, labels: Sequence[Any], strength: float = 3.0) -> LogisticRegression:
    """A linear head in which every class weighs the same."""
    seen = np.asarray((features != 0).sum(0)).ravel() >= SEEN
    kept = features.multiply(seen[None, :]).tocsr()
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=300, tol=1e-3).fit(kept, labels)


def rounded(weights: NDArray[Any]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights as whole numbers of eight bits, and what one unit of each row is worth."""
    units = np.abs(weights).max(1) / LARGEST
    return np.round(weights / units[:, None]).astype(np.int8), units.astype(np.float32)


def insults() -> Insults:
    """The mean of the five members of alt-profanity-check's model, which differ little."""
    folder = files("profanity_check") / "data"
    vectorizer = joblib.load(str(folder / "vectorizer.joblib"))
    members = joblib.load(str(folder / "model.joblib")).calibrated_classifiers_
    coefficients = np.mean([member.estimator.coef_[0] for member in members], axis=0)
    intercept = float(np.mean([member.estimator.intercept_[0] for member in members]))
    slope = -float(np.mean([member.calibrators[0].a_ for member in members]))
    offset = -float(np.mean([member.calibrators[0].b_ for member in members]))
    weights, lengths = np.zeros(SIZE, np.float32), np.zeros(SIZE, np.float32)
    for word, column in vectorizer.vocabulary_.items():
        place = crc32(word.encode()) % SIZE
        weights[place] = coefficients[column] * vectorizer.idf_[column]
        lengths[place] = vectorizer.idf_[column] ** 2
    return Insults(weights, lengths, slope, slope * intercept + offset)
