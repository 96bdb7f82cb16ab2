"""Words of what rules the desk: the playbook, the staff list and sessions."""

from shared.domain.brand import Role
from shared.domain.decision import Action

DONE = {
    "role_given": "The role is stored. It counts from the person's next click.",
    "person_removed": "The person is off the staff list, and signed out everywhere.",
    "person_signed_out": "The person is signed out everywhere.",
    "session_ended": "That session is ended.",
    "playbook_published": "The playbook is in force. Every mention judged from now on, and every reply, follows it.",
}

FIELDS = {
    "name": "The name",
    "role": "The role",
    "staff_id": "The person",
    "brand": "The brand",
    "session": "The session",
    "number": "The version",
}

# what it is called, what one may do with it
ROLES = {
    Role.VIEWER: ("Viewer", "reads everything, changes nothing"),
    Role.RESPONDER: ("Responder", "works on cases and replies"),
    Role.ADMIN: ("Admin", "also decides on the playbook, the stop switch and the staff"),
}

# a field of the playbook's form: what it is called, what it means
PARTS = {
    "title": ("Name of the brand", "Stands in the wording where {brand} is written."),
    "automatic": ("The machine answers by itself", "If not, every mention goes to a person."),
    "two_people": ("Public replies need two people", "In a crisis: another person approves each before it is sent."),
    "languages": ("Languages in which it may answer", "A person reads all others."),
    "min_confidence": ("Surety to end with thanks, in %", "How sure it must be where its answer is the last word."),
    "min_confidence_follow_up": ("Surety to answer ahead of a person, in %", "Where a person looks in any case."),
    "fresh_hours": ("Hours for which a mention is fresh", "Older ones go to a person. 168 at most."),
    "wide_reach": ("Followers that are many", "Authors with as many go to a person, one step more urgent."),
    "sla_critical": ("Critical, in minutes", "Until a person must have looked."),
    "sla_high": ("High, in minutes", ""),
    "sla_normal": ("Normal, in minutes", ""),
    "sla_low": ("Low, in minutes", ""),
    "breaker_sends": ("Answers of one account", "More within the time below stop that account, and somebody is told."),
    "breaker_minutes": ("Within how many minutes", ""),
    "drift_window": (
        "Look at every so many mentions",
        "Answering more or fewer of them than this stops it.",
    ),
    "drift_low": ("Answered at least, in %", ""),
    "drift_high": ("Answered at most, in %", ""),
    "undo_public": ("Public replies, in seconds", "How long a reply waits, so that its writer can take it back."),
    "undo_private": ("Private replies, in seconds", ""),
}

# the form's sections: title, fields
SECTIONS = (
    ("How careful the machine is", ("min_confidence", "min_confidence_follow_up", "fresh_hours", "wide_reach")),
    ("How soon a person must have looked", ("sla_critical", "sla_high", "sla_normal", "sla_low")),
    ("Too many answers at once", ("breaker_sends", "breaker_minutes")),
    ("A machine that answers unusually much or little", ("drift_window", "drift_low", "drift_high")),
    ("How long a reply can be undone", ("undo_public", "undo_private")),
)

TREATMENTS = {
    "done": "Answered by the machine, and done",
    "follow_up": "Answered by the machine, then a person",
    "person": "A person at once",
}
PLACES = ("public", "private")
VISIBLE = {"public": "public", "private": "private"}

ACTIONS = {
    Action.ACKNOWLEDGE: "Answered by the machine",
    Action.REVIEW: "A person",
    Action.IGNORE: "Needs nothing",
}

# what the playbook's own rules say of a text
REMEDIES = (
    "the only slot is {brand}; take the other braces out",
    "must be one line of visible characters: it stands in public replies",
    "two variants are the same; a thread would show the same text twice",
    "low must not lie above high",
)
