"""What tests of sending have in common: mentions that wait for their reply, and what is seen of guards."""

from typing import Any

from shared.domain.mention import Mention, State
from tests.support.made import mention
from tests.support.world import PLAYBOOK, World


def waiting(world: World, number: int = 1, **changes: Any) -> Mention:
    """A stored mention that waits for its acknowledgement."""
    return world.put(mention(State.ACKNOWLEDGING, external_id=f"forum:p{number}", **changes))


def others(world: World, count: int) -> list[Mention]:
    """Mentions of as many authors in as many threads."""
    return [
        waiting(world, number, author_id=f"forum:a{number}", thread_id=f"forum:t{number}") for number in range(count)
    ]


def publish(world: World, **changes: Any) -> None:
    """A second version of the playbook, in force at once."""
    world.cloud.settings().publish(PLAYBOOK.model_copy(update={"version": 2, **changes}))


def guards(world: World) -> list[dict[str, Any]]:
    """The guards that are taken: rows."""
    return world.cloud.rows(prefix="GUARD#")
