"""The shortest story of a failing seed: what is not needed is left out, and the rest is told in domain words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from infra.simulate.campaign import run_judged
from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import Violation
from infra.simulate.world import Plot, World, draw_plot

Cut = Callable[[Plot], None]
TRIES = 6  # other draws of chance that are tried for each cut, since every cut changes them all


def tell(seed: int, kind: str) -> tuple[list[str], list[Violation]]:
    """The lines of the shortest run found that breaks the same kind of promise, and what it breaks."""
    kept: list[Cut] = []
    chance = 0
    for cut in _cuts(seed):
        for tried in (chance, *range(1, TRIES + 1)):
            if _breaks(_play(seed, [*kept, cut], tried)[1], kind):
                kept.append(cut)
                chance = tried
                break
    lines: list[str] = []
    world, violations = _play(seed, kept, chance, lines)
    about = {violation.about for violation in violations if violation.kind == kind}
    others = [mention_id for mention_id in world.mention_ids() if mention_id not in about]
    hidden = others if about & set(world.mention_ids()) else []
    return [line for line in lines if not any(name in line for name in hidden)], violations


def _play(seed: int, cuts: list[Cut], chance: int, lines: list[str] | None = None) -> tuple[World, list[Violation]]:
    random = Random(seed)
    plot = draw_plot(random)
    for cut in cuts:
        cut(plot)
    world = World(Random(f"{seed}/{chance}") if chance else random, plot)
    if lines is not None:
        world.wire.told = lambda what: lines.append(f"{world.kernel.now_us / SECOND:9.3f} s  {what}")
    return world, run_judged(world)


def _breaks(violations: list[Violation], kind: str) -> bool:
    return any(violation.kind == kind for violation in violations)


def _cuts(seed: int) -> Iterator[Cut]:
    """Everything that may turn out not to be needed: the weather, then people, then one delivery after another."""
    for name in ("kill_rate", "fault_rate", "post_fault_rate", "repeat_rate", "skew_us"):
        yield lambda plot, name=name: setattr(plot, "knobs", replace(plot.knobs, **{name: 0}))
    for name, nothing in (("staff", 0), ("rotates", False), ("echoes", False), ("refusals", []), ("deploys", [])):
        yield lambda plot, name=name, nothing=nothing: setattr(plot, name, nothing)
    for number in range(len(draw_plot(Random(seed)).mail.deliveries)):
        yield lambda plot, number=number: _leave_out(plot, number)


def _leave_out(plot: Plot, number: int) -> None:
    plot.mail.deliveries = [delivery for delivery in plot.mail.deliveries if delivery.number != number]
