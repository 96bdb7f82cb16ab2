"""How good a judge is: figures from mentions with labels and a judge's opinions of them."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from infra.judging.bounds import Share, share
from infra.judging.lines import Labelled
from infra.judging.opinions import Opinion
from shared.domain.assessment import Urgency
from shared.domain.decision import Action

URGENT = frozenset({str(Urgency.CRITICAL), str(Urgency.HIGH)})
YES = 0.5  # a probability from here on counts as yes
BINS = 10
THRESHOLDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)  # of the probability that a person is needed

Row = tuple[Labelled, Opinion]
Pair = tuple[Hashable, Hashable]  # label, and what the judge said


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How well one label was found. The recalls are averaged over the values that are labelled, F1 also over those
    that the judge gave."""

    mentions: int
    accuracy: float
    macro_recall: float
    macro_f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """What would be acknowledged if the probability of needing a person had to be at most `threshold`."""

    threshold: float
    unsafe: Share
    coverage: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Everything about one judge on one set of mentions.

    `unsafe`: of the mentions that need a person, those acknowledged, and `unsafe_critical` the critical ones among
    them; `unheard`: those ignored. `coverage`: of the mentions that may be acknowledged, those that were, and
    `held_back` why the others were not. `urgent_found`: of the critical and high ones, those called critical or high;
    `false_alarms`: of the others, the same. `calibration`: expected errors of the probabilities, over ten bins.
    """

    mentions: int
    labels: dict[str, Scores]
    unsafe: Share
    unsafe_critical: int
    unheard: Share
    coverage: Share
    held_back: dict[str, int]
    urgent_found: Share
    false_alarms: Share
    calibration: dict[str, float]
    risk_coverage: list[RiskRow]


def measure(rows: Sequence[Row]) -> Measures:
    needing = [(label, opinion) for label, opinion in rows if label.needs_person]
    simple = [(label, opinion) for label, opinion in rows if label.simple]
    unsafe = [(label, opinion) for label, opinion in needing if opinion.action is Action.ACKNOWLEDGE]
    held_back = Counter(opinion.reason for _label, opinion in simple if opinion.action is not Action.ACKNOWLEDGE)
    heard = [(label, opinion) for label, opinion in rows if label.urgency and opinion.urgency]
    return Measures(
        mentions=len(rows),
        labels={name: score(pairs) for name, say in SAID.items() if (pairs := _pairs(rows, name, say))},
        unsafe=share(len(unsafe), len(needing)),
        unsafe_critical=sum(label.urgency == Urgency.CRITICAL for label, _opinion in unsafe),
        unheard=share(sum(opinion.action is Action.IGNORE for _label, opinion in needing), len(needing)),
        coverage=share(len(simple) - held_back.total(), len(simple)),
        held_back=dict(held_back.most_common()),
        urgent_found=_called_urgent([opinion for label, opinion in heard if label.urgency in URGENT]),
        false_alarms=_called_urgent([opinion for label, opinion in heard if label.urgency not in URGENT]),
        calibration=_calibration(rows),
        risk_coverage=[_risk(threshold, needing, simple) for threshold in THRESHOLDS],
    )


def score(pairs: Sequence[Pair]) -> Scores:
    """Accuracy and the means over values, each value counting the same however rare it is."""
    labelled, said = Counter(label for label, _ in pairs), Counter(answer for _, answer in pairs)
    right = Counter(label for label, answer in pairs if label == answer)
    values = labelled.keys() | said.keys()
    return Scores(
        mentions=len(pairs),
        accuracy=right.total() / len(pairs),
        macro_recall=sum(right[value] / labelled[value] for value in labelled) / len(labelled),
        macro_f1=sum(2 * right[value] / (labelled[value] + said[value]) for value in values) / len(values),
    )


def expected_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """How far probabilities lie from the shares that came true: over ten bins of equal width, by their size."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, true in pairs:
        bins[min(int(probability * BINS), BINS - 1)].append((probability, true))
    apart = (abs(sum(probability for probability, _ in one) - sum(true for _, true in one)) for one in bins)
    return sum(apart) / len(pairs)


def leading(shares: Mapping[str, float]) -> str:
    """The sentiment that has the largest share."""
    return max(shares, key=lambda name: shares[name])


def _yes(probability: float | None) -> bool | None:
    return None if probability is None else probability >= YES


# what the judge says to each label; None where it says nothing
SAID: dict[str, Callable[[Opinion], Any]] = {
    "sentiment": lambda opinion: opinion.sentiment and leading(opinion.sentiment),
    "urgency": lambda opinion: opinion.urgency,
    "topic": lambda opinion: opinion.topic,
    "needs_human": lambda opinion: _yes(opinion.needs_person),
    "acknowledge_ok": lambda opinion: opinion.action is Action.ACKNOWLEDGE,
    "abuse": lambda opinion: _yes(opinion.abuse),
    "troll": lambda opinion: opinion.troll,
    "language": lambda opinion: opinion.language,
}


def _pairs(rows: Sequence[Row], name: str, say: Callable[[Opinion], Any]) -> list[Pair]:
    both = ((getattr(label, name), say(opinion)) for label, opinion in rows)
    return [(label, said) for label, said in both if label is not None and said is not None]


def _called_urgent(opinions: Sequence[Opinion]) -> Share:
    return share(sum(opinion.urgency in URGENT for opinion in opinions), len(opinions))


def _risk(threshold: float, needing: Sequence[Row], simple: Sequence[Row]) -> RiskRow:
    def acknowledged(rows: Sequence[Row]) -> Share:
        sure = [opinion.certainty for _label, opinion in rows if opinion.certainty is not None]
        return share(sum(certainty >= 1 - threshold for certainty in sure), len(rows))

    return RiskRow(threshold=threshold, unsafe=acknowledged(needing), coverage=acknowledged(simple))


def _calibration(rows: Sequence[Row]) -> dict[str, float]:
    beliefs: dict[str, list[tuple[float, bool]]] = {"needs_human": [], "abuse": [], "sentiment": []}
    for label, opinion in rows:
        if label.needs_human is not None and opinion.needs_person is not None:
            beliefs["needs_human"].append((opinion.needs_person, label.needs_human))
        if label.abuse is not None and opinion.abuse is not None:
            beliefs["abuse"].append((opinion.abuse, label.abuse))
        if label.sentiment is not None and opinion.sentiment is not None:
            said = leading(opinion.sentiment)
            beliefs["sentiment"].append((opinion.sentiment[said], said == label.sentiment))
    return {name: expected_error(pairs) for name, pairs in beliefs.items() if pairs}
