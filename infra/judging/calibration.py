"""From labels to a threshold: the least careful one that keeps a promise, with a stated confidence.

The promise: of the mentions that need a person, at most so many are acknowledged. For one threshold that was fixed
before anybody looked, the upper bound of Clopper and Pearson is the proof. A threshold that is chosen on the same
labels needs more: whoever tries twenty and takes the best has had twenty chances to be lucky. Here the thresholds of
GRID are fixed and are tested in their order, the most careful first, each at the full confidence; the first that fails
ends it. A false promise then needs the first threshold that does not keep it to pass its own test, which happens with
probability 1 - confidence at most, whatever comes after (fixed-sequence testing: Maurer, Hothorn and Lehmacher 1995;
for thresholds: Angelopoulos and others, "Learn then Test", 2021). Of the threshold that is chosen, the promise is all
that is known: its own smaller bound was looked at before it was chosen.

A playbook has two thresholds, the second for mentions that a person follows up. They move together, as the odds of the
present two stand to each other, so that there is one order from careful to careless and one promise for both.

The labels must be drawn as mentions come, each text counted once: copies of one text are one piece of evidence.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from infra.judging.bounds import Share, in_percent, needed, share, upper
from infra.judging.lines import Labelled
from shared.errors import HeedError, InputError

# of min_confidence, the most careful first
GRID = (0.999, 0.995, *(hundredths / 100 for hundredths in range(99, 49, -1)))
LEAST_SURE = 0.5  # the smallest threshold that a playbook may have
ALMOST = 0.9999  # stands for 1, which has no odds


class Thresholds(NamedTuple):
    """A playbook's min_confidence and min_confidence_follow_up."""

    done: float
    follow_up: float

    def moved(self, done: float) -> "Thresholds":
        """With another min_confidence, and the other one beside it: by the odds, and rounded to the careful side."""
        odds = _odds(done) * _odds(self.follow_up) / _odds(self.done)
        follow_up = math.ceil(1000 * odds / (1 + odds) - 1e-6) / 1000
        return Thresholds(done, max(follow_up, LEAST_SURE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A labelled mention, and how sure Heed is that it may be acknowledged: None where no threshold lets it be."""

    label: Labelled
    certainty: float | None
    follow_up: bool = False

    def acknowledged(self, at: Thresholds) -> bool:
        return self.certainty is not None and self.certainty >= (at.follow_up if self.follow_up else at.done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One step. `upper` is the one-sided bound on the share of those who need a person and are acknowledged."""

    thresholds: Thresholds
    acknowledged: int
    upper: float
    coverage: Share
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The thresholds, what they promise, and on what: `labels` mentions that need a person, `acknowledged` of them.

    `supported` are the least careful ones that the labels allow, `present` those in force.
    """

    thresholds: Thresholds
    supported: Thresholds
    present: Thresholds
    promise: float
    confidence: float
    labels: int
    acknowledged: int
    coverage: Share
    tested: list[Tested]


def require_enough(labelled: Sequence[Labelled], promise: float, confidence: float) -> None:
    """HeedError if even without one wrong acknowledgement so few labels would not carry the promise; how many would.

    Only mentions that need a person count.
    """
    labels = sum(label.needs_person is True for label in labelled)
    if labels == 0:
        raise InputError("FILE", "no line in it is labelled as needing a person (needs_human, or acknowledge_ok)")
    enough = needed(promise, confidence)
    if labels < enough:
        raise HeedError(
            f"{labels} labelled mentions that need a person carry {in_percent(upper(0, labels, confidence))} at best, "
            f"at {in_percent(confidence)} confidence; {in_percent(promise)} takes {enough}. "
            f"Label {enough - labels} more, or promise less"
        )


def choose(
    evidence: Sequence[Evidence], promise: float, confidence: float, *, present: Thresholds, loosen: bool = False
) -> Choice:
    """The least careful thresholds that keep the promise, but none below the present ones without `loosen`.

    HeedError where none keep it.
    """
    needing = [one for one in evidence if one.label.needs_person]
    simple = [one for one in evidence if one.label.simple]
    tested: list[Tested] = []
    while len(tested) < len(GRID) and (not tested or tested[-1].holds):
        at = present.moved(GRID[len(tested)])
        acknowledged = _count(needing, at)
        bound = upper(acknowledged, len(needing), confidence)
        covered = share(_count(simple, at), len(simple))
        tested.append(
            Tested(thresholds=at, acknowledged=acknowledged, upper=bound, coverage=covered, holds=bound <= promise)
        )
    held = [one.thresholds for one in tested if one.holds]
    if not held:
        raise HeedError(
            f"already at the most careful threshold, {GRID[0]:g}, {tested[0].acknowledged} of {len(needing)} "
            f"mentions that need a person are acknowledged: they carry {in_percent(tested[0].upper)}, not "
            f"{in_percent(promise)}. Keep automatic replies off, or promise less"
        )
    chosen = held[-1] if loosen or held[-1].done >= present.done else present
    return Choice(
        thresholds=chosen,
        supported=held[-1],
        present=present,
        promise=promise,
        confidence=confidence,
        labels=len(needing),
        acknowledged=_count(needing, chosen),
        coverage=share(_count(simple, chosen), len(simple)),
        tested=tested,
    )


def distinct(labelled: Sequence[Labelled]) -> list[Labelled]:
    """Each text once, whatever its case and spaces; if one of its copies needs a person, it does."""
    kept: dict[str, Labelled] = {}
    for label in labelled:
        text = " ".join(label.line.text.casefold().split())
        if text not in kept or label.needs_person:
            kept[text] = label
    return list(kept.values())


def _count(evidence: Sequence[Evidence], at: Thresholds) -> int:
    return sum(one.acknowledged(at) for one in evidence)


def _odds(probability: float) -> float:
    sure = min(probability, ALMOST)
    return sure / (1 - sure)
