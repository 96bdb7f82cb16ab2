"""One delivery, from the raw request to its answer: check, verify, parse, store, and only then 200.

What was verified but not understood is kept in quarantine; it is never an error to the platform and
never lost. A fault of our store raises, the platform gets a 5xx and repeats the whole delivery.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from shared import observe
from shared.aws.deliveries import Deliveries
from shared.aws.mentions import Mentions
from shared.domain import arrival
from shared.domain.mention import EventKind, MentionEvent
from shared.errors import ConflictError, PayloadError, SignatureError
from shared.platforms import registry
from shared.platforms.contract import HandshakeReply, Secrets, WebhookRequest

BODY_LIMIT = 1024 * 1024
ENTRIES_LIMIT = 1000
DIRECT_LIMIT = 25  # more entries than this go through an envelope, so that the answer keeps its deadline
UPDATE_TRIES = 8  # readings of a row that others keep changing
SERVED = frozenset({EventKind.CREATED, EventKind.EDITED, EventKind.DELETED})
TOLD = frozenset({"account_revoked"})  # known and ignored, but people must learn of it: kept, which raises the alarm
KEPT_HEADERS = ("content-type",)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the platform is told. Refusals carry no detail."""

    status: int
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Ports:
    """What receiving touches. `secrets` gives a platform's secrets now; with `renew` it reads them again
    first where that is allowed, and returns None if they are no others than before."""

    mentions: Mentions
    deliveries: Deliveries
    secrets: Callable[[str, datetime, bool], Secrets | None]
    clock: Callable[[], datetime]
    keep_all: bool = False


def receive(request: WebhookRequest, platform: str, account: str, ports: Ports) -> Answer:
    """The answer to one request on `/webhooks/{platform}` or `/webhooks/{platform}/{account}`."""
    refusal = _refuse_early(request, platform, account)
    if refusal:
        return refusal
    now = request.received_at
    secrets = ports.secrets(platform, now, False)
    if secrets is None:
        return _unauthenticated(platform)
    webhook = registry.webhook(platform)
    try:
        greeting = _greet(request, platform, secrets, now)
        if greeting:
            return Answer(greeting.status, greeting.body, greeting.content_type)
        if request.method != "POST":
            return Answer(405)
        try:
            webhook.verify(request, secrets, now)
        except SignatureError:
            renewed = ports.secrets(platform, now, True)
            if renewed is None:
                raise
            webhook.verify(request, renewed, now)
    except SignatureError:
        return _unauthenticated(platform)
    observe.metric("Delivered", 1, platform=platform)
    reasons = [
        *(["kept_by_setting"] if ports.keep_all else []),
        *take_in(request, platform, account, ports, via="push"),
    ]
    if reasons:
        _quarantine(request, platform, account, reasons, ports)
    return Answer(registry.card(platform).accepted_status)


def take_in(
    request: WebhookRequest,
    platform: str,
    account: str,
    ports: Ports,
    *,
    via: str,
    limit: int = ENTRIES_LIMIT,
    came_at: datetime | None = None,
) -> list[str]:
    """Stores what a verified delivery says, and tells why it must be kept besides. Also the way in for replays.

    A delivery of more than `limit` entries is kept whole and nothing of it is stored. `came_at` is when a delivery
    came that is read again.
    """
    served, reasons = understand(request, platform, limit=limit)
    if came_at is not None:
        served = [arrival.dated(event, came_at) for event in served]
    if len(served) > DIRECT_LIMIT:
        ports.deliveries.put_envelope(
            platform=platform, account=account, body=request.body, events=served, via=via, now=request.received_at
        )
    else:
        store(served, platform, account, ports, now=request.received_at, via=via)
    return reasons


def understand(request: WebhookRequest, platform: str, *, limit: int) -> tuple[list[MentionEvent], list[str]]:
    """The events of a delivery that are to be stored, and why it was not wholly understood. Stores nothing."""
    try:
        events = registry.webhook(platform).parse(request)
    except PayloadError as error:
        return [], [f"payload:{error}"]
    except Exception as error:  # a fault of ours that the next try would meet again: kept, and replayed once mended
        return [], [f"parser_failed:{type(error).__name__}"]
    if not events:  # an adapter ignores with a reason: whoever finds nothing has not understood
        return [], ["nothing_found"]
    return ([], ["too_many_entries"]) if len(events) > limit else _sort(events)


