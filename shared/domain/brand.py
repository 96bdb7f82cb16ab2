"""Whom we answer for: a brand, its accounts on platforms, its staff and its stop switch."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from shared.errors import InputError

UNASSIGNED = "unassigned"  # the brand of mentions whose account nobody has connected; never automatic


class Role(StrEnum):
    """What a member of staff may do for a brand: read; work on cases; also change settings."""

    VIEWER = "viewer"
    RESPONDER = "responder"
    ADMIN = "admin"

    def allows(self, needed: "Role") -> bool:
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A brand's page, number or handle on one platform.

    `own_author_ids` are the author ids under which the brand itself writes there: their posts are
    never answered. An account is in shadow until somebody lets it speak: its mentions are judged wholly, and what
    the machine would have acknowledged goes to a person. `automatic` lets it; `decided_by` is who last let or silenced
    it, when and why.
    """

    platform: str
    account_id: str
    brand: str
    title: str = ""
    own_author_ids: tuple[str, ...] = ()
    automatic: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None
    decided_because: str = ""

    def is_own(self, author_id: str | None) -> bool:
        """Whether the brand itself wrote it: as the account, or under one of its own ids."""
        return author_id is not None and author_id in (self.account_id, *self.own_author_ids)


def let(account: Account, *, automatic: bool, by: str, because: str, at: datetime) -> Account:
    """The account when somebody lets it speak by itself, or puts it in shadow. InputError if they do not say why."""
    if not because.strip():
        raise InputError("reason", "say why, for those who come after you")
    return replace(account, automatic=automatic, decided_by=by, decided_at=at, decided_because=because.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSwitch:
    """The one control that stops all automatic sending of a brand. `until` ends it by itself."""

    stopped: bool = False
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    until: datetime | None = None

    def is_on(self, now: datetime) -> bool:
        return self.stopped and (self.until is None or now < self.until)


class BlockKind(StrEnum):
    """Why nothing automatic is said to an author. A mark as troll or spam is shown wherever they appear."""

    SILENCED = "silenced"
    TROLL = "troll"
    SPAM = "spam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What a brand's people decided about one author: no automatic reply until then; without `until`, until lifted."""

    kind: BlockKind
    reason: str
    by: str
    at: datetime
    until: datetime | None = None

    def is_on(self, now: datetime) -> bool:
        return self.until is None or now < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A person at the desk. `roles` names a role per brand; "*" stands for every brand."""

    staff_id: str
    name: str
    roles: dict[str, Role]

    def role(self, brand: str) -> Role | None:
        return self.roles.get(brand) or self.roles.get("*")
