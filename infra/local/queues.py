"""One mapping's way through a queue: receive, filter, hand over, delete what succeeded.

What failed stays hidden for the queue's visibility time-out and then comes again; the queue itself
moves it to its dead letters. Sources, AWS Lambda Developer Guide, read 2026-11: "Using Lambda with
Amazon SQS", "Handling errors for an SQS event source in Lambda", "Using event filtering with an
Amazon SQS event source" (a message that no filter accepts is deleted).
"""

import time
from collections.abc import Iterable
from typing import Any

from infra.local import batches, filters, records
from infra.local.invoke import InvocationError
from infra.local.mappings import QueueMapping

Record = dict[str, Any]
AT_ONCE = 10  # what one call of SQS receives or deletes at most


class Queue:
    """Receives for one mapping. Safe to use from several threads."""

    def __init__(self, mapping: QueueMapping, client: Any) -> None:
        self.mapping = mapping
        self._client = client
        self._url = client.get_queue_url(QueueName=mapping.queue_arn.rsplit(":", 1)[1])["QueueUrl"]
        attributes = client.get_queue_attributes(QueueUrl=self._url, AttributeNames=["VisibilityTimeout"])
        self.visibility_s = int(attributes["Attributes"]["VisibilityTimeout"])

    def receive(self, wait_s: int, window_s: float = 0) -> list[Record]:
        """The next batch, of accepted messages only; waits for the first at most `wait_s`."""
        batch = self._receive(self.mapping.batch_size, wait_s)
        full_at = time.monotonic() + window_s
        while batch and len(batch) < self.mapping.batch_size and time.monotonic() < full_at:
            batch += self._receive(self.mapping.batch_size - len(batch), 1)
        refused = [record for record in batch if not filters.accepts_message(self.mapping.filters, record)]
        self._delete(refused)
        return [record for record in batch if record not in refused]

    def handle(self, batch: list[Record]) -> list[Record]:
        """Calls the function and deletes what succeeded. Returns the messages that failed."""
        try:
            response, _ = self.mapping.function.invoke({"Records": batch})
        except InvocationError:
            return batch
        names = [record["messageId"] for record in batch]
        failed = batches.reported(response, names) if self.mapping.reports_failures else set()
        if failed is None:
            return batch
        self._delete(record for record in batch if record["messageId"] not in failed)
        return [record for record in batch if record["messageId"] in failed]

    def show(self, record: Record) -> None:
        """Ends the time for which a failed message is hidden."""
        handle = record["receiptHandle"]
        self._client.change_message_visibility(QueueUrl=self._url, ReceiptHandle=handle, VisibilityTimeout=0)

    def _receive(self, count: int, wait_s: int) -> list[Record]:
        answer = self._client.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=min(count, AT_ONCE),
            WaitTimeSeconds=wait_s,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        return [records.from_queue(message, self.mapping.queue_arn) for message in answer.get("Messages", [])]

    def _delete(self, done: Iterable[Record]) -> None:
        handles = [record["receiptHandle"] for record in done]
        for start in range(0, len(handles), AT_ONCE):
            entries = [
                {"Id": str(number), "ReceiptHandle": handle}
                for number, handle in enumerate(handles[start : start + AT_ONCE])
            ]
            self._client.delete_message_batch(QueueUrl=self._url, Entries=entries)
