"""Who may use the desk, and as what. Every change is checked against the whole list, and told in its history."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from functions.desk.act import REASON_LIMIT, Done, Fields, Ports, field
from shared import observe
from shared.aws import sessions
from shared.aws import staff as staff_list
from shared.domain import staffing
from shared.domain.brand import UNASSIGNED, Role, Staff
from shared.domain.staffing import EVERY, StaffChange
from shared.errors import ConflictError, ForbiddenError, InputError, NotFoundError

STAFF_ID = re.compile(r"[^\s#\x00-\x1f\x7f]{1,128}")
NAME_LIMIT = 80
NONE = "none"
CHANGED_MEANWHILE = "Somebody changed the staff list at the same moment. Nothing was done: look again, then repeat."


def give_role(ports: Ports, staff: Staff, fields: Fields) -> Done:
    """Gives a person a role for a brand or takes it away; who has none left is off the list and signed out."""
    brands, now = [*ports.settings.brands(), UNASSIGNED], ports.clock()
    staff_id, brand, role = _staff_id(fields), _brand(fields, brands), _role(fields)
    seen, listed = staff_list.roster(ports.settings)
    person = next((one for one in listed if one.staff_id == staff_id), None)
    if person is None and role is None:
        raise InputError("staff_id", "nobody of this id is on the staff list")
    before = person or Staff(staff_id=staff_id, name=_name(fields), roles={})
    after = staffing.give(staff, listed, before, brand, role, brands)
    reason = field(fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    if after == person:
        return Done("as_it_stands")
    if person is None:
        _end_sessions(ports, staff_id, now)  # of an earlier time on the list
    told = _told(staff, before, "roles" if after.roles else "removed", reason, now)
    _write(ports, seen, after if after.roles else None, replace(told, after=after.roles))
    if not after.roles:
        _end_sessions(ports, staff_id, now)
    return Done("role_given" if after.roles else "person_removed")


def remove(ports: Ports, staff: Staff, fields: Fields) -> Done:
    """Takes a person off the list wholly. Their sessions open nothing from that moment on."""
    seen, listed = staff_list.roster(ports.settings)
    person = _listed(_staff_id(fields), listed)
    staffing.remove(staff, listed, person, [*ports.settings.brands(), UNASSIGNED])
    reason = field(fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    now = ports.clock()
    _write(ports, seen, None, _told(staff, person, "removed", reason, now))
    _end_sessions(ports, person.staff_id, now)
    return Done("person_removed")


def sign_out(ports: Ports, staff: Staff, fields: Fields) -> Done:
    """Ends every session of another person; they may sign in again."""
    seen, listed = staff_list.roster(ports.settings)
    person = _listed(_staff_id(fields), listed)
    if not staffing.may_sign_out(staff, person):
        raise ForbiddenError("This needs the role admin for a brand of that person. Ask somebody who has it.")
    reason = field(fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    now = ports.clock()
    _end_sessions(ports, person.staff_id, now)
    told = replace(_told(staff, person, "signed_out", reason, now), after=person.roles)
    try:
        staff_list.note(ports.settings, seen, told)
    except ConflictError:  # they are out in any case; only its line in the history comes a moment later
        staff_list.note(ports.settings, staff_list.roster(ports.settings)[0], told)
    observe.log("desk", level="WARNING", task="staff", code="signed_out")
    return Done("person_signed_out")


def _write(ports: Ports, seen: int, after: Staff | None, told: StaffChange) -> None:
    try:
        staff_list.change(ports.settings, seen, after, told)
    except ConflictError as conflict:
        raise ConflictError(CHANGED_MEANWHILE) from conflict
    observe.log("desk", level="WARNING", task="staff", code=told.what)


def _end_sessions(ports: Ports, staff_id: str, now: datetime) -> None:
    opened = sessions.of_person(ports.settings, staff_id, now)
    sessions.end(ports.settings, staff_id, [one.key for one in opened])


def _told(staff: Staff, person: Staff, what: str, because: str, now: datetime) -> StaffChange:
    return StaffChange(
        at=now,
        by=staff.staff_id,
        staff_id=person.staff_id,
        name=person.name,
        what=what,
        because=because,
        before=person.roles,
    )


def _listed(staff_id: str, listed: Iterable[Staff]) -> Staff:
    found = next((one for one in listed if one.staff_id == staff_id), None)
    if found is None:
        raise NotFoundError("Nobody of this id is on the staff list. Somebody may have taken them off already.")
    return found


def _staff_id(fields: Fields) -> str:
    """An e-mail address in small letters, as providers differ in them; any other id as it is."""
    written = field(fields, "staff_id", "write the e-mail address or the id that the sign-in provider knows", most=128)
    if not STAFF_ID.fullmatch(written):
        raise InputError("staff_id", "write it without spaces and without #")
    return written.lower() if "@" in written else written


def _name(fields: Fields) -> str:
    name = field(fields, "name", "write how colleagues call this person", most=NAME_LIMIT)
    if not name.isprintable():
        raise InputError("name", "write it in one line")
    return name


def _brand(fields: Fields, brands: Iterable[str]) -> str:
    brand = field(fields, "brand", "choose a brand")
    if brand not in (EVERY, *brands):
        raise InputError("brand", "choose one of the list")
    return brand


def _role(fields: Fields) -> Role | None:
    role = field(fields, "role", "choose a role")
    if role not in (NONE, *Role):
        raise InputError("role", f"it must be one of {', '.join((NONE, *Role))}")
    return None if role == NONE else Role(role)
