"""One action of one person on one case: what it touches, who may do it, and what they must have seen."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.aws import audit
from shared.aws import staff as staff_list
from shared.aws.cases import Cases
from shared.aws.deliveries import Deliveries
from shared.aws.mentions import Mentions
from shared.aws.queues import Doorbell
from shared.aws.settings import Settings
from shared.aws.tallies import Tallies
from shared.aws.topics import Topic
from shared.domain import case as case_rules
from shared.domain.assessment import Urgency
from shared.domain.brand import Role, Staff
from shared.domain.case import Case, CaseEvent
from shared.domain.deed import Deed
from shared.domain.mention import Mention
from shared.errors import ConflictError, ForbiddenError, InputError, NotFoundError

# what is done: the role that it needs. The only place that says so.
NEEDS = {
    "see": Role.VIEWER,
    "act": Role.RESPONDER,
    "stop": Role.ADMIN,
    "edit_all_saved": Role.ADMIN,
    "let_speak": Role.ADMIN,
    "replay": Role.ADMIN,
    "audit": Role.ADMIN,
    "playbook": Role.ADMIN,
    "staff": Role.ADMIN,
}
REASON_LIMIT = 200
WITHOUT_PLAYBOOK = timedelta(hours=1)  # to look, where the account is nobody's yet
SEEN = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})", re.ASCII)
Fields = Mapping[str, Sequence[str]]  # what a form or a JSON body says; a name may stand there several times


@dataclass(frozen=True)
class Ports:
    """What the desk touches."""

    mentions: Mentions
    cases: Cases
    settings: Settings
    tallies: Tallies
    deliveries: Deliveries
    replies: Doorbell
    reviews: Doorbell
    urgent: Topic
    clock: Callable[[], datetime]
    new_id: Callable[[], str]


@dataclass(frozen=True)
class Done:
    """What came of an action: a code of `words.DONE`, the reply that it was about, if any, and the brand."""

    code: str
    mention_id: str = ""
    reply_id: str = ""
    brand: str = ""


@dataclass(frozen=True)
class Act:
    """An action under way. `case` is as it was read when the action began."""

    ports: Ports
    staff: Staff
    case: Case
    members: list[Mention]
    fields: Fields
    now: datetime

    @property
    def by(self) -> str:
        """Who it is, in a mention's timeline."""
        return f"desk:{self.staff.staff_id}"

    def held(self) -> Case:
        """The case in this person's hands; claimed on the way if it is in nobody's. ConflictError names the holder."""
        holder = self.case.held_by(self.now)
        if holder == self.staff.staff_id:
            return self.case
        if holder:
            raise ConflictError(_held_by_other(self.ports, self.case, holder))
        return case_rules.claim(self.case, self.staff.staff_id, self.now)

    def free(self) -> Case:
        """The case, if nobody else holds it. ConflictError names the holder."""
        holder = self.case.held_by(self.now)
        if holder not in (None, self.staff.staff_id):
            raise ConflictError(_held_by_other(self.ports, self.case, holder))
        return self.case

    def write(self, after: Case, what: str, *, reason: str = "", also: Sequence[dict[str, Any]] = ()) -> None:
        """The case's change, its line in the timeline, `also` and the record of the deed, in one transaction on what
        was read.

        ConflictError says who was quicker; in `failed`, `also` begins at 2.
        """
        event = CaseEvent(at=self.now, by=self.staff.staff_id, what=what, reason=reason)
        try:
            noticed = case_rules.noticed(after, self.staff.staff_id)
            self.ports.cases.update(self.case, noticed, event, with_writes=[*also, self.record(what, reason)])
        except ConflictError as conflict:
            raise ConflictError(self.quicker(), failed=conflict.failed) from conflict

    def record(self, what: str, reason: str) -> dict[str, Any]:
        """The record of this deed, as a member of its transaction."""
        about = f"case:{self.case.case_id}"
        told = Deed(at=self.now, by=self.staff.staff_id, brand=self.case.brand, what=what, about=about, reason=reason)
        return audit.put(self.ports.settings.table, told)

    def quicker(self) -> str:
        """What to tell a person whose action lost against another's."""
        case = self.ports.cases.get(self.case.case_id)
        holder = case.held_by(self.now) if case else None
        if case and holder and holder != self.staff.staff_id:
            return _held_by_other(self.ports, case, holder)
        return "Somebody changed this case at the same moment. Nothing was done: look again, then repeat."


