"""The work on a case as the page shows it: whose it is, to whom it may go, and what colleagues tell each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from functions.desk.act import Ports, colleagues, may
from shared.aws import notes
from shared.domain.brand import Staff
from shared.domain.case import Case

# what a snooze is called in the form, and how long it is
SNOOZES = (
    ("1 hour", timedelta(hours=1)),
    ("4 hours", timedelta(hours=4)),
    ("1 day", timedelta(days=1)),
    ("3 days", timedelta(days=3)),
    ("7 days", timedelta(days=7)),
)
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
class Work:
    """`assigned` is the name of whoever's work it is; `readers` are the brand's staff, `colleagues` those of them who
    may work on its cases. `snoozes` are ends of a snooze to choose from: what each is called, and when it is."""

    assigned: str = ""
    is_for_me: bool = False
    readers: Sequence[Staff] = field(default=())
    colleagues: Sequence[Staff] = field(default=())
    notes: Sequence[NoteView] = field(default=())
    snoozes: Sequence[tuple[str, datetime]] = field(default=())


NOTHING = Work()


def work_of(ports: Ports, staff: Staff, case: Case, names: Names, now: datetime) -> Work:
    """The work on this case. To whom it may go is left out for those who may only look."""
    readers = colleagues(ports, case.brand, "see") if may(staff, case.brand, "act") else []
    return Work(
        assigned=names(case.assigned_to) if case.assigned_to else "",
        is_for_me=staff.staff_id == case.assigned_to or staff.staff_id in case.mentioned,
        readers=readers,
        colleagues=[person for person in readers if may(person, case.brand, "act")],
        snoozes=[(title, now + length) for title, length in SNOOZES],
        notes=[_note(note, staff, names) for note in notes.of_case(ports.cases, case.case_id)],
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
