"""From a text to an Assessment: the one way into this package.

Rules of danger come first and can only raise urgency; so can the layers that learnt. For praise, thanks
and simple questions the layers must be sure, and nothing may speak against it: no rule, no doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from shared.classify import (
    doubts,
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
from shared.classify.judgement import Judgement, judge
from shared.classify.language import OTHER, identify
from shared.classify.normalise import Kind, Normalised, Token, normalise
from shared.classify.phrases import SAYINGS, THINGS, without
from shared.classify.rules import Rule, Ruleset
from shared.classify.slips import Slips
from shared.classify.words import BITTER_EMOJI, WARM_EMOJI
from shared.domain.assessment import GRAVE_TOPICS, OPEN_TOPICS, Assessment, Reason, Sentiment, Topic, Urgency

MODEL_VERSION = "layers-1"
RULESET_VERSION = "2026.11-2"

# Read in every text, whatever its language: people mix them, and short texts hide theirs.
LISTED = tuple(
    rule
    for rules in (
        rules_any.VETOES,
        rules_en.VETOES + rules_en_daily.MATTERS + rules_en_daily.INSULTS + rules_en_daily.SPAM,
        rules_es.VETOES + rules_es_daily.MATTERS + rules_es_daily.INSULTS + rules_es_daily.SPAM,
        *(module.RULES for module in (rules_fr, rules_de, rules_it, rules_pt, rules_nl, rules_ar)),
    )
    for rule in rules
)
RULES = Ruleset(LISTED)
RULE_CONFIDENCE = 0.9  # a rule found its words
DOUBTFUL, VETOED = 0.6, 0.9  # how likely a text needs a person, at least, if there is a doubt or a veto
CRITICAL, HIGH = 0.9, 0.38  # from these probabilities on the layers alone raise urgency
ABUSIVE = 0.85  # from this probability on, tone alone is called abuse
SPAM_CONFIDENCE = (0.0, 0.6, 0.75, 0.95)  # by the number of different signs of spam
REASONS = 6  # as many as a person reads
SENTIMENTS = (Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE)
LOW_TOPICS = (Topic.SPAM, Topic.TROLL, Topic.INJECTION, Topic.OTHER)
NEUTRAL_TOPICS = frozenset({
    Topic.QUESTION_SIMPLE, Topic.QUESTION_ACCOUNT, Topic.PRESS, Topic.JOB, Topic.SPAM, Topic.INJECTION, Topic.OTHER,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule and the words at which it was found, from the first to the last."""

    rule: Rule
    first: Token
    last: Token


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one text: `whole`, and `plain` without its set phrases. `complaint` is the first word that
    complains outside an insult."""

    judgement: Judgement
    whole: Normalised
    plain: Normalised
    language: str
    matters: tuple[Finding, ...]
    insults: tuple[Finding, ...]
    spam: tuple[Finding, ...]
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
    if not any(token.kind in (Kind.WORD, Kind.NUMBER) for token in reading.whole.tokens):
        return _without_words(reading)
    if reading.spam:
        return _spam(reading)
    return _by_layers(reading)


def _read(text: str, language_hint: str | None) -> Reading:
    whole = normalise(text)
    language = identify(text, whole, language_hint)
    spoken = without(whole, THINGS)
    plain = without(spoken, SAYINGS)
    found = [one for one in _find(spoken, language) if one.rule.veto or plain is spoken]
    if plain is not spoken:
        found += [one for one in _find(plain, language) if not one.rule.veto]
    insults = tuple(one for one in found if one.rule.topic is Topic.TROLL)
    spam = tuple(one for one in found if one.rule.topic is Topic.SPAM)
    calm = [
        token
        for token in _readable(plain)
        if not any(one.first.start <= token.start <= one.last.start for one in insults)
    ]
    return Reading(
        judgement=judge(text, language),
        whole=whole,
        plain=plain,
        language=language,
        matters=tuple(one for one in found if one not in insults + spam),
        insults=insults,
        spam=spam,
        complaint=doubts.find_complaint(calm, language),
    )


def _readable(normalised: Normalised) -> tuple[Token, ...]:
    return tuple(token for token in normalised.tokens if token.kind is not Kind.MARK)


def _find(normalised: Normalised, language: str) -> list[Finding]:
    tokens = _readable(normalised)
    matches = RULES.find(tokens, None if language == OTHER else language)
    return [Finding(match.rule, tokens[match.first], tokens[match.last]) for match in matches]


def _matter(reading: Reading) -> Assessment:
    """Something to work on, or an insult. The gravest topic decides; insults beside a case are anger."""
    found = _each_once(sorted((*reading.matters, *reading.insults), key=_gravity), reading.language)
    case = any(match.rule.case for match in reading.matters) or reading.complaint is not None
    topics = [match.rule.topic for match in found if not (case and match in reading.insults)]
    urgencies = [match.rule.urgency for match in found]
    reasons = [_explain(match) for match in found]
    if reading.complaint is not None:
        vetoed = [match.rule.topic for match in found if match.rule.veto]
        topics = [*vetoed, *(topic for topic in topics if topic not in NEUTRAL_TOPICS), Topic.COMPLAINT, *topics]
        urgencies.append(Urgency.NORMAL)
        reasons.append(_point("complaint.word", "Words of complaint", reading.complaint))
    return _assessment(
        reading,
        tuple(dict.fromkeys(topics)),
        min(urgencies, key=lambda urgency: urgency.rank),
        confidence=RULE_CONFIDENCE,
        reasons=tuple(reasons),
    )


def _each_once(findings: Sequence[Finding], language: str) -> list[Finding]:
    """One finding for each kind of rule and place: several languages have words in common. Its own comes first."""
    own = [one for one in findings if one.rule.id.startswith(f"{language}.")]
    told = {(one.rule.id.partition(".")[2], one.first.start): one for one in (*reversed(findings), *reversed(own))}
    return [one for one in findings if told[one.rule.id.partition(".")[2], one.first.start] is one]


def _without_words(reading: Reading) -> Assessment:
    """Signs, links or nothing. A language cannot be told, so no machine can answer in it."""
    readable = _readable(reading.whole)
    signs = {token.word for token in readable if token.kind is Kind.EMOJI}
    warm = bool(signs) and signs <= WARM_EMOJI
    return _assessment(
        reading,
        (Topic.OTHER,),
        Urgency.LOW if warm or not readable else Urgency.NORMAL,
        sentiment=Sentiment.POSITIVE if warm else Sentiment.NEGATIVE if signs & BITTER_EMOJI else Sentiment.NEUTRAL,
        reasons=(Reason(rule="no_words", says="Holds no words"),),
    )


def _is_plain_spam(reading: Reading) -> bool:
    """As many signs of spam as there can be, and nothing that anybody could have at heart."""
    harmless = all(not match.rule.veto and match.rule.topic in NEUTRAL_TOPICS for match in reading.matters)
    signs = len(SPAM_CONFIDENCE) - 1
    return _count_spam(reading) >= signs and harmless and not reading.insults and reading.complaint is None


def _count_spam(reading: Reading) -> int:
    return len(reading.spam) + any(token.kind is Kind.LINK for token in reading.whole.tokens)


def _spam(reading: Reading) -> Assessment:
    links = [token for token in reading.whole.tokens if token.kind is Kind.LINK]
    signs = min(_count_spam(reading), len(SPAM_CONFIDENCE) - 1)
    reasons = [_explain(match) for match in reading.spam]
    reasons += [_point("spam.link", "Holds a link or an address", link) for link in links[:1]]
    confidence = SPAM_CONFIDENCE[signs]
    return _assessment(
        reading, (Topic.SPAM,), Urgency.LOW, confidence=confidence, needs_person=1 - confidence, reasons=tuple(reasons)
    )


def _by_layers(reading: Reading) -> Assessment:
    """What the layers believe where no rule found anything. A topic that a machine may answer stays open without doubts
    only."""
    judgement = reading.judgement
    topic = judgement.topics[0]
    alike = Reason(rule=f"layers.{topic}", says=f"Reads like: {judgement.nearest}")
    if topic not in OPEN_TOPICS:
        urgency = Urgency.LOW if topic in LOW_TOPICS else Urgency.NORMAL
        return _assessment(reading, judgement.topics, urgency, reasons=(alike,))
    found = doubts.find(reading.plain, reading.language, judgement, _slips)
    confidence = min(judgement.acknowledge, 1 - DOUBTFUL) if found else judgement.acknowledge
    return _assessment(
        reading,
        judgement.topics,
        Urgency.LOW if confidence > 1 - DOUBTFUL else Urgency.NORMAL,
        sentiment=Sentiment.NEUTRAL if topic is Topic.QUESTION_SIMPLE else Sentiment.POSITIVE,
        confidence=confidence,
        needs_person=1 - confidence,
        reasons=(*found, alike),
    )


@cache
def _slips(language: str) -> Slips:
    return Slips(LISTED, language)


def _assessment(
    reading: Reading,
    topics: tuple[Topic, ...],
    urgency: Urgency,
    *,
    sentiment: Sentiment | None = None,
    confidence: float = 0.0,
    needs_person: float | None = None,
    reasons: tuple[Reason, ...],
) -> Assessment:
    judgement = reading.judgement
    vetoed = any(match.rule.veto for match in reading.matters)
    if needs_person is None:
        needs_person = max(VETOED if vetoed else DOUBTFUL, 1 - judgement.acknowledge)
    case = any(match.rule.case for match in reading.matters) or reading.complaint is not None
    return Assessment(
        language=reading.language,
        sentiment=sentiment or SENTIMENTS[max(range(3), key=judgement.shares.__getitem__)],
        urgency=_raised(urgency, topics, reading),
        topics=topics,
        abuse=bool(reading.insults) or judgement.abuse >= ABUSIVE,
        troll=topics[0] is Topic.TROLL and not case,
        vetoed=vetoed,
        confidence=round(confidence, 4),
        shares=tuple(round(share, 4) for share in judgement.shares),
        abuse_probability=round(judgement.abuse, 4),
        needs_person=round(needs_person, 4),
        reasons=reasons[:REASONS],
        model_version=MODEL_VERSION,
        ruleset_version=RULESET_VERSION,
    )


def _raised(urgency: Urgency, topics: tuple[Topic, ...], reading: Reading) -> Urgency:
    """The urgency, or a higher one if the layers are sure of it, or hold a grave topic likely.

    What may be acknowledged, or is spam beyond doubt, stays.
    """
    if urgency is Urgency.LOW and (topics[0] in OPEN_TOPICS or _is_plain_spam(reading)):
        return urgency
    judgement = reading.judgement
    if any(topic in GRAVE_TOPICS for topic in topics):
        urgency = min(urgency, Urgency.HIGH, key=lambda one: one.rank)
    alarm = (
        Urgency.CRITICAL if judgement.critical >= CRITICAL else Urgency.HIGH if judgement.urgent >= HIGH else urgency
    )
    return min(urgency, alarm, key=lambda one: one.rank)


def _gravity(found: Finding) -> tuple[bool, int, int]:
    """Vetoes first, then by urgency, then in the order of the text."""
    return (not found.rule.veto, found.rule.urgency.rank, found.first.start)


def _explain(found: Finding) -> Reason:
    return Reason(rule=found.rule.id, says=found.rule.says, start=found.first.start, end=found.last.end)


def _point(rule: str, says: str, token: Token) -> Reason:
    return Reason(rule=rule, says=says, start=token.start, end=token.end)
