"""Fuzzing of the door: hostile requests against the real ingest function, and what must hold for each.

The answer is one of a few statuses, and the right one. Nothing raises, nothing is slow. Whatever was
verified is stored or kept whole; what was refused leaves no row. Whatever is kept can be replayed, and
a replay of a replay changes nothing. No name, handle, text or token gets into the log.
"""

import io
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from functions.ingest import handler as ingest
from functions.ingest.receive import Ports
from infra import replay
from infra import stores as all_stores
from infra.fuzz import cases, readings
from infra.fuzz.cases import Case
from infra.local import invoke
from infra.simulate.kernel import START
from infra.simulate.runtime import plan
from infra.simulate.table import Row
from infra.simulate.tables import Tables
from infra.standins.credentials import SIGNING
from shared.aws import environment
from shared.aws.deliveries import Kept
from shared.domain import arrival
from shared.domain.mention import EventKind, MentionEvent
from shared.errors import PayloadError
from shared.platforms import registry
from shared.platforms.contract import WebhookRequest

STATUSES = frozenset({200, 204, 400, 401, 403, 404, 405, 413, 415})
ACCEPTED = frozenset({200, 204})
CPU_LIMIT_MS = 100.0
# A case that took no longer than this by the clock on the wall took no more CPU time either, and asking for
# that is slow. Others are measured again: the machine is shared, so that the least time counts.
QUICK_MS = 25.0
TRIES = 2
BATCH = 10  # parts of large deliveries that the stream hands out at once
TABLES = ("MentionsTable", "DeliveriesTable")
SHOWN = 10
LATER, LATER_STILL = START + timedelta(hours=1), START + timedelta(hours=2)
# kinds of faults
LOST, NOT_REPLAYABLE, UNHANDLED, WRONG_STATUS, REFUSED_BUT_STORED, SLOW, CANARY = (
    *("lost", "not replayable", "unhandled", "wrong status", "refused but stored", "slow", "canary in the log"),
)
FAULTS = (LOST, NOT_REPLAYABLE, UNHANDLED, WRONG_STATUS, REFUSED_BUT_STORED, SLOW, CANARY)

Fault = tuple[str, str]  # its kind, and what happened


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run of cases. `faults` counts by kind, each of FAULTS; status 0 is no answer at all.

    `replayed` of what was quarantined came back without a fault. `examples`: number, platform, what was wrong
    and how the case was made.
    """

    cases: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    quarantined: int = 0
    replayed: int = 0
    slowest_ms: float = 0.0
    slowest_case: int = 0
    examples: tuple[tuple[int, str, str], ...] = ()

    @property
    def passed(self) -> bool:
        return not any(self.faults.values())


def fuzz(first: int, count: int) -> Report:
    """Runs the cases of these numbers. Nothing is shared between cases, so that many processes may share a run."""
    with _stage() as stage:
        return total(_run(cases.make(number), stage) for number in range(first, first + count))


def total(reports: Iterable[Report]) -> Report:
    """Several reports as one."""
    cases = quarantined = replayed = 0
    statuses: Counter[int] = Counter()
    faults: Counter[str] = Counter(dict.fromkeys(FAULTS, 0))
    slowest = (0.0, 0)
    examples: list[tuple[int, str, str]] = []
    for report in reports:
        cases += report.cases
        quarantined += report.quarantined
        replayed += report.replayed
        statuses.update(report.statuses)
        faults.update(report.faults)
        slowest = max(slowest, (report.slowest_ms, report.slowest_case))
        examples += report.examples[: SHOWN - len(examples)]
    return Report(
        cases, dict(sorted(statuses.items())), dict(faults), quarantined, replayed, *slowest, examples=tuple(examples)
    )


@dataclass
class Stage:
    """The function's ports on tables in memory, and what was written to the log."""

    ports: Ports
    stores: all_stores.Stores
    log: io.StringIO
    tables: Tables

    def renew(self, *, keep_all: bool) -> None:
        """Empty tables, an empty log."""
        self.tables = _tables()
        self.ports.mentions.client = self.ports.deliveries.client = self.tables
        self.stores.mentions.client = self.stores.deliveries.client = self.tables
        self.ports = replace(self.ports, keep_all=keep_all)
        self.log.seek(0)
        self.log.truncate()

    def rows(self) -> dict[str, dict[Any, Any]]:
        """Everything that is stored. Rows are never changed in place."""
        return {name: dict(table.rows) for name, table in self.tables.tables.items()}


