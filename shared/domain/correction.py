"""What people say of a judgement: stored with the mention, for training. It changes nothing that happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.domain.assessment import Topic, Urgency
from shared.domain.decision import Action
from shared.domain.lifecycle import MARKS, mark
from shared.domain.mention import Correction, Mention
from shared.errors import ConflictError, InputError

ACKNOWLEDGE = "acknowledge"  # what a person corrects; "yes" or "no", whether the machine was right to
JUDGED = frozenset(state for state, event in MARKS if event == "corrected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One thing that can be corrected: what may be said of it, and what the machine said."""

    allowed: tuple[str, ...]
    said: Callable[[Mention], str]


def said_acknowledge(mention: Mention) -> str:
    """Whether the machine acknowledged, or in shadow would have: "yes" or "no"."""
    decision = mention.decision
    return "yes" if decision and (decision.action is Action.ACKNOWLEDGE or decision.in_shadow) else "no"


KINDS: dict[str, Kind] = {
    "urgency": Kind(
        allowed=tuple(map(str, Urgency)), said=lambda mention: mention.assessment.urgency if mention.assessment else ""
    ),
    "topic": Kind(
        allowed=tuple(map(str, Topic)), said=lambda mention: mention.assessment.topic if mention.assessment else ""
    ),
    ACKNOWLEDGE: Kind(allowed=("yes", "no"), said=said_acknowledge),
}


def urgency_of(mention: Mention) -> Urgency | None:
    """What a person said of the text as it stands, else the machine; None if neither did."""
    said = next((one for one in mention.corrections if (one.what, one.revision) == ("urgency", mention.revision)), None)
    if said:
        return Urgency(said.right)
    return mention.assessment.urgency if mention.assessment else None


def can_be_corrected(mention: Mention) -> bool:
    """Whether there is a judgement of the text as it stands, and no reply on its way."""
    return mention.state in JUDGED and mention.assessment is not None and not mention.assess_again


def correct(mention: Mention, right: dict[str, str], *, by: str, at: datetime) -> Mention:
    """The mention with what is right, by the names of KINDS; what the machine said is no correction, or takes one back.

    `by` is `desk:<staff id>`. The newest correction of each kind stands. InputError for a word that is not
    allowed; ConflictError where there is nothing to correct.
    """
    if not can_be_corrected(mention):
        raise ConflictError("There is no judgement of this text to correct: it is on its way, or gone.")
    standing = {one.what: one for one in mention.corrections}
    for what, value in right.items():
        kind = KINDS[what]
        if value not in kind.allowed:
            raise InputError(what, f"it must be one of {', '.join(kind.allowed)}")
        said = str(kind.said(mention))
        if value == said:
            standing.pop(what, None)
        elif (what not in standing) or (standing[what].right, standing[what].revision) != (value, mention.revision):
            standing[what] = Correction(
                what=what, said=said, right=value, by=by.partition(":")[2], at=at, revision=mention.revision
            )
    corrections = tuple(standing[what] for what in KINDS if what in standing)
    if corrections == mention.corrections:
        return mention
    changed = [what for what in KINDS if what in right and _of(corrections, what) != _of(mention.corrections, what)]
    reason = "corrected:" + "_and_".join(changed)
    return mark(mention, "corrected", by=by, at=at, reason=reason, corrections=corrections)


def _of(corrections: tuple[Correction, ...], what: str) -> Correction | None:
    return next((one for one in corrections if one.what == what), None)
