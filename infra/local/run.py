"""The whole system on this machine, in order: up, connect, status, stop."""

import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from infra import template as template_file
from infra.local import clients, detour, emulator, invoke, mappings, process, server
from infra.local import home as home_file
from infra.local.gateway import Gateway
from infra.local.home import HOST, Home
from infra.local.pump import Pump
from infra.local.resources import Resources
from shared.errors import ConfigurationError

NAME = "heed"
STANDINS = "standins"
IDENTITY = "identity"
IN_ORDER_OF_STOPPING = (NAME, STANDINS, IDENTITY, emulator.NAME)
OIDC_CLIENT = "heed-desk"
ALONE = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_ROLE_ARN")
TALKS_TO_PLATFORMS = ("functions.reply.handler", "functions.watch.handler")

Seed = Callable[[Callable[[str], Any], Mapping[str, str]], None]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class System:
    """A stack that stands. `client` makes boto3 clients; `variables` are the functions' environment."""

    home: Home
    template: Mapping[str, Any]
    resources: Resources
    client: Callable[[str], Any]
    variables: Mapping[str, str]


@contextlib.contextmanager
def up(home: Home, seeds: Sequence[Seed], say: Say) -> Iterator[System]:
    """Everything runs for the length of the block. Ctrl-C and SIGTERM end the block without an error.

    The gateway and the pump run in this process; the emulator and the stand-in servers run on
    afterwards and are taken over by the next run. What the functions log goes to `heed.log` in the
    home, and standard output with it: print through a stream that you kept.
    """
    with process.claim(home.folder, NAME, home.port), _signals_as_interrupts():
        process.require_free_port(home.port, "the API and the desk")
        for background in (emulator.describe(home), *standins(home)):
            started = process.ensure(home.folder, background)
            say(f"{background.title} {'started' if started else 'runs on from before'}, port {background.port}")
        system = _stand(home)
        for seed in seeds:
            seed(system.client, system.variables)
        with _log_to(home.folder / f"{NAME}.log"):
            functions = invoke.read(system.template, system.resources.resolver)
            _detour(home)
            mapped = mappings.read(system.template, system.resources.resolver, functions)
            gateway = Gateway([route for route in mapped if isinstance(route, mappings.Route)])
            pump = Pump(mapped, system.client, checkpoints=home.folder / "checkpoints.json")
            door = server.start(home.port, gateway)
            pump.start()
            try:
                yield system
            except KeyboardInterrupt:
                say("stopping: waiting for what is in work")
            finally:
                door.stop()
                pump.stop()


def wait() -> None:
    """Until Ctrl-C or SIGTERM, which raise KeyboardInterrupt."""
    threading.Event().wait()


def connect(home: Home) -> System:
    """The stack of a running emulator, for commands beside `up`. ConfigurationError if there is none."""
    found = process.running(home.folder, emulator.NAME)
    if found is None or found.port != home.emulator_port:
        raise ConfigurationError("Heed does not run on this machine. Start it: make run.")
    return _stand(home)


def here() -> Home:
    """The home for commands beside `up`: without HEED_PORT, the ports on which the system of this home runs."""
    found = home_file.read()
    running = process.running(found.folder, emulator.NAME)
    return Home(found.folder, running.port - 1) if running and not os.environ.get("HEED_PORT") else found


def status(home: Home) -> dict[str, process.Running | None]:
    """What runs, by name."""
    return {name: process.running(home.folder, name) for name in reversed(IN_ORDER_OF_STOPPING)}


def stop(home: Home) -> list[str]:
    """Stops everything that runs, politely, and names it. State is kept."""
    return [name for name in IN_ORDER_OF_STOPPING if process.stop(home.folder, name)]


def standins(home: Home) -> tuple[process.Background, ...]:
    """The servers that stand in for the platforms and for the provider of sign-in."""
    wall = home.folder / "wall.jsonl"
    return (
        _python(STANDINS, "the stand-in platforms", home.standins_port, "infra.standins", "--state", str(wall)),
        _python(
            IDENTITY,
            "the stand-in sign-in",
            home.identity_port,
            "infra.local.identity",
            "--redirect",
            f"{home.url}/sign-in/callback",
        ),
    )


def set_environment(home: Home, variables: Mapping[str, str], environment: MutableMapping[str, str]) -> None:
    """What every function would find in its environment, and what keeps boto3 on this machine."""
    for name in [name for name in environment if name in ALONE or name.startswith("AWS_ENDPOINT_URL_")]:
        del environment[name]
    environment.update(
        {
            "AWS_ENDPOINT_URL": home.emulator_url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": emulator.REGION,
            "AWS_DEFAULT_REGION": emulator.REGION,
            "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": f"{HOST},localhost",
            **variables,
        }
    )


def parameters(home: Home) -> dict[str, str]:
    """The template's parameters for this machine."""
    return {"OidcIssuer": home.identity_url, "OidcClientId": OIDC_CLIENT, "DeskUrl": home.url}


def _stand(home: Home) -> System:
    """Makes the resources and sets the environment of this process."""
    template = template_file.load()
    client = clients.of(home.emulator_url)
    set_environment(home, {}, os.environ)
    resources = Resources(template, client, parameters=parameters(home))
    resources.create()
    variables = invoke.one_environment(invoke.variables(template, resources.resolver))
    set_environment(home, variables, os.environ)
    return System(home, template, resources, client, variables)


def _detour(home: Home) -> None:
    for name in TALKS_TO_PLATFORMS:
        detour.mount(sys.modules[name].ports().session, home.standins_port)


def _python(name: str, title: str, port: int, module: str, *arguments: str) -> process.Background:
    command = (sys.executable, "-m", module, "--port", str(port), *arguments)
    return process.Background(name, title, command, port, "/health", {})


@contextlib.contextmanager
def _log_to(path: Path) -> Iterator[None]:
    """The functions write their log to standard output; here it goes to a file, with the pump's own."""
    log = logging.getLogger("heed.local")
    with path.open("a", buffering=1, encoding="utf-8") as file, contextlib.redirect_stdout(file):
        handler = logging.StreamHandler(file)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)
        try:
            yield
        finally:
            log.removeHandler(handler)


@contextlib.contextmanager
def _signals_as_interrupts() -> Iterator[None]:
    """Ctrl-C too is set here: a shell that starts us in the background has it ignored."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
