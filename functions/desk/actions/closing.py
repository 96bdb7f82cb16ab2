"""A case's end without a further reply, and its return."""

from typing import Any

from functions.desk.act import REASON_LIMIT, Act, Done, due, field, require_seen
from shared.aws import writes
from shared.domain import case as case_rules
from shared.domain.case import CaseState, Outcome
from shared.domain.lifecycle import move
from shared.domain.mention import Mention, State
from shared.errors import ConflictError, InputError

AT_ONCE = 90  # members closed together with their case; a transaction takes 100 writes (DynamoDB quotas, read 2026-11)
GONE = (State.WITHDRAWN, State.ERASED)


def resolve(act: Act) -> Done:
    """Closes the case and its open messages without a further reply."""
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


def reopen(act: Act) -> Done:
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
