"""Writes the end of a send: the mention, its guards and its case, in one transaction.

Used by whoever ends it: reply, or watch for what stayed unclear. What was never claimed is taken back.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from shared.aws import guards, writes
from shared.aws.cases import Cases
from shared.domain import case as case_rules
from shared.domain.case import CaseEvent
from shared.domain.lifecycle import REPLY, move
from shared.domain.mention import Mention, State
from shared.domain.sending import MACHINE
from shared.errors import ConflictError

Ending = Callable[..., Mention]  # one of `shared.domain.sending`'s, waiting for the mention and `at`
TRIES = 5
MOST_COVERED = 90  # mentions that one reply answers besides its own; a transaction holds 100 writes (DynamoDB, 2026-11)


def end_send(
    claimed: Mention, ending: Ending, cases: Cases, *, now: datetime, nothing_posted: bool = False
) -> Mention | None:
    """Applies `ending` to the mention as it stands and writes it; the mention after, or None if it was ended before.

    An edit or delete that arrives meanwhile changes the row: then it is read and ended again, under
    the same fence. `nothing_posted` gives the machine's guards back. ConflictError after TRIES.
    """
    current: Mention | None = claimed
    give_back = nothing_posted and claimed.reply is not None and claimed.reply.by == MACHINE
    for _ in range(TRIES):
        if current is None or current.state is not State.SENDING or current.fence != claimed.fence:
            return None
        after = ending(current, at=now)
        change = {"Update": cases.mentions.change(current, after)}
        also = _case_writes(after, cases, now)
        released = guards.release(cases.table, claimed) if give_back else []
        try:
            writes.transact(cases.client, [change, *released, *also])
        except ConflictError as conflict:
            if any(0 < place <= len(released) for place in conflict.failed):
                give_back = False  # the guard ran out and belongs to another mention by now
            current = cases.mentions.get(claimed.mention_id)
        else:
            return after
    raise ConflictError


def take_back(before: Mention, after: Mention, cases: Cases, *, now: datetime) -> None:
    """Writes an arrow that takes back a reply which was not claimed, and tells the case of a person's reply.

    With its case told, the mention is with people again. ConflictError if somebody was quicker.
    """
    told = _case_writes(after, cases, now)
    change = {"Update": cases.mentions.change(before, replace(after, with_people=bool(told)))}
    writes.transact(cases.client, [change, *told])


def _case_writes(after: Mention, cases: Cases, now: datetime) -> list[dict[str, Any]]:
    """What a staff reply's end means for its case, and for the mentions that the reply also answers."""
    reply = after.reply
    case = cases.get(after.case_id) if after.case_id and reply and reply.reply_id else None
    if case is None or reply is None or after.state is State.REPLYING:
        return []
    if reply.sent_at is None:
        event = CaseEvent(at=now, by=REPLY, what="reply_failed", reason=after.timeline[-1].reason)
        returned = case_rules.reply_failed if after.state is State.IN_REVIEW else case_rules.returned
        return cases.note(case, returned(case, now, due_at=after.due_at or case.due_at), event)
    written = cases.mentions.staff_reply(after.mention_id, reply.reply_id or "")
    covered = (written.covers if written else None) or {}
    others = [member for member in cases.members(case.case_id) if member.mention_id != after.mention_id]
    writes_of_covered = [
        {"Update": cases.mentions.change(member, move(member, State.RESOLVED, by=REPLY, at=now, reason="covered"))}
        for member in others
        if covered.get(member.mention_id) == member.revision and member.state is State.IN_REVIEW
    ][:MOST_COVERED]
    still_open = after.is_open or sum(member.is_open for member in others) > len(writes_of_covered)
    next_case = case_rules.replied(case, now, still_open=still_open)
    return [*cases.note(case, next_case, CaseEvent(at=now, by=reply.by, what="reply_sent")), *writes_of_covered]
