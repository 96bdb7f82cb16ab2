"""Follows sample deliveries to where they end: which mentions they became, and where these stand."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from infra.deliver import deliver
from infra.samples.library import Sample
from shared.aws.deliveries import Deliveries, identify
from shared.aws.mentions import Mentions
from shared.domain import arrival
from shared.domain.mention import EventKind, Mention, State
from shared.errors import PayloadError
from shared.platforms import registry
from shared.platforms.contract import WebhookRequest

LOOK_EVERY_S = 0.1


@dataclass
class Followed:
    """One sample on its way. `status` is the receiver's answer; `ends_in` a word for where it stands."""

    sample: Sample
    status: int
    sent_at: float
    delivery_id: str
    mention_ids: tuple[str, ...]
    ignored: tuple[str, ...]
    ends_in: str = "on its way"
    settled_after_s: float | None = None
    mentions: dict[str, Mention] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        return self.settled_after_s is not None


def send(url: str, sample: Sample, suffix: str) -> Followed:
    """Delivers one sample and notes what it should become. OSError if nobody listens at `url`."""
    body = sample.body(datetime.now(UTC), suffix)
    status = deliver(url, sample.platform, body, headers=sample.headers, query=sample.query)
    return expect(sample, body, status)


def expect(sample: Sample, body: bytes, status: int) -> Followed:
    """One sample that was just delivered, and the mentions that it should become."""
    request = WebhookRequest(
        method="POST", path="", query={}, headers=dict(sample.headers), body=body, received_at=datetime.now(UTC)
    )
    try:
        events = registry.webhook(sample.platform).parse(request)
    except PayloadError:
        events = []
    named = [arrival.identify(event, platform=sample.platform, account="") for event in events if _served(event.kind)]
    return Followed(
        sample=sample,
        status=status,
        sent_at=time.monotonic(),
        delivery_id=identify(sample.platform, body),
        mention_ids=tuple(dict.fromkeys(named)),
        ignored=tuple(event.reason or "" for event in events if event.kind is EventKind.IGNORED),
    )


def look(followed: Sequence[Followed], mentions: Mentions, deliveries: Deliveries) -> None:
    """Reads where each stands now."""
    for one in followed:
        if one.settled:
            continue
        found = {name: mentions.get(name) for name in one.mention_ids}
        one.mentions = {name: mention for name, mention in found.items() if mention is not None}
        one.ends_in = _word(one, deliveries)
        if one.ends_in != "on its way":
            one.settled_after_s = time.monotonic() - one.sent_at


def until_settled(
    followed: Sequence[Followed], mentions: Mentions, deliveries: Deliveries, *, patience_s: float
) -> Iterator[None]:
    """Looks again and again, and yields after each look, until all are settled or patience is over."""
    give_up_at = time.monotonic() + patience_s
    while True:
        look(followed, mentions, deliveries)
        yield
        if all(one.settled for one in followed) or time.monotonic() > give_up_at:
            return
        time.sleep(LOOK_EVERY_S)


def stands(mention: Mention) -> bool:
    """Whether nothing but a person's work can move it: an outcome, or a case that it belongs to."""
    return not mention.is_open or (mention.state is State.IN_REVIEW and mention.case_id is not None)


def in_order(samples: Sequence[Sample]) -> list[Sample]:
    """The samples that an edit or delete needs come before it."""
    return sorted(samples, key=lambda sample: sample.changes is not None)


def _served(kind: EventKind) -> bool:
    return kind in (EventKind.CREATED, EventKind.EDITED, EventKind.DELETED)


def _word(one: Followed, deliveries: Deliveries) -> str:
    if one.mention_ids:
        if len(one.mentions) == len(one.mention_ids) and all(map(stands, one.mentions.values())):
            return ", ".join(sorted({str(mention.state) for mention in one.mentions.values()}))
        return "on its way"
    if deliveries.kept(one.delivery_id):
        return "quarantined"
    return "ignored" if one.ignored else "on its way"
