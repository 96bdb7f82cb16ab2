"""The event pump: calls the functions as AWS would, from streams, queues and schedules.

Two modes of the same parts. `start` and `stop`: threads, in real time. `drain`: in the calling thread,
until everything rests, with a clock that it moves itself instead of waiting; this is what tests use.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from infra.local import destinations
from infra.local.invoke import InvocationError
from infra.local.lanes import Lane
from infra.local.mappings import Mapped, QueueMapping, ScheduleMapping, StreamMapping
from infra.local.queues import Queue, Record
from infra.local.schedules import Schedule
from infra.local.streams import Checkpoints, Stream

POLL_STREAM_S = 0.05
POLL_QUEUE_S = 1  # long polling; also what `stop` waits for at most, beside running functions
SAVE_EVERY_S = 1.0
LOOK_EVERY_S = 1.0
FIRST_BACK_OFF_S = 0.1
LONGEST_BACK_OFF_S = 2.0
STEPS_AT_MOST = 10_000

log = logging.getLogger("heed.local")


@dataclass(slots=True)
class SteppedClock:
    """A clock that stands still until somebody moves it."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Pump:
    """All mappings of one stack. `client` gives a boto3 client by service name, without retries of its own."""

    def __init__(
        self,
        mapped: Iterable[Mapped],
        client: Callable[[str], Any],
        *,
        checkpoints: Path | None = None,
        now: datetime | None = None,
    ) -> None:
        mapped = list(mapped)
        send = destinations.sender(client)
        known = Checkpoints(checkpoints)
        self._streams = [
            Stream(mapping, client("dynamodbstreams"), send, known)
            for mapping in mapped
            if isinstance(mapping, StreamMapping)
        ]
        self._queues = [Queue(mapping, client("sqs")) for mapping in mapped if isinstance(mapping, QueueMapping)]
        self._schedules = [
            Schedule(mapping, send, now or datetime.now(UTC))
            for mapping in mapped
            if isinstance(mapping, ScheduleMapping)
        ]
        functions = (mapping.function for mapping in mapped)
        self._functions = {function.name: function for function in functions}
        self._held: list[tuple[datetime, Callable[[], object]]] = []
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    @property
    def failures(self) -> list[InvocationError]:
        """The latest failed calls of every function, oldest first per function."""
        return [failure for function in self._functions.values() for failure in function.failures]

    # --- in real time

    def start(self) -> None:
        """Begins to pump, in threads."""
        self._stopping.clear()
        jobs: list[tuple[str, Callable[..., None], Sequence[Any]]] = []
        for stream in self._streams:
            jobs.append((stream.mapping.name, self._run_stream, (stream,)))
            jobs += [(stream.mapping.name, self._run_lane, (stream.mapping.name, lane)) for lane in stream.lanes]
        jobs += [(queue.mapping.name, self._run_queue, (queue,)) for queue in self._queues]
        jobs += [(schedule.mapping.name, self._run_schedule, (schedule,)) for schedule in self._schedules]
        self._threads = [threading.Thread(target=job, args=args, name=name, daemon=True) for name, job, args in jobs]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Takes up nothing new, waits for functions that run, remembers how far the streams are done."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        self._threads = []
        for stream in self._streams:
            stream.save()

    def _run_stream(self, stream: Stream) -> None:
        save_at = time.monotonic() + SAVE_EVERY_S

        def work() -> float:
            nonlocal save_at
            count = stream.read(datetime.now(UTC))
            if time.monotonic() > save_at:
                stream.save()
                save_at = time.monotonic() + SAVE_EVERY_S
            return 0 if count else POLL_STREAM_S

        self._keep(stream.mapping.name, work)

    def _run_lane(self, name: str, lane: Lane) -> None:
        def work() -> float:
            lane.wake.clear()
            due_at = lane.due_at()
            now = datetime.now(UTC)
            if due_at and due_at <= now:
                lane.step(now)
                return 0
            lane.wake.wait(min((due_at - now).total_seconds(), LOOK_EVERY_S) if due_at else LOOK_EVERY_S)
            return 0

        self._keep(name, work)

    def _run_queue(self, queue: Queue) -> None:
        workers = queue.mapping.max_concurrency
        free = threading.Semaphore(workers)

        def handle(batch: list[Record]) -> None:
            try:
                queue.handle(batch)
            except Exception as error:
                log.warning("%s: %s; the messages come again", queue.mapping.name, type(error).__name__)
            finally:
                free.release()

        with ThreadPoolExecutor(workers, thread_name_prefix=queue.mapping.name) as pool:

            def work() -> float:
                if not free.acquire(timeout=POLL_QUEUE_S):
                    return 0
                batch: list[Record] = []
                try:
                    batch = queue.receive(POLL_QUEUE_S, queue.mapping.window_s)
                finally:
                    if not batch:
                        free.release()
                if batch:
                    pool.submit(handle, batch)
                return 0

            self._keep(queue.mapping.name, work)

    def _run_schedule(self, schedule: Schedule) -> None:
        def work() -> float:
            now = datetime.now(UTC)
            schedule.step(now)
            return min(max(0.0, (schedule.due_at() - now).total_seconds()), LOOK_EVERY_S)

        self._keep(schedule.mapping.name, work)

    def _keep(self, name: str, work: Callable[[], float]) -> None:
        """Repeats until `stop`, whatever happens: a stopped emulator must not kill a poller. `work` gives the pause."""
        back_off_s = 0.0
        while not self._stopping.is_set():
            try:
                pause_s = work()
                if back_off_s:
                    log.warning("%s: goes on", name)
                back_off_s = 0.0
            except Exception as error:
                if not back_off_s:
                    log.warning("%s: %s; trying again", name, type(error).__name__)
                back_off_s = pause_s = min(back_off_s * 2 or FIRST_BACK_OFF_S, LONGEST_BACK_OFF_S)
            self._stopping.wait(pause_s)

    # --- step by step

    def drain(self, clock: SteppedClock) -> None:
        """Pumps in this thread until streams and queues rest. Waits nowhere: it moves the clock instead.

        Schedules do not fire; `fire` does that. Raises RuntimeError if there is no end.
        """
        for _ in range(STEPS_AT_MOST):
            if self._step(clock):
                continue
            due_at = self._next_due()
            if due_at is None:
                for stream in self._streams:
                    stream.save()
                return
            clock.now = max(clock.now, due_at)
            self._let_go(clock.now)
        raise RuntimeError(f"the pump does not come to rest; the latest failures: {self.failures[-3:]}")

    def hold(self, due_at: datetime, send: Callable[[], object]) -> None:
        """Sends in `drain`, when the clock comes there: a queue itself counts delays in real time."""
        self._held.append((due_at, send))

    def fire(self, name: str, clock: SteppedClock) -> None:
        """Fires the schedule of this name (`<function>.<event>`) and drains."""
        schedule = next(schedule for schedule in self._schedules if schedule.mapping.name == name)
        schedule.fire(clock.now)
        self.drain(clock)

    def _step(self, clock: SteppedClock) -> bool:
        """Does whatever is due now, each part once. False if there was nothing."""
        worked = False
        for stream in self._streams:
            worked |= bool(stream.read(clock.now))
            for lane in stream.lanes:
                if self._is_due(lane.due_at(), clock):
                    lane.step(clock.now)
                    worked = True
        for schedule in self._schedules:
            if self._is_due(schedule.call_due_at(), clock):
                schedule.make_calls(clock.now)
                worked = True
        for queue in self._queues:
            batch = queue.receive(wait_s=0)
            if batch:
                shown_at = clock.now + timedelta(seconds=queue.visibility_s)
                for record in queue.handle(batch):
                    self.hold(shown_at, partial(queue.show, record))
                worked = True
        return worked

    def _is_due(self, due_at: datetime | None, clock: SteppedClock) -> bool:
        return due_at is not None and due_at <= clock.now

    def _next_due(self) -> datetime | None:
        lanes = (lane.due_at() for stream in self._streams for lane in stream.lanes)
        calls = (schedule.call_due_at() for schedule in self._schedules)
        held = (due_at for due_at, _ in self._held)
        return min((due_at for due_at in (*lanes, *calls, *held) if due_at), default=None)

    def _let_go(self, now: datetime) -> None:
        due = [send for due_at, send in self._held if due_at <= now]
        self._held = [(due_at, send) for due_at, send in self._held if due_at > now]
        for send in due:
            send()
