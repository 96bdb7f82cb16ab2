"""`make train`: every weight of the classifier, from the labelled texts beside the project and our own seeds.

The same texts and versions give the same bytes.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infra.train import abuse, card, data, languages, lexical, mixes, semantic
from infra.train.data import Row
from infra.train.mixes import SEED_LABELS, SEED_STRENGTH, WORD_STRENGTH
from shared.classify import slips
from shared.classify.language import SERVED
from shared.domain.assessment import Topic, Urgency

WEIGHTS = Path(__file__).parents[2] / "shared" / "classify" / "weights"
SENTIMENTS = ("negative", "neutral", "positive")
QUESTIONS = frozenset(map(str, (Topic.QUESTION_SIMPLE, Topic.QUESTION_ACCOUNT)))
SEED_WEIGHT = 2.0  # of one seed beside one tweet, for sentiment


def main() -> None:
    """Trains everything and writes the weights and the model card."""
    seeds, tweets = data.seeds(), data.read("semeval2017_sentiment")
    texts = [row["text"] for row in seeds]
    points, words = semantic.vectors(texts), lexical.matrix(texts)
    axes = semantic.axes(points)
    places = semantic.places(points, axes)

    sentiment = _sentiment(tweets, seeds, points)
    insulting, abuse_mix = abuse.head_and_mix(sentiment)
    _save_semantic(seeds, points, [sentiment, insulting], axes, places)
    _save_lexical(tweets, seeds, words)
    learnt, unseen = mixes.learn(seeds, points, places, words)
    (WEIGHTS / "mix.json").write_text(json.dumps({**learnt, "abuse": abuse_mix}, indent=2, sort_keys=True) + "\n")
    data.write_words(slips.REAL_WORDS)
    languages.main()
    card.write(seeds, unseen, data.read("semeval2017_sentiment", "val"))


def _sentiment(tweets: Sequence[Row], seeds: Sequence[Row], points: NDArray[np.float32]) -> Any:
    """The semantic head of sentiment, from tweets and seeds."""
    return semantic.fit(
        np.concatenate([semantic.vectors([row["text"] for row in tweets]), points]),
        [SENTIMENTS.index(row["label"]) for row in tweets] + [SENTIMENTS.index(row["sentiment"]) for row in seeds],
        10.0,
        [1.0] * len(tweets) + [SEED_WEIGHT] * len(seeds),
    )


def _save_semantic(
    seeds: Sequence[Row],
    points: NDArray[np.float32],
    first: Sequence[Any],
    axes: NDArray[np.float32],
    places: NDArray[np.float32],
) -> None:
    """The heads, in the order of `shared.classify.semantic.SemanticReading`, and the seeds. `first`: those of sentiment
    and abuse."""
    topic = semantic.fit_topics(points, [row["topic"] for row in seeds])
    alarms = [
        semantic.fit(points, [SEED_LABELS[name](row) for row in seeds], SEED_STRENGTH)
        for name in ("urgent", "critical")
    ]
    heads = [*first, *alarms, topic]
    names = list(map(str, topic.classes_))
    _save(
        "semantic",
        heads=np.concatenate([head.coef_ for head in heads]).astype(np.float16),
        constants=np.concatenate([head.intercept_ for head in heads]).astype(np.float32),
        topics=np.array(names),
        languages=np.array(SERVED),
        axes=axes.astype(np.float16),
        seeds=np.round(places / np.abs(places).max() * lexical.LARGEST).astype(np.int8),
        seed_topics=np.array([names.index(row["topic"]) for row in seeds], np.uint8),
        seed_urgencies=np.array([Urgency(row["urgency"]).rank for row in seeds], np.uint8),
        seed_languages=np.array([SERVED.index(row["language"]) for row in seeds], np.uint8),
    )


def _save_lexical(tweets: Sequence[Row], seeds: Sequence[Row], words: Any) -> None:
    trained = _lexical_heads(tweets, seeds, words)
    heads, units = lexical.rounded(np.concatenate([head.coef_ for head in trained.values()]))
    insults = lexical.insults()
    _save(
        "lexical",
        heads=heads,
        units=units,
        constants=np.concatenate([head.intercept_ for head in trained.values()]).astype(np.float32),
        insults=insults.weights.astype(np.float16),
        rarity=insults.lengths.astype(np.float16),
        slope=np.float32(insults.slope),
        offset=np.float32(insults.offset),
    )


def _lexical_heads(tweets: Sequence[Row], seeds: Sequence[Row], words: Any) -> dict[str, Any]:
    """The heads in the order of `shared.classify.lexical.HEADS`; sentiment is three of them."""
    spam = [*data.read("sms_spam"), *data.read("youtube_spam")]
    insulting = [*data.read("davidson_hate"), *data.read("surge_toxicity")]
    return {
        "sentiment": lexical.fit(
            lexical.matrix([row["text"] for row in tweets]), [SENTIMENTS.index(row["label"]) for row in tweets]
        ),
        "spam": lexical.fit(
            lexical.matrix([row["text"] for row in (*spam, *seeds)]),
            [row["label"] == "spam" for row in spam] + [row["topic"] == Topic.SPAM for row in seeds],
        ),
        "abuse": lexical.fit(
            lexical.matrix([row["text"] for row in insulting]),
            [row["label"] in ("hate", "offensive", "toxic") for row in insulting],
        ),
        "question": lexical.fit(words, [row["topic"] in QUESTIONS for row in seeds], WORD_STRENGTH),
        **{
            name: lexical.fit(words, [SEED_LABELS[name](row) for row in seeds], WORD_STRENGTH)
            for name in ("acknowledge", "urgent")
        },
    }


def _save(name: str, **arrays: Any) -> None:
    """Compressed arrays; numpy dates every member 1980, so that the same arrays are the same bytes."""
    np.savez_compressed(WEIGHTS / f"{name}.npz", **arrays)


if __name__ == "__main__":
    main()
