"""The program with one guard missing: how it is taken out, and which kind of violation must show it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from infra.simulate.world import Plot

Patch = tuple[Any, str, Any]  # where, the attribute, and what stands there instead


@dataclass(frozen=True, slots=True)
class Mutant:
    """`kind` is the violation that must show it: that another one shows as well proves nothing of that oracle.

    It shows in the seed, or a later one; or, where it is too rare, in a plot. `what` is the bug that comes back
    without the guard, if it was one.
    """

    kind: str
    patches: Callable[[], list[Patch]]
    seed: int = 0
    plot: Callable[[], Plot] | None = None
    what: str = ""
