"""The list of cases: which folders there are, and the rows of one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from functions.desk import text
from functions.desk.act import Ports, name_of
from functions.desk.replies import platform_title
from shared.aws.cases import Held
from shared.domain.brand import Staff
from shared.domain.case import Case, CaseState
from shared.domain.mention import Mention

ROWS = 100  # shown at most; the next one is read to tell that there are more
FOLDERS = {"open": CaseState.OPEN, "waiting": CaseState.WAITING, "closed": CaseState.CLOSED}
SHOWS = ("all", "unclaimed", "mine")


@dataclass(frozen=True)
class Row:
    """A case in the list."""

    case: Case
    platform: str
    excerpt: str
    gone: bool
    holder: str
    is_mine: bool


def queue(
    ports: Ports, staff: Staff, brand: str, folder: str, show: str, now: datetime, limit: int = ROWS
) -> list[Row]:
    """The rows of one folder, at most one more than `limit`: that one tells that there are more."""
    held = {"all": None, "unclaimed": Held(None, now), "mine": Held(staff.staff_id, now)}[show]
    latest_first = folder == "closed"
    cases = ports.cases.queue(brand, FOLDERS[folder], limit + 1, held=held, latest_first=latest_first)
    newest = ports.mentions.get_many([case.newest for case in cases[:limit] if case.newest])
    names = cache(lambda staff_id: name_of(ports, staff_id))
    return [_row(case, newest.get(case.newest), staff, names, now) for case in cases]


def _row(case: Case, newest: Mention | None, staff: Staff, names: Callable[[str], str], now: datetime) -> Row:
    holder = case.held_by(now)
    return Row(
        case=case,
        platform=platform_title(case.platform),
        excerpt=text.first_line(newest.text) if newest else "",
        gone=newest is not None and newest.text is None,
        holder=names(holder) if holder else "",
        is_mine=holder == staff.staff_id,
    )
