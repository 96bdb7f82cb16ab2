"""The list of cases as lines for a spreadsheet: as it is filtered, never a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from functions.desk import asked
from functions.desk.act import Ports, may
from functions.desk.asked import Asked
from functions.desk.views.folders import ROWS, Row, queue
from shared.domain import times
from shared.domain.brand import Staff
from shared.domain.mention import Mention

MOST = 2000  # lines
HEADING = (
    *("case_id", "brand", "state", "urgency", "topic", "language", "platform", "account_id", "messages"),
    *("opened_at", "due_at", "first_response_to_newest_at", "outcome", "holder", "assigned_to"),
)


@dataclass(frozen=True)
class Wanted:
    """Which list: as the address of the page has it."""

    brand: str
    folder: str
    show: str
    asked: Asked


def lines(ports: Ports, staff: Staff, wanted: Wanted, now: datetime) -> list[list[str]]:
    """A heading and at most MOST cases; where there are more, a last line says so.

    The author's name is a column for those who work on cases. The first response is that to the case's newest message.
    """
    with_names = may(staff, wanted.brand, "act")
    found: list[Row] = []
    for rows in _pages(ports, staff, wanted, now):
        found += rows
        if len(found) > MOST:
            break
    table = [[*HEADING, *(["author"] if with_names else [])]]
    for start in range(0, min(len(found), MOST), ROWS):
        rows = found[start : min(start + ROWS, MOST)]
        newest = ports.mentions.get_many([row.case.newest for row in rows if row.case.newest])
        table += [_line(row, newest, with_names=with_names) for row in rows]
    if len(found) > MOST:
        table.append([f"Cut: these are the first {MOST} cases; there are more. Narrow the list by its filters."])
    return table


def _pages(ports: Ports, staff: Staff, wanted: Wanted, now: datetime) -> Iterator[list[Row]]:
    """The rows of the list, page after page; a search is one page."""
    at = wanted.asked
    limit = MOST if at.is_search else ROWS
    while True:
        rows = queue(ports, staff, wanted.brand, wanted.folder, wanted.show, now, limit, asked=at)
        yield rows if at.is_search else rows[:limit]
        if at.is_search or len(rows) <= limit:
            return
        at = replace(at, after=asked.end_of([row.case for row in rows[:limit]], at.after))


def _line(row: Row, newest: Mapping[str, Mention], *, with_names: bool) -> list[str]:
    case, outcome = row.case, row.case.outcome
    line = [
        *(case.case_id, case.brand, case.state.value, case.urgency.value, case.topic, case.language, case.platform),
        *(case.account_id, str(case.members), times.to_text(case.opened_at), times.to_text(case.due_at)),
        *(
            _first_response(newest.get(case.newest)),
            outcome.value if outcome else "",
            row.holder,
            row.assigned,
        ),
    ]
    return [*line, case.author_name or ""] if with_names else line


def _first_response(mention: Mention | None) -> str:
    replies = (*mention.earlier_replies, mention.reply) if mention else ()
    sent = [reply.sent_at for reply in replies if reply and reply.sent_at]
    return times.to_text(min(sent)) if sent else ""
