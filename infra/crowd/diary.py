"""What the people of a crowd did and were told, as they saw it. The oracles look at nothing else of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A case was somebody's: from the moment at which they were told so, until then, if nothing ends it sooner."""

    case_id: str
    staff_id: str
    from_s: float
    until_s: float
    taken_over: bool = False


@dataclass(frozen=True, slots=True)
class LetGo:
    """They began to let it go, or to close it: from then on it may be another's."""

    case_id: str
    staff_id: str
    at_s: float


@dataclass(frozen=True, slots=True)
class Sent:
    """They were told that their reply is stored."""

    case_id: str
    mention_id: str
    staff_id: str
    reply_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Undone:
    """They were told that their reply is taken back."""

    reply_id: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """They were told that this text is kept; an empty one is no draft any more."""

    case_id: str
    mention_id: str
    staff_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """They were told no, with this status; `stale` where they acted on what they had seen long before."""

    what: str
    status: int
    stale: bool


Entry = Held | LetGo | Sent | Undone | Drafted | Refused
