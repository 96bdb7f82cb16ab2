"""From a text to an Assessment: the one way into this package.

Rules of danger come first and can only raise urgency. Praise, thanks and simple questions need
evidence of their own, and nothing that speaks against it. Whatever stays unclear is "other", and a
person reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.classify import (
    rules_any,
    rules_ar,
    rules_de,
    rules_en,
    rules_en_daily,
    rules_es,
    rules_es_daily,
    rules_fr,
    rules_it,
    rules_nl,
    rules_pt,
)
from shared.classify.evidence import Evidence, find_negative, weigh_praise, weigh_question
from shared.classify.language import OTHER, identify
from shared.classify.normalise import Kind, Normalised, Token, normalise
from shared.classify.rules import Match, Ruleset
from shared.classify.vocabulary import BITTER_EMOJI, WARM_EMOJI
from shared.domain.assessment import Assessment, Reason, Sentiment, Topic, Urgency

MODEL_VERSION = "evidence-1"
RULESET_VERSION = "2026.11-2"

# Read in every text, whatever its language: people mix them, and short texts hide theirs.
RULES = Ruleset(
    rule
    for rules in (
        rules_any.VETOES,
        rules_en.VETOES + rules_en_daily.MATTERS + rules_en_daily.INSULTS + rules_en_daily.SPAM,
        rules_es.VETOES + rules_es_daily.MATTERS + rules_es_daily.INSULTS + rules_es_daily.SPAM,
        *(module.RULES for module in (rules_fr, rules_de, rules_it, rules_pt, rules_nl, rules_ar)),
    )
    for rule in rules
)
QUESTIONS = {"en": Ruleset(rules_en_daily.QUESTIONS), "es": Ruleset(rules_es_daily.QUESTIONS)}
RULE_CONFIDENCE = 0.9  # a rule found its words
HALF_SURE = 0.5  # below, praise is not called praise but "other"
SPAM_CONFIDENCE = (0.0, 0.6, 0.75, 0.95)  # by the number of different signs of spam
REASONS = 6  # as many as a person reads
NEUTRAL_TOPICS = frozenset({
    Topic.QUESTION_SIMPLE, Topic.QUESTION_ACCOUNT, Topic.PRESS, Topic.JOB, Topic.SPAM, Topic.INJECTION, Topic.OTHER,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one text. `complaint` is the first word that complains outside an insult."""

    normalised: Normalised
    readable: tuple[Token, ...]
    language: str
    matters: tuple[Match, ...]
    insults: tuple[Match, ...]
    spam: tuple[Match, ...]
    questions: tuple[Match, ...]
    complaint: Token | None


def assess(text: str | None, *, language_hint: str | None = None) -> Assessment:
    """What we believe about one text. Never raises; time grows with the text's length only.

    `language_hint` is what the platform says about the language: a prior, not evidence.
    """
    reading = _read(text or "", language_hint)
    if _is_plain_spam(reading):
        return _spam(reading)
    if reading.matters or reading.insults or reading.complaint:
        return _matter(reading)
    if not any(token.kind in (Kind.WORD, Kind.NUMBER) for token in reading.readable):
        return _without_words(reading)
    if reading.spam:
        return _spam(reading)
    return _evidence(reading)


def _read(text: str, language_hint: str | None) -> Reading:
    normalised = normalise(text)
    readable = tuple(token for token in normalised.tokens if token.kind is not Kind.MARK)
    language = identify(text, normalised, language_hint)
    matches = RULES.find(readable, None if language == OTHER else language)
    insults = tuple(match for match in matches if match.rule.topic is Topic.TROLL)
    spam = tuple(match for match in matches if match.rule.topic is Topic.SPAM)
    insulting = {at for match in insults for at in range(match.first, match.last + 1)}
    return Reading(
        normalised=normalised,
        readable=readable,
        language=language,
        matters=tuple(match for match in matches if match not in insults + spam),
        insults=insults,
        spam=spam,
        questions=tuple(QUESTIONS[language].find(readable)) if language in QUESTIONS else (),
        complaint=find_negative([token for at, token in enumerate(readable) if at not in insulting]),
    )


def _matter(reading: Reading) -> Assessment:
    """Something to work on, or an insult. The gravest topic decides; insults beside a case are anger."""
    found = sorted((*reading.matters, *reading.insults), key=_gravity)
    case = any(match.rule.case for match in reading.matters) or reading.complaint is not None
    topics = [match.rule.topic for match in found if not (case and match in reading.insults)]
    urgencies = [match.rule.urgency for match in found]
    reasons = [_explain(match, reading.readable) for match in found]
    if reading.complaint is not None:
        vetoed = [match.rule.topic for match in found if match.rule.veto]
        topics = [*vetoed, *(topic for topic in topics if topic not in NEUTRAL_TOPICS), Topic.COMPLAINT, *topics]
        urgencies.append(Urgency.NORMAL)
        reasons.append(_point("complaint.word", "Words of complaint", reading.complaint))
    negative = reading.insults or any(topic not in NEUTRAL_TOPICS for topic in topics)
    return _assessment(
        reading,
        tuple(dict.fromkeys(topics)),
        min(urgencies, key=lambda urgency: urgency.rank),
        sentiment=Sentiment.NEGATIVE if negative else Sentiment.NEUTRAL,
        confidence=RULE_CONFIDENCE,
        reasons=tuple(reasons),
    )


