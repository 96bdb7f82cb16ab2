"""What staff do: the same for pages and JSON. Each action is one transaction on what the person saw."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from functions.desk import replies
from functions.desk.act import (
    REASON_LIMIT,
    Act,
    Done,
    Fields,
    Ports,
    due,
    field,
    require_role,
    require_seen,
)
from shared import observe
from shared.aws import writes
from shared.domain import case as case_rules
from shared.domain import correction, times
from shared.domain.brand import Staff, StopSwitch
from shared.domain.case import Case, CaseState, Outcome
from shared.domain.lifecycle import move
from shared.domain.mention import OPEN_STATES, Mention, State
from shared.errors import ConflictError, InputError, NotFoundError

AT_ONCE = 90  # members closed together with their case; a transaction takes 100 writes (DynamoDB quotas, read 2026-11)
LONGEST_STOP = timedelta(days=30)
CHANGED_MEANWHILE = "Somebody changed this mention at the same moment. Look again, then repeat."
GONE = (State.WITHDRAWN, State.ERASED)
# why a mention that never reached people is brought to them: code, and how the form words it
MENTION_REASONS = {
    "needs_answer": "It needs a real answer",
    "judged_wrongly": "It was judged wrongly",
    "author_asked": "The author asked again elsewhere",
    "other": "Another reason",
}


def load(ports: Ports, staff: Staff, case_id: str, what: str) -> Case:
    """The case, if this person's role covers `what`. NotFoundError, ForbiddenError."""
    case = ports.cases.get(case_id)
    if case is None:
        raise NotFoundError("There is no case at this address. It may have been deleted after its time.")
    require_role(staff, case.brand, what)
    return case


def load_mention(ports: Ports, staff: Staff, mention_id: str, what: str) -> Mention:
    """The mention, if this person's role covers `what`. NotFoundError, ForbiddenError."""
    mention = ports.mentions.get(mention_id)
    if mention is None:
        raise NotFoundError("There is no mention at this address. It may have been deleted after its time.")
    require_role(staff, mention.brand, what)
    return mention


def perform(ports: Ports, staff: Staff, case_id: str, action: str, fields: Fields) -> Done:
    """Does one of ACTIONS. Raises NotFoundError, ForbiddenError, InputError, ConflictError: then nothing was done."""
    if action not in ACTIONS:
        raise NotFoundError(f"There is no action {action!r}. Known: {', '.join(ACTIONS)}.")
    case = load(ports, staff, case_id, "act")
    act = Act(ports, staff, case, ports.cases.members(case_id), fields, ports.clock())
    done = replace(ACTIONS[action](act), brand=case.brand)
    observe.log("desk", task=action, case_id=case_id, code=done.code)
    return done


def _claim(act: Act) -> Done:
    act.held()
    act.write(case_rules.claim(act.case, act.staff.staff_id, act.now), "claimed")
    return Done("claimed")


def _release(act: Act) -> Done:
    if act.case.held_by(act.now) != act.staff.staff_id:
        raise ConflictError("You do not hold this case, so there is nothing to release.")
    act.write(case_rules.release(act.case, act.staff.staff_id, act.now), "released")
    return Done("released")


def _take_over(act: Act) -> Done:
    reason = field(act.fields, "reason", "say why you take the case over", most=REASON_LIMIT)
    require_seen(act, "take it over again")
    act.write(case_rules.take_over(act.case, act.staff.staff_id, act.now), "taken_over", reason=reason)
    return Done("claimed")


def _resolve(act: Act) -> Done:
    outcome = _outcome(act)
    require_seen(act, "resolve it again")
    if any(member.state in (State.REPLYING, State.SENDING) for member in act.members):
        raise ConflictError("A reply is on its way. Undo it, or wait until it has left; then resolve.")
    closed = case_rules.close(act.held(), act.now, outcome)
    waiting = [member for member in act.members if member.state is State.IN_REVIEW]
    resolved = [{"Update": _resolved(act, member, outcome)} for member in waiting]
    while len(resolved) > AT_ONCE:
        try:
            writes.transact(act.ports.cases.client, resolved[:AT_ONCE])
        except ConflictError as conflict:
            raise ConflictError(act.quicker()) from conflict
        del resolved[:AT_ONCE]
    act.write(closed, "resolved", reason=outcome.value, also=resolved)
    return Done("resolved")


