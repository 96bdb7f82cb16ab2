"""Who else is at a case, whether they write, and what came since a page was read."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.desk.act import SEEN, Act, Ports, name_of
from functions.desk.languages import gettext, ngettext
from shared.aws.presence import Doing, Presence, Seen
from shared.domain import case as case_rules
from shared.domain.brand import Staff
from shared.domain.case import LEASE, Case
from shared.errors import ConflictError, InputError

GONE = "gone"
STAY_AT_MOST_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Person:
    """Somebody at a case. `says` tells it in the visit's language."""

    staff_id: str
    name: str
    what: Doing
    says: str


@dataclass(frozen=True)
class News:
    """What is different from what a page shows. `says` tells it in the visit's language; empty if nothing is."""

    messages: int = 0
    changed: bool = False
    says: str = ""


def store(ports: Ports) -> Presence:
    return Presence(ports.settings.client, ports.settings.table)


def tell(ports: Ports, staff: Staff, case: Case, what: str, now: datetime) -> None:
    """Notes that this person views the case, types there, or is gone."""
    if what == GONE:
        store(ports).leave(case.brand, staff.staff_id, case.case_id)
    elif what in list(Doing):
        seen = Seen(staff_id=staff.staff_id, case_id=case.case_id, what=Doing(what), at=now)
        store(ports).tell(case.brand, seen)
    else:
        raise InputError("what", f"it must be one of {', '.join(Doing)}, {GONE}")


def at_case(ports: Ports, staff: Staff, case: Case, now: datetime) -> Sequence[Person]:
    """The others who are at this case now; those who write come first."""
    return at_brand(ports, staff, case.brand, now).get(case.case_id, ())


def at_brand(ports: Ports, staff: Staff, brand: str, now: datetime) -> Mapping[str, Sequence[Person]]:
    """The others who are at any case of the brand, by case; one query, however many cases a list shows."""
    found: dict[str, list[Person]] = {}
    for seen in store(ports).at_brand(brand, now):
        if seen.staff_id != staff.staff_id:
            found.setdefault(seen.case_id, []).append(_person(ports, seen))
    for people in found.values():
        people.sort(key=lambda person: (person.what is not Doing.TYPING, person.name))
    return found


def stay(act: Act) -> Case:
    """The case with the lease of its holder renewed, unless that was done a moment ago. ConflictError for others."""
    after = case_rules.stay(act.case, act.staff.staff_id, act.now)
    if is_fresh(act.case, act.now):
        return act.case
    act.ports.cases.stay(act.case, after)
    return after


def stay_while_typing(ports: Ports, staff: Staff, case: Case, now: datetime) -> Case:
    """The same for whoever types, and nothing for whoever does not hold the case."""
    if case.held_by(now) != staff.staff_id or is_fresh(case, now):
        return case
    with suppress(ConflictError):  # taken over at this moment
        ports.cases.stay(case, case_rules.stay(case, staff.staff_id, now))
    return ports.cases.get(case.case_id) or case


def is_fresh(case: Case, now: datetime) -> bool:
    """Whether the lease was renewed less than a minute ago."""
    return case.lease_until is not None and case.lease_until > now + LEASE - STAY_AT_MOST_EVERY


def news(case: Case, seen: str) -> News:
    """What came since the page with this stamp was read. Reads nothing: the case itself counts its messages."""
    found = SEEN.fullmatch(seen)
    if found is None:
        return News()
    version, messages = int(found[1]), int(found[2])
    if case.version == version:
        return News()
    new = max(0, case.members - messages)
    if new == 0:
        return News(0, True, gettext("This case changed since you opened it."))
    says = ngettext(
        "{count} new message since you opened this case.", "{count} new messages since you opened this case.", new
    )
    return News(new, True, says.format(count=new))


def _person(ports: Ports, seen: Seen) -> Person:
    name = name_of(ports, seen.staff_id)
    is_writing = seen.what is Doing.TYPING
    says = gettext("{name} is writing…") if is_writing else gettext("{name} is looking at this case.")
    return Person(seen.staff_id, name, seen.what, says.format(name=name))
