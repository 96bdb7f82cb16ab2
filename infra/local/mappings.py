"""What starts a function: the events that template.yaml states, read as they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.filters import Pattern
from infra.local.filters import read as read_filters
from infra.local.invoke import FUNCTION, Function
from infra.local.resolve import Resolver
from shared.errors import ConfigurationError

REPORTS = "ReportBatchItemFailures"
DEFAULT_RETRIES = 2  # of an asynchronous call: Lambda Developer Guide, "How Lambda handles errors", read 2026-11
DEFAULT_EVENT_AGE_S = 6 * 3600

KNOWN: Mapping[str, frozenset[str]] = {
    "DynamoDB": frozenset(
        {
            "Stream",
            "StartingPosition",  # ours begin with the table, so both positions mean the same
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "ParallelizationFactor",
            "FilterCriteria",
            "FunctionResponseTypes",
            "BisectBatchOnFunctionError",
            "MaximumRetryAttempts",
            "MaximumRecordAgeInSeconds",
            "DestinationConfig",
        }
    ),
    "SQS": frozenset(
        {
            "Queue",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "FilterCriteria",
            "FunctionResponseTypes",
            "ScalingConfig",
        }
    ),
    "Schedule": frozenset({"Name", "Description", "Schedule", "Input", "RetryPolicy", "DeadLetterConfig"}),
    "HttpApi": frozenset({"ApiId", "Method", "Path", "PayloadFormatVersion"}),
}


@dataclass(frozen=True, slots=True)
class StreamMapping:
    """A function behind a table's stream. None means without end; `failure_target` is an ARN or None."""

    name: str
    function: Function
    stream_arn: str
    filters: tuple[Pattern, ...] = ()
    batch_size: int = 100
    window_s: float = 0
    lanes: int = 1
    reports_failures: bool = False
    bisects: bool = False
    max_retries: int | None = None
    max_age_s: int | None = None
    failure_target: str | None = None


@dataclass(frozen=True, slots=True)
class QueueMapping:
    """A function behind a queue."""

    name: str
    function: Function
    queue_arn: str
    filters: tuple[Pattern, ...] = ()
    batch_size: int = 10
    window_s: float = 0
    reports_failures: bool = False
    max_concurrency: int = 5  # the number of pollers that Lambda begins with


@dataclass(frozen=True, slots=True)
class ScheduleMapping:
    """A function called by the clock, asynchronously. `input` is JSON text; without it the event is EventBridge's."""

    name: str
    function: Function
    expression: str
    input: str | None = None
    max_retries: int = DEFAULT_RETRIES
    max_age_s: int = DEFAULT_EVENT_AGE_S
    failure_target: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A function behind a path of the API. Method `ANY` takes every method."""

    name: str
    function: Function
    method: str
    path: str


Mapped = StreamMapping | QueueMapping | ScheduleMapping | Route


def read(template: Mapping[str, Any], resolver: Resolver, functions: Mapping[str, Function]) -> list[Mapped]:
    """Every event of every function. ConfigurationError on a kind or a property that the local run does not know."""
    found: list[Mapped] = []
    for function_name, event_name, event, function_properties in _events(template):
        name = f"{function_name}.{event_name}"
        kind = event["Type"]
        if kind not in KNOWN:
            raise ConfigurationError(f"template.yaml has {name} of type {kind}, which the local run does not know.")
        properties = resolver.value(event.get("Properties", {}))
        unknown = sorted(set(properties) - KNOWN[kind])
        if unknown:
            raise ConfigurationError(
                f"template.yaml sets {', '.join(unknown)} on {name}, which the local run does not know. "
                "Teach infra/local/mappings.py."
            )
        function = functions[function_name]
        if kind == "DynamoDB":
            found.append(_stream(name, function, properties))
        elif kind == "SQS":
            found.append(_queue(name, function, properties))
        elif kind == "Schedule":
            found.append(_schedule(name, function, properties, resolver.value(function_properties)))
        else:
            found.append(Route(name, function, properties.get("Method", "ANY").upper(), properties["Path"]))
    return found


def _events(template: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    for function_name, resource in template["Resources"].items():
        if resource["Type"] == FUNCTION:
            about_calls = resource["Properties"].get("EventInvokeConfig", {})
            for event_name, event in resource["Properties"].get("Events", {}).items():
                yield function_name, event_name, event, about_calls


def _stream(name: str, function: Function, properties: dict[str, Any]) -> StreamMapping:
    return StreamMapping(
        name=name,
        function=function,
        stream_arn=properties["Stream"],
        filters=read_filters(properties.get("FilterCriteria"), name),
        batch_size=int(properties.get("BatchSize", 100)),
        window_s=float(properties.get("MaximumBatchingWindowInSeconds", 0)),
        lanes=int(properties.get("ParallelizationFactor", 1)),
        reports_failures=REPORTS in properties.get("FunctionResponseTypes", []),
        bisects=bool(properties.get("BisectBatchOnFunctionError", False)),
        max_retries=_bound(properties.get("MaximumRetryAttempts", -1)),
        max_age_s=_bound(properties.get("MaximumRecordAgeInSeconds", -1)),
        failure_target=_destination(properties),
    )


def _queue(name: str, function: Function, properties: dict[str, Any]) -> QueueMapping:
    return QueueMapping(
        name=name,
        function=function,
        queue_arn=properties["Queue"],
        filters=read_filters(properties.get("FilterCriteria"), name),
        batch_size=int(properties.get("BatchSize", 10)),
        window_s=float(properties.get("MaximumBatchingWindowInSeconds", 0)),
        reports_failures=REPORTS in properties.get("FunctionResponseTypes", []),
        max_concurrency=int(properties.get("ScalingConfig", {}).get("MaximumConcurrency", 5)),
    )


def _schedule(
    name: str, function: Function, properties: dict[str, Any], about_calls: dict[str, Any]
) -> ScheduleMapping:
    return ScheduleMapping(
        name=name,
        function=function,
        expression=properties["Schedule"],
        input=properties.get("Input"),
        max_retries=int(about_calls.get("MaximumRetryAttempts", DEFAULT_RETRIES)),
        max_age_s=int(about_calls.get("MaximumEventAgeInSeconds", DEFAULT_EVENT_AGE_S)),
        failure_target=_destination(about_calls),
    )


def _destination(properties: Mapping[str, Any]) -> str | None:
    return properties.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")


def _bound(value: Any) -> int | None:
    """-1 stands for no bound."""
    return None if int(value) < 0 else int(value)
