"""Answers that wait for another person's yes, in the mentions table beside their case.

CASE#<case_id> / CANDIDATE#<utc>#<reply_id>   one answer, and what became of it

One that was approved is sent as the reply of the same id (`Mentions.put_staff_reply`), and no other way.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.aws import items, writes
from shared.aws.cases import Cases
from shared.domain import times


class Fate(StrEnum):
    """What became of it."""

    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`approver` is the staff id of whom it was handed to, or None for anybody who may. `note` says why it was sent
    back. `covers` are the other mentions that it answers."""

    reply_id: str
    case_id: str
    mention_id: str
    text: str
    by: str
    at: datetime
    covers: tuple[str, ...] = ()
    approver: str | None = None
    fate: Fate | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    note: str = ""


def of_case(cases: Cases, case_id: str) -> list[Candidate]:
    """All of a case, decided on or not, oldest first."""
    rows = writes.query(
        cases.client,
        TableName=cases.table,
        KeyConditionExpression="pk = :case AND begins_with(sk, :prefix)",
        ExpressionAttributeValues={":case": {"S": f"CASE#{case_id}"}, ":prefix": {"S": "CANDIDATE#"}},
        ConsistentRead=True,
    )
    return [items.read(Candidate, row) for row in rows]


def put(cases: Cases, candidate: Candidate) -> dict[str, Any]:
    """A new one, as a member of a transaction."""
    item = {**_key(candidate), **items.encode_fields(candidate)}
    return {"Put": {"TableName": cases.table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}


def decide(cases: Cases, candidate: Candidate, fate: Fate, *, by: str, at: datetime, note: str = "") -> dict[str, Any]:
    """What became of it, as a member of a transaction; refused if that was decided before."""
    return {
        "Update": {
            "TableName": cases.table,
            "Key": _key(candidate),
            "UpdateExpression": "SET fate = :fate, decided_by = :by, decided_at = :at, #note = :note",
            "ConditionExpression": "attribute_exists(pk) AND attribute_not_exists(fate)",
            "ExpressionAttributeNames": {"#note": "note"},
            "ExpressionAttributeValues": {
                ":fate": {"S": fate.value},
                ":by": {"S": by},
                ":at": {"S": times.to_text(at)},
                ":note": {"S": note},
            },
        }
    }


def _key(candidate: Candidate) -> items.Item:
    sk = f"CANDIDATE#{times.to_text(candidate.at)}#{candidate.reply_id}"
    return {"pk": {"S": f"CASE#{candidate.case_id}"}, "sk": {"S": sk}}
