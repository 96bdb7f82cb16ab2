"""The deliveries table: verified bodies that were not wholly understood, and large ones under way.

DELIVERY#<platform>#<hash of body>  / QUARANTINE   kept for 14 days, replayable
ENVELOPE#<shard>                    / <utc>#...    one part of a large delivery, fanned out by the stream
REPLAY                              / <utc>#<id>   what somebody replayed or discarded and why, kept for a year

A replay that the desk asks for is such a row of the kind `replay`: the stream hands it to ingest, which carries it out.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
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
LISTED = ("pk", "platform", "account", "reasons", "received_at", "seen", "size")
# kinds of rows: a part for ingest to store, a replay for it to carry out, and what is only remembered
ENVELOPE, ASKED, NOTED = "envelope", "replay", "noted"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A delivery in quarantine as a list shows it. `size` is that of its body in bytes; None where nobody noted it."""

    delivery_id: str
    platform: str
    account: str
    reasons: tuple[str, ...]
    received_at: datetime
    seen: int = 1
    size: int | None = None


class Became(StrEnum):
    """What came of a delivery that somebody decided about: it left quarantine, is still there, or was gone before."""

    LEFT = "left"
    STILL_THERE = "still_there"
    GONE = "gone"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What somebody decided about deliveries in quarantine, when and why.

    `decision_id` begins with the moment, so that it sorts by time. `became` is None until ingest carried it out, and
    where the command line did; `left_for` says why the delivery is still there, `entries` how many of it are stored.
    """

    decision_id: str
    at: datetime
    what: tuple[str, ...]
    reason: str
    by: str = ""
    kind: str = NOTED
    became: Became | None = None
    left_for: tuple[str, ...] = ()
    entries: int = 0


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
            "size": len(body),
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

    def listed(self, most_pages: int) -> tuple[list[Listed], bool]:
        """What is in quarantine, without bodies, the newest first; and whether the whole table was searched for it.

        A page of the scan is at most 1 MB of the table.
        """
        pages = self.client.get_paginator("scan").paginate(
            TableName=self.table,
            FilterExpression="sk = :quarantine",
            ExpressionAttributeValues={":quarantine": {"S": "QUARANTINE"}},
            ProjectionExpression=", ".join(f"#{name}" for name in LISTED),
            ExpressionAttributeNames={f"#{name}": name for name in LISTED},
        )
        found: list[Listed] = []
        is_whole = True
        for page in islice(pages, most_pages):
            for item in page["Items"]:
                named = {"delivery_id": {"S": item["pk"]["S"].removeprefix("DELIVERY#")}}
                found.append(items.read(Listed, {**item, **named}))
            is_whole = "LastEvaluatedKey" not in page
        return sorted(found, key=lambda one: one.received_at, reverse=True), is_whole

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
                **_replay_key(f"{times.to_text(now)}#{replay_id}"),
                **{"what": items.encode(what), "reason": items.encode(reason), "at": items.encode(now)},
                "expires_at": {"N": str(int((now + KEEP_REPLAYS).timestamp()))},
            },
        )

    def decide(self, decided: Decided) -> dict[str, Any]:
        """A write for a transaction. Of the kind ASKED, the stream hands it to ingest, which replays `what`."""
        fields = items.encode_fields(decided)
        del fields["decision_id"]
        until = {"N": str(int((decided.at + KEEP_REPLAYS).timestamp()))}
        item = {**_replay_key(decided.decision_id), **fields, "kind": {"S": decided.kind}, "expires_at": until}
        return {"Put": {"TableName": self.table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}

    def note_outcome(self, decision_id: str, became: Became, left_for: tuple[str, ...], entries: int) -> None:
        """What came of a replay that was asked for; nothing if that is noted already."""
        with suppress(ConflictError), writes.refusals():
            self.client.update_item(
                TableName=self.table,
                Key=_replay_key(decision_id),
                UpdateExpression="SET kind = :noted, became = :became, left_for = :left_for, entries = :entries",
                ConditionExpression="kind = :asked",
                ExpressionAttributeValues={
                    ":noted": {"S": NOTED},
                    ":asked": {"S": ASKED},
                    ":became": items.encode(became),
                    ":left_for": items.encode(left_for),
                    ":entries": items.encode(entries),
                },
            )

    def decisions(self, limit: int) -> list[Decided]:
        """The newest ones, newest first."""
        rows = writes.query(
            self.client,
            TableName=self.table,
            KeyConditionExpression="pk = :replay",
            ExpressionAttributeValues={":replay": {"S": "REPLAY"}},
            ScanIndexForward=False,
            Limit=limit,
            ConsistentRead=True,
        )
        return [_decided(row) for row in islice(rows, limit)]

    def discarding(self, kept: Kept) -> list[dict[str, Any]]:
        """Taking a delivery out of quarantine, as writes for a transaction. The first fails if it has left already."""
        head = {
            "TableName": self.table,
            "Key": _key(kept.delivery_id, "QUARANTINE"),
            "ConditionExpression": "attribute_exists(pk)",
        }
        parts = [_key(kept.delivery_id, f"BODY#{number:04d}") for number in range(1, kept.parts)]
        return [{"Delete": head}, *({"Delete": {"TableName": self.table, "Key": key}} for key in parts)]

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
                "kind": {"S": ENVELOPE},
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


def _decided(row: dict[str, Any]) -> Decided:
    decision_id = row["sk"]["S"]
    at = {"at": {"S": decision_id.partition("#")[0]}}  # older rows tell it by their key alone
    return items.read(Decided, {**at, **row, "decision_id": {"S": decision_id}})


def _replay_key(decision_id: str) -> dict[str, Any]:
    return {"pk": {"S": "REPLAY"}, "sk": {"S": decision_id}}


def _key(delivery_id: str, sk: str) -> dict[str, Any]:
    return {"pk": {"S": f"DELIVERY#{delivery_id}"}, "sk": {"S": sk}}


def _expiry(now: datetime) -> dict[str, str]:
    return {"N": str(int((now + KEEP).timestamp()))}
