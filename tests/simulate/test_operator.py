"""An operator who replays in mid-run: quarantine and dead letters, whatever fails meanwhile; nothing is done twice."""

from random import Random
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.simulate.campaign import run_judged
from infra.simulate.faults import CALM, Knobs
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, FRIENDLY, Mail
from infra.simulate.world import Plot, World


def day() -> World:
    """A thanks, two things that nobody understands, and a dead letter that says the thanks is still to be sent."""
    mail = Mail(Random(0), SECOND)
    mail.single("x", FRIENDLY[0])
    mail._odd(0)
    mail._odd(0)
    storm_us = 120 * SECOND
    world = World(
        Random(0), Plot(storm_us, Knobs(repeat_rate=0.2), mail, echoes=False, replays_us=[2 * SECOND, 60 * SECOND])
    )
    world.queues.send_message(QueueUrl="TriageFailures", MessageBody="a position")

    def bury() -> None:
        body = f'{{"mention_id": "{world.mention_ids()[0]}"}}'
        world.queues.send_message(QueueUrl="RepliesDeadLetters", MessageBody=body)

    world.kernel.at(SECOND, bury)
    assert run_judged(world) == []
    return world


def test_what_is_replayed_while_all_goes_on_is_neither_lost_nor_doubled():
    with machine():
        world = day()
    assert world.replayed >= 5
    assert len(world.wall.applied) == 1
    assert world.queues.waiting("RepliesDeadLetters") == world.queues.waiting("TriageFailures") == []


DOWN_US = 900 * SECOND  # longer than review's message is tried


def outage(replayed_us: tuple[int, ...]) -> World:
    """The topic of urgent cases takes nothing for a while; when the message of review is dead, an operator replays."""
    mail = Mail(Random(0), SECOND)
    mail.single("standard_webhooks", DANGER[0])
    world = World(Random(0), Plot(SECOND, CALM, mail, echoes=False, replays_us=[*replayed_us]))
    topics = world.clients["sns"]

    class Down:
        def publish(self, **arguments: Any) -> Any:
            if world.kernel.now_us < DOWN_US:
                raise ClientError({"Error": {"Code": "Throttling", "Message": "slow down"}}, "Publish")
            return topics.publish(**arguments)

    world.clients["sns"] = Down()
    world.run()
    world.kernel.run(2 * DOWN_US)
    assert len(world.queues.buried["ReviewsDeadLetters"]) == 1
    return world


@pytest.mark.parametrize("replays", [0, 1, 2])
def test_an_urgent_case_of_which_nobody_could_be_told_is_told_by_a_replay(replays):
    with machine():
        world = outage((DOWN_US + SECOND, DOWN_US + 60 * SECOND)[:replays])
    assert len(world.notices) == min(replays, 1)  # the first has taken the letter away
    assert len(world.queues.waiting("ReviewsDeadLetters")) == (0 if replays else 1)
