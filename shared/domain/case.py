"""The staff's work on one author's mentions in one thread. Pure: each function gives the next case.

A case is open, waits for the author, is snoozed, waits for approval, or is closed. Who holds it and
until when are attributes: a lease that nobody renews runs out by itself. Whose work it is beyond that
is one more: an assignment stays until somebody changes it. A snooze ends by itself too, at `due_at`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from shared.domain.assessment import Urgency
from shared.domain.mention import Mention, Surface
from shared.errors import ConflictError, InputError

LEASE = timedelta(minutes=10)
MOST_TAGS = 10
TAG = re.compile(r"[^\W_](?:[\w-]{0,28}[^\W_])?")  # one word of letters and digits, of at most 30 characters


class CaseState(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    APPROVAL = "approval"
    CLOSED = "closed"


class Outcome(StrEnum):
    """Why a case was closed without (a further) reply."""

    ANSWERED = "answered"
    DISMISSED = "dismissed"
    DUPLICATE = "duplicate"
    COVERED = "covered"
    HANDLED_ELSEWHERE = "handled_elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`version` counts every write; a person's action carries the version that it saw.

    `due_at` is the earliest deadline of its open members. `members` counts all, `news` those that
    came since a person last acted. `newest` is the member that came last; `topic`, `language` and
    `surface` are its own. `failed_send` says that a person's reply was refused, or that nobody knows whether
    it stands, and that no one has dealt with that yet. `until_message` says that a snooze ends with the author's
    next message, or at `due_at`. `mentioned` are those whom a note called and who have not acted here since.
    `candidates` counts the answers that wait for approval, by `approver` or, where it is None, by anybody who may.
    """

    case_id: str
    brand: str
    platform: str
    account_id: str
    surface: Surface
    state: CaseState
    urgency: Urgency
    due_at: datetime
    opened_at: datetime
    updated_at: datetime
    version: int
    newest: str = ""
    thread_key: str = ""
    author_id: str | None = None
    author_name: str | None = None
    topic: str = "other"
    language: str = "other"
    reach: int | None = None
    members: int = 0
    news: int = 0
    holder: str | None = None
    lease_until: datetime | None = None
    assigned_to: str | None = None
    failed_send: bool = False
    tags: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    until_message: bool = False
    escalated: bool = False
    candidates: int = 0
    approver: str | None = None
    outcome: Outcome | None = None

    def held_by(self, now: datetime) -> str | None:
        """The staff id of whoever holds a live lease."""
        return self.holder if self.lease_until is not None and now < self.lease_until else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """One line of a case's timeline: who did what when, and why. Never the text of a mention."""

    at: datetime
    by: str
    what: str
    reason: str = ""


def open_case(mention: Mention, *, urgency: Urgency, due_at: datetime, at: datetime) -> Case:
    """A new case with this mention, which names it already, as its first member."""
    if mention.case_id is None:
        raise ValueError("the first member names its case")
    return Case(
        case_id=mention.case_id,
        brand=mention.brand,
        platform=mention.platform,
        account_id=mention.account_id,
        thread_key=mention.thread_key,
        surface=mention.surface,
        state=CaseState.OPEN,
        urgency=urgency,
        due_at=due_at,
        opened_at=at,
        updated_at=at,
        version=1,
        newest=mention.mention_id,
        author_id=mention.author_id,
        author_name=mention.author_name,
        topic=mention.assessment.topic if mention.assessment else "other",
        language=mention.assessment.language if mention.assessment else "other",
        reach=mention.reach,
        members=1,
        news=1,
    )


def join(case: Case, mention: Mention, *, urgency: Urgency, due_at: datetime, at: datetime) -> Case:
    """The case with one more member: as urgent as the most urgent, due with the earliest; open again."""
    raised = urgency if urgency.rank < case.urgency.rank else case.urgency
    return _changed(
        case,
        at,
        state=CaseState.OPEN,
        urgency=raised,
        due_at=earliest(case, due_at),
        newest=mention.mention_id,
        surface=mention.surface,
        members=case.members + 1,
        news=case.news + 1,
        topic=mention.assessment.topic if mention.assessment else case.topic,
        language=mention.assessment.language if mention.assessment else case.language,
        reach=mention.reach if mention.reach is not None else case.reach,
    )


