"""The states of a mention: the arrows as data, and the one function that follows them.

Every arrow is written as one conditional update on (state, version) by `shared.aws.mentions`.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from shared.domain.mention import Mention, State, TimelineEntry
from shared.errors import TransitionError

TIMELINE_LIMIT = 40  # entries on the row; the oldest but the first are dropped

INGEST, TRIAGE, REPLY, REVIEW, DESK, WATCH, ERASE = "ingest", "triage", "reply", "review", "desk", "watch", "erase"
ACTORS = (INGEST, TRIAGE, REPLY, REVIEW, DESK, WATCH, ERASE)
MACHINE_LEADS = frozenset({State.RECEIVED, State.ACKNOWLEDGING})  # never again once a reply was tried or a case opened

R, A, V, Y, S = State.RECEIVED, State.ACKNOWLEDGING, State.IN_REVIEW, State.REPLYING, State.SENDING

FINISHED = (State.ACKNOWLEDGED, State.ANSWERED, State.RESOLVED, State.IGNORED)

# (from, to): who may do it
ARROWS: dict[tuple[State, State], frozenset[str]] = {
    (R, State.IGNORED): frozenset({TRIAGE}),
    (R, A): frozenset({TRIAGE}),
    (R, V): frozenset({TRIAGE, WATCH}),
    (V, Y): frozenset({DESK}),
    (Y, V): frozenset({DESK, WATCH, INGEST, REPLY}),
    (A, S): frozenset({REPLY}),
    (Y, S): frozenset({REPLY}),
    (S, State.ACKNOWLEDGED): frozenset({REPLY, WATCH}),
    (S, State.ANSWERED): frozenset({REPLY, WATCH}),
    (S, V): frozenset({REPLY, WATCH}),
    (S, A): frozenset({REPLY}),
    (S, Y): frozenset({REPLY}),
    (S, State.WITHDRAWN): frozenset({REPLY}),
    (A, V): frozenset({REPLY, WATCH, INGEST}),
    (A, State.IGNORED): frozenset({REPLY}),
    (V, State.RESOLVED): frozenset({DESK, REPLY}),
    (R, State.WITHDRAWN): frozenset({INGEST}),
    (A, State.WITHDRAWN): frozenset({INGEST}),
    (Y, State.WITHDRAWN): frozenset({INGEST}),
    (V, State.WITHDRAWN): frozenset({INGEST}),
    (A, R): frozenset({INGEST}),
    (State.ACKNOWLEDGED, V): frozenset({INGEST, DESK}),
    (State.ANSWERED, V): frozenset({INGEST, DESK}),
    (State.RESOLVED, V): frozenset({INGEST, DESK}),
    (State.IGNORED, V): frozenset({INGEST, DESK}),
    (State.WITHDRAWN, V): frozenset({DESK}),
    **{(state, State.ERASED): frozenset({ERASE}) for state in State if state not in (S, State.ERASED)},
    (S, State.ERASED): frozenset({REPLY, WATCH}),
}

# Events that change a mention without moving it: (state, event): who may do it
MARKS: dict[tuple[State, str], frozenset[str]] = {
    (R, "edited"): frozenset({INGEST}),
    (V, "edited"): frozenset({INGEST}),
    (R, "rung"): frozenset({WATCH}),
    (A, "rung"): frozenset({WATCH}),
    (V, "rung"): frozenset({WATCH}),
    (Y, "rung"): frozenset({WATCH}),
    (V, "assessed"): frozenset({TRIAGE}),
    (V, "joined"): frozenset({REVIEW}),
    (V, "raised"): frozenset({REVIEW}),
    (V, "deadline_moved"): frozenset({DESK}),
    **{(state, "corrected"): frozenset({DESK}) for state in (V, *FINISHED)},
    (S, "event_kept"): frozenset({INGEST, ERASE}),
    **{(state, "same_again"): frozenset({INGEST}) for state in (R, A, V, Y, S, *FINISHED)},
    **{(state, "purged"): frozenset({INGEST}) for state in FINISHED},
}


def move(
    mention: Mention,
    to: State,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    due_at: datetime | None = None,
    **changes: Any,
) -> Mention:
    """The mention after one arrow. `by` is an actor, or `desk:<staff id>` for a person.

    An open state needs `due_at`; a terminal one takes none. Raises TransitionError for an arrow that
    the table does not hold, so that no caller can invent one.
    """
    if actor(by) not in ARROWS.get((mention.state, to), frozenset()):
        raise TransitionError(f"{by} may not move a mention from {mention.state} to {to}")
    if to in MACHINE_LEADS and mention.state is not S and mention.has_spoken:
        raise TransitionError(f"a mention that had a reply attempt or a case goes to a person, not to {to}")
    of_sending = {"lease_until": None, "attempt_id": None, "pending_event": None}  # a claim names its own
    moved = {"state": to, "due_at": due_at, "rings": 0, "with_people": False, **of_sending, **changes}
    return _stepped(mention, TimelineEntry(at=at, state=to, by=by, reason=reason), moved)


def mark(mention: Mention, event: str, *, by: str, at: datetime, reason: str = "", **changes: Any) -> Mention:
    """The mention after an event that leaves its state as it is. `event` is a key of MARKS.

    Rings in a row are one entry, the last one's: they would fill the timeline while a step is down.
    """
    if actor(by) not in MARKS.get((mention.state, event), frozenset()):
        raise TransitionError(f"{by} may not mark a mention in {mention.state} as {event}")
    return _stepped(mention, TimelineEntry(at=at, state=mention.state, by=by, reason=reason or event), changes)


def actor(by: str) -> str:
    """The step behind a name: `desk:ana` acts as `desk`."""
    return by.partition(":")[0]


def _stepped(mention: Mention, entry: TimelineEntry, changes: dict[str, Any]) -> Mention:
    after = replace(
        mention,
        **changes,
        version=mention.version + 1,
        updated_at=entry.at,
        timeline=_append(mention.timeline, entry),
    )
    if after.is_open != (after.due_at is not None):
        raise TransitionError(f"{after.state} {'needs' if after.is_open else 'takes no'} due_at")
    return after


def _append(timeline: tuple[TimelineEntry, ...], entry: TimelineEntry) -> tuple[TimelineEntry, ...]:
    rung_again = bool(timeline) and timeline[-1].reason == entry.reason == "rung"
    longer = (*(timeline[:-1] if rung_again else timeline), entry)
    return longer if len(longer) <= TIMELINE_LIMIT else (longer[0], *longer[1 - TIMELINE_LIMIT :])
