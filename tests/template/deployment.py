"""`sam deploy` of what was built into an emulator of its own, and what stands there afterwards, as plain data."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from infra.local import clients, invoke, mappings, run
from infra.local.gateway import Gateway, Request
from infra.local.resolve import Identity, Resolver
from infra.template import load
from tests.support.emulator import running_emulator
from tests.template import sam
from tests.template.reading import Template, of_type

STACK = "heed"
CONFIGURATION = sam.ROOT / "infra" / "samconfig.toml"


@dataclass(frozen=True)
class Deployment:
    """What AWS's own calls tell, by the names in the template.

    `resources` are CloudFormation's summaries, `template` is ours after SAM's transform. `answer` is what
    the deployed ingest says to a delivery of a platform that is unknown; None if it cannot run here.
    """

    parameters: dict[str, str]
    status: str
    template: Template
    resources: dict[str, dict[str, str]]
    outputs: dict[str, str]
    tables: dict[str, Any]
    queues: dict[str, Any]
    roles: dict[str, Any]
    functions: dict[str, Any]
    mappings: dict[str, Any]
    schedules: dict[str, Any]
    answer: dict[str, Any] | None = None

    def resource(self, name: str) -> dict[str, str]:
        """CloudFormation's summary of a resource of ours. SAM adds a hash to the name of a layer."""
        (found,) = (one for known, one in self.resources.items() if re.fullmatch(f"{name}([0-9a-f]{{10}})?", known))
        return found

    @property
    def resolver(self) -> Resolver:
        """Values of template.yaml, as the local run computes them, with the names that were given here."""
        return Resolver(load(), STACK, self.parameters, self._identify)

    def _identify(self, name: str) -> Identity:
        described: dict[str, Any] = {**self.tables, **self.queues, **self.functions, **self.roles}.get(name, {})
        arns = {"Arn": ("Arn", "TableArn", "QueueArn", "FunctionArn"), "StreamArn": ("LatestStreamArn",)}
        attributes = {attribute: described[key] for attribute, keys in arns.items() for key in keys if key in described}
        return Identity(self.resource(name)["PhysicalResourceId"], attributes)


def deploy(built: sam.Build, folder: Path) -> Deployment:
    """Deploys as an operator would, but for the questions. A folder that holds a deployment is taken as it is."""
    described = folder / "deployment.json"
    if not described.exists():
        with running_emulator(folder, PYTHONPATH=_with_transform()) as home:
            parameters = {
                **run.parameters(home),
                "PythonRuntime": built.runtime,
                "Arch": built.architecture,
                "AlarmEmail": "alarms@example.com",
            }
            _sam_deploy(built, parameters, home.emulator_url)
            client = clients.of(home.emulator_url)
            stands = _describe(client, parameters)
            if built.for_emulator:
                stands = replace(stands, answer=_deliver(client("lambda"), stands))
            described.write_text(json.dumps(asdict(stands), default=str))
    return Deployment(**json.loads(described.read_text()))


def _with_transform() -> str:
    """The emulator transforms SAM's templates if it finds SAM's translator: here, in the environment of the SAM CLI.

    Its own packages come first. The functions that it runs find boto3 there too, as Lambda's runtime brings it.
    """
    environments = (sam.ROOT / ".venv" / name for name in ("emulator", "sam"))
    return os.pathsep.join(str(next(place.glob("lib/python*/site-packages"))) for place in environments)


def _sam_deploy(built: sam.Build, parameters: dict[str, str], url: str) -> None:
    said = sam.run(
        "deploy",
        *("--config-file", str(CONFIGURATION)),
        *("--template-file", str(built.folder / "template.yaml")),
        *("--stack-name", STACK),
        "--no-confirm-changeset",
        "--no-progressbar",
        *("--parameter-overrides", *(f"{name}={value}" for name, value in parameters.items())),
        AWS_ENDPOINT_URL=url,
    )
    assert said.returncode == 0, said.stdout + said.stderr


def _describe(client: Callable[[str], Any], parameters: dict[str, str]) -> Deployment:
    formation = client("cloudformation")
    (stack,) = formation.describe_stacks(StackName=STACK)["Stacks"]
    pages = formation.get_paginator("list_stack_resources").paginate(StackName=STACK)
    resources = {one["LogicalResourceId"]: one for page in pages for one in page["StackResourceSummaries"]}

    def each(kind: str, describe: Callable[[str], Any]) -> dict[str, Any]:
        found = {name: one["PhysicalResourceId"] for name, one in resources.items() if one["ResourceType"] == kind}
        return {name: describe(physical) for name, physical in found.items()}

    return Deployment(
        parameters=parameters,
        status=stack["StackStatus"],
        template=formation.get_template(StackName=STACK, TemplateStage="Processed")["TemplateBody"],
        resources=resources,
        outputs={output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]},
        tables=each("AWS::DynamoDB::Table", lambda name: client("dynamodb").describe_table(TableName=name)["Table"]),
        queues=each("AWS::SQS::Queue", partial(_queue, client("sqs"))),
        roles=each("AWS::IAM::Role", lambda name: client("iam").get_role(RoleName=name)["Role"]),
        functions=each(
            "AWS::Lambda::Function",
            lambda name: client("lambda").get_function_configuration(FunctionName=name),
        ),
        mappings=each(
            "AWS::Lambda::EventSourceMapping",
            lambda uuid: client("lambda").get_event_source_mapping(UUID=uuid),
        ),
        schedules=each("AWS::Events::Rule", partial(_schedule, client("events"))),
    )


def _queue(client: Any, url: str) -> dict[str, Any]:
    return client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]


def _schedule(client: Any, name: str) -> dict[str, Any]:
    targets = client.list_targets_by_rule(Rule=name)["Targets"]
    return {**client.describe_rule(Name=name), "Targets": targets}


def _deliver(client: Any, deployed: Deployment) -> dict[str, Any]:
    """What the function behind the route says. The emulator makes no routes: our gateway finds it, writes the event."""
    answers: list[dict[str, Any]] = []

    def call(name: str, event: Any, _context: Any) -> Any:
        called = client.invoke(FunctionName=deployed.functions[name]["FunctionName"], Payload=json.dumps(event))
        answers.append(json.loads(called["Payload"].read()))
        return answers[-1]

    functions = {name: invoke.Function(name, partial(call, name)) for name in of_type(load(), invoke.FUNCTION)}
    routes = [one for one in mappings.read(load(), deployed.resolver, functions) if isinstance(one, mappings.Route)]
    Gateway(routes).answer(Request("POST", "/webhooks/nobody", (), b"{}"))
    (answer,) = answers
    return answer
