"""The same action on many cases: first rehearsed, then done case by case, and undone for a minute.

Each case is a transaction of its own: what is refused at one, or changed meanwhile, holds up no other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from functions.desk import actions
from functions.desk.act import Act, Done, Fields, Ports, load, seen_stamp
from functions.desk.actions import deadlines
from functions.desk.actions.closing import AT_ONCE
from shared.domain import case as case_rules
from shared.domain import times
from shared.domain.brand import Staff
from shared.domain.case import Case, CaseState
from shared.domain.lifecycle import move
from shared.domain.mention import State
from shared.errors import ConflictError, HeedError, InputError

MOST_CASES = 100
UNDO_WITHIN = timedelta(seconds=60)
TIME_FOR_ALL = timedelta(seconds=9)  # of the function's 15; what is not reached by then is told, and done again
BULK = ("resolve", "tag", "assign", "snooze", "claim")
NOT_REACHED = "It was not reached in time: choose it again."
TOO_LATE = "It is too late to undo this here, or somebody changed the case since. Open it."


@dataclass(frozen=True)
class Step:
    """What becomes, or became, of one case. `done` is a code of `words.DONE`, or empty where `refused` says why not.

    `stamp` goes back with the next form: after a rehearsal what the person saw, after the deed what undoing it needs.
    """

    case_id: str
    case: Case | None = None
    done: str = ""
    refused: Exception | str = ""
    stamp: str = ""


@dataclass(frozen=True)
class Rehearsal(Act):
    """An action that stops short of writing: it refuses what the real one would refuse."""

    def write(self, after: Case, what: str, *, reason: str = "", also: Sequence[dict[str, Any]] = ()) -> None:
        pass


def chosen(ports: Ports, staff: Staff, case_ids: Sequence[str]) -> list[Step]:
    """The cases as they are, before it was said what is to be done."""
    _check(BULK[0], case_ids)
    return [
        *_each(
            ports, ((case_id, lambda one: Step(one, load(ports, staff, one, "act"), "chosen")) for case_id in case_ids)
        )
    ]


def rehearse(ports: Ports, staff: Staff, action: str, case_ids: Sequence[str], fields: Fields) -> list[Step]:
    """What the action would do to each of these cases. Nothing is written."""
    _check(action, case_ids)

    def one(case_id: str) -> Step:
        act = _act(ports, staff, case_id, action, fields)
        done = actions.ACTIONS[action](act)
        return Step(case_id, act.case, done.code, stamp=seen_stamp(act.case, act.members))

    return [*_each(ports, ((case_id, one) for case_id in case_ids))]


def perform(ports: Ports, staff: Staff, action: str, stamps: Mapping[str, str], fields: Fields) -> list[Step]:
    """Does it to each case that stands as its stamp says that it was seen."""
    _check(action, [*stamps])

    def one(case_id: str) -> Step:
        act = _act(ports, staff, case_id, action, {**fields, "seen": [stamps[case_id]]})
        done = actions.perform(ports, staff, case_id, action, act.fields)
        after = ports.cases.get(case_id) or act.case
        is_new = done.code != "as_it_stands"
        return Step(case_id, after, done.code, stamp=f"{after.version} {_before(action, act.case)}" if is_new else "")

    return [*_each(ports, ((case_id, one) for case_id in stamps))]


def undo(ports: Ports, staff: Staff, action: str, stamps: Mapping[str, str]) -> list[Step]:
    """Takes it back from each case that nobody changed since, while it is less than a minute ago."""
    _check(action, [*stamps])

    def one(case_id: str) -> Step:
        case = load(ports, staff, case_id, "act")
        version, _, before = stamps[case_id].partition(" ")
        if str(case.version) != version or ports.clock() - case.updated_at > UNDO_WITHIN:
            raise ConflictError(TOO_LATE)
        fields: Fields = {}
        if action == "assign" and before:
            fields = {"to": [before]}
        elif action == "tag":
            fields = {"tags": [before]}
        act = Act(ports, staff, case, ports.cases.members(case_id), fields, ports.clock())
        return Step(case_id, case, _inverse(action, before)(act).code)

    return [*_each(ports, ((case_id, one) for case_id in stamps))]


def _each(ports: Ports, steps: Iterator[tuple[str, Callable[[str], Step]]]) -> Iterator[Step]:
    begun = ports.clock()
    for case_id, do in steps:
        if ports.clock() - begun > TIME_FOR_ALL:
            yield Step(case_id, refused=NOT_REACHED)
            continue
        try:
            yield do(case_id)
        except HeedError as error:
            yield Step(case_id, ports.cases.get(case_id), refused=error)


def _act(ports: Ports, staff: Staff, case_id: str, action: str, fields: Fields) -> Rehearsal:
    """The action on this case as it stands, with what it takes. InputError for what is too large for a batch."""
    case = load(ports, staff, case_id, "act")
    members = ports.cases.members(case_id)
    if sum(member.state is State.IN_REVIEW for member in members) > AT_ONCE:
        raise InputError("case", "it has very many open messages: open it, and resolve it by itself")
    taken = {"seen": [seen_stamp(case, members)], **fields}
    if action == "tag":
        taken["tags"] = [*case.tags, *fields.get("tags", ())]
    return Rehearsal(ports, staff, case, members, taken, ports.clock())


def _before(action: str, case: Case) -> str:
    """What undoing needs to know of the case as it was."""
    if action == "assign":
        return case.assigned_to or ""
    if action == "tag":
        return " ".join(case.tags)
    return times.to_text(case.due_at) if action == "snooze" else ""


def _inverse(action: str, before: str) -> Callable[[Act], Done]:
    if action == "assign" and not before:
        return actions.ACTIONS["unassign"]
    inverses = {
        "resolve": _unresolve,
        "tag": actions.ACTIONS["tag"],
        "assign": actions.ACTIONS["assign"],
        "snooze": partial(_unsnooze, before=before),
        "claim": actions.ACTIONS["release"],
    }
    return inverses[action]


def _unresolve(act: Act) -> Done:
    """The case open again, with the messages that were closed together with it, due as before."""
    if act.case.state is not CaseState.CLOSED:
        raise ConflictError(TOO_LATE)
    together = [one for one in act.members if one.state is State.RESOLVED and one.updated_at == act.case.updated_at]
    for member in together:
        newer = act.ports.cases.of_conversation(member)
        if newer and newer.case_id != act.case.case_id:
            raise ConflictError(TOO_LATE)
    due_at = act.case.due_at
    also = [
        {
            "Update": act.ports.mentions.change(
                one,
                move(one, State.IN_REVIEW, by=act.by, at=act.now, reason="reopened", due_at=due_at, with_people=True),
            )
        }
        for one in together
    ]
    act.write(case_rules.returned(act.case, act.now, due_at=due_at), "reopened", also=also)
    return Done("reopened")


def _unsnooze(act: Act, *, before: str) -> Done:
    """The case back with the deadline that it had; no later than its snooze ends."""
    try:
        due_at = min(times.from_text(before), act.case.due_at)
    except (ValueError, OverflowError) as error:
        raise ConflictError(TOO_LATE) from error
    return deadlines.back(act, due_at)


def _check(action: str, case_ids: Sequence[str]) -> None:
    if action not in BULK:
        raise InputError("action", f"it must be one of {', '.join(BULK)}")
    if not case_ids:
        raise InputError("case", "choose at least one case")
    if len(case_ids) > MOST_CASES:
        raise InputError("case", f"choose {MOST_CASES} cases at most")


def undo_until(now: datetime) -> datetime:
    return now + UNDO_WITHIN
