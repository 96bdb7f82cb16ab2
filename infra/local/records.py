"""Records as Lambda hands them to a function; boto3 gives them in another shape.

Shapes: AWS Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB" and "Using Lambda with
Amazon SQS", the example events (read 2026-11).
"""

import base64
from datetime import timedelta
from typing import Any

from infra.local.emulator import REGION


def from_stream(record: dict[str, Any], stream_arn: str, ahead: timedelta = timedelta()) -> dict[str, Any]:
    """A stream's record: times as seconds, binary values as base64 text, the stream's ARN added.

    `ahead` is how far the reader's clock is before the one that stamped the record.
    """
    change = dict(record["dynamodb"])
    change["ApproximateCreationDateTime"] = round((change["ApproximateCreationDateTime"] + ahead).timestamp())
    for part in ("Keys", "NewImage", "OldImage"):
        if part in change:
            change[part] = {name: _attribute(value) for name, value in change[part].items()}
    event = {
        "eventID": record["eventID"],
        "eventName": record["eventName"],
        "eventVersion": record["eventVersion"],
        "eventSource": record["eventSource"],
        "awsRegion": record["awsRegion"],
        "dynamodb": change,
        "eventSourceARN": stream_arn,
    }
    if "userIdentity" in record:
        who = record["userIdentity"]
        event["userIdentity"] = {"type": who.get("Type"), "principalId": who.get("PrincipalId")}
    return event


def from_queue(message: dict[str, Any], queue_arn: str) -> dict[str, Any]:
    """A queue's message."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {
            name: _message_attribute(value) for name, value in message.get("MessageAttributes", {}).items()
        },
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": queue_arn,
        "awsRegion": REGION,
    }


def _attribute(value: dict[str, Any]) -> dict[str, Any]:
    kind, content = next(iter(value.items()))
    if kind == "B":
        return {"B": _text(content)}
    if kind == "BS":
        return {"BS": [_text(part) for part in content]}
    if kind == "L":
        return {"L": [_attribute(part) for part in content]}
    if kind == "M":
        return {"M": {name: _attribute(part) for name, part in content.items()}}
    return value


def _message_attribute(value: dict[str, Any]) -> dict[str, Any]:
    attribute: dict[str, Any] = {"dataType": value["DataType"], "stringListValues": [], "binaryListValues": []}
    if "StringValue" in value:
        attribute["stringValue"] = value["StringValue"]
    if "BinaryValue" in value:
        attribute["binaryValue"] = _text(value["BinaryValue"])
    return attribute


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
