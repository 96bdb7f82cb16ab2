"""What starts a function, as template.yaml states it."""

import pytest

from infra import template as template_file
from infra.local.home import Home
from infra.local.invoke import Function
from infra.local.mappings import QueueMapping, Route, ScheduleMapping, StreamMapping, read
from infra.local.resolve import Identity, Resolver
from infra.local.run import parameters
from infra.local.schedules import read as read_schedule
from shared.errors import ConfigurationError


def identify(logical_id):
    keys = ("Arn", "StreamArn", "QueueName")
    return Identity(logical_id, {key: f"arn:aws:x:y:z:{logical_id}/{key}" for key in keys})


def mapped(template, given):
    functions = {
        name: Function(name, lambda event, context: None)
        for name, written in template["Resources"].items()
        if written["Type"] == "AWS::Serverless::Function"
    }
    return {one.name: one for one in read(template, Resolver(template, "heed", given, identify), functions)}


@pytest.fixture
def ours(tmp_path):
    return mapped(template_file.load(), parameters(Home(tmp_path, 8750)))


def test_the_stream_of_mentions_reaches_triage_with_the_templates_settings(ours):
    written = template_file.load()["Resources"]["Triage"]["Properties"]["Events"]["Mentions"]["Properties"]
    triage = ours["Triage.Mentions"]
    assert isinstance(triage, StreamMapping)
    assert triage.stream_arn.endswith("MentionsTable/StreamArn")
    assert triage.batch_size == written["BatchSize"]
    assert triage.window_s == written["MaximumBatchingWindowInSeconds"]
    assert triage.lanes == written["ParallelizationFactor"]
    assert triage.max_retries == written["MaximumRetryAttempts"]
    assert triage.max_age_s == written["MaximumRecordAgeInSeconds"]
    assert triage.failure_target.endswith("TriageFailures/Arn")
    assert (triage.bisects, triage.reports_failures) == (True, True)
    assert len(triage.filters) == len(written["FilterCriteria"]["Filters"])


def test_queues_schedules_and_routes_are_read(ours):
    replies, sweep = ours["Reply.Replies"], ours["Watch.Sweep"]
    assert isinstance(replies, QueueMapping)
    assert (replies.batch_size, replies.max_concurrency, replies.reports_failures) == (1, 5, True)
    assert isinstance(sweep, ScheduleMapping)
    assert sweep.failure_target.endswith("WatchFailures/Arn")
    assert read_schedule(sweep.expression, sweep.name)
    routes = {route.path: route.function.name for route in ours.values() if isinstance(route, Route)}
    assert routes["/webhooks/{platform}"] == "Ingest"
    assert routes["/{proxy+}"] == "Desk"


def one_event(kind, **properties):
    events = {"Event": {"Type": kind, "Properties": properties}}
    function = {"Type": "AWS::Serverless::Function", "Properties": {"Events": events}}
    return {"Resources": {"Step": function}}


def test_without_settings_the_defaults_are_lambdas():
    # AWS Lambda API Reference, CreateEventSourceMapping, read 2026-11.
    stream = mapped(one_event("DynamoDB", Stream="arn"), {})["Step.Event"]
    assert (stream.batch_size, stream.window_s, stream.lanes) == (100, 0, 1)
    assert (stream.max_retries, stream.max_age_s, stream.bisects, stream.failure_target) == (None, None, False, None)
    queue = mapped(one_event("SQS", Queue="arn"), {})["Step.Event"]
    assert (queue.batch_size, queue.window_s, queue.reports_failures) == (10, 0, False)
    assert mapped(one_event("Schedule", Schedule="rate(1 day)"), {})["Step.Event"].max_retries == 2


@pytest.mark.parametrize(
    ("template", "names"),
    [
        (one_event("S3", Bucket="b"), "type S3"),
        (one_event("DynamoDB", Stream="arn", TumblingWindowInSeconds=5), "TumblingWindowInSeconds"),
        (one_event("SQS", Queue="arn", Colour="red"), "Colour"),
        (one_event("HttpApi", Path="/", Method="GET", Auth={}), "Auth"),
    ],
)
def test_what_the_pump_does_not_know_stops_the_start(template, names):
    with pytest.raises(ConfigurationError, match=names):
        mapped(template, {})
