"""The sweep: whatever is overdue is moved on, or handed to a person, and counted.

A healthy system gives it nothing to do. It rings doorbells that were lost, resolves sends whose end
nobody knows, and hands over what its step failed to do five times.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from shared import observe
from shared.aws import secrets
from shared.aws.cases import Cases
from shared.aws.deliveries import ENVELOPE_SHARDS, Deliveries
from shared.aws.endings import Ending, end_send, take_back
from shared.aws.mentions import Mentions
from shared.aws.queues import Doorbell
from shared.domain import sending
from shared.domain.lifecycle import WATCH, mark, move
from shared.domain.mention import Mention, State
from shared.errors import ConflictError
from shared.platforms import registry
from shared.platforms.contract import Credentials, ReplyReceipt, Session, UnclearOutcome
from shared.platforms.drafts import draft_of

GRACE = timedelta(seconds=60)  # a step that is only slow is not rung again at once
LOOK_UP_FOR = timedelta(minutes=2)  # how long after lease and settle a look-up may fail before a person looks
MOST_RINGS = 5
ALARM_AFTER = timedelta(minutes=5)
SPARE_S = 20.0  # time left of the function below which the rest waits for the next minute: one slow look-up


@dataclass(frozen=True)
class Ports:
    """What the sweep touches. `tokens` gives the TokensSecret's value at a moment."""

    mentions: Mentions
    cases: Cases
    deliveries: Deliveries
    replies: Doorbell
    reviews: Doorbell
    tokens: Callable[[datetime], Mapping[str, object]]
    session: Session
    clock: Callable[[], datetime]


def sweep(ports: Ports, *, remaining_s: Callable[[], float]) -> None:
    """One pass over everything that is due. One mention's fault never stops the others."""
    now = ports.clock()
    late = _move_all_on(ports, now, remaining_s)
    late += sum(
        ports.mentions.overdue_with_people(shard, now - ALARM_AFTER) for shard in range(ports.mentions.due_shards)
    )
    for shard in range(ENVELOPE_SHARDS):
        for key in ports.deliveries.late_parts(shard, now - GRACE):
            ports.deliveries.ring_part(key)
            observe.metric("Rung", 1, kind="envelope")
    observe.metric("Overdue", late)
    observe.metric("Heartbeat", 1)


def _move_all_on(ports: Ports, now: datetime, remaining_s: Callable[[], float]) -> int:
    """How many were late. Each minute begins with another shard, so that none waits for ever behind the others."""
    late, shards = 0, ports.mentions.due_shards
    first = int(now.timestamp() // 60) % shards
    for shard in (*range(first, shards), *range(first)):
        for mention_id in ports.mentions.overdue(shard, now):
            if remaining_s() < SPARE_S:
                observe.log("sweep_unfinished", level="WARNING", shard=shard)
                return late
            late += _move_on(mention_id, ports, now)
    return late


def _move_on(mention_id: str, ports: Ports, now: datetime) -> bool:
    """Does what the mention's state asks for; whether it is so late that people must know."""
    try:
        mention = ports.mentions.get(mention_id)
        if mention is None or mention.due_at is None or now < mention.due_at:
            return False  # the index lags behind the row, or another step was quicker
        if mention.state is State.SENDING:
            _resolve(mention, ports, now)
        elif now - mention.due_at >= GRACE:
            _ring_again(mention, ports, now)
    except ConflictError:
        return False  # another step was quicker
    except Exception as error:
        observe.log("sweep_failed", level="ERROR", mention_id=mention_id, error_type=type(error).__name__)
        return True
    return now - mention.due_at >= ALARM_AFTER


def _ring_again(mention: Mention, ports: Ports, now: datetime) -> None:
    """Rings the step that should have acted; after MOST_RINGS a person takes over."""
    if mention.state is not State.IN_REVIEW and mention.rings >= MOST_RINGS:
        after = move(mention, State.IN_REVIEW, by=WATCH, at=now, due_at=now, reason=f"{mention.state}_failed")
        take_back(mention, after, ports.cases, now=now)
    else:
        after = mark(mention, "rung", by=WATCH, at=now, rings=mention.rings + 1)
        ports.mentions.update(mention, after)
    observe.metric("Rung", 1, mention_id=mention.mention_id, state=str(mention.state), rings=after.rings)
    if after.state in (State.ACKNOWLEDGING, State.REPLYING):
        ports.replies.ring(mention.mention_id)
    elif after.state is State.IN_REVIEW:
        ports.reviews.ring(mention.mention_id)
    # received, or edited and to be judged again: the update itself is the doorbell, a new record in the stream


def _resolve(mention: Mention, ports: Ports, now: datetime) -> None:
    """A send whose end nobody knows, after lease and settle: found is adopted, not found is a person's."""
    try:
        receipt = _look_up(mention, ports, now)
    except Exception as error:  # of whatever kind: a send must not stay open for ever
        kind, code = type(error).__name__, getattr(error, "code", None)
        observe.log("look_up_failed", level="WARNING", mention_id=mention.mention_id, error_type=kind, code=code)
        if mention.due_at is not None and now - mention.due_at < LOOK_UP_FOR:
            return
        receipt = None
    ending: Ending = partial(sending.unresolved, by=WATCH)
    if receipt:
        ending = partial(
            sending.applied,
            external_reply_id=receipt.external_reply_id,
            permalink=receipt.permalink,
            by=WATCH,
            reason="found",
        )
    after = end_send(mention, ending, ports.cases, now=now)
    if after is not None and after.state is State.IN_REVIEW:
        ports.reviews.ring(mention.mention_id)


def _look_up(mention: Mention, ports: Ports, now: datetime) -> ReplyReceipt | None:
    """Our reply on the platform, where the platform can tell."""
    credentials: Credentials | None = secrets.credentials(ports.tokens(now), mention.platform, mention.account_id)
    opaque = registry.card(mention.platform).unclear_outcome is UnclearOutcome.OPAQUE
    if credentials is None or opaque:
        return None
    return registry.reply(mention.platform).find_reply(draft_of(mention), credentials, ports.session)
