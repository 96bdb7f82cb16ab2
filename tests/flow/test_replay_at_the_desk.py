"""An admin has a delivery read again from the desk, on the whole system: within the rights of template.yaml, once."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from functions.desk.session import open_session
from infra import stores
from infra.local.gateway import Answer
from infra.local.seed import seed
from infra.samples.library import load
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.platforms.standard_webhooks import webhook
from tests.support.emulator import HeedSystem

PLATFORM = "standard_webhooks"
UNKNOWN = b'{"type": "mention.translated", "data": {}}'


@dataclass
class Desk:
    """Ada, an admin, in a browser without a screen."""

    system: HeedSystem
    cookie: str

    def get(self, path: str) -> str:
        answer = self._ask("GET", path)
        assert answer.status == 200, (path, answer.body)
        return answer.body.decode()

    def post(self, path: str, **fields: str) -> None:
        csrf = self.get("/quarantine").partition('name="csrf" value="')[2].partition('"')[0]
        answer = self._ask("POST", path, urlencode({"csrf": csrf, **fields}).encode())
        assert answer.status == 303, answer.body

    def _ask(self, method: str, path: str, body: bytes = b"") -> Answer:
        url = self.system.variables["DESK_URL"]
        headers = {"host": url.removeprefix("http://"), "origin": url, "cookie": f"__Host-sid={self.cookie}"}
        return self.system.request(method, path, {**headers, "content-type": "application/x-www-form-urlencoded"}, body)


@pytest.fixture
def system(heed_system: HeedSystem) -> HeedSystem:
    seed(heed_system.client, heed_system.variables)
    return heed_system


@pytest.fixture
def desk(system: HeedSystem) -> Desk:
    settings = stores.of(system.client, system.variables).settings
    return Desk(system, open_session(settings, "admin@local", lambda: uuid4().hex * 2, system.clock()))


def deliver(system: HeedSystem, body: bytes) -> str:
    """The address of its page, once it is in quarantine."""
    proof = sign(PLATFORM, body, SIGNING[PLATFORM]["signing"][0], delivery_id="d", now=system.clock())
    before = in_quarantine(system)
    assert system.request("POST", f"/webhooks/{PLATFORM}", proof, body).status == 200
    (delivery_id,) = in_quarantine(system) - before
    return f"/quarantine/{delivery_id.replace('#', '/')}"


def in_quarantine(system: HeedSystem) -> set[str]:
    rows = system.items("DELIVERIES_TABLE")
    return {row["pk"]["S"].removeprefix("DELIVERY#") for row in rows if row["sk"]["S"] == "QUARANTINE"}


def test_what_is_understood_today_is_answered_once_and_leaves(
    system: HeedSystem, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = next(one for one in load(PLATFORM) if one.name.endswith("_thanks"))
    with monkeypatch.context() as faulty:
        faulty.setattr(webhook, "parse", lambda _request: 1 / 0)
        address = deliver(system, sample.body(system.clock(), "1"))
    for _ in range(2):  # a double click
        desk.post(f"{address}/replay", reason="the adapter is mended")
    assert "Not done yet." in desk.get(address)
    system.drain()
    assert in_quarantine(system) == set()
    assert len(system.standins.wall()) == 1
    assert "It was understood and left quarantine." in desk.get(address)
    assert [row["state"]["S"] for row in system.items("MENTIONS_TABLE") if "state" in row] == ["acknowledged"]
    audited = [row for row in system.items("SETTINGS_TABLE") if row["pk"]["S"].startswith("AUDIT#")]
    assert {(row["by"]["S"], row["what"]["S"], row["reason"]["S"]) for row in audited} == {
        ("admin@local", "replayed", "the adapter is mended")
    }


def test_what_is_still_not_understood_stays_until_it_is_thrown_away(system: HeedSystem, desk: Desk) -> None:
    address = deliver(system, UNKNOWN)
    desk.post(f"{address}/replay", reason="perhaps now")
    system.drain()
    assert "It is still there." in desk.get(address)
    desk.post(f"{address}/discard", reason="a trial of theirs")
    assert in_quarantine(system) == set()
    assert "threw it away" in desk.get(address)
