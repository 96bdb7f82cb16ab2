"""Batches of a stream: what is tried again, in which pieces, and what is given up.

Pinned to the AWS Lambda Developer Guide, read 2026-11:
(1) "Configuring partial batch response with DynamoDB and Lambda"
(2) "Retain discarded records for a DynamoDB event source in Lambda"
(3) "Lambda parameters for Amazon DynamoDB event source mappings"
(4) "Using AWS Lambda with Amazon DynamoDB", on batching windows and concurrent batches per shard
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from infra.local.invoke import Function
from infra.local.lanes import Lane
from infra.local.mappings import StreamMapping
from infra.local.pump import SteppedClock
from tests.local.recorder import Recorder, item_of, refuses

NOW = datetime(2026, 1, 1, 10, 0, tzinfo=UTC)
STREAM = "arn:aws:dynamodb:eu-west-1:000000000000:table/t/stream/2026-01-01T00:00:00.000"
TARGET = "arn:aws:sqs:eu-west-1:000000000000:failures"


def record(key, number, created=NOW):
    return {
        "eventID": f"event-{number}",
        "eventName": "INSERT",
        "dynamodb": {
            "Keys": {"pk": {"S": key}},
            "NewImage": {"pk": {"S": key}, "text": {"S": "the secret text"}},
            "SequenceNumber": f"{number:021d}",
            "ApproximateCreationDateTime": int(created.timestamp()),
        },
    }


def reports(poison):
    """Reports the poison's record as failed, by the number that `record` gave it."""

    def answer(marks):
        failures = [{"itemIdentifier": f"{'abcdefgh'.index(mark):021d}"} for mark in marks if mark == poison]
        return {"batchItemFailures": failures}

    return answer


class Run:
    """One lane, its recording function, what it finished and what it sent to the failure target."""

    def __init__(self, answer=lambda marks: None, *, keys="abcd", created=NOW, **settings):
        self.recorder = Recorder(item_of, answer)
        self.finished = []
        self.sent = []
        settings = {"batch_size": len(keys), "failure_target": TARGET, **settings}
        mapping = StreamMapping("Step.Stream", self.recorder.function(), STREAM, **settings)
        self.lane = Lane(mapping, "shardId-1", self._finish, lambda arn, message: self.sent.append((arn, message)))
        self.clock = SteppedClock(NOW)
        for number, key in enumerate(keys):
            self.lane.add(record(key, number, created), NOW)

    def _finish(self, records):
        self.finished += [item_of(one) for one in records]

    def go(self, steps=100):
        """Steps until nothing is left, over all pauses."""
        while self.lane.due_at() and steps:
            self.clock.now = max(self.clock.now, self.lane.due_at())
            self.lane.step(self.clock.now)
            steps -= 1
        return self.recorder.calls


def test_a_batch_that_succeeds_is_handed_over_once_and_finished():
    run = Run()
    assert run.go() == [["a", "b", "c", "d"]]
    assert run.finished == ["a", "b", "c", "d"]
    assert run.sent == []


def test_a_batch_holds_at_most_the_batch_size():
    assert Run(keys="abcde", batch_size=2).go() == [["a", "b"], ["c", "d"], ["e"]]


def test_a_reported_failure_is_retried_from_the_first_failed_record_on():  # (1)
    first_time = iter([True])
    run = Run(lambda marks: reports("c")(marks) if next(first_time, False) else None, reports_failures=True)
    assert run.go() == [["a", "b", "c", "d"], ["c", "d"]]
    assert run.finished == ["a", "b", "c", "d"]


def test_of_several_reported_failures_the_lowest_counts():  # (1)
    answers = iter([{"batchItemFailures": [{"itemIdentifier": f"{3:021d}"}, {"itemIdentifier": f"{1:021d}"}]}])
    run = Run(lambda marks: next(answers, None), reports_failures=True)
    assert run.go() == [["a", "b", "c", "d"], ["b", "c", "d"]]


@pytest.mark.parametrize(
    "response", [None, {}, "", {"batchItemFailures": []}, {"batchItemFailures": None}, {"other": "thing"}, [], "done"]
)
def test_these_responses_are_a_success(response):  # (1)
    assert Run(lambda marks: response, reports_failures=True).go() == [["a", "b", "c", "d"]]


@pytest.mark.parametrize(
    "failure", [{"itemIdentifier": ""}, {"itemIdentifier": None}, {"id": "1"}, "1", {"itemIdentifier": "unknown"}]
)
def test_these_responses_fail_the_whole_batch(failure):  # (1)
    run = Run(lambda marks: {"batchItemFailures": [failure]}, reports_failures=True, max_retries=1)
    assert run.go() == [["a", "b", "c", "d"], ["a", "b", "c", "d"]]
    assert run.sent


def test_reports_are_ignored_where_the_mapping_does_not_ask_for_them():  # (1)
    assert Run(reports("a")).go() == [["a", "b", "c", "d"]]


def test_without_bisect_a_failed_batch_is_retried_whole_and_then_discarded_whole():  # (2)
    run = Run(refuses("c"), max_retries=2)
    assert run.go() == [["a", "b", "c", "d"]] * 3
    assert run.sent[0][1]["DDBStreamBatchInfo"]["batchSize"] == 4


