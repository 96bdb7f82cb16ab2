"""What staff do: the same for pages and JSON. Each action is one transaction on what the person saw."""

from collections.abc import Callable
from dataclasses import replace

from functions.desk import replies
from functions.desk.act import Act, Done, Fields, Ports, load
from functions.desk.actions import closing, holding
from shared import observe
from shared.domain.brand import Staff
from shared.errors import NotFoundError

ACTIONS: dict[str, Callable[[Act], Done]] = {
    "claim": holding.claim,
    "release": holding.release,
    "take-over": holding.take_over,
    "reply": replies.reply,
    "undo": replies.undo,
    "resolve": closing.resolve,
    "reopen": closing.reopen,
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
