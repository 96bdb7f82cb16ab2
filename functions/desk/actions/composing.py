"""What happens around the box before anything is sent."""

from functions.desk import company, drafting, saved
from functions.desk.act import Act, Done, field
from shared.errors import InputError


def stay(act: Act) -> Done:
    """Renews the lease of whoever holds the case."""
    company.stay(act)
    return Done("stayed")


def keep_draft(act: Act) -> Done:
    """Keeps what stands in the box as this person's draft."""
    draft = drafting.keep(act.ports, act.staff, act.case, act.fields, act.now)
    return Done("draft_kept", draft.mention_id)


def discard_draft(act: Act) -> Done:
    """Takes this person's draft away."""
    draft = drafting.keep(act.ports, act.staff, act.case, {**act.fields, "text": [""]}, act.now)
    return Done("draft_discarded", draft.mention_id)


def insert_saved(act: Act) -> Done:
    """A saved reply, filled, below what stands in the box; both are kept as the draft."""
    mention_id = field(act.fields, "mention_id", "name the message that is answered")
    target = next((member for member in act.members if member.mention_id == mention_id), None)
    if target is None:
        raise InputError("mention_id", "it is no message of this case")
    saved_id = field(act.fields, "saved", "choose one first")
    text = saved.chosen(act.ports, act.staff, act.case, target, saved_id)
    together = drafting.together(drafting.text_of(act.fields), text)
    drafting.keep(act.ports, act.staff, act.case, {**act.fields, "text": [together]}, act.now)
    return Done("saved_inserted", mention_id)
