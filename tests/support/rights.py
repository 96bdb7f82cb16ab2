"""Holds the functions of a test to their roles in template.yaml: what AWS would refuse is refused.

The emulator checks no permissions, so a right that is missing would first be missed on AWS.
"""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any

from botocore.exceptions import ClientError

from infra.local.invoke import Function
from tests.template.reading import functions, listed, statements, target

SERVICES = ("dynamodb", "sqs", "sns", "secretsmanager")
# member of a transaction: the action that it needs
TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}

Needed = tuple[str, str]  # action, end of the resource's name

_called: ContextVar[tuple["Rights", str] | None] = ContextVar("called", default=None)


@dataclass(frozen=True)
class Rights:
    """What each function may do. `denied` collects what was refused: a test that ends with any has failed."""

    granted: Mapping[str, list[tuple[str, str]]]
    denied: list[str] = field(default_factory=list)

    def hold(self, function: Function) -> Function:
        """The same function, whose calls to AWS are checked from now on."""

        @wraps(function.handler)
        def held(event: Any, context: Any) -> Any:
            token = _called.set((self, function.name))
            try:
                return function.handler(event, context)
            finally:
                _called.reset(token)

        return replace(function, handler=held)

    def allow(self, function: str, needed: Needed) -> bool:
        action, end = needed
        return any(action == granted and resource.endswith(end) for granted, resource in self.granted[function])


def read(template: Mapping[str, Any], resolve: Callable[[Any], Any]) -> Rights:
    """The rights of every function; `resolve` turns a reference of the template into its value."""
    granted: dict[str, list[tuple[str, str]]] = {}
    for name, properties in functions(dict(template)).items():
        granted[name] = [
            (action, resolve(resource))
            for statement in statements(dict(template), target(properties["Role"]))
            for action in listed(statement["Action"])
            for resource in listed(statement["Resource"])
            if action.partition(":")[0] in SERVICES
        ]
    return Rights(granted)


def check_calls(client: Any) -> Any:
    """From now on every call of this client by a function that is held is checked. Register once a client."""
    client.meta.events.register("provide-client-params", _check)
    return client


def needs(service: str, operation: str, params: Mapping[str, Any]) -> Iterator[Needed]:
    """The rights that one call needs. KeyError for an operation that is not known here."""
    match service, operation:
        case "dynamodb", "TransactWriteItems":
            for write in params["TransactItems"]:
                ((kind, member),) = write.items()
                yield f"dynamodb:{TRANSACTED[kind]}", f":table/{member['TableName']}"
        case "dynamodb", "BatchGetItem":
            for table in params["RequestItems"]:
                yield f"dynamodb:{operation}", f":table/{table}"
        case "dynamodb", _:
            index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
            yield f"dynamodb:{operation}", f":table/{params['TableName']}{index}"
        case "sqs", _:
            yield f"sqs:{operation}", f":{params['QueueUrl'].rpartition('/')[2]}"
        case "sns", "Publish":
            yield "sns:Publish", params["TopicArn"]
        case "secretsmanager", "GetSecretValue":
            yield "secretsmanager:GetSecretValue", params["SecretId"]
        case _:
            raise KeyError(f"{service}:{operation} is not known to tests/support/rights.py")


def _check(params: Mapping[str, Any], model: Any, **_other: Any) -> None:
    called = _called.get()
    if called is None:
        return
    rights, function = called
    for needed in needs(model.service_model.service_name, model.name, params):
        if not rights.allow(function, needed):
            rights.denied.append(f"{function} may not {needed[0]} on {needed[1]}")
            raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": rights.denied[-1]}}, model.name)
