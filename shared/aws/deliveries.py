"""The deliveries table: verified bodies that were not wholly understood, and large ones under way.

DELIVERY#<platform>#<hash of body>  / QUARANTINE   kept for 14 days, replayable
ENVELOPE#<shard>                    / <utc>#...    one part of a large delivery, fanned out by the stream
REPLAY                              / <utc>#<id>   what somebody replayed and why, kept for a year
"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.aws import items, writes
from shared.domain import times
from shared.domain.mention import MentionEvent
from shared.errors import ConflictError

KEEP = timedelta(days=14)
KEEP_REPLAYS = timedelta(days=365)
ENVELOPE_SHARDS = 4
QUICK = 1  # zlib's level: at its usual one, a mebibyte of two letters in no order takes 100 ms, here 10
PART_EVENTS = 50  # writes that one call must get through before its time is up, also when the table is slow
PART_LIMIT = 300_000  # bytes of one row's content; an item holds 400 kB


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A delivery in quarantine. `body` is as it came. `seen` counts how often this same body arrived."""

    delivery_id: str
    platform: str
    account: str
    reasons: tuple[str, ...]
    received_at: datetime
    body: bytes
    headers: dict[str, str]
    seen: int = 1
    parts: int = 1


class Deliveries:
    """The store."""

    def __init__(self, client: Any, table: str) -> None:
        self.client = client
        self.table = table

    def keep(
        self,
        *,
        platform: str,
        account: str,
        body: bytes,
        headers: dict[str, str],
        reasons: tuple[str, ...],
        now: datetime,
    ) -> str:
        """Keeps a body and returns its id. The same body again only counts up: a sender's retries add no rows, and the
        delivery stays as old as it is."""
        delivery_id = identify(platform, body)
        packed = zlib.compress(body, QUICK)
        parts = [packed[start : start + PART_LIMIT] for start in range(0, len(packed), PART_LIMIT)] or [b""]
        for number, part in enumerate(parts[1:], start=1):
            self.client.put_item(
                TableName=self.table,
                Item={**_key(delivery_id, f"BODY#{number:04d}"), "body": {"B": part}, "expires_at": _expiry(now)},
            )
        described = {
            "platform": platform,
            "account": account,
            "reasons": list(reasons),
            "headers": headers,
            "body": parts[0],
            "parts": len(parts),
        }
        names = {f"#{name}": name for name in described}
        values = {f":{name}": items.encode(value) for name, value in described.items()}
        self.client.update_item(
            TableName=self.table,
            Key=_key(delivery_id, "QUARANTINE"),
            UpdateExpression=f"SET {', '.join(f'#{name} = :{name}' for name in described)}, expires_at = :expires_at,"
            " received_at = if_not_exists(received_at, :now) ADD seen :one",
            ExpressionAttributeNames=names,
            ExpressionAttributeValues={
                **values,
                ":expires_at": _expiry(now),
                ":now": items.encode(now),
                ":one": {"N": "1"},
            },
        )
        return delivery_id

    def kept(self, delivery_id: str) -> Kept | None:
        """One delivery in quarantine, its body whole."""
        found = self.client.get_item(TableName=self.table, Key=_key(delivery_id, "QUARANTINE"), ConsistentRead=True)
        return self._read(found["Item"]) if "Item" in found else None

    def all_kept(self) -> Iterator[Kept]:
        """Every delivery in quarantine; a scan, for people and repairs."""
        pages = self.client.get_paginator("scan").paginate(
            TableName=self.table,
            FilterExpression="sk = :quarantine",
            ExpressionAttributeValues={":quarantine": {"S": "QUARANTINE"}},
        )
        for page in pages:
            for item in page["Items"]:
                yield self._read(item)

    def explain(self, delivery_id: str, reasons: tuple[str, ...]) -> None:
        """Writes why a delivery is in quarantine now, after another reading; nothing if it has left it."""
        with suppress(ConflictError), writes.refusals():
            self.client.update_item(
                TableName=self.table,
                Key=_key(delivery_id, "QUARANTINE"),
                UpdateExpression="SET reasons = :reasons",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={":reasons": items.encode(reasons)},
            )

    def note_replay(self, replay_id: str, what: tuple[str, ...], reason: str, now: datetime) -> None:
        """Keeps for a year that somebody replayed, what and why: what was replayed leaves no other trace here."""
        self.client.put_item(
            TableName=self.table,
            Item={
                **{"pk": {"S": "REPLAY"}, "sk": {"S": f"{times.to_text(now)}#{replay_id}"}},
                **{"what": items.encode(what), "reason": items.encode(reason)},
                "expires_at": {"N": str(int((now + KEEP_REPLAYS).timestamp()))},
            },
        )

    def discard(self, delivery_id: str) -> None:
        """Takes a delivery out of quarantine, after it was replayed or a person decided so."""
        kept = self.kept(delivery_id)
        self.client.delete_item(TableName=self.table, Key=_key(delivery_id, "QUARANTINE"))
        for number in range(1, kept.parts if kept else 1):
            self.client.delete_item(TableName=self.table, Key=_key(delivery_id, f"BODY#{number:04d}"))

    def put_envelope(
        self, *, platform: str, account: str, body: bytes, events: list[MentionEvent], via: str, now: datetime
    ) -> None:
        """Stores a large delivery as parts that the stream hands out; the sweep rings for parts that it lost."""
        name = hashlib.sha256(body).hexdigest()[:32]
        for number, part in enumerate(_parts([items.encode(event) for event in events])):
            row = {
                "pk": {"S": f"ENVELOPE#{int(name[:8], 16) % ENVELOPE_SHARDS}"},
                "sk": {"S": f"{times.to_text(now)}#{name}#{number:04d}"},
                "kind": {"S": "envelope"},
                "platform": {"S": platform},
                "account": {"S": account},
                "via": {"S": via},
                "received_at": items.encode(now),
                "events": {"L": part},
                "expires_at": _expiry(now),
            }
            self.client.put_item(TableName=self.table, Item=row)

    def late_parts(self, shard: int, until: datetime) -> Iterator[dict[str, Any]]:
        """The keys of envelope parts in one shard that came before `until` and were not handed out yet."""
        return writes.query(
            self.client,
            TableName=self.table,
            KeyConditionExpression="pk = :shard AND sk < :until",
            ExpressionAttributeValues={":shard": {"S": f"ENVELOPE#{shard}"}, ":until": {"S": times.to_text(until)}},
            ProjectionExpression="pk, sk",
        )

    def ring_part(self, key: dict[str, Any]) -> None:
        """Writes a part again, so that the stream hands it out once more; nothing if it is gone."""
        with suppress(ConflictError), writes.refusals():
            self.client.update_item(
                TableName=self.table,
                Key=key,
                UpdateExpression="ADD rings :one",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={":one": {"N": "1"}},
            )

    def drop_part(self, key: dict[str, Any]) -> None:
        """Deletes a part whose every event is stored."""
        self.client.delete_item(TableName=self.table, Key=key)

    def _read(self, item: dict[str, Any]) -> Kept:
        delivery_id = item["pk"]["S"].removeprefix("DELIVERY#")
        packed = item["body"]["B"]
        for number in range(1, int(item["parts"]["N"])):
            key = _key(delivery_id, f"BODY#{number:04d}")
            part = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True)
            packed += part["Item"]["body"]["B"]
        whole = {"delivery_id": {"S": delivery_id}, "body": {"B": zlib.decompress(packed)}}
        return items.read(Kept, {**item, **whole})


def identify(platform: str, body: bytes) -> str:
    return f"{platform}#{hashlib.sha256(body).hexdigest()[:32]}"


def _parts(events: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The events in runs that each fit into one item, and into the time of one call."""
    part: list[dict[str, Any]] = []
    size = 0
    for event in events:
        length = len(json.dumps(event, ensure_ascii=False).encode())
        if part and (size + length > PART_LIMIT or len(part) == PART_EVENTS):
            yield part
            part, size = [], 0
        part.append(event)
        size += length
    if part:
        yield part


def _key(delivery_id: str, sk: str) -> dict[str, Any]:
    return {"pk": {"S": f"DELIVERY#{delivery_id}"}, "sk": {"S": sk}}


def _expiry(now: datetime) -> dict[str, str]:
    return {"N": str(int((now + KEEP).timestamp()))}
