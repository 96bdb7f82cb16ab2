"""What each kind of rule means, once for all languages that keep only their words in a file of their own."""

from collections.abc import Mapping
from dataclasses import replace

from shared.classify.rules import Rule, listed
from shared.domain.assessment import Topic, Urgency


def _veto(kind: str, topic: Topic, urgency: Urgency, says: str) -> Rule:
    return Rule(id=kind, topic=topic, urgency=urgency, says=says, patterns=())


def _matter(kind: str, topic: Topic, urgency: Urgency, says: str, *, case: bool = True) -> Rule:
    return Rule(id=kind, topic=topic, urgency=urgency, says=says, patterns=(), veto=False, case=case)


CRITICAL, HIGH, NORMAL, LOW = Urgency
KINDS = {
    kind.id: kind
    for kind in (
        _veto("safety.fire", Topic.SAFETY, CRITICAL, "Fire, smoke, gas, heat or electricity: may be a danger"),
        _veto("safety.health", Topic.SAFETY, CRITICAL, "Somebody may be hurt or ill"),
        _veto("safety.failure", Topic.SAFETY, CRITICAL, "Something failed that can hurt people, or an accident"),
        _veto("safety.diet", Topic.QUESTION_ACCOUNT, NORMAL, "About allergies or health: a wrong answer could hurt"),
        _veto("minors", Topic.SAFETY, HIGH, "About the protection of children"),
        _veto("grief", Topic.OTHER, HIGH, "Somebody has died or is grieving: no machine answers that"),
        _veto("self_harm", Topic.SELF_HARM, CRITICAL, "May be about suicide or self-harm"),
        _veto("self_harm.told", Topic.SELF_HARM, HIGH, "Tells somebody to harm themselves"),
        _veto("threat", Topic.THREAT, CRITICAL, "May be a threat of violence"),
        _veto("legal", Topic.LEGAL, CRITICAL, "Speaks of lawyers, courts or the police"),
        _veto("legal.claim", Topic.LEGAL, HIGH, "Claims that something is against the law or copied"),
        _veto("regulator", Topic.REGULATOR, CRITICAL, "Names a regulator or a formal complaint"),
        _veto("privacy.leak", Topic.PRIVACY, CRITICAL, "Somebody's data may have reached strangers"),
        _veto("privacy.request", Topic.PRIVACY, HIGH, "About personal data: legal deadlines may run"),
        _veto("security.attack", Topic.SECURITY, CRITICAL, "An account or system may be under attack"),
        _veto("security.fraud", Topic.SECURITY, HIGH, "Fraud, or somebody who uses the brand's name"),
        _veto("press", Topic.PRESS, CRITICAL, "Comes from, or speaks of, the press"),
        _veto("press.friendly", Topic.PRESS, HIGH, "A request from a magazine, programme or podcast"),
        _veto("outage.wide", Topic.OUTAGE, CRITICAL, "Many may be cut off: payments, calls or the whole service"),
        _veto("outage", Topic.OUTAGE, HIGH, "A service may be down"),
        _veto("discrimination", Topic.DISCRIMINATION, CRITICAL, "Speaks of discrimination, harassment or assault"),
        _veto("injection", Topic.INJECTION, NORMAL, "Gives orders to a machine instead of speaking to the brand"),
        _matter("billing", Topic.BILLING, NORMAL, "About money: a charge, bill or refund"),
        _matter("billing.urgent", Topic.BILLING, HIGH, "Money seems to be lost or blocked"),
        _matter("delivery", Topic.DELIVERY, NORMAL, "A parcel or delivery is late, lost or wrong"),
        _matter("delivery.promise", Topic.DELIVERY, HIGH, "A promised date was not kept"),
        _matter("account", Topic.QUESTION_ACCOUNT, NORMAL, "Needs a look into the writer's own order or account"),
        _matter("complaint.escalation", Topic.COMPLAINT, HIGH, "Threatens to escalate or to go public"),
        _matter("churn", Topic.COMPLAINT, NORMAL, "Leaves, or thinks of leaving"),
        _matter("complaint", Topic.COMPLAINT, NORMAL, "Unhappy, or praise with a sting"),
        _matter("request", Topic.OTHER, NORMAL, "Asks for something that only a person can settle"),
        _matter("job", Topic.JOB, NORMAL, "Looks for work", case=False),
        _matter("profanity", Topic.OTHER, NORMAL, "Strong language", case=False),
        _matter("abuse", Topic.TROLL, LOW, "Insults somebody", case=False),
        _matter("spam.money", Topic.SPAM, LOW, "Promises quick money", case=False),
        _matter("spam.reach", Topic.SPAM, LOW, "Offers followers or promotion", case=False),
        _matter("spam.call", Topic.SPAM, LOW, "Presses to click, write or look elsewhere", case=False),
    )
}  # fmt: skip


def in_language(language: str, patterns: Mapping[str, str], ambiguous: Mapping[str, str]) -> tuple[Rule, ...]:
    """The rules of one language, from the words of each kind; `ambiguous` as in Rule."""
    if unknown := (patterns.keys() | ambiguous.keys()) - KINDS.keys():
        raise ValueError(f"{language}: no kind of rule is called {sorted(unknown)}; rule_kinds.KINDS lists them")
    return tuple(
        replace(
            kind,
            id=f"{language}.{kind.id}",
            patterns=listed(patterns[kind.id]) if kind.id in patterns else (),
            ambiguous=listed(ambiguous[kind.id]) if kind.id in ambiguous else (),
        )
        for kind in KINDS.values()
        if kind.id in patterns or kind.id in ambiguous
    )