def load(ports: Ports, staff: Staff, case_id: str, what: str) -> Case:
    """The case, if this person's role covers `what`. NotFoundError, ForbiddenError."""
    case = ports.cases.get(case_id)
    if case is None:
        raise NotFoundError("There is no case at this address. It may have been deleted after its time.")
    require_role(staff, case.brand, what)
    return case


def load_mention(ports: Ports, staff: Staff, mention_id: str, what: str) -> Mention:
    """The mention, if this person's role covers `what`. NotFoundError, ForbiddenError."""
    mention = ports.mentions.get(mention_id)
    if mention is None:
        raise NotFoundError("There is no mention at this address. It may have been deleted after its time.")
    require_role(staff, mention.brand, what)
    return mention


def require_role(staff: Staff, brand: str, what: str) -> None:
    """ForbiddenError unless the person's role for this brand covers `what`, a key of NEEDS."""
    role, needed = staff.role(brand), NEEDS[what]
    if role is None or not role.allows(needed):
        raise ForbiddenError(
            f"This needs the role {needed} for the brand {brand}; "
            f"{f'yours is {role}' if role else 'you have none there'}. Ask an administrator of the brand for it."
        )


def may(staff: Staff, brand: str, what: str) -> bool:
    """Whether the person's role for this brand covers `what`."""
    role = staff.role(brand)
    return role is not None and role.allows(NEEDS[what])


def may_somewhere(staff: Staff, what: str) -> bool:
    """Whether the person's role for some brand covers `what`: for what belongs to no brand."""
    return any(may(staff, brand, what) for brand in staff.roles)


def require_somewhere(staff: Staff, what: str) -> None:
    """ForbiddenError unless the person's role for some brand covers `what`."""
    if not may_somewhere(staff, what):
        raise ForbiddenError(f"This needs the role {NEEDS[what]} for some brand. Ask an administrator for it.")


def field(fields: Fields, name: str, remedy: str, *, most: int = REASON_LIMIT) -> str:
    """One field, which must be there. InputError with the remedy if it is missing or too long."""
    values = fields.get(name, ())
    value = values[-1].strip() if values else ""
    if not value:
        raise InputError(name, remedy)
    if len(value) > most:
        raise InputError(name, f"it has {len(value)} characters; {most} are allowed")
    return value


def seen_stamp(case: Case, members: Sequence[Mention]) -> str:
    """What a person has before them, in short: the case's version, its messages, and how often they were edited."""
    return f"{case.version}.{len(members)}.{sum(member.revision for member in members)}"


def require_seen(act: Act, again: str) -> None:
    """ConflictError, which says what is new, unless the field `seen` is the stamp of the case as it stands."""
    found = SEEN.fullmatch(field(act.fields, "seen", "send the value `seen` that came with the case"))
    if found is None:
        raise InputError("seen", "send the value `seen` that came with the case")
    version, messages, edits = (int(part) for part in found.groups())
    new = len(act.members) - messages
    if new == 1:
        what = "1 new message since you opened it: read it"
    elif new > 1:
        what = f"{new} new messages since you opened it: read them"
    elif sum(member.revision for member in act.members) != edits:
        what = "A message was edited since you opened it: read it"
    elif act.case.version != version:
        what = "The case changed since you opened it: look at it"
    else:
        return
    raise ConflictError(f"{what}, then {again}. Nothing was done.")


def due(ports: Ports, brand: str, urgency: Urgency, now: datetime) -> datetime:
    """When a person must have looked at what is opened again now."""
    playbook = ports.settings.find_playbook(brand)  # none where an account is nobody's yet
    return playbook.due_at(urgency, now) if playbook else now + WITHOUT_PLAYBOOK


def colleagues(ports: Ports, brand: str, what: str) -> list[Staff]:
    """Everybody whose role for this brand covers `what`, by name."""
    _changes, everybody = staff_list.roster(ports.settings)
    return [person for person in everybody if may(person, brand, what)]


def name_of(ports: Ports, staff_id: str) -> str:
    """The person's name, or the id of one who has left."""
    person = ports.settings.staff(staff_id)
    return person.name if person else staff_id


def _held_by_other(ports: Ports, case: Case, holder: str) -> str:
    until = f" until {case.lease_until:%H:%M} UTC" if case.lease_until else ""
    return f"{name_of(ports, holder)} holds this case{until}. Wait, or take it over and say why."
