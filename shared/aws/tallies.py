"""The tallies table: counters and the short memory of what is wrong.

BREAKER#<platform>#<account>  / <window>   automatic replies of one window (written by `guards`)
CIRCUIT#<platform>#<account>  / HEAD       the account's token is dead: no automatic sends until then
ALARM#<cause>                 / HEAD       a person was told of this cause
"""

from datetime import datetime, timedelta
from typing import Any

from shared.aws import items, writes
from shared.errors import ConflictError

TOLD_FOR = timedelta(hours=24)


class Tallies:
    """The store."""

    def __init__(self, client: Any, table: str) -> None:
        self.client = client
        self.table = table

    def open_circuit(self, platform: str, account_id: str, until: datetime) -> None:
        key = {"pk": {"S": f"CIRCUIT#{platform}#{account_id}"}, "sk": {"S": "HEAD"}}
        self.client.put_item(TableName=self.table, Item={**key, "expires_at": _epoch(until)})

    def is_circuit_open(self, platform: str, account_id: str, now: datetime) -> bool:
        key = {"pk": {"S": f"CIRCUIT#{platform}#{account_id}"}, "sk": {"S": "HEAD"}}
        item = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")
        return bool(item) and items.decode(item["expires_at"]) > now.timestamp()

    def tell_once(self, cause: str, now: datetime) -> bool:
        """Whether this cause is news: true once a day, for one caller."""
        key = {"pk": {"S": f"ALARM#{cause}"}, "sk": {"S": "HEAD"}}
        try:
            with writes.refusals():
                self.client.put_item(
                    TableName=self.table,
                    Item={**key, "expires_at": _epoch(now + TOLD_FOR)},
                    ConditionExpression="attribute_not_exists(pk) OR expires_at <= :now",
                    ExpressionAttributeValues={":now": _epoch(now)},
                )
        except ConflictError:
            return False
        return True


def _epoch(moment: datetime) -> dict[str, str]:
    return {"N": str(int(moment.timestamp()))}
