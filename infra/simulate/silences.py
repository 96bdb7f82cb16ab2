"""An account in shadow: in some runs from the beginning, in some because a person silences it while the storm is on."""

from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.simulate.kernel import Killed
from infra.simulate.payloads import ACCOUNTS
from infra.simulate.people import BRAND
from shared.aws.settings import Settings
from shared.domain.brand import Account
from shared.errors import HeedError

RATE, FROM_THE_BEGINNING = 0.1, 0.4


@dataclass
class Silencing:
    """Somebody silences the account of this platform. `done_us` is when they were told so, if they were."""

    platform: str
    at_us: int
    done_us: int | None = None


def draw(random: Random, storm_us: int, *, is_calm: bool) -> Silencing | None:
    """In some runs. It takes nothing of the run's own chance: the others are the stories that they were."""
    aside = Random()
    aside.setstate(random.getstate())
    if aside.random() >= RATE:
        return None
    is_first = is_calm or aside.random() < FROM_THE_BEGINNING
    return Silencing(aside.choice(tuple(ACCOUNTS)), 0 if is_first else aside.randrange(storm_us))


def begin(world: Any) -> None:
    """At its moment; from the beginning means before anything else."""
    silencing = world.plot.silencing
    if silencing is None:
        return
    if silencing.at_us:
        world.kernel.spawn("silencer", _silence, world, silencing, world.clients["dynamodb"], at_us=silencing.at_us)
    else:
        _silence(world, silencing, world.tables)


def _silence(world: Any, silencing: Silencing, client: Any) -> None:
    account_id = ACCOUNTS[silencing.platform]
    world.wire.tell(f"the account of {silencing.platform} is put in shadow")
    with suppress(Killed, HeedError, ClientError, BotoCoreError):
        Settings(client, "SettingsTable").put_account(
            Account(platform=silencing.platform, account_id=account_id, brand=BRAND)
        )
        silencing.done_us = world.kernel.now_us
