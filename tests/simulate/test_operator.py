"""An operator who replays in mid-run: quarantine and dead letters, whatever fails meanwhile; nothing is done twice."""

from random import Random

from infra.simulate.campaign import run_judged
from infra.simulate.faults import Knobs
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import FRIENDLY, Mail
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
