"""Background processes: started once, adopted, replaced, stopped; and clear words when something is in the way."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from infra.local import process
from infra.local.process import Background
from shared.errors import ConfigurationError
from tests.support.emulator import free_home

PATIENCE_S = 15

SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(int(sys.argv[2])); self.send_header("content-length", "0"); self.end_headers()
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.fixture
def home(tmp_path):
    made = free_home(tmp_path / "home")
    yield made
    process.stop(made.folder, "server")


def server(port, status=200, code=SERVER):
    command = (sys.executable, "-c", code, str(port), str(status))
    return Background("server", "the test server", command, port, "/health", {})


def test_it_is_started_once_and_then_adopted(home):
    assert process.ensure(home.folder, server(home.port)) is True
    first = process.running(home.folder, "server")
    assert process.ensure(home.folder, server(home.port)) is False
    assert process.running(home.folder, "server") == first
    assert first.port == home.port


def test_it_lives_in_a_session_of_its_own_and_outlives_its_starter(home):
    code = (
        "import sys; from pathlib import Path; from infra.local import process; "
        "from infra.local.process import Background; import os, signal; "
        f"process.ensure(Path({str(home.folder)!r}), Background('server', 'x', (sys.executable, '-c', {SERVER!r}, "
        f"'{home.port}', '200'), {home.port}, '/', {{}})); os.killpg(0, signal.SIGKILL)"
    )
    starter = subprocess.run((sys.executable, "-c", code), cwd=process.ROOT, start_new_session=True, check=False)
    assert starter.returncode == -signal.SIGKILL
    assert process.ensure(home.folder, server(home.port)) is False


def test_stop_ends_it_and_waits_until_its_port_is_free(home):
    process.ensure(home.folder, server(home.port))
    pid = process.running(home.folder, "server").pid
    assert process.stop(home.folder, "server") is True
    process.require_free_port(home.port, "the test")
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert process.stop(home.folder, "server") is False


def test_one_that_ignores_the_polite_signal_is_ended_with_force(home, monkeypatch):
    monkeypatch.setattr(process, "STOP_WITHIN_S", 0.3)
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVER
    process.ensure(home.folder, server(home.port, code=stubborn))
    assert process.stop(home.folder, "server") is True


def test_a_pid_that_belongs_to_a_stranger_by_now_is_left_alone(home):
    """After a reboot the number in the file may be anybody's. Ours would hold the lock."""
    (home.folder / "server.pid").write_text(f'{{"pid": {os.getpid()}, "port": {home.port}}}')
    assert process.running(home.folder, "server") is None
    assert process.stop(home.folder, "server") is False


def test_one_on_another_port_is_replaced(home):
    process.ensure(home.folder, server(home.port))
    first = process.running(home.folder, "server")
    assert process.ensure(home.folder, server(home.port + 1)) is True
    second = process.running(home.folder, "server")
    assert (second.port, second.pid == first.pid) == (home.port + 1, False)


def test_one_that_is_no_longer_healthy_is_replaced(home, monkeypatch):
    monkeypatch.setattr(process, "ADOPT_WITHIN_S", 0.2)
    process.ensure(home.folder, server(home.port))
    first = process.running(home.folder, "server")
    os.kill(first.pid, signal.SIGSTOP)
    monkeypatch.setattr(process, "STOP_WITHIN_S", 0.2)
    assert process.ensure(home.folder, server(home.port)) is True
    assert process.running(home.folder, "server").pid != first.pid


def test_a_taken_port_names_the_port_and_the_remedy(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", home.port))
        taken.listen()
        with pytest.raises(ConfigurationError, match=rf"Port {home.port}, which the test server needs.*HEED_PORT"):
            process.ensure(home.folder, server(home.port))


def test_one_that_ends_at_once_tells_its_last_words(home):
    with pytest.raises(ConfigurationError, match=r"The test server ended at once.*last: no idea.*server\.log"):
        process.ensure(home.folder, server(home.port, code="raise SystemExit('no idea')"))
    assert process.running(home.folder, "server") is None


def test_one_that_never_answers_well_is_stopped_and_named(home, monkeypatch):
    monkeypatch.setattr(process, "START_WITHIN_S", 0.5)
    with pytest.raises(ConfigurationError, match="did not answer"):
        process.ensure(home.folder, server(home.port, status=503))
    assert process.running(home.folder, "server") is None


def test_a_missing_environment_names_the_remedy(home):
    absent = replace(server(home.port), command=(str(home.folder / "no-python"),))
    with pytest.raises(ConfigurationError, match="make setup"):
        process.ensure(home.folder, absent)


def test_nobody_runs_twice_in_one_home(home):
    with process.claim(home.folder, "heed", home.port):
        with pytest.raises(ConfigurationError, match=rf"runs here already: process {os.getpid()}.*make stop"):
            contextlib.ExitStack().enter_context(process.claim(home.folder, "heed", home.port))
        assert process.running(home.folder, "heed").pid == os.getpid()
    assert process.running(home.folder, "heed") is None


def test_the_claim_of_a_killed_run_is_free(home):
    code = (
        "import os, signal, sys; from pathlib import Path; from infra.local import process; "
        f"claim = process.claim(Path({str(home.folder)!r}), 'heed', 1); claim.__enter__(); "
        "print('claimed', flush=True); signal.pause()"
    )
    with subprocess.Popen((sys.executable, "-c", code), cwd=process.ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"claimed\n"
        assert process.running(home.folder, "heed").pid == holder.pid
        holder.kill()
    give_up_at = time.monotonic() + PATIENCE_S
    while process.running(home.folder, "heed"):
        assert time.monotonic() < give_up_at
    with process.claim(home.folder, "heed", home.port):
        pass
