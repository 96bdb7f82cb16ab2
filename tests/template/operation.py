"""Rules on how the system runs and fails. Each takes the template and gives its faults, each as one sentence."""

import json
import re
from collections import defaultdict
from datetime import timedelta
from typing import Any

from tests.template.reading import Template, events, functions, listed, maps, of_type, step, target, variables

GATEWAY_TIMEOUT_S = 29  # an HTTP API gives up after 30 s (API Gateway quotas, read 2026-11)
TIMES_VISIBLE = 6  # Lambda Developer Guide, "Using Lambda with Amazon SQS", read 2026-11
INDEX_ATTRIBUTES = 20  # DynamoDB API Reference, Projection.NonKeyAttributes, read 2026-11
LOGGED = {"requestId", "requestTime", "routeKey", "status", "responseLatency", "responseLength", "integrationStatus"}
QUEUE = "AWS::SQS::Queue"


def failure_targets(template: Template) -> list[str]:
    """What fails for good ends in a queue. API Gateway needs none: who called is told, and calls again."""
    queues = of_type(template, QUEUE)
    faults = []
    for name, properties in functions(template).items():
        called = events(properties)
        if not called:
            faults.append(f"{name} has no event")
        for event_name, event in called.items():
            kept = _kept(event, properties, queues)
            if kept is None:
                faults.append(f"{name}: no rule says where {event['Type']} keeps what failed")
            elif any(place not in queues for place in kept):
                faults.append(f"{name}: what fails in {event_name} is lost")
    return faults


