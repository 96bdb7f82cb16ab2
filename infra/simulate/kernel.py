"""Virtual time, and many calls at once in one thread: each runs until it touches the world.

A task is a greenlet. Whenever it calls a port it sleeps for that call's time, and whoever is due first
goes on. Nothing else moves the clock, so a run is a function of its seed. A task is killed at a call, or
when its time is up; the kill is an error that `except Exception` does not hold.
"""

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from greenlet import getcurrent, greenlet

Result = TypeVar("Result")

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SECOND = 1_000_000  # the clock counts microseconds


class Killed(BaseException):
    """The process is gone."""


class StuckError(Exception):
    """The world did not come to rest within its steps."""


class SwallowedError(AssertionError):
    """A process that was killed went on."""


class Task(greenlet):
    """One call under way. `skew_us` is how wrong its machine's clock is; `deadline_us` when it is killed, if ever.

    `function` is the function whose call is under way, `environment` what its process made for itself, `world`
    everything around it. `killed_at` and `failed_at` name the point at which it died, or at which AWS last
    let it down; `clashed` if that was a transaction in its way. `claimed` is the content that it claimed last.
    """

    name = ""
    function = ""
    skew_us = 0
    deadline_us: int | None = None
    killed_at: str | None = None
    failed_at: str | None = None
    clashed = False
    claimed = ""
    environment: Any = None
    world: Any = None


class Kernel:
    """The clock and the tasks. Times are microseconds since START."""

    def __init__(self, most_steps: int = 2_000_000) -> None:
        self.now_us = 0
        self.trace = 0
        self.world: Any = None
        self._queue: list[tuple[int, int, Callable[..., Any], tuple[Any, ...]]] = []
        self._order = 0
        self._steps_left = most_steps
        self._main = getcurrent()
        self._until_us = 0

    def clock(self) -> datetime:
        """The time as the running task's machine tells it."""
        task = getcurrent()
        skew_us = task.skew_us if isinstance(task, Task) else 0
        return START + timedelta(microseconds=self.now_us + skew_us)

    def true_time(self) -> datetime:
        return START + timedelta(microseconds=self.now_us)

    def task(self) -> Task:
        """The task that runs."""
        task = getcurrent()
        if not isinstance(task, Task):
            raise StuckError("only a task may call a port")
        return task

    def at(self, time_us: int, action: Callable[..., Any], *arguments: Any) -> None:
        """Does something at a time, or now if that is over. It must not call a port itself."""
        self._order += 1
        heapq.heappush(self._queue, (max(time_us, self.now_us), self._order, action, arguments))

    def spawn(self, name: str, run: Callable[..., Any], *arguments: Any, at_us: int | None = None) -> Task:
        """A new task, which begins at a time, or now."""
        task = Task(run, self._main)
        task.name, task.world = name, self.world
        self.at(self.now_us if at_us is None else at_us, task.switch, *arguments)
        return task

    def sleep(self, time_us: int) -> None:
        """Lets others run until then. Raises Killed if the task's deadline comes first."""
        task = self.task()
        until_us = self.now_us + time_us
        deadline_us = task.deadline_us
        if deadline_us is not None and until_us >= deadline_us:
            self._pause(task, max(deadline_us, self.now_us))
            self.kill_here(task, "its time was up")
        if until_us > self._until_us or (self._queue and self._queue[0][0] <= until_us):
            self._pause(task, until_us)
        else:
            self.now_us = until_us  # nobody else is due before: the same, without the way round
            self._count()

    def kill_here(self, task: Task, where: str) -> None:
        """Ends the running task's process at this point."""
        task.killed_at = where
        raise Killed(where)

    def note(self, *numbers: int) -> None:
        """Adds to the trace: two runs of one seed are the same if it is."""
        self.trace = hash((self.trace, self.now_us, *numbers))

    def run(self, until_us: int) -> None:
        """Runs whatever is due until then, in order. StuckError if that takes too many steps."""
        self._until_us = until_us
        queue = self._queue
        while queue and queue[0][0] <= until_us:
            self._count()
            self.now_us, _, action, arguments = heapq.heappop(queue)
            action(*arguments)
        self.now_us = max(self.now_us, until_us)

    def next_us(self) -> int | None:
        """When something is due next."""
        return self._queue[0][0] if self._queue else None

    def _pause(self, task: Task, until_us: int) -> None:
        self.at(until_us, task.switch)
        self._main.switch()

    def _count(self) -> None:
        self._steps_left -= 1
        if self._steps_left < 0:
            raise StuckError(f"after {self.now_us / SECOND:.0f} s")
