"""The emulator of AWS for tests, and the whole system of template.yaml on it, pumped step by step."""

import contextlib
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from random import SystemRandom
from typing import Any
from uuid import uuid4

import pytest

from infra import template as template_file
from infra.local import clients, detour, emulator, invoke, mappings, process, run
from infra.local.gateway import Answer, Gateway, Request
from infra.local.home import HOST, Home
from infra.local.pump import Pump, SteppedClock
from infra.local.resources import Resources
from shared.aws import environment
from shared.aws.queues import LONGEST_DELAY_S
from tests.support import rights
from tests.support import standins as standins_support

PORTS_IN_A_ROW = 4
OWN_PORTS = (20_000, 32_000)  # Linux gives those from 32,768 on to whoever connects somewhere
KEPT = ("ports", "desk")  # what handlers keep from call to call


def free_home(folder: Path) -> Home:
    """A home whose four ports are free, below those that the system gives to outgoing connections."""
    while True:
        port = SystemRandom().randrange(*OWN_PORTS)
        with contextlib.ExitStack() as stack:
            try:
                for number in range(PORTS_IN_A_ROW):
                    stack.enter_context(socket.socket()).bind((HOST, port + number))
            except OSError:
                continue
        folder.mkdir(parents=True, exist_ok=True)
        return Home(folder, port)


@contextlib.contextmanager
def running_emulator(folder: Path, **more_variables: str) -> Iterator[Home]:
    """An emulator of its own, for a test that restarts or kills it, or needs more variables in its environment."""
    home = free_home(folder)
    described = emulator.describe(home)
    process.ensure(home.folder, replace(described, variables={**described.variables, **more_variables}))
    try:
        yield home
    finally:
        emulator.stop(home)


@pytest.fixture(scope="session")
def emulator_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The home of the session's emulator."""
    with running_emulator(tmp_path_factory.mktemp("emulator")) as home:
        yield home


@pytest.fixture(scope="session")
def emulator_url(emulator_home: Home) -> str:
    """Where the session's emulator answers. Its tables and queues are shared: name yours uniquely."""
    return emulator_home.emulator_url


@pytest.fixture(scope="session")
def emulator_client(emulator_url: str) -> Callable[[str], Any]:
    """Makes boto3 clients of the session's emulator by service name."""
    return clients.of(emulator_url)


@dataclass(slots=True)
class HeedSystem:
    """The real functions on real (emulated) tables and queues of their own, and a clock that only tests move.

    `clock` is the functions' clock and the pump's. It starts at the real time; draining moves it on over
    pauses, batch windows, visibility time-outs and delays of messages. `standins` is the server of the
    stand-in platforms.
    """

    clock: SteppedClock
    client: Callable[[str], Any]
    resources: Resources
    variables: Mapping[str, str]
    functions: Mapping[str, invoke.Function]
    gateway: Gateway
    pump: Pump
    standins: standins_support.Running

    def request(self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answer:
        """One request through the gateway, without a socket. `target` is path and query."""
        return self.gateway.answer(Request(method, target, tuple((headers or {}).items()), body))

    def drain(self) -> None:
        """Pumps until streams and queues rest."""
        self.pump.drain(self.clock)

    def sweep(self) -> None:
        """What watch does every minute, and what follows from it."""
        self.pump.fire("Watch.Sweep", self.clock)

    def items(self, variable: str) -> list[dict[str, Any]]:
        """Every row of a table, named by its variable (MENTIONS_TABLE), as boto3 gives them."""
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=self.variables[variable])
        return [item for page in pages for item in page["Items"]]

    def messages(self, queue: str) -> list[str]:
        """The bodies that wait in a queue, named as in template.yaml. They stay hidden for a while afterwards."""
        url = self.resources.identify(queue).ref
        found: list[str] = []
        while True:
            page = self.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
            if not page:
                return found
            found += [message["Body"] for message in page]