def _kept(event: dict[str, Any], properties: dict[str, Any], queues: dict[str, Any]) -> list[str] | None:
    """The queues in which an event that failed must end; None for a kind of event without a rule."""
    on_failure = properties.get("EventInvokeConfig", {}).get("DestinationConfig", {}).get("OnFailure", {})
    match event["Type"]:
        case "HttpApi":
            return []
        case "DynamoDB":
            return [target(event.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination"))]
        case "SQS":
            redrive = queues.get(target(event["Queue"]), {}).get("RedrivePolicy", {})
            return [target(redrive.get("deadLetterTargetArn"))]
        case "Schedule":
            return [target(event.get("DeadLetterConfig", {}).get("Arn")), target(on_failure.get("Destination"))]
    return None


def schedules_may_tell(template: Template) -> list[str]:
    """The queue of a schedule's failures lets exactly that schedule's rule send."""
    grants = [
        (target(queue), statement)
        for policy in of_type(template, "AWS::SQS::QueuePolicy").values()
        for queue in policy["Queues"]
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Principal"] == {"Service": "events.amazonaws.com"} and statement["Action"] == "sqs:SendMessage"
    ]
    faults = []
    for name, properties in functions(template).items():
        for event in events(properties, "Schedule").values():
            rule = event["Name"]["Fn::Sub"]
            queue = target(event.get("DeadLetterConfig", {}).get("Arn"))
            sources = [
                statement.get("Condition", {}).get("ArnEquals", {}).get("aws:SourceArn", {}).get("Fn::Sub", "")
                for granted, statement in grants
                if granted == queue
            ]
            if not any(source.endswith(f":rule/{rule}") for source in sources):
                faults.append(f"{name}: rule {rule} may not send to {queue}")
    return faults


COUNTED_WHOLE = ("Tally",)  # a batch that came apart would be counted twice in part


def stream_mappings(template: Template) -> list[str]:
    """One bad record may neither block a shard nor vanish: Lambda's defaults retry until the record expires."""
    faults = []
    for name, properties in functions(template).items():
        for event_name, event in events(properties, "DynamoDB").items():
            comes_apart = name not in COUNTED_WHOLE
            wanted = {
                "partial batch response": not comes_apart
                or "ReportBatchItemFailures" in event.get("FunctionResponseTypes", []),
                "bisect": (event.get("BisectBatchOnFunctionError") is True) == comes_apart,
                "bounded retries": 0 < event.get("MaximumRetryAttempts", -1) <= 10,
                "bounded age": 60 <= event.get("MaximumRecordAgeInSeconds", -1) <= 3600,
                "TRIM_HORIZON": event["StartingPosition"] == "TRIM_HORIZON",
                "filter": bool(event.get("FilterCriteria", {}).get("Filters")),
            }
            faults += [f"{name}/{event_name} lacks {what}" for what, there in wanted.items() if not there]
            faults += [
                f"{name}/{event_name} has a filter that is no JSON"
                for listed_filter in event.get("FilterCriteria", {}).get("Filters", [])
                if not _is_json(listed_filter["Pattern"])
            ]
        faults += [
            f"{name}/{event_name} lacks partial batch response"
            for event_name, event in events(properties, "SQS").items()
            if "ReportBatchItemFailures" not in event.get("FunctionResponseTypes", [])
        ]
    return faults


def bounded_functions(template: Template) -> list[str]:
    """Each function states its own time and memory, and logs into a group of this template that forgets."""
    groups = of_type(template, "AWS::Logs::LogGroup")
    own = of_type(template, "AWS::Serverless::Function")
    faults = [f"{name} keeps its log for ever" for name, group in groups.items() if "RetentionInDays" not in group]
    for name, properties in functions(template).items():
        faults += [f"{name} states no {key}" for key in ("Timeout", "MemorySize") if key not in own[name]]
        if events(properties, "HttpApi") and properties.get("Timeout", 0) > GATEWAY_TIMEOUT_S:
            faults.append(f"{name} may work on when API Gateway has given up")
        if target(properties.get("LoggingConfig", {}).get("LogGroup")) not in groups:
            faults.append(f"{name} has no log group of this template")
        if properties.get("Tracing") == "Active":
            faults.append(f"{name} pays for tracing")
    return faults


def visibility(template: Template) -> list[str]:
    """A message stays hidden for six times the function's timeout, its batch window on top."""
    queues = of_type(template, QUEUE)
    faults = []
    for name, properties in functions(template).items():
        for event in events(properties, "SQS").values():
            queue = target(event["Queue"])
            hidden = queues[queue].get("VisibilityTimeout", 30)
            needed = TIMES_VISIBLE * properties.get("Timeout", 3) + event.get("MaximumBatchingWindowInSeconds", 0)
            if hidden < needed:
                faults.append(f"{queue} hides a message for {hidden} s; {name} needs {needed} s")
            if queues[queue].get("RedrivePolicy", {}).get("maxReceiveCount", 0) < 5:
                faults.append(f"{queue} gives up before the fifth time")
    return faults


def one_value_a_variable(template: Template) -> list[str]:
    """One process plays all functions on a developer's machine, and it has one environment."""
    values: dict[str, set[str]] = defaultdict(set)
    for properties in functions(template).values():
        for variable, value in variables(properties).items():
            values[variable].add(json.dumps(value, sort_keys=True))
    return [f"{variable} has several values" for variable, written in values.items() if len(written) > 1]


def handlers_in_place(template: Template) -> list[str]:
    """Handler, code folder and parent package name one step; the same import path holds in and outside of Lambda."""
    faults = []
    for name, properties in functions(template).items():
        place = step(properties)
        build = template["Resources"][name].get("Metadata", {}).get("BuildProperties", {})
        if (
            properties["Handler"] != f"functions.{place}.handler.handler"
            or properties["CodeUri"] != f"functions/{place}/"
        ):
            faults.append(f"{name} takes its code from elsewhere")
        if build != {"ParentPackageMode": "explicit", "ParentPackages": f"functions.{place}"}:
            faults.append(f"{name} would be built without its parent package")
    return faults


def alarmed_queues(template: Template) -> list[str]:
    """Every queue of failures has an alarm on its first message, and every alarm tells the alarms topic."""
    ends = {target(found["deadLetterTargetArn"]) for _path, found in maps(template) if "deadLetterTargetArn" in found}
    ends |= {target(found["Destination"]) for _path, found in maps(template) if "Destination" in found}
    ends |= {
        target(found["DeadLetterConfig"].get("Arn")) for _path, found in maps(template) if "DeadLetterConfig" in found
    }
    alarms = of_type(template, "AWS::CloudWatch::Alarm")
    heard = {
        target(alarm["Dimensions"][0]["Value"])
        for alarm in alarms.values()
        if alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
        and (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanThreshold", 0)
    }
    faults = [f"{queue} fills without an alarm" for queue in sorted(ends - heard)]
    faults += [
        f"{name} tells nobody"
        for name, alarm in alarms.items()
        if [target(topic) for topic in listed(alarm.get("AlarmActions", []))] != ["AlarmsTopic"]
    ]
    return faults


def silence_alarms(template: Template) -> list[str]:
    """A watch that says nothing is taken for dead."""
    beats = [
        alarm for alarm in of_type(template, "AWS::CloudWatch::Alarm").values() if alarm["MetricName"] == "Heartbeat"
    ]
    if not beats:
        return ["nobody listens for the heartbeat"]
    return ["silence of watch raises no alarm" for alarm in beats if alarm.get("TreatMissingData") != "breaching"]


def metric_alarms(template: Template, written: dict[str, set[tuple[str, ...]]]) -> list[str]:
    """An alarm on a metric of ours watches one that is written, with exactly its dimensions.

    `written`: the sets of dimensions under which the code writes each metric.
    """
    alarms = [alarm for alarm in of_type(template, "AWS::CloudWatch::Alarm").values() if alarm["Namespace"] == "Heed"]
    watched = {alarm["MetricName"]: tuple(row["Name"] for row in alarm.get("Dimensions", [])) for alarm in alarms}
    faults = [f"no alarm on {name}" for name in ("Heartbeat", "Overdue", "Quarantined") if name not in watched]
    for name, dimensions in watched.items():
        if dimensions not in written.get(name, set()):
            faults.append(f"the alarm on {name} waits for a metric that nobody writes")
    return faults


def time_rule(template: Template, lease: timedelta, settle: timedelta) -> list[str]:
    """Who might still post is dead when its lease ends, and the sweep judges later still."""
    (reply,) = (properties for properties in functions(template).values() if step(properties) == "reply")
    faults = []
    if reply["Timeout"] != 20:
        faults.append("reply must be killed after 20 s")
    if not timedelta(seconds=reply["Timeout"]) < lease < lease + settle:
        faults.append("a reply could still be posted when its lease is over")
    return faults


def settings_and_environment(template: Template, settings: dict[str, set[str]]) -> list[str]:
    """`settings`: the variables that each step's Settings class reads, by step. Both sides must name the same."""
    faults = []
    for name, properties in functions(template).items():
        read = settings.get(step(properties))
        if read is None:
            faults.append(f"{name} has no Settings")
            continue
        given = variables(properties).keys()
        faults += [f"{name} is not given {variable}" for variable in sorted(read - given)]
        faults += [f"{name} does not read {variable}" for variable in sorted(given - read)]
    return faults


def tables_kept(template: Template) -> list[str]:
    """Tables outlive the stack, can be set back, forget what has expired, and cost what is used."""
    faults = []
    for name, table in of_type(template, "AWS::DynamoDB::Table").items():
        resource = template["Resources"][name]
        recovery = table.get("PointInTimeRecoverySpecification", {}).get("PointInTimeRecoveryEnabled")
        expiry = table.get("TimeToLiveSpecification")
        wanted = {
            "on-demand billing": table.get("BillingMode") == "PAY_PER_REQUEST",
            "point-in-time recovery": recovery is True,
            "expiry": expiry == {"AttributeName": "expires_at", "Enabled": True},
            "retention": resource.get("DeletionPolicy") == resource.get("UpdateReplacePolicy") == "Retain",
        }
        faults += [f"{name} lacks {what}" for what, there in wanted.items() if not there]
        faults += [
            f"{name}/{index['IndexName']} projects more than {INDEX_ATTRIBUTES} attributes"
            for index in table.get("GlobalSecondaryIndexes", [])
            if len(index["Projection"].get("NonKeyAttributes", [])) > INDEX_ATTRIBUTES
        ]
    return faults


def impersonal_access_log(template: Template) -> list[str]:
    """The access log holds no address, agent, path or query: those are personal data or hold some."""
    faults = []
    for name, api in of_type(template, "AWS::Serverless::HttpApi").items():
        logged = set(re.findall(r"\$context\.([\w.]+)", api.get("AccessLogSettings", {}).get("Format", "")))
        if not logged:
            faults.append(f"{name} has no access log")
        faults += [f"{name} logs {field}" for field in sorted(logged - LOGGED)]
        throttle = api.get("DefaultRouteSettings", {})
        if not {"ThrottlingRateLimit", "ThrottlingBurstLimit"} <= throttle.keys():
            faults.append(f"{name} is not throttled")
    return faults


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


RULES = (
    failure_targets,
    schedules_may_tell,
    stream_mappings,
    bounded_functions,
    visibility,
    one_value_a_variable,
    handlers_in_place,
    alarmed_queues,
    silence_alarms,
    tables_kept,
    impersonal_access_log,
)
