"""Which deliveries in quarantine a command names, and what it tells of their replay, which is ingest's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.ingest import replay as reading
from functions.ingest.receive import Ports
from infra.stores import Stores
from shared.aws.deliveries import Kept
from shared.errors import InputError


@dataclass(frozen=True, slots=True)
class Replayed(reading.Replayed):
    """One delivery, read again, as the command tells it."""

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
    """One delivery read again as ingest does it, at the moment `now`."""
    ports = Ports(
        mentions=stores.mentions,
        deliveries=stores.deliveries,
        secrets=lambda _platform, _now, _renew: None,
        clock=lambda: now,
    )
    done = reading.replay(kept, ports, now, dry_run=dry_run)
    return Replayed(done.delivery, done.entries, done.reasons)
