"""Both layers together: probabilities, and what a community manager can be told of them.

The lexical layer learnt sentiment from English tweets, so its vote there counts in English alone; the
semantic layer speaks for all languages.
"""

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from shared.classify.lexical import lexical, log_shares
from shared.classify.semantic import SemanticReading, seed_texts, semantic, vector
from shared.domain.assessment import GRAVE_TOPICS, OPEN_TOPICS, Topic

MIX = Path(__file__).parent / "weights" / "mix.json"
LEXICAL_VOTE = {"en": 0.55, "other": 0.3}  # of sentiment, by language; none in the others
SIGN = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]")
LIKELY = 0.2  # a topic with this probability is named
TOPICS_NAMED = 3
EVEN = 0.5  # less likely than this, no reply opens in any case
SUREST = 1e-4  # no layer is surer than this
LEAST_LOG = math.log(SUREST)


class Judgement(NamedTuple):
    """What the layers believe. `shares` are the probabilities of negative, neutral and positive; `topics` the likely
    ones, the likeliest first; the others are probabilities. `nearest` is the seed sentence that is most alike."""

    shares: tuple[float, float, float]
    topics: tuple[Topic, ...]
    acknowledge: float
    abuse: float
    question: float
    urgent: float
    critical: float
    nearest: str


def judge(text: str, language: str) -> Judgement:
    """The layers' belief about one text in a language, or in "other".

    Shouting is read as if it were spoken. Signs may close a reply and never open one: the text must earn it
    without them too.
    """
    spoken = text.lower() if _is_shouted(text) else text
    belief = _judge(spoken, language)
    plain = SIGN.sub("", spoken)
    if plain == spoken or belief.acknowledge < EVEN:
        return belief
    return belief._replace(acknowledge=min(belief.acknowledge, _judge(plain, language).acknowledge))


def _judge(text: str, language: str) -> Judgement:
    words, meaning = lexical().read(text), semantic().read(vector(text), language)
    vote = LEXICAL_VOTE.get(language, 0.0)
    sentiment = log_shares(vote * words.sentiment + (1 - vote) * meaning.sentiment)
    negative, neutral, positive = (float(share) for share in np.exp(sentiment))
    topics = _likely(meaning)
    grave = _log_odds(_share(meaning, GRAVE_TOPICS))
    opening = _log_odds(_share(meaning, OPEN_TOPICS))
    asks = float(topics[0] is Topic.QUESTION_SIMPLE)
    bitter = max(float(meaning.sentiment[0]), LEAST_LOG)
    return Judgement(
        shares=(negative, neutral, positive),
        topics=topics,
        acknowledge=_mixed("acknowledge", topic=opening, words=words.acknowledge, asks=asks),
        abuse=_mixed("abuse", semantic=meaning.abuse, insult=words.insult, negative=bitter),
        question=_probability(words.question),
        urgent=_mixed("urgent", meaning=meaning.urgent, near=meaning.near_urgent, words=words.urgent, topic=grave),
        critical=_mixed(
            "critical", meaning=meaning.critical, near=meaning.near_critical, words=words.urgent, topic=grave
        ),
        nearest=seed_texts()[meaning.seed],
    )


def _is_shouted(text: str) -> bool:
    """Whether most letters that could be small are capitals."""
    capitals, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return capitals > small


def _share(meaning: SemanticReading, topics: tuple[Topic, ...]) -> float:
    return sum(float(meaning.topics[semantic().topics.index(topic)]) for topic in topics)


def _mixed(name: str, **parts: float) -> float:
    """A probability from the layers' parts, weighed as they were learnt."""
    mix = _mix()[name]
    return _probability(mix["constant"] + sum(mix[part] * value for part, value in parts.items()))


def _likely(meaning: SemanticReading) -> tuple[Topic, ...]:
    order = np.argsort(-meaning.topics)[:TOPICS_NAMED]
    names = [(Topic(semantic().topics[place]), meaning.topics[place]) for place in order]
    return tuple(topic for rank, (topic, share) in enumerate(names) if rank == 0 or share >= LIKELY)


def _log_odds(share: float) -> float:
    bounded = min(max(share, SUREST), 1 - SUREST)
    return math.log(bounded / (1 - bounded))


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0)))


@cache
def _mix() -> dict[str, dict[str, float]]:
    return json.loads(MIX.read_text("utf-8"))