@contextmanager
def _stage() -> Iterator[Stage]:
    """Within, the door is the real function with the simulation behind it."""
    variables = invoke.one_environment(plan()[2])
    tables = _tables()
    secret = SimpleNamespace(get_secret_value=lambda SecretId: {"SecretString": json.dumps(SIGNING)})  # noqa: ARG005, N803 (boto3's name)
    clients: dict[str, Any] = {"dynamodb": tables, "secretsmanager": secret}
    before = (environment.read, environment.client, ingest.ports)
    try:
        environment.read = lambda settings: before[0](settings, variables)
        environment.client = clients.__getitem__
        ports = replace(ingest.ports.__wrapped__(), clock=lambda: START)
        log = io.StringIO()
        stage = Stage(ports, all_stores.of(clients.__getitem__, variables), log, tables)
        ingest.ports = lambda: stage.ports
        with redirect_stdout(log), redirect_stderr(log):
            yield stage
    finally:
        environment.read, environment.client, ingest.ports = before


def _tables() -> Tables:
    return Tables({"Resources": {name: plan()[0]["Resources"][name] for name in TABLES}})


def _run(case: Case, stage: Stage) -> Report:
    """One case with everything that must hold for it."""
    faults: list[Fault] = []
    status, spent_ms = _answer(case, stage, faults)
    if status is not None:
        faults += _judge_status(case, status)
    if spent_ms > CPU_LIMIT_MS:
        faults.append((SLOW, f"{spent_ms:.0f} ms"))
    accepted = case.event["requestContext"]["http"]["method"] == "POST" and status in ACCEPTED
    kept: list[Kept] = []
    if accepted:
        _hand_out(stage, faults)
        kept = list(stage.stores.deliveries.all_kept())
        faults += ((LOST, what) for what in _lost(case, stage, kept))
    elif any(stage.rows().values()):
        faults.append((REFUSED_BUT_STORED, f"answered {status}"))
    unreplayable = [(NOT_REPLAYABLE, what) for one in kept for what in [*_replay(one, stage)][:1]]
    faults += unreplayable
    if case.canary in stage.log.getvalue():
        line = next(line for line in stage.log.getvalue().splitlines() if case.canary in line)
        faults.append((CANARY, line[:200]))
    made = ", ".join(case.done)
    return Report(
        cases=1,
        statuses={status or 0: 1},
        faults=dict(Counter(kind for kind, _ in faults)),
        quarantined=len(kept),
        replayed=len(kept) - len(unreplayable),
        slowest_ms=spent_ms,
        slowest_case=case.number,
        examples=tuple((case.number, case.platform, f"{kind}: {what} ({made})"[:500]) for kind, what in faults),
    )


def _answer(case: Case, stage: Stage, faults: list[Fault]) -> tuple[int | None, float]:
    """The status that the door answers, None if it raises, and the least time that it took, in ms."""
    try:
        status, spent_ms = _measured(case, stage, time.perf_counter)
        for _ in range(TRIES if spent_ms > QUICK_MS else 0):
            spent_ms = min(spent_ms, _measured(case, stage, time.process_time)[1])
    except Exception as error:
        faults.append((UNHANDLED, repr(error)[:200]))
        return None, 0.0
    return status, spent_ms


def _measured(case: Case, stage: Stage, clock: Callable[[], float]) -> tuple[int, float]:
    stage.renew(keep_all=case.keep_all)
    begun = clock()
    status = ingest.handler(case.event, None)["statusCode"]
    return status, (clock() - begun) * 1000


