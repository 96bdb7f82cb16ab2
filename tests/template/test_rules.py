"""template.yaml keeps every rule, and every rule can tell: each is shown a template that breaks it."""

import copy
import json
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from infra import template as source
from shared import observe
from shared.domain import sending
from tests.template import operation, rights
from tests.template.reading import Template, functions, of_type, step

ROOT = source.PATH.parent
Rule = Callable[[Template], list[str]]
ABSENT = object()

INGEST_RIGHTS = "Resources/IngestRole/Properties/Policies/0/PolicyDocument/Statement"
ENVELOPES = "Resources/Ingest/Properties/Events/Envelopes/Properties"

# rule, what is broken (path, new value), a word of the fault that must be found
BROKEN: list[tuple[Rule, str, Any, str]] = [
    (rights.exact_rights, f"{INGEST_RIGHTS}/0/Action", "dynamodb:*", "wildcard in Action"),
    (rights.exact_rights, f"{INGEST_RIGHTS}/0/Action", ["dynamodb:Get*"], "wildcard in Action"),
    (rights.exact_rights, f"{INGEST_RIGHTS}/0/Resource", "*", "wildcard in Resource"),
    (rights.exact_rights, f"{INGEST_RIGHTS}/0/Resource", {"Fn::Sub": "${T.Arn}/index/*"}, "wildcard in Resource"),
    (rights.exact_rights, f"{INGEST_RIGHTS}/0/Resource", ABSENT, "names no resource"),
    (rights.exact_rights, f"{INGEST_RIGHTS}/0/NotAction", "iam:PassRole", "NotAction"),
    (
        rights.exact_rights,
        "Resources/IngestRole/Properties/ManagedPolicyArns",
        ["arn:aws:iam::aws:policy/X"],
        "elsewhere",
    ),
    (rights.exact_rights, "Resources/More", {"Type": "AWS::IAM::Policy", "Properties": {}}, "outside of a role"),
    (
        rights.exact_rights,
        "Resources/WatchFailuresPolicy/Properties/PolicyDocument/Statement/0/Principal",
        "*",
        "wildcard in Principal",
    ),
    (rights.own_roles, "Resources/Ingest/Properties/Role", ABSENT, "Ingest has no role"),
    (rights.own_roles, "Resources/Ingest/Properties/Role", {"Fn::GetAtt": ["DeskRole", "Arn"]}, "shares DeskRole"),
    (rights.own_roles, "Resources/Ingest/Properties/Policies", ["AmazonSQSFullAccess"], "passes over"),
    (
        rights.own_roles,
        "Resources/IngestRole/Properties/AssumeRolePolicyDocument/Statement/0/Principal",
        {"AWS": "arn:aws:iam::111122223333:root"},
        "trusts others",
    ),
    (rights.rights_for_what_it_knows, f"{INGEST_RIGHTS}/2", ABSENT, "Ingest knows SigningSecret"),
    (
        rights.rights_for_what_it_knows,
        f"{INGEST_RIGHTS}/0/Resource",
        [{"Fn::GetAtt": ["MentionsTable", "Arn"]}, {"Fn::GetAtt": ["SettingsTable", "Arn"]}],
        "Ingest has rights on SettingsTable",
    ),
    (rights.rights_to_be_called, f"{INGEST_RIGHTS}/3/Action", ["dynamodb:GetRecords"], "ListStreams"),
    (rights.rights_to_be_called, f"{INGEST_RIGHTS}/4", ABSENT, "sqs:SendMessage on EnvelopeFailures"),
    (rights.rights_to_be_called, f"{INGEST_RIGHTS}/5", ABSENT, "logs:PutLogEvents on IngestLog"),
    (operation.failure_targets, f"{ENVELOPES}/DestinationConfig", ABSENT, "Ingest: what fails in Envelopes is lost"),
    (operation.failure_targets, "Resources/RepliesQueue/Properties/RedrivePolicy", ABSENT, "fails in Replies is lost"),
    (operation.failure_targets, "Resources/Watch/Properties/EventInvokeConfig", ABSENT, "fails in Sweep is lost"),
    (
        operation.failure_targets,
        "Resources/Watch/Properties/Events/Sweep/Properties/DeadLetterConfig",
        ABSENT,
        "fails in Sweep is lost",
    ),
    (operation.failure_targets, "Resources/Desk/Properties/Events", ABSENT, "Desk has no event"),
    (operation.failure_targets, "Resources/Desk/Properties/Events/Home/Type", "S3", "no rule says where S3"),
    (operation.schedules_may_tell, "Resources/WatchFailuresPolicy", ABSENT, "may not send to WatchFailures"),
    (
        operation.schedules_may_tell,
        "Resources/Watch/Properties/Events/Sweep/Properties/Name",
        {"Fn::Sub": "${AWS::StackName}-other"},
        "may not send to WatchFailures",
    ),
    (operation.stream_mappings, f"{ENVELOPES}/FunctionResponseTypes", ABSENT, "partial batch response"),
    (operation.stream_mappings, f"{ENVELOPES}/BisectBatchOnFunctionError", False, "bisect"),
    (operation.stream_mappings, f"{ENVELOPES}/MaximumRetryAttempts", -1, "bounded retries"),
    (operation.stream_mappings, f"{ENVELOPES}/MaximumRecordAgeInSeconds", ABSENT, "bounded age"),
    (operation.stream_mappings, f"{ENVELOPES}/StartingPosition", "LATEST", "TRIM_HORIZON"),
    (operation.stream_mappings, f"{ENVELOPES}/FilterCriteria", ABSENT, "lacks filter"),
    (operation.stream_mappings, f"{ENVELOPES}/FilterCriteria/Filters/0/Pattern", '{"eventName":[', "no JSON"),
    (
        operation.stream_mappings,
        "Resources/Reply/Properties/Events/Replies/Properties/FunctionResponseTypes",
        ABSENT,
        "Reply/Replies lacks partial batch response",
    ),
    (operation.bounded_functions, "Resources/Ingest/Properties/Timeout", ABSENT, "Ingest states no Timeout"),
    (operation.bounded_functions, "Resources/Ingest/Properties/Timeout", 60, "API Gateway has given up"),
    (operation.bounded_functions, "Resources/Ingest/Properties/LoggingConfig", ABSENT, "Ingest has no log group"),
    (operation.bounded_functions, "Resources/IngestLog/Properties/RetentionInDays", ABSENT, "IngestLog keeps"),
    (operation.bounded_functions, "Globals/Function/Tracing", "Active", "pays for tracing"),
    (operation.visibility, "Resources/RepliesQueue/Properties/VisibilityTimeout", 119, "RepliesQueue hides"),
    (operation.visibility, "Resources/Review/Properties/Timeout", 21, "ReviewsQueue hides"),
    (operation.visibility, "Resources/ReviewsQueue/Properties/RedrivePolicy/maxReceiveCount", 1, "fifth time"),
    (
        operation.one_value_a_variable,
        "Resources/Desk/Properties/Environment/Variables/DUE_SHARDS",
        32,
        "DUE_SHARDS has several values",
    ),
    (operation.handlers_in_place, "Resources/Desk/Properties/CodeUri", "functions/", "Desk takes its code"),
    (operation.handlers_in_place, "Resources/Desk/Metadata", ABSENT, "without its parent package"),
    (operation.alarmed_queues, "Resources/RepliesDeadLettersAlarm", ABSENT, "RepliesDeadLetters fills"),
    (operation.alarmed_queues, "Resources/TriageFailuresAlarm/Properties/Threshold", 10, "TriageFailures fills"),
    (operation.alarmed_queues, "Resources/OverdueAlarm/Properties/AlarmActions", ABSENT, "OverdueAlarm tells nobody"),
    (operation.silence_alarms, "Resources/HeartbeatAlarm", ABSENT, "nobody listens"),
    (operation.silence_alarms, "Resources/HeartbeatAlarm/Properties/TreatMissingData", "missing", "raises no alarm"),
    (operation.tables_kept, "Resources/MentionsTable/DeletionPolicy", "Delete", "MentionsTable lacks retention"),
    (operation.tables_kept, "Resources/TalliesTable/Properties/TimeToLiveSpecification", ABSENT, "lacks expiry"),
    (operation.tables_kept, "Resources/TalliesTable/Properties/PointInTimeRecoverySpecification", ABSENT, "recovery"),
    (operation.tables_kept, "Resources/TalliesTable/Properties/BillingMode", "PROVISIONED", "on-demand"),
    (
        operation.tables_kept,
        "Resources/MentionsTable/Properties/GlobalSecondaryIndexes/1/Projection",
        {"ProjectionType": "INCLUDE", "NonKeyAttributes": [f"attribute_{number}" for number in range(21)]},
        "queue-index projects more",
    ),
    (
        operation.impersonal_access_log,
        "Resources/Api/Properties/AccessLogSettings/Format",
        '{"ip":"$context.identity.sourceIp"}',
        "logs identity.sourceIp",
    ),
    (operation.impersonal_access_log, "Resources/Api/Properties/AccessLogSettings", ABSENT, "no access log"),
    (operation.impersonal_access_log, "Resources/Api/Properties/DefaultRouteSettings", ABSENT, "not throttled"),
]


