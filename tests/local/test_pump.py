"""The pump in threads: it survives its emulator, and stops without breaking off what runs."""

import threading
import time
from datetime import timedelta

import pytest

from infra.local import clients, emulator, process
from infra.local.mappings import QueueMapping, StreamMapping
from infra.local.pump import Pump
from tests.local.conftest import make_letters, make_table
from tests.local.recorder import Recorder, body_of, item_of
from tests.support.emulator import running_emulator

PATIENCE_S = 15


def eventually(holds):
    """Looks until it holds. The threads under test run in real time."""
    give_up_at = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < give_up_at, "it did not come"
        threading.Event().wait(0.02)


@pytest.fixture
def pumps():
    """Starts pumps, and stops them whatever happens."""
    started = []

    def start(pump):
        pump.start()
        started.append(pump)
        return pump

    yield start
    for pump in started:
        pump.stop()


def test_streams_and_queues_reach_their_functions_in_real_time(table, letters, emulator_client, pumps):
    changes, messages = Recorder(item_of), Recorder(body_of)
    pumps(
        Pump(
            [
                StreamMapping("Step.Stream", changes.function(), table.stream_arn, lanes=2),
                QueueMapping("Step.Queue", messages.function(), letters.arn, max_concurrency=2),
            ],
            emulator_client,
        )
    )
    table.put(*"abcdef")
    letters.send(*"abcdef")
    eventually(lambda: sorted(changes.seen) == list("abcdef") == sorted(messages.seen))


def test_a_failing_function_is_called_again_in_real_time(table, emulator_client, pumps):
    once = iter([ValueError()])

    def fail_once(marks):
        for error in once:
            raise error

    recorder = Recorder(item_of, fail_once)
    pump = pumps(Pump([StreamMapping("Step.Stream", recorder.function(), table.stream_arn)], emulator_client))
    table.put("a")
    eventually(lambda: recorder.calls == [["a"], ["a"]])
    assert [type(failure.cause) for failure in pump.failures] == [ValueError]


def test_no_more_messages_are_in_work_than_the_mapping_allows(letters, emulator_client, pumps):
    running, most, lock = [0], [0], threading.Lock()
    gate = threading.Event()

    def busy(marks):
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        gate.wait(PATIENCE_S)
        with lock:
            running[0] -= 1

    recorder = Recorder(body_of, busy)
    pumps(
        Pump(
            [QueueMapping("Step.Queue", recorder.function(), letters.arn, batch_size=1, max_concurrency=2)],
            emulator_client,
        )
    )
    letters.send(*"abcd")
    eventually(lambda: running[0] == 2)
    gate.set()
    eventually(lambda: len(recorder.calls) == 4)
    assert most[0] == 2


def test_stop_waits_for_a_running_function_and_keeps_its_result(table, clock, emulator_client, tmp_path):
    started, gate, done = threading.Event(), threading.Event(), []

    def slow(marks):
        started.set()
        gate.wait(PATIENCE_S)
        done.extend(marks)

    checkpoints = tmp_path / "c.json"
    mapping = StreamMapping("Step.Stream", Recorder(item_of, slow).function(), table.stream_arn)
    pump = Pump([mapping], emulator_client, checkpoints=checkpoints)
    pump.start()
    table.put("a")
    assert started.wait(PATIENCE_S)
    stopping = threading.Thread(target=pump.stop)
    stopping.start()
    assert stopping.is_alive()
    gate.set()
    stopping.join(PATIENCE_S)
    assert done == ["a"]
    again = Recorder(item_of)
    following = StreamMapping("Step.Stream", again.function(), table.stream_arn)
    Pump([following], emulator_client, checkpoints=checkpoints).drain(clock)
    assert again.calls == []


def test_a_restart_of_the_emulator_does_not_end_the_pump(tmp_path, pumps):
    with running_emulator(tmp_path) as home:
        client = clients.of(home.emulator_url)
        table, letters = make_table(client, "pumped"), make_letters(client, "pumped")
        changes, messages = Recorder(item_of), Recorder(body_of)
        pumps(
            Pump(
                [
                    StreamMapping("Step.Stream", changes.function(), table.stream_arn),
                    QueueMapping("Step.Queue", messages.function(), letters.arn),
                ],
                client,
            )
        )
        table.put("a")
        letters.send("a")
        eventually(lambda: changes.calls == [["a"]] and messages.calls == [["a"]])
        emulator.stop(home)
        process.ensure(home.folder, emulator.describe(home))
        table.put("b")
        letters.send("b")
        eventually(lambda: changes.calls == [["a"], ["b"]] and messages.calls == [["a"], ["b"]])


def test_a_pump_that_never_rests_says_so(letters, clock, emulator_client, monkeypatch):
    monkeypatch.setattr("infra.local.pump.STEPS_AT_MOST", 20)
    queue = letters.client

    def ring_again(marks):
        queue.send_message(QueueUrl=letters.url, MessageBody="again")

    recorder = Recorder(body_of, ring_again)
    pump = Pump([QueueMapping("Step.Queue", recorder.function(), letters.arn)], emulator_client)
    letters.send("first")
    with pytest.raises(RuntimeError, match="does not come to rest"):
        pump.drain(clock)


def test_a_failure_names_the_place_but_no_data(table, clock, emulator_client, caplog):
    def fail(marks):
        raise ValueError("the secret text")

    recorder = Recorder(item_of, fail)
    mapping = StreamMapping("Step.Stream", recorder.function(), table.stream_arn, max_retries=0)
    table.put("a")
    Pump([mapping], emulator_client).drain(clock)
    assert "Step failed: ValueError at tests/local/test_pump.py:" in caplog.text
    assert "secret" not in caplog.text


def test_what_is_held_for_later_is_sent_when_the_clock_comes_there(letters, clock, emulator_client):
    started = clock.now
    recorder = Recorder(body_of)
    pump = Pump([QueueMapping("Step.Queue", recorder.function(), letters.arn)], emulator_client)
    pump.hold(clock.now + timedelta(seconds=600), lambda: letters.send("later"))
    pump.hold(clock.now + timedelta(seconds=10), lambda: letters.send("sooner"))
    pump.drain(clock)
    assert recorder.calls == [["sooner"], ["later"]]
    assert clock.now == started + timedelta(seconds=600)
