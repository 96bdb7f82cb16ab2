"""Functions called by the clock, asynchronously: when, with what, and again after an error.

Sources, read 2026-11: Amazon EventBridge User Guide, "Setting a schedule pattern for scheduled rules"
(rate and cron); AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous
invocation" (one minute before the second attempt, two before the third).
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from infra.local import destinations
from infra.local.emulator import ACCOUNT, REGION
from infra.local.invoke import InvocationError
from infra.local.mappings import ScheduleMapping
from shared.domain import times
from shared.errors import ConfigurationError

RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
CRON = re.compile(r"cron\((\S+) (\S+) \* \* \? \*\)")
UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
DAY = timedelta(days=1)

Next = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class Call:
    """One event on its way to the function."""

    event: Any
    attempts: int
    made_at: datetime
    due_at: datetime


class Schedule:
    """One schedule. Only one thread may use it."""

    def __init__(self, mapping: ScheduleMapping, send: destinations.Send, now: datetime) -> None:
        self.mapping = mapping
        self._send = send
        self._next = read(mapping.expression, mapping.name)
        self._fires_at = self._next(now)
        self._calls: list[Call] = []

    def due_at(self) -> datetime:
        """When `step` has something to do."""
        return min(self._fires_at, self.call_due_at() or self._fires_at)

    def call_due_at(self) -> datetime | None:
        """When an event that is on its way calls the function (again); None without one."""
        return min((call.due_at for call in self._calls), default=None)

    def step(self, now: datetime) -> None:
        """Fires if its time has come, and makes the calls that are due. Missed times are not made up for."""
        if self._fires_at <= now:
            self.fire(now)
            self._fires_at = self._next(now)
        self.make_calls(now)

    def fire(self, now: datetime) -> None:
        """Puts one event on its way, whatever the time."""
        event = json.loads(self.mapping.input) if self.mapping.input else self._plain_event(now)
        self._calls.append(Call(event, attempts=0, made_at=now, due_at=now))

    def make_calls(self, now: datetime) -> None:
        """Calls the function with every event that is due."""
        for call in [call for call in self._calls if call.due_at <= now]:
            self._calls.remove(call)
            self._make(call, now)

    def _make(self, call: Call, now: datetime) -> None:
        try:
            self.mapping.function.invoke(call.event)
        except InvocationError as failure:
            attempts = call.attempts + 1
            due_at = now + timedelta(minutes=attempts)
            too_old = due_at - call.made_at > timedelta(seconds=self.mapping.max_age_s)
            if attempts <= self.mapping.max_retries and not too_old:
                self._calls.append(Call(call.event, attempts, call.made_at, due_at))
            elif self.mapping.failure_target:
                exhausted = attempts > self.mapping.max_retries
                message = destinations.call_message(
                    self.mapping.function,
                    call.event,
                    condition=destinations.RETRIES_EXHAUSTED_CALL if exhausted else destinations.CALL_TOO_OLD,
                    request_id=failure.request_id,
                    attempts=attempts,
                    error=str(failure),
                    now=now,
                )
                self._send(self.mapping.failure_target, message)

    def _plain_event(self, now: datetime) -> dict[str, Any]:
        """EventBridge User Guide, "Events from AWS services": the scheduled event (read 2026-11)."""
        return {
            "version": "0",
            "id": str(uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": ACCOUNT,
            "time": times.to_text(now),
            "region": REGION,
            "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{self.mapping.name}"],
            "detail": {},
        }


def read(expression: str, where: str) -> Next:
    """When a schedule fires next after a moment. Knows `rate(...)` and a daily or hourly `cron(m h * * ? *)`."""
    rate = RATE.fullmatch(expression)
    if rate:
        period = int(rate[1]) * UNITS[rate[2]]
        return lambda now: now + period
    cron = CRON.fullmatch(expression)
    if cron and cron[1].isdigit() and (cron[2] == "*" or cron[2].isdigit()):
        minute, hour = int(cron[1]), cron[2]
        return lambda now: _next_hourly(now, minute) if hour == "*" else _next_daily(now, int(hour), minute)
    raise ConfigurationError(
        f"template.yaml: the schedule {expression} of {where} is not known to the local run. "
        "Use rate(...) or cron(<minute> <hour or *> * * ? *), or teach infra/local/schedules.py."
    )


def _next_hourly(now: datetime, minute: int) -> datetime:
    found = now.replace(minute=minute, second=0, microsecond=0)
    return found if found > now else found + timedelta(hours=1)


def _next_daily(now: datetime, hour: int, minute: int) -> datetime:
    found = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return found if found > now else found + DAY