def _resolved(act: Act, member: Mention, outcome: Outcome) -> dict[str, Any]:
    after = move(member, State.RESOLVED, by=act.by, at=act.now, reason=outcome.value)
    return act.ports.mentions.change(member, after)


def _outcome(act: Act) -> Outcome:
    written = field(act.fields, "outcome", "choose how the case ends")
    if written not in list(Outcome):
        raise InputError("outcome", f"it must be one of {', '.join(Outcome)}")
    still_open = sum(member.is_open for member in act.members)
    if written == Outcome.ANSWERED and still_open:
        raise InputError("outcome", f"{still_open} open without an answer: answer them, or choose why they need none")
    return Outcome(written)


def _reopen(act: Act) -> Done:
    """The case and its last message are with people again; the machine never speaks there."""
    reason = field(act.fields, "reason", "say why it is opened again", most=REASON_LIMIT)
    require_seen(act, "reopen it again")
    if any(member.is_open for member in act.members):
        raise InputError("case", "it has open messages already: answer or resolve those")
    last = _last_to_reopen(act.members)
    newer = act.ports.cases.of_conversation(last)
    if newer and newer.case_id != act.case.case_id:  # its messages may belong to that one by now
        what = "reopen that one" if newer.state is CaseState.CLOSED else "work there"
        raise InputError("case", f"this conversation went on in case {newer.case_id}: {what}")
    due_at = due(act.ports, act.case.brand, act.case.urgency, act.now)
    after = move(last, State.IN_REVIEW, by=act.by, at=act.now, reason="reopened", due_at=due_at, with_people=True)
    change = {"Update": act.ports.mentions.change(last, after)}
    act.write(case_rules.returned(act.case, act.now, due_at=due_at), "reopened", reason=reason, also=[change])
    return Done("reopened")


def _last_to_reopen(members: list[Mention]) -> Mention:
    """The newest message that is still there; one that its author took back only if all were."""
    standing = [member for member in members if member.state not in GONE]
    left = standing or [member for member in members if member.state is not State.ERASED]
    if not left:
        raise InputError("case", "all its messages were erased: nothing is left to answer")
    return left[-1]


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
    try:
        ports.mentions.update(mention, after)
    except ConflictError as conflict:
        raise ConflictError(CHANGED_MEANWHILE) from conflict
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
    after = correction.correct(mention, right, by=f"desk:{staff.staff_id}", at=ports.clock())
    if after is mention:
        return Done("as_it_stands", mention_id=mention_id)
    try:
        ports.mentions.update(mention, after)
    except ConflictError as conflict:
        raise ConflictError(CHANGED_MEANWHILE) from conflict
    observe.log("desk", task="correct", mention_id=mention_id)
    return Done("corrected", mention_id=mention_id)


def switch(ports: Ports, staff: Staff, brand: str, fields: Fields) -> Done:
    """Turns the brand's stop switch on or off. From then on no automatic reply begins, or they may again."""
    if brand not in ports.settings.brands():
        raise NotFoundError(f"There is no brand {brand!r}.")
    require_role(staff, brand, "stop")
    wanted = field(fields, "stopped", "send on or off")
    if wanted not in ("on", "off"):
        raise InputError("stopped", "it must be on or off")
    reason = field(fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    now = ports.clock()
    until = _until(fields, now) if wanted == "on" else None
    ports.settings.put_stop_switch(
        brand, StopSwitch(stopped=wanted == "on", reason=reason, by=staff.staff_id, at=now, until=until)
    )
    observe.log("desk", level="WARNING", task="stop_switch", code=wanted)
    return Done("stopped" if wanted == "on" else "started")


def _until(fields: Fields, now: datetime) -> datetime | None:
    written = (fields.get("until") or [""])[-1].strip()
    if not written:
        return None
    try:
        until = times.from_text(written)
    except (ValueError, OverflowError) as error:
        raise InputError("until", "write a moment such as 2026-11-22T18:00:00Z, or leave it empty") from error
    if not now < until <= now + LONGEST_STOP:
        raise InputError("until", f"it must lie ahead, at most {LONGEST_STOP.days} days")
    return until


ACTIONS: dict[str, Callable[[Act], Done]] = {
    "claim": _claim,
    "release": _release,
    "take-over": _take_over,
    "reply": replies.reply,
    "undo": replies.undo,
    "resolve": _resolve,
    "reopen": _reopen,
}
