"""One mapping's way through a table's stream: read, filter, spread over lanes, remember how far all is done.

The emulator gives each stream one shard. Its records do not survive its restart: a position that it
refuses, or that may be from a former life, means to begin at the oldest record there is.
"""

import json
import os
import threading
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.local import destinations, filters, records
from infra.local.lanes import Lane, Record
from infra.local.mappings import StreamMapping

PAGE = 1000
BUFFER = 2000
# An iterator of the emulator is an index into a list that starts anew with every start of it, so an old
# one would pass over new records without a word. A restart takes longer than this.
TRUST_ITERATOR_S = 0.2
REFUSALS = frozenset({"TrimmedDataAccessException", "ResourceNotFoundException", "ValidationException"})


class Checkpoints:
    """How far each stream is done. In memory, and in a file if there is one."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        try:
            self._positions: dict[str, str] = json.loads(path.read_text()) if path else {}
        except (OSError, ValueError):
            self._positions = {}

    def get(self, key: str) -> str | None:
        return self._positions.get(key)

    def put(self, key: str, position: str) -> None:
        """Remembers a position; costs a file's writing only if it is a new one."""
        with self._lock:
            if self._positions.get(key) == position:
                return
            self._positions[key] = position
            if self._path:
                new = self._path.with_suffix(".new")
                new.write_text(json.dumps(self._positions))
                os.replace(new, self._path)


class Stream:
    """Reads for one mapping. `read` and `save` belong to one thread; lanes may each have their own."""

    def __init__(
        self,
        mapping: StreamMapping,
        client: Any,
        send: destinations.Send,
        checkpoints: Checkpoints,
    ) -> None:
        self.mapping = mapping
        self._client = client
        self._checkpoints = checkpoints
        self._key = f"{mapping.name} {mapping.stream_arn}"
        self._read_up_to = checkpoints.get(self._key)
        self._open: dict[str, str | None] = {}  # position of each unfinished record -> the position before it
        self._lock = threading.Lock()
        self._iterator: str | None = None
        self._iterator_at = 0.0
        self._shard_id = self._find_shard()
        self.lanes = [Lane(mapping, self._shard_id, self._finished, send) for _ in range(mapping.lanes)]

    def read(self, now: datetime) -> int:
        """Reads one page, if there is room for it, and says how many records it held.

        Any error of the client passes through; the next call then takes up at the same place.
        """
        if len(self._open) > BUFFER:
            return 0
        page = self._page()
        ahead = now - datetime.now(UTC)  # of a test's clock before the emulator's, so that ages are right
        for raw in page:
            record = records.from_stream(raw, self.mapping.stream_arn, ahead)
            position = record["dynamodb"]["SequenceNumber"]
            if filters.accepts(self.mapping.filters, record):
                with self._lock:
                    self._open[position] = self._read_up_to
                self._lane(record).add(record, now)
            self._read_up_to = position
        return len(page)

    def save(self) -> None:
        """Writes down the last position before which nothing is unfinished."""
        with self._lock:
            position = next(iter(self._open.values()), self._read_up_to)
        if position:
            self._checkpoints.put(self._key, position)

    def _page(self) -> list[dict[str, Any]]:
        if self._iterator is None or time.monotonic() - self._iterator_at > TRUST_ITERATOR_S:
            self._iterator = self._iterator_after(self._read_up_to)
        iterator, self._iterator = self._iterator, None
        answer = self._client.get_records(ShardIterator=iterator, Limit=PAGE)
        self._iterator, self._iterator_at = answer.get("NextShardIterator"), time.monotonic()
        return answer["Records"]

    def _iterator_after(self, position: str | None) -> str:
        if position:
            try:
                return self._shard_iterator(ShardIteratorType="AFTER_SEQUENCE_NUMBER", SequenceNumber=position)
            except ClientError as refusal:
                if refusal.response["Error"]["Code"] not in REFUSALS:
                    raise
        return self._shard_iterator(ShardIteratorType="TRIM_HORIZON")

    def _shard_iterator(self, **where: str) -> str:
        arn = self.mapping.stream_arn
        return self._client.get_shard_iterator(StreamArn=arn, ShardId=self._shard_id, **where)["ShardIterator"]

    def _find_shard(self) -> str:
        found = self._client.describe_stream(StreamArn=self.mapping.stream_arn)
        return found["StreamDescription"]["Shards"][0]["ShardId"]

    def _finished(self, done: list[Record]) -> None:
        with self._lock:
            for record in done:
                self._open.pop(record["dynamodb"]["SequenceNumber"], None)

    def _lane(self, record: Record) -> Lane:
        """All records of one item go to one lane, so that they stay in order."""
        key = json.dumps(record["dynamodb"]["Keys"], sort_keys=True)
        return self.lanes[zlib.crc32(key.encode()) % len(self.lanes)]
