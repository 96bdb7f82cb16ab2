"""From a real table to the function: shapes, filters, order, and where reading begins again."""

import json
from dataclasses import replace

import pytest

from infra.local import clients, emulator, process
from infra.local.filters import read as read_filters
from infra.local.mappings import StreamMapping
from infra.local.pump import Pump
from infra.local.streams import TRUST_ITERATOR_S
from tests.local.conftest import make_table
from tests.local.recorder import Recorder, item_of, refuses
from tests.support.emulator import running_emulator


def mapping(recorder, table, **settings):
    return StreamMapping("Step.Stream", recorder.function(), table.stream_arn, **settings)


def test_a_record_has_the_shape_that_lambda_gives_it(table, clock, emulator_client):
    # AWS Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB", example event, read 2026-11;
    # binary values in base64: "Tutorial: Process new items with DynamoDB Streams and Lambda", read 2026-11.
    recorder = Recorder(item_of)
    fields = {"n": {"N": "1.5"}, "raw": {"B": b"\xff\x00"}, "list": {"L": [{"M": {"deep": {"BS": [b"x"]}}}]}}
    table.put("a", **fields)
    Pump([mapping(recorder, table)], emulator_client).drain(clock)
    (record,) = recorder.events[0]["Records"]
    assert set(record) == {
        "eventID",
        "eventName",
        "eventVersion",
        "eventSource",
        "awsRegion",
        "dynamodb",
        "eventSourceARN",
    }
    assert set(record["dynamodb"]) == {
        "ApproximateCreationDateTime",
        "Keys",
        "NewImage",
        "SequenceNumber",
        "SizeBytes",
        "StreamViewType",
    }
    assert (record["eventName"], record["eventSource"]) == ("INSERT", "aws:dynamodb")
    assert record["eventSourceARN"] == table.stream_arn
    assert record["dynamodb"]["Keys"] == {"pk": {"S": "a"}}
    assert record["dynamodb"]["NewImage"] == {
        "pk": {"S": "a"},
        "n": {"N": "1.5"},
        "raw": {"B": "/wA="},
        "list": {"L": [{"M": {"deep": {"BS": ["eA=="]}}}]},
    }
    assert isinstance(record["dynamodb"]["ApproximateCreationDateTime"], int)
    assert record["dynamodb"]["SequenceNumber"].isdigit()


def test_a_record_that_no_filter_accepts_is_dropped_and_passed_over(table, clock, emulator_client):
    recorder = Recorder(item_of)
    pattern = json.dumps({"dynamodb": {"NewImage": {"state": {"S": ["received"]}}}})
    accepted = read_filters({"Filters": [{"Pattern": pattern}]}, "Step.Stream")
    pump = Pump([mapping(recorder, table, filters=accepted)], emulator_client)
    table.put("a", state={"S": "received"})
    table.put("b", state={"S": "ignored"})
    table.put("c", state={"S": "received"})
    pump.drain(clock)
    assert recorder.calls == [["a", "c"]]


def test_a_write_that_changes_nothing_rings_nobody(table, clock, emulator_client):
    # Amazon DynamoDB Developer Guide, "Change data capture for DynamoDB Streams": an item that is
    # written as it was makes no record. Read 2026-11.
    recorder = Recorder(item_of)
    pump = Pump([mapping(recorder, table)], emulator_client)
    table.put("a", n={"N": "1"})
    table.put("a", n={"N": "1"})
    pump.drain(clock)
    assert recorder.calls == [["a"]]


def test_changes_of_one_item_stay_in_order_over_lanes(table, clock, emulator_client):
    seen = {}

    def number(record):
        key = item_of(record)
        seen.setdefault(key, []).append(int(record["dynamodb"]["NewImage"]["n"]["N"]))
        return key

    recorder = Recorder(number)
    pump = Pump([mapping(recorder, table, lanes=4, batch_size=3)], emulator_client)
    for n in range(5):
        for key in "abcdefgh":
            table.put(key, n={"N": str(n)})
    pump.drain(clock)
    assert seen == {key: [0, 1, 2, 3, 4] for key in "abcdefgh"}


