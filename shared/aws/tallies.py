"""The tallies table: counters and the short memory of what is wrong.

BREAKER#<platform>#<account>  / <window>   automatic replies of one window (written by `guards`)
CIRCUIT#<platform>#<account>  / HEAD       the platform takes nothing of this account: no automatic sends until then
ALARM#<cause>                 / HEAD       a person was told of this cause
DRIFT#<brand>                 / HEAD       mentions judged and acknowledged since the window began
"""

from contextlib import suppress
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
        self._stand(f"CIRCUIT#{platform}#{account_id}", until)

    def is_circuit_open(self, platform: str, account_id: str, now: datetime) -> bool:
        return self._stands(f"CIRCUIT#{platform}#{account_id}", now)

    def is_told(self, cause: str, now: datetime) -> bool:
        """Whether a person was told of this cause within the last day."""
        return self._stands(f"ALARM#{cause}", now)

    def note_told(self, cause: str, now: datetime) -> None:
        """A person was told. Noted only afterwards: whoever dies in between tells twice rather than never."""
        self._stand(f"ALARM#{cause}", now + TOLD_FOR)

    def count_judged(self, brand: str, judged: int, acknowledged: int) -> tuple[int, int]:
        """Adds them to the brand's window, and says how many of each it holds by now."""
        after = self.client.update_item(
            TableName=self.table,
            Key=_drift_key(brand),
            UpdateExpression="ADD judged :judged, acknowledged :acknowledged",
            ExpressionAttributeValues={":judged": {"N": str(judged)}, ":acknowledged": {"N": str(acknowledged)}},
            ReturnValues="ALL_NEW",
        )["Attributes"]
        return items.decode(after["judged"]), items.decode(after["acknowledged"])

    def begin_window(self, brand: str, seen: int) -> None:
        """A new window, unless more were judged than the caller saw: whoever counted those looks and begins it."""
        with suppress(ConflictError), writes.refusals():
            self.client.update_item(
                TableName=self.table,
                Key=_drift_key(brand),
                UpdateExpression="SET judged = :none, acknowledged = :none",
                ConditionExpression="judged = :seen",
                ExpressionAttributeValues={":none": {"N": "0"}, ":seen": {"N": str(seen)}},
            )

    def _stands(self, pk: str, now: datetime) -> bool:
        key = {"pk": {"S": pk}, "sk": {"S": "HEAD"}}
        item = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")
        return bool(item) and items.decode(item["expires_at"]) > now.timestamp()

    def _stand(self, pk: str, until: datetime) -> None:
        key = {"pk": {"S": pk}, "sk": {"S": "HEAD"}}
        expires_at = {"N": str(int(until.timestamp()))}
        self.client.put_item(TableName=self.table, Item={**key, "expires_at": expires_at})


def _drift_key(brand: str) -> items.Item:
    return {"pk": {"S": f"DRIFT#{brand}"}, "sk": {"S": "HEAD"}}
