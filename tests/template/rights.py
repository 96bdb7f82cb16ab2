"""Rules on who may do what. Each takes the template and gives its faults, each as one sentence."""

import json
from typing import Any

from tests.template.reading import (
    Template,
    allows,
    events,
    functions,
    listed,
    maps,
    of_type,
    statements,
    target,
    variables,
)

# A statement written nowhere but in a role of its own can be read; these would add rights behind its back.
FOREIGN = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::User", "AWS::IAM::Group")
STREAM_ACTIONS = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
QUEUE_ACTIONS = ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")


def exact_rights(template: Template) -> list[str]:
    """Every statement names exact actions on exact resources; there is no list of exceptions."""
    faults = [f"{name} adds rights outside of a role" for name in of_type(template, *FOREIGN)]
    for path, found in maps(template):
        faults += [f"{path} adds rights that are written elsewhere" for key in ("ManagedPolicyArns",) if key in found]
        if "Effect" not in found:
            continue
        faults += [f"{path} has {key}" for key in ("NotAction", "NotResource", "NotPrincipal") if key in found]
        faults += [
            f"{path} has a wildcard in {key}" for key in ("Action", "Resource", "Principal") if _wild(found, key)
        ]
        if "Resource" not in found and listed(found.get("Action")) != ["sts:AssumeRole"]:
            faults.append(f"{path} names no resource")
    return faults


def own_roles(template: Template) -> list[str]:
    """Each function has a role of this template to itself. Without one, SAM makes one that has wildcards."""
    faults = []
    holders: dict[str, str] = {}
    roles = of_type(template, "AWS::IAM::Role")
    for name, properties in functions(template).items():
        role = target(properties.get("Role"))
        if role not in roles:
            faults.append(f"{name} has no role of this template")
        elif role in holders:
            faults.append(f"{name} shares {role} with {holders[role]}")
        if "Policies" in properties:
            faults.append(f"{name} has Policies, which SAM passes over beside a Role")
        holders[role] = name
    faults += [f"nobody uses {role}" for role in roles.keys() - holders.keys()]
    for role, properties in roles.items():
        trusted = [statement["Principal"] for statement in properties["AssumeRolePolicyDocument"]["Statement"]]
        if trusted != [{"Service": "lambda.amazonaws.com"}]:
            faults.append(f"{role} trusts others than Lambda")
    return faults


def rights_for_what_it_knows(template: Template) -> list[str]:
    """A function has rights on the resources that its variables, events and failure targets name, and on no others."""
    faults = []
    for name, properties in functions(template).items():
        known = {target(value) for value in variables(properties).values()} & template["Resources"].keys()
        needed = {target(value) for _path, found in maps(properties.get("Events", {})) for value in found.values()}
        needed |= {target(found["Destination"]) for _path, found in maps(properties) if "Destination" in found}
        needed |= {target(properties.get("LoggingConfig", {}).get("LogGroup"))}
        held = {
            target(resource)
            for statement in statements(template, target(properties.get("Role")))
            for resource in listed(statement["Resource"])
        }
        faults += [f"{name} knows {missing} and has no right on it" for missing in sorted(known - held)]
        faults += [f"{name} has rights on {idle} and no use for it" for idle in sorted(held - known - needed)]
    return faults


def rights_to_be_called(template: Template) -> list[str]:
    """A role may read its stream or queue, write its log, and tell its failure target; otherwise calls are lost."""
    faults = []
    for name, properties in functions(template).items():
        role = target(properties.get("Role"))
        needed: list[tuple[str, Any]] = []
        for event in events(properties, "DynamoDB").values():
            needed += [(f"dynamodb:{action}", event["Stream"]) for action in STREAM_ACTIONS]
        for event in events(properties, "SQS").values():
            needed += [(f"sqs:{action}", event["Queue"]) for action in QUEUE_ACTIONS]
        needed += [
            ("sqs:SendMessage", found["Destination"]) for _path, found in maps(properties) if "Destination" in found
        ]
        log = {"Fn::GetAtt": [target(properties.get("LoggingConfig", {}).get("LogGroup")), "Arn"]}
        needed += [("logs:CreateLogStream", log), ("logs:PutLogEvents", log)]
        faults += [
            f"{name} may not {action} on {target(resource)}"
            for action, resource in needed
            if not allows(template, role, action, resource)
        ]
    return faults


def _wild(statement: dict[str, Any], key: str) -> bool:
    written = json.dumps(statement.get(key, ""))
    return "*" in written or "?" in written


RULES = (exact_rights, own_roles, rights_for_what_it_knows, rights_to_be_called)
