"""`make train`: every weight of the classifier, from the labelled texts beside the project and our own seeds.

The same texts and versions give the same bytes.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infra.train import card, data, lexical, semantic
from infra.train.data import Row
from shared.classify import features
from shared.domain.assessment import Topic, Urgency

WEIGHTS = Path(__file__).parents[2] / "shared" / "classify" / "weights"
SENTIMENTS = ("negative", "neutral", "positive")
ACKNOWLEDGED = tuple(map(str, (Topic.PRAISE, Topic.THANKS, Topic.QUESTION_SIMPLE)))
QUESTIONS = frozenset(map(str, (Topic.QUESTION_SIMPLE, Topic.QUESTION_ACCOUNT)))
URGENT = frozenset(map(str, (Urgency.CRITICAL, Urgency.HIGH)))
ANGER = frozenset({"anger", "disgust"})
SEED_WEIGHT = 2.0  # of one seed beside one tweet, for sentiment
SURGE_WEIGHT = 5.0  # of one judged text beside one of the larger sets, for abuse
FAMILY, FOLDS = 15, 5  # seeds written together are near neighbours: they stay in one fold


def main() -> None:
    """Trains everything and writes the weights and the model card."""
    seeds = data.seeds()
    seed_texts = [row["text"] for row in seeds]
    seed_points, seed_features = semantic.vectors(seed_texts), lexical.matrix(seed_texts)
    tweets = data.read("semeval2017_sentiment")
    tweet_points = semantic.vectors([row["text"] for row in tweets])

    sentiment = semantic.fit(
        np.concatenate([tweet_points, seed_points]),
        [SENTIMENTS.index(row["label"]) for row in tweets] + [SENTIMENTS.index(row["sentiment"]) for row in seeds],
        10.0,
        [1.0] * len(tweets) + [SEED_WEIGHT] * len(seeds),
    )
    topic = semantic.fit(seed_points, [row["topic"] for row in seeds], 30.0)
    urgent = semantic.fit(seed_points, [row["urgency"] in URGENT for row in seeds], 10.0)
    critical = semantic.fit(seed_points, [row["urgency"] == Urgency.CRITICAL for row in seeds], 10.0)
    abuse, abuse_mix = _abuse(sentiment)

    words = _lexical_heads(tweets, seeds, seed_features)
    heads, units = lexical.rounded(np.concatenate([head.coef_ for head in words.values()]))
    insults = lexical.insults()
    _save(
        "lexical",
        heads=heads,
        units=units,
        constants=np.concatenate([head.intercept_ for head in words.values()]).astype(np.float32),
        insults=insults.weights.astype(np.float16),
        rarity=insults.lengths.astype(np.float16),
        slope=np.float32(insults.slope),
        offset=np.float32(insults.offset),
    )
    directions = semantic.axes(seed_points)
    near = seed_points @ directions.T
    _save(
        "semantic",
        heads=np.concatenate([head.coef_ for head in (sentiment, abuse, urgent, critical, topic)]).astype(np.float16),
        constants=np.concatenate([head.intercept_ for head in (sentiment, abuse, urgent, critical, topic)]).astype(
            np.float32
        ),
        topics=np.array(topic.classes_),
        axes=directions.astype(np.float16),
        seeds=np.round(near / np.abs(near).max() * lexical.LARGEST).astype(np.int8),
    )
    decision = _decision(seeds, seed_points, seed_features)
    mixed = {"acknowledge": decision, "abuse": abuse_mix}
    (WEIGHTS / "mix.json").write_text(json.dumps(mixed, indent=2, sort_keys=True) + "\n")
    card.write(len(seeds))


def _lexical_heads(tweets: list[Row], seeds: list[Row], seed_features: Any) -> dict[str, Any]:
    """The heads in the order of `shared.classify.lexical.HEADS`; sentiment is three of them."""
    tweet_features = lexical.matrix([row["text"] for row in tweets])
    spam = [*data.read("sms_spam"), *data.read("youtube_spam")]
    insulting = [*data.read("davidson_hate"), *data.read("surge_toxicity")]
    spam_features = lexical.matrix([row["text"] for row in (*spam, *seeds)])
    return {
        "sentiment": lexical.fit(tweet_features, [SENTIMENTS.index(row["label"]) for row in tweets]),
        "spam": lexical.fit(
            spam_features, [row["label"] == "spam" for row in spam] + [row["topic"] == Topic.SPAM for row in seeds]
        ),
        "abuse": lexical.fit(
            lexical.matrix([row["text"] for row in insulting]),
            [row["label"] in ("hate", "offensive", "toxic") for row in insulting],
        ),
        "question": lexical.fit(seed_features, [row["topic"] in QUESTIONS for row in seeds], 20.0),
        "acknowledge": lexical.fit(seed_features, [row["acknowledge_ok"] for row in seeds], 20.0),
    }


def _abuse(sentiment: Any) -> tuple[Any, dict[str, float]]:
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
    rude = [_insult(row["text"], insults) for row in judged]
    negative = sentiment.predict_log_proba(points[2])[:, 0]
    mix = semantic.fit(np.stack([seen, rude, negative], 1), toxic, 1.0)
    named = dict(zip(("semantic", "insult", "negative"), map(float, mix.coef_[0]), strict=True))
    return head(np.arange(len(judged))), {**named, "constant": float(mix.intercept_[0])}


def _insult(text: str, insults: lexical.Insults) -> float:
    places = sorted(features.hashed(features.clean(text))[0])
    length = max(float(insults.lengths[places].sum()), 1e-6) ** 0.5
    return insults.slope * float(insults.weights[places].sum()) / length + insults.offset


def _decision(seeds: list[Row], points: NDArray[np.float32], words: Any) -> dict[str, float]:
    """How the topic and the words together make the log-odds that a text may be acknowledged.

    Learnt from folds that neither layer had seen.
    """
    topics = np.array([row["topic"] for row in seeds])
    right = np.array([row["acknowledge_ok"] for row in seeds])
    folds = np.array([row["at"] // FAMILY % FOLDS for row in seeds])
    seen = np.zeros((len(seeds), 2))
    for fold in range(FOLDS):
        inside, outside = folds == fold, folds != fold
        topic = semantic.fit(points[outside], topics[outside], 30.0)
        word = lexical.fit(words[outside], right[outside], 20.0)
        shares = topic.predict_proba(points[inside])[:, [list(topic.classes_).index(name) for name in ACKNOWLEDGED]]
        seen[inside] = np.stack([log_odds(shares.sum(1)), word.decision_function(words[inside])], 1)
    mix = semantic.fit(seen, right, 1.0)
    return {"topic": float(mix.coef_[0][0]), "words": float(mix.coef_[0][1]), "constant": float(mix.intercept_[0])}


def log_odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds of probabilities, no surer than one in ten thousand."""
    bounded = np.clip(share, 1e-4, 1 - 1e-4)
    return np.log(bounded / (1 - bounded))


def _save(name: str, **arrays: Any) -> None:
    """Compressed arrays; numpy dates every member 1980, so that the same arrays are the same bytes."""
    np.savez_compressed(WEIGHTS / f"{name}.npz", **arrays)


if __name__ == "__main__":
    main()
