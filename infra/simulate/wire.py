"""Between a process and AWS: every call takes time, and may be refused, lost, applied unseen, late, or the last.

`Wire.client` wraps the tables and queues as boto3's low-level clients. Errors are those that boto3
raises after its own three tries.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from botocore.exceptions import ClientError, ReadTimeoutError

from infra.simulate import refusals
from infra.simulate.faults import Fate, Faults
from infra.simulate.kernel import SECOND, Kernel

TRY_US = 2 * SECOND  # the read time-out of one try: shared.aws.environment
GIVEN_UP_US = 3 * TRY_US
WRITES = frozenset(
    {
        *(f"dynamodb.{name}" for name in ("put_item", "update_item", "delete_item", "transact_write_items")),
        "sqs.send_message",
        "sns.publish",
    }
)
BATCH, LOOK_AGAIN = "dynamodb.batch_get_item", "dynamodb.get_item"
ONGOING = "Transaction is ongoing for the item"
THROTTLED = {
    "dynamodb": "ProvisionedThroughputExceededException",
    "sqs": "RequestThrottled",
    "sns": "Throttling",
    "secretsmanager": "ThrottlingException",
}


class Wire:
    """The way out of every process. `points` numbers what is called, for the trace; `writes` are the numbers of the
    calls that change something, among all `calls`."""

    def __init__(self, kernel: Kernel, faults: Faults) -> None:
        self.kernel = kernel
        self.faults = faults
        self.calls = 0
        self.clashes: set[str] = set()
        self.tokens = 0
        self.points: dict[str, int] = {}
        self.writes: list[int] = []
        self.told: Callable[[str], None] | None = None

    def client(self, service: str, served: Any) -> Any:
        """A client whose every operation goes over this wire."""
        return Client(self, service, served)

    def number(self, point: str) -> int:
        """The point's number, by the order of first use."""
        return self.points.setdefault(point, len(self.points))

    def tell(self, what: str) -> None:
        """A line for the story of a run, if one is being told."""
        if self.told:
            self.told(what)

    def call(self, service: str, point: str, apply: Callable[[], Any], writes: int = 1) -> Any:
        """One call with its retries. `writes` is how many a transaction has."""
        kernel, faults = self.kernel, self.faults
        if self.clashes and (point in self.clashes or point == LOOK_AGAIN):
            self._tries_again()
        fate, latency_us = faults.call(kernel.now_us)
        self.calls += 1
        if point in WRITES:
            self.writes.append(self.calls)
        kernel.note(self.points.setdefault(point, len(self.points)), fate)
        if fate is not Fate.FINE and self.told:
            self.told(f"{point}: {fate.name.lower().replace('_', ' ')}")
        kernel.sleep(latency_us)
        if fate is Fate.FINE:
            return apply()
        if fate is Fate.CLASHED:
            return self._clash(service, point, apply, writes)
        return self._unlucky(fate, service, point, apply)

    def _clash(self, service: str, point: str, apply: Callable[[], Any], writes: int) -> Any:
        """Another transaction has a row that this call writes, or half of the keys are left to the next call."""
        operation = point.rpartition(".")[2]
        if point == BATCH:
            return _half(apply())
        if service != "dynamodb" or point not in WRITES:
            return self._unlucky(Fate.REFUSED, service, point, apply)
        self._let_down(service, point)
        self.kernel.task().clashed = True
        self.clashes.add(point)
        if operation == "transact_write_items":
            reasons = [{"Code": "None"} for _ in range(writes)]
            reasons[self.faults.random.randrange(writes)] = {"Code": "TransactionConflict", "Message": ONGOING}
            raise refusals.cancelled(reasons)
        raise refusals.error(operation, "TransactionConflictException", ONGOING)

    def _tries_again(self) -> None:
        """Whoever writes once more after a clash, or looks what became of the row, has taken note of it."""
        task = self.kernel.task()
        if task.clashed:
            task.clashed, task.failed_at = False, None

    def _unlucky(self, fate: Fate, service: str, point: str, apply: Callable[[], Any]) -> Any:
        kernel = self.kernel
        match fate:
            case Fate.KILLED_BEFORE:
                kernel.kill_here(kernel.task(), f"before {point}")
            case Fate.KILLED_AFTER:
                with suppress(ClientError):
                    apply()
                kernel.kill_here(kernel.task(), f"after {point}")
            case Fate.SLOW:
                kernel.sleep(self.faults.slow_us())
                return apply()
            case Fate.LOST_ONCE:
                kernel.sleep(TRY_US)
                return apply()
            case Fate.ANSWER_LOST_ONCE:
                with suppress(ClientError):
                    apply()
                kernel.sleep(TRY_US)
                return apply()
            case Fate.REFUSED:
                self._let_down(service, point)
                error = {"Error": {"Code": THROTTLED[service], "Message": "slow down"}}
                raise ClientError(error, point.rpartition(".")[2])
            case Fate.ANSWER_LOST:
                with suppress(ClientError):
                    apply()
            case Fate.LATE:
                kernel.at(kernel.now_us + self.faults.late_call_us(), _apply_unseen, apply)
        kernel.sleep(GIVEN_UP_US)
        self._let_down(service, point)
        raise ReadTimeoutError(endpoint_url=f"https://{service}.simulated")

    def _let_down(self, service: str, point: str) -> None:
        """The step must tell of it; but a secret that cannot be read is bridged with the one that is known."""
        if service != "secretsmanager":
            self.kernel.task().failed_at = point


class Client:
    """Looks like boto3's low-level client of one service."""

    def __init__(self, wire: Wire, service: str, served: Any) -> None:
        self._wire, self._service, self._served = wire, service, served

    def __getattr__(self, operation: str) -> Any:
        wire, service, point = self._wire, self._service, f"{self._service}.{operation}"
        serve = getattr(self._served, operation)

        if operation == "transact_write_items":

            def call(**arguments: Any) -> Any:
                wire.tokens += 1  # botocore names each call, so that its own retries are applied once
                token = f"token-{wire.tokens}"
                writes = len(arguments["TransactItems"])
                return wire.call(service, point, partial(serve, ClientRequestToken=token, **arguments), writes)
        else:

            def call(**arguments: Any) -> Any:
                return wire.call(service, point, partial(serve, **arguments))

        setattr(self, operation, call)
        return call


def _apply_unseen(apply: Callable[[], Any]) -> None:
    with suppress(ClientError):
        apply()


def _half(answer: dict[str, Any]) -> dict[str, Any]:
    """A batch of rows of which every second is left to the next call."""
    read = {table: rows[::2] for table, rows in answer["Responses"].items()}
    left = {
        table: {"Keys": [{name: row[name] for name in ("pk", "sk")} for row in rows[1::2]]}
        for table, rows in answer["Responses"].items()
        if len(rows) > 1
    }
    return {"Responses": read, "UnprocessedKeys": left}
