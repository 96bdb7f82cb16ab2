"""`sam deploy` takes what `make build` made, and what stands afterwards is what template.yaml says.

The emulator passes over the routes of an HTTP API, and over a table's expiry and backups: those are read
in the template that it was left with after SAM's transform. It checks no rights.
"""

import json
from typing import Any

import pytest

from infra.local import invoke
from infra.template import load
from tests.template.deployment import Deployment
from tests.template.reading import events, functions, of_type

pytestmark = pytest.mark.sam

BY_SAM = {  # what SAM makes of its own types
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
    "AWS::Serverless::LayerVersion": "AWS::Lambda::LayerVersion",
}
SETTINGS = ("Runtime", "Architectures", "Handler", "MemorySize", "Timeout", "LoggingConfig", "Role")
TABLES = of_type(load(), "AWS::DynamoDB::Table")
QUEUES = of_type(load(), "AWS::SQS::Queue")
FUNCTIONS = functions(load())


def behind(*kinds: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """The function and the properties of each event of these types, by the name that SAM gives it."""
    return {
        f"{function}{name}": (function, event)
        for function, properties in FUNCTIONS.items()
        for name, event in events(properties).items()
        if event["Type"] in kinds
    }


MAPPINGS = behind("DynamoDB", "SQS")
SCHEDULES = behind("Schedule")
ROUTES = behind("HttpApi")


def unordered(parts: list[Any]) -> list[str]:
    return sorted(json.dumps(part, sort_keys=True) for part in parts)


def made(deployed: Deployment, written: dict[str, Any]) -> dict[str, Any]:
    """The resources or outputs whose condition holds with the parameters that were given."""
    return {
        name: one
        for name, one in written.items()
        if "Condition" not in one or deployed.resolver.holds(one["Condition"])
    }


def test_the_stack_is_complete(deployed: Deployment) -> None:
    assert deployed.status == "CREATE_COMPLETE"
    assert {one["ResourceStatus"] for one in deployed.resources.values()} == {"CREATE_COMPLETE"}
    assert deployed.resources.keys() == made(deployed, deployed.template["Resources"]).keys()


def test_every_resource_of_the_template_stands(deployed: Deployment) -> None:
    for name, written in made(deployed, load()["Resources"]).items():
        stands = deployed.resource(name)
        assert stands["ResourceType"] == BY_SAM.get(written["Type"], written["Type"])
        assert stands["PhysicalResourceId"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_its_keys_indexes_and_stream(deployed: Deployment, name: str) -> None:
    wanted, stands = TABLES[name], deployed.tables[name]
    assert stands["KeySchema"] == wanted["KeySchema"]
    assert stands["BillingModeSummary"]["BillingMode"] == wanted["BillingMode"]
    assert unordered(stands["AttributeDefinitions"]) == unordered(wanted["AttributeDefinitions"])
    indexes = [
        {part: index[part] for part in ("IndexName", "KeySchema", "Projection")}
        for index in stands.get("GlobalSecondaryIndexes", [])
    ]
    assert unordered(indexes) == unordered(wanted.get("GlobalSecondaryIndexes", []))
    stream = wanted.get("StreamSpecification")
    assert stands.get("StreamSpecification") == (stream and {"StreamEnabled": True, **stream})


@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_its_expiry_and_its_backups(deployed: Deployment, name: str) -> None:
    left = deployed.template["Resources"][name]
    for part in ("TimeToLiveSpecification", "PointInTimeRecoverySpecification"):
        assert left["Properties"][part] == TABLES[name][part]
    assert left["DeletionPolicy"] == left["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("name", QUEUES)
def test_a_queue_has_its_visibility_and_its_dead_letters(deployed: Deployment, name: str) -> None:
    wanted, stands = deployed.resolver.value(QUEUES[name]), deployed.queues[name]
    assert json.loads(stands.get("RedrivePolicy", "null")) == wanted.get("RedrivePolicy")
    for part in {"VisibilityTimeout", "MessageRetentionPeriod"} & wanted.keys():
        assert stands[part] == str(wanted[part])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_configured_as_written(deployed: Deployment, name: str) -> None:
    wanted, stands = deployed.resolver.value(FUNCTIONS[name]), deployed.functions[name]
    assert {part: stands[part] for part in SETTINGS} == {part: wanted[part] for part in SETTINGS}
    assert [layer["Arn"] for layer in stands["Layers"]] == wanted["Layers"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_finds_the_variables_that_the_local_run_would_give_it(deployed: Deployment, name: str) -> None:
    assert deployed.functions[name]["Environment"]["Variables"] == invoke.variables(load(), deployed.resolver)[name]


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_function_is_called_by_its_stream_or_queue_as_written(deployed: Deployment, name: str) -> None:
    function, event = MAPPINGS[name]
    wanted, stands = deployed.resolver.value(event), deployed.mappings[name]
    assert stands["FunctionArn"] == deployed.functions[function]["FunctionArn"]
    assert stands["EventSourceArn"] == wanted.pop("Stream" if wanted.pop("Type") == "DynamoDB" else "Queue")
    assert stands["State"] == "Enabled"
    if "DestinationConfig" in wanted:
        del wanted["DestinationConfig"]["OnFailure"]["Type"]  # SAM's word, for the rights that it might add
    assert {part: stands.get(part) for part in wanted} == wanted


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_calls_its_function_as_written(deployed: Deployment, name: str) -> None:
    function, event = SCHEDULES[name]
    wanted, stands = deployed.resolver.value(event), deployed.schedules[name]
    assert (stands["Name"], stands["ScheduleExpression"]) == (wanted["Name"], wanted["Schedule"])
    assert stands["State"] == "ENABLED"
    (called,) = stands["Targets"]
    assert called["Arn"] == deployed.functions[function]["FunctionArn"]
    parts = ("Input", "RetryPolicy", "DeadLetterConfig")
    assert {part: called[part] for part in parts} == {part: wanted[part] for part in parts}


def test_every_route_leads_to_its_function(deployed: Deployment) -> None:
    paths = deployed.template["Resources"]["Api"]["Properties"]["Body"]["paths"]
    assert {(path, method) for path, methods in paths.items() for method in methods} == {
        (event["Path"], "x-amazon-apigateway-any-method") for _, event in ROUTES.values()
    }
    for function, event in ROUTES.values():
        (method,) = paths[event["Path"]].values()
        integration = method["x-amazon-apigateway-integration"]
        assert f"${{{function}.Arn}}" in integration["uri"]["Fn::Sub"]
        assert integration["payloadFormatVersion"] == event["PayloadFormatVersion"]


def test_the_outputs_tell_what_was_made(deployed: Deployment) -> None:
    outputs = made(deployed, load()["Outputs"])
    wanted = {name: deployed.resolver.value(output["Value"]) for name, output in outputs.items()}
    assert deployed.outputs == wanted


def test_the_deployed_ingest_answers_404_to_a_platform_that_is_unknown(deployed: Deployment) -> None:
    if deployed.answer is None:
        pytest.skip("the emulator runs functions under this Python, and Lambda has no runtime for it")
    assert deployed.answer.get("statusCode") == 404, deployed.answer
