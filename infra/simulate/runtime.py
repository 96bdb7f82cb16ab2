"""Lambda: calls the real handlers, in processes that begin cold and may die, from streams, queues and the clock.

What starts a function, with its batch sizes, retries and time-outs, is read from template.yaml. Streams
are handed out by the same lanes as in a local run.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from infra import template
from infra.local import batches, invoke, mappings
from infra.local.filters import accepts
from infra.local.invoke import InvocationError
from infra.local.lanes import Lane
from infra.local.mappings import QueueMapping, ScheduleMapping, StreamMapping
from infra.local.resolve import Identity, Resolver
from infra.simulate.kernel import SECOND, START, Kernel, Killed, SwallowedError, Task
from infra.simulate.queues import Queues
from infra.simulate.tables import Tables

PARAMETERS = {"OidcIssuer": "https://id.example", "OidcClientId": "heed", "DeskUrl": "https://desk.example"}
SMALL = {"DueShards": "2", "QueueShards": "1"}  # a sweep looks into each shard
PATIENCE = 1  # how many times its time-out a function really gets: AWS is exact
STREAM_DELAY_US = 100_000  # before Lambda has a record, on a quiet day
ASIDE = ("Tally", "Announce")  # nothing that a promise is about reads what they write: they are tested by themselves
MUST_TELL = ("Ingest", "Triage", "Reply", "Review")  # the sweep passes over one mention's fault, for the others' sake
EVERY_FEW = 5  # minutes
RETRY_CALL_US = 60 * SECOND  # asynchronous calls: Lambda Developer Guide, "How Lambda handles errors", read 2026-11


class FailedError(InvocationError):
    """A call that raised, or whose process died."""

    def __init__(self, cause: BaseException) -> None:
        Exception.__init__(self, type(cause).__name__)
        self.request_id, self.cause = "simulated", cause


@dataclass(frozen=True, slots=True)
class Context:
    """What Lambda tells a function about its call. `ends_us` is when it will be killed."""

    kernel: Kernel
    ends_us: int

    def get_remaining_time_in_millis(self) -> int:
        return max(0, (self.ends_us - self.kernel.now_us) // 1000)


@cache
def plan() -> tuple[dict[str, Any], list[Any], dict[str, dict[str, str]]]:
    """The template, what starts its functions, and their variables; every resource is named as in the template."""
    written = template.load()

    def identify(logical_id: str) -> Identity:
        return Identity(logical_id, {"Arn": logical_id, "StreamArn": logical_id})

    resolver = Resolver(written, "simulated", {**PARAMETERS, **SMALL}, identify)
    functions = invoke.read(written, resolver)
    simulated = [one for one in mappings.read(written, resolver, functions) if one.function.name not in ASIDE]
    return written, simulated, invoke.variables(written, resolver)


class Function:
    """One function with its idle processes. `make` gives what a new process makes for itself."""

    def __init__(self, kernel: Kernel, described: invoke.Function, make: Callable[[], Any]) -> None:
        self.kernel = kernel
        self.name = described.name
        self.arn = described.name
        self.handler: Callable[[Any, Any], Any] = described.handler
        self.timeout_us = described.timeout_s * PATIENCE * SECOND
        self.make = make
        self.generation = 0
        self.idle: list[tuple[Any, int]] = []
        self.begun_us: dict[Task, int] = {}

    def invoke(self, event: Any) -> tuple[Any, str]:
        """The function's answer. FailedError if it raised, or its process died or was too slow."""
        kernel = self.kernel
        task = kernel.task()
        outer = (task.environment, task.deadline_us, task.skew_us, task.function)
        task.function = self.name
        generation = self.generation
        environment, skew_us = self.idle.pop() if self.idle else (None, kernel.world.faults.skew_us())
        task.deadline_us, task.skew_us = kernel.now_us + self.timeout_us, skew_us
        task.killed_at = task.failed_at = None
        task.clashed = False
        self.begun_us[task] = kernel.now_us
        try:
            if environment is None:
                environment = self.make()
            task.environment = environment
            answer = self.handler(event, Context(kernel, task.deadline_us))
        except Killed as death:
            raise FailedError(death) from None
        except Exception as error:
            self._check(task)
            self._rest(generation, environment, skew_us)
            raise FailedError(error) from error
        else:
            self._check(task)
            if task.failed_at and self.name in MUST_TELL and not _tells(answer):
                kernel.world.swallowed.append((self.name, task.failed_at))
            self._rest(generation, environment, skew_us)
            return answer, "simulated"
        finally:
            del self.begun_us[task]
            task.environment, task.deadline_us, task.skew_us, task.function = outer
            task.killed_at = None

    def deploy(self) -> None:
        """New code: calls under way end on the old processes, the next ones begin cold."""
        self.generation += 1
        self.idle.clear()

    def _rest(self, generation: int, environment: Any, skew_us: int) -> None:
        if generation == self.generation:
            self.idle.append((environment, skew_us))

    def _check(self, task: Task) -> None:
        if task.killed_at is not None:
            raise SwallowedError(f"{self.name} went on after it was killed {task.killed_at}")


