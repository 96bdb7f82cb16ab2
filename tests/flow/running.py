"""A whole system of its own on free ports: `heed up` in a process group that a test can kill."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from functions.ingest import handler as ingest
from functions.watch import handler as watch
from functions.watch.overdue import Ports
from infra import stores
from infra.local import detour, home, run
from shared.aws import environment
from tests.support.emulator import free_home

ROOT = Path(__file__).resolve().parents[2]
UP_WITHIN_S = 90.0
LOOK_EVERY_S = 0.05


@dataclass
class Running:
    """One home. `output` is where `heed up` writes."""

    home: home.Home
    variables: dict[str, str]
    output: Path
    process: subprocess.Popen[bytes] | None = None
    opened: stores.Stores | None = field(default=None, repr=False)

    def up(self, *arguments: str) -> None:
        """Starts `heed up` as the leader of a process group of its own; returns when its door answers."""
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [*HEED, "up", *arguments],
                env=self.variables,
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(self._answers, f"heed up does not answer:\n{self.output.read_text()}")

    def kill(self) -> None:
        """SIGKILL to the whole group; what lives in sessions of its own goes on."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def heed(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command, beside the running system."""
        return subprocess.run(
            [*HEED, *arguments], env=self.variables, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False
        )

    def stores(self) -> stores.Stores:
        """The tables of this home, read from the test's own process."""
        if self.opened is None:
            with environment_kept():
                system = run.connect(self.home)
            self.opened = stores.of(system.client, system.variables)
        return self.opened

    def wall(self) -> list[dict[str, Any]]:
        """What stands on the stand-in platforms."""
        connection = http.client.HTTPConnection("127.0.0.1", self.home.standins_port, timeout=10)
        connection.request("GET", "/_wall?format=json")
        posts = json.loads(connection.getresponse().read())["posts"]
        connection.close()
        return posts

    def _answers(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError(f"heed up ended with {self.process.returncode}:\n{self.output.read_text()}")
        connection = http.client.HTTPConnection("127.0.0.1", self.home.port, timeout=5)
        try:
            connection.request("GET", "/webhooks/nobody")
            return connection.getresponse().status == 404
        except OSError:
            return False
        finally:
            connection.close()


HEED = (sys.executable, "-m", "infra.cli")


@contextmanager
def a_home(folder: Path) -> Iterator[Running]:
    """A home in this folder; everything in it is stopped at the end."""
    here = free_home(folder / "home")
    kept = ("PATH", "HOME", "LANG", "PYTHONDONTWRITEBYTECODE")
    variables = {name: os.environ[name] for name in kept if name in os.environ}
    variables |= {"HEED_HOME": str(here.folder), "HEED_PORT": str(here.port), "COLUMNS": "200"}
    running = Running(here, variables, folder / "output.txt")
    try:
        yield running
    finally:
        running.heed("stop")
        if running.process is not None and running.process.poll() is None:
            running.kill()


@contextmanager
def environment_kept() -> Iterator[None]:
    """Whatever is set within is taken back: the next test of this process must not find this home's emulator."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def in_this_process(running: Running) -> Iterator[None]:
    """The environment of this home's functions, for handlers that the test calls itself."""
    environment.client.cache_clear()
    try:
        with environment_kept():
            run.connect(running.home)
            yield
    finally:
        environment.client.cache_clear()
        for handler in (ingest, watch):
            handler.ports.cache_clear()


@contextmanager
def sweep_ports(running: Running) -> Iterator[Ports]:
    """What watch's sweep touches in this home."""
    with in_this_process(running):
        ports = watch.ports()
        detour.mount(ports.session, running.home.standins_port)
        yield ports
        ports.session.close()


def wait_until(condition: Any, otherwise: str, *, within_s: float = UP_WITHIN_S) -> None:
    """Returns when the condition holds; the test fails with `otherwise` if it does not in time."""
    give_up_at = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > give_up_at:
            raise AssertionError(otherwise)
        time.sleep(LOOK_EVERY_S)
