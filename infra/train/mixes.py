"""How both layers together say whether a text may be acknowledged, and whether it is urgent or critical.

Learnt from folds of the seeds that neither layer had seen: what a layer says of its own texts is too good.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infra.train import lexical, semantic
from infra.train.data import Row
from shared.classify.judgement import SUREST
from shared.classify.semantic import CROWD_VOTE, crowd_odds, crowds
from shared.domain.assessment import GRAVE_TOPICS, OPEN_TOPICS, Topic, Urgency

SEED_LABELS: dict[str, Callable[[Row], bool]] = {
    "acknowledge": lambda row: row["acknowledge_ok"],
    "urgent": lambda row: row["urgency"] in (Urgency.CRITICAL, Urgency.HIGH),
    "critical": lambda row: row["urgency"] == Urgency.CRITICAL,
}
PARTS = {  # what each probability is mixed from, as `shared.classify.judgement` mixes it
    "acknowledge": ("topic", "words", "asks"),
    "urgent": ("meaning", "near", "words", "topic"),
    "critical": ("meaning", "near", "words", "topic"),
}
FIRST_URGENCIES = {"urgent": 2, "critical": 1}  # so many of the steps of urgency, from the highest
SEED_STRENGTH, WORD_STRENGTH = 10.0, 20.0  # how little the heads that learn from seeds are held back
FAMILY, FOLDS = 15, 5  # seeds written together are near neighbours: they stay in one fold
Heard = Mapping[str, NDArray[np.float64]]


def learn(
    seeds: Sequence[Row], points: NDArray[np.float32], places: NDArray[np.float32], words: Any
) -> tuple[dict[str, dict[str, float]], dict[str, NDArray[np.float64]]]:
    """The weight of each part, and each seed's probabilities from heads that had not seen it.

    `points` are the seeds' sentence vectors, `places` those along the axes, `words` their hashed words.
    """
    labels = {name: np.array([of(row) for row in seeds]) for name, of in SEED_LABELS.items()}
    folds = np.array([row["at"] // FAMILY % FOLDS for row in seeds])
    seen = {name: np.zeros((len(seeds), len(parts))) for name, parts in PARTS.items()}
    for fold in range(FOLDS):
        inside, outside = folds == fold, folds != fold
        topics = _topics(seeds, points, places, inside, outside)
        alarm = _unseen(lexical.fit, words, labels["urgent"], inside, outside, WORD_STRENGTH)
        welcome = _unseen(lexical.fit, words, labels["acknowledge"], inside, outside, WORD_STRENGTH)
        seen["acknowledge"][inside] = np.stack([topics["opening"], welcome, topics["asks"]], 1)
        for name, first in FIRST_URGENCIES.items():
            meaning = _unseen(semantic.fit, points, labels[name], inside, outside, SEED_STRENGTH)
            near = _near(seeds, places, first, inside, outside)
            seen[name][inside] = np.stack([meaning, near, alarm, topics["grave"]], 1)
    fitted = {name: semantic.fit(seen[name], labels[name], 1.0) for name in PARTS}
    mixes = {
        name: {**dict(zip(PARTS[name], map(float, mix.coef_[0]), strict=True)), "constant": float(mix.intercept_[0])}
        for name, mix in fitted.items()
    }
    return mixes, {name: mix.predict_proba(seen[name])[:, 1] for name, mix in fitted.items()}


def _topics(
    seeds: Sequence[Row], points: NDArray[np.float32], places: NDArray[np.float32], inside: Any, outside: Any
) -> Heard:
    """What the topics' head and the seeds outside say of the texts inside."""
    head = semantic.fit_topics(points[outside], [row["topic"] for row, out in zip(seeds, outside, strict=True) if out])
    names = list(head.classes_)
    groups = np.array([names.index(row["topic"]) for row, out in zip(seeds, outside, strict=True) if out])
    near = np.stack([crowds(alike, groups, len(names)) for alike in places[inside] @ places[outside].T])
    scores = head.predict_log_proba(points[inside]) + CROWD_VOTE * np.log(near)
    shares = np.exp(scores - scores.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    return {
        "asks": (head.classes_[shares.argmax(1)] == Topic.QUESTION_SIMPLE).astype(float),
        "opening": log_odds(shares[:, [names.index(name) for name in OPEN_TOPICS]].sum(1)),
        "grave": log_odds(shares[:, [names.index(name) for name in GRAVE_TOPICS]].sum(1)),
    }


def _near(
    seeds: Sequence[Row], places: NDArray[np.float32], first: int, inside: Any, outside: Any
) -> NDArray[np.float64]:
    groups = np.array([Urgency(row["urgency"]).rank for row, out in zip(seeds, outside, strict=True) if out])
    likenesses = places[inside] @ places[outside].T
    return np.array([crowd_odds(crowds(alike, groups, len(Urgency)), first) for alike in likenesses])


def _unseen(
    fit: Callable[..., Any], features: Any, labels: NDArray[Any], inside: Any, outside: Any, strength: float
) -> NDArray[np.float64]:
    """What a head fitted outside a fold says of the texts inside."""
    return fit(features[outside], labels[outside], strength).decision_function(features[inside])


def log_odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds of probabilities, bounded as `shared.classify.judgement` bounds them."""
    bounded = np.clip(share, SUREST, 1 - SUREST)
    return np.log(bounded / (1 - bounded))
