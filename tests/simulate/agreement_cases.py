"""Calls that the simulated tables and the emulator must answer alike. `@x` is a text of the case's own."""

from itertools import product
from typing import Any

Call = tuple[str, dict[str, Any]]
Case = tuple[str, list[Call]]

TABLE = "MentionsTable"
KEY = {"pk": {"S": "@row"}, "sk": {"S": "HEAD"}}
STORED = {
    **KEY,
    "text": {"S": "m"},
    "accented": {"S": "é"},
    "number": {"N": "10"},
    "fraction": {"N": "0.5"},
    "bytes": {"B": b"\x80"},
    "yes": {"BOOL": True},
    "nothing": {"NULL": True},
    "list": {"L": [{"S": "a"}, {"N": "1"}]},
    "map": {"M": {"inner": {"N": "1"}}},
    "empty": {"S": ""},
}
GET: Call = ("get_item", {"TableName": TABLE, "Key": KEY, "ConsistentRead": True})
PUT: Call = ("put_item", {"TableName": TABLE, "Item": STORED})

# attribute: the values that it is compared with
COMPARED: dict[str, tuple[dict[str, Any], ...]] = {
    "text": ({"S": "m"}, {"S": "l"}, {"S": "mm"}, {"S": "M"}, {"N": "1"}, {"B": b"m"}),
    "accented": ({"S": "z"}, {"S": "\U0001f600"}, {"S": "é"}),
    "number": ({"N": "10"}, {"N": "10.0"}, {"N": "9"}, {"N": "1E1"}, {"N": "100"}, {"N": "-10"}, {"S": "10"}),
    "fraction": ({"N": ".5"}, {"N": "0.50"}, {"N": "0.49"}),
    "bytes": ({"B": b"\x80"}, {"B": b"\x7f"}, {"B": b"\x80\x00"}, {"S": "x"}),
    "absent": ({"S": "m"}, {"N": "1"}),
    "empty": ({"S": ""}, {"S": "a"}),
}
EQUALLED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("yes", {"BOOL": True}),
    ("yes", {"BOOL": False}),
    ("yes", {"S": "true"}),
    ("nothing", {"NULL": True}),
    ("list", {"L": [{"S": "a"}, {"N": "1"}]}),
    ("list", {"L": [{"S": "a"}, {"N": "1.0"}]}),
    ("list", {"L": [{"N": "1"}, {"S": "a"}]}),
    ("list", {"L": [{"S": "a"}]}),
    ("map", {"M": {"inner": {"N": "1"}}}),
    ("map", {"M": {"inner": {"N": "1.00"}}}),
    ("map", {"M": {"inner": {"N": "2"}}}),
    ("map", {"M": {}}),
    ("absent", {"NULL": True}),
)
COMPARISONS: tuple[tuple[str, dict[str, Any]], ...] = (
    *(
        (f"#a {sign} :v", {"#a": name, ":v": value})
        for name, values in COMPARED.items()
        for value, sign in product(values, ("=", "<>", "<", "<=", ">", ">="))
    ),
    *((f"#a {sign} :v", {"#a": name, ":v": value}) for (name, value), sign in product(EQUALLED, ("=", "<>"))),
)
A, B, NO = {"S": "m"}, {"N": "10"}, {"S": "no"}
# text, and what its names and values stand for
LOGIC: tuple[tuple[str, dict[str, Any]], ...] = (
    ("attribute_exists(pk)", {}),
    ("attribute_not_exists(pk)", {}),
    ("attribute_exists(absent)", {}),
    ("attribute_not_exists(absent)", {}),
    ("attribute_exists(nothing)", {}),
    ("attribute_exists(#a)", {"#a": "text"}),
    ("attribute_exists(#a)", {"#a": "with.dot"}),
    ("begins_with(accented, :v)", {":v": {"S": "é"}}),
    ("begins_with(pk, :v)", {":v": {"S": "@r"}}),
    ("begins_with(pk, :v)", {":v": {"S": "r"}}),
    ("begins_with(#a, :v)", {"#a": "bytes", ":v": {"B": b"\x80"}}),
    ("begins_with(absent, :v)", {":v": {"S": "x"}}),
    ("begins_with(#a, :v)", {"#a": "empty", ":v": {"S": "x"}}),
    ("begins_with(accented, :v)", {":v": {"S": ""}}),
    ("contains(#a, :v)", {"#a": "list", ":v": {"S": "a"}}),
    ("contains(#a, :v)", {"#a": "list", ":v": {"S": "b"}}),
    ("contains(#a, :v)", {"#a": "list", ":v": {"N": "1.0"}}),
    ("contains(#a, :v)", {"#a": "list", ":v": {"S": "1"}}),
    ("contains(pk, :v)", {":v": {"S": "row"}}),
    ("contains(pk, :v)", {":v": {"S": "no"}}),
    ("contains(#a, :v)", {"#a": "number", ":v": {"S": "1"}}),
    ("contains(absent, :v)", {":v": {"S": "a"}}),
    ("#t = :m AND #n = :n", {"#t": "text", "#n": "number", ":m": A, ":n": B}),
    ("#t = :m AND #n = :x", {"#t": "text", "#n": "number", ":m": A, ":x": NO}),
    ("#t = :x OR #n = :n", {"#t": "text", "#n": "number", ":x": NO, ":n": B}),
    ("#t = :x OR #n = :x", {"#t": "text", "#n": "number", ":x": NO}),
    ("NOT #t = :m", {"#t": "text", ":m": A}),
    ("NOT #t = :x", {"#t": "text", ":x": NO}),
    ("NOT #t = :m AND #t = :x", {"#t": "text", ":m": A, ":x": NO}),
    ("NOT (#t = :m AND #t = :x)", {"#t": "text", ":m": A, ":x": NO}),
    ("#t = :m OR #t = :x AND #n = :x", {"#t": "text", "#n": "number", ":m": A, ":x": NO}),
    ("(#t = :m OR #t = :x) AND #n = :x", {"#t": "text", "#n": "number", ":m": A, ":x": NO}),
    ("NOT NOT #t = :m", {"#t": "text", ":m": A}),
    ("((#t = :m))", {"#t": "text", ":m": A}),
    ("#t = :m and not #n = :x", {"#t": "text", "#n": "number", ":m": A, ":x": NO}),
    ("#t=:m", {"#t": "text", ":m": A}),
    ("#t = #n", {"#t": "text", "#n": "number"}),
    ("#t = #t", {"#t": "text"}),
    (":m = #t", {"#t": "text", ":m": A}),
    ("fraction < #n", {"#n": "number"}),
    ("attribute_not_exists(absent) OR absent <= :v", {":v": {"N": "1"}}),
    ("attribute_not_exists(fraction) OR fraction < :v", {":v": {"N": "1"}}),
)
# each applied to the stored row and to a row that is not there
UPDATES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("SET #a = :v", {"#a": "text", ":v": {"S": "new"}}),
    ("SET fresh = :v", {":v": {"N": "1.50"}}),
    ("SET fresh = :v", {":v": {"N": "1E3"}}),
    ("SET fresh = :v", {":v": {"N": "-0.0"}}),
    ("SET fresh = :v", {":v": {"N": "007"}}),
    ("SET fresh = :v", {":v": {"M": {"a": {"L": [{"N": "2.0"}, {"BOOL": False}]}}}}),
    ("SET fresh = :v", {":v": {"B": b"\x00\xff"}}),
    ("SET fresh = :v", {":v": {"NULL": True}}),
    ("SET fresh = :v", {":v": {"S": ""}}),
    ("SET fresh = :v", {":v": {"L": []}}),
    ("SET fresh = :v, accented = :v", {":v": {"S": "x"}}),
    ("SET #a = :same", {"#a": "text", ":same": {"S": "m"}}),
    ("SET fresh = if_not_exists(fresh, :v)", {":v": {"S": "x"}}),
    ("SET #a = if_not_exists(#a, :v), accented = :v", {"#a": "text", ":v": {"S": "x"}}),
    ("REMOVE #a", {"#a": "text"}),
    ("REMOVE absent", {}),
    ("REMOVE accented, fraction, #a", {"#a": "map"}),
    ("SET #a = :v REMOVE #b", {"#a": "text", "#b": "number", ":v": {"S": "x"}}),
    ("REMOVE #b SET #a = :v", {"#a": "text", "#b": "number", ":v": {"S": "x"}}),
    ("ADD hits :one", {":one": {"N": "1"}}),
    ("ADD fraction :one", {":one": {"N": "1"}}),
    ("ADD fraction :one", {":one": {"N": "-0.5"}}),
    ("ADD #a :one", {"#a": "number", ":one": {"N": "1E2"}}),
    ("SET fresh = :v ADD #a :one", {"#a": "number", ":one": {"N": "1"}, ":v": {"S": "x"}}),
    ("set fresh = :v add #a :one remove accented", {"#a": "number", ":one": {"N": "1"}, ":v": {"S": "x"}}),
    ("ADD #a :one", {"#a": "text", ":one": {"N": "1"}}),
    ("ADD accented :v", {":v": {"S": "x"}}),
    ("SET pk = :v", {":v": {"S": "x"}}),
    ("SET #k = :v", {"#k": "sk", ":v": {"S": "HEAD"}}),
    ("REMOVE sk", {}),
    ("", {}),
    ("SET due_pk = :v", {":v": {"N": "1"}}),
    ("SET due_pk = :v", {":v": {"S": ""}}),
    ("SET fresh = :v", {}),
    ("SET #a = :v", {":v": {"S": "x"}}),
    ("SET fresh = :v", {":v": {"S": "x"}, ":unused": {"S": "y"}}),
    ("SET fresh = :v", {":v": {"S": "x"}, "#unused": "y"}),
    ("SET fresh = :v", {":v": {"N": "nan"}}),
    ("SET fresh = :v", {":v": {"N": "1" * 39}}),
    ("SET fresh = :v", {":v": {"N": "1" * 38}}),
    ("SET fresh = :v", {":v": {"N": "1E126"}}),
    ("SET fresh = :v", {":v": {"N": "1E-131"}}),
    ("SET fresh = :v", {":v": {"N": "9.9E125"}}),
    ("SET fresh = :v", {":v": {"N": "1E-130"}}),
    ("SET fresh = :v", {":v": {"S": "x" * 409_600}}),
)


