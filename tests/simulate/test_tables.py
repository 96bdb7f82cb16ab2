"""The simulated tables answer as DynamoDB does."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra import template
from infra.simulate.tables import Spent, Tables
from tests.simulate import agreement, agreement_queries, agreement_tables
from tests.simulate.agreement import Pair
from tests.support.made import NOW, Clock

TABLE = "MentionsTable"


@pytest.fixture
def both(emulator_url) -> Iterator[Pair]:
    with agreement.pair(emulator_url) as made:
        yield made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tables(clock) -> Tables:
    return Tables(template.load(), clock)


def row(sk: str = "HEAD", **attributes: Any) -> dict[str, Any]:
    return {"pk": {"S": "ROW"}, "sk": {"S": sk}, **attributes}


def put(tables: Tables, **attributes: Any) -> Spent:
    tables.put_item(TableName=TABLE, Item=row(**attributes))
    return tables.spent


def update(tables: Tables, text: str, **values: Any) -> Spent:
    more = {"ExpressionAttributeValues": {f":{name}": value for name, value in values.items()}} if values else {}
    tables.update_item(TableName=TABLE, Key=row(), UpdateExpression=text, **more)
    return tables.spent


@pytest.mark.parametrize(
    "cases",
    [
        pytest.param(agreement_queries.reads, id="reads"),
        pytest.param(agreement_queries.scans, id="scans"),
        pytest.param(agreement_tables.transactions, id="transactions"),
        pytest.param(agreement_tables.writes, id="writes"),
    ],
)
def test_every_call_has_the_answer_of_the_emulator_and_leaves_the_same_rows_and_records(both, cases):
    agreement.assert_alike(both, cases())


@pytest.mark.parametrize("name", agreement_tables.DIFFERENT)
def test_where_the_emulator_is_wrong_the_documentation_counts(both, name):
    calls, documented, source = agreement_tables.DIFFERENT[name]
    answers = [
        both.ask(operation, **agreement.placed(written, "different", both.names))
        for operation, written in (*agreement_queries.ROWS, *calls)
    ]
    ours, theirs = answers[-1]
    assert ours == documented, source
    assert theirs != documented, "the emulator is right by now: take this case to the others"


def test_every_page_ends_at_a_megabyte(both):
    """The same rows on the same pages, as the pages of a query are what is paid for."""
    name = both.names[TABLE]
    for number in range(8):
        item = {"pk": {"S": "LARGE"}, "sk": {"S": str(number)}, "text": {"S": "x" * 300_000}}
        assert both.ask("put_item", TableName=name, Item=item) == ({}, {})
    for client in (both.ours, both.theirs):
        found, pages, start = [], 0, {}
        while True:
            page = client.query(
                TableName=name,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues={":pk": {"S": "LARGE"}},
                **start,
            )
            found += [item["sk"]["S"] for item in page["Items"]]
            pages += 1
            if "LastEvaluatedKey" not in page:
                break
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
        assert found == [str(number) for number in range(8)]
        assert pages > 1


def test_a_token_counts_for_ten_minutes(tables, clock):
    count = {
        "Update": {
            "TableName": TABLE,
            "Key": row(),
            "UpdateExpression": "ADD hits :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
    }
    hits = []
    for minutes in (0, 5, 4, 2, 9):
        clock.advance(minutes=minutes)
        tables.transact_write_items(TransactItems=[count], ClientRequestToken="token")
        hits.append(tables.get_item(TableName=TABLE, Key=row())["Item"]["hits"]["N"])
    assert hits == ["1", "1", "1", "2", "2"]


def test_what_ran_out_goes_as_the_time_to_live_takes_it(tables, clock):
    """Amazon DynamoDB Developer Guide, "DynamoDB Streams and Time to Live" (read 2026-11)."""
    at = int(NOW.timestamp())
    for sk, expires_at in (
        ("past", {"N": str(at - 1)}),
        ("now", {"N": str(at)}),
        ("ages", {"N": str(at - 6 * 365 * 86_400)}),
        ("text", {"S": str(at - 1)}),
    ):
        put(tables, sk=sk, expires_at=expires_at, due_pk={"S": "DUE"}, due_sk={"S": sk})
    put(tables, sk="never")
    assert tables.expire(NOW) == 1
    assert sorted(item["sk"]["S"] for item in tables.rows(TABLE)) == ["ages", "never", "now", "text"]
    record = tables.records[TABLE][-1]
    assert record["eventName"] == "REMOVE"
    assert record["userIdentity"] == {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
    assert "NewImage" not in record["dynamodb"]
    due = {"IndexName": "due-index", "KeyConditionExpression": "due_pk = :due"}
    found = tables.query(TableName=TABLE, **due, ExpressionAttributeValues={":due": {"S": "DUE"}})
    assert [item["sk"]["S"] for item in found["Items"]] == ["ages", "now", "text"]


def test_records_keep_what_they_saw_and_bytes_come_as_text(tables):
    put(tables, body={"B": b"\x00\xff"}, number={"N": "1"})
    update(tables, "SET seen = :two", two={"N": "2"})
    update(tables, "SET seen = :two", two={"N": "2.0"})
    tables.delete_item(TableName=TABLE, Key=row())
    seen = [(record["eventName"], record["dynamodb"].get("NewImage")) for record in tables.records[TABLE]]
    stored = row(body={"B": "AP8="}, number={"N": "1"})
    assert seen == [("INSERT", stored), ("MODIFY", {**stored, "seen": {"N": "2"}}), ("REMOVE", None)]
    numbers = [record["dynamodb"]["SequenceNumber"] for record in tables.records[TABLE]]
    assert numbers == sorted(set(numbers))


def test_an_answer_may_be_changed_without_changing_the_row(tables):
    item = row(text={"S": "as it was"})
    tables.put_item(TableName=TABLE, Item=item)
    item["text"] = {"S": "changed"}
    found = tables.get_item(TableName=TABLE, Key=row())["Item"]
    found["text"] = {"S": "changed"}
    assert tables.get_item(TableName=TABLE, Key=row())["Item"]["text"] == {"S": "as it was"}


def test_an_observer_sees_every_write(tables):
    seen = []
    tables.on_write = lambda table, old, new: seen.append((table, old and old["a"]["S"], new and new["a"]["S"]))
    put(tables, a={"S": "1"})
    update(tables, "SET a = :two", two={"S": "2"})
    tables.delete_item(TableName=TABLE, Key=row())
    tables.delete_item(TableName=TABLE, Key=row())
    assert seen == [(TABLE, None, "1"), (TABLE, "1", "2"), (TABLE, "2", None)]


def test_writes_cost_what_the_price_list_says(tables):
    """Amazon DynamoDB Developer Guide, "DynamoDB read and write operations" and "Using Global Secondary
    Indexes" (read 2026-11)."""
    large = {"S": "x" * 2048}
    assert put(tables) == Spent(table_writes=1)
    assert put(tables, body=large) == Spent(table_writes=3)
    assert update(tables, "REMOVE body") == Spent(table_writes=3), "the larger of both counts"
    due = {"pk": {"S": "DUE"}, "sk": {"S": "1"}}
    assert update(tables, "SET due_pk = :pk, due_sk = :sk", **due) == Spent(1, index_writes=1)
    assert update(tables, "SET other = :a", a=large) == Spent(3, index_writes=0), "it does not stand in the index"
    assert update(tables, "SET due_sk = :b", b={"S": "2"}) == Spent(3, index_writes=2), "a deletion and an addition"
    assert update(tables, "REMOVE due_sk") == Spent(3, index_writes=1)
    queue = {"pk": {"S": "QUEUE"}, "sk": {"S": "1"}, "brand": large}
    assert update(tables, "SET queue_pk = :pk, queue_sk = :sk, brand = :brand", **queue) == Spent(5, index_writes=5), (
        "all of it"
    )
    assert update(tables, "SET brand = :a", a={"S": "shop"}) == Spent(5, index_writes=5)
    tables.delete_item(TableName=TABLE, Key=row())
    assert tables.spent == Spent(3, index_writes=3)
    tables.delete_item(TableName=TABLE, Key=row())
    assert tables.spent == Spent(1)


