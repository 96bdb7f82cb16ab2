"""The handlers as AWS calls them: their real settings and wiring, and AWS's shapes of events and answers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any

import pytest

from infra import template
from infra.standins.credentials import SIGNING
from shared.aws import environment
from tests.support.tables import Cloud

STEPS = ("ingest", "triage", "reply", "review", "watch")
NOTHING_FAILED: dict[str, Any] = {"batchItemFailures": []}


class Context:
    """What Lambda tells a function about its call."""

    def get_remaining_time_in_millis(self) -> int:
        return 20_000


@cache
def resources() -> dict[str, Any]:
    """What template.yaml declares; read once, since that is slow."""
    return template.load()["Resources"]


@contextmanager
def wire(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The variables of template.yaml, naming the test's own tables, queues and secrets."""
    for step in STEPS:
        described = resources()[step.title()]["Properties"]["Environment"]["Variables"]
        for name, value in described.items():
            if isinstance(value, dict):
                word = value["Ref"]
                monkeypatch.setenv(name, cloud.urls.get(word) or cloud.topics.get(word) or word)
    for name, number in {"DUE_SHARDS": "4", "QUEUE_SHARDS": "2", "KEEP_DELIVERIES": "unknown"}.items():
        monkeypatch.setenv(name, number)
    cloud.put_secret("SigningSecret", SIGNING)
    clear()
    yield
    clear()


def clear() -> None:
    """The handlers forget what they made on their first call."""
    environment.client.cache_clear()
    for step in STEPS:
        import_module(f"functions.{step}.handler").ports.cache_clear()


def stream(*rows: dict[str, Any], name: str = "INSERT") -> dict[str, Any]:
    """Records of a table's stream."""
    return {
        "Records": [
            {
                "eventID": str(number),
                "eventName": name,
                "eventSource": "aws:dynamodb",
                "dynamodb": {
                    "Keys": {key: row[key] for key in ("pk", "sk")},
                    "NewImage": row,
                    "SequenceNumber": str(number),
                },
            }
            for number, row in enumerate(rows)
        ]
    }


def queue(*bodies: str, received: str = "1") -> dict[str, Any]:
    """Messages of a queue."""
    return {
        "Records": [
            {
                "messageId": str(number),
                "body": one,
                "attributes": {"ApproximateReceiveCount": received},
                "eventSource": "aws:sqs",
            }
            for number, one in enumerate(bodies)
        ]
    }


def bell(mention_id: str) -> str:
    return json.dumps({"mention_id": mention_id})


def failed(answer: dict[str, Any]) -> list[str]:
    return [one["itemIdentifier"] for one in answer["batchItemFailures"]]
