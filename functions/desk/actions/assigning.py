"""Whose work a case is, beyond the ten minutes of a claim: it stays so until somebody changes it."""

from functions.desk.act import Act, Done, field, may
from shared.domain import case as case_rules
from shared.errors import InputError


def assign(act: Act) -> Done:
    """To a colleague who may work on cases of the brand. Whoever holds the case holds it still."""
    to = field(act.fields, "to", "choose whose work it is")
    person = act.ports.settings.staff(to)
    if person is None:
        raise InputError("to", "nobody on the staff list has this id: choose a colleague")
    if not may(person, act.case.brand, "act"):
        raise InputError("to", f"{person.name} has no role for this brand that lets them work: choose somebody else")
    if act.case.assigned_to == to:
        return Done("as_it_stands")
    act.write(case_rules.assign(act.case, to, act.now), "assigned", reason=to)
    return Done("assigned")


def unassign(act: Act) -> Done:
    """Makes the case nobody's work in particular."""
    if act.case.assigned_to is None:
        return Done("as_it_stands")
    act.write(case_rules.assign(act.case, None, act.now), "unassigned")
    return Done("unassigned")