def test_a_transaction_costs_double_and_a_refusal_costs_too(tables):
    missing = {"ConditionExpression": "attribute_not_exists(pk)"}
    members = [{"Put": {"TableName": TABLE, "Item": row(sk), **missing}} for sk in ("a", "b")]
    tables.transact_write_items(TransactItems=members)
    assert tables.spent == Spent(table_writes=4)
    with pytest.raises(ClientError):
        tables.transact_write_items(TransactItems=members)
    assert tables.spent == Spent(table_writes=4)
    with pytest.raises(ClientError):
        tables.put_item(TableName=TABLE, Item=row("a"), **missing)
    assert tables.spent == Spent(table_writes=1)


def test_reads_cost_what_the_price_list_says(tables):
    put(tables, text={"S": "x" * 5000})
    for sk in ("1", "2"):
        put(tables, sk=sk)
    costs = []
    for ask, more in (
        (tables.get_item, {"Key": row(), "ConsistentRead": True}),
        (tables.get_item, {"Key": row()}),
        (tables.get_item, {"Key": row("nobody")}),
        (tables.query, {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": {":pk": {"S": "ROW"}}}),
    ):
        ask(TableName=TABLE, **more)
        costs.append(tables.spent.reads)
    tables.batch_get_item(RequestItems={TABLE: {"Keys": [row(), row("1"), row("nobody")]}})
    costs.append(tables.spent.reads)
    assert costs == [2, 1, 0.5, 1, 2]


@pytest.mark.parametrize(
    ("operation", "more"),
    [
        ("get_item", {"Key": row(), "AttributesToGet": ["pk"]}),
        ("put_item", {"Item": row(), "ReturnValues": "ALL_OLD"}),
        ("query", {"KeyConditionExpression": "pk = :pk", "KeyConditions": {}}),
        ("scan", {"Segment": 1}),
    ],
)
def test_what_is_not_simulated_says_so(tables, operation, more):
    with pytest.raises(ValueError, match="is not simulated"):
        getattr(tables, operation)(TableName=TABLE, **more)
