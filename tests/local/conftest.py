"""Tables with streams and queues with dead letters, under names of their own."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from infra.local.pump import SteppedClock


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a stream of new images."""

    name: str
    stream_arn: str
    client: Any

    def put(self, *keys: str, **fields: Any) -> None:
        for key in keys:
            self.client.put_item(TableName=self.name, Item={"pk": {"S": key}, **fields})


@dataclass(frozen=True, slots=True)
class Letters:
    """A queue, and the queue of its dead letters."""

    url: str
    arn: str
    dead_url: str
    client: Any

    def send(self, *bodies: str) -> None:
        for body in bodies:
            self.client.send_message(QueueUrl=self.url, MessageBody=body)

    def dead(self) -> list[str]:
        return bodies(self.client, self.dead_url)


def make_table(client: Callable[[str], Any], name: str) -> Table:
    table = client("dynamodb").create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )["TableDescription"]
    return Table(name, table["LatestStreamArn"], client("dynamodb"))


def make_letters(client: Callable[[str], Any], name: str, visibility_s: int = 30, receives: int = 3) -> Letters:
    queue = client("sqs")
    dead_url = queue.create_queue(QueueName=f"{name}-dead")["QueueUrl"]
    redrive = json.dumps({"deadLetterTargetArn": arn_of(queue, dead_url), "maxReceiveCount": receives})
    attributes = {"VisibilityTimeout": str(visibility_s), "RedrivePolicy": redrive}
    url = queue.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return Letters(url, arn_of(queue, url), dead_url, queue)


def arn_of(queue: Any, url: str) -> str:
    return queue.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def bodies(queue: Any, url: str) -> list[str]:
    """The bodies of at most ten waiting messages."""
    return [
        message["Body"] for message in queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    ]


@pytest.fixture
def name() -> str:
    """A name that nobody else has."""
    return f"local-{uuid4().hex[:12]}"


@pytest.fixture
def table(emulator_client: Callable[[str], Any], name: str) -> Iterator[Table]:
    made = make_table(emulator_client, name)
    yield made
    made.client.delete_table(TableName=name)


@pytest.fixture
def letters(emulator_client: Callable[[str], Any], name: str) -> Iterator[Letters]:
    made = make_letters(emulator_client, name)
    yield made
    made.client.delete_queue(QueueUrl=made.url)
    made.client.delete_queue(QueueUrl=made.dead_url)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(datetime.now(UTC))