def _judge_status(case: Case, status: int) -> Iterator[Fault]:
    if status >= 500:
        yield UNHANDLED, f"answered {status}"
    elif status not in STATUSES or status not in case.right:
        yield WRONG_STATUS, f"answered {status}, right were {sorted(case.right)}"


def _hand_out(stage: Stage, faults: list[Fault]) -> None:
    """Plays the stream of large deliveries until nothing is left to hand out."""
    records = stage.tables.records["DeliveriesTable"]
    read = 0
    while read < len(records):
        batch, read = records[read : read + BATCH], min(read + BATCH, len(records))
        parts = [record for record in batch if "envelope" in str(record["dynamodb"].get("NewImage", {}).get("kind"))]
        if parts and ingest.handler({"Records": parts}, None)["batchItemFailures"]:
            faults.append((LOST, "a part of a large delivery cannot be stored"))
    records.clear()


def _lost(case: Case, stage: Stage, kept: list[Kept]) -> Iterator[str]:
    """What of an accepted delivery is neither stored nor kept."""
    whole = [one for one in kept if one.body == case.sent and one.platform == case.platform]
    if any(one.reasons != ("kept_by_setting",) for one in whole):
        failed = [reason for one in whole for reason in one.reasons if reason.startswith("parser_failed")]
        yield from (f"{reason}: kept, but it is a fault of ours" for reason in failed)
        return
    if case.keep_all and not whole:
        yield "not kept though every delivery is to be kept"
    content = _json(case.sent)
    if content is None:
        yield "a body that is not JSON is not kept"
        return
    mentions = stage.tables.tables["MentionsTable"].rows
    stored = {(_field(row, "account_id"), _field(row, "external_id")): row for row in mentions.values()}
    account = (case.event.get("pathParameters") or {}).get("account", "")
    told = '"Conflicts"' in stage.log.getvalue()  # one id with two texts: the first stays, and that is counted
    for one in readings.held(case.platform, content):
        row = stored.get((one.account or account, one.external_id))
        if row is None:
            yield "a content in the documented form is neither stored nor kept"
        elif case.canary in (one.text or "")[:500] and not _is_said(case.canary, row) and not told:
            yield "the text of a content is not what was sent"
    for event in _own_reading(case.platform, case.sent):
        if event.kind is EventKind.IGNORED:
            if event.unknown or not event.reason:
                yield "an entry that was not understood is not kept"
            continue
        named = arrival.identify(arrival.clean(event)[0], platform=case.platform, account=account)
        if (f"MENTION#{named}", "HEAD") not in mentions:
            yield "a content that the adapter read is neither stored nor kept"


def _is_said(canary: str, row: Row) -> bool:
    """Whether it stands in the text of a row, or an edit or a deletion in the same delivery took the text away."""
    return canary in _field(row, "text") or "revision" in row.item or "deleted_at" in row.item


def _own_reading(platform: str, body: bytes) -> list[MentionEvent]:
    """What the adapter reads. Nothing at all, or a refusal, would have been kept."""
    request = WebhookRequest(method="POST", path="", query={}, headers={}, body=body, received_at=START)
    try:
        events = registry.webhook(platform).parse(request)
    except PayloadError:
        events = []
    return events or [MentionEvent(kind=EventKind.IGNORED)]


def _replay(kept: Kept, stage: Stage) -> Iterator[str]:
    """Reads what is kept again, as `heed replay` does, twice."""
    faults: list[Fault] = []
    try:
        replay.replay(stage.stores, kept, LATER, dry_run=False)
        _hand_out(stage, faults)
        before = stage.rows()
        replay.replay(stage.stores, kept, LATER_STILL, dry_run=False)
        _hand_out(stage, faults)
    except Exception as error:
        yield repr(error)[:200]
        return
    yield from (what for _, what in faults)
    if stage.rows() != before:
        yield "a replay of a replay changes something"


def _json(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def _field(row: Row, name: str) -> str:
    return row.item.get(name, {}).get("S", "")
