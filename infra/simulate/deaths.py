"""One mention, and a death at every call of its way: each alone, and at every two writes together.

Both ways, to the machine's reply and to a person's, and every way in which a post can end unclear. No
chance at all: a run is the list of the calls at which the process dies. Two deaths at reads leave the
world as the deaths at the writes beside them do, so pairs are made of the calls that change something.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from functions.desk.act import Ports
from infra.simulate.campaign import run_judged
from infra.simulate.evidence import Violation
from infra.simulate.faults import CALM, Fate, Kills, Knobs, Post
from infra.simulate.kernel import SECOND, Killed
from infra.simulate.mail import DANGER, FRIENDLY, QUESTIONS, Mail
from infra.simulate.mutants import without
from infra.simulate.people import BRAND, PEOPLE, Person
from infra.simulate.world import Plot, World

SIDES = (Fate.KILLED_BEFORE, Fate.KILLED_AFTER)
AFTER = 2  # calls after the last write of the mention that may still be a death's
UNDER_FIRE = Knobs(kill_rate=1.0)  # so that nobody expects a calm day's promptness; the deaths are named


@dataclass(frozen=True, slots=True)
class Way:
    """What is written, how the platform takes the posts, and whether a person answers."""

    text: str
    posts: tuple[Post, ...] = ()
    by_person: bool = False


UNCLEAR = (Post.LOST, Post.SILENT, Post.LATE, Post.ERROR_BEFORE, Post.ERROR_AFTER, Post.GARBAGE, Post.CUT_OFF)
WAYS: dict[str, Way] = {
    "acknowledged": Way(FRIENDLY[0]),
    "acknowledged, then a person": Way(QUESTIONS[0]),
    "urgent, to a person": Way(DANGER[0]),
    "refused": Way(FRIENDLY[0], (Post.REFUSED,)),
    "not reached at first": Way(FRIENDLY[0], (Post.UNREACHABLE,)),
    **{f"unclear: {post.name.lower().replace('_', ' ')}": Way(FRIENDLY[0], (post,)) for post in UNCLEAR},
    "answered by a person": Way(DANGER[0], by_person=True),
    **{
        f"a person's reply, unclear: {post.name.lower().replace('_', ' ')}": Way(DANGER[0], (post,), by_person=True)
        for post in (Post.LOST, Post.SILENT, Post.LATE, Post.ERROR_AFTER)
    },
}
# A question is acknowledged, and found by the sweep; then a person's reply is sent, and nobody hears of it
BEHIND_THE_BELT = Way(QUESTIONS[0], (Post.FINE, Post.FINE, Post.SILENT), by_person=True)


@dataclass
class Toll:
    """What came of one way: `points` it has, `runs` that were made, how many promises broke, and the first few."""

    way: str
    points: int = 0
    runs: int = 0
    broken: int = 0
    found: tuple[tuple[str, Violation], ...] = ()


class Diligent(Person):
    """Answers whatever waits, every twenty seconds, until it is answered."""

    def work(self) -> None:
        while self.world.kernel.now_us < self.ends_us:
            self.world.kernel.sleep(20 * SECOND)
            with suppress(Killed):
                self._at_desk(self._first)

    def _first(self, ports: Ports) -> None:
        for case in ports.cases.queue(BRAND, "open", 5):
            self._act(ports, "reply", case)


def toll_of_pairs(name: str) -> Toll:
    """Every death on one way, and every two: for a process of the pool."""
    return toll(name, pairs=True)


def toll(name: str, *, pairs: bool) -> Toll:
    """Every single death on one way, and with `pairs` every two."""
    way = WAYS[name]
    world, broken, points = live(way, {})
    found = [("nobody died", violation) for violation in broken]
    runs = 1
    writes = frozenset(world.wire.writes)
    for first, side in _points(range(1, points + 1)):
        world, broken, ends = live(way, {first: side})
        found += [(_named({first: side}), violation) for violation in broken]
        runs += 1
        later = [number for number in world.wire.writes if first < number <= ends]
        for second, other in _points(later) if pairs and first in writes else ():
            at = {first: side, second: other}
            _, broken, _ = live(way, at)
            found += [(_named(at), violation) for violation in broken]
            runs += 1
    return Toll(name, points, runs, len(found), tuple(found[:5]))


def frozen(guard: str) -> tuple[int, Violation] | None:
    """The first call at which a function that is frozen, and then goes on, breaks something without this guard."""
    with without(guard):
        _, _, points = live(BEHIND_THE_BELT, {})
        for number in range(1, points + 1):
            _, broken, _ = live(BEHIND_THE_BELT, {number: Fate.SLOW})
            if broken:
                return number, broken[0]
    return None


def live(way: Way, at: dict[int, Fate]) -> tuple[World, list[Violation], int]:
    """One run with these deaths; the world, what is wrong, and the number of calls until nothing moved any more."""
    mail = Mail(Random(0), SECOND)
    mail.single("standard_webhooks", way.text)
    world = World(Random(0), Plot(0, UNDER_FIRE if at or way.posts else CALM, mail, echoes=False), Kills(at, way.posts))
    if way.by_person:
        person = Diligent(world, PEOPLE[0], Random(0), 300 * SECOND)
        world.kernel.spawn("ana", person.work)
    broken = run_judged(world)
    return world, broken, world.moves[-1].calls + AFTER if world.moves else AFTER


def _points(calls: Iterable[int]) -> Iterator[tuple[int, Fate]]:
    return ((number, side) for number in calls for side in SIDES)


def _named(at: dict[int, Fate]) -> str:
    return " and ".join(f"{side.name.lower().replace('_', ' ')} call {number}" for number, side in at.items())
