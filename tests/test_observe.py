"""What may be logged: ids, codes and counts, one JSON line each."""

import json

import pytest

from shared import observe


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_is_json_with_its_event_and_fields(capsys):
    observe.log("case", case_id="c1", mention_id="m1", code=None)
    observe.log("failed", level="ERROR", function="reply")
    assert lines(capsys) == [
        {"level": "INFO", "event": "case", "case_id": "c1", "mention_id": "m1"},
        {"level": "ERROR", "event": "failed", "function": "reply"},
    ]


@pytest.mark.parametrize("field", ["text", "author_name", "author_id", "body", "headers", "token", "url", "error"])
def test_a_field_that_may_not_be_logged_is_refused(capsys, field):
    with pytest.raises(ValueError, match=f"may be logged: {field}"):
        observe.log("case", **{field: "x"})
    with pytest.raises(ValueError, match=f"may be logged: {field}"):
        observe.metric("Heartbeat", 1, **{field: "x"})
    assert lines(capsys) == []


@pytest.mark.parametrize("name", observe.METRICS)
def test_a_metric_names_its_unit_and_dimensions_and_brings_them(capsys, name):
    unit, dimensions = observe.METRICS[name]
    observe.metric(name, 3, **dict.fromkeys(dimensions, "x"))
    (line,) = lines(capsys)
    (described,) = line["_aws"]["CloudWatchMetrics"]
    assert (described["Namespace"], described["Metrics"]) == ("Heed", [{"Name": name, "Unit": unit}])
    assert list(dimensions) in described["Dimensions"]
    assert ([] in described["Dimensions"]) == (not dimensions or name in observe.TOTALS)
    assert line[name] == 3
    assert set(dimensions) <= line.keys()


def test_a_metric_that_nobody_described_is_a_mistake():
    with pytest.raises(KeyError):
        observe.metric("Invented", 1)


def test_a_failure_is_logged_by_its_kind_and_passes_on(capsys):
    with pytest.raises(KeyError), observe.failures("review", mention_id="m1"):
        raise KeyError("what a stranger wrote")
    assert lines(capsys) == [
        {"level": "ERROR", "event": "failed", "function": "review", "error_type": "KeyError", "mention_id": "m1"}
    ]
    with observe.failures("review"):
        pass
    with pytest.raises(KeyboardInterrupt), observe.failures("review"):
        raise KeyboardInterrupt
    assert lines(capsys) == []
