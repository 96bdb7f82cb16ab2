"""The guard that stands in for IAM refuses what a role does not allow, and only for functions."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra import template as template_file
from infra.local.invoke import Function
from tests.support import rights
from tests.template.reading import target


def resolve(value: Any) -> str:
    """Names as the emulator would give them: the logical id is the resource's name."""
    name = target(value)
    index = value["Fn::Sub"].partition("}")[2] if "Fn::Sub" in value else ""
    kind = "table/" if name.endswith("Table") else ""
    return f"arn:aws:any:eu-west-1:000000000000:{kind}{name}{index}"


@pytest.fixture
def read() -> rights.Rights:
    return rights.read(template_file.load(), resolve)


CALLS = [
    ("dynamodb", "GetItem", {"TableName": "MentionsTable"}, True),
    ("dynamodb", "DeleteItem", {"TableName": "MentionsTable"}, False),
    ("dynamodb", "GetItem", {"TableName": "SettingsTable"}, False),
    ("dynamodb", "Query", {"TableName": "MentionsTable", "IndexName": "due-index"}, False),
    ("dynamodb", "TransactWriteItems", {"TransactItems": [{"Put": {"TableName": "MentionsTable"}}]}, True),
    ("dynamodb", "TransactWriteItems", {"TransactItems": [{"Delete": {"TableName": "MentionsTable"}}]}, False),
    ("dynamodb", "BatchGetItem", {"RequestItems": {"MentionsTable": {"Keys": []}}}, False),
    ("sqs", "SendMessage", {"QueueUrl": "http://127.0.0.1/000000000000/RepliesQueue"}, False),
    ("secretsmanager", "GetSecretValue", {"SecretId": resolve({"Ref": "SigningSecret"})}, True),
    ("secretsmanager", "GetSecretValue", {"SecretId": resolve({"Ref": "TokensSecret"})}, False),
    ("sns", "Publish", {"TopicArn": resolve({"Ref": "AlarmsTopic"})}, False),
]


@pytest.mark.parametrize(("service", "operation", "params", "allowed"), CALLS)
def test_ingest_may_do_what_its_role_says_and_nothing_else(
    read: rights.Rights, service: str, operation: str, params: dict[str, Any], allowed: bool
) -> None:
    assert all(read.allow("Ingest", needed) for needed in rights.needs(service, operation, params)) is allowed


def test_an_index_needs_a_right_of_its_own(read: rights.Rights) -> None:
    (needed,) = rights.needs("dynamodb", "Query", {"TableName": "MentionsTable", "IndexName": "due-index"})
    assert read.allow("Watch", needed)
    assert not read.allow("Desk", needed)


def test_an_unknown_operation_is_not_waved_through() -> None:
    with pytest.raises(KeyError, match="sns:CreateTopic"):
        list(rights.needs("sns", "CreateTopic", {}))


def test_a_call_that_the_role_does_not_allow_is_refused_and_remembered(read: rights.Rights) -> None:
    with mock_aws():
        client = rights.check_calls(boto3.client("dynamodb", region_name="eu-west-1"))
        client.create_table(
            TableName="SettingsTable",
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )
        key = {"pk": {"S": "a"}}

        def get(_event: Any, _context: Any) -> Any:
            return client.get_item(TableName="SettingsTable", Key=key)["ResponseMetadata"]["HTTPStatusCode"]

        def delete(_event: Any, _context: Any) -> None:
            client.delete_item(TableName="SettingsTable", Key=key)

        assert read.hold(Function("Triage", get)).handler({}, None) == 200
        with pytest.raises(ClientError, match="AccessDenied"):
            read.hold(Function("Triage", delete)).handler({}, None)
        client.delete_item(TableName="SettingsTable", Key=key)  # the test itself is held to nothing
    assert read.denied == ["Triage may not dynamodb:DeleteItem on :table/SettingsTable"]
