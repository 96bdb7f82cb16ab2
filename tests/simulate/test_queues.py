"""The simulated queues show, hide, delay and bury messages as the emulator's do, and as SQS does."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from infra import template
from infra.simulate.queues import Queues
from tests.support.made import Clock

WORK, DEAD = "RepliesQueue", "RepliesDeadLetters"
HIDDEN_S, RECEIVES = 1, 2  # so that the emulator, which works in real time, need not be waited for
LONG_POLL_S = 5


def written() -> dict[str, Any]:
    """A template with a queue and its dead letters."""
    redrive = {"deadLetterTargetArn": {"Fn::GetAtt": [DEAD, "Arn"]}, "maxReceiveCount": RECEIVES}
    work = {"VisibilityTimeout": HIDDEN_S, "RedrivePolicy": redrive}
    return {
        "Resources": {
            WORK: {"Type": "AWS::SQS::Queue", "Properties": work},
            DEAD: {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": HIDDEN_S}},
        }
    }


@dataclass
class Ours:
    """The simulated queues, driven as the emulator's are."""

    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.queues = Queues(written(), self.clock)

    def send(self, **message: Any) -> str:
        return self.queues.send_message(QueueUrl=WORK, **message)["MD5OfMessageBody"]

    def receive(self, queue: str = WORK) -> list[tuple[str, str, str]]:
        return self._seen(self.queues.receive(queue, 10))

    def receive_when_visible(self, queue: str = WORK) -> list[tuple[str, str, str]]:
        due = self.queues.next_at(queue)
        self.clock.at = max(self.clock.at, due) if due else self.clock.at
        return self.receive(queue)

    def delete(self, handle: str, queue: str = WORK) -> None:
        self.queues.delete(queue, handle)

    def show(self, handle: str, queue: str = WORK) -> None:
        self.queues.change_visibility(queue, handle, 0)

    def _seen(self, found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
        return sorted(
            (one["body"], one["attributes"]["ApproximateReceiveCount"], one["receiptHandle"]) for one in found
        )


@dataclass
class Theirs:
    """The emulator's queues."""

    client: Any
    urls: dict[str, str]

    def send(self, **message: Any) -> str:
        return self.client.send_message(QueueUrl=self.urls[WORK], **message)["MD5OfMessageBody"]

    def receive(self, queue: str = WORK, wait_s: int = 0) -> list[tuple[str, str, str]]:
        answer = self.client.receive_message(
            QueueUrl=self.urls[queue],
            MaxNumberOfMessages=10,
            WaitTimeSeconds=wait_s,
            MessageSystemAttributeNames=["All"],
        )
        return sorted(
            (one["Body"], one["Attributes"]["ApproximateReceiveCount"], one["ReceiptHandle"])
            for one in answer.get("Messages", [])
        )

    def receive_when_visible(self, queue: str = WORK) -> list[tuple[str, str, str]]:
        return self.receive(queue, LONG_POLL_S)

    def delete(self, handle: str, queue: str = WORK) -> None:
        self.client.delete_message(QueueUrl=self.urls[queue], ReceiptHandle=handle)

    def show(self, handle: str, queue: str = WORK) -> None:
        self.client.change_message_visibility(QueueUrl=self.urls[queue], ReceiptHandle=handle, VisibilityTimeout=0)


@pytest.fixture
def theirs(emulator_client) -> Iterator[Theirs]:
    client, prefix = emulator_client("sqs"), f"agreement-{uuid4().hex[:12]}-"
    dead = client.create_queue(QueueName=prefix + DEAD, Attributes={"VisibilityTimeout": str(HIDDEN_S)})["QueueUrl"]
    arn = client.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": RECEIVES})
    attributes = {"VisibilityTimeout": str(HIDDEN_S), "RedrivePolicy": redrive}
    work = client.create_queue(QueueName=prefix + WORK, Attributes=attributes)["QueueUrl"]
    yield Theirs(client, {WORK: work, DEAD: dead})
    for url in (work, dead):
        client.delete_queue(QueueUrl=url)


@pytest.fixture(params=["ours", "theirs"])
def queues(request) -> Ours | Theirs:
    """Each test runs on the simulated queues and, unchanged, on the emulator's."""
    return Ours() if request.param == "ours" else request.getfixturevalue("theirs")


def bodies(found: list[tuple[str, str, str]]) -> list[str]:
    return [body for body, _, _ in found]


def test_what_was_received_is_hidden_until_its_time_is_over_and_counts_receipts(queues):
    assert queues.send(MessageBody="a") == "0cc175b9c0f1b6a831c399e269772661"
    queues.send(MessageBody="b")
    first = queues.receive()
    assert [(body, count) for body, count, _ in first] == [("a", "1"), ("b", "1")]
    assert queues.receive() == []
    queues.delete(first[1][2])
    again = queues.receive_when_visible()
    assert [(body, count) for body, count, _ in again] == [("a", "2")]
    assert again[0][2] != first[0][2], "every receipt has a handle of its own"


def test_what_was_deleted_never_comes_again(queues):
    queues.send(MessageBody="a")
    ((_, _, handle),) = queues.receive()
    queues.delete(handle)
    queues.send(MessageBody="b")
    assert bodies(queues.receive()) == ["b"]


def test_a_message_is_deleted_even_after_its_time_is_over(queues):
    queues.send(MessageBody="a")
    ((_, _, handle),) = queues.receive()
    queues.show(handle)
    queues.delete(handle)
    assert queues.receive() == []


def test_a_delayed_message_comes_when_its_delay_is_over(queues):
    queues.send(MessageBody="late", DelaySeconds=1)
    queues.send(MessageBody="now", DelaySeconds=0)
    found = queues.receive()
    assert bodies(found) == ["now"]
    queues.delete(found[0][2])
    assert bodies(queues.receive_when_visible()) == ["late"]


def test_after_its_receipts_a_message_goes_to_the_dead_letters(queues):
    queues.send(MessageBody="bad")
    for count in range(1, RECEIVES + 1):
        ((body, seen, handle),) = queues.receive()
        assert (body, seen) == ("bad", str(count))
        queues.show(handle)
    assert queues.receive(DEAD) == []
    assert queues.receive() == [], "the next attempt buries it"
    assert bodies(queues.receive_when_visible(DEAD)) == ["bad"]


def test_dead_letters_go_nowhere(queues):
    queues.send(MessageBody="bad")
    for _ in range(RECEIVES):
        queues.show(queues.receive()[0][2])
    assert queues.receive() == []
    for _ in range(RECEIVES + 2):
        ((body, _, handle),) = queues.receive_when_visible(DEAD)
        assert body == "bad"
        queues.show(handle, DEAD)


@pytest.mark.parametrize("body", ["", "x" * (1_048_576 + 1)], ids=["empty", "too large"])
def test_what_sqs_refuses_is_refused(queues, body):
    with pytest.raises(ClientError):
        queues.send(MessageBody=body)
    assert queues.receive() == []


@pytest.mark.parametrize("delay_s", [-1, 901])
def test_a_delay_beyond_the_limits_is_refused_though_the_emulator_takes_it(theirs, delay_s):
    """Amazon SQS API Reference, "SendMessage" (read 2026-11): valid values of DelaySeconds are 0 to 900."""
    with pytest.raises(ClientError):
        Ours().send(MessageBody="a", DelaySeconds=delay_s)
    theirs.send(MessageBody="a", DelaySeconds=delay_s)


def test_a_message_may_be_deleted_twice_though_the_emulator_refuses(theirs):
    """Amazon SQS API Reference, "DeleteMessage" (read 2026-11): a handle that is no longer the message's
    is no error; the request succeeds."""
    ours = Ours()
    handles = []
    for queues in (ours, theirs):
        queues.send(MessageBody="a")
        handles += [handle for _, _, handle in queues.receive()]
        queues.delete(handles[-1])
    ours.delete(handles[0])
    assert ours.receive() == []
    with pytest.raises(ClientError):
        theirs.delete(handles[1])


def test_no_queue_is_known_by_another_name(theirs):
    refusals = []
    for client in (Queues(written(), Clock()), theirs.client):
        with pytest.raises(ClientError) as refusal:
            client.send_message(QueueUrl=theirs.urls[WORK] + "-nobody", MessageBody="a")
        refusals.append(refusal.value.response["Error"]["Code"])
    assert refusals[0] == refusals[1]


def test_the_queues_of_the_template_are_there_with_their_times():
    clock = Clock()
    queues = Queues(template.load(), clock)
    assert {"RepliesQueue", "ReviewsQueue", "RepliesDeadLetters", "TriageFailures"} <= set(queues.queues)
    queues.send_message(QueueUrl=WORK, MessageBody="a", DelaySeconds=30)
    assert queues.next_at(WORK) == clock.at + timedelta(seconds=30)
    assert queues.next_at(DEAD) is None
    clock.advance(seconds=30)
    (record,) = queues.receive(WORK, 10)
    assert queues.next_at(WORK) == clock.at + timedelta(seconds=120)
    assert (record["body"], record["eventSource"]) == ("a", "aws:sqs")
    assert queues.waiting(WORK) == ["a"]
    clock.advance(seconds=121)
    assert queues.next_at(WORK) == clock.at, "what is visible may be had now"


def test_an_old_handle_deletes_nothing():
    """Amazon SQS API Reference, "DeleteMessage" (read 2026-11): with another than the last handle the
    message might not be deleted; a consumer must not rely on it."""
    clock = Clock()
    queues = Queues(written(), clock)
    queues.send_message(QueueUrl=WORK, MessageBody="a")
    old = queues.receive(WORK, 1)[0]["receiptHandle"]
    clock.advance(seconds=HIDDEN_S)
    new = queues.receive(WORK, 1)[0]["receiptHandle"]
    queues.delete(WORK, old)
    assert queues.waiting(WORK) == ["a"]
    queues.delete(WORK, new)
    assert queues.waiting(WORK) == []


def test_messages_come_in_the_order_in_which_they_became_visible():
    clock = Clock()
    queues = Queues(written(), clock)
    for body, delay_s in (("third", 3), ("first", 1), ("second", 1)):
        queues.send_message(QueueUrl=WORK, MessageBody=body, DelaySeconds=delay_s)
    assert queues.waiting(WORK) == ["third", "first", "second"]
    clock.advance(seconds=3)
    assert [record["body"] for record in queues.receive(WORK, 2)] == ["first", "second"]
    assert [record["body"] for record in queues.receive(WORK, 2)] == ["third"]


def test_a_message_is_kept_as_long_as_its_queue_says_also_among_the_dead_letters():
    """Amazon SQS Developer Guide, "Using dead-letter queues" (read 2026-11): a message moved keeps its age."""
    clock = Clock()
    queues = Queues(template.load(), clock)
    queues.send_message(QueueUrl="EnvelopeFailures", MessageBody="old")
    clock.advance(days=13)
    queues.send_message(QueueUrl="EnvelopeFailures", MessageBody="young")
    clock.advance(days=1, seconds=1)
    assert [record["body"] for record in queues.receive("EnvelopeFailures", 10)] == ["young"]
