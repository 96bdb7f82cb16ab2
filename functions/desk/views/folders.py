"""The list of cases: which folders there are, and the rows of one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from functions.desk import text
from functions.desk.act import Ports, name_of
from functions.desk.replies import platform_title
from shared.aws.cases import Held
from shared.domain.brand import Staff
from shared.domain.case import Case, CaseState, awake
from shared.domain.mention import Mention

ROWS = 100  # shown at most; the next one is read to tell that there are more
SHOWS = ("all", "unclaimed", "mine", "failed")
ASLEEP = (CaseState.SNOOZED,)


@dataclass(frozen=True)
class Folder:
    """A folder of the list: cases in one of `states`. `show`, one of SHOWS, narrows it where the address does not."""

    title: str
    states: tuple[CaseState, ...]
    show: str = "all"
    latest_first: bool = False


# by the name that stands in the address, in the order of the list
FOLDERS: dict[str, Folder] = {
    "open": Folder("Open", (CaseState.OPEN,)),
    "unclaimed": Folder("Unclaimed", (CaseState.OPEN,), show="unclaimed"),
    "mine": Folder("Mine", (CaseState.OPEN, CaseState.WAITING, CaseState.SNOOZED, CaseState.APPROVAL), show="mine"),
    "waiting": Folder("Waiting", (CaseState.WAITING,)),
    "approval": Folder("Approval", (CaseState.APPROVAL,)),
    "snoozed": Folder("Snoozed", (CaseState.SNOOZED,)),
    "failed": Folder("Failed sends", (CaseState.OPEN, CaseState.SNOOZED, CaseState.APPROVAL), show="failed"),
    "closed": Folder("Closed", (CaseState.CLOSED,), latest_first=True),
}


@dataclass(frozen=True)
class Row:
    """A case in the list. `is_for_me` says that it is assigned to whoever looks, or that a note calls them."""

    case: Case
    platform: str
    excerpt: str
    gone: bool
    holder: str
    is_mine: bool
    assigned: str = ""
    is_for_me: bool = False


def queue(
    ports: Ports, staff: Staff, brand: str, folder: str, show: str, now: datetime, limit: int = ROWS
) -> list[Row]:
    """The rows of one folder, at most one more than `limit`: that one tells that there are more."""
    cases = _cases(ports, staff, brand, FOLDERS[folder], show, now, limit + 1)
    newest = ports.mentions.get_many([case.newest for case in cases[:limit] if case.newest])
    names = cache(lambda staff_id: name_of(ports, staff_id))
    return [_row(case, newest.get(case.newest), staff, names, now) for case in cases]


def _cases(ports: Ports, staff: Staff, brand: str, folder: Folder, show: str, now: datetime, limit: int) -> list[Case]:
    """The cases of a folder as they stand now: a snooze that has ended is none."""
    shows = {folder.show, show}
    held = Held(None, now) if "unclaimed" in shows else Held(staff.staff_id, now) if "mine" in shows else None
    read = partial(
        ports.cases.queue,
        brand=brand,
        limit=limit,
        held=held,
        failed="failed" in shows,
        latest_first=folder.latest_first,
    )
    found = [case for state in folder.states for case in read(folder=state, due_after=now if state in ASLEEP else None)]
    if CaseState.OPEN in folder.states:
        found += [awake(case, now) for case in read(folder=CaseState.SNOOZED, due_by=now)]
    found.sort(key=lambda case: (case.due_at, case.urgency.rank, case.opened_at), reverse=folder.latest_first)
    return found[:limit]


def _row(case: Case, newest: Mention | None, staff: Staff, names: Callable[[str], str], now: datetime) -> Row:
    holder = case.held_by(now)
    return Row(
        case=case,
        platform=platform_title(case.platform),
        excerpt=text.first_line(newest.text) if newest else "",
        gone=newest is not None and newest.text is None,
        holder=names(holder) if holder else "",
        is_mine=holder == staff.staff_id,
        assigned=names(case.assigned_to) if case.assigned_to else "",
        is_for_me=staff.staff_id == case.assigned_to or staff.staff_id in case.mentioned,
    )