@pytest.fixture(scope="module")
def template() -> Template:
    return source.load()


def broken(template: Template, path: str, value: Any) -> Template:
    """A copy of the template with one place changed, added or taken out."""
    changed = copy.deepcopy(template)
    *way, last = path.split("/")
    place: Any = changed
    for name in way:
        place = place[int(name)] if isinstance(place, list) else place[name]
    key: Any = int(last) if isinstance(place, list) else last
    if value is ABSENT:
        del place[key]
    else:
        place[key] = value
    return changed


@pytest.mark.parametrize("rule", [*rights.RULES, *operation.RULES], ids=lambda rule: rule.__name__)
def test_the_template_keeps_the_rule(template: Template, rule: Rule) -> None:
    assert rule(template) == []


@pytest.mark.parametrize(
    ("rule", "path", "value", "fault"), BROKEN, ids=[f"{row[0].__name__}-{row[3]}" for row in BROKEN]
)
def test_the_rule_finds_what_breaks_it(template: Template, rule: Rule, path: str, value: Any, fault: str) -> None:
    found = rule(broken(template, path, value))
    assert any(fault in sentence for sentence in found), found


def test_every_rule_is_shown_something_broken() -> None:
    assert {*rights.RULES, *operation.RULES} == {row[0] for row in BROKEN}


