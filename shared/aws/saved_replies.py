"""Saved replies, in the settings table.

SAVED#<brand> / <id>   one reply that a team has written beforehand
"""

from typing import Any

from shared.aws import items, writes
from shared.aws.items import Item
from shared.domain.saved_reply import SavedReply


class SavedReplies:
    """The store. `client` is boto3's low-level DynamoDB client, `table` the settings table."""

    def __init__(self, client: Any, table: str) -> None:
        self.client = client
        self.table = table

    def of_brand(self, brand: str) -> list[SavedReply]:
        """All of one brand, in order of their titles."""
        rows = writes.query(
            self.client,
            TableName=self.table,
            KeyConditionExpression="pk = :brand",
            ExpressionAttributeValues={":brand": {"S": f"SAVED#{brand}"}},
            ConsistentRead=True,
        )
        return sorted((items.read(SavedReply, row) for row in rows), key=lambda one: one.title.casefold())

    def get(self, brand: str, saved_id: str) -> SavedReply | None:
        found = self.client.get_item(TableName=self.table, Key=_key(brand, saved_id), ConsistentRead=True)
        return items.read(SavedReply, found["Item"]) if "Item" in found else None

    def put(self, reply: SavedReply, *, seen_version: int) -> None:
        """Stores it. `seen_version` is what the writer saw, 0 for a new one. ConflictError if that is not there."""
        condition = _is_still(seen_version) if seen_version else {"ConditionExpression": "attribute_not_exists(pk)"}
        row = {**_key(reply.brand, reply.saved_id), **items.encode_fields(reply)}
        with writes.refusals():
            self.client.put_item(TableName=self.table, Item=row, **condition)

    def delete(self, brand: str, saved_id: str, *, seen_version: int) -> None:
        """ConflictError if it was changed since, or is gone."""
        with writes.refusals():
            self.client.delete_item(TableName=self.table, Key=_key(brand, saved_id), **_is_still(seen_version))


def _is_still(version: int) -> dict[str, Any]:
    return {
        "ConditionExpression": "#version = :seen",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": {":seen": {"N": str(version)}},
    }


def _key(brand: str, saved_id: str) -> Item:
    return {"pk": {"S": f"SAVED#{brand}"}, "sk": {"S": saved_id}}
