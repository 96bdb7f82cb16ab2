"""Staff's calls are calls of a function: its processes begin cold, die, and are replaced by a deployment."""

from random import Random

from functions.desk.act import Ports
from infra.simulate.campaign import run_judged
from infra.simulate.faults import Fate, Kills, Knobs
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, Mail
from infra.simulate.people import BRAND, PEOPLE, Person
from infra.simulate.world import Plot, World


class Steady(Person):
    """Looks every twenty seconds and answers what waits."""

    def _pause_us(self) -> int:
        return 20 * SECOND

    def _once(self, ports: Ports) -> None:
        for case in ports.cases.queue(BRAND, "open", 5):
            self._act(ports, "reply", case)


def day(fates: dict[int, Fate], deploy_us: int | None = None) -> tuple[World, list[int]]:
    """One urgent mention and a person who answers it; when each process of the desk began."""
    mail = Mail(Random(0), SECOND)
    mail.single("x", DANGER[0])
    deploys = [] if deploy_us is None else [deploy_us]
    world = World(Random(0), Plot(0, Knobs(kill_rate=1.0), mail, echoes=False, deploys=deploys), Kills(fates))
    desk, begun = world.functions["Desk"], []
    make = desk.make
    desk.make = lambda: (begun.append(world.kernel.now_us), make())[1]
    world.kernel.spawn("ana", Steady(world, PEOPLE[0], Random(0), 200 * SECOND).work)
    assert run_judged(world) == []
    return world, begun


def answered_us(world: World) -> int:
    return next(move.at_us for move in world.moves if move.by == "Desk")


def test_one_process_of_the_desk_serves_until_it_dies():
    with machine():
        world, begun = day({})
        assert len(begun) == 1
        first = next(move for move in world.moves if move.by == "Desk").calls
        died, begun = day({first: Fate.KILLED_BEFORE})
        assert len(begun) == 2
    assert len(world.wall.applied) == len(died.wall.applied) == 1


def test_an_action_ends_on_the_old_code_and_the_next_begins_cold():
    with machine():
        undisturbed, _ = day({})
        world, begun = day({}, answered_us(undisturbed) - 1)
    assert len(begun) == 2
    assert answered_us(world) == answered_us(undisturbed)
