"""What template.yaml declares, in moto: tables, queues, topics and secrets, fresh for each test.

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

DUE_SHARDS, QUEUE_SHARDS = 4, 2
TABLE_PROPERTIES = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
LISTENER = "Listener"  # a queue that hears every topic
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
        found: list[str] = []
        while True:
            answer = self.client("sqs").receive_message(QueueUrl=self.urls[queue], MaxNumberOfMessages=10)
            if not answer.get("Messages"):
                return found
            for message in answer["Messages"]:
                found.append(message["Body"])
                self.client("sqs").delete_message(QueueUrl=self.urls[queue], ReceiptHandle=message["ReceiptHandle"])

    def notices(self) -> list[Item]:
        """Takes what was published to any topic: the facts."""
        return [json.loads(json.loads(body)["Message"]) for body in self.messages(LISTENER)]

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
        """Writes a secret of the template, as JSON unless it is a text."""
        written = value if isinstance(value, str) else json.dumps(value)
        self.client("secretsmanager").put_secret_value(SecretId=name, SecretString=written)


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
                case "AWS::SQS::Queue":
                    urls[name] = _client("sqs").create_queue(QueueName=name)["QueueUrl"]
                case "AWS::SNS::Topic":
                    topics[name] = _client("sns").create_topic(Name=name)["TopicArn"]
                case "AWS::SecretsManager::Secret":
                    _client("secretsmanager").create_secret(Name=name, SecretString=properties["SecretString"])
        urls[LISTENER] = _client("sqs").create_queue(QueueName=LISTENER)["QueueUrl"]
        queue = {"QueueUrl": urls[LISTENER], "AttributeNames": ["QueueArn"]}
        heard = _client("sqs").get_queue_attributes(**queue)["Attributes"]["QueueArn"]
        for topic in topics.values():
            _client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=heard)
        yield Cloud(_client, urls, topics)


@cache
def _resources() -> Item:
    return template.load()["Resources"]


@cache
def _client(service: str) -> Any:
    """One for the whole run: making it is slow, and moto answers it within `fresh` alone."""
    import boto3
    import moto  # noqa: F401 (clients made before it is loaded would not be answered by it)

    return boto3.client(service, region_name="eu-west-1")
