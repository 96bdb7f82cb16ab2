"""The shortest story of a failing seed, in domain words."""

from dataclasses import dataclass

from infra.simulate.campaign import run_judged
from infra.simulate.oracles.evidence import Violation
from infra.simulate.shortest import Staging, shorten
from infra.simulate.words import Teller


@dataclass(frozen=True, slots=True)
class Story:
    """What happens, a line each with its time as m:ss.t, and what must not be; the rest that broke beside it."""

    lines: tuple[str, ...]
    broken: tuple[str, ...]
    violations: tuple[Violation, ...]


def tell(seed: int, kind: str) -> Story | None:
    """The shortest run found that breaks the same promise. None if it is not broken when the seed runs again.

    Only within `machine`.
    """
    found = shorten(seed, kind)
    if found is None:
        return None
    staging = Staging(seed, *found)
    teller = Teller(staging.world, staging.witness)
    staging.noticed = teller.chance
    violations = sorted(run_judged(staging.world), key=lambda one: one.kind != kind)
    return Story(tuple(teller.lines), tuple(dict.fromkeys(map(teller.broken, violations))), tuple(violations))
