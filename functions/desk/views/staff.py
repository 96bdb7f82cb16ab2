"""The staff list as one administrator sees it: the people of the brands that they administer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.desk.act import Ports
from functions.desk.languages import gettext
from functions.desk.rule_words import ROLES
from functions.desk.session import BY_GROUPS
from shared.aws import staff as staff_list
from shared.domain import staffing
from shared.domain.brand import UNASSIGNED, Role, Staff
from shared.domain.staffing import EVERY, StaffChange
from shared.errors import ForbiddenError

HISTORY = 30


@dataclass(frozen=True)
class Member:
    """A person on the list. `roles` are brand and role in words, of the brands that the viewer administers."""

    staff_id: str
    name: str
    roles: Sequence[tuple[str, str]]
    is_me: bool
    may_change: bool
    may_remove: bool
    may_sign_out: bool


@dataclass(frozen=True)
class Change:
    """A line of the history. `steps` are brand, role before and role after in words, empty where there was none."""

    at: datetime
    by: str
    name: str
    what: str
    because: str
    steps: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Roster:
    members: Sequence[Member]
    history: Sequence[Change]
    brands: Mapping[str, str]


def roster(ports: Ports, viewer: Staff) -> Roster:
    """ForbiddenError for who administers no brand."""
    titles = {**ports.settings.brands(), UNASSIGNED: gettext("Unassigned")}
    mine = {brand: title for brand, title in titles.items() if staffing.administers(viewer, brand)}
    if staffing.administers(viewer, EVERY):
        mine[EVERY] = gettext("Every brand")  # the last: nobody should choose it without meaning to
    if not mine:
        raise ForbiddenError("This needs the role admin for some brand. Ask somebody who has it.")
    _, listed = staff_list.roster(ports.settings)
    names = {person.staff_id: person.name for person in listed}
    shown = [person for person in listed if EVERY in mine or any(person.role(brand) for brand in mine)]
    history = [
        _change(change, names, mine)
        for change in staff_list.history(ports.settings, HISTORY)
        if _concerns(change, mine)
    ]
    return Roster([_member(person, viewer, mine) for person in shown], history, mine)


def _member(person: Staff, viewer: Staff, mine: Mapping[str, str]) -> Member:
    is_global = staffing.administers(viewer, EVERY)
    known = {EVERY: gettext("Every brand"), **mine}
    shown = {brand: role for brand, role in sorted(person.roles.items()) if is_global or brand in known}
    roles = [(known.get(brand, brand), gettext(ROLES[role][0])) for brand, role in shown.items()]
    return Member(
        staff_id=person.staff_id,
        name=person.name,
        roles=roles,
        is_me=person.staff_id == viewer.staff_id,
        may_change=is_global or EVERY not in person.roles,
        may_remove=is_global or (bool(person.roles) and person.roles.keys() <= mine.keys()),
        may_sign_out=staffing.may_sign_out(viewer, person),
    )


def _concerns(change: StaffChange, mine: Mapping[str, str]) -> bool:
    return EVERY in mine or bool({*change.before, *change.after} & mine.keys())


def _change(change: StaffChange, names: Mapping[str, str], mine: Mapping[str, str]) -> Change:
    steps = [
        (mine.get(brand, brand), _role(change.before.get(brand)), _role(change.after.get(brand)))
        for brand in sorted({*change.before, *change.after})
        if change.before.get(brand) != change.after.get(brand) and (brand in mine or EVERY in mine)
    ]
    by = gettext("The sign-in provider's groups") if change.by == BY_GROUPS else names.get(change.by, change.by)
    return Change(change.at, by, change.name, change.what, change.because, steps)


def _role(role: Role | None) -> str:
    return gettext(ROLES[role][0]) if role else ""
