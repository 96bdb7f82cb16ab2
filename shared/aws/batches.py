"""A batch of records: each is tried, whatever became of the others, and the answer names those that failed.

AWS Lambda Developer Guide, "Implementing partial batch responses" for Amazon SQS, "Configuring partial batch
response with DynamoDB and Lambda" (read 2026-11): a queue shows the named messages again, a stream begins again at
the first named record.
"""

from collections.abc import Callable
from typing import Any

Record = dict[str, Any]


def each_message(event: dict[str, Any], do: Callable[[Record], Any]) -> dict[str, Any]:
    """Every message of a queue."""
    return _each(event, do, lambda message: message["messageId"])


def each_change(event: dict[str, Any], do: Callable[[Record], Any]) -> dict[str, Any]:
    """Every record of a table's stream."""
    return _each(event, do, lambda record: record["dynamodb"]["SequenceNumber"])


def _each(event: dict[str, Any], do: Callable[[Record], Any], name: Callable[[Record], str]) -> dict[str, Any]:
    failed: list[dict[str, str]] = []
    for record in event["Records"]:
        try:
            do(record)
        except Exception:  # whoever does it has told of it; Lambda only needs to know which one comes again
            failed.append({"itemIdentifier": name(record)})
    return {"batchItemFailures": failed}