def test_more_than_a_page_of_dropped_records_does_not_end_the_draining(table, clock, emulator_client, monkeypatch):
    monkeypatch.setattr("infra.local.streams.PAGE", 2)
    accepted = read_filters({"Filters": [{"Pattern": '{"dynamodb":{"Keys":{"pk":{"S":["z"]}}}}'}]}, "Step.Stream")
    recorder = Recorder(item_of)
    table.put("a", "b", "c", "d", "e", "z")
    Pump([mapping(recorder, table, filters=accepted)], emulator_client).drain(clock)
    assert recorder.calls == [["z"]]


def test_a_new_pump_takes_up_after_what_the_last_one_finished(table, clock, emulator_client, tmp_path):
    first, second = Recorder(item_of), Recorder(item_of)
    table.put("a", "b")
    Pump([mapping(first, table)], emulator_client, checkpoints=tmp_path / "c.json").drain(clock)
    table.put("c")
    Pump([mapping(second, table)], emulator_client, checkpoints=tmp_path / "c.json").drain(clock)
    assert (first.calls, second.calls) == ([["a", "b"]], [["c"]])


def test_what_was_read_but_not_finished_comes_again_in_the_next_life(table, clock, emulator_client, tmp_path):
    first, second = Recorder(item_of, refuses("b")), Recorder(item_of)
    table.put("a", "b", "c")
    pump = Pump([mapping(first, table, batch_size=1)], emulator_client, checkpoints=tmp_path / "c.json")
    (stream,) = pump._streams
    stream.read(clock.now)
    for _ in range(2):  # a succeeds, b fails and waits
        stream.lanes[0].step(clock.now)
    pump.stop()
    Pump([mapping(second, table)], emulator_client, checkpoints=tmp_path / "c.json").drain(clock)
    assert first.calls == [["a"], ["b"]]
    assert second.calls == [["b", "c"]]


@pytest.mark.parametrize("written", ["", "{", '{"Step.Stream %s": "000000000000000000000000000001"}'])
def test_a_checkpoint_that_is_refused_or_broken_means_the_oldest_record(
    written, table, clock, emulator_client, tmp_path
):
    recorder = Recorder(item_of)
    file = tmp_path / "c.json"
    file.write_text(written.replace("%s", table.stream_arn))
    table.put("a")
    Pump([mapping(recorder, table)], emulator_client, checkpoints=file).drain(clock)
    assert recorder.calls == [["a"]]


def test_no_record_is_passed_over_when_the_emulator_was_restarted(tmp_path, clock):
    """Its iterators count from the start of its life: an old one would point behind new records."""
    with running_emulator(tmp_path) as home:
        client = clients.of(home.emulator_url)
        table = make_table(client, "restarted")
        recorder = Recorder(item_of)
        pump = Pump([mapping(recorder, table)], client)
        table.put("a", "b", "c")
        pump.drain(clock)
        emulator.stop(home)
        assert process.ensure(home.folder, emulator.describe(home))
        table.put("d")
        pump.drain(clock)
        assert recorder.calls == [["a", "b", "c"], ["d"]]


def test_an_iterator_is_not_trusted_for_longer_than_a_restart_takes():
    assert TRUST_ITERATOR_S < 0.3


def test_ages_are_measured_by_the_readers_clock(table, clock, emulator_client):
    """A test that moved its clock by a day must not find every record too old."""
    recorder = Recorder(item_of)
    clock.advance(86_400)
    table.put("a")
    Pump([mapping(recorder, table, max_age_s=60)], emulator_client).drain(clock)
    assert recorder.calls == [["a"]]


def test_a_stream_that_is_not_there_is_an_error_at_start(table, emulator_client):
    absent = replace(mapping(Recorder(item_of), table), stream_arn=table.stream_arn.replace(table.name, "absent"))
    with pytest.raises(emulator_client("dynamodbstreams").exceptions.ResourceNotFoundException):
        Pump([absent], emulator_client)
