"""Drivers of the deliveries' store: bodies in quarantine and parts of envelopes."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from shared.aws.deliveries import ASKED, NOTED, Became, Decided
from shared.domain import times
from tests.simulate.agreement_stores import Driver, Run, Stores, a_time, transact
from tests.support import made
from tests.support.made import NOW, PLATFORM


def keep(rng: Random) -> Run:
    body = rng.choice((b"", b"{}", b"{broken", Random(1).randbytes(650_000)))  # the last one needs three parts
    described = {
        "platform": PLATFORM,
        "account": "ourshop",
        "body": body,
        "headers": {"content-type": "application/json"},
        "reasons": ("unknown_event",) * rng.randrange(3),
        "now": a_time(rng),
    }
    return lambda at: at.deliveries.keep(**described)


def on_kept(act: Callable[[Stores, str], Any]) -> Driver:
    """A driver of one delivery in quarantine."""

    def draw(rng: Random) -> Run:
        place = rng.randrange(4)

        def run(at: Stores) -> Any:
            names = sorted(kept.delivery_id for kept in at.deliveries.all_kept())
            return act(at, names[place] if place < len(names) else f"{PLATFORM}#nobody")

        return run

    return draw


def decide(rng: Random) -> Run:
    at, kind = a_time(rng), rng.choice((ASKED, NOTED))
    became = rng.choice((None, Became.DISCARDED)) if kind == NOTED else None
    decided = Decided(
        decision_id=f"{times.to_text(at)}#{rng.randrange(3)}",
        at=at,
        what=("one",),
        reason="why",
        kind=kind,
        became=became,
    )
    return lambda stores: transact(stores, stores.deliveries.decide(decided))


def note_outcome(rng: Random) -> Run:
    """What came of a replay that was asked for, or of one that was not."""
    place, became = rng.randrange(3), rng.choice((Became.LEFT, Became.STILL_THERE, Became.GONE))
    left_for, entries = ("unknown_event",) * rng.randrange(2), rng.randrange(3)

    def run(at: Stores) -> None:
        asked = at.deliveries.decisions(3)
        decision_id = asked[place].decision_id if place < len(asked) else "nothing"
        at.deliveries.note_outcome(decision_id, became, left_for, entries)

    return run


def discarding(at: Stores, name: str) -> None:
    kept = at.deliveries.kept(name)
    if kept:
        transact(at, *at.deliveries.discarding(kept))


def put_envelope(rng: Random) -> Run:
    text = rng.choice(("short", "x" * 9000))
    events = [made.event(external_id=f"forum:e{number}", text=text) for number in range(rng.choice((1, 50)))]
    body, now = rng.randbytes(8), a_time(rng)
    return lambda at: at.deliveries.put_envelope(
        platform=PLATFORM, account="ourshop", body=body, events=events, via="push", now=now
    )


def on_part(act: Callable[[Stores, dict[str, Any]], Any]) -> Driver:
    """A driver of one part of an envelope, which may be gone."""

    def draw(rng: Random) -> Run:
        shard, place = rng.randrange(4), rng.randrange(3)

        def run(at: Stores) -> Any:
            keys = list(at.deliveries.late_parts(shard, NOW + timedelta(hours=1)))
            gone = {"pk": {"S": "ENVELOPE#0"}, "sk": {"S": "gone"}}
            return act(at, keys[place] if place < len(keys) else gone)

        return run

    return draw
