"""Makes the resources of template.yaml in the emulator, directly and as often as wanted."""

import contextlib
import json
import re
import secrets
import string
from collections.abc import Callable, Mapping
from typing import Any

from infra.local.emulator import ACCOUNT, REGION
from infra.local.resolve import Identity, Resolver
from shared.errors import ConfigurationError

NOT_MADE: Mapping[str, str] = {
    "AWS::CloudWatch::Alarm": "nobody is paged locally",
    "AWS::CloudWatch::Dashboard": "nobody looks at it locally",
    "AWS::Events::Rule": "the pump keeps the schedules of functions",
    "AWS::IAM::ManagedPolicy": "the emulator checks no permissions",
    "AWS::IAM::Policy": "the emulator checks no permissions",
    "AWS::IAM::Role": "the emulator checks no permissions",
    "AWS::Lambda::EventInvokeConfig": "the pump calls the functions",
    "AWS::Lambda::Permission": "the emulator checks no permissions",
    "AWS::Logs::LogGroup": "the log is the terminal",
    "AWS::Logs::MetricFilter": "nobody is paged locally",
    "AWS::SNS::Subscription": "nobody is mailed locally",
    "AWS::SNS::TopicPolicy": "the emulator checks no permissions",
    "AWS::SQS::QueuePolicy": "the emulator checks no permissions",
    "AWS::Serverless::Function": "the pump calls the functions",
    "AWS::Serverless::HttpApi": "the gateway plays it",
    "AWS::Serverless::LayerVersion": "the repository is the layer",
}
TABLE_PROPERTIES = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes")
TABLE_PROPERTIES_IGNORED = {
    "DeletionProtectionEnabled",
    "PointInTimeRecoverySpecification",
    "SSESpecification",
    "TableClass",
    "TableName",
    "Tags",
    "StreamSpecification",
    "TimeToLiveSpecification",
}
QUEUE_PROPERTIES_IGNORED = {"KmsMasterKeyId", "QueueName", "SqsManagedSseEnabled", "Tags"}
GENERATED_LENGTH = 32


class Resources:
    """The stack on this machine. Names begin with the stack's name, so that several stand side by side."""

    def __init__(
        self,
        template: Mapping[str, Any],
        client: Callable[[str], Any],
        *,
        stack: str = "heed",
        parameters: Mapping[str, str] | None = None,
    ) -> None:
        self._written = template["Resources"]
        self._client = client
        self._stack = stack
        self._identities: dict[str, Identity] = {}
        self.resolver = Resolver(template, stack, parameters or {}, self.identify)

    def create(self) -> None:
        """Makes whatever is not there yet. ConfigurationError on an unknown type or a changed table."""
        for logical_id, written in self._written.items():
            if "Condition" not in written or self.resolver.holds(written["Condition"]):
                self.identify(logical_id)

    def identify(self, logical_id: str) -> Identity:
        """The identity of one resource, which is made first if need be."""
        if logical_id not in self._identities:
            self._identities[logical_id] = self._make(logical_id)
        return self._identities[logical_id]

    def _make(self, logical_id: str) -> Identity:
        if logical_id not in self._written:
            raise ConfigurationError(f"template.yaml refers to {logical_id}, which it does not define.")
        kind = self._written[logical_id]["Type"]
        if kind in NOT_MADE:
            return self._stand_in(logical_id, kind)
        if kind not in self._MAKERS:
            raise ConfigurationError(
                f"template.yaml has {logical_id} of type {kind}, which the local run does not know. "
                "Add it to infra/local/resources.py: made, or not made with a reason."
            )
        properties = self.resolver.value(self._written[logical_id].get("Properties", {}))
        return self._MAKERS[kind](self, logical_id, properties)

    def _stand_in(self, logical_id: str, kind: str) -> Identity:
        """An identity for what is not made, so that references to it have a value."""
        name = f"{self._stack}-{logical_id}"
        service = kind.split("::")[1].lower()
        return Identity(name, {"Arn": f"arn:aws:{service}:{REGION}:{ACCOUNT}:{name}"})

    def _table(self, logical_id: str, properties: dict[str, Any]) -> Identity:
        client = self._client("dynamodb")
        name = properties.get("TableName", f"{self._stack}-{logical_id}")
        wanted = {key: properties[key] for key in TABLE_PROPERTIES if key in properties}
        _refuse_unknown(logical_id, set(properties) - set(wanted) - TABLE_PROPERTIES_IGNORED)
        if "StreamSpecification" in properties:
            wanted["StreamSpecification"] = {"StreamEnabled": True, **properties["StreamSpecification"]}
        with contextlib.suppress(client.exceptions.ResourceInUseException):
            client.create_table(TableName=name, **wanted)
        table = client.describe_table(TableName=name)["Table"]
        _refuse_changed(name, wanted, table)
        lifetime = properties.get("TimeToLiveSpecification")
        if lifetime and _lifetime(client, name) != lifetime:
            client.update_time_to_live(TableName=name, TimeToLiveSpecification=lifetime)
        arns = {"Arn": table["TableArn"], "StreamArn": table.get("LatestStreamArn")}
        return Identity(name, {key: value for key, value in arns.items() if value})

    def _queue(self, logical_id: str, properties: dict[str, Any]) -> Identity:
        client = self._client("sqs")
        fifo = ".fifo" if properties.get("FifoQueue") else ""
        name = properties.get("QueueName", f"{self._stack}-{logical_id}{fifo}")
        attributes = {
            key: json.dumps(value) if isinstance(value, dict) else _plain(value)
            for key, value in properties.items()
            if key not in QUEUE_PROPERTIES_IGNORED
        }
        try:
            url = client.get_queue_url(QueueName=name)["QueueUrl"]
            client.set_queue_attributes(QueueUrl=url, Attributes=_without(attributes, "FifoQueue"))
        except client.exceptions.QueueDoesNotExist:
            url = client.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
        arn = client.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        return Identity(url, {"Arn": arn, "QueueName": name, "QueueUrl": url})

    def _topic(self, logical_id: str, properties: dict[str, Any]) -> Identity:
        name = properties.get("TopicName", f"{self._stack}-{logical_id}")
        arn = self._client("sns").create_topic(Name=name)["TopicArn"]
        return Identity(arn, {"TopicArn": arn, "TopicName": name})

    def _secret(self, logical_id: str, properties: dict[str, Any]) -> Identity:
        client = self._client("secretsmanager")
        name = properties.get("Name", f"{self._stack}-{logical_id}")
        try:
            arn = client.describe_secret(SecretId=name)["ARN"]
        except client.exceptions.ResourceNotFoundException:
            arn = client.create_secret(Name=name, SecretString=_first_secret(properties))["ARN"]
        return Identity(arn, {"Id": arn})

    _MAKERS: Mapping[str, Callable[["Resources", str, dict[str, Any]], Identity]] = {
        "AWS::DynamoDB::Table": _table,
        "AWS::SQS::Queue": _queue,
        "AWS::SNS::Topic": _topic,
        "AWS::SecretsManager::Secret": _secret,
    }


