"""What we believe about a text. Produced by `shared.classify`, read by `policy` and by people."""

from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """How soon a person must look. Order: `rank`."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 is the most urgent."""
        return list(Urgency).index(self)


class Sentiment(StrEnum):
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Topic(StrEnum):
    """What a mention is about. The first topic of an assessment is the one that decides."""

    PRAISE = "praise"
    THANKS = "thanks"
    QUESTION_SIMPLE = "question_simple"
    QUESTION_ACCOUNT = "question_account"
    COMPLAINT = "complaint"
    BILLING = "billing"
    DELIVERY = "delivery"
    OUTAGE = "outage"
    SAFETY = "safety"
    SELF_HARM = "self_harm"
    THREAT = "threat"
    LEGAL = "legal"
    REGULATOR = "regulator"
    PRIVACY = "privacy"
    SECURITY = "security"
    DISCRIMINATION = "discrimination"
    PRESS = "press"
    JOB = "job"
    SPAM = "spam"
    TROLL = "troll"
    INJECTION = "injection"
    OTHER = "other"


# A machine may answer these, if all else is right
OPEN_TOPICS = (Topic.PRAISE, Topic.THANKS, Topic.QUESTION_SIMPLE)
# Somebody may come to harm, or the brand into the papers or the court
GRAVE_TOPICS = (
    *(Topic.OUTAGE, Topic.SAFETY, Topic.SELF_HARM, Topic.THREAT, Topic.LEGAL, Topic.REGULATOR, Topic.PRIVACY),
    *(Topic.SECURITY, Topic.DISCRIMINATION, Topic.PRESS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One piece of evidence. `says` is for a community manager.

    The words themselves are not copied here: `start` and `end` point into the mention's text, so
    that purging the text purges the evidence.
    """

    rule: str
    says: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The classifier's whole belief about one text.

    `language` is an ISO 639-1 code, or "other" where we cannot tell or do not serve it.
    `abuse` means insults or slurs, apart from anger with a cause; `troll`, that there is no cause. `vetoed` means
    that some rule demands a person whatever else is believed. `confidence` is 0 to 1 and belongs to the first topic.
    `shares` are the probabilities of negative, neutral and positive; `abuse_probability` and `needs_person` are
    probabilities as well.
    """

    language: str
    sentiment: Sentiment
    urgency: Urgency
    topics: tuple[Topic, ...]
    abuse: bool = False
    troll: bool = False
    vetoed: bool = False
    confidence: float = 0.0
    shares: tuple[float, ...] = ()
    abuse_probability: float = 0.0
    needs_person: float = 1.0
    reasons: tuple[Reason, ...] = ()
    model_version: str = ""
    ruleset_version: str = ""

    @property
    def topic(self) -> Topic:
        """The topic that decides."""
        return self.topics[0] if self.topics else Topic.OTHER
