"""The desk on the whole system: every page and action stays within what its role in template.yaml allows."""

import json

import pytest

from functions.desk.session import open_session
from infra import stores
from infra.local.gateway import Answer
from infra.local.seed import BRAND, seed
from infra.samples.library import load
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.domain.mention import State
from tests.support.emulator import HeedSystem


@pytest.fixture
def system(heed_system: HeedSystem) -> HeedSystem:
    """Seeded, with every sample of one platform where it ends."""
    seed(heed_system.client, heed_system.variables)
    for sample in load("facebook"):
        body = sample.body(heed_system.clock(), "1")
        secret = SIGNING["facebook"]["signing"][0]
        headers = sign("facebook", body, secret, delivery_id="delivery", now=heed_system.clock())
        heed_system.request("POST", "/webhooks/facebook", headers, body)
        heed_system.drain()
    return heed_system


def test_every_page_can_be_read_with_the_rights_that_the_desk_has(system: HeedSystem) -> None:
    opened = stores.of(system.client, system.variables)
    cookie = open_session(opened.settings, "admin@local", lambda: "t" * 43, system.clock())
    url = system.variables["DESK_URL"]

    def get(path: str) -> Answer:
        return system.request("GET", path, {"host": url.removeprefix("http://"), "cookie": f"__Host-sid={cookie}"})

    mention = next(found for found in stores.all_mentions(opened) if found.case_id)
    pages = ["/", "/?show=mine", "/?show=unclaimed", "/?folder=closed", f"/cases/{mention.case_id}"]
    pages += [f"/mentions/{mention.mention_id}", f"/brands/{BRAND}/stop", "/api/cases", "/sign-in"]
    pages += ["/connections", "/quarantine", "/audit", "/audit.csv", f"/cases.csv?brand={BRAND}"]
    pages += [f"/brands/{BRAND}/playbook{page}" for page in ("", "/edit", "/history")]
    pages += ["/staff", "/sessions"]
    for path in pages:
        assert get(path).status == 200, path
    assert "Our Shop" in get("/").body.decode()


def test_work_on_a_case_stays_within_the_rights_that_the_desk_has(system: HeedSystem) -> None:
    opened = stores.of(system.client, system.variables)
    cookie = open_session(opened.settings, "admin@local", lambda: "t" * 43, system.clock())
    url = system.variables["DESK_URL"]
    headers = {"host": url.removeprefix("http://"), "cookie": f"__Host-sid={cookie}", "origin": url}
    headers |= {"content-type": "application/json"}
    headers["x-csrf-token"] = json.loads(system.request("GET", "/api/session", headers).body)["csrf"]
    mention = next(found for found in stores.all_mentions(opened) if found.case_id and found.state is State.IN_REVIEW)
    for action, fields in (
        ("assign", {"to": "admin@local"}),
        ("tag", {"tags": ["heater"]}),
        ("note", {"note": "Look"}),
        ("escalate", {"reason": "It burns"}),
        ("submit", {"mention_id": mention.mention_id, "reply_id": "1" * 32, "text": "We look into it."}),
        ("withdraw", {"candidate": "1" * 32}),
        ("snooze", {"until": "message", "reason": "They know"}),
        ("wake", {}),
    ):
        address = f"/api/cases/{mention.case_id}"
        seen = json.loads(system.request("GET", address, headers).body)["seen"]
        answer = system.request("POST", f"{address}/{action}", headers, json.dumps({"seen": seen, **fields}).encode())
        assert answer.status == 200, (action, answer.body)
