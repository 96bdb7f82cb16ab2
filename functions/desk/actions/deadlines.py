"""When a case must be looked at: put away for a while, taken back, more or less urgent, brought before others."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from functions.desk.act import REASON_LIMIT, Act, Done, due, field, require_seen
from functions.desk.actions import notes
from shared import observe
from shared.aws.topics import tell_of_case
from shared.domain import case as case_rules
from shared.domain import correction, times
from shared.domain.assessment import Urgency
from shared.domain.case import CaseState
from shared.domain.lifecycle import mark
from shared.domain.mention import Mention, State
from shared.errors import ConflictError, InputError

LONGEST_SNOOZE = timedelta(days=30)
UNTIL_MESSAGE, OTHER = "message", "other"  # words for an end of a snooze that is no moment of the form's choices
AT_ONCE = 90  # members changed together with their case; a transaction takes 100 writes (DynamoDB quotas, read 2026-11)
ON_ITS_WAY = (State.REPLYING, State.SENDING)
ESCALATED_TO = (Urgency.CRITICAL, Urgency.HIGH)


def snooze(act: Act) -> Done:
    """Puts the case away until a moment, or until its author's next message. Its open messages are due with it."""
    until, until_message = _until(act)
    require_seen(act, "snooze it again")
    act.free()
    if any(member.state in ON_ITS_WAY for member in act.members):
        raise ConflictError("A reply is on its way. Undo it, or wait until it has left; then snooze.")
    if act.case.candidates:
        raise InputError("case", "an answer waits for approval: approve or reject it first")
    reason = (act.fields.get("reason") or [""])[-1].strip()[:REASON_LIMIT]
    if act.case.urgency is Urgency.CRITICAL and until > act.case.due_at and not reason:
        raise InputError("reason", "it is critical, and would be looked at later than promised: say why that is right")
    after = case_rules.snooze(act.case, act.now, until=until, until_message=until_message)
    act.write(after, "snoozed", reason=reason, also=_moved(act, lambda _member: until))
    return Done("snoozed_until_message" if until_message else "snoozed")


def wake(act: Act) -> Done:
    """Takes a snoozed case back before its time."""
    return back(act, min(act.case.due_at, due(act.ports, act.case.brand, act.case.urgency, act.now)))


def back(act: Act, due_at: datetime) -> Done:
    """The snoozed case open again and due then, as are its messages, or sooner."""
    after = case_rules.wake(act.case, act.now, due_at=due_at)
    act.write(after, "woken", also=_moved(act, lambda member: min(due_at, member.due_at or due_at)))
    return Done("woken")


def rate(act: Act) -> Done:
    """Makes the case more or less urgent, with the deadlines of that urgency; it is stored as a correction too."""
    wanted = field(act.fields, "urgency", "choose how urgent it is")
    if wanted not in list(Urgency):
        raise InputError("urgency", f"it must be one of {', '.join(Urgency)}")
    require_seen(act, "rate it again")
    act.free()
    urgency, before = Urgency(wanted), act.case.urgency
    if urgency is before:
        return Done("as_it_stands")
    reason = (act.fields.get("reason") or [""])[-1].strip()[:REASON_LIMIT]
    if urgency.rank > before.rank and not reason:
        raise InputError("reason", "say why it is less urgent than it was thought")
    due_at, moved = _rated(act, urgency)
    newest = next((member for member in act.members if member.mention_id == act.case.newest), None)
    if newest and correction.can_be_corrected(newest):
        corrected = moved.get(newest.mention_id, newest)
        moved[newest.mention_id] = correction.correct(corrected, {"urgency": wanted}, by=act.by, at=act.now)
    told = "urgency_raised" if urgency.rank < before.rank else "urgency_lowered"
    after = case_rules.rate(act.case, act.now, urgency=urgency, due_at=due_at)
    act.write(after, told, reason=reason, also=_changes(act, moved))
    return Done("rated")


