"""One mention, and a death at every point of its way: each alone, and every two together.

Both ways, to the machine's reply and to a person's, with every end that a post can have, on every
platform. No chance at all: a run is the list of the calls at which the process dies. For every first
death there is a run of its own; the second ones are the points of what follows in that run.

Each call has two points, before it and after it. Points are one where the world cannot tell them
apart, and then the first of them is tried for all:

- after a call and before the next one, if the same process makes both and no other calls in between:
  all that a process leaves behind, it leaves by its calls;
- before a call that only reads and after it.

So what is tried is a process's death before its first call, after each of its writes, and before it
goes on where another was at work meanwhile. After the last write of a run nothing is left to do, and
a death leaves nothing undone. What the dead process alone could have changed is the same at all
merged points to the byte (`tests/simulate/test_deaths.py` looks); only the clock is some calls further on.
"""

import gc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import cast

from functions.desk.act import Ports
from infra.simulate.campaign import dissolve, run_judged
from infra.simulate.faults import CALM, Fate, Kills, Knobs, Post
from infra.simulate.kernel import SECOND, Killed
from infra.simulate.mail import DANGER, FRIENDLY, QUESTIONS, Mail
from infra.simulate.mutants import MUTANTS, without
from infra.simulate.oracles.evidence import Violation
from infra.simulate.payloads import ACCOUNTS
from infra.simulate.people import BRAND, PEOPLE, Person
from infra.simulate.witness import Witness
from infra.simulate.words import Teller
from infra.simulate.world import Plot, World

UNDER_FIRE = Knobs(kill_rate=1.0)  # so that nobody expects a calm day's promptness; the deaths are named
AT_WORK_US = 420 * SECOND  # until two replies of theirs have died, and each was looked for
LEADING = "standard_webhooks"  # the platform on which all is tried
TOLD = 3  # violations of one way that are told with their story
AT_ONCE = 200  # runs between two looks for what can be forgotten
Point = tuple[int, Fate]
Deaths = dict[int, Fate]  # by the number of the call


@dataclass(frozen=True, slots=True)
class Way:
    """What is written, what becomes of the requests to the platform, and whether a person answers."""

    text: str
    posts: tuple[Post, ...] = ()
    by_person: bool = False


