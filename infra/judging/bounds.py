"""Exact bounds on a share that was counted, after Clopper and Pearson (Biometrika 26, 1934)."""

import math
from dataclasses import dataclass

STEPS = 60  # halvings of the interval from 0 to 1: finer than a float between 0.001 and 1
BOTH_SIDES = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`count` of `of`, with the bounds that hold at 95 %, both sides together. All None if nothing was counted."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


def share(count: int, of: int) -> Share:
    if of == 0:
        return Share(count=0, of=0, share=None, low=None, high=None)
    each_side = (1 + BOTH_SIDES) / 2
    return Share(
        count=count, of=of, share=count / of, low=lower(count, of, each_side), high=upper(count, of, each_side)
    )


def upper(count: int, of: int, confidence: float) -> float:
    """The largest share that `count` of `of` does not speak against at this one-sided confidence.

    It is the p at which as few as `count` would still be seen with probability 1 - confidence.
    """
    if count >= of:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _at_most(count, of, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def lower(count: int, of: int, confidence: float) -> float:
    """The smallest share that `count` of `of` does not speak against."""
    return 1 - upper(of - count, of, confidence)


def needed(promise: float, confidence: float) -> int:
    """How many must be counted without one hit until `upper` is at most the promise: at 95 % about 3 / promise."""
    return math.ceil(math.log(1 - confidence) / math.log1p(-promise))


def in_percent(share: float) -> str:
    """Such as "12.3 %", and two digits of what is below 1 %."""
    percent = 100 * share
    return f"{percent:.2g} %" if percent < 1 else f"{percent:.1f} %".replace(".0 ", " ")


def _at_most(count: int, of: int, p: float) -> float:
    """The probability of at most `count` hits in `of`: the shorter end of the binomial sum, or 1 less the other."""
    if count > of / 2:
        return 1 - _at_most(of - count - 1, of, 1 - p)
    hit, miss = math.log(p), math.log1p(-p)
    whole = math.lgamma(of + 1)
    return math.fsum(
        math.exp(whole - math.lgamma(i + 1) - math.lgamma(of - i + 1) + i * hit + (of - i) * miss)
        for i in range(count + 1)
    )
