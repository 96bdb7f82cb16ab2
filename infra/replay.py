"""Reads deliveries in quarantine again, with the adapters as they are today.

What was stored from a delivery before is met as a duplicate and changes nothing, so that a replay may be repeated.
An edit of which the platform tells no time counts as of the day on which it came: it never undoes a newer one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.ingest.receive import Ports, take_in, understand, written
from infra.stores import Stores
from shared.aws.deliveries import Kept
from shared.errors import InputError
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

    @property
    def name(self) -> str:
        """What it is called in a list."""
        return self.delivery

    def becomes(self, *, dry_run: bool) -> tuple[str, str]:
        """Where it is then, in two words, and what became, or would become, of it."""
        stored = f"{self.entries} {'entry' if self.entries == 1 else 'entries'} {'to store' if dry_run else 'stored'}"
        if self.reasons:
            return "still there", f"{stored}; stays in quarantine, not understood: {', '.join(self.reasons)}"
        return "out of quarantine", f"{stored}; {'would leave' if dry_run else 'has left'} quarantine"


def chosen(stores: Stores, named: Sequence[str], *, everything: bool) -> list[Kept]:
    """The deliveries in quarantine that these ids, or beginnings of ids, name; all if `everything`. The oldest first.

    InputError for a name that fits none or several.
    """
    if everything == bool(named):
        raise InputError("delivery", "name deliveries as `heed quarantine` lists them, or say --all")
    kept = sorted(stores.deliveries.all_kept(), key=lambda one: one.received_at)
    if everything:
        return kept
    found: dict[str, Kept] = {}
    for name in named:
        fitting = [one for one in kept if one.delivery_id.startswith(name)]
        if len(fitting) != 1:
            raise InputError(
                "delivery", f"{len(fitting)} in quarantine begin with {name!r}; `heed quarantine` lists them"
            )
        found[fitting[0].delivery_id] = fitting[0]
    return sorted(found.values(), key=lambda one: one.received_at)


def replay(stores: Stores, kept: Kept, now: datetime, *, dry_run: bool) -> Replayed:
    """Reads one delivery again, stores what is understood now, and takes it out of quarantine if all of it is.

    What is not understood stays where it is, under its new reasons: it did not arrive again.
    """
    request = WebhookRequest(method="POST", path="", query={}, headers=kept.headers, body=kept.body, received_at=now)
    served, reasons = understand(request, kept.platform, limit=NO_LIMIT)
    told = written(reasons)
    if dry_run:
        return Replayed(kept.delivery_id, len(served), told)
    ports = Ports(
        mentions=stores.mentions,
        deliveries=stores.deliveries,
        secrets=lambda _platform, _now, _renew: None,
        clock=lambda: now,
    )
    take_in(request, kept.platform, kept.account, ports, via="replay", limit=NO_LIMIT, came_at=kept.received_at)
    if not told:
        stores.deliveries.discard(kept.delivery_id)
    elif told != kept.reasons:
        stores.deliveries.explain(kept.delivery_id, told)
    return Replayed(kept.delivery_id, len(served), told)