def escalate(act: Act) -> Done:
    """Brings the case before whoever is told of urgent cases: once. Why is kept as a note."""
    reason = field(act.fields, "reason", "say what is needed, and of whom", most=notes.NOTE_LIMIT)
    wanted = (act.fields.get("urgency") or [Urgency.CRITICAL])[-1]
    if wanted not in ESCALATED_TO:
        raise InputError("urgency", f"it must be one of {', '.join(ESCALATED_TO)}")
    require_seen(act, "escalate again")
    if act.case.escalated:
        raise ConflictError("This case was escalated already: those who are told of urgent cases know of it.")
    urgency = min(Urgency(wanted), act.case.urgency, key=lambda one: one.rank)
    due_at, moved = _rated(act, urgency)
    composed = notes.compose(act, reason)
    after = case_rules.escalate(act.case, act.now, urgency=urgency, due_at=due_at, mentioned=composed.calls)
    act.write(after, "escalated", also=[composed.write, *_changes(act, moved)])
    try:
        tell_of_case(act.ports.urgent, after)
    except Exception as error:
        observe.log("notice_failed", level="ERROR", case_id=act.case.case_id, error_type=type(error).__name__)
        return Done("escalated_untold")
    return Done("escalated")


def _until(act: Act) -> tuple[datetime, bool]:
    """The end of a snooze, and whether the author's next message ends it sooner."""
    written = field(act.fields, "until", "choose until when")
    if written == UNTIL_MESSAGE:
        return act.now + LONGEST_SNOOZE, True
    if written == OTHER:
        written = field(act.fields, "moment", "write until when, in UTC")
    try:
        until = times.from_text(written)
    except (ValueError, OverflowError) as error:
        raise InputError("until", "write a moment such as 2026-11-22T18:00:00Z, or “message”") from error
    if not act.now < until <= act.now + LONGEST_SNOOZE:
        raise InputError("until", f"it must lie ahead, at most {LONGEST_SNOOZE.days} days")
    return until, False


def _rated(act: Act, urgency: Urgency) -> tuple[datetime, dict[str, Mention]]:
    """When the case is due at this urgency, and those of its members that are then due at another time.

    What is more urgent is due its time from now, or sooner if it was; what is less urgent its time from when it came.
    A snooze that was agreed on is not lengthened by that.
    """
    case = act.case
    due_by = due(act.ports, case.brand, urgency, act.now)
    is_higher = urgency.rank <= case.urgency.rank
    waiting = _with_people(act)
    if is_higher:
        moved = {one.mention_id: min(one.due_at or due_by, due_by) for one in waiting}
        due_at = min(case.due_at, due_by)
    elif case.state is CaseState.SNOOZED:
        moved, due_at = {}, case.due_at
    else:
        moved = {
            one.mention_id: max(one.due_at or due_by, due(act.ports, case.brand, urgency, one.received_at))
            for one in waiting
        }
        due_at = min(moved.values(), default=max(case.due_at, due_by))
    members = {
        one.mention_id: mark(one, "deadline_moved", by=act.by, at=act.now, due_at=moved[one.mention_id])
        for one in waiting
        if moved.get(one.mention_id, one.due_at) != one.due_at
    }
    return due_at, members


def _moved(act: Act, due_of: Callable[[Mention], datetime]) -> list[dict[str, Any]]:
    """The open members with another deadline."""
    moved = {
        member.mention_id: mark(member, "deadline_moved", by=act.by, at=act.now, due_at=due_of(member))
        for member in _with_people(act)
    }
    return _changes(act, moved)


def _with_people(act: Act) -> list[Mention]:
    """The members that wait for people. One that was edited just now is on its way there still, by its own deadline."""
    waiting = [member for member in act.members if member.state is State.IN_REVIEW and member.with_people]
    if len(waiting) > AT_ONCE:
        raise InputError("case", f"it has {len(waiting)} open messages: answer or resolve some of them first")
    return waiting


def _changes(act: Act, moved: Mapping[str, Mention]) -> list[dict[str, Any]]:
    before = {member.mention_id: member for member in act.members}
    return [{"Update": act.ports.mentions.change(before[name], after)} for name, after in moved.items()]
