"""What is to be done with a mention, and why. Produced by `policy`."""

from dataclasses import dataclass
from enum import StrEnum

SHADOW = "shadow"


class Action(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    REVIEW = "review"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One action with its reason code, and the playbook version it was made under.

    `follow_up` is true where an acknowledgement is not an answer: after it a person must still look.
    """

    action: Action
    reason: str
    follow_up: bool = False
    playbook_version: int = 0

    @property
    def in_shadow(self) -> bool:
        """Whether the machine would have acknowledged, had somebody let its account speak."""
        return self.reason.startswith(f"{SHADOW}:")
