"""The simulated tables and queues beside the emulator's: the same call to both must have the same answer."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import uuid4

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from infra import template
from infra.local import clients, records
from infra.local.emulator import REGION
from infra.local.resources import TABLE_PROPERTIES
from infra.simulate.tables import Tables

LOGICAL_IDS = ("MentionsTable", "DeliveriesTable", "TalliesTable", "SettingsTable")
Answer = Any


@dataclass(frozen=True)
class Pair:
    """The same tables twice. `names` are theirs in both, by logical id."""

    ours: Tables
    theirs: Any
    names: Mapping[str, str]
    streams: Any

    def ask(self, operation: str, **arguments: Any) -> tuple[Answer, Answer]:
        """One call to both: our answer and the emulator's."""
        return outcome(self.ours, operation, arguments), outcome(self.theirs, operation, arguments)

    def rows(self, logical_id: str) -> tuple[list[Any], list[Any]]:
        """Every row of both, in order of their keys."""
        found = []
        for client in (self.ours, self.theirs):
            pages = client.get_paginator("scan").paginate(TableName=self.names[logical_id])
            rows = [row for page in pages for row in page["Items"]]
            found.append(sorted(rows, key=lambda row: (row["pk"]["S"], row["sk"]["S"])))
        return found[0], found[1]

    def records(self, logical_id: str) -> tuple[list[Any], list[Any]]:
        """What both streams hand out from their beginning, without what only names the records."""
        name = self.names[logical_id]
        arn = self.theirs.describe_table(TableName=name)["Table"]["LatestStreamArn"]
        theirs = [records.from_stream(record, arn) for record in self._stream(arn)]
        return [plain_record(record) for record in self.ours.records[name]], [plain_record(one) for one in theirs]

    def _stream(self, arn: str) -> Iterator[dict[str, Any]]:
        for shard in self.streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
            iterator = self.streams.get_shard_iterator(
                StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
            while iterator:
                page = self.streams.get_records(ShardIterator=iterator, Limit=1000)
                yield from page["Records"]
                iterator = page.get("NextShardIterator") if page["Records"] else None


@contextmanager
def pair(emulator_url: str, clock: Callable[[], datetime] | None = None) -> Iterator[Pair]:
    """Fresh tables of both kinds; the emulator's go afterwards. Nobody checks calls before they are sent."""
    resources = template.load()["Resources"]
    prefix = f"agreement-{uuid4().hex[:12]}"
    names = {logical_id: f"{prefix}-{logical_id}" for logical_id in LOGICAL_IDS}
    theirs = _client("dynamodb", emulator_url)
    for logical_id, name in names.items():
        properties = resources[logical_id]["Properties"]
        wanted = {key: properties[key] for key in TABLE_PROPERTIES if key in properties}
        if "StreamSpecification" in properties:
            wanted["StreamSpecification"] = {"StreamEnabled": True, **properties["StreamSpecification"]}
        theirs.create_table(TableName=name, **wanted)
    try:
        ours = Tables({"Resources": {name: resources[logical_id] for logical_id, name in names.items()}}, clock)
        yield Pair(ours, theirs, names, _client("dynamodbstreams", emulator_url))
    finally:
        for name in names.values():
            theirs.delete_table(TableName=name)


@cache
def _client(service: str, url: str) -> Any:
    config = clients.CONFIG.merge(Config(parameter_validation=False))
    return boto3.client(service, endpoint_url=url, region_name=REGION, config=config, **clients.CREDENTIALS)


def outcome(client: Any, operation: str, arguments: Mapping[str, Any]) -> Answer:
    """What a call comes to: its answer, or the code of its refusal with what that says of rows."""
    try:
        answer = dict(getattr(client, operation)(**arguments))
    except ClientError as refusal:
        return refused(refusal)
    answer.pop("ResponseMetadata", None)
    for rows in answer.get("Responses", {}).values():
        rows.sort(key=lambda row: json.dumps(row, sort_keys=True, default=str))
    return answer


def refused(refusal: ClientError) -> Answer:
    response: Any = refusal.response
    said: list[Any] = ["refused", response["Error"]["Code"]]
    if "CancellationReasons" in response:
        said.append([(reason["Code"], reason.get("Item")) for reason in response["CancellationReasons"]])
    if response.get("Item"):
        said.append(response["Item"])
    return said


def plain_record(record: Mapping[str, Any]) -> Any:
    change = record["dynamodb"]
    return (
        record["eventName"],
        record["eventSource"],
        record.get("userIdentity"),
        change["Keys"],
        change.get("NewImage"),
        change.get("OldImage"),
        change["StreamViewType"],
    )


def placed(written: Any, case: str, names: Mapping[str, str]) -> Any:
    """Arguments as a case writes them: `@x` is a text that belongs to this case alone, tables go by logical id."""
    if isinstance(written, str):
        if written in names:
            return names[written]
        return f"{case}/{written[1:]}" if written.startswith("@") else written
    if isinstance(written, dict):
        return {names.get(key, key): placed(value, case, names) for key, value in written.items()}
    if isinstance(written, list):
        return [placed(value, case, names) for value in written]
    return written


def differences(both: Pair, case: str, calls: Sequence[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """Runs the calls of one case on both, and says where they do not agree."""
    found = []
    for number, (operation, written) in enumerate(calls):
        ours, theirs = both.ask(operation, **placed(dict(written), case, both.names))
        if ours != theirs:
            found.append(f"{case}, call {number} ({operation}):\n  ours   {ours}\n  theirs {theirs}")
    return found


def assert_alike(both: Pair, cases: Sequence[tuple[str, Sequence[tuple[str, Mapping[str, Any]]]]]) -> None:
    """Every case, and then what the tables hold and the streams hand out."""
    found = [difference for case, calls in cases for difference in differences(both, case, calls)]
    assert not found, f"{len(found)} answers differ\n" + "\n".join(found)
    assert_same_tables(both)


def assert_same_tables(both: Pair) -> None:
    """The rows and, in their order, the records of every table."""
    for logical_id in both.names:
        ours, theirs = both.rows(logical_id)
        assert ours == theirs
        if both.names[logical_id] in both.ours.records:
            ours, theirs = both.records(logical_id)
            assert ours == theirs
