"""The order of `heed up` with a template of two functions: what comes up, what is left, what is said."""

import http.client
import os
import signal
import socket
import threading
import time

import pytest

from infra.local import emulator, process, run
from shared.errors import ConfigurationError
from tests.local import handlers
from tests.support.emulator import free_home
from tests.support.sockets import addresses_of

PATIENCE_S = 15

TEMPLATE = {
    "Parameters": {"OidcIssuer": {}, "OidcClientId": {}, "DeskUrl": {}},
    "Resources": {
        "Things": {
            "Type": "AWS::DynamoDB::Table",
            "Properties": {
                "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
            },
        },
        "Door": {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "Handler": "tests.local.handlers.door",
                "Environment": {"Variables": {"THINGS_TABLE": {"Ref": "Things"}, "DESK_URL": {"Ref": "DeskUrl"}}},
                "Events": {"Web": {"Type": "HttpApi", "Properties": {"Path": "/things/{name}", "Method": "POST"}}},
            },
        },
        "Follower": {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "Handler": "tests.local.handlers.follower",
                "Events": {
                    "Changes": {"Type": "DynamoDB", "Properties": {"Stream": {"Fn::GetAtt": ["Things", "StreamArn"]}}}
                },
            },
        },
    },
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own. The stand-in servers are left out: tests/flow runs the whole."""
    monkeypatch.setattr(run.template_file, "load", lambda: TEMPLATE)
    monkeypatch.setattr(run, "standins", lambda home: ())
    monkeypatch.setattr(run, "TALKS_TO_PLATFORMS", ())
    before = dict(os.environ)
    handlers.followed.clear()
    made = free_home(tmp_path / "home")
    yield made
    run.stop(made)
    os.environ.clear()
    os.environ.update(before)


def post(home, name):
    connection = http.client.HTTPConnection("127.0.0.1", home.port, timeout=PATIENCE_S)
    connection.request("POST", f"/things/{name}", b"{}")
    status = connection.getresponse().status
    connection.close()
    return status


def eventually(holds):
    give_up_at = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < give_up_at, "it did not come"
        threading.Event().wait(0.02)


def test_a_request_becomes_a_row_and_the_row_an_event(home):
    seeded = []
    said = []
    with run.up(home, [lambda client, variables: seeded.append(variables["THINGS_TABLE"])], said.append) as system:
        assert post(home, "a") == 200
        eventually(lambda: handlers.followed == ["a"])
        assert system.client("dynamodb").scan(TableName="heed-Things")["Count"] == 1
        assert os.environ["DESK_URL"] == home.url
    assert seeded == ["heed-Things"]
    assert said == [f"the emulator of AWS started, port {home.emulator_port}"]
    assert '{"event": "stored"}' in (home.folder / "heed.log").read_text()


def test_the_emulator_and_what_it_stores_outlive_the_run(home):
    said = []
    with run.up(home, [], said.append):
        post(home, "a")
        eventually(lambda: handlers.followed == ["a"])
    process.require_free_port(home.port, "the next run")
    with run.up(home, [], said.append) as system:
        assert system.client("dynamodb").scan(TableName="heed-Things")["Count"] == 1
        post(home, "b")
        eventually(lambda: handlers.followed == ["a", "b"])  # a is not followed twice
    assert said[1] == f"the emulator of AWS runs on from before, port {home.emulator_port}"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_it_in_order(home, number):
    said = []
    before = signal.getsignal(signal.SIGTERM)
    with run.up(home, [], said.append):
        threading.Timer(0.2, os.kill, (os.getpid(), number)).start()
        run.wait()
    assert said[-1] == "stopping: waiting for what is in work"
    process.require_free_port(home.port, "the test")
    assert process.running(home.folder, run.NAME) is None
    assert process.running(home.folder, emulator.NAME) is not None
    assert signal.getsignal(signal.SIGTERM) == before


def test_an_error_in_the_block_is_not_swallowed(home):
    with pytest.raises(ValueError, match="mine"), run.up(home, [], lambda text: None):
        raise ValueError("mine")
    process.require_free_port(home.port, "the test")


def test_stop_and_status_name_what_runs(home):
    with run.up(home, [], lambda text: None):
        assert {name for name, found in run.status(home).items() if found} == {"heed", "emulator"}
    assert run.stop(home) == ["emulator"]
    assert not any(run.status(home).values())
    assert run.stop(home) == []


def test_a_taken_port_stops_before_anything_was_started(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", home.port))
        taken.listen()
        with pytest.raises(ConfigurationError, match=rf"Port {home.port}, which the API and the desk needs"):
            run.up(home, [], lambda text: None).__enter__()
    assert not any(run.status(home).values())


def test_a_second_run_in_the_same_home_is_told_of_the_first(home):
    with run.up(home, [], lambda text: None), pytest.raises(ConfigurationError, match="runs here already"):
        run.up(home, [], lambda text: None).__enter__()


def test_other_commands_find_the_running_stack_or_say_how_to_start_it(home):
    with pytest.raises(ConfigurationError, match="make run"):
        run.connect(home)
    with run.up(home, [], lambda text: None) as system:
        assert run.connect(home).variables == system.variables


def test_every_socket_of_the_run_is_on_loopback(home):
    with run.up(home, [], lambda text: None):
        post(home, "a")
        found = addresses_of(os.getpid())
        assert (home.port, "127.0.0.1") in found
        assert {address for _, address in found} == {"127.0.0.1"}


def test_nothing_in_the_environment_leads_to_a_real_account(home):
    environment = {
        "AWS_PROFILE": "work",
        "AWS_SESSION_TOKEN": "real",
        "AWS_ENDPOINT_URL_SQS": "https://elsewhere",
        "AWS_ACCESS_KEY_ID": "real",
        "PATH": "/bin",
    }
    run.set_environment(home, {"MENTIONS_TABLE": "heed-MentionsTable"}, environment)
    assert "real" not in environment.values()
    assert "https://elsewhere" not in environment.values()
    assert "AWS_PROFILE" not in environment
    assert environment["AWS_ENDPOINT_URL"] == home.emulator_url
    assert environment["MENTIONS_TABLE"] == "heed-MentionsTable"
    assert environment["PATH"] == "/bin"
