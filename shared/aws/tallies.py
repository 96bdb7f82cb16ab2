"""The tallies table: counters and the short memory of what is wrong.

BREAKER#<platform>#<account>  / <window>   automatic replies of one window (written by `guards`)
CIRCUIT#<platform>#<account>  / HEAD       the platform takes nothing of this account: no automatic sends until then
ALARM#<cause>                 / HEAD       a person was told of this cause
DRIFT#<brand>                 / HEAD       mentions judged and acknowledged since the window began
COUNT#<brand>#<day>           / <hour>#<platform>   what happened in that hour, in UTC (names: shared.domain.tally)
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Self

from shared.aws import guards, items, writes
from shared.domain import times
from shared.errors import ConflictError

TOLD_FOR = timedelta(hours=24)
KEEP_FIGURES = timedelta(days=400)  # a year, and the days to compare it with
AT_ONCE = 90  # rows of one transaction; DynamoDB takes 100
Figures = Counter[str]


class Hour(NamedTuple):
    """Where figures are added up: a brand's hour on one platform. `begins_at` is a whole hour in UTC."""

    brand: str
    platform: str
    begins_at: datetime

    @classmethod
    def of(cls, brand: str, platform: str, at: datetime) -> Self:
        """The hour that a moment lies in."""
        return cls(brand, platform, at.replace(minute=0, second=0, microsecond=0))


class Tallies:
    """The store."""

    def __init__(self, client: Any, table: str) -> None:
        self.client = client
        self.table = table

    def open_circuit(self, platform: str, account_id: str, until: datetime) -> None:
        self._stand(f"CIRCUIT#{platform}#{account_id}", until)

    def is_circuit_open(self, platform: str, account_id: str, now: datetime) -> bool:
        return self._stands(f"CIRCUIT#{platform}#{account_id}", now)

    def circuit_until(self, platform: str, account_id: str, now: datetime) -> datetime | None:
        """Until when no automatic reply of the account is sent; None if the platform takes them."""
        found = self._get(f"CIRCUIT#{platform}#{account_id}", "HEAD")
        until = times.from_epoch(items.decode(found["expires_at"])) if found else None
        return until if until and until > now else None

    def sends(self, platform: str, account_id: str, window: timedelta, now: datetime) -> int:
        """How many automatic replies of the account its breaker has counted in the window that runs."""
        key = guards.breaker_key(platform, account_id, window, now)
        found = self._get(key["pk"]["S"], key["sk"]["S"])
        return items.decode(found["sends"]) if found else 0

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

    def add(self, found: Mapping[Hour, Figures], *, batch: str) -> None:
        """Adds figures to their hours. What is added again under the same `batch` within ten minutes counts once.

        Amazon DynamoDB API Reference, "TransactWriteItems", ClientRequestToken (read 2026-11).
        """
        added = [{"Update": self._addition(hour, figures)} for hour, figures in sorted(found.items())]
        for start in range(0, len(added), AT_ONCE):
            token = f"{batch}{start:04d}"
            self.client.transact_write_items(TransactItems=added[start : start + AT_ONCE], ClientRequestToken=token)

    def figures(self, brand: str, day: date) -> dict[Hour, Figures]:
        """The figures of one day in UTC, by hour and platform, in order."""
        rows = writes.query(
            self.client,
            TableName=self.table,
            KeyConditionExpression="pk = :day",
            ExpressionAttributeValues={":day": {"S": f"COUNT#{brand}#{day.isoformat()}"}},
        )
        return {_hour(brand, day, row["sk"]["S"]): _figures(row) for row in rows}

    def _addition(self, hour: Hour, figures: Figures) -> dict[str, Any]:
        names = {f"#n{number}": name for number, name in enumerate(sorted(figures))}
        values = {f":n{number}": {"N": str(figures[name])} for number, name in enumerate(sorted(figures))}
        added = ", ".join(f"#n{number} :n{number}" for number in range(len(figures)))
        expires_at = int((hour.begins_at + KEEP_FIGURES).timestamp())
        return {
            "TableName": self.table,
            "Key": {
                "pk": {"S": f"COUNT#{hour.brand}#{hour.begins_at.date().isoformat()}"},
                "sk": {"S": f"{hour.begins_at:%H}#{hour.platform}"},
            },
            "UpdateExpression": f"SET expires_at = :until ADD {added}",
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": {**values, ":until": {"N": str(expires_at)}},
        }

    def _stands(self, pk: str, now: datetime) -> bool:
        item = self._get(pk, "HEAD")
        return item is not None and items.decode(item["expires_at"]) > now.timestamp()

    def _get(self, pk: str, sk: str) -> items.Item | None:
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        return self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")

    def _stand(self, pk: str, until: datetime) -> None:
        key = {"pk": {"S": pk}, "sk": {"S": "HEAD"}}
        expires_at = {"N": str(int(until.timestamp()))}
        self.client.put_item(TableName=self.table, Item={**key, "expires_at": expires_at})


def _hour(brand: str, day: date, sk: str) -> Hour:
    hour, _, platform = sk.partition("#")
    return Hour(brand, platform, times.from_text(f"{day.isoformat()}T{hour}:00:00Z"))


def _figures(row: items.Item) -> Figures:
    return Counter({name: int(value["N"]) for name, value in row.items() if name not in ("pk", "sk", "expires_at")})


def _drift_key(brand: str) -> items.Item:
    return {"pk": {"S": f"DRIFT#{brand}"}, "sk": {"S": "HEAD"}}
