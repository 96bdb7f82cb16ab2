"""A mention that a person must see finds its case: joined if one is open for its author and thread, else new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared import observe
from shared.aws.cases import Cases
from shared.aws.settings import Settings
from shared.aws.topics import Topic
from shared.domain import case as case_rules
from shared.domain.assessment import Urgency
from shared.domain.brand import UNASSIGNED
from shared.domain.case import Case, CaseEvent, CaseState
from shared.domain.lifecycle import REVIEW, mark
from shared.domain.mention import Mention, State
from shared.errors import ConflictError

URGENT = frozenset({Urgency.CRITICAL, Urgency.HIGH})
TRIES = 8
UNASSIGNED_SLA = timedelta(hours=1)  # an account that nobody has connected has no playbook


@dataclass(frozen=True)
class Ports:
    """What review touches."""

    cases: Cases
    settings: Settings
    urgent: Topic
    clock: Callable[[], datetime]
    new_id: Callable[[], str]


def open_case(mention_id: str, ports: Ports) -> None:
    """Puts the mention in front of people. Rung again it changes nothing but what an edit made more urgent."""
    for _ in range(TRIES):
        mention = ports.cases.mentions.get(mention_id)
        if mention is None or mention.state is not State.IN_REVIEW:
            return
        try:
            case = ports.cases.get(mention.case_id) if mention.case_id else None
            if case is not None and case.state is not CaseState.CLOSED:
                _refresh(case, mention, ports)
                return
            case = _join(mention, ports)
        except ConflictError:
            continue
        if case.urgency in URGENT:
            _notify(case, ports)
        return
    raise ConflictError


def _join(mention: Mention, ports: Ports) -> Case:
    """The case that the mention now belongs to. ConflictError if somebody was quicker: read again."""
    now = ports.clock()
    urgency = mention.assessment.urgency if mention.assessment else Urgency.HIGH
    brand, due_at = _deadline(mention, urgency, ports)
    former = ports.cases.of_conversation(mention)
    if former is None or former.state is CaseState.CLOSED:
        after = _joined(mention, ports.new_id(), brand, due_at, now)
        case = case_rules.open_case(after, urgency=urgency, due_at=due_at, at=now)
        event = CaseEvent(at=now, by=REVIEW, what="opened", reason=_reason(mention))
        ports.cases.create(case, mention, after, event, instead_of=former)
    else:
        case = case_rules.join(former, mention, urgency=urgency, due_at=due_at, at=now)
        after = _joined(mention, case.case_id, brand, due_at, now)
        event = CaseEvent(at=now, by=REVIEW, what="joined", reason=_reason(mention))
        ports.cases.join(former, case, mention, after, event)
    observe.log("case", case_id=case.case_id, mention_id=mention.mention_id, state=str(case.state))
    return case


def _deadline(mention: Mention, urgency: Urgency, ports: Ports) -> tuple[str, datetime]:
    """The brand, which triage may have failed to set, and when a person must have looked."""
    account = ports.settings.account(mention.platform, mention.account_id)
    if account is None:
        return mention.brand or UNASSIGNED, mention.updated_at + UNASSIGNED_SLA
    return account.brand, ports.settings.playbook(account.brand).due_at(urgency, mention.updated_at)


def _joined(mention: Mention, case_id: str, brand: str, due_at: datetime, now: datetime) -> Mention:
    return mark(mention, "joined", by=REVIEW, at=now, case_id=case_id, brand=brand, due_at=due_at, rings=0)


def _refresh(case: Case, mention: Mention, ports: Ports) -> None:
    """An edit may have made a member more urgent, or a case that waits for its author has news."""
    urgency = mention.assessment.urgency if mention.assessment else case.urgency
    if urgency.rank >= case.urgency.rank and case.state is CaseState.OPEN:
        return
    now = ports.clock()
    after = case_rules.raised(case, now, urgency=urgency, due_at=mention.due_at or case.due_at)
    ports.cases.update(case, after, CaseEvent(at=now, by=REVIEW, what="news", reason=_reason(mention)))


def _notify(case: Case, ports: Ports) -> None:
    ports.urgent.publish(
        f"{case.urgency} case on {case.platform}",
        case_id=case.case_id,
        brand=case.brand,
        platform=case.platform,
        urgency=str(case.urgency),
        topic=case.topic,
        due_at=case.due_at.isoformat(),
    )


def _reason(mention: Mention) -> str:
    return mention.timeline[-1].reason if mention.timeline else ""
