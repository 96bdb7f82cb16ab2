"""What staff tell each other about a case, in the mentions table beside it. A note is never sent anywhere.

CASE#<case_id> / NOTE#<utc>#<note_id>   one note

A note is struck out by its writer, never deleted: the row stays, and says when.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.aws import items, writes
from shared.aws.cases import Cases
from shared.domain import times


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`mentioned` are the staff ids of those whom it calls."""

    note_id: str
    case_id: str
    by: str
    at: datetime
    text: str
    mentioned: tuple[str, ...] = ()
    struck_at: datetime | None = None


def of_case(cases: Cases, case_id: str) -> list[Note]:
    """The case's notes, oldest first."""
    rows = writes.query(
        cases.client,
        TableName=cases.table,
        KeyConditionExpression="pk = :case AND begins_with(sk, :prefix)",
        ExpressionAttributeValues={":case": {"S": f"CASE#{case_id}"}, ":prefix": {"S": "NOTE#"}},
        ConsistentRead=True,
    )
    return [items.read(Note, row) for row in rows]


def put(cases: Cases, note: Note) -> dict[str, Any]:
    """A new note, as a member of a transaction."""
    item = {**_key(note), **items.encode_fields(note)}
    return {"Put": {"TableName": cases.table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}


def strike(cases: Cases, note: Note, at: datetime) -> dict[str, Any]:
    """Strikes it out, as a member of a transaction, unless it was struck out before."""
    return {
        "Update": {
            "TableName": cases.table,
            "Key": _key(note),
            "UpdateExpression": "SET struck_at = :at",
            "ConditionExpression": "attribute_exists(pk) AND attribute_not_exists(struck_at)",
            "ExpressionAttributeValues": {":at": {"S": times.to_text(at)}},
        }
    }


def _key(note: Note) -> items.Item:
    return {"pk": {"S": f"CASE#{note.case_id}"}, "sk": {"S": f"NOTE#{times.to_text(note.at)}#{note.note_id}"}}
