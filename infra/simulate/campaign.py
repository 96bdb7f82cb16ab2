"""Many runs, in several processes: counted, judged, and added up.

Each run is its seed, and does the same in every process, however that hashes its texts.
"""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing import get_context
from random import Random
from typing import Any, TypeVar

from infra.simulate.harness import machine
from infra.simulate.kernel import StuckError, SwallowedError
from infra.simulate.mutants import MUTANTS, without
from infra.simulate.oracles import judge
from infra.simulate.oracles.evidence import Evidence, Violation
from infra.simulate.oracles.kinds import HEADINGS
from infra.simulate.oracles.ledger import account
from infra.simulate.world import World, draw_plot

TWICE = 100  # one seed in so many is run twice: it must do the same
AT_ONCE = 25  # seeds that a process takes at a time
GROWN = 200_000  # objects; a run that is dissolved leaves next to none, so a search for cycles finds next to nothing
TOLD = 3  # violations of one kind that are kept whole
Work = TypeVar("Work")


@dataclass
class Summary:
    """What came of some runs. `books` are the entries that were accepted, and what they became; `arrows` how often each
    state followed another; `found` violations with the seed."""

    seeds: int = 0
    mentions: int = 0
    deliveries: int = 0
    calls: int = 0
    kills: int = 0
    faults: int = 0
    repeats: int = 0
    posts: int = 0
    books: Counter[str] = field(default_factory=Counter)
    arrows: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    found: list[tuple[int, Violation]] = field(default_factory=list)

    def add(self, other: "Summary") -> None:
        """Takes in what another process found."""
        for name in ("seeds", "mentions", "deliveries", "calls", "kills", "faults", "repeats", "posts"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.books += other.books
        self.arrows += other.arrows
        self.kinds += other.kinds
        self.found = _told((*self.found, *other.found))

    def under(self, heading: str) -> int:
        """How many violations a manager would find under this heading."""
        return sum(self.kinds[kind] for kind in HEADINGS[heading])


def run_seed(seed: int, told: Callable[[str, World], None] | None = None) -> tuple[World, list[Violation]]:
    """One run, and what is wrong with it. Only within `machine`."""
    random = Random(seed)
    world = World(random, draw_plot(random))
    if told:
        world.wire.told = lambda what: told(what, world)
    return world, run_judged(world)


def run_judged(world: World) -> list[Violation]:
    """Lets it happen and looks. A run that does not end, or a dead process that goes on, is a violation too."""
    try:
        world.run()
    except StuckError as stuck:
        return [Violation("livelock", "the run", str(stuck))]
    except SwallowedError as swallowed:
        return [Violation("undead", "a process", str(swallowed))]
    return judge(Evidence(world))


def dissolve(world: World) -> None:
    """After the last look: the world's parts forget each other, so that they go without a search for cycles."""
    for part in (world.tables, world.queues, world.runtime, world.network, world.wire, world.kernel, world):
        vars(part).clear()


def explore(seeds: range, guard: str | None, *, stop: str = "") -> Summary:
    """Some seeds in this process, without that guard; `stop` is the kind of violation with which it ends."""
    summary = Summary()
    with ExitStack() as stack:
        if guard:
            stack.enter_context(without(guard))
        for seed in seeds:
            world, violations = run_seed(seed)
            if seed % TWICE == 0 and run_seed(seed)[0].kernel.trace != world.kernel.trace:
                violations = [*violations, Violation("chance", f"seed {seed}", "did something else the second time")]
            _count(summary, world, seed, violations)
            dissolve(world)
            if any(violation.kind == stop for violation in violations):
                break
    return summary


def campaign(
    first: int, count: int, guard: str | None = None, *, progress: Callable[[Summary], None] = lambda _summary: None
) -> Summary:
    """`count` seeds from `first` on, shared out among all cores."""
    chunks = [range(start, min(start + AT_ONCE, first + count)) for start in range(first, first + count, AT_ONCE)]
    summary = Summary()
    for part in share(explore, [(chunk, guard) for chunk in chunks]):
        summary.add(part)
        progress(summary)
    return summary


def catch(guards: list[str], most: int) -> Iterator[tuple[str, int | None, Violation | None]]:
    """For each guard the first seed of `most` that notices its absence as it must, and how; None if none does.

    It is tried from its own seed on, or in its plot; then the seed is None.
    """
    tasks = [(most, guard) for guard in guards]
    for (_, guard), found in zip(tasks, share(_until_caught, tasks, in_order=True), strict=True):
        seed, violation = found or (None, None)
        yield guard, seed, violation


def share(
    do: Callable[..., Work], tasks: list[tuple[Any, ...]], *, in_order: bool = False, simulated: bool = True
) -> Iterator[Work]:
    """Does it for every task, in processes of their own; the answers as they come, or in the order of the tasks.

    `simulated` processes are within `machine` for their whole life.
    """
    begin = _begin if simulated else None
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"), initializer=begin) as pool:
        futures: list[Future[Work]] = [pool.submit(do, *task) for task in tasks]
        for future in futures if in_order else as_completed(futures):
            yield future.result()


def _begin() -> None:
    """A process of the pool is a simulated machine for its whole life.

    What the first run has loaded is not searched for cycles again, and what later runs make only when it grows.
    """
    _MACHINE.enter_context(machine())
    run_seed(0)
    gc.collect()
    gc.freeze()
    gc.set_threshold(GROWN)


_MACHINE = ExitStack()


def _until_caught(most: int, guard: str) -> tuple[int | None, Violation] | None:
    mutant = MUTANTS[guard]
    if mutant.plot:
        with without(guard):
            found = [(None, violation) for violation in run_judged(World(Random(0), mutant.plot()))]
    else:
        found = explore(range(mutant.seed, mutant.seed + most), guard, stop=mutant.kind).found
    return next(((seed, violation) for seed, violation in found if violation.kind == mutant.kind), None)


def _count(summary: Summary, world: World, seed: int, violations: list[Violation]) -> None:
    evidence = Evidence(world)
    summary.seeds += 1
    summary.mentions += len(evidence.moves)
    summary.deliveries += sum(delivery.tries for delivery in world.plot.mail.deliveries)
    summary.calls += world.wire.calls
    summary.kills += world.faults.kills
    summary.faults += world.faults.faults
    summary.repeats += world.faults.repeats
    summary.posts += len(world.wall.applied)
    summary.books += account(evidence)
    for move in world.moves:
        if move.before and move.after and move.before["state"] != move.after["state"]:
            summary.arrows[move.before["state"]["S"], move.after["state"]["S"]] += 1
    summary.kinds.update(violation.kind for violation in violations)
    summary.found = _told((*summary.found, *((seed, violation) for violation in violations)))


def _told(found: Iterable[tuple[int, Violation]]) -> list[tuple[int, Violation]]:
    """The first few of each kind, the worst kinds first."""
    kinds = [kind for kinds in HEADINGS.values() for kind in kinds]
    kept: list[tuple[int, Violation]] = []
    seen: Counter[str] = Counter()
    for seed, violation in sorted(found, key=lambda one: (kinds.index(one[1].kind), one[0])):
        seen[violation.kind] += 1
        if seen[violation.kind] <= TOLD:
            kept.append((seed, violation))
    return kept
