"""The only place that posts, for the machine and for staff: guard, claim, post once, record.

A machine never repeats an unclear post. What is unclear stays `sending` until the sweep has looked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from functions.reply import guards, notices
from functions.reply.compose import compose
from shared import observe
from shared.aws import guards as guard_rows
from shared.aws import secrets, writes
from shared.aws.cases import Cases
from shared.aws.endings import Ending, end_send, take_back
from shared.aws.mentions import Mentions
from shared.aws.queues import Doorbell
from shared.aws.settings import Settings
from shared.aws.tallies import Tallies
from shared.aws.topics import Topic
from shared.domain import sending
from shared.domain.brand import Account
from shared.domain.lifecycle import REPLY, move
from shared.domain.mention import Mention, OutgoingReply, State
from shared.errors import ConflictError, CredentialsError, NotAppliedError, RefusedError, UnclearError
from shared.platforms import registry
from shared.platforms.contract import Credentials, Session
from shared.platforms.drafts import draft_of


@dataclass(frozen=True)
class Ports:
    """What sending touches. `tokens` gives the TokensSecret's value at a moment."""

    mentions: Mentions
    cases: Cases
    settings: Settings
    tallies: Tallies
    replies: Doorbell
    reviews: Doorbell
    alarms: Topic
    tokens: Callable[[datetime], Mapping[str, object]]
    session: Session
    clock: Callable[[], datetime]
    new_id: Callable[[], str]


class TooLateError(Exception):
    """Too little of the function's time is left to post safely: the queue brings the message again."""


def send(mention_id: str, ports: Ports, *, remaining_s: Callable[[], float]) -> None:
    """Sends the reply that this mention waits for, if it still does and nothing speaks against it."""
    mention = ports.mentions.get(mention_id)
    now = ports.clock()
    if mention is None or mention.state not in (State.ACKNOWLEDGING, State.REPLYING) or mention.due_at is None:
        return
    if now < mention.due_at:
        ports.replies.ring_at(mention_id, mention.due_at, now)
        return
    account = ports.settings.account(mention.platform, mention.account_id)
    credentials = secrets.credentials(ports.tokens(now), mention.platform, mention.account_id)
    if mention.state is State.REPLYING:
        claimed = _claim_for_staff(mention, credentials, ports, now, remaining_s)
    else:
        claimed = _claim_for_machine(mention, account, credentials, ports, now, remaining_s)
    if claimed is not None and credentials is not None:
        _post(claimed, credentials, ports)


def _require_time(remaining_s: Callable[[], float]) -> None:
    """Asked just before a claim: reading the guards may have taken long, and whoever claims must be able to post."""
    if remaining_s() < sending.POST_BUDGET_S:
        raise TooLateError


def _claim_for_machine(
    mention: Mention,
    account: Account | None,
    credentials: Credentials | None,
    ports: Ports,
    now: datetime,
    remaining_s: Callable[[], float],
) -> Mention | None:
    """The mention claimed for an acknowledgement, or None: it was held, or another was quicker."""
    playbook = ports.settings.playbook(account.brand) if account else None
    hold = guards.hold(
        mention,
        account=account,
        playbook=playbook,
        card=registry.card(mention.platform),
        reader=guards.Reader(ports.settings, ports.cases, ports.tallies),
        now=now,
    )
    if hold is None and credentials is None:
        hold = guards.Hold(State.IN_REVIEW, "not_connected")
    reply, taken = compose(mention, playbook, ports.mentions, now) if hold is None and playbook else (None, [])
    if hold or reply is None or playbook is None:
        _hold_back(mention, hold or guards.Hold(State.IN_REVIEW, "no_wording_fits"), ports, now)
        return None
    _require_time(remaining_s)
    claimed = sending.claim(mention, reply, attempt_id=ports.new_id(), at=now)
    breaker = guard_rows.count_send(
        ports.tallies.table,
        mention,
        limit=playbook.breaker.sends,
        window=timedelta(minutes=playbook.breaker.minutes),
        now=now,
    )
    change = {"Update": ports.mentions.change(mention, claimed)}
    both = guard_rows.take(ports.mentions.table, mention, now)
    try:
        writes.transact(ports.mentions.client, [change, *both, breaker, *taken])
    except ConflictError as conflict:
        if not conflict.failed:
            raise
        if 0 in conflict.failed:
            return None
        if conflict.failed == (4,):  # another reply in this thread took these words just now
            return _claim_for_machine(mention, account, credentials, ports, now, remaining_s)
        if conflict.failed[0] == 3:
            notices.page("breaker_open", mention, ports.tallies, ports.alarms, now)
            _hold_back(mention, guards.Hold(State.IN_REVIEW, "breaker_open"), ports, now)
        else:
            _hold_back(mention, guards.silent(mention, "already_acknowledged"), ports, now)
        return None
    return claimed