class Runtime:
    """Everything that calls functions by itself."""

    def __init__(self, kernel: Kernel, tables: Tables, queues: Queues, functions: dict[str, Function]) -> None:
        self.kernel = kernel
        self.queues = queues
        self.functions = functions
        self.tables = tables
        self.ticks = 0
        self._streams: dict[str, list[tuple[StreamMapping, list[Lane]]]] = {}
        self._read: dict[str, int] = {}
        self._draining: set[str] = set()
        self._working: set[Lane] = set()
        self._polling: dict[str, int] = {}
        self._mapped: dict[str, QueueMapping] = {}
        for mapping in plan()[1]:
            if isinstance(mapping, StreamMapping):
                self._attach(mapping)
            elif isinstance(mapping, QueueMapping):
                self._mapped[mapping.queue_arn] = mapping
                self._polling[mapping.queue_arn] = 0

    def _attach(self, mapping: StreamMapping) -> None:
        bound = replace(mapping, function=Repeating(self.functions[mapping.function.name]))  # pyright: ignore[reportArgumentType] (a lane calls `invoke` and reads `arn`)
        lanes = [Lane(bound, "shard", _nothing, self._dead_letter) for _ in range(mapping.lanes)]
        self._streams.setdefault(mapping.stream_arn, []).append((bound, lanes))
        self._read.setdefault(mapping.stream_arn, 0)

    def wrote(self, table: str) -> None:
        """Something was written: its stream will be read."""
        if table in self._streams and table not in self._draining:
            self._draining.add(table)
            faults, now_us = self.kernel.world.faults, self.kernel.now_us
            wait_us = STREAM_DELAY_US + faults.random.randrange(STREAM_DELAY_US) + faults.late_bell_us(now_us)
            self.kernel.at(now_us + wait_us, self._drain, table)

    def sent(self, queue: str, delay_s: int) -> None:
        """A message was sent: somebody will look when it can be seen."""
        if queue in self._mapped:
            now_us = self.kernel.now_us
            late_us = self.kernel.world.faults.late_bell_us(now_us)
            self.kernel.at(now_us + delay_s * SECOND + late_us + 1000, self._look, queue)

    def start_schedules(self, phase_us: int) -> None:
        """From then on, every minute."""
        for mapping in plan()[1]:
            if isinstance(mapping, ScheduleMapping):
                self.kernel.at(phase_us, self._tick, mapping)

    def _drain(self, table: str) -> None:
        self._draining.discard(table)
        records, first = self.tables.records[table], self._read[table]
        self._read[table] = len(records)
        now = self.kernel.true_time()
        for record in records[first:]:
            for mapping, lanes in self._streams[table]:
                if accepts(mapping.filters, record):
                    key = record["dynamodb"]["Keys"]["pk"]["S"]
                    lane = lanes[zlib.crc32(key.encode()) % len(lanes)]
                    record["dynamodb"]["ApproximateCreationDateTime"] = now.timestamp()
                    lane.add(record, now)
                    if lane not in self._working:
                        self._working.add(lane)
                        self.kernel.spawn(f"stream of {table}", self._work, lane)

    def _work(self, lane: Lane) -> None:
        while (due_at := lane.due_at()) is not None:
            wait_us = microseconds(due_at) - self.kernel.now_us
            if wait_us > 0:
                self.kernel.sleep(wait_us)
            lane.step(self.kernel.true_time())
        self._working.discard(lane)

    def _look(self, queue: str) -> None:
        if self._polling[queue] < self._mapped[queue].max_concurrency:
            self._polling[queue] += 1
            self.kernel.spawn(f"poller of {queue}", self._poll, queue)

    def _poll(self, queue: str) -> None:
        mapping, faults = self._mapped[queue], self.kernel.world.faults
        while messages := self.queues.receive(queue, mapping.batch_size):
            faults.random.shuffle(messages)
            is_free = self._polling[queue] < mapping.max_concurrency
            if is_free and faults.held_twice_now(self.kernel.now_us):
                self._polling[queue] += 1
                wait_us = faults.random.randrange(SECOND)
                self.kernel.spawn(
                    f"second poller of {queue}", self._second, queue, messages, at_us=self.kernel.now_us + wait_us
                )
            self._hand_over(queue, messages)
        self._polling[queue] -= 1
        next_at = self.queues.next_at(queue)
        if next_at is not None:
            self.kernel.at(microseconds(next_at) + 1000, self._look, queue)

    def _second(self, queue: str, messages: list[dict[str, Any]]) -> None:
        """The same messages at the same time."""
        self._hand_over(queue, messages)
        self._polling[queue] -= 1

    def _hand_over(self, queue: str, messages: list[dict[str, Any]]) -> None:
        faults, named = self.kernel.world.faults, [message["messageId"] for message in messages]
        try:
            answer, _ = self.functions[self._mapped[queue].function.name].invoke({"Records": messages})
            failed = batches.reported(answer, named)
        except FailedError:
            return
        for message in messages:
            if message["messageId"] not in failed and not faults.repeats_now(self.kernel.now_us):
                self.queues.delete(queue, message["receiptHandle"])

    def _tick(self, mapping: ScheduleMapping) -> None:
        """A call where a step owes something, and every few minutes: a sweep that finds nothing due only reads."""
        self.ticks += 1
        owes = self._owes()
        self.kernel.at(self._next_tick(owes), self._tick, mapping)
        if not owes and self.ticks % EVERY_FEW:
            return
        self.call(mapping)
        if self.kernel.world.faults.repeats_now(self.kernel.now_us):
            self.call(mapping)

    def _next_tick(self, owes: bool) -> int:
        """In a minute; or, where no step owes anything, at the last minute before something happens at all."""
        minute_us, now_us = 60 * SECOND, self.kernel.now_us
        next_us = self.kernel.next_us()
        if next_us is None or next_us - now_us < 2 * minute_us or owes:
            return now_us + minute_us
        return now_us + (next_us - now_us) // minute_us * minute_us

    def _owes(self) -> bool:
        """Whether a step has something to do, or is late with it: then every sweep counts."""
        due = self.tables.tables["MentionsTable"].index("due-index").partitions
        kept = self.tables.tables["DeliveriesTable"].primary.partitions
        return any(name.startswith("DUE#") for name in due) or any(name.startswith("ENVELOPE#") for name in kept)

    def call(self, mapping: ScheduleMapping, retries: int | None = None) -> None:
        """One asynchronous call with its retries."""
        left = mapping.max_retries if retries is None else retries
        self.kernel.spawn(mapping.name, self._call, mapping, left)

    def _call(self, mapping: ScheduleMapping, retries: int) -> None:
        function = self.functions[mapping.function.name]
        try:
            function.invoke(_input(mapping))
        except FailedError:
            if retries:
                self.kernel.at(self.kernel.now_us + RETRY_CALL_US, self.call, mapping, retries - 1)

    def _dead_letter(self, queue: str, message: dict[str, Any]) -> None:
        self.queues.send_message(QueueUrl=queue, MessageBody=str(message))


class Repeating:
    """A function whose success Lambda may forget: then the batch comes again."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.arn = self.name = function.name

    def invoke(self, event: Any) -> tuple[Any, str]:
        answer = self.function.invoke(event)
        kernel = self.function.kernel
        if kernel.world.faults.repeats_now(kernel.now_us):
            raise FailedError(TimeoutError())
        return answer


def _tells(answer: Any) -> bool:
    """Whether a function's answer says that not all went well."""
    return bool(answer.get("batchItemFailures")) or answer.get("statusCode", 200) >= 500


def microseconds(moment: datetime) -> int:
    """A moment on the kernel's clock."""
    passed = moment - START
    return (passed.days * 86_400 + passed.seconds) * SECOND + passed.microseconds


def _input(mapping: ScheduleMapping) -> dict[str, Any]:
    return json.loads(mapping.input or "{}")


def _nothing(_records: list[Any]) -> None:
    """A lane keeps no place in a stream here."""
