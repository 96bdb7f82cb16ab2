"""An operator in one run, who replays what is in quarantine and rings dead replies again while the storm is on."""

from contextlib import suppress
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra import redrive, replay, stores
from infra.simulate.kernel import Killed
from infra.simulate.runtime import plan
from shared.aws.deliveries import Deliveries
from shared.errors import HeedError

STEPS = ("replies", "reviews", "triage", "envelopes", "watch")


def operate(world: Any) -> None:
    """`heed replay --all`, then `heed replay --dead-letters --discard`. The command may die at any call."""
    world.wire.tell("an operator replays")
    variables = {name: value for function in plan()[2].values() for name, value in function.items()}
    opened = stores.of(world.clients.__getitem__, variables, {name: name for name in stores.QUEUES})
    kept = [*Deliveries(world.tables, "DeliveriesTable").all_kept()]  # the list that a person has before them
    with suppress(Killed, HeedError, ClientError, BotoCoreError):
        for one in kept:
            replay.replay(opened, one, world.kernel.clock(), dry_run=False)
            world.replayed += 1
        for name in STEPS:
            world.replayed += sum(1 for _ in redrive.redrive(opened, name, dry_run=False, discard=True))
