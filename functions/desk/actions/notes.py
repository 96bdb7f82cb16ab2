"""Notes: what staff tell each other about a case. They are never sent, and never stand in the box for replies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from functions.desk.act import Act, Done, colleagues, field
from functions.desk.replies import clean
from shared.aws import notes
from shared.domain import case as case_rules
from shared.domain.brand import Staff
from shared.errors import ConflictError, InputError

NOTE_LIMIT = 4_000  # characters
CALL = re.compile(r"(?<![\w@.])@(?=\w)")  # the sign before a name; not that of an e-mail address


@dataclass(frozen=True)
class Composed:
    """A note that is not stored yet: `write` stores it, `calls` are those whom it calls but its writer; `strangers`
    says that it calls somebody who is not there."""

    write: dict[str, Any]
    calls: Sequence[str]
    strangers: bool


def note(act: Act) -> Done:
    """Stores a note. `@` and the name or id of a colleague calls them: the case is shown to them as theirs."""
    text = clean(field(act.fields, "note", "write something first", most=NOTE_LIMIT))
    if not text:
        raise InputError("note", "write something first")
    composed = compose(act, text)
    act.write(case_rules.note(act.case, composed.calls, act.now), "noted", also=[composed.write])
    return Done("noted_with_strangers" if composed.strangers else "noted")


def compose(act: Act, text: str) -> Composed:
    """A note of this person, to be stored with whatever they do."""
    everybody = colleagues(act.ports, act.case.brand, "see") if CALL.search(text) else []
    called, strangers = _called(text, everybody)
    written = notes.Note(
        note_id=act.ports.new_id(),
        case_id=act.case.case_id,
        by=act.staff.staff_id,
        at=act.now,
        text=text,
        mentioned=tuple(called),
    )
    others = [name for name in called if name != act.staff.staff_id]
    return Composed(notes.put(act.ports.cases, written), others, strangers)


def strike_note(act: Act) -> Done:
    """Strikes out a note of one's own. It stays to be read as struck out."""
    note_id = field(act.fields, "note_id", "name the note")
    found = next((one for one in notes.of_case(act.ports.cases, act.case.case_id) if one.note_id == note_id), None)
    if found is None:
        raise InputError("note_id", "there is no such note in this case")
    if found.by != act.staff.staff_id:
        raise InputError("note_id", "only who wrote a note strikes it out: write one that corrects it")
    if found.struck_at:
        return Done("as_it_stands")
    change = notes.strike(act.ports.cases, found, act.now)
    try:
        act.write(case_rules.note(act.case, (), act.now), "note_struck", also=[change])
    except ConflictError as conflict:
        if 2 in conflict.failed:
            return Done("as_it_stands")
        raise
    return Done("note_struck")


def _called(text: str, everybody: Sequence[Staff]) -> tuple[list[str], bool]:
    """The ids of those whom the text calls, and whether it calls somebody who is not there."""
    called: dict[str, None] = {}
    strangers = False
    lowered = text.casefold()
    for sign in CALL.finditer(lowered):
        rest = lowered[sign.end() :]
        names = {
            person.staff_id: max(len(name) for name in (_fits(rest, person.staff_id), _fits(rest, person.name)))
            for person in everybody
        }
        longest = max(names.values(), default=0)
        strangers = strangers or not longest
        called |= {staff_id: None for staff_id, length in names.items() if length and length == longest}
    return sorted(called), strangers


def _fits(rest: str, name: str) -> str:
    """The name, if the text goes on with it and then with something else."""
    wanted = name.casefold()
    return wanted if re.match(rf"{re.escape(wanted)}(?!\w)", rest) else ""
