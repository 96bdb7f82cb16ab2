"""The work on a case as the page shows it: whose it is, to whom it may go, and what colleagues tell each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from functions.desk import words
from functions.desk.act import Ports, colleagues, may
from shared.aws import candidates, notes
from shared.aws.candidates import Candidate, Fate
from shared.domain.brand import Staff
from shared.domain.case import Case

Names = Callable[[str], str]


@dataclass(frozen=True)
class NoteView:
    """A note as it is read. `struck` says that its writer struck it out."""

    note_id: str
    by: str
    is_mine: bool
    at: datetime
    text: str
    mentioned: Sequence[str]
    calls_me: bool
    struck: bool


@dataclass(frozen=True)
class CandidateView:
    """An answer that waits for approval, or that was sent back to whoever looks: then `note` says why."""

    reply_id: str
    mention_id: str
    text: str
    by: str
    is_mine: bool
    at: datetime
    approver: str
    may_decide: bool
    rejected_by: str
    note: str


@dataclass(frozen=True)
class Work:
    """`assigned` is the name of whoever's work it is; `readers` are the brand's staff, `colleagues` those of them who
    may work on its cases. `snoozes` are ends of a snooze to choose from: what each is called, and when it is.
    `candidates` are the answers that wait for approval, and those of whoever looks that were sent back; `two_people`
    says that the brand wants a second person's yes for each public reply."""

    assigned: str = ""
    is_for_me: bool = False
    readers: Sequence[Staff] = field(default=())
    colleagues: Sequence[Staff] = field(default=())
    notes: Sequence[NoteView] = field(default=())
    snoozes: Sequence[tuple[str, datetime]] = field(default=())
    candidates: Sequence[CandidateView] = field(default=())
    two_people: bool = False


NOTHING = Work()


def work_of(ports: Ports, staff: Staff, case: Case, names: Names, now: datetime) -> Work:
    """The work on this case. To whom it may go is left out for those who may only look."""
    may_act = may(staff, case.brand, "act")
    playbook = ports.settings.find_playbook(case.brand) if may_act else None
    answers = candidates.of_case(ports.cases, case.case_id) if may_act else []
    readers = colleagues(ports, case.brand, "see") if may_act else []
    return Work(
        assigned=names(case.assigned_to) if case.assigned_to else "",
        is_for_me=staff.staff_id == case.assigned_to or staff.staff_id in case.mentioned,
        readers=readers,
        colleagues=[person for person in readers if may(person, case.brand, "act")],
        snoozes=[(title, now + length) for title, length in words.SNOOZES],
        candidates=[_candidate(one, staff, case, names) for one in answers if _is_shown(one, staff, answers)],
        two_people=playbook is not None and playbook.two_people,
        notes=[_note(note, staff, names) for note in notes.of_case(ports.cases, case.case_id)],
    )


def _is_shown(candidate: Candidate, staff: Staff, known: Sequence[Candidate]) -> bool:
    """Those that wait; and one's own last one for a message, if it was sent back."""
    if candidate.fate is None:
        return True
    mine = [one for one in known if (one.by, one.mention_id) == (staff.staff_id, candidate.mention_id)]
    return bool(mine) and candidate is mine[-1] and candidate.fate is Fate.REJECTED


def _candidate(candidate: Candidate, staff: Staff, case: Case, names: Names) -> CandidateView:
    is_mine = candidate.by == staff.staff_id
    is_mine_to_decide = candidate.approver in (None, staff.staff_id) or may(staff, case.brand, "stop")
    return CandidateView(
        reply_id=candidate.reply_id,
        mention_id=candidate.mention_id,
        text=candidate.text,
        by=names(candidate.by),
        is_mine=is_mine,
        at=candidate.at,
        approver=names(candidate.approver) if candidate.approver else "",
        may_decide=candidate.fate is None and not is_mine and is_mine_to_decide,
        rejected_by=names(candidate.decided_by) if candidate.fate else "",
        note=candidate.note,
    )


def _note(note: notes.Note, staff: Staff, names: Names) -> NoteView:
    return NoteView(
        note_id=note.note_id,
        by=names(note.by),
        is_mine=note.by == staff.staff_id,
        at=note.at,
        text=note.text,
        mentioned=note.mentioned,
        calls_me=staff.staff_id in note.mentioned,
        struck=note.struck_at is not None,
    )
