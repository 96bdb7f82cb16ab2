"""What staff do to one mention, whether or not it has a case."""

from datetime import datetime

from functions.desk import replies
from functions.desk.act import Done, Fields, Ports, field, load_mention
from shared import observe
from shared.aws import audit, writes
from shared.domain import correction
from shared.domain.brand import Staff
from shared.domain.deed import Deed
from shared.domain.lifecycle import move
from shared.domain.mention import OPEN_STATES, Mention, State
from shared.errors import ConflictError, InputError

CHANGED_MEANWHILE = "Somebody changed this mention at the same moment. Look again, then repeat."
# why a mention that never reached people is brought to them: code, and how the form words it
MENTION_REASONS = {
    "needs_answer": "It needs a real answer",
    "judged_wrongly": "It was judged wrongly",
    "author_asked": "The author asked again elsewhere",
    "other": "Another reason",
}


def reopen_mention(ports: Ports, staff: Staff, mention_id: str, fields: Fields) -> Done:
    """Brings a mention that ended without a case, such as an acknowledged one, before people."""
    mention = load_mention(ports, staff, mention_id, "act")
    reason = field(fields, "reason", "choose why it is opened again")
    if reason not in MENTION_REASONS:
        raise InputError("reason", f"it must be one of {', '.join(MENTION_REASONS)}")
    if mention.case_id:
        raise InputError("mention", f"it belongs to case {mention.case_id}: reopen that")
    if mention.state in OPEN_STATES or mention.state is State.ERASED:
        raise ConflictError(f"It is {mention.state.replace('_', ' ')} by now; there is nothing to reopen.")
    now = ports.clock()
    by = f"desk:{staff.staff_id}"
    after = move(mention, State.IN_REVIEW, by=by, at=now, reason=f"reopened:{reason}", due_at=now)
    _write(ports, mention, after, _deed(staff, mention, now, "mention_reopened", reason))
    replies.ring(lambda: ports.reviews.ring(mention_id), mention_id)
    return Done("mention_reopened", mention_id=mention_id)


def correct_mention(ports: Ports, staff: Staff, mention_id: str, fields: Fields) -> Done:
    """Stores what the machine should have said of a mention. Nothing that happened is changed."""
    mention = load_mention(ports, staff, mention_id, "act")
    seen = field(fields, "revision", "send the revision of the text that was read")
    right = {what: fields[what][-1] for what in correction.KINDS if fields.get(what)}
    if not right:
        raise InputError("correction", f"say at least one of {', '.join(correction.KINDS)}")
    if seen != str(mention.revision):
        raise ConflictError("The author edited it since you opened it: read it, then correct again. Nothing was done.")
    now = ports.clock()
    after = correction.correct(mention, right, by=f"desk:{staff.staff_id}", at=now)
    if after is mention:
        return Done("as_it_stands", mention_id=mention_id)
    corrected = ", ".join(one.what for one in after.corrections if one not in mention.corrections)
    _write(ports, mention, after, _deed(staff, mention, now, "mention_corrected", corrected))
    observe.log("desk", task="correct", mention_id=mention_id)
    return Done("corrected", mention_id=mention_id)


def _deed(staff: Staff, mention: Mention, at: datetime, what: str, reason: str) -> Deed:
    about = f"mention:{mention.mention_id}"
    return Deed(at=at, by=staff.staff_id, brand=mention.brand, what=what, about=about, reason=reason)


def _write(ports: Ports, before: Mention, after: Mention, told: Deed) -> None:
    """The mention's change and the record of the deed, in one transaction. ConflictError if another was quicker."""
    changes = [{"Update": ports.mentions.change(before, after)}, audit.put(ports.settings.table, told)]
    try:
        writes.transact(ports.mentions.client, changes)
    except ConflictError as conflict:
        raise ConflictError(CHANGED_MEANWHILE) from conflict
