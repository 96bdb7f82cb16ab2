"""Whose sessions there are. Rows are in the settings table, beside those of `Settings.session`.

STAFF#<staff id>  / SESSION#<hash>  that this person opened it, where roughly, and when; expires with it
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.aws import items, writes
from shared.aws.settings import Settings

AT_ONCE = 50  # two writes each; a transaction takes 100 (DynamoDB quotas, read 2026-11)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session as its owner sees it. `key` is the hash of its cookie, which opens nothing; `browser` no more than
    a family and a system."""

    key: str
    began_at: datetime
    ends_at: datetime
    browser: str = ""


def begin(settings: Settings, staff_id: str, opened: SignedIn, values: dict[str, Any], until: datetime) -> None:
    """Stores a session, and that it is this person's, at once. It runs out at `until` unless it is extended."""
    row = {
        "pk": {"S": f"SESSION#{opened.key}"},
        "sk": {"S": "HEAD"},
        "values": items.encode(values),
        "expires_at": _expiry(until),
    }
    listed = {**_key(staff_id, opened.key), **items.encode_fields(opened), "expires_at": _expiry(opened.ends_at)}
    writes.transact(
        settings.client,
        [{"Put": {"TableName": settings.table, "Item": item}} for item in (row, listed)],
    )


def of_person(settings: Settings, staff_id: str, now: datetime) -> list[SignedIn]:
    """The person's sessions that are alive, the newest first."""
    rows = writes.query(
        settings.client,
        TableName=settings.table,
        KeyConditionExpression="pk = :person AND begins_with(sk, :session)",
        ExpressionAttributeValues={":person": {"S": f"STAFF#{staff_id}"}, ":session": {"S": "SESSION#"}},
        ConsistentRead=True,
    )
    found = [items.read(SignedIn, row) for row in rows]
    alive = [opened for opened in found if now < opened.ends_at and settings.session(opened.key, now)]
    return sorted(alive, key=lambda opened: (opened.began_at, opened.key), reverse=True)


def end(settings: Settings, staff_id: str, keys: Iterable[str]) -> None:
    """Ends these sessions of the person, at most AT_ONCE in one transaction; what is gone already does not matter."""
    wanted = list(keys)
    for first in range(0, len(wanted), AT_ONCE):
        rows = [row for key in wanted[first : first + AT_ONCE] for row in (_session_key(key), _key(staff_id, key))]
        writes.transact(settings.client, [{"Delete": {"TableName": settings.table, "Key": row}} for row in rows])


def _expiry(moment: datetime) -> dict[str, str]:
    return {"N": str(int(moment.timestamp()))}


def _session_key(key: str) -> dict[str, Any]:
    return {"pk": {"S": f"SESSION#{key}"}, "sk": {"S": "HEAD"}}


def _key(staff_id: str, key: str) -> dict[str, Any]:
    return {"pk": {"S": f"STAFF#{staff_id}"}, "sk": {"S": f"SESSION#{key}"}}
