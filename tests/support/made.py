"""Mentions, events and cases for tests, each complete, so that a test names only what it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings

from shared.domain import mention as mentions
from shared.domain.assessment import Assessment, Reason, Sentiment, Topic, Urgency
from shared.domain.brand import Account
from shared.domain.case import Case, CaseState
from shared.domain.decision import Action, Decision
from shared.domain.mention import OPEN_STATES, EventKind, Mention, MentionEvent, OutgoingReply, State, Surface
from shared.domain.sending import LEASE, SETTLE

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PLATFORM, ACCOUNT, BRAND = "standard_webhooks", "ourshop", "shop"


def seeded(examples: int = 100) -> settings:
    """Settings of Hypothesis under which every run tries the same examples."""
    return settings(derandomize=True, database=None, deadline=None, max_examples=examples)


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at


def event(kind: EventKind = EventKind.CREATED, **changes: Any) -> MentionEvent:
    content = {
        "external_id": "forum:p1",
        "account_id": ACCOUNT,
        "author_id": "forum:u77",
        "author_name": "Rita",
        "text": "You are great, thank you!",
        "posted_at": NOW - timedelta(minutes=5),
        "thread_id": "forum:t9",
        "raw_kind": f"mention.{kind}",
    }
    return MentionEvent(kind=kind, **{**content, **changes})


def assessment(**changes: Any) -> Assessment:
    belief = {
        "language": "en",
        "sentiment": Sentiment.POSITIVE,
        "urgency": Urgency.LOW,
        "topics": (Topic.THANKS, Topic.PRAISE),
        "confidence": 0.93,
        "reasons": (Reason(rule="thanks.en", says="thanks us", start=15, end=24),),
    }
    return Assessment(**{**belief, **changes})


def mention(state: State = State.RECEIVED, **changes: Any) -> Mention:
    """A mention in this state, with what a mention in it must have."""
    external_id = changes.get("external_id", "forum:p1")
    content: dict[str, Any] = {
        "mention_id": mentions.mention_id(PLATFORM, changes.get("account_id", ACCOUNT), external_id),
        "platform": PLATFORM,
        "account_id": ACCOUNT,
        "external_id": external_id,
        "state": state,
        "version": 1,
        "received_at": NOW,
        "updated_at": NOW,
        "author_id": "forum:u77",
        "author_name": "Rita",
        "text": "You are great, thank you!",
        "posted_at": NOW - timedelta(minutes=5),
        "thread_id": "forum:t9",
        "due_at": NOW if state in OPEN_STATES else None,
    }
    if state is not State.RECEIVED:
        content |= {"brand": BRAND, "assessment": assessment(), "decision": decision()}
    if state is State.REPLYING:
        content |= {"reply": staff_reply(), "case_id": "case1"}
    if state is State.SENDING:
        content |= {"reply": machine_reply(tries=1), "attempts": 1, "fence": 1, "attempt_id": "attempt1"}
        content |= {"lease_until": NOW + LEASE, "due_at": NOW + LEASE + SETTLE}
    return Mention(**{**content, **changes})


def decision(**changes: Any) -> Decision:
    return Decision(**{"action": Action.ACKNOWLEDGE, "reason": "thanks", "playbook_version": 1, **changes})


def machine_reply(**changes: Any) -> OutgoingReply:
    return OutgoingReply(**{"text": "Thank you, that means a lot!", "by": "machine", "language": "en", **changes})


def staff_reply(**changes: Any) -> OutgoingReply:
    return OutgoingReply(**{"text": "Dear Rita, ...", "by": "ana", "reply_id": "0" * 32, **changes})


def account(**changes: Any) -> Account:
    """A connected account that somebody let speak."""
    content = {"platform": PLATFORM, "account_id": ACCOUNT, "brand": BRAND, "title": "Our Shop", "automatic": True}
    return Account(**{**content, **changes})


def case(**changes: Any) -> Case:
    content = {
        "case_id": "case1",
        "brand": BRAND,
        "platform": PLATFORM,
        "account_id": ACCOUNT,
        "surface": Surface.POST,
        "state": CaseState.OPEN,
        "urgency": Urgency.NORMAL,
        "due_at": NOW + timedelta(hours=8),
        "opened_at": NOW,
        "updated_at": NOW,
        "version": 1,
        "thread_key": "forum:t9",
        "author_id": "forum:u77",
        "members": 1,
    }
    return Case(**{**content, **changes})