def _without_words(reading: Reading) -> Assessment:
    """Signs, links or nothing. A language cannot be told, so no machine can answer in it."""
    signs = {token.word for token in reading.readable if token.kind is Kind.EMOJI}
    warm = bool(signs) and signs <= WARM_EMOJI
    return _assessment(
        reading,
        (Topic.OTHER,),
        Urgency.LOW if warm or not reading.readable else Urgency.NORMAL,
        sentiment=Sentiment.POSITIVE if warm else Sentiment.NEGATIVE if signs & BITTER_EMOJI else Sentiment.NEUTRAL,
        reasons=(Reason(rule="no_words", says="Holds no words"),),
    )


def _is_plain_spam(reading: Reading) -> bool:
    """As many signs of spam as there can be, and nothing that anybody could have at heart."""
    harmless = all(not match.rule.veto and match.rule.topic in NEUTRAL_TOPICS for match in reading.matters)
    signs = len(SPAM_CONFIDENCE) - 1
    return _count_spam(reading) >= signs and harmless and not reading.insults and reading.complaint is None


def _count_spam(reading: Reading) -> int:
    return len(reading.spam) + any(token.kind is Kind.LINK for token in reading.readable)


def _spam(reading: Reading) -> Assessment:
    links = [token for token in reading.readable if token.kind is Kind.LINK]
    signs = min(_count_spam(reading), len(SPAM_CONFIDENCE) - 1)
    reasons = [_explain(match, reading.readable) for match in reading.spam]
    reasons += [_point("spam.link", "Holds a link or an address", link) for link in links[:1]]
    return _assessment(reading, (Topic.SPAM,), Urgency.LOW, confidence=SPAM_CONFIDENCE[signs], reasons=tuple(reasons))


def _evidence(reading: Reading) -> Assessment:
    """A simple question, praise or thanks, if the text gives evidence for it in a language we read."""
    if reading.language not in QUESTIONS:
        reason = Reason(rule="language", says="In a language that Heed does not read, or too short to tell")
        return _assessment(reading, (Topic.OTHER,), Urgency.NORMAL, reasons=(reason,))
    if reading.questions:
        evidence = weigh_question(reading.normalised, reading.language)
        asked = tuple(_explain(match, reading.readable) for match in reading.questions)
        return _believe(reading, evidence, Sentiment.NEUTRAL, (*asked, *evidence.reasons))
    evidence = weigh_praise(reading.normalised, reading.language)
    return _believe(reading, evidence, Sentiment.POSITIVE, evidence.reasons)


def _believe(reading: Reading, evidence: Evidence, sentiment: Sentiment, reasons: tuple[Reason, ...]) -> Assessment:
    """What the evidence says if it is good enough to say anything; else "other", for a person."""
    if evidence.topic is None or evidence.confidence < HALF_SURE:
        unclear = Reason(rule="unclear", says="Nothing here is clear enough to be answered by itself")
        return _assessment(reading, (Topic.OTHER,), Urgency.NORMAL, reasons=(*reasons, unclear))
    return _assessment(
        reading, (evidence.topic,), Urgency.LOW, sentiment=sentiment, confidence=evidence.confidence, reasons=reasons
    )


def _assessment(
    reading: Reading,
    topics: tuple[Topic, ...],
    urgency: Urgency,
    *,
    sentiment: Sentiment = Sentiment.NEUTRAL,
    confidence: float = 0.0,
    reasons: tuple[Reason, ...],
) -> Assessment:
    return Assessment(
        language=reading.language,
        sentiment=sentiment,
        urgency=urgency,
        topics=topics,
        abuse=bool(reading.insults),
        vetoed=any(match.rule.veto for match in reading.matters),
        confidence=confidence,
        reasons=reasons[:REASONS],
        model_version=MODEL_VERSION,
        ruleset_version=RULESET_VERSION,
    )


def _gravity(match: Match) -> tuple[bool, int, int]:
    """Vetoes first, then by urgency, then in the order of the text."""
    return (not match.rule.veto, match.rule.urgency.rank, match.first)


def _explain(match: Match, readable: Sequence[Token]) -> Reason:
    first, last = readable[match.first], readable[match.last]
    return Reason(rule=match.rule.id, says=match.rule.says, start=first.start, end=last.end)


def _point(rule: str, says: str, token: Token) -> Reason:
    return Reason(rule=rule, says=says, start=token.start, end=token.end)
