"""Background processes that outlive whoever started them: start, adopt, stop.

A pid alone may belong to a stranger after a reboot. Every process therefore inherits an open, locked
file from its starter: the lock ends when the process does, however it ends, so who finds the file
locked knows that the pid in it is still ours.
"""

import contextlib
import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.local.home import HOST, ROOT
from shared.errors import ConfigurationError

START_WITHIN_S = 30.0
ADOPT_WITHIN_S = 5.0
STOP_WITHIN_S = 15.0
LOOK_EVERY_S = 0.05
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "PYTHONDONTWRITEBYTECODE")

_children: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True, slots=True)
class Background:
    """A server to be run in the background. `name` names its pid file and log, `title` stands in sentences."""

    name: str
    title: str
    command: Sequence[str]
    port: int
    health_path: str
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Running:
    """A process of ours that lives."""

    pid: int
    port: int


def ensure(folder: Path, wanted: Background) -> bool:
    """Makes sure that it runs and is healthy. True if it was started, False if an earlier run's was adopted.

    One that listens on another port, or is not healthy, is stopped and replaced: two must never write
    the same state. ConfigurationError says what is in the way and what to do.
    """
    found = running(folder, wanted.name)
    if found and found.port == wanted.port and _healthy_within(wanted, ADOPT_WITHIN_S, found.pid):
        return False
    if found:
        stop(folder, wanted.name)
    require_free_port(wanted.port, wanted.title)
    _start(folder, wanted)
    return True


def running(folder: Path, name: str) -> Running | None:
    """The living process of this name, or None."""
    _forget_ended_children()
    path = _pid_file(folder, name)
    if not path.exists():
        return None
    with path.open("r+b") as file:
        if _lock(file.fileno()):
            return None
        try:
            written = json.loads(file.read())
            return Running(written["pid"], written["port"])
        except (ValueError, KeyError) as error:
            raise ConfigurationError(
                f"{path} is locked but says nothing: its starter was killed at the wrong moment. "
                f"End the process that holds the file open (`fuser {path}` names it) and start again."
            ) from error


def stop(folder: Path, name: str) -> bool:
    """Ends it politely, in the end with force, and waits until it is gone. False if none was running."""
    found = running(folder, name)
    if found is None:
        return False
    for number, patience_s in ((signal.SIGTERM, STOP_WITHIN_S), (signal.SIGKILL, STOP_WITHIN_S)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(found.pid, number)
        for _ in _until(patience_s):
            if running(folder, name) != found:
                child = _children.pop(found.pid, None)
                if child:
                    child.wait()
                return True
    raise ConfigurationError(f"Process {found.pid} ({name}) does not end. End it by hand: kill -9 {found.pid}")


@contextlib.contextmanager
def claim(folder: Path, name: str, port: int) -> Iterator[None]:
    """This process holds the name for the length of the block, so that nobody runs twice in one home."""
    found = running(folder, name)
    if found:
        raise ConfigurationError(
            f"Heed runs here already: process {found.pid}, http://{HOST}:{found.port}. "
            "Stop it with Ctrl-C in its terminal or with `make stop`; "
            "or run another one beside it: HEED_HOME=<folder> HEED_PORT=<port> make run."
        )
    with _pid_file(folder, name).open("w+b") as file:
        _lock(file.fileno())
        file.write(json.dumps({"pid": os.getpid(), "port": port}).encode())
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def require_free_port(port: int, title: str) -> None:
    """ConfigurationError if another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise ConfigurationError(
                f"Port {port}, which {title} needs, is taken by another program. Stop that program, "
                "or move Heed: HEED_PORT=<port> make run (it uses that port and the next three)."
            ) from error


def log_file(folder: Path, name: str) -> Path:
    """Where the process writes what it has to say."""
    return folder / f"{name}.log"


def _start(folder: Path, wanted: Background) -> None:
    if not Path(wanted.command[0]).exists():
        raise ConfigurationError(
            f"{_capital(wanted.title)} cannot start: its environment is missing. Run `make setup`, then try again."
        )
    variables = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    with _pid_file(folder, wanted.name).open("w+b") as file, log_file(folder, wanted.name).open("wb") as log:
        if not _lock(file.fileno()):
            raise ConfigurationError(f"{_capital(wanted.title)} is being started by another run. Wait for that one.")
        child = subprocess.Popen(
            wanted.command,
            cwd=ROOT,
            env={**variables, "PYTHONUNBUFFERED": "1", **wanted.variables},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=(file.fileno(),),
        )
        file.write(json.dumps({"pid": child.pid, "port": wanted.port}).encode())
    _children[child.pid] = child
    if _healthy_within(wanted, START_WITHIN_S, child.pid):
        return
    ended = child.poll() is not None
    stop(folder, wanted.name)
    said = log_file(folder, wanted.name).read_text(errors="replace").strip().splitlines() or ["(nothing)"]
    raise ConfigurationError(
        f"{_capital(wanted.title)} {'ended at once' if ended else f'did not answer within {START_WITHIN_S:.0f} s'}. "
        f"It said last: {said[-1].rstrip('.')}. The whole log: {log_file(folder, wanted.name)}"
    )


def _forget_ended_children() -> None:
    for pid, child in list(_children.items()):
        if child.poll() is not None:
            _children.pop(pid, None)


def _healthy_within(wanted: Background, patience_s: float, pid: int) -> bool:
    """Asks until it answers 200, the process is gone, or patience is."""
    for _ in _until(patience_s):
        child = _children.get(pid)
        if child and child.poll() is not None:
            return False
        connection = http.client.HTTPConnection(HOST, wanted.port, timeout=2)
        try:
            connection.request("GET", wanted.health_path)
            if connection.getresponse().status == 200:
                return True
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
    return False


def _until(patience_s: float) -> Iterator[None]:
    give_up_at = time.monotonic() + patience_s
    yield
    while time.monotonic() < give_up_at:
        time.sleep(LOOK_EVERY_S)
        yield


def _lock(descriptor: int) -> bool:
    """False if somebody holds the lock. It is held by the open file, hence by every process that inherited it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _pid_file(folder: Path, name: str) -> Path:
    return folder / f"{name}.pid"
