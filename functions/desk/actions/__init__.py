"""What staff do: the same for pages and JSON. Each action is one transaction on what the person saw."""

from collections.abc import Callable
from dataclasses import replace

from functions.desk import replies
from functions.desk.act import Act, Done, Fields, Ports, load
from functions.desk.actions import (
    approval,
    assigning,
    closing,
    composing,
    deadlines,
    holding,
    notes,
    silencing,
    tagging,
)
from shared import observe
from shared.domain.brand import Staff
from shared.errors import NotFoundError

ACTIONS: dict[str, Callable[[Act], Done]] = {
    "claim": holding.claim,
    "release": holding.release,
    "take-over": holding.take_over,
    "stay": composing.stay,
    "keep-draft": composing.keep_draft,
    "discard-draft": composing.discard_draft,
    "insert-saved": composing.insert_saved,
    "reply": replies.reply,
    "undo": replies.undo,
    "resolve": closing.resolve,
    "reopen": closing.reopen,
    "assign": assigning.assign,
    "unassign": assigning.unassign,
    "note": notes.note,
    "strike-note": notes.strike_note,
    "tag": tagging.tag,
    "snooze": deadlines.snooze,
    "wake": deadlines.wake,
    "rate": deadlines.rate,
    "escalate": deadlines.escalate,
    "submit": approval.submit,
    "approve": approval.approve,
    "reject": approval.reject,
    "withdraw": approval.withdraw,
    "silence-author": silencing.silence_author,
    "hear-author": silencing.hear_author,
    "stop-thread": silencing.stop_thread,
    "start-thread": silencing.start_thread,
}


def perform(ports: Ports, staff: Staff, case_id: str, action: str, fields: Fields) -> Done:
    """Does one of ACTIONS. Raises NotFoundError, ForbiddenError, InputError, ConflictError: then nothing was done."""
    if action not in ACTIONS:
        raise NotFoundError(f"There is no action {action!r}. Known: {', '.join(ACTIONS)}.")
    case = load(ports, staff, case_id, "act")
    act = Act(ports, staff, case, ports.cases.members(case_id), fields, ports.clock())
    done = replace(ACTIONS[action](act), brand=case.brand)
    observe.log("desk", task=action, case_id=case_id, code=done.code)
    return done
