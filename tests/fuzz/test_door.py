"""The door holds against hostile requests, and the fuzzing would notice if it did not."""

import pickle
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from functions.ingest import handler as ingest
from functions.ingest import receive, replay
from infra.fuzz import cases, door, mutations
from shared.aws import environment
from shared.aws.deliveries import Deliveries
from shared.domain.mention import ignored
from shared.platforms import registry
from shared.platforms.facebook import webhook as facebook
from shared.platforms.standard_webhooks import webhook as standard_webhooks
from shared.platforms.x import webhook as x

CASES = 2000
STEP, MOST = 25, 3000  # cases run at once until a fault of the door is found, and in all


@pytest.fixture(autouse=True)
def _our_samples_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[None]:
    """The cases are the same whether real deliveries lie beside the repository or not."""
    monkeypatch.setattr(cases, "REAL_DELIVERIES", tmp_path)
    _forget()
    yield
    _forget()


def _forget() -> None:
    cases.sources.cache_clear()
    cases.words.cache_clear()


def test_nothing_gets_through_and_nothing_is_lost() -> None:
    report = door.fuzz(0, CASES)
    assert report.examples == ()
    assert report.passed
    assert report.faults == dict.fromkeys(door.FAULTS, 0)
    assert report.cases == sum(report.statuses.values()) == CASES
    assert report.statuses.keys() == {200, 400, 401, 403, 404, 405, 415}
    assert report.slowest_ms < door.CPU_LIMIT_MS
    assert 0 < report.quarantined == report.replayed


def test_real_deliveries_are_fuzzed_where_there_are_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    _forget()
    if not cases.REAL_DELIVERIES.exists():
        pytest.skip("../shared/payloads is absent")
    assert cases.sources("x", real=True) != cases.sources("x", real=False)
    assert door.fuzz(0, CASES // 3).examples == ()


@pytest.mark.parametrize("name", cases.GIANTS)
def test_the_largest_bodies_are_kept_and_quick(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(cases, "GIANTS", {name: cases.GIANTS[name]})
    monkeypatch.setattr(cases, "GIANT_RATE", 1)
    assert door.fuzz(0, 1).examples == ()


def test_a_number_gives_the_same_request_and_the_same_answer_for_ever() -> None:
    numbers = range(50, 250)
    first = [cases.make(number) for number in numbers]
    _forget()
    assert [cases.make(number) for number in numbers] == first
    whole = door.fuzz(50, 200)
    parts = door.total([door.fuzz(50, 70), door.fuzz(120, 130)])
    assert (whole.statuses, whole.faults, whole.quarantined) == (parts.statuses, parts.faults, parts.quarantined)


def test_every_mutation_every_change_of_bytes_and_every_oddity_is_drawn() -> None:
    drawn = {done.partition(":")[0] for number in range(CASES) for done in cases.make(number).done}
    assert drawn >= {change.__name__[1:] for change in mutations.CHANGES}
    named = {done for number in range(CASES) for done in cases.make(number).done}
    assert named >= {f"bytes:{name}" for name in mutations.BYTES}
    assert named >= {f"request:{oddity.__name__[1:]}" for oddity in cases.events.ODDITIES}


def test_a_report_goes_from_one_process_to_another() -> None:
    report = door.fuzz(0, 20)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 (we wrote it ourselves)


def test_the_function_is_left_as_it_was() -> None:
    before = (ingest.ports, environment.read, environment.client, sys.stdout)
    door.fuzz(0, 5)
    assert (ingest.ports, environment.read, environment.client, sys.stdout) == before


def _finds(kind: str) -> bool:
    """Whether a fault of this kind is reported before so many cases are through."""
    for first in range(0, MOST, STEP):
        report = door.fuzz(first, STEP)
        if report.faults[kind]:
            return not report.passed and any(what.startswith(kind) for _, _, what in report.examples)
    return False


def test_a_door_without_quarantine_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "_quarantine", lambda *_: None)
    assert _finds(door.LOST)


def test_a_body_that_is_not_kept_byte_for_byte_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Deliveries.keep
    monkeypatch.setattr(Deliveries, "keep", lambda self, *, body, **rest: keep(self, body=body.strip(), **rest))
    assert _finds(door.LOST)


def test_a_store_that_drops_what_it_is_given_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "store", lambda *_, **__: None)
    assert _finds(door.LOST)


@pytest.mark.parametrize("adapter", [facebook, standard_webhooks, x])
def test_an_adapter_that_passes_over_entries_is_found(monkeypatch: pytest.MonkeyPatch, adapter: Any) -> None:
    parse = adapter.parse
    monkeypatch.setattr(adapter, "parse", lambda request: parse(request)[:1])
    assert _finds(door.LOST)


@pytest.mark.parametrize("adapter", [facebook, standard_webhooks, x])
def test_an_adapter_that_ignores_what_it_must_not_is_found(monkeypatch: pytest.MonkeyPatch, adapter: Any) -> None:
    monkeypatch.setattr(adapter, "parse", lambda _request: [ignored("post", "own_post")])
    assert _finds(door.LOST)


def test_an_adapter_that_raises_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(x, "parse", lambda request: [][len(request.body)])
    assert _finds(door.LOST)


def test_a_door_that_raises_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "_receive", lambda event: event["nothing"])
    monkeypatch.setattr(ingest.observe, "log", lambda *_, **__: None)
    assert _finds(door.UNHANDLED)
    monkeypatch.setattr(ingest, "handler", lambda event, _context: event["nothing"])
    assert _finds(door.UNHANDLED)
    assert door.fuzz(0, 5).statuses == {0: 5}


def test_a_door_that_verifies_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    for platform in registry.PLATFORMS:
        monkeypatch.setattr(registry.webhook(platform), "verify", lambda *_: None)
    assert _finds(door.WRONG_STATUS)


def test_a_door_that_stores_what_it_refuses_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "Answer", lambda *_: ingest.Answer(401))
    assert _finds(door.REFUSED_BUT_STORED)


@pytest.mark.parametrize("print_to", ["stdout", "stderr"])
def test_a_canary_in_the_log_is_found(monkeypatch: pytest.MonkeyPatch, print_to: str) -> None:
    greet = receive._greet

    def tell(request: Any, *rest: Any) -> Any:
        print(request.headers.get("user-agent"), file=getattr(sys, print_to))
        return greet(request, *rest)

    monkeypatch.setattr(receive, "_greet", tell)
    assert _finds(door.CANARY)


def test_a_replay_that_raises_or_is_not_repeatable_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "written", lambda reasons: [][len(list(reasons))])
    assert _finds(door.NOT_REPLAYABLE)
    monkeypatch.setattr(replay, "written", lambda _reasons: ("again",))
    explain = Deliveries.explain
    counted = iter(range(10**6))
    monkeypatch.setattr(Deliveries, "explain", lambda self, name, _: explain(self, name, (str(next(counted)),)))
    assert _finds(door.NOT_REPLAYABLE)


def test_a_slow_door_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    greet = receive._greet
    monkeypatch.setattr(receive, "_greet", lambda *arguments: (sum(range(30_000_000)), greet(*arguments))[1])
    report = door.fuzz(0, 1)
    assert report.faults[door.SLOW] == 1
    assert report.slowest_ms > door.CPU_LIMIT_MS