def awake(case: Case, now: datetime) -> Case:
    """The case as it stands for people: open where its snooze has ended. Nothing is written by that."""
    is_over = case.state is CaseState.SNOOZED and case.due_at <= now
    return replace(case, state=CaseState.OPEN) if is_over else case


def claim(case: Case, staff_id: str, at: datetime) -> Case:
    """The case held by this person for the lease. InputError if closed, ConflictError if another holds it."""
    require_not_closed(case)
    holder = case.held_by(at)
    if holder not in (None, staff_id):
        raise ConflictError(f"{holder} holds this case")
    return _changed(case, at, holder=staff_id, lease_until=at + LEASE)


def take_over(case: Case, staff_id: str, at: datetime) -> Case:
    """The case held by this person, whoever held it. InputError if closed."""
    require_not_closed(case)
    return _changed(case, at, holder=staff_id, lease_until=at + LEASE)


def release(case: Case, staff_id: str, at: datetime) -> Case:
    """The case without a holder. ConflictError if somebody else holds it."""
    require_holder(case, staff_id, at)
    return _changed(case, at, holder=None, lease_until=None)


def stay(case: Case, staff_id: str, at: datetime) -> Case:
    """The case with its holder's lease renewed. Nothing else changes, so what others have before them stays valid."""
    require_holder(case, staff_id, at)
    return replace(case, lease_until=at + LEASE)


def assign(case: Case, to: str | None, at: datetime) -> Case:
    """The case as this person's work, or nobody's. Who holds it holds it still. InputError if closed."""
    require_not_closed(case)
    return _changed(case, at, assigned_to=to)


def tag(case: Case, words: Iterable[str], at: datetime) -> Case:
    """The case with exactly these tags, in order. InputError for one that is no lower-case word, or too many."""
    tags = tuple(sorted({word.strip().lower() for word in words} - {""}))
    wrong = next((word for word in tags if not TAG.fullmatch(word)), None)
    if wrong:
        raise InputError("tags", f"“{wrong[:40]}” is no tag: one word of at most 30 letters, digits or hyphens is")
    if len(tags) > MOST_TAGS:
        raise InputError("tags", f"a case has {MOST_TAGS} tags at most: take some out")
    return _changed(case, at, tags=tags)


def note(case: Case, mentioned: Iterable[str], at: datetime) -> Case:
    """The case with a note beside it, which calls these people."""
    return _changed(case, at, mentioned=_with(case, mentioned))


def noticed(case: Case, staff_id: str) -> Case:
    """The case as its next version: this person acts on it, so no note calls them any more."""
    if staff_id not in case.mentioned:
        return case
    return replace(case, mentioned=tuple(name for name in case.mentioned if name != staff_id))


def snooze(case: Case, at: datetime, *, until: datetime, until_message: bool) -> Case:
    """The case put away until then, or until its author writes again. Nobody holds it. InputError if closed."""
    require_not_closed(case)
    return _changed(
        case,
        at,
        state=CaseState.SNOOZED,
        due_at=until,
        until_message=until_message,
        holder=None,
        lease_until=None,
        news=0,
    )


def wake(case: Case, at: datetime, *, due_at: datetime) -> Case:
    """The case open before its snooze ends. InputError unless it is snoozed."""
    if case.state is not CaseState.SNOOZED:
        raise InputError("case", "it is not snoozed")
    return _changed(case, at, state=CaseState.OPEN, due_at=due_at)


def rate(case: Case, at: datetime, *, urgency: Urgency, due_at: datetime) -> Case:
    """The case as urgent as a person says. InputError if closed."""
    require_not_closed(case)
    return _changed(case, at, urgency=urgency, due_at=due_at)


def escalate(case: Case, at: datetime, *, urgency: Urgency, due_at: datetime, mentioned: Iterable[str]) -> Case:
    """The case brought before those who are told of urgent ones, with a note. InputError if closed."""
    rated = rate(case, at, urgency=urgency, due_at=due_at)
    return replace(rated, escalated=True, mentioned=_with(case, mentioned))


