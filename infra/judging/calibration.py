"""From labels to a threshold: the least careful one that keeps a promise, with a stated confidence.

The promise: of the mentions that need a person, at most so many are acknowledged. For one threshold that was fixed
before anybody looked, the upper bound of Clopper and Pearson is the proof. A threshold that is chosen on the same
labels needs more: whoever tries twenty and takes the best has had twenty chances to be lucky. Here the thresholds of
GRID are fixed and are tested in their order, the most careful first, each at the full confidence; the first that fails
ends it. A false promise then needs the first threshold that does not keep it to pass its own test, which happens with
probability 1 - confidence at most, whatever comes after (fixed-sequence testing: Maurer, Hothorn and Lehmacher 1995;
for thresholds: Angelopoulos and others, "Learn then Test", 2021). Of the threshold that is chosen, the promise is all
that is known: its own smaller bound was looked at before it was chosen.

The labels must be drawn as mentions come, each text counted once: copies of one text are one piece of evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from infra.judging.bounds import Share, in_percent, needed, share, upper
from infra.judging.lines import Labelled
from shared.errors import HeedError, InputError

# of min_confidence, the most careful first
GRID = (0.999, 0.995, *(hundredths / 100 for hundredths in range(99, 49, -1)))

Evidence = tuple[Labelled, float | None]  # a labelled mention, and the certainty of Heed's opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One threshold. `upper` is the one-sided bound on the share of those who need a person and are acknowledged."""

    threshold: float
    acknowledged: int
    upper: float
    coverage: Share
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The threshold, what it promises, and on what: `labels` mentions that need a person, `acknowledged` of them.

    `supported` is the least careful threshold that the labels allow, `present` the one in force.
    """

    threshold: float
    supported: float
    present: float
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
    evidence: Sequence[Evidence], promise: float, confidence: float, *, present: float, loosen: bool = False
) -> Choice:
    """The least careful threshold of GRID that keeps the promise, but none below `present` without `loosen`.

    HeedError where none keeps it.
    """
    needing = [certainty for label, certainty in evidence if label.needs_person]
    simple = [certainty for label, certainty in evidence if label.simple]
    tested = _test(needing, simple, promise, confidence)
    held = [one for one in tested if one.holds]
    if not held:
        raise HeedError(
            f"already at the most careful threshold, {GRID[0]:g}, {tested[0].acknowledged} of {len(needing)} "
            f"mentions that need a person are acknowledged: they carry {in_percent(tested[0].upper)}, not "
            f"{in_percent(promise)}. Keep automatic replies off, or promise less"
        )
    supported = held[-1].threshold
    threshold = supported if loosen else max(supported, present)
    return Choice(
        threshold=threshold,
        supported=supported,
        present=present,
        promise=promise,
        confidence=confidence,
        labels=len(needing),
        acknowledged=_reaching(threshold, needing),
        coverage=share(_reaching(threshold, simple), len(simple)),
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


def _test(
    needing: Sequence[float | None], simple: Sequence[float | None], promise: float, confidence: float
) -> list[Tested]:
    """The thresholds in their order, to the first that does not hold."""
    tested = []
    for threshold in GRID:
        acknowledged = _reaching(threshold, needing)
        bound = upper(acknowledged, len(needing), confidence)
        covered = share(_reaching(threshold, simple), len(simple))
        holds = bound <= promise
        tested.append(
            Tested(threshold=threshold, acknowledged=acknowledged, upper=bound, coverage=covered, holds=holds)
        )
        if not holds:
            break
    return tested


def _reaching(threshold: float, certainties: Sequence[float | None]) -> int:
    return sum(certainty is not None and certainty >= threshold for certainty in certainties)
