"""Who works on a case: claim it, let it go, take it over."""

from functions.desk.act import REASON_LIMIT, Act, Done, field, require_seen
from shared.domain import case as case_rules
from shared.errors import ConflictError


def claim(act: Act) -> Done:
    """Takes the case for ten minutes; each thing that its holder does renews that."""
    act.held()
    act.write(case_rules.claim(act.case, act.staff.staff_id, act.now), "claimed")
    return Done("claimed")


def release(act: Act) -> Done:
    """Lets the case go, for others."""
    if act.case.held_by(act.now) != act.staff.staff_id:
        raise ConflictError("You do not hold this case, so there is nothing to release.")
    act.write(case_rules.release(act.case, act.staff.staff_id, act.now), "released")
    return Done("released")


def take_over(act: Act) -> Done:
    """Takes the case out of another person's hands, with a reason."""
    reason = field(act.fields, "reason", "say why you take the case over", most=REASON_LIMIT)
    require_seen(act, "take it over again")
    act.write(case_rules.take_over(act.case, act.staff.staff_id, act.now), "taken_over", reason=reason)
    return Done("claimed")