def submit(case: Case, at: datetime, *, waiting: int, approver: str | None) -> Case:
    """The case with `waiting` answers to be approved: nobody holds it, so that whoever approves can. It calls the
    `approver`, where one is named."""
    require_not_closed(case)
    return _changed(
        case,
        at,
        state=CaseState.APPROVAL,
        candidates=waiting,
        mentioned=_with(case, (approver,) if approver else ()),
        approver=approver,
        holder=None,
        lease_until=None,
        news=0,
    )


def decided(case: Case, *, waiting: int) -> Case:
    """The case as its next version: `waiting` of its answers are still to be approved."""
    return replace(case, candidates=waiting, approver=case.approver if waiting else None)


def sent_back(case: Case, at: datetime, *, waiting: int, writer: str) -> Case:
    """The case after one of its answers went back to its writer, whom it calls; open if no other one waits."""
    is_left = case.state is CaseState.APPROVAL and waiting > 0
    state = CaseState.APPROVAL if is_left else CaseState.OPEN
    return decided(_changed(case, at, state=state, mentioned=_with(case, (writer,))), waiting=waiting)


def acted(case: Case, staff_id: str, at: datetime, *, state: CaseState) -> Case:
    """The case after its holder acted on it: the lease renewed, nothing new left unseen."""
    require_holder(case, staff_id, at)
    return _changed(case, at, state=state, news=0, lease_until=at + LEASE, failed_send=False)


def close(case: Case, at: datetime, outcome: Outcome) -> Case:
    """The case closed. That no member is open is checked by whoever writes it."""
    require_not_closed(case)
    ended = {"holder": None, "lease_until": None, "news": 0, "failed_send": False}
    return _changed(case, at, state=CaseState.CLOSED, outcome=outcome, **ended)


def returned(case: Case, at: datetime, *, due_at: datetime) -> Case:
    """The case open again: a reply failed, or a person reopened it. What was due before stays so."""
    due = earliest(case, due_at)
    return _changed(case, at, state=CaseState.OPEN, due_at=due, outcome=None, news=case.news + 1)


def reply_failed(case: Case, at: datetime, *, due_at: datetime) -> Case:
    """The case open again, and marked, because a person's reply was refused or may not have arrived."""
    return replace(returned(case, at, due_at=due_at), failed_send=True)


def raised(case: Case, at: datetime, *, urgency: Urgency, due_at: datetime) -> Case:
    """The case open again with news of a member: never less urgent than it was."""
    higher = urgency if urgency.rank < case.urgency.rank else case.urgency
    return _changed(case, at, state=CaseState.OPEN, urgency=higher, due_at=earliest(case, due_at), news=case.news + 1)


def earliest(case: Case, due_at: datetime) -> datetime:
    """When a case must be looked at that has a member due then: no later than was promised for the others."""
    return due_at if case.state in (CaseState.WAITING, CaseState.CLOSED) else min(case.due_at, due_at)


def replied(case: Case, at: datetime, *, still_open: bool) -> Case:
    """The case after a reply of ours stands: the author's turn, unless other members still wait for us."""
    return _changed(case, at, state=CaseState.OPEN if still_open else CaseState.WAITING)


def require_holder(case: Case, staff_id: str, at: datetime) -> None:
    """ConflictError unless this person holds a live lease on the case."""
    require_not_closed(case)
    holder = case.held_by(at)
    if holder != staff_id:
        raise ConflictError(f"{holder} holds this case" if holder else "claim the case first: your lease ran out")


def require_not_closed(case: Case) -> None:
    if case.state is CaseState.CLOSED:
        raise InputError("case", "it is closed; reopen it first")


def _with(case: Case, mentioned: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*case.mentioned, *mentioned}))


def _changed(case: Case, at: datetime, **changes: Any) -> Case:
    after = replace(awake(case, at), version=case.version + 1, updated_at=at, **changes)
    is_over = after.until_message and after.state is not CaseState.SNOOZED
    return replace(after, until_message=False) if is_over else after