def arguments(text: str, stands_for: dict[str, Any], parameter: str) -> dict[str, Any]:
    """An expression with its names and values, as a call takes them."""
    names = {name: value for name, value in stands_for.items() if name[0] == "#"}
    values = {name: value for name, value in stands_for.items() if name[0] == ":"}
    return {
        parameter: text,
        **({"ExpressionAttributeNames": names} if names else {}),
        **({"ExpressionAttributeValues": values} if values else {}),
    }


def conditions() -> list[Case]:
    """Every condition in one write that it allows or refuses. The row is the same before and after."""
    return [
        (
            f"condition-{number}",
            [
                PUT,
                (
                    "put_item",
                    {
                        "TableName": TABLE,
                        "Item": {**STORED, "told": {"S": text}},
                        **arguments(text, stands_for, "ConditionExpression"),
                        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
                    },
                ),
            ],
        )
        for number, (text, stands_for) in enumerate((*COMPARISONS, *LOGIC))
    ]


def updates() -> list[Case]:
    """Every update of a row that stands, again, and of one that does not."""
    cases: list[Case] = []
    for number, (text, stands_for) in enumerate(UPDATES):
        call = ("update_item", {"TableName": TABLE, "Key": KEY, **arguments(text, stands_for, "UpdateExpression")})
        cases.append((f"update-{number}", [PUT, call, GET, call, GET]))
        cases.append((f"update-of-nothing-{number}", [call, GET]))
    return cases