@pytest.fixture
def heed_system(
    emulator_home: Home,
    emulator_client: Callable[[str], Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[HeedSystem]:
    """template.yaml's tables, queues, topics and secrets under new names, its functions, a stepwise pump.

    Nothing is seeded: `infra.local.seed.seed(system.client, system.variables)` does that.
    """
    template = template_file.load()
    stack = f"test-{uuid4().hex[:12]}"
    resources = Resources(template, emulator_client, stack=stack, parameters=run.parameters(emulator_home))
    resources.create()
    with standins_support.serve(tmp_path / "wall.jsonl") as standins:
        variables = invoke.one_environment(invoke.variables(template, resources.resolver))
        everything: dict[str, str] = dict(os.environ)
        run.set_environment(emulator_home, variables, everything)
        for name, value in everything.items():
            monkeypatch.setenv(name, value)
        clock = SteppedClock(datetime.now(UTC))
        queues = DelayingQueues(_production_client("sqs"), clock)
        production = {"sqs": queues}
        monkeypatch.setattr(
            environment, "client", lambda service: production.get(service) or _production_client(service)
        )
        held = rights.read(template, resources.resolver.value)
        functions = {name: held.hold(function) for name, function in invoke.read(template, resources.resolver).items()}
        handlers = {sys.modules[function.handler.__module__] for function in functions.values()}
        kept = [
            (handler, name, getattr(handler, name)) for handler in handlers for name in KEPT if hasattr(handler, name)
        ]
        for handler, name, make in kept:
            make.cache_clear()
            monkeypatch.setattr(handler, name, _with_clock(make, clock))
        for name in run.TALKS_TO_PLATFORMS:
            detour.mount(sys.modules[name].ports().session, standins.port)
        mapped = mappings.read(template, resources.resolver, functions)
        pump = Pump(mapped, emulator_client, now=clock.now)
        queues.pump = pump
        yield HeedSystem(
            clock=clock,
            client=emulator_client,
            resources=resources,
            variables=variables,
            functions=functions,
            gateway=Gateway([route for route in mapped if isinstance(route, mappings.Route)]),
            pump=pump,
            standins=standins,
        )
        assert held.denied == [], "template.yaml lacks rights that a function uses"
    for name in run.TALKS_TO_PLATFORMS:
        sys.modules[name].ports().session.close()
    for _, _, make in kept:
        make.cache_clear()
    remove(template, resources, emulator_client)


class DelayingQueues:
    """The functions' SQS client, but a message with a delay comes when the test's clock says so."""

    pump: Pump

    def __init__(self, client: Any, clock: SteppedClock) -> None:
        self._client = client
        self._clock = clock

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def send_message(self, **message: Any) -> Any:
        delay_s = message.pop("DelaySeconds", 0)
        if not delay_s:
            return self._client.send_message(**message)
        if not 0 < delay_s <= LONGEST_DELAY_S:
            raise ValueError(f"SQS refuses a delay of {delay_s} s")
        self.pump.hold(self._clock.now + timedelta(seconds=delay_s), partial(self._client.send_message, **message))
        return {"MessageId": str(uuid4())}


def remove(template: Mapping[str, Any], resources: Resources, client: Callable[[str], Any]) -> None:
    """Takes down the tables and queues of a stack."""
    for logical_id, written in template["Resources"].items():
        if written["Type"] == "AWS::DynamoDB::Table":
            client("dynamodb").delete_table(TableName=resources.identify(logical_id).ref)
        elif written["Type"] == "AWS::SQS::Queue":
            client("sqs").delete_queue(QueueUrl=resources.identify(logical_id).ref)


_make_client = environment.client.__wrapped__


@cache
def _production_client(service: str) -> Any:
    """The functions' own client, kept over tests: its endpoint is the same and making it is slow."""
    return rights.check_calls(_make_client(service))


def _with_clock(make: Callable[[], Any], clock: SteppedClock) -> Callable[[], Any]:
    """What a handler makes for itself on its first event, with the test's clock in it."""

    def made() -> Any:
        kept = make()
        if hasattr(kept, "ports"):
            return replace(kept, ports=replace(kept.ports, clock=clock))
        return replace(kept, clock=clock) if hasattr(kept, "clock") else kept

    return cache(made)