def test_every_step_is_a_function_and_every_function_a_step(template: Template) -> None:
    folders = {path.name for path in (ROOT / "functions").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {step(properties) for properties in functions(template).values()} == folders


def settings_by_step(template: Template) -> dict[str, set[str]]:
    """The variables that each step's Settings class reads; a step without the class is left out."""
    found = {}
    for properties in functions(template).values():
        handler = import_module(f"functions.{step(properties)}.handler")
        if hasattr(handler, "Settings"):
            found[step(properties)] = {field.name.upper() for field in fields(handler.Settings)}
    return found


def test_each_function_is_given_exactly_the_settings_that_it_reads(template: Template) -> None:
    assert operation.settings_and_environment(template, settings_by_step(template)) == []


def test_a_setting_on_one_side_only_is_found(template: Template) -> None:
    settings = {step(properties): set(operation.variables(properties)) for properties in functions(template).values()}
    assert operation.settings_and_environment(template, settings) == []
    forgotten = {**settings, "ingest": settings["ingest"] | {"PAGE_SIZE"}}
    assert operation.settings_and_environment(template, forgotten) == ["Ingest is not given PAGE_SIZE"]
    idle = {**settings, "ingest": settings["ingest"] - {"DUE_SHARDS"}}
    assert operation.settings_and_environment(template, idle) == ["Ingest does not read DUE_SHARDS"]
    without = {place: names for place, names in settings.items() if place != "desk"}
    assert operation.settings_and_environment(template, without) == ["Desk has no Settings"]


def test_nobody_who_might_still_post_outlives_the_lease(template: Template) -> None:
    assert operation.time_rule(template, sending.LEASE, sending.SETTLE) == []
    assert timedelta(seconds=20) < sending.LEASE == timedelta(seconds=45)
    assert timedelta(seconds=135) == sending.LEASE + sending.SETTLE


@pytest.mark.parametrize(("timeout", "lease", "settle"), [(45, 45, 90), (20, 20, 90), (20, 45, 0)])
def test_a_broken_time_rule_is_found(template: Template, timeout: int, lease: int, settle: int) -> None:
    changed = broken(template, "Resources/Reply/Properties/Timeout", timeout)
    assert operation.time_rule(changed, timedelta(seconds=lease), timedelta(seconds=settle))


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> dict[str, set[tuple[str, ...]]]:
    """Under which sets of dimensions the code writes each metric, read from the lines themselves."""
    for name in observe.METRICS:
        observe.metric(name, 1)
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in capsys.readouterr().out.splitlines():
        (described,) = json.loads(line)["_aws"]["CloudWatchMetrics"]
        assert described["Namespace"] == "Heed"
        found[described["Metrics"][0]["Name"]] = {tuple(names) for names in described["Dimensions"]}
    return found


def test_each_alarm_on_our_metrics_can_ever_be_raised(template: Template, written: dict) -> None:
    assert operation.metric_alarms(template, written) == []


def test_an_alarm_on_a_metric_that_nobody_writes_is_found(template: Template, written: dict) -> None:
    renamed = broken(template, "Resources/OverdueAlarm/Properties/MetricName", "Late")
    assert operation.metric_alarms(renamed, written) == [
        "no alarm on Overdue",
        "the alarm on Late waits for a metric that nobody writes",
    ]
    only_by_platform = {**written, "Quarantined": {("platform",)}}
    assert operation.metric_alarms(template, only_by_platform) == [
        "the alarm on Quarantined waits for a metric that nobody writes"
    ]


def test_the_desk_list_can_be_read_from_the_index_alone(template: Template) -> None:
    (queue,) = (
        index
        for index in of_type(template, "AWS::DynamoDB::Table")["MentionsTable"]["GlobalSecondaryIndexes"]
        if index["IndexName"] == "queue-index"
    )
    assert queue["Projection"] == {"ProjectionType": "ALL"}


def test_loading_reads_the_short_and_the_long_form_alike(tmp_path: Path) -> None:
    written = tmp_path / "template.yaml"
    written.write_text("A: !Ref B\nC: !GetAtt X.Y.Z\nD: !Sub '${A}-b'\nE: !If [q, !Ref A, 1]\nF: !Condition q\n")
    assert source.load(written) == {
        "A": {"Ref": "B"},
        "C": {"Fn::GetAtt": ["X", "Y.Z"]},
        "D": {"Fn::Sub": "${A}-b"},
        "E": {"Fn::If": ["q", {"Ref": "A"}, 1]},
        "F": {"Condition": "q"},
    }
