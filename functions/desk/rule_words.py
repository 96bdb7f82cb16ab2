"""Words of what rules the desk: the playbook, the staff list and sessions."""

from shared.domain.brand import Role

DONE = {
    "role_given": "The role is stored. It counts from the person's next click.",
    "person_removed": "The person is off the staff list, and signed out everywhere.",
    "person_signed_out": "The person is signed out everywhere.",
    "session_ended": "That session is ended.",
}

FIELDS = {
    "name": "The name",
    "role": "The role",
    "staff_id": "The person",
    "brand": "The brand",
    "session": "The session",
}

# what it is called, what one may do with it
ROLES = {
    Role.VIEWER: ("Viewer", "reads everything, changes nothing"),
    Role.RESPONDER: ("Responder", "works on cases and replies"),
    Role.ADMIN: ("Admin", "also decides on the playbook, the stop switch and the staff"),
}
