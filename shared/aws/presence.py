"""Who is where, in the settings table: one row a person and brand, since nobody is in two places.

SEEN#<brand> / <staff>   the case that this person has before them, and whether they write

One query tells of a whole list; a row that is not renewed counts no more after STALE.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from shared.aws import items, writes
from shared.aws.items import Item
from shared.errors import ConflictError

STALE = timedelta(seconds=45)
KEEP = timedelta(hours=1)


class Doing(StrEnum):
    VIEWING = "viewing"
    TYPING = "typing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A person before a case."""

    staff_id: str
    case_id: str
    what: Doing
    at: datetime


class Presence:
    """The store. `client` is boto3's low-level DynamoDB client, `table` the settings table."""

    def __init__(self, client: Any, table: str) -> None:
        self.client = client
        self.table = table

    def tell(self, brand: str, seen: Seen) -> None:
        """The person is there now, and nowhere else."""
        expires_at = {"N": str(int((seen.at + KEEP).timestamp()))}
        row = {**_key(brand, seen.staff_id), **items.encode_fields(seen), "expires_at": expires_at}
        self.client.put_item(TableName=self.table, Item=row)

    def leave(self, brand: str, staff_id: str, case_id: str) -> None:
        """The person has left this case. One who is at another by now stays there."""
        with suppress(ConflictError), writes.refusals():
            self.client.delete_item(
                TableName=self.table,
                Key=_key(brand, staff_id),
                ConditionExpression="case_id = :case",
                ExpressionAttributeValues={":case": {"S": case_id}},
            )

    def at_brand(self, brand: str, now: datetime) -> list[Seen]:
        """Whoever was seen at a case of this brand a moment ago, in order of their ids."""
        rows = writes.query(
            self.client,
            TableName=self.table,
            KeyConditionExpression="pk = :brand",
            ExpressionAttributeValues={":brand": {"S": f"SEEN#{brand}"}},
        )
        return [seen for seen in (items.read(Seen, row) for row in rows) if now - seen.at < STALE]


def _key(brand: str, staff_id: str) -> Item:
    return {"pk": {"S": f"SEEN#{brand}"}, "sk": {"S": staff_id}}
