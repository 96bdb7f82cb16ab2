"""Reads deliveries in quarantine again, with the adapters as they are today.

What was stored from a delivery before is met as a duplicate and changes nothing, so that a replay may be repeated.
An edit of which the platform tells no time counts as of the day on which it came: it never undoes a newer one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from functions.ingest.receive import Ports, take_in, understand, written
from shared import observe
from shared.aws import items
from shared.aws.deliveries import Became, Kept
from shared.platforms.contract import WebhookRequest

NO_LIMIT = 2**31  # of entries: nobody waits for our answer here


@dataclass(frozen=True, slots=True)
class Replayed:
    """One delivery, read again. `reasons` say why it is still in quarantine; empty: it has left, or would.

    `entries` is how many of its entries are stored, or would be.
    """

    delivery: str
    entries: int
    reasons: tuple[str, ...]


def replay(kept: Kept, ports: Ports, now: datetime, *, dry_run: bool = False) -> Replayed:
    """Reads one delivery again, stores what is understood now, and takes it out of quarantine if all of it is.

    What is not understood stays where it is, under its new reasons: it did not arrive again.
    """
    request = WebhookRequest(method="POST", path="", query={}, headers=kept.headers, body=kept.body, received_at=now)
    served, reasons = understand(request, kept.platform, limit=NO_LIMIT)
    told = written(reasons)
    if dry_run:
        return Replayed(kept.delivery_id, len(served), told)
    take_in(request, kept.platform, kept.account, ports, via="replay", limit=NO_LIMIT, came_at=kept.received_at)
    if not told:
        ports.deliveries.discard(kept.delivery_id)
    elif told != kept.reasons:
        ports.deliveries.explain(kept.delivery_id, told)
    return Replayed(kept.delivery_id, len(served), told)


def carry_out(image: dict[str, Any], ports: Ports) -> None:
    """The replay that a person asked for at the desk, and what came of it, noted where they asked."""
    decision_id, (delivery_id,) = image["sk"]["S"], items.decode(image["what"])
    kept = ports.deliveries.kept(delivery_id)
    done = replay(kept, ports, ports.clock()) if kept else Replayed(delivery_id, 0, ())
    became = Became.GONE if kept is None else Became.STILL_THERE if done.reasons else Became.LEFT
    ports.deliveries.note_outcome(decision_id, became, done.reasons, done.entries)
    observe.log("replayed", function="ingest", task=became.value)
