"""Conditional writes: a difference is minimal and right, and a refusal says which condition failed."""

from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from shared.aws import items, writes
from shared.errors import ConflictError
from tests.support.made import seeded

TABLE = "TalliesTable"
KEY = {"pk": {"S": "a"}, "sk": {"S": "b"}}
values = st.integers(0, 3) | st.text(st.characters(codec="utf-8"), max_size=3) | st.none() | st.booleans()
rows = st.dictionaries(st.sampled_from(["a", "b", "state", "size", "value", "ttl"]), values, max_size=6)


def typed(plain):
    return {**KEY, **{name: items.encode(value) for name, value in plain.items()}, "version": {"N": "1"}}


def change(before, after):
    return writes.difference(
        TABLE,
        KEY,
        before,
        after,
        condition="#version = :seen",
        names={"#version": "version"},
        values={":seen": before["version"]},
    )


def test_a_difference_turns_one_row_into_the_other_and_touches_nothing_else(cloud):
    client = cloud.client("dynamodb")

    @seeded(120)
    @given(rows, rows, rows)
    def check(before, after, foreign):
        beside = {f"beside_{name}": items.encode(value) for name, value in foreign.items()}
        start, end = typed(before), {**typed(after), "version": {"N": "2"}}
        client.put_item(TableName=TABLE, Item={**start, **beside})
        arguments = change(start, end)
        client.update_item(**arguments)
        assert client.get_item(TableName=TABLE, Key=KEY)["Item"] == {**end, **beside}
        named = set(arguments["ExpressionAttributeNames"].values())
        assert named == {name for name in {*start, *end} if start.get(name) != end.get(name)} | {"version"}

    check()


def test_a_failed_condition_is_a_conflict_and_writes_nothing(cloud):
    client = cloud.client("dynamodb")
    client.put_item(TableName=TABLE, Item={**KEY, "version": {"N": "7"}})
    with pytest.raises(ConflictError) as conflict, writes.refusals():
        client.update_item(**change(typed({"a": 1}), {**typed({"a": 2}), "version": {"N": "2"}}))
    assert conflict.value.failed == (0,)
    assert cloud.rows(TABLE) == [{**KEY, "version": {"N": "7"}}]


def put(name, condition="attribute_not_exists(pk)"):
    item = {"pk": {"S": name}, "sk": {"S": "HEAD"}}
    return {"Put": {"TableName": TABLE, "Item": item, "ConditionExpression": condition}}


def test_a_transaction_writes_all_or_nothing_and_names_the_failed_positions(cloud):
    client = cloud.client("dynamodb")
    writes.transact(client, [put("one"), put("two")])
    with pytest.raises(ConflictError) as conflict:
        writes.transact(client, [put("three"), put("one"), put("four"), put("two")])
    assert conflict.value.failed == (1, 3)
    assert {row["pk"]["S"] for row in cloud.rows(TABLE)} == {"one", "two"}


def test_one_write_is_no_transaction_and_means_the_same(cloud):
    asked = []
    client = SimpleNamespace(put_item=lambda **put: asked.append(put), update_item=None, delete_item=None)
    writes.transact(client, [put("one")])
    assert asked == [put("one")["Put"]]
    writes.transact(cloud.client("dynamodb"), [put("one")])
    with pytest.raises(ConflictError) as conflict:
        writes.transact(cloud.client("dynamodb"), [put("one")])
    assert conflict.value.failed == (0,)


def failing(code, reasons=()):
    """A client whose every call ends in this error of DynamoDB's; moto knows no clash of transactions."""
    response = {"Error": {"Code": code, "Message": "m"}, "CancellationReasons": [{"Code": one} for one in reasons]}

    def call(**_arguments):
        raise ClientError(response, "call")

    return SimpleNamespace(transact_write_items=call, update_item=call)


def test_a_clash_of_transactions_is_a_conflict_without_positions():
    with pytest.raises(ConflictError) as conflict:
        writes.transact(failing("TransactionCanceledException", ["None", "TransactionConflict"]), [])
    assert conflict.value.failed == ()
    with pytest.raises(ConflictError) as conflict:
        writes.transact(failing("TransactionCanceledException", ["TransactionConflict", "ConditionalCheckFailed"]), [])
    assert conflict.value.failed == (1,)


def test_a_single_write_that_meets_a_transaction_is_a_conflict_without_positions():
    with pytest.raises(ConflictError) as conflict, writes.refusals():
        failing("TransactionConflictException").update_item()
    assert conflict.value.failed == ()


@pytest.mark.parametrize("reasons", [["ThrottlingError"], ["ValidationError", "None"], []])
def test_a_transaction_that_the_store_could_not_do_is_no_conflict(reasons):
    with pytest.raises(ClientError):
        writes.transact(failing("TransactionCanceledException", reasons), [])


@pytest.mark.parametrize(
    "code", ["ProvisionedThroughputExceededException", "InternalServerError", "AccessDeniedException"]
)
def test_a_fault_of_the_store_passes_as_it_is(code):
    with pytest.raises(ClientError, match=code):
        writes.transact(failing(code), [])
    with pytest.raises(ClientError, match=code), writes.refusals():
        failing(code).update_item()


def test_a_query_reads_every_page(cloud):
    client = cloud.client("dynamodb")
    for number in range(7):
        client.put_item(TableName=TABLE, Item={"pk": {"S": "a"}, "sk": {"S": str(number)}})
    found = writes.query(
        client,
        TableName=TABLE,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "a"}},
        Limit=2,
    )
    assert [row["sk"]["S"] for row in found] == list("0123456")
