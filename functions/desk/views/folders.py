"""The list of cases: which folders there are, and the rows of one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial

from functions.desk import text
from functions.desk.act import Ports, name_of
from functions.desk.asked import PLAIN, Asked
from functions.desk.replies import platform_title
from shared.aws.cases import Held
from shared.aws.mentions import Said
from shared.domain.brand import Staff
from shared.domain.case import Case, CaseState, awake
from shared.domain.sending import MACHINE

ROWS = 60  # shown at most; the next one is read to tell that there are more
SEARCHED = 2000  # cases, the newest, that a search looks at
COUNTED = 250  # cases of each shard that a folder's count looks at
MOMENT = timedelta(milliseconds=1)  # a deadline is stored as exactly
SHOWS = ("all", "unclaimed", "mine", "failed")
ASLEEP = (CaseState.SNOOZED,)


@dataclass(frozen=True)
class Folder:
    """A folder of the list: cases in one of `states`. `show`, one of SHOWS, narrows it where the address does not.

    `key` leads to it, after a g.
    """

    title: str
    states: tuple[CaseState, ...]
    key: str
    show: str = "all"
    latest_first: bool = False


# by the name that stands in the address, in the order of the list
FOLDERS: dict[str, Folder] = {
    "open": Folder("Open", (CaseState.OPEN,), "q"),
    "unclaimed": Folder("Unclaimed", (CaseState.OPEN,), "u", show="unclaimed"),
    "mine": Folder(
        "Mine", (CaseState.OPEN, CaseState.WAITING, CaseState.SNOOZED, CaseState.APPROVAL), "m", show="mine"
    ),
    "waiting": Folder("Waiting", (CaseState.WAITING,), "w"),
    "approval": Folder("Approval", (CaseState.APPROVAL,), "a"),
    "snoozed": Folder("Snoozed", (CaseState.SNOOZED,), "s"),
    "failed": Folder("Failed sends", (CaseState.OPEN, CaseState.SNOOZED, CaseState.APPROVAL), "p", show="failed"),
    "closed": Folder("Closed", (CaseState.CLOSED,), "c", latest_first=True),
}


@dataclass(frozen=True)
class Row:
    """A case in the list. `is_for_me` says that it is assigned to whoever looks, `is_called` that a note calls them."""

    case: Case
    platform: str
    excerpt: str
    gone: bool
    holder: str
    is_mine: bool
    assigned: str = ""
    is_for_me: bool = False
    is_called: bool = False
    is_acknowledged: bool = False


def queue(
    ports: Ports,
    staff: Staff,
    brand: str,
    folder: str,
    show: str,
    now: datetime,
    limit: int = ROWS,
    *,
    asked: Asked = PLAIN,
) -> list[Row]:
    """The rows of one folder, at most one more than `limit`: that one tells that there are more."""
    if asked.is_search:
        found = _search(ports, staff, brand, FOLDERS[folder], show, now, asked)[: limit + 1]
        cases, newest = [case for case, _ in found], {case.newest: mention for case, mention in found if mention}
    else:
        cases = _cases(ports, staff, brand, FOLDERS[folder], show, now, limit + 1, asked)
        newest = ports.mentions.said([case.newest for case in cases[:limit] if case.newest])
    names = cache(lambda staff_id: name_of(ports, staff_id))
    return [_row(case, newest.get(case.newest), staff, names, now) for case in cases]


def counts(ports: Ports, staff: Staff, brand: str, now: datetime) -> dict[str, str]:
    """How many cases stand in each folder where work is left; `40+` where only a part was looked at."""
    told = {}
    for name, folder in FOLDERS.items():
        if folder.latest_first:
            continue
        held = _held(staff, {folder.show}, now)
        parts = [
            ports.cases.count_some(brand, state, COUNTED, held=held, failed=folder.show == "failed")
            for state in folder.states
        ]
        found, is_all = sum(count for count, _ in parts), all(whole for _, whole in parts)
        told[name] = str(found) if is_all else f"{found}+"
    return told


def _held(staff: Staff, shows: set[str], now: datetime, owner: str = "") -> Held | None:
    if "unclaimed" in shows:
        return Held(None, now)
    return Held(owner or staff.staff_id, now) if owner or "mine" in shows else None


def _search(
    ports: Ports, staff: Staff, brand: str, folder: Folder, show: str, now: datetime, asked: Asked
) -> list[tuple[Case, Said | None]]:
    """The cases, among the newest of all folders, or for `acknowledged` alone of this folder, that fit what is asked:
    those where something happened last come first."""
    everywhere = bool(asked.author or asked.text)
    wide = replace(folder, states=tuple(CaseState), latest_first=True) if everywhere else folder
    cases = _cases(ports, staff, brand, wide, show, now, SEARCHED, replace(asked, after=None))
    if everywhere:
        cases.sort(key=lambda case: case.updated_at, reverse=True)
    fitting = [case for case in cases if _says(asked.author, case.author_name)]
    newest: dict[str, Said] = {}
    ids = [case.newest for case in fitting if case.newest]
    for start in range(0, len(ids), 100):
        newest |= ports.mentions.said(ids[start : start + 100])
    found = ((case, newest.get(case.newest)) for case in fitting)
    return [(case, mention) for case, mention in found if _fits(asked, mention)]


def _fits(asked: Asked, mention: Said | None) -> bool:
    if asked.text and not _says(asked.text, mention.text if mention else None):
        return False
    return not asked.acknowledged or (asked.acknowledged == "yes") == _is_acknowledged(mention)


def _says(wanted: str, text: str | None) -> bool:
    return wanted.casefold() in (text or "").casefold()


def _is_acknowledged(mention: Said | None) -> bool:
    """Whether the machine has answered it."""
    said = (*mention.earlier_replies, mention.reply) if mention else ()
    return any(reply is not None and reply.by == MACHINE and reply.sent_at is not None for reply in said)


def _cases(
    ports: Ports, staff: Staff, brand: str, folder: Folder, show: str, now: datetime, limit: int, asked: Asked
) -> list[Case]:
    """The cases of a folder as they stand now: a snooze that has ended is none."""
    shows = {folder.show, show}
    held = _held(staff, shows, now, asked.owner)
    mark = asked.after
    limit += mark.shown if mark else 0
    since = mark.due_at - MOMENT if mark and not folder.latest_first else None
    until = mark.due_at if mark and folder.latest_first else None
    read = partial(
        ports.cases.queue,
        brand=brand,
        limit=limit,
        held=held,
        failed="failed" in shows,
        where=asked.where,
        latest_first=folder.latest_first,
    )
    found = []
    for state in folder.states:
        if state in ASLEEP and not folder.latest_first:
            found += read(folder=state, due_after=max(now, since) if since else now)
        else:
            found += read(folder=state, due_after=since, due_by=until)
    if CaseState.OPEN in folder.states and not folder.latest_first:
        woken = (awake(case, now) for case in read(folder=CaseState.SNOOZED, due_by=now))
        found += [case for case in woken if since is None or case.due_at > since]
    found.sort(key=lambda case: (case.due_at, case.urgency.rank, case.opened_at), reverse=folder.latest_first)
    return found[mark.shown if mark else 0 : limit]


def _row(case: Case, newest: Said | None, staff: Staff, names: Callable[[str], str], now: datetime) -> Row:
    holder = case.held_by(now)
    return Row(
        case=case,
        platform=platform_title(case.platform),
        excerpt=text.first_line(newest.text) if newest else "",
        gone=newest is not None and newest.text is None,
        holder=names(holder) if holder else "",
        is_mine=holder == staff.staff_id,
        assigned=names(case.assigned_to) if case.assigned_to else "",
        is_for_me=staff.staff_id == case.assigned_to,
        is_called=staff.staff_id in case.mentioned,
        is_acknowledged=_is_acknowledged(newest),
    )
