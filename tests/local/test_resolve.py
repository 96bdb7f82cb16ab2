"""Values of a template, resolved; what is not understood stops the start."""

import pytest

from infra.local.resolve import Identity, Resolver
from shared.errors import ConfigurationError

TEMPLATE = {
    "Parameters": {"Shards": {"Default": 4}, "Mail": {"Default": ""}, "Url": {}},
    "Conditions": {
        "HasMail": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Mail"}, ""]}]},
        "Both": {"Fn::And": [{"Condition": "HasMail"}, {"Fn::Equals": [{"Ref": "Shards"}, "4"]}]},
        "Either": {"Fn::Or": [{"Condition": "HasMail"}, {"Fn::Equals": [{"Ref": "Shards"}, 4]}]},
        "Odd": {"Fn::Contains": []},
    },
    "Mappings": {"Sizes": {"small": {"memory": 128}}},
}


def identify(logical_id):
    if logical_id != "Table":
        raise ConfigurationError(f"refers to {logical_id}")
    return Identity("heed-Table", {"Arn": "arn:table", "StreamArn": "arn:stream"})


def value(written, **parameters):
    return Resolver(TEMPLATE, "heed", {"Url": "http://x", **parameters}, identify).value(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"Ref": "Shards"}, 4),
        ({"Ref": "Url"}, "http://x"),
        ({"Ref": "Table"}, "heed-Table"),
        ({"Ref": "AWS::Region"}, "eu-west-1"),
        ({"Fn::GetAtt": ["Table", "Arn"]}, "arn:table"),
        ({"Fn::GetAtt": "Table.StreamArn"}, "arn:stream"),
        (
            {"Fn::Sub": "${AWS::StackName}-${Shards}-${Table}-${Table.Arn}-${!kept}"},
            "heed-4-heed-Table-arn:table-${kept}",
        ),
        ({"Fn::Sub": ["${own}/${Url}", {"own": {"Ref": "Shards"}}]}, "4/http://x"),
        ({"Fn::Join": [":", ["a", {"Ref": "Shards"}]]}, "a:4"),
        ({"Fn::FindInMap": ["Sizes", "small", "memory"]}, 128),
        ({"Fn::If": ["HasMail", "yes", "no"]}, "no"),
        ({"Fn::If": ["Either", "yes", "no"]}, "yes"),
        ({"Fn::If": ["Both", "yes", "no"]}, "no"),
        ({"a": {"Fn::If": ["HasMail", 1, {"Ref": "AWS::NoValue"}]}, "b": [{"Ref": "AWS::NoValue"}, 2]}, {"b": [2]}),
        ({"deep": [{"deeper": {"Ref": "Table"}}]}, {"deep": [{"deeper": "heed-Table"}]}),
    ],
)
def test_a_value_is_resolved(written, expected):
    assert value(written) == expected


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ({"Fn::ImportValue": "x"}, "Fn::ImportValue"),
        ({"Fn::GetAtt": ["Table", "Colour"]}, r"Table\.Colour"),
        ({"Ref": "Absent"}, "Absent"),
        ({"Fn::If": ["Absent", 1, 2]}, "Absent"),
        ({"Fn::If": ["Odd", 1, 2]}, "Fn::Contains"),
        ({"Fn::FindInMap": ["Sizes", "large", "memory"]}, r"Sizes\.large\.memory"),
    ],
)
def test_what_is_not_known_stops_the_start_by_name(written, names):
    with pytest.raises(ConfigurationError, match=names):
        value(written)


def test_a_parameter_without_a_value_or_of_another_name_stops_the_start():
    with pytest.raises(ConfigurationError, match="Url has no default"):
        Resolver(TEMPLATE, "heed", {}, identify)
    with pytest.raises(ConfigurationError, match="no parameter Colour"):
        Resolver(TEMPLATE, "heed", {"Url": "x", "Colour": "red"}, identify)
