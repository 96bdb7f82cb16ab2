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

REGION = "eu-west-1"
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
        from moto.core import DEFAULT_ACCOUNT_ID
        from moto.sns import sns_backends

        found: list[Item] = []
        for topic in sns_backends[DEFAULT_ACCOUNT_ID][REGION].topics.values():
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
def fresh() -> Iterator[Cloud]:
    """Everything empty, for one test."""
    import moto

    with moto.mock_aws():
        urls: dict[str, str] = {}
        topics: dict[str, str] = {}
        for name, resource in _resources().items():
            properties = resource.get("Properties", {})
            match resource["Type"]:
                case "AWS::DynamoDB::Table":
                    described = {key: properties[key] for key in TABLE_PROPERTIES if key in properties}
                    _client("dynamodb").create_table(TableName=name, **described)
                case "AWS::SQS::Queue" if "RedrivePolicy" in properties:
                    urls[name] = _client("sqs").create_queue(QueueName=name)["QueueUrl"]
                case "AWS::SNS::Topic":
                    topics[name] = _client("sns").create_topic(Name=name)["TopicArn"]
        yield Cloud(_client, urls, topics)


@cache
def _resources() -> Item:
    return template.load()["Resources"]


@cache
def _client(service: str) -> Any:
    """One for the whole run: making it is slow, and moto answers it within `fresh` alone."""
    import boto3
    import moto  # noqa: F401 (clients made before it is loaded would not be answered by it)

    return boto3.client(service, region_name=REGION)
