"""What tests of sending have in common: mentions that wait for their reply, and what is seen of guards."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from shared.aws.mentions import StaffReply
from shared.domain.case import Case
from shared.domain.lifecycle import move
from shared.domain.mention import Mention, OutgoingReply, State
from tests.support.made import ACCOUNT, mention
from tests.support.world import ANGRY, PLAYBOOK, World

REPLY_ID = "a" * 32
TEXT = "Dear Rita, we are sorry. Your parcel is on its way."


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


def in_case(world: World, *natives: str, account_id: str = ACCOUNT) -> list[Mention]:
    """Mentions of one author in one thread, in one open case."""
    content = {"text": ANGRY, "account_id": account_id}
    made = [world.put(mention(State.IN_REVIEW, external_id=f"forum:{native}", **content)) for native in natives]
    for one in made:
        world.open_case(one.mention_id)
    return [world.get(one.mention_id) for one in made]


def written(world: World, target: Mention, covers: Sequence[Mention] = (), undo_s: float = 10) -> Mention:
    """What the desk stores for a person's reply."""
    now = world.clock()
    row = StaffReply(
        reply_id=REPLY_ID,
        mention_id=target.mention_id,
        case_id=target.case_id or "",
        case_version=1,
        text=TEXT,
        by="ana",
        written_at=now,
        covers={one.mention_id: one.revision for one in covers} or None,
    )
    world.cloud.client("dynamodb").put_item(**world.cloud.mentions().put_staff_reply(row))
    after = move(
        target,
        State.REPLYING,
        by="desk:ana",
        at=now,
        due_at=now + timedelta(seconds=undo_s),
        reply=OutgoingReply(text=TEXT, by="ana", reply_id=REPLY_ID),
    )
    world.cloud.mentions().update(target, after)
    return after


def lines(world: World, held: Mention) -> list[tuple[str, str]]:
    """What the case's timeline tells after its opening."""
    return [(line.what, line.reason) for line in world.cloud.cases().timeline(held.case_id or "")][1:]


def the_case(world: World, held: Mention) -> Case | None:
    return world.cloud.cases().get(held.case_id or "")