def test_bisect_comes_down_to_the_poison_and_spares_its_neighbours():  # (2): splitting uses up no retry
    run = Run(refuses("c"), keys="abcdefgh", bisects=True, max_retries=2)
    calls = run.go()
    assert calls == [
        ["a", "b", "c", "d", "e", "f", "g", "h"],
        ["a", "b", "c", "d"],
        ["a", "b"],
        ["c", "d"],
        *[["c"]] * 3,
        ["d"],
        ["e", "f", "g", "h"],
    ]
    assert [message["DDBStreamBatchInfo"]["batchSize"] for _, message in run.sent] == [1]
    assert run.finished == list("abcdefgh")


def test_a_failed_call_is_halved_even_where_failures_are_reported():  # (1)
    run = Run(refuses("a"), keys="ab", bisects=True, reports_failures=True, max_retries=0)
    assert run.go() == [["a", "b"], ["a"], ["b"]]


def test_a_reported_poison_does_not_hold_back_those_before_it_and_is_retried_with_those_after_it():
    # (1) cuts at the returned number; that the rest is then halved again is written nowhere, so it is not.
    run = Run(reports("b"), bisects=True, reports_failures=True, max_retries=2)
    assert run.go() == [["a", "b", "c", "d"], ["b", "c", "d"], ["b", "c", "d"]]
    assert [message["DDBStreamBatchInfo"]["batchSize"] for _, message in run.sent] == [3]


def test_an_exhausted_batch_goes_to_the_failure_target_as_a_position_without_data():  # (2)
    run = Run(refuses("a"), keys="ab", max_retries=1)
    run.go()
    ((arn, message),) = run.sent
    assert arn == TARGET
    assert set(message) == {"requestContext", "responseContext", "version", "timestamp", "DDBStreamBatchInfo"}
    assert set(message["requestContext"]) == {"requestId", "functionArn", "condition", "approximateInvokeCount"}
    assert message["requestContext"]["condition"] == "RetryAttemptsExhausted"
    assert message["requestContext"]["approximateInvokeCount"] == 2
    assert message["responseContext"] == {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"}
    assert message["DDBStreamBatchInfo"] == {
        "shardId": "shardId-1",
        "startSequenceNumber": f"{0:021d}",
        "endSequenceNumber": f"{1:021d}",
        "approximateArrivalOfFirstRecord": "2026-01-01T10:00:00.000Z",
        "approximateArrivalOfLastRecord": "2026-01-01T10:00:00.000Z",
        "batchSize": 2,
        "streamArn": STREAM,
    }
    assert "secret" not in str(message)


def test_without_a_failure_target_an_exhausted_batch_is_dropped_and_the_next_one_comes():  # (2)
    run = Run(refuses("a"), keys="ab", batch_size=1, max_retries=0, failure_target=None)
    assert run.go() == [["a"], ["b"]]
    assert run.finished == ["a", "b"]


def test_without_a_bound_a_failed_batch_is_retried_until_its_records_are_too_old():  # (2), (3)
    run = Run(refuses("a"), keys="ab", max_age_s=60)
    run.go()
    assert run.clock.now.timestamp() - NOW.timestamp() > 60
    assert [message["requestContext"]["condition"] for _, message in run.sent] == ["RecordAgeExceeded"]
    assert run.finished == ["a", "b"]


def test_records_that_are_too_old_never_reach_the_function():  # (3)
    long_ago = datetime(2026, 1, 1, 8, 0, tzinfo=UTC)
    run = Run(created=long_ago, max_age_s=3600)
    run.lane.add(record("young", 9), NOW)
    assert run.go() == [["young"]]
    assert run.sent[0][1]["DDBStreamBatchInfo"]["batchSize"] == 4


def test_a_failure_target_that_cannot_be_reached_loses_nothing():
    run = Run(refuses("a"), keys="a", max_retries=0)
    run.lane._send = None  # calling it raises TypeError
    with pytest.raises(TypeError):
        run.lane.step(NOW)
    assert run.finished == []
    run.lane._send = lambda arn, message: run.sent.append((arn, message))
    run.lane.step(NOW)
    assert run.finished == ["a"]
    assert len(run.sent) == 1


def test_a_batching_window_waits_for_more_but_not_for_a_full_batch():  # (4)
    run = Run(keys="ab", batch_size=3, window_s=5)
    assert (run.lane.due_at() - NOW).total_seconds() == 5
    run.lane.add(record("c", 2), NOW)
    assert run.lane.due_at() == NOW
    assert run.go() == [["a", "b", "c"]]


def test_a_function_cannot_change_what_a_retry_sees():
    seen = []

    def handler(event, _context):
        seen.append(len(event["Records"]))
        event["Records"].clear()
        raise ValueError

    run = Run(max_retries=1)
    run.lane = Lane(
        replace(run.lane._mapping, function=Function("Step", handler)), "shardId-1", run._finish, lambda *_: None
    )
    run.lane.add(record("a", 0), NOW)
    run.go()
    assert seen == [1, 1]
