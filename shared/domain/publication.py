"""How a version of a playbook came about."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Who put it in force, when and why. `restores` is the older version whose content it has again, or 0."""

    by: str
    at: datetime
    reason: str
    restores: int = 0
