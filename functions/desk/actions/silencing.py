"""Where the machine keeps quiet: to one author, and under one post. Each has a reason, and mostly an end."""

from datetime import datetime, timedelta

from functions.desk.act import REASON_LIMIT, Act, Done, field
from shared.aws import writes
from shared.domain.brand import Block, BlockKind, StopSwitch
from shared.domain.case import CaseEvent
from shared.errors import InputError

DAYS = (1, 7, 30, 365)
EVENTS = {
    BlockKind.SILENCED: "author_silenced",
    BlockKind.TROLL: "author_marked_troll",
    BlockKind.SPAM: "author_marked_spam",
}


def silence_author(act: Act) -> Done:
    """No automatic reply of this brand to this author any more; a mark as troll or spam is shown with each mention."""
    kind = field(act.fields, "kind", "choose why: silenced, troll or spam")
    if kind not in list(BlockKind):
        raise InputError("kind", f"it must be one of {', '.join(BlockKind)}")
    reason = field(act.fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    block = Block(kind=BlockKind(kind), reason=reason, by=act.staff.staff_id, at=act.now, until=_until(act))
    return _block(act, block, EVENTS[block.kind], "author_silenced")


def hear_author(act: Act) -> Done:
    """The author is like any other again."""
    held = act.ports.settings.block(act.case.brand, act.case.platform, _author(act))
    if held is None or not held.is_on(act.now):
        raise InputError("case", "nothing stands against its author")
    reason = field(act.fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    lifted = Block(kind=held.kind, reason=reason, by=act.staff.staff_id, at=act.now, until=act.now)
    return _block(act, lifted, "author_heard", "author_heard")


def stop_thread(act: Act) -> Done:
    """No automatic reply to anybody under this post."""
    reason = field(act.fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    stopped = StopSwitch(stopped=True, reason=reason, by=act.staff.staff_id, at=act.now, until=_until(act))
    return _switch_thread(act, stopped, "thread_stopped")


def start_thread(act: Act) -> Done:
    """Automatic replies may be sent under this post again."""
    reason = field(act.fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    started = StopSwitch(stopped=False, reason=reason, by=act.staff.staff_id, at=act.now)
    return _switch_thread(act, started, "thread_started")


def _block(act: Act, block: Block, what: str, done: str) -> Done:
    write = act.ports.settings.put_block(act.case.brand, act.case.platform, _author(act), block)
    _tell(act, write, what, block.reason)
    return Done(done)


def _switch_thread(act: Act, switch: StopSwitch, what: str) -> Done:
    if not act.case.thread_key:
        raise InputError("case", "the platform does not tell under which post it stands")
    case = act.case
    write = act.ports.settings.put_thread_stop(case.platform, case.account_id, case.thread_key, switch)
    _tell(act, write, what, switch.reason)
    return Done(what)


def _tell(act: Act, write: dict, what: str, reason: str) -> None:
    """The decision, and its line in the case's timeline. The case itself is untouched: whoever has it works on."""
    event = CaseEvent(at=act.now, by=act.staff.staff_id, what=what, reason=reason)
    told = [act.ports.cases.tell(act.case, event), act.record(what, reason)]
    writes.transact(act.ports.cases.client, [write, *told])


def _author(act: Act) -> str:
    if act.case.author_id is None:
        raise InputError("case", "the platform does not tell who wrote it")
    return act.case.author_id


def _until(act: Act) -> datetime | None:
    """When it ends by itself; None for never."""
    days = (act.fields.get("days") or [""])[-1].strip()
    if not days:
        return None
    if days not in map(str, DAYS):
        raise InputError("days", f"it must be one of {', '.join(map(str, DAYS))}, or empty for no end")
    return act.now + timedelta(days=int(days))
