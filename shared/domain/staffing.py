"""Who may give which role: an administrator of a brand for that brand; nobody to themselves; the last one stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from shared.domain.brand import Role, Staff
from shared.errors import ForbiddenError

EVERY = "*"  # stands for every brand


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChange:
    """One change of the staff list. `what` is roles, removed, signed_out or came_by_group."""

    at: datetime
    by: str
    staff_id: str
    name: str
    what: str
    because: str = ""
    before: dict[str, Role] = field(default_factory=dict)
    after: dict[str, Role] = field(default_factory=dict)


def administers(person: Staff, brand: str) -> bool:
    """Whether the person may give roles for the brand, or for every brand."""
    return Role.ADMIN in (person.role(brand), person.roles.get(EVERY))


def give(
    actor: Staff, listed: Sequence[Staff], person: Staff, brand: str, role: Role | None, brands: Iterable[str]
) -> Staff:
    """The person with this role for the brand; None takes it away.

    `listed` is the staff list as it stands, `person` one of it, or new and without roles; `brands` are those whose
    last administrator must stay. ForbiddenError names what is in the way.
    """
    _require_reach(actor, person, brand)
    roles = {name: held for name, held in person.roles.items() if name != brand}
    after = replace(person, roles={**roles, brand: role} if role else roles)
    if person.staff_id == actor.staff_id and _rises(person, after, [brand, *brands]):
        raise ForbiddenError("Nobody raises themselves: ask another administrator.")
    _require_admins(listed, person, after, brands)
    return after


def remove(actor: Staff, listed: Sequence[Staff], person: Staff, brands: Iterable[str]) -> None:
    """That the person may be taken off the list wholly. ForbiddenError names what is in the way."""
    for brand in person.roles or (EVERY,):
        _require_reach(actor, person, brand)
    _require_admins(listed, person, None, brands)


def may_sign_out(actor: Staff, person: Staff) -> bool:
    """Whether the actor may end the person's sessions: who administers a brand of theirs may."""
    return administers(actor, EVERY) or any(administers(actor, brand) for brand in person.roles if brand != EVERY)


def _require_reach(actor: Staff, person: Staff, brand: str) -> None:
    if not administers(actor, brand):
        which = "every brand" if brand == EVERY else f"the brand {brand}"
        raise ForbiddenError(f"This needs the role admin for {which}. Ask somebody who has it.")
    if EVERY in person.roles and not administers(actor, EVERY):
        raise ForbiddenError(f"{person.name} has a role for every brand: only an admin of every brand may change it.")


def _rises(before: Staff, after: Staff, brands: Iterable[str]) -> bool:
    order: list[Role | None] = [None, *Role]
    return any(order.index(after.role(brand)) > order.index(before.role(brand)) for brand in brands)


def _require_admins(listed: Sequence[Staff], person: Staff, after: Staff | None, brands: Iterable[str]) -> None:
    others = [member for member in listed if member.staff_id != person.staff_id]
    for brand in (EVERY, *brands):
        left = any(administers(member, brand) for member in (*others, *([after] if after else [])))
        if administers(person, brand) and not left:
            which = "every brand" if brand == EVERY else f"the brand {brand}"
            raise ForbiddenError(f"{person.name} is the last admin of {which}: give that role to another person first.")
