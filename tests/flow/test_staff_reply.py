"""A person's reply on the whole system: from the desk's button to the public wall, once, with its undo window."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from functions.desk.session import open_session
from infra import stores
from infra.local.seed import seed
from infra.samples.library import load
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.domain.mention import Mention, State
from shared.platforms import registry
from tests.support.emulator import HeedSystem


@dataclass
class Desk:
    """Rosa at the JSON interface of the desk."""

    system: HeedSystem
    cookie: str

    def call(self, method: str, path: str, value: Any = None) -> Any:
        url = self.system.variables["DESK_URL"]
        headers = {"host": url.removeprefix("http://"), "origin": url, "cookie": f"__Host-sid={self.cookie}"}
        if method == "POST":
            headers |= {"content-type": "application/json", "x-csrf-token": self.call("GET", "/api/session")["csrf"]}
        answer = self.system.request(method, path, headers, json.dumps(value).encode() if value is not None else b"")
        assert answer.status == 200, answer.body
        return json.loads(answer.body)


@pytest.fixture
def system(heed_system: HeedSystem) -> HeedSystem:
    seed(heed_system.client, heed_system.variables)
    return heed_system


@pytest.fixture
def desk(system: HeedSystem) -> Desk:
    settings = stores.of(system.client, system.variables).settings
    return Desk(system, open_session(settings, "responder@local", lambda: uuid4().hex * 2, system.clock()))


@pytest.mark.parametrize("platform", registry.PLATFORMS)
def test_a_reply_stands_once_and_the_case_waits_for_the_author(system: HeedSystem, desk: Desk, platform: str):
    mention = _complaint(system, platform)
    fields = _reply(desk, mention)
    for _ in range(2):  # a double click
        assert desk.call("POST", f"/api/cases/{mention.case_id}/reply", fields)["done"]
        fields = fields | {"seen": _seen(desk, mention)}
    assert system.standins.wall() == [], "it left before its undo window ended"
    system.drain()

    (post,) = system.standins.wall()
    assert post["text"] == fields["text"]
    assert _read(system, mention).state is State.ANSWERED
    assert desk.call("GET", f"/api/cases/{mention.case_id}")["state"] == "waiting"


def test_what_the_machine_said_before_stays_known(system: HeedSystem, desk: Desk):
    mention = _deliver(system, "x", "_question")
    desk.call("POST", f"/api/cases/{mention.case_id}/reply", _reply(desk, mention))
    system.drain()

    after = _read(system, mention)
    assert after.reply
    assert after.reply.by == "responder@local"
    (acknowledgement,) = after.earlier_replies
    assert acknowledgement.by == "machine"
    assert acknowledgement.sent_at is not None
    assert [post["text"] for post in system.standins.wall()] == [acknowledgement.text, after.reply.text]


def test_an_undone_reply_never_leaves(system: HeedSystem, desk: Desk):
    mention = _complaint(system, "facebook")
    fields = _reply(desk, mention)
    desk.call("POST", f"/api/cases/{mention.case_id}/reply", fields)
    undone = {"mention_id": mention.mention_id, "reply_id": fields["reply_id"], "seen": _seen(desk, mention)}
    assert desk.call("POST", f"/api/cases/{mention.case_id}/undo", undone)["done"] == "undone"
    system.drain()
    system.clock.advance(300)
    system.sweep()

    assert system.standins.wall() == []
    assert _read(system, mention).state is State.IN_REVIEW


def test_a_refused_reply_comes_back_to_people_with_its_reason(system: HeedSystem, desk: Desk):
    mention = _complaint(system, "x")
    system.standins.behave("x", "refused", times=1)
    desk.call("POST", f"/api/cases/{mention.case_id}/reply", _reply(desk, mention))
    system.drain()

    after = _read(system, mention)
    assert after.state is State.IN_REVIEW
    assert [entry.reason for entry in after.timeline if entry.reason.startswith("refused:")]
    assert desk.call("GET", f"/api/cases/{mention.case_id}")["state"] == "open"
    assert system.standins.wall() == []


def test_an_unclear_reply_by_a_person_is_found_and_not_repeated(system: HeedSystem, desk: Desk):
    mention = _complaint(system, "facebook")
    system.standins.behave("facebook", "error_after_applying", times=1)
    desk.call("POST", f"/api/cases/{mention.case_id}/reply", _reply(desk, mention))
    system.drain()
    assert _read(system, mention).state is State.SENDING
    system.clock.advance(140)
    system.sweep()
    system.drain()

    assert _read(system, mention).state is State.ANSWERED
    assert len(system.standins.wall()) == 1


def _complaint(system: HeedSystem, platform: str) -> Mention:
    return _deliver(system, platform, "_complaint")


def _deliver(system: HeedSystem, platform: str, name: str) -> Mention:
    sample = next(one for one in load(platform) if one.name.endswith(name))
    body = sample.body(system.clock(), "7")
    secret = SIGNING[platform]["signing"][0]
    headers = sign(platform, body, secret, delivery_id="delivery", now=system.clock())
    assert system.request("POST", f"/webhooks/{platform}", headers, body).status == 200
    system.drain()
    (mention,) = stores.all_mentions(stores.of(system.client, system.variables))
    assert mention.case_id is not None
    return mention


def _reply(desk: Desk, mention: Mention) -> dict[str, Any]:
    return {
        "mention_id": mention.mention_id,
        "reply_id": uuid4().hex,
        "text": "We are sorry about this. Please tell us your order number in a private message.",
        "seen": _seen(desk, mention),
    }


def _seen(desk: Desk, mention: Mention) -> str:
    return desk.call("GET", f"/api/cases/{mention.case_id}")["seen"]


def _read(system: HeedSystem, mention: Mention) -> Mention:
    found = stores.of(system.client, system.variables).mentions.get(mention.mention_id)
    assert found is not None
    return found
