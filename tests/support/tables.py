"""What template.yaml declares, in moto: tables, queues with consumers, and topics, fresh for each test.

A thing is named as it is in the template: the table `MentionsTable`, the queue `RepliesQueue`.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from infra import template
from shared.aws.cases import Cases
from shared.aws.deliveries import Deliveries
from shared.aws.mentions import Mentions
from shared.aws.settings import Settings
from shared.aws.tallies import Tallies

REGION, MOTOS_ACCOUNT = "eu-west-1", "123456789012"
DUE_SHARDS, QUEUE_SHARDS = 4, 2
TABLE_PROPERTIES = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
AT_ONCE = 10  # messages that one call receives at most
Item = dict[str, Any]


@dataclass(frozen=True)
class Cloud:
    """AWS as one test has it. `client` gives a low-level client by service name; `urls` those of the queues."""

    client: Callable[[str], Any]
    urls: dict[str, str]
    topics: dict[str, str]

    def rows(self, table: str = "MentionsTable", prefix: str = "") -> list[Item]:
        """Every row of a table whose pk begins with `prefix`."""
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
        return [row for page in pages for row in page["Items"] if row["pk"]["S"].startswith(prefix)]

    def messages(self, queue: str) -> list[str]:
        """Takes what waits visibly in a queue: the bodies."""
        queue_url, client = self.urls[queue], self.client("sqs")
        answer = client.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=AT_ONCE).get("Messages", [])
        for message in answer:
            client.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        found = [message["Body"] for message in answer]
        return found if len(found) < AT_ONCE else found + self.messages(queue)

    def notices(self) -> list[Item]:
        """Takes what was published to any topic: the facts."""
        from moto.sns import sns_backends

        found: list[Item] = []
        for topic in sns_backends[MOTOS_ACCOUNT][REGION].topics.values():
            found += [json.loads(message) for _id, message, *_rest in topic.sent_notifications]
            topic.sent_notifications.clear()
        return found

    def mentions(self) -> Mentions:
        return Mentions(self.client("dynamodb"), "MentionsTable", DUE_SHARDS)

    def cases(self) -> Cases:
        return Cases(self.mentions(), QUEUE_SHARDS)

    def deliveries(self) -> Deliveries:
        return Deliveries(self.client("dynamodb"), "DeliveriesTable")

    def settings(self) -> Settings:
        return Settings(self.client("dynamodb"), "SettingsTable")

    def tallies(self) -> Tallies:
        return Tallies(self.client("dynamodb"), "TalliesTable")

    def put_secret(self, name: str, value: Any) -> None:
        """Makes or changes a secret: JSON, unless it is a text."""
        written = value if isinstance(value, str) else json.dumps(value)
        client = self.client("secretsmanager")
        try:
            client.put_secret_value(SecretId=name, SecretString=written)
        except client.exceptions.ResourceNotFoundException:
            client.create_secret(Name=name, SecretString=written)


@contextmanager
def aws() -> Iterator[None]:
    """Moto in the place of AWS, with the tables, which are slow to make, for the tests of a module."""
    import moto

    with moto.mock_aws():
        for name, resource in _resources().items():
            if resource["Type"] == "AWS::DynamoDB::Table":
                described = {
                    key: resource["Properties"][key] for key in TABLE_PROPERTIES if key in resource["Properties"]
                }
                _client("dynamodb").create_table(TableName=name, **described)
        yield


@contextmanager
def fresh() -> Iterator[Cloud]:
    """Everything made anew, for a test that stands alone."""
    with aws():
        yield emptied()


def emptied() -> Cloud:
    """Everything empty, for one test of several within `aws`."""
    from moto.dynamodb import dynamodb_backends
    from moto.secretsmanager import secretsmanager_backends
    from moto.sns import sns_backends
    from moto.sqs import sqs_backends

    for table in dynamodb_backends[MOTOS_ACCOUNT][REGION].tables.values():
        table.items.clear()
    for backends in (secretsmanager_backends, sns_backends, sqs_backends):
        backends[MOTOS_ACCOUNT][REGION].reset()
    urls: dict[str, str] = {}
    topics: dict[str, str] = {}
    for name, resource in _resources().items():
        if resource["Type"] == "AWS::SQS::Queue" and "RedrivePolicy" in resource["Properties"]:
            urls[name] = _client("sqs").create_queue(QueueName=name)["QueueUrl"]
        elif resource["Type"] == "AWS::SNS::Topic":
            topics[name] = _client("sns").create_topic(Name=name)["TopicArn"]
    return Cloud(_client, urls, topics)


@cache
def _resources() -> Item:
    return template.load()["Resources"]


@cache
def _client(service: str) -> Any:
    """One for the whole run: making it is slow, and moto answers it within `fresh` alone."""
    import boto3
    import moto  # noqa: F401 (clients made before it is loaded would not be answered by it)

    return boto3.client(service, region_name=REGION)
