"""SQS standard queues in memory, named by their logical ids.

Semantics: Amazon SQS Developer Guide, "Amazon SQS visibility timeout", "Using dead-letter queues" and
"Amazon SQS delay queues", read 2026-11. Messages come in the order in which they became visible; SQS
promises no order.
"""

import hashlib
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from infra.simulate import refusals

DEFAULT_VISIBILITY_S = 30
DEFAULT_RETENTION_S = 345_600
LONGEST_DELAY_S = 900
LARGEST_BODY = 1_048_576
_when = attrgetter("visible_at", "number")


@dataclass(slots=True)
class Message:
    """One message. `number` counts arrivals; `received` how often it was handed out."""

    number: int
    message_id: str
    body: str
    digest: str
    sent_at: datetime
    visible_at: datetime
    received: int = 0
    first_received_at: datetime | None = None
    receipt: str | None = None


@dataclass(slots=True)
class Queue:
    """One queue of the template; `messages` stand in the order in which they become visible."""

    name: str
    visibility: timedelta
    retention: timedelta
    delay: timedelta
    dead_letters: str | None
    most_receives: int
    messages: list[Message] = field(default_factory=list)
    oldest_at: datetime | None = None  # nothing in it was sent before


class Queues:
    """Stands where boto3's low-level SQS client does when it sends; a consumer receives and deletes.

    `buried` are the bodies that ever came to each queue of dead letters, which is when its alarm goes off.
    """

    def __init__(self, template: Mapping[str, Any], clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.queues = {
            name: _queue(name, written.get("Properties", {}))
            for name, written in template.get("Resources", template).items()
            if written["Type"] == "AWS::SQS::Queue"
        }
        self.buried: defaultdict[str, list[str]] = defaultdict(list)
        self._sent = 0

    def send_message(self, **arguments: Any) -> dict[str, Any]:
        """Takes QueueUrl (the logical id), MessageBody and DelaySeconds."""
        unknown = arguments.keys() - {"QueueUrl", "MessageBody", "DelaySeconds"}
        if unknown:
            raise ValueError(f"SendMessage with {', '.join(sorted(unknown))} is not simulated")
        queue = self.queues.get(arguments["QueueUrl"])
        if queue is None:
            raise _refuse("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.")
        body = arguments["MessageBody"]
        if not body:
            raise _refuse("MissingParameter", "The request must contain the parameter MessageBody.")
        if len(body.encode()) > LARGEST_BODY:
            raise _refuse(
                "InvalidParameterValue",
                f"One or more parameters are invalid. Reason: Message must be shorter than {LARGEST_BODY} bytes.",
            )
        delay_s = arguments.get("DelaySeconds")
        if delay_s is not None and (not isinstance(delay_s, int) or not 0 <= delay_s <= LONGEST_DELAY_S):
            raise _refuse(
                "InvalidParameterValue",
                f"Value {delay_s} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
            )
        now = self.clock()
        self._sent += 1
        message = Message(
            number=self._sent,
            message_id=f"message-{self._sent}",
            body=body,
            digest=hashlib.md5(body.encode(), usedforsecurity=False).hexdigest(),
            sent_at=now,
            visible_at=now + (queue.delay if delay_s is None else timedelta(seconds=delay_s)),
        )
        _add(queue, message)
        return {"MessageId": message.message_id, "MD5OfMessageBody": message.digest}

    def receive(self, queue: str, most: int) -> list[dict[str, Any]]:
        """At most `most` visible messages, as Lambda's event source hands them over; they are then hidden.

        A message that was received as often as the redrive policy allows goes to the dead letters instead.
        """
        found = self.queues[queue]
        now = self.clock()
        _drop_old(found, now)
        taken: list[Message] = []
        while found.messages and len(taken) < most and found.messages[0].visible_at <= now:
            message = found.messages.pop(0)
            if found.dead_letters is not None and message.received >= found.most_receives:
                self._bury(found, message, now)
            else:
                taken.append(message)
        for message in taken:
            message.received += 1
            message.first_received_at = message.first_received_at or now
            message.receipt = f"{message.message_id}-{message.received}"
            message.visible_at = now + found.visibility
            _add(found, message)
        return [_as_record(message, queue) for message in taken]

    def delete(self, queue: str, receipt_handle: str) -> None:
        """Deletes a message by the handle of its last receipt; an older handle does nothing."""
        messages = self.queues[queue].messages
        for place, message in enumerate(messages):
            if message.receipt == receipt_handle:
                del messages[place]
                return

    def change_visibility(self, queue: str, receipt_handle: str, seconds: int) -> None:
        """Shows a received message again after `seconds` from now; an older handle does nothing."""
        found = self.queues[queue]
        for place, message in enumerate(found.messages):
            if message.receipt == receipt_handle:
                del found.messages[place]
                message.visible_at = self.clock() + timedelta(seconds=seconds)
                _add(found, message)
                return

    def next_at(self, queue: str) -> datetime | None:
        """When the next message is to be had: now or later, or None if the queue is empty."""
        messages = self.queues[queue].messages
        return max(messages[0].visible_at, self.clock()) if messages else None

    def waiting(self, queue: str) -> list[str]:
        """The bodies of everything in the queue, hidden or not, in the order of arrival."""
        return [message.body for message in sorted(self.queues[queue].messages, key=attrgetter("number"))]

    def _bury(self, queue: Queue, message: Message, now: datetime) -> None:
        """To the dead letters, where its age goes on from the day on which it was sent."""
        message.visible_at = now
        message.receipt = None
        self.buried[queue.dead_letters or ""].append(message.body)
        _add(self.queues[queue.dead_letters or ""], message)


def _add(queue: Queue, message: Message) -> None:
    insort(queue.messages, message, key=_when)
    if queue.oldest_at is None or message.sent_at < queue.oldest_at:
        queue.oldest_at = message.sent_at


def _drop_old(queue: Queue, now: datetime) -> None:
    """What was sent longer ago than the queue keeps messages is gone."""
    if queue.oldest_at is None or now - queue.oldest_at <= queue.retention:
        return
    queue.messages = [message for message in queue.messages if now - message.sent_at <= queue.retention]
    queue.oldest_at = min((message.sent_at for message in queue.messages), default=None)


def _queue(name: str, properties: Mapping[str, Any]) -> Queue:
    redrive = properties.get("RedrivePolicy")
    return Queue(
        name=name,
        visibility=timedelta(seconds=int(properties.get("VisibilityTimeout", DEFAULT_VISIBILITY_S))),
        retention=timedelta(seconds=int(properties.get("MessageRetentionPeriod", DEFAULT_RETENTION_S))),
        delay=timedelta(seconds=int(properties.get("DelaySeconds", 0))),
        dead_letters=redrive["deadLetterTargetArn"]["Fn::GetAtt"][0] if redrive else None,
        most_receives=int(redrive["maxReceiveCount"]) if redrive else 0,
    )


def _as_record(message: Message, queue: str) -> dict[str, Any]:
    """AWS Lambda Developer Guide, "Using Lambda with Amazon SQS", example event (read 2026-11)."""
    return {
        "messageId": message.message_id,
        "receiptHandle": message.receipt,
        "body": message.body,
        "attributes": {
            "ApproximateReceiveCount": str(message.received),
            "SentTimestamp": _milliseconds(message.sent_at),
            "ApproximateFirstReceiveTimestamp": _milliseconds(message.first_received_at or message.sent_at),
        },
        "messageAttributes": {},
        "md5OfBody": message.digest,
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:eu-west-1:000000000000:{queue}",
        "awsRegion": "eu-west-1",
    }


def _milliseconds(moment: datetime) -> str:
    return str((moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1))


def _refuse(code: str, message: str) -> Exception:
    return refusals.error("SendMessage", code, message)
