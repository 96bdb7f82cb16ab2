"""Faults of AWS that come seldom, each at every call of a mention's way."""

from random import Random

import pytest

from infra.simulate.campaign import run_judged
from infra.simulate.deaths import Diligent
from infra.simulate.faults import Fate, Kills, Knobs
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, FRIENDLY, QUESTIONS, Mail
from infra.simulate.people import PEOPLE
from infra.simulate.world import Plot, World

PLATFORM = "standard_webhooks"


def live(text: str, fates: dict[int, Fate], *, by_person: bool) -> World:
    """One mention, with these fates of its calls; no promise is broken."""
    mail = Mail(Random(0), SECOND)
    mail.single(PLATFORM, text)
    world = World(Random(0), Plot(0, Knobs(fault_rate=1.0), mail, echoes=False), Kills(fates))
    if by_person:
        world.kernel.spawn("ana", Diligent(world, PEOPLE[0], Random(0), 300 * SECOND).work)
    assert run_judged(world) == [], fates
    return world


@pytest.mark.parametrize(
    ("text", "by_person"),
    [(FRIENDLY[0], False), (QUESTIONS[0], False), (DANGER[0], True)],
    ids=("thanks", "ask", "danger"),
)
def test_a_clash_of_transactions_at_any_write_is_told_and_tried_again(text, by_person):
    with machine():
        for number in live(text, {}, by_person=by_person).wire.writes:
            world = live(text, {number: Fate.CLASHED}, by_person=by_person)
            decided = next(move for move in world.moves if move.after and move.after["state"]["S"] != "received")
            assert decided.at_us - world.moves[0].at_us < 5 * SECOND, "the sweep had to help"


class Doubling(Kills):
    """Nothing fails, but every message of a queue is at two workers at once."""

    def held_twice_now(self, now_us: int) -> bool:
        del now_us
        return True


def test_a_message_that_two_hold_at_once_is_answered_once():
    with machine():
        mail = Mail(Random(0), SECOND)
        mail.single(PLATFORM, FRIENDLY[0])
        world = World(Random(0), Plot(0, Knobs(repeat_rate=1.0), mail, echoes=False), Doubling({}))
        reply, calls = world.functions["Reply"], []
        handler = reply.handler

        def counted(event: object, context: object) -> object:
            calls.append(world.kernel.now_us)
            return handler(event, context)

        reply.handler = counted
        assert run_judged(world) == []
    assert (len(calls), len(world.wall.applied)) == (2, 1)
