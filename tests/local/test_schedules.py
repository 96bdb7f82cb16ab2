"""Functions called by the clock. Pinned to, read 2026-11: (1) Amazon EventBridge User Guide, "Setting a
schedule pattern for scheduled rules"; (2) AWS Lambda Developer Guide, "How Lambda handles errors and
retries with asynchronous invocation"; (3) the same, "Capturing records of Lambda asynchronous invocations".
"""

from datetime import UTC, datetime, timedelta

import pytest

from infra.local.invoke import Function
from infra.local.mappings import ScheduleMapping
from infra.local.pump import Pump, SteppedClock
from infra.local.schedules import Schedule, read
from shared.errors import ConfigurationError

NOW = datetime(2026, 1, 31, 23, 30, 15, tzinfo=UTC)
TARGET = "arn:aws:sqs:eu-west-1:000000000000:failures"


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "following"),
    [
        ("rate(1 minute)", at("2026-01-31T23:31:15")),
        ("rate(15 minutes)", at("2026-01-31T23:45:15")),
        ("rate(1 day)", at("2026-02-01T23:30:15")),
        ("cron(0 3 * * ? *)", at("2026-02-01T03:00:00")),
        ("cron(31 23 * * ? *)", at("2026-01-31T23:31:00")),
        ("cron(30 * * * ? *)", at("2026-02-01T00:30:00")),
        ("cron(45 * * * ? *)", at("2026-01-31T23:45:00")),
    ],
)
def test_a_schedule_fires_when_its_expression_says(expression, following):  # (1)
    assert read(expression, "Watch.Sweep")(NOW) == following


@pytest.mark.parametrize("expression", ["rate(1 week)", "cron(0 3 ? * MON *)", "at(2026-01-01T00:00:00)", "hourly"])
def test_an_expression_that_is_not_understood_stops_the_start(expression):
    with pytest.raises(ConfigurationError, match=r"Watch\.Sweep"):
        read(expression, "Watch.Sweep")


class Run:
    """One schedule, the events that its function saw, and what went to the failure target."""

    def __init__(self, fails=0, **settings):
        self.events = []
        self.sent = []
        self.fails = fails
        settings = {"expression": "rate(1 minute)", "failure_target": TARGET, **settings}
        mapping = ScheduleMapping("Watch.Sweep", Function("Watch", self._handle), **settings)
        self.schedule = Schedule(mapping, lambda arn, message: self.sent.append((arn, message)), NOW)

    def _handle(self, event, _context):
        self.events.append(event)
        if len(self.events) <= self.fails:
            raise ValueError("the secret text")

    def at(self, seconds):
        self.schedule.step(NOW + timedelta(seconds=seconds))
        return len(self.events)


def test_it_fires_once_a_period_and_does_not_make_up_for_what_was_missed():
    run = Run(input='{"task": "sweep"}')
    assert [run.at(s) for s in (0, 59, 60, 61, 119, 120, 600, 601, 660)] == [0, 0, 1, 1, 1, 2, 3, 3, 4]
    assert run.events[0] == {"task": "sweep"}


def test_without_an_input_it_sends_the_event_of_eventbridge():
    run = Run()
    run.at(60)
    # EventBridge User Guide, "Events from AWS services", scheduled event.
    assert set(run.events[0]) == {
        "version",
        "id",
        "detail-type",
        "source",
        "account",
        "time",
        "region",
        "resources",
        "detail",
    }


def test_a_failed_call_comes_again_after_one_and_after_two_minutes():  # (2)
    run = Run(fails=2, expression="rate(1 day)")
    run.schedule.fire(NOW)
    assert [run.at(s) for s in (0, 59, 60, 179, 180, 1000)] == [1, 1, 2, 2, 3, 3]
    assert run.sent == []


def test_a_call_that_failed_for_good_goes_to_the_failure_target():  # (3)
    run = Run(fails=9, expression="rate(1 day)", input='{"task": "sweep"}', max_retries=1)
    run.schedule.fire(NOW)
    run.at(0)
    run.at(60)
    ((arn, message),) = run.sent
    assert arn == TARGET
    assert set(message) == {
        "version",
        "timestamp",
        "requestContext",
        "requestPayload",
        "responseContext",
        "responsePayload",
    }
    assert message["requestContext"]["condition"] == "RetriesExhausted"
    assert message["requestContext"]["approximateInvokeCount"] == 2
    assert message["requestPayload"] == {"task": "sweep"}
    assert "secret" not in str(message)


def test_a_call_is_not_repeated_when_it_is_too_old():  # (2)
    run = Run(fails=9, expression="rate(1 day)", max_age_s=90)
    run.schedule.fire(NOW)
    run.at(0)
    run.at(60)
    assert [message["requestContext"]["condition"] for _, message in run.sent] == ["EventAgeExceeded"]


def test_the_pump_fires_a_schedule_by_name_and_follows_its_retries():
    run = Run(fails=1)
    pump = Pump([run.schedule.mapping], client=lambda service: None, now=NOW)
    clock = SteppedClock(NOW)
    pump.fire("Watch.Sweep", clock)
    assert len(run.events) == 2
    assert clock.now == NOW + timedelta(minutes=1)