def _refuse_unknown(logical_id: str, names: set[str]) -> None:
    if names:
        raise ConfigurationError(
            f"template.yaml sets {', '.join(sorted(names))} on {logical_id}, which the local run does not know. "
            "Add it to infra/local/resources.py."
        )


def _refuse_changed(name: str, wanted: dict[str, Any], table: dict[str, Any]) -> None:
    """A table made from an older template cannot be changed in place."""
    indexes = table.get("GlobalSecondaryIndexes", [])
    stands = {
        "KeySchema": table["KeySchema"],
        "AttributeDefinitions": _sorted(table["AttributeDefinitions"]),
        "GlobalSecondaryIndexes": _sorted(_index(index) for index in indexes),
        "StreamSpecification": table.get("StreamSpecification"),
    }
    needed = {
        "KeySchema": wanted["KeySchema"],
        "AttributeDefinitions": _sorted(wanted["AttributeDefinitions"]),
        "GlobalSecondaryIndexes": _sorted(_index(index) for index in wanted.get("GlobalSecondaryIndexes", [])),
        "StreamSpecification": wanted.get("StreamSpecification"),
    }
    changed = [part for part, value in needed.items() if stands[part] != value]
    if changed:
        raise ConfigurationError(
            f"Table {name} was made from an older template.yaml ({', '.join(changed)} differ). "
            "Start afresh: `make stop`, remove the folder .heed, `make run`. What was stored locally is lost."
        )


def _index(index: Mapping[str, Any]) -> dict[str, Any]:
    return {key: index[key] for key in ("IndexName", "KeySchema", "Projection")}


def _sorted(parts: Any) -> list[Any]:
    return sorted(parts, key=lambda part: json.dumps(part, sort_keys=True))


def _lifetime(client: Any, name: str) -> dict[str, Any]:
    found = client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    return {"AttributeName": found.get("AttributeName"), "Enabled": found["TimeToLiveStatus"] == "ENABLED"}


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _without(attributes: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in attributes.items() if key != name}


def _first_secret(properties: dict[str, Any]) -> str:
    """The secret as the template gives it or tells how to draw it."""
    if "SecretString" in properties:
        return properties["SecretString"]
    how = properties.get("GenerateSecretString", {})
    excluded = re.escape(how.get("ExcludeCharacters", ""))
    alphabet = string.ascii_letters + string.digits
    letters = re.sub(f"[{excluded}]", "", alphabet) if excluded else alphabet
    drawn = "".join(secrets.choice(letters) for _ in range(how.get("PasswordLength", GENERATED_LENGTH)))
    if "GenerateStringKey" not in how:
        return drawn
    return json.dumps({**json.loads(how["SecretStringTemplate"]), how["GenerateStringKey"]: drawn})
