"""Rows, and queries, scans and other reads of them, that the simulated tables and the emulator must answer alike."""

from typing import Any

from tests.simulate.agreement_cases import TABLE, Call, Case

SETTINGS = "SettingsTable"


def row(sk: str, **attributes: Any) -> dict[str, Any]:
    return {"pk": {"S": "@p"}, "sk": {"S": sk}, **attributes}


def key(sk: str, pk: str = "@p") -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def put(item: dict[str, Any], table: str = TABLE) -> Call:
    return ("put_item", {"TableName": table, "Item": item})


def delete(sk: str, **more: Any) -> Call:
    return ("delete_item", {"TableName": TABLE, "Key": key(sk), **more})


def transact(*writes: dict[str, Any], **more: Any) -> Call:
    return ("transact_write_items", {"TransactItems": list(writes), **more})


def indexed(sk: str, due: str, queue: str, **more: Any) -> dict[str, Any]:
    return row(
        sk,
        due_pk={"S": "@due"},
        due_sk={"S": due},
        queue_pk={"S": "@queue"},
        queue_sk={"S": queue},
        brand={"S": "shop"},
        hidden={"S": "not shown"},
        **more,
    )


ROWS = [
    put(indexed("A", "3", "9", holder={"S": "ana"}, lease_until={"S": "5"})),
    put(indexed("B", "2", "8", holder={"S": "bob"})),
    put(indexed("C", "2", "7", holder={"S": "ana"})),
    put(indexed("D", "1", "6")),
    put(row("E", due_pk={"S": "@due"}, big={"S": "x" * 3000})),
    put(row("F#1", number={"N": "1"})),
    put(row("F#2", number={"N": "2"})),
    put(row("F#é", number={"N": "3"})),
    put(row("F$")),
    put({"pk": {"S": "@other"}, "sk": {"S": "A"}}),
]
BY_KEY = {":p": {"S": "@p"}}
QUERIES: tuple[dict[str, Any], ...] = (
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "@nobody"}}},
    {
        "KeyConditionExpression": "#p = :p",
        "ExpressionAttributeNames": {"#p": "pk"},
        "ExpressionAttributeValues": BY_KEY,
    },
    *(
        {
            "KeyConditionExpression": f"pk = :p AND sk {sign} :s",
            "ExpressionAttributeValues": {**BY_KEY, ":s": {"S": at}},
        }
        for sign in ("=", "<", "<=", ">", ">=")
        for at in ("C", "BB", "F#é")
    ),
    *(
        {
            "KeyConditionExpression": "pk = :p AND begins_with(sk, :s)",
            "ExpressionAttributeValues": {**BY_KEY, ":s": {"S": start}},
        }
        for start in ("F#", "F", "F#é", "Z")
    ),
    {"KeyConditionExpression": "sk = :s AND pk = :p", "ExpressionAttributeValues": {**BY_KEY, ":s": {"S": "A"}}},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY, "ConsistentRead": True},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY, "ScanIndexForward": False},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY, "Select": "COUNT"},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY, "Limit": 3},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY, "Limit": 3, "ScanIndexForward": False},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY, "Limit": 3, "Select": "COUNT"},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY, "Limit": 100},
    {
        "KeyConditionExpression": "pk = :p",
        "ExpressionAttributeValues": BY_KEY,
        "Limit": 2,
        "ExclusiveStartKey": key("B"),
    },
    {
        "KeyConditionExpression": "pk = :p",
        "ExpressionAttributeValues": BY_KEY,
        "Limit": 2,
        "ScanIndexForward": False,
        "ExclusiveStartKey": key("D"),
    },
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY, "ProjectionExpression": "pk, sk"},
    {
        "KeyConditionExpression": "pk = :p",
        "ExpressionAttributeValues": BY_KEY,
        "ProjectionExpression": "#n, absent",
        "ExpressionAttributeNames": {"#n": "number"},
    },
    {
        "KeyConditionExpression": "pk = :p",
        "FilterExpression": "holder = :h",
        "ExpressionAttributeValues": {**BY_KEY, ":h": {"S": "ana"}},
    },
    {
        "KeyConditionExpression": "pk = :p",
        "FilterExpression": "#n > :one",
        "ExpressionAttributeNames": {"#n": "number"},
        "ExpressionAttributeValues": {**BY_KEY, ":one": {"N": "1.0"}},
    },
    {
        "KeyConditionExpression": "pk = :p",
        "FilterExpression": "holder = :h",
        "ExpressionAttributeValues": {**BY_KEY, ":h": {"S": "ana"}},
        "Limit": 2,
    },
    {
        "KeyConditionExpression": "due_pk = :d",
        "IndexName": "due-index",
        "ExpressionAttributeValues": {":d": {"S": "@due"}},
    },
    {
        "KeyConditionExpression": "due_pk = :d",
        "IndexName": "due-index",
        "ExpressionAttributeValues": {":d": {"S": "@due"}},
        "ScanIndexForward": False,
    },
    {
        "KeyConditionExpression": "due_pk = :d AND due_sk < :u",
        "IndexName": "due-index",
        "ExpressionAttributeValues": {":d": {"S": "@due"}, ":u": {"S": "3"}},
        "Select": "COUNT",
    },
    *(
        {
            "KeyConditionExpression": f"due_pk = :d AND due_sk {sign} :u",
            "IndexName": "due-index",
            "ExpressionAttributeValues": {":d": {"S": "@due"}, ":u": {"S": "2"}},
        }
        for sign in ("<", "<=", "=", ">=", ">")
    ),
    {
        "KeyConditionExpression": "due_pk = :d",
        "IndexName": "due-index",
        "ExpressionAttributeValues": {":d": {"S": "@due"}},
        "Limit": 1,
    },
    {
        "KeyConditionExpression": "due_pk = :d",
        "IndexName": "due-index",
        "ExpressionAttributeValues": {":d": {"S": "@due"}},
        "ExclusiveStartKey": {**key("D"), "due_pk": {"S": "@due"}, "due_sk": {"S": "1"}},
    },
    {
        "KeyConditionExpression": "queue_pk = :q",
        "IndexName": "queue-index",
        "ExpressionAttributeValues": {":q": {"S": "@queue"}},
    },
    {
        "KeyConditionExpression": "queue_pk = :q",
        "IndexName": "queue-index",
        "FilterExpression": "attribute_not_exists(lease_until) OR lease_until <= :at",
        "ExpressionAttributeValues": {":q": {"S": "@queue"}, ":at": {"S": "4"}},
        "ScanIndexForward": False,
    },
    {
        "KeyConditionExpression": "queue_pk = :q",
        "IndexName": "queue-index",
        "FilterExpression": "holder = :by AND lease_until > :at",
        "ExpressionAttributeValues": {":q": {"S": "@queue"}, ":at": {"S": "4"}, ":by": {"S": "ana"}},
    },
    {
        "KeyConditionExpression": "due_pk = :d",
        "IndexName": "due-index",
        "ExpressionAttributeValues": {":d": {"S": "@due"}},
        "ConsistentRead": True,
    },
    {
        "KeyConditionExpression": "due_pk = :d",
        "IndexName": "no-index",
        "ExpressionAttributeValues": {":d": {"S": "@due"}},
    },
    {"KeyConditionExpression": "sk = :s", "ExpressionAttributeValues": {":s": {"S": "A"}}},
    {"KeyConditionExpression": "pk > :p", "ExpressionAttributeValues": BY_KEY},
    {"KeyConditionExpression": "pk = :p AND brand = :b", "ExpressionAttributeValues": {**BY_KEY, ":b": {"S": "shop"}}},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"N": "1"}}},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": ""}}},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {**BY_KEY, ":unused": {"S": "x"}}},
    {"KeyConditionExpression": "pk = :p"},
    {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY, "Limit": 0},
    {
        "KeyConditionExpression": "pk = :p",
        "ExpressionAttributeValues": BY_KEY,
        "ExclusiveStartKey": {"pk": {"S": "@p"}},
    },
)
SCANS: tuple[dict[str, Any], ...] = (
    {"FilterExpression": "pk = :p", "ExpressionAttributeValues": BY_KEY},
    {
        "FilterExpression": "begins_with(pk, :p) AND holder = :h",
        "ExpressionAttributeValues": {**BY_KEY, ":h": {"S": "ana"}},
    },
)
GETS: tuple[dict[str, Any], ...] = (
    {"Key": key("A")},
    {"Key": key("nobody")},
    {"Key": key("A"), "ProjectionExpression": "brand, sk"},
    {"Key": {"pk": {"S": "@p"}}},
    {"Key": {**key("A"), "brand": {"S": "shop"}}},
    {"Key": {"pk": {"S": "@p"}, "sk": {"N": "1"}}},
    {"Key": {"pk": {"S": ""}, "sk": {"S": "A"}}},
    {"Key": key("A"), "TableName": "no-such-table"},
)
BATCHES: tuple[dict[str, Any], ...] = (
    {TABLE: {"Keys": [key("A"), key("C"), key("nobody")]}},
    {TABLE: {"Keys": [key("A"), key("A")]}},
    {TABLE: {"Keys": [key(str(number)) for number in range(100)]}},
    {TABLE: {"Keys": [key(str(number)) for number in range(101)]}},
    {TABLE: {"Keys": [{"pk": {"S": "@p"}}]}},
    {TABLE: {"Keys": [key("A")]}, SETTINGS: {"Keys": [key("B")]}},
    {"no-such-table": {"Keys": [key("A")]}},
)


def reads() -> list[Case]:
    calls: list[Call] = [("query", {"TableName": TABLE, **query}) for query in QUERIES]
    calls += [("get_item", {"TableName": TABLE, **get}) for get in GETS]
    calls += [("batch_get_item", {"RequestItems": batch}) for batch in BATCHES]
    return [("reads", [*ROWS, *calls])]


def scans() -> list[Case]:
    return [("scans", [*ROWS, *(("scan", {"TableName": TABLE, **scan}) for scan in SCANS)])]
