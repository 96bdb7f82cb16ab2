"""Why an automatic reply must not leave, read afresh just before the claim. The order is the order of reading."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.aws.cases import Cases
from shared.aws.settings import Settings
from shared.aws.tallies import Tallies
from shared.domain.brand import Account, Block
from shared.domain.case import CaseState
from shared.domain.decision import SHADOW
from shared.domain.mention import Mention, State
from shared.domain.playbook import Playbook
from shared.platforms.contract import Card


@dataclass(frozen=True, slots=True)
class Hold:
    """The reply does not leave: where the mention goes instead, and why."""

    to: State
    reason: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Where the guards look. All reads are consistent."""

    settings: Settings
    cases: Cases
    tallies: Tallies


def hold(
    mention: Mention, *, account: Account | None, playbook: Playbook | None, card: Card, reader: Reader, now: datetime
) -> Hold | None:
    """The first reason against this automatic reply, or None."""
    if account is None or playbook is None:
        return Hold(State.IN_REVIEW, "unknown_account")
    if mention.author_id is None:
        return Hold(State.IN_REVIEW, "unknown_author")
    if account.is_own(mention.author_id):
        return Hold(State.IGNORED, "own_post")
    reason = _hold_by_brand(mention, mention.author_id, account, playbook, reader, now)
    if reason:
        return Hold(State.IN_REVIEW, reason)
    return _hold_by_time(mention, playbook, card, now)


def _hold_by_brand(
    mention: Mention, author_id: str, account: Account, playbook: Playbook, reader: Reader, now: datetime
) -> str | None:
    """What people decided, and what is known to be wrong. Each line is read only if those above it pass."""
    platform, account_id, settings = mention.platform, mention.account_id, reader.settings
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("automatic_off", lambda: not playbook.automatic),
        (SHADOW, lambda: not account.automatic),
        ("thread_stopped", lambda: settings.thread_stop(platform, account_id, mention.thread_key).is_on(now)),
        ("author_blocked", lambda: _is_blocked(settings.block(account.brand, platform, author_id), now)),
        ("account_blocked", lambda: reader.tallies.is_circuit_open(platform, account_id, now)),
        ("person_is_there", lambda: _has_open_case(mention, reader.cases)),
        ("stop_switch", lambda: settings.stop_switch(account.brand).is_on(now)),  # last: nearest to the claim
    )
    return next((reason for reason, holds in checks if holds()), None)


def _is_blocked(block: Block | None, now: datetime) -> bool:
    return block is not None and block.is_on(now)


def _has_open_case(mention: Mention, cases: Cases) -> bool:
    case = cases.of_conversation(mention)
    return case is not None and case.state is not CaseState.CLOSED


def _hold_by_time(mention: Mention, playbook: Playbook, card: Card, now: datetime) -> Hold | None:
    rules = card.replies.get(mention.surface)
    if rules is None or not rules.automatic:
        return Hold(State.IN_REVIEW, "platform_forbids")
    age = now - (mention.posted_at or mention.received_at)
    if rules.window_h is not None and age >= timedelta(hours=rules.window_h):
        return silent(mention, "window_closed")
    return Hold(State.IN_REVIEW, "not_fresh") if age >= timedelta(hours=playbook.fresh_hours) else None


def silent(mention: Mention, reason: str) -> Hold:
    """No acknowledgement: nothing is left to do, unless a person must answer the mention anyway."""
    needs_person = mention.decision is not None and mention.decision.follow_up
    return Hold(State.IN_REVIEW if needs_person else State.IGNORED, reason)