def store(events: list[MentionEvent], platform: str, account: str, ports: Ports, *, now: datetime, via: str) -> None:
    """Stores every event, each under its own condition; the same event again changes nothing."""
    for event in events:
        _store_one(event, platform, account, ports, now=now, via=via)


def _store_one(event: MentionEvent, platform: str, account: str, ports: Ports, *, now: datetime, via: str) -> None:
    new = arrival.arrive(event, None, platform=platform, account=account, now=now, via=via)
    held = ports.mentions.put_new(new) if new else None
    if held is None:
        return
    if arrival.conflicts(event, held):
        observe.metric("Conflicts", 1, platform=platform, mention_id=held.mention_id)
    for _ in range(UPDATE_TRIES):
        after = arrival.arrive(event, held, platform=platform, account=account, now=now, via=via)
        if after is None:
            return
        try:
            ports.mentions.update(held, after)
        except ConflictError:
            held = ports.mentions.get(held.mention_id) or held
        else:
            return
    raise ConflictError


def _refuse_early(request: WebhookRequest, platform: str, account: str) -> Answer | None:
    """What is refused before anything is read: the order is cheap first."""
    if platform not in registry.PLATFORMS or not arrival.is_identifier(account):
        return Answer(404)
    if request.method not in ("GET", "POST"):
        return Answer(405)
    if len(request.body) > BODY_LIMIT:
        return Answer(413)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        return Answer(415)
    return None


def _greet(request: WebhookRequest, platform: str, secrets: Secrets, now: datetime) -> HandshakeReply | None:
    webhook = registry.webhook(platform)
    if registry.card(platform).verifies_handshake:
        webhook.verify(request, secrets, now)
    return webhook.handshake(request, secrets)


def _unauthenticated(platform: str) -> Answer:
    observe.metric("Refused", 1, platform=platform)
    return Answer(401)


def _sort(events: list[MentionEvent]) -> tuple[list[MentionEvent], list[str]]:
    """The events to be stored, readable, and why the delivery is to be kept besides."""
    served: list[MentionEvent] = []
    odd: list[str] = []
    for event in events:
        if event.kind is EventKind.IGNORED:
            if event.unknown or event.reason in TOLD:
                odd.append(f"unknown:{event.raw_kind}:{event.reason}")
            continue
        cleaned, readable = arrival.clean(event)
        wrong = arrival.bad_identifier(cleaned)
        if not readable:
            odd.append("lone_surrogate")
        if wrong:
            odd.append(f"bad_identifier:{wrong}")
        elif event.kind in SERVED:
            served.append(cleaned)
        else:
            odd.append(f"not_served:{event.kind}")
    return _without_overtaken(served), odd


def _without_overtaken(events: list[MentionEvent]) -> list[MentionEvent]:
    """Without edits that a later one of the same content in the same delivery overtakes.

    Their texts would stand for no moment; and when the delivery comes again, they would pass for news.
    """
    left: list[MentionEvent] = []
    last: dict[tuple[str | None, str], MentionEvent] = {}
    for event in reversed(events):
        if event.kind is EventKind.EDITED and event.external_id is not None:
            later = last.get((event.account_id, event.external_id))
            if later and not (later.posted_at and event.posted_at and later.posted_at < event.posted_at):
                continue
            last[event.account_id, event.external_id] = event
        left.append(event)
    return left[::-1]


def written(reasons: Iterable[str]) -> tuple[str, ...]:
    """Reasons as a row holds them: each once, short, and such that they can be written."""
    return tuple(dict.fromkeys(arrival.well_formed(reason[:100]) for reason in reasons))[:10]


def _quarantine(request: WebhookRequest, platform: str, account: str, reasons: list[str], ports: Ports) -> None:
    distinct = written(reasons)
    delivery_id = ports.deliveries.keep(
        platform=platform,
        account=account,
        body=request.body,
        headers={name: request.headers[name] for name in KEPT_HEADERS if name in request.headers},
        reasons=distinct,
        now=request.received_at,
    )
    if distinct != ("kept_by_setting",):
        observe.metric("Quarantined", 1, platform=platform, delivery_id=delivery_id)
