"""One lane of a stream: batches in order, each until it succeeds or is given up.

Sources, all of the AWS Lambda Developer Guide, read 2026-11: "Using AWS Lambda with Amazon DynamoDB"
(order per item within lanes), "Lambda parameters for Amazon DynamoDB event source mappings",
"Configuring partial batch response with DynamoDB and Lambda" (retry from the lowest failed record on;
a failed call is halved whatever the response types), "Retain discarded records for a DynamoDB event
source in Lambda" (bounds; splitting does not count as a retry).

Where the guide is silent we take the harsher reading, so that nothing works here only: a reported
first record is not split off by halving; its whole rest is tried again and in the end discarded.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from infra.local import batches, destinations
from infra.local.invoke import InvocationError
from infra.local.mappings import StreamMapping

Record = dict[str, Any]
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 10.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Records to be handed over together. `attempts` counts the calls that failed on its first record."""

    records: list[Record]
    attempts: int
    due_at: datetime


class Lane:
    """Records of certain items. `add` may be called from another thread than `step`; it sets `wake`."""

    def __init__(
        self,
        mapping: StreamMapping,
        shard_id: str,
        finished: Callable[[list[Record]], None],
        send: destinations.Send,
    ) -> None:
        self._mapping = mapping
        self._shard_id = shard_id
        self._finished = finished
        self._send = send
        self._waiting: deque[tuple[Record, datetime]] = deque()
        self._batches: deque[Batch] = deque()
        self.wake = threading.Event()

    def add(self, record: Record, now: datetime) -> None:
        """One more record, after all others of its item."""
        self._waiting.append((record, now))
        self.wake.set()

    def due_at(self) -> datetime | None:
        """When `step` has something to do; None if nothing waits."""
        if self._batches:
            return self._batches[0].due_at
        if not self._waiting:
            return None
        since = self._waiting[0][1]
        full = len(self._waiting) >= self._mapping.batch_size
        return since if full else since + timedelta(seconds=self._mapping.window_s)

    def step(self, now: datetime) -> None:
        """One call of the function with the first batch, and what follows from its answer."""
        if not self._batches:
            self._batches.append(self._form(now))
        batch = self._batches[0]
        old = self._too_old(batch.records, now)
        if old:
            self._give_up(batch, old, destinations.RECORD_TOO_OLD, str(uuid4()), now, function_failed=False)
            return
        try:
            response, request_id = self._mapping.function.invoke({"Records": batch.records})
        except InvocationError as failure:
            self._failed(batch, failure.request_id, now, function_failed=True)
            return
        identifiers = [_position(record) for record in batch.records]
        failed = batches.reported(response, identifiers) if self._mapping.reports_failures else set()
        if failed is None:
            self._failed(batch, request_id, now, function_failed=False)
            return
        done = min((identifiers.index(name) for name in failed), default=len(identifiers))
        if done == 0:
            self._again(batch, request_id, now, function_failed=False)
        else:
            self._replace(batch, *self._rest(batch, done, now))
            self._finished(batch.records[:done])

    def _form(self, now: datetime) -> Batch:
        size = min(self._mapping.batch_size, len(self._waiting))
        return Batch([self._waiting.popleft()[0] for _ in range(size)], attempts=0, due_at=now)

    def _too_old(self, records: list[Record], now: datetime) -> int:
        """How many records, from the first on, are older than allowed."""
        if self._mapping.max_age_s is None:
            return 0
        oldest = now.timestamp() - self._mapping.max_age_s
        young = (n for n, record in enumerate(records) if _created(record) >= oldest)
        return next(young, len(records))

    def _failed(self, batch: Batch, request_id: str, now: datetime, *, function_failed: bool) -> None:
        """Nothing of the batch counts as done. Halving does not use up a retry."""
        middle = len(batch.records) // 2
        if self._mapping.bisects and middle:
            first, second = batch.records[:middle], batch.records[middle:]
            self._replace(batch, Batch(first, batch.attempts, now), Batch(second, batch.attempts, now))
        else:
            self._again(batch, request_id, now, function_failed=function_failed)

    def _again(self, batch: Batch, request_id: str, now: datetime, *, function_failed: bool) -> None:
        attempts = batch.attempts + 1
        retry = Batch(batch.records, attempts, now + pause(attempts))
        if self._mapping.max_retries is None or attempts <= self._mapping.max_retries:
            self._replace(batch, retry)
        else:
            condition = destinations.RETRIES_EXHAUSTED_STREAM
            self._give_up(retry, len(batch.records), condition, request_id, now, function_failed=function_failed)

    def _rest(self, batch: Batch, done: int, now: datetime) -> list[Batch]:
        """What follows the records that succeeded. Its first record has failed once."""
        rest = batch.records[done:]
        return [Batch(rest, 1, now + pause(1))] if rest else []

    def _give_up(
        self, batch: Batch, count: int, condition: str, request_id: str, now: datetime, *, function_failed: bool
    ) -> None:
        """Discards the first records. The message is sent first: if that fails, nothing has happened."""
        discarded, rest = batch.records[:count], batch.records[count:]
        if self._mapping.failure_target:
            message = destinations.stream_message(
                self._mapping.function,
                discarded,
                stream_arn=self._mapping.stream_arn,
                shard_id=self._shard_id,
                condition=condition,
                request_id=request_id,
                attempts=batch.attempts,
                function_failed=function_failed,
                now=now,
            )
            self._send(self._mapping.failure_target, message)
        self._replace(self._batches[0], *([Batch(rest, 0, now)] if rest else []))
        self._finished(discarded)

    def _replace(self, batch: Batch, *successors: Batch) -> None:
        """Puts what comes of the first batch in its place."""
        if self._batches[0] is not batch:
            raise RuntimeError("only the first batch of a lane may be replaced")
        self._batches.popleft()
        self._batches.extendleft(reversed(successors))


def pause(attempts: int) -> timedelta:
    """Before the next attempt. Lambda's own pauses are not documented; these are short, for a person watches."""
    return timedelta(seconds=min(FIRST_PAUSE_S * 2 ** (attempts - 1), LONGEST_PAUSE_S))


def _position(record: Record) -> str:
    return record["dynamodb"]["SequenceNumber"]


def _created(record: Record) -> float:
    return record["dynamodb"]["ApproximateCreationDateTime"]