ENDS = {
    "sent": (),
    "refused": (Post.REFUSED,),
    "rate limited": (Post.RATE_LIMITED,),
    "token dead": (Post.TOKEN_DEAD,),
    "not reached": (Post.UNREACHABLE,),
    "never reached": (Post.UNREACHABLE,) * 5,
    "unclear: never arrived": (Post.LOST,),
    "unclear: no answer": (Post.SILENT,),
    "unclear: applied late": (Post.LATE,),
    "unclear: 500, not applied": (Post.ERROR_BEFORE,),
    "unclear: 500, applied": (Post.ERROR_AFTER,),
    "unclear: a page, not applied": (Post.GARBAGE,),
    "unclear: answer cut off": (Post.CUT_OFF,),
    "unclear, first look-up fails": (Post.SILENT, Post.ERROR_BEFORE),
    "unclear, no look-up answers": (Post.SILENT, *(Post.LOST,) * 4),
}
WAYS: dict[str, Way] = {
    **{f"machine's reply, {end}": Way(FRIENDLY[0], posts) for end, posts in ENDS.items()},
    "machine's reply, then to a person": Way(QUESTIONS[0]),
    "machine's reply, then a person's": Way(QUESTIONS[0], by_person=True),
    "to a person who is not there": Way(DANGER[0]),
    **{f"person's reply, {end}": Way(DANGER[0], posts, by_person=True) for end, posts in ENDS.items()},
}
# Ends that leave what another one leaves, at another moment: every two deaths on one platform, single ones on all
ALIKE = (
    "never reached",
    *(f"unclear: {how}" for how in ("500, not applied", "500, applied", "a page, not applied", "answer cut off")),
)
# A question is acknowledged, and found by the sweep; then a person's reply is sent, and nobody hears of it
BEHIND_THE_BELT = Way(QUESTIONS[0], (Post.FINE, Post.FINE, Post.SILENT), by_person=True)


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was broken: where the processes died, what it was, and the story of the run."""

    deaths: str
    violation: Violation
    story: tuple[str, ...]


@dataclass
class Toll:
    """What came of one way on one platform: `points` it has, `runs` that were made, how many promises broke, and the
    first few."""

    platform: str
    way: str
    points: int = 0
    runs: int = 0
    broken: int = 0
    found: tuple[Broken, ...] = ()


class Diligent(Person):
    """Answers whatever waits, within twenty seconds, until it is answered."""

    def work(self) -> None:
        while self.world.kernel.now_us < self.ends_us:
            self.world.kernel.sleep(20 * SECOND)
            if self._is_wanted():
                with suppress(Killed):
                    self._at_desk(self._first)

    def _first(self, ports: Ports) -> None:
        for case in ports.cases.queue(BRAND, "open", 5):
            self._act(ports, "reply", case)

    def _is_wanted(self) -> bool:
        """A look at a desk where nothing waits would only cost time."""
        newest = {move.mention_id: move.after for move in self.world.moves}
        return any(row and row["state"]["S"] == "in_review" for row in newest.values())


def tasks() -> list[tuple[str, str, bool]]:
    """All ways on all platforms, and whether every two deaths are tried there: what `toll` takes. The longest first."""
    alike = tuple(f", {end}" for end in ALIKE)
    return [
        (platform, name, platform == LEADING or not name.endswith(alike))
        for name in sorted(WAYS, key=lambda name: not WAYS[name].by_person)
        for platform in ACCOUNTS
    ]


def toll(platform: str, name: str, pairs: bool) -> Toll:
    """Every death on one way, and with `pairs` every two: for a process of the pool."""
    way, done = WAYS[name], Toll(platform, name)
    first_deaths = _try(done, platform, way, {})
    done.points = len(first_deaths)
    for first in first_deaths:
        second_deaths = _try(done, platform, way, dict([first]), after=first[0])
        for second in second_deaths if pairs else ():
            _try(done, platform, way, dict([first, second]))
    gc.collect()
    return done


def frozen(guard: str) -> tuple[int, Violation] | None:
    """The first call at which a function that is frozen, and then goes on, breaks something without this guard."""
    with without(guard):
        calm, _ = live(LEADING, BEHIND_THE_BELT, {})
        for number in range(1, calm.wire.writes[-1] + 1):
            _, broken = live(LEADING, BEHIND_THE_BELT, {number: Fate.SLOW})
            found = [violation for violation in broken if violation.kind == MUTANTS[guard].kind]
            if found:
                return number, found[0]
    return None


def points(world: World, *, after: int = 0) -> list[Point]:
    """The points of this run at which a death leaves another world than at the point before, from a call on."""
    return list(_points(world, after))


def _points(world: World, after: int) -> Iterator[Point]:
    made, writes = cast("Kills", world.faults).made, frozenset(world.wire.writes)
    for number in range(after + 1, max(writes, default=0) + 1):
        if number == after + 1 or made[number - 1] != made[number - 2]:
            yield number, Fate.KILLED_BEFORE
        if number in writes:
            yield number, Fate.KILLED_AFTER


def live(platform: str, way: Way, deaths: Deaths) -> tuple[World, list[Violation]]:
    """One run with these deaths, and what is wrong."""
    world = prepare(platform, way, deaths)
    return world, run_judged(world)


def prepare(platform: str, way: Way, deaths: Deaths) -> World:
    """A world in which one mention will arrive, and these deaths will happen."""
    mail = Mail(Random(0), SECOND)
    mail.single(platform, way.text)
    knobs = UNDER_FIRE if deaths or way.posts else CALM
    world = World(Random(0), Plot(0, knobs, mail, echoes=False), Kills(deaths, way.posts))
    if way.by_person:
        person = Diligent(world, PEOPLE[0], Random(0), AT_WORK_US)
        world.kernel.spawn("ana", person.work)
    return world


def _try(done: Toll, platform: str, way: Way, deaths: Deaths, after: int = 0) -> list[Point]:
    """One run more: counted, and told if it breaks a promise. Its points from a call on."""
    world, broken = live(platform, way, deaths)
    done.runs += 1
    done.broken += len(broken)
    if broken and len(done.found) < TOLD:
        done.found += (Broken(named(deaths), broken[0], _story(platform, way, deaths)),)
    following = points(world, after=after)
    dissolve(world)
    if done.runs % AT_ONCE == 0:
        gc.collect()
    return following


def _story(platform: str, way: Way, deaths: Deaths) -> tuple[str, ...]:
    """The same run again, and what happens in it."""
    world = prepare(platform, way, deaths)
    teller = Teller(world, Witness(world))
    run_judged(world)
    return tuple(teller.lines)


def named(deaths: Deaths) -> str:
    """In words."""
    told = (f"{side.name.lower().replace('_', ' ')} call {number}" for number, side in deaths.items())
    return " and ".join(told) or "nobody died"
