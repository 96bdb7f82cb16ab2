"""The staff list as a whole, and what was changed of it. Rows are in the settings table.

STAFF   / <staff id>     a person and their roles
ROSTER  / HEAD           how often the list was changed
ROSTER  / AT#<8 digits>  one change: who, when, why
"""

from itertools import islice
from typing import Any

from shared.aws import audit, items, writes
from shared.aws.settings import Settings
from shared.domain import deed
from shared.domain.brand import Staff
from shared.domain.staffing import StaffChange

HEAD = {"pk": {"S": "ROSTER"}, "sk": {"S": "HEAD"}}


def roster(settings: Settings) -> tuple[int, list[Staff]]:
    """How often the list was changed, and everybody on it by name."""
    head = settings.client.get_item(TableName=settings.table, Key=HEAD, ConsistentRead=True).get("Item")
    rows = writes.query(
        settings.client,
        TableName=settings.table,
        KeyConditionExpression="pk = :staff",
        ExpressionAttributeValues={":staff": {"S": "STAFF"}},
        ConsistentRead=True,
    )
    people = sorted((items.read(Staff, row) for row in rows), key=lambda person: (person.name, person.staff_id))
    return (items.decode(head["changes"]) if head else 0), people


def change(settings: Settings, seen: int, after: Staff | None, told: StaffChange) -> None:
    """Writes the person, or with None takes them off, with its line in the history and in the record of deeds.

    ConflictError if the list was changed since it was read as `seen`: what was checked may not hold any more.
    """
    key = {"pk": {"S": "STAFF"}, "sk": {"S": told.staff_id}}
    person: dict[str, Any] = {"Delete": {"TableName": settings.table, "Key": key}}
    if after:
        person = {"Put": {"TableName": settings.table, "Item": {**key, **items.encode_fields(after)}}}
    writes.transact(settings.client, [person, *_counted(settings, seen, told)])


def note(settings: Settings, seen: int, told: StaffChange) -> None:
    """A line in the history that changes nobody's roles. ConflictError as in `change`."""
    writes.transact(settings.client, _counted(settings, seen, told))


def history(settings: Settings, limit: int) -> list[StaffChange]:
    """The newest changes, newest first."""
    rows = writes.query(
        settings.client,
        TableName=settings.table,
        KeyConditionExpression="pk = :roster AND begins_with(sk, :at)",
        ExpressionAttributeValues={":roster": {"S": "ROSTER"}, ":at": {"S": "AT#"}},
        ScanIndexForward=False,
        Limit=limit,
        ConsistentRead=True,
    )
    return [items.read(StaffChange, row) for row in islice(rows, limit)]


def _counted(settings: Settings, seen: int, told: StaffChange) -> list[dict[str, Any]]:
    head: dict[str, Any] = {
        "TableName": settings.table,
        "Key": HEAD,
        "UpdateExpression": "SET changes = :next",
        "ConditionExpression": "changes = :seen" if seen else "attribute_not_exists(pk)",
        "ExpressionAttributeValues": {":next": {"N": str(seen + 1)}},
    }
    if seen:
        head["ExpressionAttributeValues"][":seen"] = {"N": str(seen)}
    key = {"pk": {"S": "ROSTER"}, "sk": {"S": f"AT#{seen + 1:08d}"}}
    line = {"Put": {"TableName": settings.table, "Item": {**key, **items.encode_fields(told)}}}
    return [{"Update": head}, line, *(audit.put(settings.table, one) for one in deed.of_staff_change(told))]
