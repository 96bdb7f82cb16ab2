"""The record of deeds, in the settings table: one row for each, written together with what was done.

AUDIT#<brand>#<day in UTC>  / <utc>#<hash>   a deed, kept for 400 days; the brand `*` has those of no single brand
"""

import hashlib
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from shared.aws import items, writes
from shared.domain import times
from shared.domain.deed import Deed

KEEP = timedelta(days=400)  # a year, and the days to compare it with


class Noted(NamedTuple):
    """A deed, and its place among those of its day: later ones have greater places, whatever their brand."""

    place: str
    deed: Deed


def put(table: str, deed: Deed) -> dict[str, Any]:
    """A write for the transaction of the deed. The same deed again is the same row."""
    name = hashlib.sha256("\n".join((deed.brand, deed.by, deed.what, deed.about)).encode()).hexdigest()[:12]
    row = {
        "pk": {"S": _pk(deed.brand, deed.at.date())},
        "sk": {"S": f"{times.to_text(deed.at)}#{name}"},
        **items.encode_fields(deed),
        "expires_at": {"N": str(int((deed.at + KEEP).timestamp()))},
    }
    return {"Put": {"TableName": table, "Item": row}}


def of_day(
    client: Any, table: str, brand: str, day: date, limit: int, *, now: datetime, by: str = "", before: str = ""
) -> list[Noted]:
    """The newest deeds of one day in UTC, newest first, at most `limit`: those of one person if `by` names one, and
    only places before `before` if it is given."""
    keys, values = "pk = :day", {":day": {"S": _pk(brand, day)}}
    if before:
        keys, values = f"{keys} AND sk < :before", {**values, ":before": {"S": before}}
    wanted = "expires_at > :now"
    values[":now"] = {"N": str(int(now.timestamp()))}
    names = {}
    if by:
        wanted, names = f"{wanted} AND #by = :by", {"ExpressionAttributeNames": {"#by": "by"}}
        values[":by"] = {"S": by}
    rows = writes.query(
        client,
        TableName=table,
        KeyConditionExpression=keys,
        FilterExpression=wanted,
        ExpressionAttributeValues=values,
        ScanIndexForward=False,
        ConsistentRead=True,
        **names,
        **({} if by else {"Limit": limit}),
    )
    return [Noted(row["sk"]["S"], items.read(Deed, row)) for row in islice(rows, limit)]


def _pk(brand: str, day: date) -> str:
    return f"AUDIT#{brand}#{day.isoformat()}"
