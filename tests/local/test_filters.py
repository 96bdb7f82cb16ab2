"""Event filters. Pinned to the AWS Lambda Developer Guide, read 2026-11: (1) "Control which events Lambda
sends to your function", filter rule syntax; (2) "Using event filtering with an Amazon SQS event source".
"""

import json

import pytest

from infra.local import filters
from shared.errors import ConfigurationError

RECORD = {
    "eventName": "INSERT",
    "dynamodb": {"NewImage": {"state": {"S": "received"}, "pk": {"S": "MENTION#x-1"}, "again": {"BOOL": True}}},
    "count": 7,
    "empty": "",
    "nothing": None,
    "tags": ["red", "blue"],
}


def read(*patterns):
    return filters.read({"Filters": [{"Pattern": json.dumps(pattern)} for pattern in patterns]}, "Step.Event")


@pytest.mark.parametrize(
    ("pattern", "accepted"),
    [
        ({"eventName": ["INSERT"]}, True),
        ({"eventName": ["MODIFY", "INSERT"]}, True),
        ({"eventName": ["insert"]}, False),
        ({"eventName": ["INSERT"], "count": [8]}, False),
        ({"dynamodb": {"NewImage": {"state": {"S": ["received"]}}}}, True),
        ({"dynamodb": {"NewImage": {"state": {"S": ["ignored"]}}}}, False),
        ({"dynamodb": {"OldImage": {"state": {"S": ["received"]}}}}, False),
        ({"dynamodb": {"NewImage": {"again": {"BOOL": [True]}}}}, True),
        ({"dynamodb": {"NewImage": {"pk": {"S": [{"prefix": "MENTION#"}]}}}}, True),
        ({"dynamodb": {"NewImage": {"pk": {"S": [{"prefix": "CASE#"}]}}}}, False),
        ({"dynamodb": {"NewImage": {"pk": {"S": [{"suffix": "-1"}]}}}}, True),
        ({"eventName": [{"anything-but": ["REMOVE"]}]}, True),
        ({"eventName": [{"anything-but": "INSERT"}]}, False),
        ({"eventName": [{"anything-but": {"prefix": "INS"}}]}, False),
        ({"absent": [{"anything-but": ["x"]}]}, False),
        ({"eventName": [{"equals-ignore-case": "insert"}]}, True),
        ({"absent": [{"exists": False}]}, True),
        ({"absent": [{"exists": True}]}, False),
        ({"eventName": [{"exists": True}]}, True),
        ({"dynamodb": [{"exists": True}]}, False),  # exists looks at leaves only
        ({"count": [7]}, True),
        ({"count": ["7"]}, False),
        ({"count": [{"numeric": [">", 5, "<=", 7]}]}, True),
        ({"count": [{"numeric": ["=", 8]}]}, False),
        ({"eventName": [{"numeric": ["=", 8]}]}, False),
        ({"empty": [""]}, True),
        ({"nothing": [None]}, True),
        ({"absent": [None]}, False),
        ({"tags": ["blue"]}, True),
        ({"$or": [{"count": [8]}, {"eventName": ["INSERT"]}]}, True),
        ({"$or": [{"count": [8]}, {"eventName": ["MODIFY"]}]}, False),
    ],
)
def test_a_pattern_accepts_as_documented(pattern, accepted):  # (1)
    assert filters.accepts(read(pattern), RECORD) is accepted


def test_one_of_several_filters_is_enough_and_none_at_all_accepts_everything():  # (1)
    assert filters.accepts(read({"count": [1]}, {"count": [7]}), RECORD)
    assert not filters.accepts(read({"count": [1]}, {"count": [2]}), RECORD)
    assert filters.accepts(filters.read(None, "Step.Event"), RECORD)


@pytest.mark.parametrize(
    ("pattern", "body", "accepted"),
    [
        ({"body": {"kind": ["a"]}}, '{"kind": "a"}', True),
        ({"body": {"kind": ["a"]}}, '{"kind": "b"}', False),
        ({"body": {"kind": ["a"]}}, "plain", False),
        ({"body": ["plain"]}, "plain", True),
        ({"body": ["plain"]}, '{"kind": "a"}', False),
        ({"body": [{"numeric": ["=", 1]}]}, "1", False),
    ],
)
def test_the_body_of_a_message_is_read_as_json_where_it_is_an_object(pattern, body, accepted):  # (2)
    assert filters.accepts_message(read(pattern), {"messageId": "1", "body": body}) is accepted


@pytest.mark.parametrize(
    "pattern",
    [
        {"a": [{"wildcard": "*"}]},
        {"a": [{"prefix": "x", "suffix": "y"}]},
        {"a": [{"numeric": ["~", 1]}]},
        {"a": []},
        {"a": "text"},
        {"a": [["x"]]},
        {"a": {}},
        {},
        [],
        {"$or": [{"a": [{"cidr": "10.0.0.0/8"}]}]},
        {"$or": []},
        {"$or": {"a": ["x"]}},
    ],
)
def test_what_is_not_understood_stops_the_start_and_names_the_mapping(pattern):
    with pytest.raises(ConfigurationError, match=r"Step\.Event"):
        read(pattern)


def test_a_pattern_that_is_no_json_stops_the_start():
    with pytest.raises(ConfigurationError, match="no JSON"):
        filters.read({"Filters": [{"Pattern": "{"}]}, "Step.Event")