def _claim_for_staff(
    mention: Mention,
    credentials: Credentials | None,
    ports: Ports,
    now: datetime,
    remaining_s: Callable[[], float],
) -> Mention | None:
    """The mention claimed for a person's reply, or None: it cannot be sent, or another was quicker."""
    reply_id = mention.reply.reply_id if mention.reply else None
    written = ports.mentions.staff_reply(mention.mention_id, reply_id) if reply_id else None
    if written is None or credentials is None:
        _hold_back(mention, guards.Hold(State.IN_REVIEW, "not_connected" if written else "reply_missing"), ports, now)
        return None
    _require_time(remaining_s)
    reply = OutgoingReply(text=written.text, by=written.by, reply_id=written.reply_id)
    claimed = sending.claim(mention, reply, attempt_id=ports.new_id(), at=now)
    try:
        ports.mentions.update(mention, claimed)
    except ConflictError as conflict:
        if not conflict.failed:
            raise
        return None
    return claimed


def _post(claimed: Mention, credentials: Credentials, ports: Ports) -> None:
    """One attempt, and what its end means. Unclear: nothing is written, the sweep will look."""
    try:
        receipt = registry.reply(claimed.platform).reply(draft_of(claimed), credentials, ports.session)
    except UnclearError as error:
        observe.metric("Unclear", 1, platform=claimed.platform, mention_id=claimed.mention_id, code=error.code)
        return
    except NotAppliedError as error:
        later = partial(sending.not_applied, code=error.code, retry_after_s=error.retry_after_s, by=REPLY)
        _finish(claimed, later, ports, nothing_posted=True)
        return
    except RefusedError as error:
        _finish(claimed, partial(sending.refused, code=error.code, by=REPLY), ports, nothing_posted=True)
        cause = "token_dead" if isinstance(error, CredentialsError) else error.code
        if cause in notices.CIRCUIT_REST:
            notices.stop_account(cause, claimed, ports.tallies, ports.alarms, ports.clock())
        return
    observe.metric("Sent", 1, platform=claimed.platform, mention_id=claimed.mention_id)
    posted = partial(
        sending.applied, external_reply_id=receipt.external_reply_id, permalink=receipt.permalink, by=REPLY
    )
    _finish(claimed, posted, ports)


def _finish(claimed: Mention, ending: Ending, ports: Ports, *, nothing_posted: bool = False) -> None:
    after = end_send(claimed, ending, ports.cases, now=ports.clock(), nothing_posted=nothing_posted)
    if after is not None:
        _ring(after, ports)


def _ring(after: Mention, ports: Ports) -> None:
    """Tells the next step: a person's, or this one again when the reply is due."""
    if after.state is State.IN_REVIEW:
        ports.reviews.ring(after.mention_id)
    elif after.state in (State.ACKNOWLEDGING, State.REPLYING) and after.due_at:
        ports.replies.ring_at(after.mention_id, after.due_at, ports.clock())


def _hold_back(mention: Mention, hold: guards.Hold, ports: Ports, now: datetime) -> None:
    """Not sent: to a person, or done without words."""
    due_at = now if hold.to is State.IN_REVIEW else None
    after = move(mention, hold.to, by=REPLY, at=now, reason=hold.reason, due_at=due_at)
    try:
        take_back(mention, after, ports.cases, now=now)
    except ConflictError as conflict:
        if not conflict.failed:
            raise
    else:
        _ring(after, ports)
