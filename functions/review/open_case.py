"""A mention that a person must see finds its case: joined if one is open for its author and thread, else new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared import observe
from shared.aws.cases import Cases
from shared.aws.settings import Settings
from shared.aws.topics import Topic, tell_of_case
from shared.domain import case as case_rules
from shared.domain.assessment import Urgency
from shared.domain.brand import UNASSIGNED
from shared.domain.case import Case, CaseEvent, CaseState
from shared.domain.correction import urgency_of
from shared.domain.lifecycle import REVIEW, mark
from shared.domain.mention import Mention, State
from shared.errors import ConflictError

URGENT = frozenset({Urgency.CRITICAL, Urgency.HIGH})
TRIES = 8
STILL_TELLING = timedelta(seconds=45)  # whoever opened a case longer ago has told of it, or its message has come again
SLA_WITHOUT_PLAYBOOK = timedelta(hours=1)  # of an account that nobody has connected, or not wholly


@dataclass(frozen=True)
class Ports:
    """What review touches."""

    cases: Cases
    settings: Settings
    urgent: Topic
    clock: Callable[[], datetime]
    new_id: Callable[[], str]


def open_case(mention_id: str, ports: Ports, *, again: bool) -> None:
    """Puts the mention in front of people. Where nothing happened since, another ring changes nothing.

    `again` says that an earlier try with this message failed, perhaps after the write: the notice is repeated. So
    it is where the mention was written just now: the queue may have handed the message to two at once, the other
    may have died before it told, and our success deletes the message for both.
    """
    for _ in range(TRIES):
        mention = ports.cases.mentions.get(mention_id)
        if mention is None or mention.state is not State.IN_REVIEW:
            return
        try:
            case = ports.cases.get(mention.case_id) if mention.case_id else None
            if case is None or case.state is CaseState.CLOSED:
                case, has_news = _join(mention, ports), True
            else:
                case, has_news = _refresh(case, mention, ports)
        except ConflictError:
            continue
        is_fresh = ports.clock() - mention.updated_at < STILL_TELLING
        if case.urgency in URGENT and (has_news or again or is_fresh):
            tell_of_case(ports.urgent, case)
        return
    raise ConflictError


def _join(mention: Mention, ports: Ports) -> Case:
    """The case that the mention now belongs to. ConflictError if somebody was quicker: read again."""
    now = ports.clock()
    urgency = urgency_of(mention) or Urgency.HIGH
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
    brand = account.brand if account else mention.brand or UNASSIGNED
    playbook = ports.settings.find_playbook(brand) if account else None
    since = _owed_since(mention)
    return brand, playbook.due_at(urgency, since) if playbook else since + SLA_WITHOUT_PLAYBOOK


def _owed_since(mention: Mention) -> datetime:
    """When it went to people. Until they have it, it is due since then: rings and judgements do not put it off."""
    return mention.updated_at if mention.with_people or mention.due_at is None else mention.due_at


def _joined(mention: Mention, case_id: str, brand: str, due_at: datetime, now: datetime) -> Mention:
    return mark(
        mention, "joined", by=REVIEW, at=now, case_id=case_id, brand=brand, due_at=due_at, rings=0, with_people=True
    )


def _refresh(case: Case, mention: Mention, ports: Ports) -> tuple[Case, bool]:
    """The case with what a member brings, and whether that is anything: more urgent, or changed after the case was."""
    urgency = urgency_of(mention) or case.urgency
    if urgency.rank >= case.urgency.rank and mention.with_people and mention.updated_at <= case.updated_at:
        return case, False
    now = ports.clock()
    _brand, due_at = _deadline(mention, urgency, ports)
    after = case_rules.raised(case, now, urgency=urgency, due_at=due_at)
    earliest = case_rules.earliest(case, due_at)
    raised = mark(mention, "raised", by=REVIEW, at=now, due_at=earliest, rings=0, with_people=True)
    event = CaseEvent(at=now, by=REVIEW, what="news", reason=_reason(mention))
    ports.cases.update(case, after, event, with_writes=[{"Update": ports.cases.mentions.change(mention, raised)}])
    return after, True


def _reason(mention: Mention) -> str:
    return mention.timeline[-1].reason if mention.timeline else ""
