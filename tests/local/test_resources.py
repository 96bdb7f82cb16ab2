"""The resources of template.yaml: what is made, what is not and why, and what stops the start."""

import json
import os

import pytest

from infra import template as template_file
from infra.local import invoke
from infra.local.home import Home
from infra.local.resources import NOT_MADE, Resources
from infra.local.run import parameters
from shared.errors import ConfigurationError
from tests.support.emulator import remove

TABLE = {
    "Type": "AWS::DynamoDB::Table",
    "Properties": {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    },
}


@pytest.fixture
def whole(emulator_client, name, tmp_path):
    """template.yaml's own resources."""
    template = template_file.load()
    resources = Resources(template, emulator_client, stack=name, parameters=parameters(Home(tmp_path, 8750)))
    resources.create()
    yield template, resources
    remove(template, resources, emulator_client)


def of_type(template, kind):
    return [logical_id for logical_id, written in template["Resources"].items() if written["Type"] == kind]


def test_every_table_has_its_keys_indexes_stream_and_lifetime(whole, emulator_client):
    template, resources = whole
    client = emulator_client("dynamodb")
    assert of_type(template, "AWS::DynamoDB::Table")
    for logical_id in of_type(template, "AWS::DynamoDB::Table"):
        written = template["Resources"][logical_id]["Properties"]
        table = client.describe_table(TableName=resources.identify(logical_id).ref)["Table"]
        assert table["KeySchema"] == written["KeySchema"]
        made = {index["IndexName"]: index["Projection"] for index in table.get("GlobalSecondaryIndexes", [])}
        wanted = written.get("GlobalSecondaryIndexes", [])
        assert made == {index["IndexName"]: index["Projection"] for index in wanted}
        assert ("LatestStreamArn" in table) is ("StreamSpecification" in written)
        lifetime = client.describe_time_to_live(TableName=table["TableName"])["TimeToLiveDescription"]
        assert lifetime["AttributeName"] == written["TimeToLiveSpecification"]["AttributeName"]
        assert lifetime["TimeToLiveStatus"] == "ENABLED"


def test_every_queue_has_its_visibility_and_redrive(whole, emulator_client):
    template, resources = whole
    client = emulator_client("sqs")
    for logical_id in of_type(template, "AWS::SQS::Queue"):
        written = template["Resources"][logical_id]["Properties"]
        url = resources.identify(logical_id).ref
        made = client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        assert url.startswith("http://127.0.0.1:")
        if "VisibilityTimeout" in written:
            assert made["VisibilityTimeout"] == str(written["VisibilityTimeout"])
        if "RedrivePolicy" in written:
            redrive = json.loads(made["RedrivePolicy"])
            assert redrive["maxReceiveCount"] == written["RedrivePolicy"]["maxReceiveCount"]
            assert redrive["deadLetterTargetArn"].startswith("arn:aws:sqs:")


def test_making_it_again_changes_nothing_and_keeps_what_is_stored(whole, emulator_client, name, tmp_path):
    template, resources = whole
    table, secret = resources.identify("MentionsTable").ref, resources.identify("SigningSecret").ref
    emulator_client("dynamodb").put_item(TableName=table, Item={"pk": {"S": "a"}, "sk": {"S": "b"}})
    emulator_client("secretsmanager").put_secret_value(SecretId=secret, SecretString="filled in")
    again = Resources(template, emulator_client, stack=name, parameters=parameters(Home(tmp_path, 8750)))
    again.create()
    assert again.identify("MentionsTable") == resources.identify("MentionsTable")
    assert emulator_client("dynamodb").scan(TableName=table)["Count"] == 1
    assert emulator_client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"] == "filled in"


def test_every_functions_variables_have_values_and_agree_with_each_other(whole):
    template, resources = whole
    each = invoke.variables(template, resources.resolver)
    assert set(each) == set(of_type(template, "AWS::Serverless::Function"))
    together = invoke.one_environment(each)
    assert together["MENTIONS_TABLE"] == resources.identify("MentionsTable").ref
    assert together["DESK_URL"] == "http://127.0.0.1:8750"
    assert together["DUE_SHARDS"] == "16"
    assert [name for name, value in together.items() if not value] == ["OIDC_GROUPS_CLAIM"]  # it may stay empty


def test_one_variable_with_two_values_stops_the_start():
    with pytest.raises(ConfigurationError, match="LEVEL another value in B"):
        invoke.one_environment({"A": {"LEVEL": "1"}, "B": {"LEVEL": "2"}})


def make(emulator_client, name, **resources):
    made = Resources({"Resources": resources}, emulator_client, stack=name)
    made.create()
    return made


def test_an_unknown_type_stops_the_start_and_says_where_to_add_it(emulator_client, name):
    with pytest.raises(ConfigurationError, match=r"Thing of type AWS::S3::Bucket.*infra/local/resources\.py"):
        make(emulator_client, name, Thing={"Type": "AWS::S3::Bucket"})


def test_an_unknown_property_of_a_table_stops_the_start(emulator_client, name):
    odd = {"Type": TABLE["Type"], "Properties": {**TABLE["Properties"], "GlobalTableWitnesses": []}}
    with pytest.raises(ConfigurationError, match="GlobalTableWitnesses"):
        make(emulator_client, name, Table=odd)


def test_a_table_from_an_older_template_stops_the_start_and_names_the_remedy(emulator_client, name):
    make(emulator_client, name, Table=TABLE)
    newer = {**TABLE["Properties"], "StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}
    with pytest.raises(ConfigurationError, match=r"StreamSpecification differ.*make stop.*\.heed"):
        make(emulator_client, name, Table={"Type": TABLE["Type"], "Properties": newer})


def test_what_is_not_made_has_a_reason_and_an_identity(emulator_client, name):
    made = make(emulator_client, name, Door={"Type": "AWS::Serverless::HttpApi"})
    assert all(reason for reason in NOT_MADE.values())
    assert made.resolver.value({"Fn::Sub": "${Door}"}) == f"{name}-Door"


def test_a_resource_whose_condition_does_not_hold_is_left_out(emulator_client, name):
    template = {
        "Parameters": {"Email": {"Type": "String", "Default": ""}},
        "Conditions": {"HasEmail": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Email"}, ""]}]}},
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Condition": "HasEmail"}},
    }
    Resources(template, emulator_client, stack=name).create()
    Resources(template, emulator_client, stack=f"{name}-b", parameters={"Email": "a@example.org"}).create()
    pages = emulator_client("sns").get_paginator("list_topics").paginate()  # other tests have made many
    topics = [topic["TopicArn"].rsplit(":", 1)[1] for page in pages for topic in page["Topics"]]
    assert [topic for topic in topics if topic.startswith(name)] == [f"{name}-b-Topic"]


def test_a_secret_is_drawn_as_the_template_says(emulator_client, name):
    how = {"SecretStringTemplate": '{"user":"a"}', "GenerateStringKey": "password", "PasswordLength": 40}
    drawn = {"Type": "AWS::SecretsManager::Secret", "Properties": {"GenerateSecretString": how}}
    made = make(emulator_client, name, Drawn=drawn)
    secret = emulator_client("secretsmanager").get_secret_value(SecretId=made.identify("Drawn").ref)["SecretString"]
    assert json.loads(secret)["user"] == "a"
    assert len(json.loads(secret)["password"]) == 40


def test_the_tests_see_no_real_account():
    assert os.environ["AWS_ACCESS_KEY_ID"] == "test"
    assert "AWS_PROFILE" not in os.environ
