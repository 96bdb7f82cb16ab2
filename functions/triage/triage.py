"""One mention, judged: assess, decide, record, ring the next step."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from functions.triage.drift import Judged
from shared import observe
from shared.aws.mentions import Mentions
from shared.aws.queues import Doorbell
from shared.aws.settings import Settings
from shared.aws.tallies import Tallies
from shared.aws.topics import Topic
from shared.classify.assess import assess
from shared.domain import policy
from shared.domain.assessment import Assessment
from shared.domain.brand import UNASSIGNED, Account
from shared.domain.decision import Action, Decision
from shared.domain.lifecycle import TRIAGE, mark, move
from shared.domain.mention import Mention, State
from shared.domain.playbook import Playbook
from shared.errors import ConflictError
from shared.platforms.surfaces import surface_rules

NEXT = {Action.ACKNOWLEDGE: State.ACKNOWLEDGING, Action.REVIEW: State.IN_REVIEW, Action.IGNORE: State.IGNORED}


@dataclass(frozen=True)
class Ports:
    """What triage touches."""

    mentions: Mentions
    settings: Settings
    tallies: Tallies
    replies: Doorbell
    reviews: Doorbell
    alarms: Topic
    clock: Callable[[], datetime]


def triage(mention_id: str, ports: Ports) -> Judged | None:
    """Judges a received mention, or judges again one whose text was edited while people have it.

    Gives what the drift guard counts: nothing if another copy was quicker, or no machine may speak there.
    The doorbell is rung after the write. If it is lost, or we die before it, the sweep rings again;
    where another copy of this record was quicker, we ring as well: a repeat changes nothing.
    """
    mention = ports.mentions.get(mention_id)
    if mention is None:
        return None
    judged = None
    if mention.state is State.RECEIVED:
        mention, judged = _decide(mention, ports)
    elif mention.state is State.IN_REVIEW and mention.assess_again:
        mention = _assess_again(mention, ports)
    if mention.state is State.ACKNOWLEDGING:
        ports.replies.ring(mention.mention_id)
    elif mention.state is State.IN_REVIEW:
        ports.reviews.ring(mention.mention_id)
    return judged


def _decide(mention: Mention, ports: Ports) -> tuple[Mention, Judged | None]:
    now = ports.clock()
    account, playbook = _rules_of(mention, ports)
    assessment = _assess(mention, playbook, ports)
    if playbook is None:
        decision = Decision(action=Action.REVIEW, reason="unknown_account")
    else:
        decision = policy.decide(mention, assessment, playbook, account, surface_rules(mention), now)
    to = NEXT[decision.action]
    after = move(
        mention,
        to,
        by=TRIAGE,
        at=now,
        reason=decision.reason,
        due_at=None if to is State.IGNORED else now,
        brand=account.brand if account else UNASSIGNED,
        assessment=assessment,
        decision=decision,
    )
    try:
        ports.mentions.update(mention, after)
    except ConflictError as conflict:
        if not conflict.failed:
            raise
        return ports.mentions.get(mention.mention_id) or mention, None
    observe.metric("Decided", 1, state=str(to), mention_id=mention.mention_id, reason=decision.reason)
    if decision.in_shadow:
        observe.metric("Shadowed", 1, platform=mention.platform, mention_id=mention.mention_id, reason=decision.reason)
    if account is None or playbook is None or not (account.automatic and playbook.automatic):
        return after, None
    return after, Judged(playbook, acknowledged=decision.action is Action.ACKNOWLEDGE)


def _assess_again(mention: Mention, ports: Ports) -> Mention:
    """A fresh assessment for the people who have it; its urgency may only rise."""
    _account, playbook = _rules_of(mention, ports)
    assessment = _assess(mention, playbook, ports)
    before = mention.assessment
    if before and before.urgency.rank < assessment.urgency.rank:
        assessment = replace(assessment, urgency=before.urgency)
    after = mark(mention, "assessed", by=TRIAGE, at=ports.clock(), assess_again=False, assessment=assessment)
    try:
        ports.mentions.update(mention, after)
    except ConflictError as conflict:
        if not conflict.failed:
            raise
        return ports.mentions.get(mention.mention_id) or mention
    return after


def _rules_of(mention: Mention, ports: Ports) -> tuple[Account | None, Playbook | None]:
    account = ports.settings.account(mention.platform, mention.account_id)
    return account, ports.settings.playbook(account.brand) if account else None


def _assess(mention: Mention, playbook: Playbook | None, ports: Ports) -> Assessment:
    def written() -> int:
        since = (mention.posted_at or mention.received_at) - policy.INSISTING_WITHIN
        return ports.mentions.count_by_author(mention.platform, author_id, since) if author_id else 0

    assessment, author_id = assess(mention.text, language_hint=mention.language_hint), mention.author_id
    if playbook is None:
        return assessment
    return replace(assessment, urgency=policy.urgency_of(mention, assessment, playbook, written))
