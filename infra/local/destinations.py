"""Where a record goes that failed for good: an on-failure target, as the documented message without data."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from infra.local.invoke import Function
from shared.domain import times
from shared.errors import ConfigurationError

RETRIES_EXHAUSTED_STREAM = "RetryAttemptsExhausted"
RECORD_TOO_OLD = "RecordAgeExceeded"
RETRIES_EXHAUSTED_CALL = "RetriesExhausted"
CALL_TOO_OLD = "EventAgeExceeded"

Send = Callable[[str, dict[str, Any]], None]


def sender(client: Callable[[str], Any]) -> Send:
    """Sends a message to a queue or a topic by its ARN."""

    def send(arn: str, message: dict[str, Any]) -> None:
        service, name = arn.split(":")[2], arn.rsplit(":", 1)[1]
        if service == "sqs":
            queue = client("sqs")
            url = queue.get_queue_url(QueueName=name)["QueueUrl"]
            queue.send_message(QueueUrl=url, MessageBody=json.dumps(message))
        elif service == "sns":
            client("sns").publish(TopicArn=arn, Message=json.dumps(message))
        else:
            raise ConfigurationError(f"template.yaml names {arn} as an on-failure target: only queues and topics are.")

    return send


def stream_message(
    function: Function,
    records: list[dict[str, Any]],
    *,
    stream_arn: str,
    shard_id: str,
    condition: str,
    request_id: str,
    attempts: int,
    function_failed: bool,
    now: datetime,
) -> dict[str, Any]:
    """Positions of discarded records, not their data.

    Shape: AWS Lambda Developer Guide, "Retain discarded records for a DynamoDB event source in
    Lambda" (read 2026-11).
    """
    first, last = records[0]["dynamodb"], records[-1]["dynamodb"]
    return {
        **_about_call(function, condition, request_id, attempts, function_failed=function_failed, now=now),
        "DDBStreamBatchInfo": {
            "shardId": shard_id,
            "startSequenceNumber": first["SequenceNumber"],
            "endSequenceNumber": last["SequenceNumber"],
            "approximateArrivalOfFirstRecord": _at(first),
            "approximateArrivalOfLastRecord": _at(last),
            "batchSize": len(records),
            "streamArn": stream_arn,
        },
    }


def call_message(
    function: Function,
    event: Any,
    *,
    condition: str,
    request_id: str,
    attempts: int,
    error: str,
    now: datetime,
) -> dict[str, Any]:
    """A call by the clock that failed for good.

    Shape: AWS Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations" (read 2026-11).
    """
    return {
        **_about_call(function, condition, request_id, attempts, function_failed=True, now=now),
        "requestPayload": event,
        "responsePayload": {"errorMessage": error},
    }


def _about_call(
    function: Function, condition: str, request_id: str, attempts: int, *, function_failed: bool, now: datetime
) -> dict[str, Any]:
    return {
        "requestContext": {
            "requestId": request_id,
            "functionArn": function.arn,
            "condition": condition,
            "approximateInvokeCount": attempts,
        },
        "responseContext": {
            "statusCode": 200,
            "executedVersion": "$LATEST",
            "functionError": "Unhandled" if function_failed else None,
        },
        "version": "1.0",
        "timestamp": times.to_text(now),
    }


def _at(change: dict[str, Any]) -> str:
    return times.to_text(times.from_epoch(change["ApproximateCreationDateTime"]))
