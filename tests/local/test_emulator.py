"""The emulator: private, durable, and what Heed relies on in it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infra.local import clients, emulator, process
from tests.local.conftest import make_letters, make_table
from tests.support.emulator import running_emulator
from tests.support.sockets import addresses_of

PATIENCE_S = 15


@pytest.fixture
def home(tmp_path):
    with running_emulator(tmp_path) as made:
        yield made


def test_the_private_names_that_snapshots_use_are_still_there(home):
    """`snapshots.py` needs two names of ministack that nobody promised to keep, and how it saves its state."""
    code = (
        "import inspect; from ministack import app; from ministack.core import persistence; "
        "assert app._MAIN_LOOP is None; assert callable(app._build_persistence_save_dict); "
        "assert list(inspect.signature(persistence.save_state).parameters) == ['service', 'data']; "
        "assert 'save_state(' in inspect.getsource(persistence.save_all)"
    )
    python = emulator.describe(home).command[0]
    subprocess.run((python, "-c", code), check=True, env={"PATH": os.environ["PATH"]})


def test_it_listens_on_loopback_only(home):
    if sys.platform != "linux":
        pytest.skip("listening sockets are read from /proc, which is Linux's")
    found = process.running(home.folder, emulator.NAME)
    make_letters(clients.of(home.emulator_url), "listening")
    make_table(clients.of(home.emulator_url), "listening")
    assert addresses_of(found.pid) == {(home.emulator_port, "127.0.0.1")}


def test_a_polite_stop_keeps_everything(home):
    client = clients.of(home.emulator_url)
    table, letters = make_table(client, "kept"), make_letters(client, "kept")
    table.put("a", "b")
    letters.send("message")
    emulator.stop(home)
    process.ensure(home.folder, emulator.describe(home))
    assert client("dynamodb").scan(TableName="kept")["Count"] == 2
    assert client("sqs").receive_message(QueueUrl=letters.url)["Messages"][0]["Body"] == "message"
    assert client("dynamodb").describe_table(TableName="kept")["Table"]["LatestStreamArn"] == table.stream_arn


def test_a_kill_loses_at_most_the_last_two_seconds(home):
    client = clients.of(home.emulator_url)
    table, letters = make_table(client, "killed"), make_letters(client, "killed")
    secrets = client("secretsmanager")
    arn = secrets.create_secret(Name="killed", SecretString="kept")["ARN"]
    letters.send("message")
    table.put(*(f"item-{number}" for number in range(200)))
    _wait_for_snapshot(home.folder / "emulator" / "dynamodb.json", "item-199")
    _wait_for_snapshot(home.folder / "emulator" / "sqs.json", "message")
    _wait_for_snapshot(home.folder / "emulator" / "secretsmanager.json", "kept")
    _kill(home)
    process.ensure(home.folder, emulator.describe(home))
    assert client("dynamodb").scan(TableName="killed")["Count"] == 200
    assert client("sqs").receive_message(QueueUrl=letters.url)["Messages"][0]["Body"] == "message"
    assert secrets.get_secret_value(SecretId=arn)["SecretString"] == "kept"


def test_a_snapshot_comes_within_its_interval_while_writing_goes_on(home):
    table = make_table(clients.of(home.emulator_url), "busy")
    started = time.monotonic()
    written = 0
    while "item-0" not in _text(home.folder / "emulator" / "dynamodb.json"):
        table.put(f"item-{written}")
        written += 1
        assert time.monotonic() - started < PATIENCE_S
    assert written > 10
    assert time.monotonic() - started < 2 + 3  # one interval, and a generous allowance for a busy machine


def test_an_idle_emulator_writes_nothing(home):
    make_table(clients.of(home.emulator_url), "idle")
    file = home.folder / "emulator" / "dynamodb.json"
    _wait_for_snapshot(file, '"idle"')
    before = file.stat().st_mtime_ns
    marker = home.folder / "emulator" / "sqs.json"
    for number in range(2):  # two more snapshots pass, which write the queues only
        make_letters(clients.of(home.emulator_url), f"later-{number}")
        _wait_for_snapshot(marker, f"later-{number}")
    assert file.stat().st_mtime_ns == before


def _kill(home):
    found = process.running(home.folder, emulator.NAME)
    os.kill(found.pid, signal.SIGKILL)
    give_up_at = time.monotonic() + PATIENCE_S
    while process.running(home.folder, emulator.NAME):
        assert time.monotonic() < give_up_at


def _wait_for_snapshot(file: Path, text: str) -> None:
    give_up_at = time.monotonic() + PATIENCE_S
    while text not in _text(file):
        assert time.monotonic() < give_up_at, "no snapshot came"


def _text(file: Path) -> str:
    return file.read_text() if file.exists() else ""
