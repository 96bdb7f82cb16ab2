"""A large delivery's parts, handed out by the stream: stored, dropped, and named where they fail."""

import json

import pytest

from functions.ingest.fan_out import fan_out
from shared.domain.mention import State
from tests.support.made import NOW
from tests.support.world import body, id_of

TABLE = "DeliveriesTable"


def parts(world):
    """The stream's records of the parts that stand, in the order of their rows."""
    rows = sorted(world.cloud.rows(TABLE, "ENVELOPE#"), key=lambda row: row["sk"]["S"])
    return [record(row, str(number)) for number, row in enumerate(rows)]


def record(image, number, name="INSERT"):
    keys = {key: image[key] for key in ("pk", "sk")}
    return {"eventName": name, "dynamodb": {"Keys": keys, "NewImage": image, "SequenceNumber": number}}


def deliver(world, count, text="hello there"):
    assert world.deliver(body(*(f"p{number}" for number in range(count)), text=text)) == 200


def failures(answer):
    return [failed["itemIdentifier"] for failed in answer["batchItemFailures"]]


@pytest.mark.parametrize("entries", [1, 25])
def test_up_to_25_entries_are_stored_before_the_answer(world, entries):
    assert world.deliver(body(*(f"p{number}" for number in range(entries)))) == 200
    assert len(world.all()) == entries
    assert world.cloud.rows("DeliveriesTable") == []


def test_more_than_25_entries_go_through_an_envelope(world):
    assert world.deliver(body(*(f"p{number}" for number in range(26)))) == 200
    assert world.all() == []
    assert sum(len(row["events"]["L"]) for row in world.cloud.rows("DeliveriesTable", "ENVELOPE#")) == 26


def test_every_event_of_a_part_is_stored_as_if_it_had_come_alone(world):
    deliver(world, 60)
    world.later(minutes=3)
    assert failures(fan_out(parts(world), world.ingest_ports())) == []
    assert {one.mention_id for one in world.all()} == {id_of(f"p{number}") for number in range(60)}
    assert {(one.state, one.received_at, one.due_at, one.via) for one in world.all()} == {
        (State.RECEIVED, NOW, NOW, "push")  # the time of the delivery, so that the sweep sees how late it is
    }
    assert world.cloud.rows(TABLE) == []


def test_a_part_that_is_handed_out_twice_changes_nothing(world):
    deliver(world, 30)
    records = parts(world)
    fan_out(records, world.ingest_ports())
    before = world.cloud.rows()
    assert failures(fan_out(records, world.ingest_ports())) == []
    assert world.cloud.rows() == before


def test_the_failing_part_is_named_kept_and_stored_by_the_next_try(world):
    deliver(world, 60, text="hello " * 1666)
    records = parts(world)
    assert len(records) > 2
    broken = records[1]["dynamodb"]["NewImage"]["events"]["L"][0]["M"]
    kind = broken.pop("kind")
    assert failures(fan_out(records, world.ingest_ports())) == ["1"]
    assert len(parts(world)) == len(records) - 1
    broken["kind"] = kind
    assert failures(fan_out(records[1:], world.ingest_ports())) == []
    assert len(world.all()) == 60
    assert parts(world) == []


def test_a_part_that_the_table_refuses_is_kept(world, capsys):
    deliver(world, 30)
    ports = world.ingest_ports()
    ports.mentions.table = "NoSuchTable"
    assert failures(fan_out(parts(world), ports)) == ["0"]
    assert len(parts(world)) == 1
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (line["event"], line["level"], line["error_type"]) == (
        "part_not_stored",
        "ERROR",
        "ResourceNotFoundException",
    )


def test_what_is_no_part_is_passed_over(world):
    world.deliver(b"garbage")
    (kept,) = world.cloud.rows(TABLE)
    gone = {"eventName": "REMOVE", "dynamodb": {"Keys": {}, "SequenceNumber": "1"}}
    assert failures(fan_out([record(kept, "0"), gone], world.ingest_ports())) == []
    assert len(world.cloud.rows(TABLE)) == 1


def test_deletes_in_a_large_delivery_leave_no_text(world):
    deliver(world, 30)
    assert world.deliver(body(*(f"p{number}" for number in range(30)), kind="deleted")) == 200
    for records in (reversed(parts(world)), parts(world)):
        fan_out(list(records), world.ingest_ports())
    assert {(one.state, one.text) for one in world.all()} == {(State.WITHDRAWN, None)}
