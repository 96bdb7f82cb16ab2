"""Writes and transactions that the simulated tables and the emulator must answer alike, and where they do not."""

from typing import Any

from tests.simulate.agreement_cases import KEY, NO, PUT, STORED, TABLE, A, Call, Case
from tests.simulate.agreement_queries import BY_KEY, ROWS, SETTINGS, delete, key, put, row, transact

MISSING = "attribute_not_exists(pk)"
_new = {"Put": {"TableName": TABLE, "Item": row("new"), "ConditionExpression": MISSING}}
_add = {
    "Update": {
        "TableName": TABLE,
        "Key": key("count"),
        "UpdateExpression": "ADD hits :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }
}
_fails = {"ConditionCheck": {"TableName": TABLE, "Key": key("A"), "ConditionExpression": MISSING}}
_holds = {"ConditionCheck": {"TableName": TABLE, "Key": key("A"), "ConditionExpression": "attribute_exists(pk)"}}
_gone = {"Delete": {"TableName": TABLE, "Key": key("A")}}
_shows = {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
_wrong_type = {
    "Update": {
        "TableName": TABLE,
        "Key": key("A"),
        "UpdateExpression": "ADD brand :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }
}
TRANSACTIONS: dict[str, tuple[Call, ...]] = {
    "all": (transact(_new, _add, _holds), transact(_new, _add)),
    "one fails": (transact(_add, _fails, _new),),
    "two fail": (
        transact(_fails, _add, {"Put": {"TableName": TABLE, "Item": row("B"), "ConditionExpression": MISSING}}),
    ),
    "shown": (transact(_add, {"ConditionCheck": {**_fails["ConditionCheck"], **_shows}}),),
    "shown though absent": (
        transact(
            {
                "Delete": {
                    "TableName": TABLE,
                    "Key": key("nobody"),
                    "ConditionExpression": "attribute_exists(pk)",
                    **_shows,
                }
            }
        ),
    ),
    "delete": (transact(_gone, _new), ("get_item", {"TableName": TABLE, "Key": key("A")})),
    "delete of nothing": (transact({"Delete": {"TableName": TABLE, "Key": key("nobody")}}, _add),),
    "a put that changes nothing": (transact({"Put": {"TableName": TABLE, "Item": row("F$")}}, _add),),
    "one row twice": (transact(_gone, _holds),),
    "nothing": (transact(),),
    "a hundred": (transact(*({"Put": {"TableName": TABLE, "Item": row(str(number))}} for number in range(100))),),
    "too many": (transact(*({"Put": {"TableName": TABLE, "Item": row(str(number))}} for number in range(101))),),
    "two tables": (transact(_add, {"Put": {"TableName": SETTINGS, "Item": row("new")}}),),
    "an empty key": (transact(_add, {"Put": {"TableName": TABLE, "Item": row("")}}),),
    "an empty index key": (transact(_add, {"Put": {"TableName": TABLE, "Item": row("A", due_pk={"S": ""})}}),),
    "an index key of another type": (
        transact(_add, {"Put": {"TableName": TABLE, "Item": row("A", due_pk={"N": "1"}, due_sk={"S": "1"})}}),
    ),
    "a large item": (transact(_add, {"Put": {"TableName": TABLE, "Item": row("A", text={"S": "x" * 409_600})}}),),
    "a wrong operand": (transact(_add, _wrong_type),),
    "no such table": (transact(_add, {"Delete": {"TableName": "no-such-table", "Key": key("A")}}),),
    "the same token": (transact(_add, ClientRequestToken="@token"), transact(_add, ClientRequestToken="@token")),
    "the token of another": (
        transact(_add, ClientRequestToken="@token"),
        transact(_add, _new, ClientRequestToken="@token"),
    ),
    "the token of what failed": (
        transact(_add, _fails, ClientRequestToken="@token"),
        delete("A"),
        transact(_add, _fails, ClientRequestToken="@token"),
    ),
    "another token": (transact(_add, ClientRequestToken="@one"), transact(_add, ClientRequestToken="@two")),
    "a check before a row of the same transaction": (
        transact(
            {"Put": {"TableName": TABLE, "Item": row("first")}},
            {"ConditionCheck": {"TableName": TABLE, "Key": key("second"), "ConditionExpression": MISSING}},
        ),
    ),
}
_conditional = {"ConditionExpression": "#t = :x", "ExpressionAttributeNames": {"#t": "text"}}
WRITES: dict[str, tuple[Call, ...]] = {
    "put without a key": (put({"pk": {"S": "@p"}}),),
    "put with a key of another type": (put({"pk": {"S": "@p"}, "sk": {"N": "1"}}),),
    "put with an empty key": (put(row("")),),
    "put with an empty index key": (put(row("A", due_pk={"S": ""}, due_sk={"S": "1"})),),
    "put with an index key of another type": (put(row("A", due_pk={"N": "1"}, due_sk={"S": "1"})),),
    "put of a long key": (put(row("x" * 1024)), put(row("x" * 1025))),
    "put of a large item": (put(row("A", text={"S": "x" * 409_000})), put(row("B", text={"S": "é" * 205_000}))),
    "put of bytes": (put(row("A", body={"B": b"\x00\xff" * 10})), ("get_item", {"TableName": TABLE, "Key": key("A")})),
    "put of numbers": (
        put(
            row("A", **{f"n{place}": {"N": text} for place, text in enumerate(("1.0", "1e-5", "00.10", "-1E3", "+4"))})
        ),
        ("get_item", {"TableName": TABLE, "Key": key("A")}),
    ),
    "put twice": (put(row("A", a={"S": "1"})), put(row("A", a={"S": "1"})), put(row("A", b={"S": "1"}))),
    "put of another form of the same number": (put(row("A", a={"N": "1"})), put(row("A", a={"N": "1.0"}))),
    "put over": (PUT, put({**KEY, "only": A}), ("get_item", {"TableName": TABLE, "Key": KEY})),
    "a refused put": (PUT, ("put_item", {"TableName": TABLE, "Item": STORED, "ConditionExpression": MISSING})),
    "a refused put that shows": (
        PUT,
        ("put_item", {"TableName": TABLE, "Item": STORED, "ConditionExpression": MISSING, **_shows}),
    ),
    "a refused update": (
        PUT,
        (
            "update_item",
            {
                "TableName": TABLE,
                "Key": KEY,
                "UpdateExpression": "SET brand = :x",
                **_conditional,
                "ExpressionAttributeValues": {":x": NO},
                **_shows,
            },
        ),
    ),
    "delete": (put(row("A")), delete("A"), delete("A"), ("get_item", {"TableName": TABLE, "Key": key("A")})),
    "a refused delete": (
        put(row("A", text=A)),
        delete("A", **_conditional, ExpressionAttributeValues={":x": NO}),
        delete("A", **_conditional, ExpressionAttributeValues={":x": A}),
        delete("A", ConditionExpression="attribute_exists(pk)"),
    ),
    "a name that is not there": (delete("A", ConditionExpression="attribute_exists(#x)"),),
    "a name too many": (delete("A", ConditionExpression=MISSING, ExpressionAttributeNames={"#x": "x"}),),
    "a name without an expression": (delete("A", ExpressionAttributeNames={"#x": "x"}),),
    "no values": (delete("A", ConditionExpression=MISSING, ExpressionAttributeValues={}),),
    "values without an expression": (delete("A", ExpressionAttributeValues={":x": A}),),
    "an index key comes, moves and goes": tuple(
        call
        for change in ("SET due_pk = :p, due_sk = :a", "SET due_sk = :b", "SET brand = :a", "REMOVE due_sk")
        for call in (
            (
                "update_item",
                {
                    "TableName": TABLE,
                    "Key": key("A"),
                    "UpdateExpression": change,
                    **(
                        {
                            "ExpressionAttributeValues": {
                                name: {"S": value}
                                for name, value in ((":p", "@due"), (":a", "1"), (":b", "2"))
                                if name in change
                            }
                        }
                        if ":" in change
                        else {}
                    ),
                },
            ),
            (
                "query",
                {
                    "TableName": TABLE,
                    "IndexName": "due-index",
                    "KeyConditionExpression": "due_pk = :p",
                    "ExpressionAttributeValues": {":p": {"S": "@due"}},
                },
            ),
        )
    ),
}


def transactions() -> list[Case]:
    return [(f"{place}", [*ROWS, *calls]) for place, calls in enumerate(TRANSACTIONS.values())]


def writes() -> list[Case]:
    return [(f"write: {name}", [*calls]) for name, calls in WRITES.items()]


# Where the emulator is known to answer otherwise than DynamoDB: the calls, our last answer, and what it follows.
DIFFERENT: dict[str, tuple[list[Call], Any, str]] = {
    "one path twice in an update": (
        [
            (
                "update_item",
                {
                    "TableName": TABLE,
                    "Key": key("A"),
                    "UpdateExpression": "SET brand = :v, brand = :v",
                    "ExpressionAttributeValues": {":v": A},
                },
            )
        ],
        ["refused", "ValidationException"],
        "Amazon DynamoDB Developer Guide, Update expressions: an attribute can be in one clause only (read 2026-11)",
    ),
    "a filter of a key": (
        [
            (
                "query",
                {
                    "TableName": TABLE,
                    "KeyConditionExpression": "pk = :p",
                    "FilterExpression": "sk = :s",
                    "ExpressionAttributeValues": {**BY_KEY, ":s": {"S": "A"}},
                },
            )
        ],
        ["refused", "ValidationException"],
        "Amazon DynamoDB API Reference, Query, FilterExpression: it cannot contain key attributes (read 2026-11)",
    ),
    "a key that is none, in a transaction": (
        [transact(_add, {"Delete": {"TableName": TABLE, "Key": {"pk": {"S": "@p"}}}})],
        ["refused", "TransactionCanceledException", [("None", None), ("ValidationError", None)]],
        "Observed on DynamoDB by github.com/paritysuite/dynamodb-conformance, pull request 60 (read 2026-11)",
    ),
}
