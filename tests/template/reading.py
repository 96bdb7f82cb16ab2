"""Short ways to read the template as plain data."""

import re
from collections.abc import Iterator
from typing import Any

Template = dict[str, Any]
Properties = dict[str, Any]

FUNCTION = "AWS::Serverless::Function"


def of_type(template: Template, *kinds: str) -> dict[str, Properties]:
    """The properties of every resource of these types, by logical id."""
    return {
        name: resource.get("Properties", {})
        for name, resource in template["Resources"].items()
        if resource["Type"] in kinds
    }


def functions(template: Template) -> dict[str, Properties]:
    """The properties of every function, what Globals says for all of them included."""
    shared = template.get("Globals", {}).get("Function", {})
    return {name: _merged(shared, own) for name, own in of_type(template, FUNCTION).items()}


def step(properties: Properties) -> str:
    """`ingest` of the handler `functions.ingest.handler.handler`."""
    return properties["Handler"].split(".")[1]


def variables(properties: Properties) -> dict[str, Any]:
    return properties.get("Environment", {}).get("Variables", {})


def events(properties: Properties, kind: str | None = None) -> dict[str, dict[str, Any]]:
    """A function's events, all or of one type: their properties with the type under `Type`."""
    return {
        name: {"Type": event["Type"], **event["Properties"]}
        for name, event in properties.get("Events", {}).items()
        if kind in (None, event["Type"])
    }


def target(value: Any) -> str:
    """The logical id that a Ref, a GetAtt or a Sub begins with; empty if it is none of them."""
    if isinstance(value, dict) and len(value) == 1:
        ((kind, inner),) = value.items()
        if kind == "Ref":
            return inner
        if kind == "Fn::GetAtt":
            return inner[0]
        if kind == "Fn::Sub" and isinstance(inner, str) and (found := re.match(r"\$\{([A-Za-z0-9]+)", inner)):
            return found[1]
    return ""


def listed(value: Any) -> list[Any]:
    """The value as a list: policies and the like allow one or many."""
    return value if isinstance(value, list) else [value]


def maps(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every map in the template, at any depth, with its path."""
    if isinstance(value, dict):
        yield path, value
    for name, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from maps(inner, f"{path}/{name}" if path else str(name))


def statements(template: Template, role: str) -> list[dict[str, Any]]:
    """The statements of a role's inline policies."""
    policies = template["Resources"].get(role, {}).get("Properties", {}).get("Policies", [])
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def allows(template: Template, role: str, action: str, resource: Any) -> bool:
    """Whether a role may do exactly this on exactly this resource."""
    return any(
        action in listed(statement["Action"]) and resource in listed(statement["Resource"])
        for statement in statements(template, role)
    )


def _merged(shared: Properties, own: Properties) -> Properties:
    both = {
        name: _merged(shared[name], own[name]) for name in shared.keys() & own.keys() if isinstance(own[name], dict)
    }
    return {**shared, **own, **both}
