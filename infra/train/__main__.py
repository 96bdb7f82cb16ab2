"""`make train`: every weight of the classifier, from the labelled texts beside the project and our own seeds.

The same texts and versions give the same bytes.
"""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infra.train import card, data, languages, lexical, semantic
from infra.train.data import Row
from shared.classify import features, slips
from shared.classify.judgement import SUREST
from shared.classify.lexical import insult
from shared.domain.assessment import GRAVE_TOPICS, OPEN_TOPICS, Topic, Urgency

WEIGHTS = Path(__file__).parents[2] / "shared" / "classify" / "weights"
SENTIMENTS = ("negative", "neutral", "positive")
QUESTIONS = frozenset(map(str, (Topic.QUESTION_SIMPLE, Topic.QUESTION_ACCOUNT)))
QUESTIONS_OF_A_SEED: dict[str, Callable[[Row], bool]] = {
    "acknowledge": lambda row: row["acknowledge_ok"],
    "urgent": lambda row: row["urgency"] in (Urgency.CRITICAL, Urgency.HIGH),
    "critical": lambda row: row["urgency"] == Urgency.CRITICAL,
}
PARTS = {  # what each probability is mixed from, as `shared.classify.judgement` mixes it
    "acknowledge": ("topic", "words", "asks"),
    "urgent": ("meaning", "words", "topic"),
    "critical": ("meaning", "words", "topic"),
}
ANGER = frozenset({"anger", "disgust"})
SEED_STRENGTH, WORD_STRENGTH = 10.0, 20.0  # how little the heads that learn from seeds are held back
SEED_WEIGHT = 2.0  # of one seed beside one tweet, for sentiment
SURGE_WEIGHT = 5.0  # of one judged text beside one of the larger sets, for abuse
ABUSIVE_SHARE = 0.3  # of texts that are at all rude; the mix is learnt where half are
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
    topic = semantic.fit_topics(seed_points, [row["topic"] for row in seeds])
    urgent, critical = (
        semantic.fit(seed_points, [QUESTIONS_OF_A_SEED[name](row) for row in seeds], SEED_STRENGTH)
        for name in ("urgent", "critical")
    )
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
    mixes, unseen = _mixes(seeds, seed_points, seed_features)
    mixed = {**mixes, "abuse": abuse_mix}
    (WEIGHTS / "mix.json").write_text(json.dumps(mixed, indent=2, sort_keys=True) + "\n")
    data.write_words(slips.REAL_WORDS)
    languages.main()
    card.write(seeds, unseen, data.read("semeval2017_sentiment", "val"))


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
        "question": lexical.fit(seed_features, [row["topic"] in QUESTIONS for row in seeds], WORD_STRENGTH),
        **{
            name: lexical.fit(seed_features, [QUESTIONS_OF_A_SEED[name](row) for row in seeds], WORD_STRENGTH)
            for name in ("acknowledge", "urgent")
        },
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
    rude = [insult(features.hashed(features.clean(row["text"]))[0], *insults) for row in judged]
    negative = sentiment.predict_log_proba(points[2])[:, 0]
    mix = semantic.fit(np.stack([seen, rude, negative], 1), toxic, 1.0)
    named = dict(zip(("semantic", "insult", "negative"), map(float, mix.coef_[0]), strict=True))
    constant = float(mix.intercept_[0]) + math.log(ABUSIVE_SHARE / (1 - ABUSIVE_SHARE))
    return head(np.arange(len(judged))), {**named, "constant": constant}


def _mixes(
    seeds: list[Row], points: NDArray[np.float32], words: Any
) -> tuple[dict[str, dict[str, float]], dict[str, NDArray[np.float64]]]:
    """How both layers together make the log-odds that a text may be acknowledged, and that it is urgent or critical.

    Learnt from folds that neither layer had seen. Beside it the probabilities of each seed, from heads that had not
    seen it.
    """
    topics = np.array([row["topic"] for row in seeds])
    labels = {name: np.array([of(row) for row in seeds]) for name, of in QUESTIONS_OF_A_SEED.items()}
    folds = np.array([row["at"] // FAMILY % FOLDS for row in seeds])
    seen = {name: np.zeros((len(seeds), len(parts))) for name, parts in PARTS.items()}
    for fold in range(FOLDS):
        inside, outside = folds == fold, folds != fold
        topic = semantic.fit_topics(points[outside], topics[outside])
        shares = topic.predict_proba(points[inside])
        names = list(topic.classes_)
        asks = topic.classes_[shares.argmax(1)] == Topic.QUESTION_SIMPLE
        opening = log_odds(shares[:, [names.index(name) for name in OPEN_TOPICS]].sum(1))
        grave = log_odds(shares[:, [names.index(name) for name in GRAVE_TOPICS]].sum(1))
        alarming = _unseen(lexical.fit, words, labels["urgent"], inside, outside, WORD_STRENGTH)
        for name, parts in {
            "acknowledge": (
                opening,
                _unseen(lexical.fit, words, labels["acknowledge"], inside, outside, WORD_STRENGTH),
                asks,
            ),
            "urgent": (
                _unseen(semantic.fit, points, labels["urgent"], inside, outside, SEED_STRENGTH),
                alarming,
                grave,
            ),
            "critical": (
                _unseen(semantic.fit, points, labels["critical"], inside, outside, SEED_STRENGTH),
                alarming,
                grave,
            ),
        }.items():
            seen[name][inside] = np.stack(parts, 1)
    fitted = {name: semantic.fit(seen[name], labels[name], 1.0) for name in PARTS}
    mixes = {
        name: {**dict(zip(PARTS[name], map(float, mix.coef_[0]), strict=True)), "constant": float(mix.intercept_[0])}
        for name, mix in fitted.items()
    }
    return mixes, {name: mix.predict_proba(seen[name])[:, 1] for name, mix in fitted.items()}


def _unseen(
    fit: Callable[..., Any], features: Any, labels: NDArray[Any], inside: Any, outside: Any, strength: float
) -> NDArray[np.float64]:
    """What a head fitted outside a fold says of the texts inside."""
    return fit(features[outside], labels[outside], strength).decision_function(features[inside])


def log_odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds of probabilities, bounded as `shared.classify.judgement` bounds them."""
    bounded = np.clip(share, SUREST, 1 - SUREST)
    return np.log(bounded / (1 - bounded))


def _save(name: str, **arrays: Any) -> None:
    """Compressed arrays; numpy dates every member 1980, so that the same arrays are the same bytes."""
    np.savez_compressed(WEIGHTS / f"{name}.npz", **arrays)


if __name__ == "__main__":
    main()
