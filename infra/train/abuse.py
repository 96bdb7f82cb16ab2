"""How abusive a text is: a head over sentence vectors, and its mixture with the words of insult and the sentiment."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infra.train import data, lexical, semantic
from shared.classify import features
from shared.classify.lexical import insult

ANGER = frozenset({"anger", "disgust"})
SURGE_WEIGHT = 5.0  # of one judged text beside one of the larger sets
ABUSIVE_SHARE = 0.3  # of texts that are at all rude; the mix is learnt where half are
FOLDS = 5


def head_and_mix(sentiment: Any) -> tuple[Any, dict[str, float]]:
    """The semantic head, and how it, the insults and the sentiment together make one probability.

    The mix is learnt on texts that the head had not seen.
    """
    slurs, moods, judged = data.read("davidson_hate"), data.read("goemotions"), data.read("surge_toxicity")
    points = [semantic.vectors([row["text"] for row in rows]) for rows in (slurs, moods, judged)]
    labels = [row["label"] != "neither" for row in slurs] + [bool(ANGER & {*row["emotions"]}) for row in moods]
    toxic = np.array([row["label"] == "toxic" for row in judged])
    known = np.concatenate(points[:2])
    weights = [1.0] * len(labels)

    def head(places: NDArray[np.int64]) -> Any:
        return semantic.fit(
            np.concatenate([known, points[2][places]]),
            [*labels, *toxic[places]],
            3.0,
            weights + [SURGE_WEIGHT] * len(places),
        )

    folds = np.arange(len(judged)) % FOLDS
    seen = np.zeros(len(judged))
    for fold in range(FOLDS):
        seen[folds == fold] = head(np.flatnonzero(folds != fold)).decision_function(points[2][folds == fold])
    insults = lexical.insults()
    rude = [insult(features.hashed(features.clean(row["text"]))[0], *insults) for row in judged]
    negative = sentiment.predict_log_proba(points[2])[:, 0]
    mix = semantic.fit(np.stack([seen, rude, negative], 1), toxic, 1.0)
    named = dict(zip(("semantic", "insult", "negative"), map(float, mix.coef_[0]), strict=True))
    constant = float(mix.intercept_[0]) + math.log(ABUSIVE_SHARE / (1 - ABUSIVE_SHARE))
    return head(np.arange(len(judged))), {**named, "constant": constant}
