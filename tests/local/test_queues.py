"""From a real queue to the function and to its dead letters.

Pinned to the AWS Lambda Developer Guide, read 2026-11: (1) "Using Lambda with Amazon SQS", example event;
(2) "Handling errors for an SQS event source in Lambda"; (3) "Using event filtering with an Amazon SQS
event source"; and to the Amazon SQS Developer Guide, (4) "Using dead-letter queues in Amazon SQS".
"""

import hashlib

import pytest

from infra.local.filters import read as read_filters
from infra.local.invoke import Function
from infra.local.mappings import QueueMapping
from infra.local.pump import Pump
from tests.local.recorder import Recorder, body_of, refuses


def pumped(recorder, letters, client, **settings):
    return Pump([QueueMapping("Step.Queue", recorder.function(), letters.arn, **settings)], client)


def reports(poison):
    """A handler that reports the message with this body."""

    def handler(event, _context):
        failed = [record["messageId"] for record in event["Records"] if record["body"] == poison]
        return {"batchItemFailures": [{"itemIdentifier": name} for name in failed]}

    return handler


def test_a_message_has_the_shape_that_lambda_gives_it(letters, clock, emulator_client):  # (1)
    recorder = Recorder(body_of)
    letters.send("hello")
    pumped(recorder, letters, emulator_client).drain(clock)
    (record,) = recorder.events[0]["Records"]
    assert set(record) == {
        "messageId",
        "receiptHandle",
        "body",
        "attributes",
        "messageAttributes",
        "md5OfBody",
        "eventSource",
        "eventSourceARN",
        "awsRegion",
    }
    assert {"ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp"} <= set(
        record["attributes"]
    )
    assert record["body"] == "hello"
    assert record["md5OfBody"] == hashlib.md5(b"hello", usedforsecurity=False).hexdigest()
    assert record["eventSource"] == "aws:sqs"
    assert record["eventSourceARN"] == letters.arn
    assert record["attributes"]["ApproximateReceiveCount"] == "1"


def test_messages_that_succeed_are_deleted(letters, clock, emulator_client):
    recorder = Recorder(body_of)
    letters.send("a", "b", "c")
    pump = pumped(recorder, letters, emulator_client, batch_size=2)
    pump.drain(clock)
    clock.advance(1000)
    pump.drain(clock)
    assert sorted(recorder.seen) == ["a", "b", "c"]
    assert max(map(len, recorder.calls)) == 2


def test_a_failed_call_shows_the_whole_batch_again_after_the_visibility_timeout(letters, clock, emulator_client):  # (2)
    started = clock.now
    once = iter([ValueError()])

    def fail_once(marks):
        for error in once:
            raise error

    recorder = Recorder(body_of, fail_once)
    letters.send("a", "b")
    pumped(recorder, letters, emulator_client).drain(clock)
    assert [sorted(call) for call in recorder.calls] == [["a", "b"], ["a", "b"]]
    assert (clock.now - started).total_seconds() == 30
    assert [record["attributes"]["ApproximateReceiveCount"] for record in recorder.events[1]["Records"]] == ["2", "2"]


def test_only_reported_messages_come_again_and_end_in_the_dead_letters(letters, clock, emulator_client):  # (2), (4)
    recorder = Recorder(body_of)
    handler = reports("poison")

    def handle(event, context):
        recorder(event, context)
        return handler(event, context)

    mapping = QueueMapping("Step.Queue", Function("Step", handle), letters.arn, reports_failures=True)
    letters.send("a", "poison", "b")
    Pump([mapping], emulator_client).drain(clock)
    received = recorder.seen
    assert {body: received.count(body) for body in received} == {"a": 1, "b": 1, "poison": 3}
    assert letters.dead() == ["poison"]


def test_an_unreported_poison_takes_its_neighbours_along(letters, clock, emulator_client):  # (2)
    recorder = Recorder(body_of, refuses("poison"))
    letters.send("a", "poison")
    pumped(recorder, letters, emulator_client).drain(clock)
    assert sorted(letters.dead()) == ["a", "poison"]


@pytest.mark.parametrize("failure", [{"itemIdentifier": ""}, {"itemIdentifier": None}, {"id": "x"}])
def test_a_malformed_report_fails_the_whole_batch(failure, letters, clock, emulator_client):  # (2)
    answers = iter([{"batchItemFailures": [failure]}])
    recorder = Recorder(body_of, lambda marks: next(answers, None))
    letters.send("a")
    pumped(recorder, letters, emulator_client, reports_failures=True).drain(clock)
    assert recorder.calls == [["a"], ["a"]]


def test_a_message_that_no_filter_accepts_is_deleted(letters, clock, emulator_client):  # (3)
    accepted = read_filters({"Filters": [{"Pattern": '{"body": {"kind": ["wanted"]}}'}]}, "Step.Queue")
    recorder = Recorder(body_of)
    letters.send('{"kind": "wanted"}', '{"kind": "other"}', "no json")
    pump = pumped(recorder, letters, emulator_client, filters=accepted)
    pump.drain(clock)
    assert recorder.calls == [['{"kind": "wanted"}']]
    counts = letters.client.get_queue_attributes(
        QueueUrl=letters.url,
        AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    )
    assert set(counts["Attributes"].values()) == {"0"}


def test_the_function_is_told_how_much_time_it_has(letters, clock, emulator_client):
    told = []

    def handler(event, context):
        told.append((context.get_remaining_time_in_millis(), context.function_name, context.aws_request_id))

    function = Function("Step", handler, timeout_s=20)
    letters.send("a")
    Pump([QueueMapping("Step.Queue", function, letters.arn)], emulator_client).drain(clock)
    ((remaining, name, request_id),) = told
    assert 19_000 < remaining <= 20_000
    assert name == "Step"
    assert len(request_id) == 36
