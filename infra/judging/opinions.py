"""What a judge says of one mention, in one form for Heed and for the baselines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from infra.judging.lines import Line
from shared.domain.decision import Action
from shared.domain.playbook import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a judge does with a mention, and why; what it says nothing about is None.

    `sentiment` holds probabilities by name; `abuse` and `needs_person` are probabilities. `certainty` is the largest
    threshold at which the judge would acknowledge: 0 to 1; None if at none.
    """

    action: Action
    reason: str
    certainty: float | None = None
    sentiment: Mapping[str, float] | None = None
    urgency: str | None = None
    topic: str | None = None
    language: str | None = None
    abuse: float | None = None
    troll: bool | None = None
    needs_person: float | None = None


Judge = Callable[[Line], Opinion]


def heed(playbook: Playbook) -> Judge:
    """Heed itself, under a playbook."""
    from infra.judging.judge import judge, shares  # brings the classifier with it

    def opinion(line: Line) -> Opinion:
        judged = judge(line, playbook)
        believed = judged.assessment
        return Opinion(
            action=judged.decision.action,
            reason=judged.decision.reason,
            certainty=judged.certainty,
            sentiment=shares(believed),
            urgency=str(believed.urgency),
            topic=str(believed.topic),
            language=believed.language,
            abuse=believed.abuse_probability,
            troll=believed.troll,
            needs_person=believed.needs_person,
        )

    return opinion
