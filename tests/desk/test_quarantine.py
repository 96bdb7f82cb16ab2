"""Quarantine: staff read what was not understood without harm; an admin has it read again or throws it away."""

import json
from datetime import timedelta
from typing import Any

import pytest

from functions.ingest.fan_out import fan_out
from functions.ingest.receive import Ports as IngestPorts
from shared.aws.deliveries import KEEP_REPLAYS
from tests.desk.client import Client, Page
from tests.desk.scene import Scene
from tests.support.made import PLATFORM
from tests.support.world import body as body_of

UNDERSTOOD = body_of("p9", text="Hello")  # by today's adapter
UNKNOWN = b'{"type": "mention.translated", "data": {}}'
HOSTILE = "<img src=x onerror=alert(1)> \u202egnp.exe http://evil.example.com/ \u05e9\u05dc\u05d5\u05dd"


def keep(scene: Scene, body: bytes = UNKNOWN, reason: str = "unknown:mention.translated:kind", **changes: Any) -> str:
    kept = {"platform": PLATFORM, "account": "ourshop", "headers": {"content-type": "application/json"}}
    return scene.ports.deliveries.keep(body=body, reasons=(reason,), now=scene.clock(), **{**kept, **changes})


def address(delivery_id: str) -> str:
    return f"/quarantine/{delivery_id.replace('#', '/')}"


def decide(client: Client, delivery_id: str, deed: str, **fields: str) -> Page:
    page = client.get(address(delivery_id))
    return client.submit(page, f"{address(delivery_id)}/{deed}", **{"reason": "looked at it", **fields})


def stream(scene: Scene) -> None:
    """What the table's stream hands to ingest: every row that template.yaml's filter lets through."""
    rows = scene.cloud.rows("DeliveriesTable", "REPLAY")
    asked = [row for row in rows if row.get("kind") == {"S": "replay"}]
    records = [{"eventName": "INSERT", "dynamodb": {"NewImage": row, "SequenceNumber": "1"}} for row in asked]
    ports = IngestPorts(
        mentions=scene.ports.mentions,
        deliveries=scene.ports.deliveries,
        secrets=lambda _platform, _now, _renew: None,
        clock=scene.clock,
    )
    assert fan_out(records, ports) == {"batchItemFailures": []}


def test_the_newest_stand_first_with_why_how_large_and_how_often(scene: Scene) -> None:
    keep(scene)
    keep(scene)
    scene.clock.advance(hours=1)
    keep(scene, b"[]", "nothing_found", account="")
    page = scene.client("rosa").get("/quarantine")
    assert page.status == 200
    assert page.said.index("Nothing was found in it.") < page.said.index("does not name")
    assert "mention.translated:kind" in page.said
    assert "2 times" in page.said
    assert f"{len(UNKNOWN)} bytes" in page.said
    assert "2 deliveries" in page.said
    assert "Only the first" not in page.said


def test_what_was_not_searched_is_said(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(scene)
    monkeypatch.setattr(scene.ports.deliveries, "listed", lambda _most: ([], False))
    assert "there may be more" in scene.client("rosa").get("/quarantine").said


def test_a_body_is_shown_line_by_line_and_harms_nobody(scene: Scene) -> None:
    delivery_id = keep(scene, json.dumps({"text": HOSTILE, "name": "\ud800"}).encode())
    page = scene.client("rosa").get(address(delivery_id))
    assert [given["alt"] for tag, given in page.read.elements if tag == "img"] == [""]  # the sign of the house
    assert "&lt;img src=x" in page.text
    assert "\u202e" not in page.text
    assert "\\u202egnp.exe" in page.text
    assert not [given for _, given in page.read.elements if "evil" in given.get("href", "")]
    assert '\n  "text": ' in page.text.replace("&#34;", '"')
    assert ("pre", "auto") in [(tag, given.get("dir")) for tag, given in page.read.elements]


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"[" * 100_000, b"a=1&b=%00", b'{"a": ' + b"9" * 5000 + b"}"])
def test_any_body_can_be_looked_at(scene: Scene, body: bytes) -> None:
    assert scene.client("rosa").get(address(keep(scene, body))).status == 200


def test_a_long_body_is_cut_and_says_so(scene: Scene) -> None:
    page = scene.client("rosa").get(address(keep(scene, b'"' + b"x" * 300_000 + b'"')))
    assert "The first 100000 characters are shown." in page.said
    assert len(page.body) < 150_000


def test_a_header_that_may_be_secret_is_named_but_not_shown(scene: Scene) -> None:
    headers = {"content-type": "application/json", "x-hub-signature-256": "sha256=abcdef"}
    said = scene.client("ada").get(address(keep(scene, headers=headers))).said
    assert "application/json" in said
    assert "x-hub-signature-256" in said
    assert "abcdef" not in said


def test_only_who_works_on_cases_reads_and_only_an_admin_decides(scene: Scene) -> None:
    delivery_id = keep(scene)
    assert scene.client("vera").get("/quarantine").status == 403
    assert scene.client("vera").get(address(delivery_id)).status == 403
    rosa = scene.client("rosa")
    page = rosa.get(address(delivery_id))
    assert "you need the role admin" in page.said
    csrf = page.form("/sign-out").fields["csrf"]
    for deed in ("replay", "discard"):
        assert rosa.post(f"{address(delivery_id)}/{deed}", {"csrf": csrf, "reason": "why"}).status == 403
    assert scene.ports.deliveries.kept(delivery_id)
    assert scene.ports.deliveries.decisions(9) == []


def test_what_is_understood_today_is_stored_and_leaves(scene: Scene) -> None:
    delivery_id = keep(scene, UNDERSTOOD, "parser_failed:KeyError")
    page = decide(scene.client("ada"), delivery_id, "replay")
    assert "Asked for." in page.said
    assert "Ada had it read again looked at it Not done yet." in page.said
    assert scene.ports.deliveries.kept(delivery_id)
    stream(scene)
    page = scene.client("rosa").get(address(delivery_id))
    assert "It was understood and left quarantine." in page.said
    assert scene.ports.deliveries.kept(delivery_id) is None
    assert [row for row in scene.cloud.rows() if row.get("text") == {"S": "Hello"}]
    assert "It was understood and left quarantine." in scene.client("rosa").get("/quarantine").said


def test_what_is_still_not_understood_stays_and_says_why(scene: Scene) -> None:
    delivery_id = keep(scene, UNKNOWN, "parser_failed:KeyError")
    decide(scene.client("ada"), delivery_id, "replay")
    stream(scene)
    said = scene.client("ada").get(address(delivery_id)).said
    assert "It is still there." in said
    assert said.count("does not name") == 2  # on the delivery as it stands, and with the decision


def test_asked_twice_it_is_done_once(scene: Scene) -> None:
    delivery_id = keep(scene, UNDERSTOOD)
    for _ in range(2):
        scene.clock.advance(seconds=1)
        decide(scene.client("ada"), delivery_id, "replay")
    stream(scene)
    stream(scene)
    became = [str(one.became) for one in scene.ports.deliveries.decisions(9)]
    assert became == ["gone", "left"]
    assert len([row for row in scene.cloud.rows() if row.get("text") == {"S": "Hello"}]) == 1


def test_an_outcome_that_is_noted_stays_as_it_is(scene: Scene) -> None:
    delivery_id = keep(scene, UNDERSTOOD)
    decide(scene.client("ada"), delivery_id, "replay")
    (row,) = scene.cloud.rows("DeliveriesTable", "REPLAY")
    stream(scene)
    record = {"eventName": "INSERT", "dynamodb": {"NewImage": row, "SequenceNumber": "1"}}
    fan_out([record], IngestPorts(scene.ports.mentions, scene.ports.deliveries, lambda *_: None, scene.clock))
    assert [str(one.became) for one in scene.ports.deliveries.decisions(9)] == ["left"]


@pytest.mark.parametrize("body", [UNKNOWN, b"".join(b"%06d" % number for number in range(200_000))])
def test_thrown_away_leaves_nothing_but_who_and_why(scene: Scene, body: bytes) -> None:
    delivery_id = keep(scene, body)
    page = decide(scene.client("ada"), delivery_id, "discard")
    assert "The delivery is thrown away." in page.said
    assert "Ada threw it away looked at it" in page.said
    (row,) = scene.cloud.rows("DeliveriesTable")
    until = int((scene.clock() + KEEP_REPLAYS).timestamp())
    assert (row["by"]["S"], row["reason"]["S"], row["expires_at"]["N"]) == ("ada", "looked at it", str(until))


def test_a_decision_needs_a_reason(scene: Scene) -> None:
    delivery_id = keep(scene)
    for deed in ("replay", "discard"):
        page = decide(scene.client("ada"), delivery_id, deed, reason="  ")
        assert page.status == 422
        assert "The reason" in page.said
    assert scene.ports.deliveries.decisions(9) == []


def test_what_has_left_meanwhile_is_not_thrown_away_in_its_name(scene: Scene) -> None:
    delivery_id = keep(scene)
    ada = scene.client("ada")
    page = ada.get(address(delivery_id))
    scene.ports.deliveries.discard(delivery_id)
    assert ada.submit(page, f"{address(delivery_id)}/discard", reason="why").status == 404
    assert scene.ports.deliveries.decisions(9) == []


def test_another_who_is_quicker_has_done_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    delivery_id = keep(scene)
    store = scene.ports.deliveries
    seen = store.kept(delivery_id)
    store.discard(delivery_id)
    monkeypatch.setattr(store, "kept", lambda _delivery_id: seen)
    page = decide(scene.client("ada"), delivery_id, "discard")
    assert page.status == 409
    assert "It has left quarantine meanwhile." in page.said
    assert store.decisions(9) == []


def test_addresses_of_nothing_are_no_pages(scene: Scene) -> None:
    ada = scene.client("ada")
    assert ada.get("/quarantine/x/nothing").status == 404
    assert ada.get("/quarantine/x/..%2f").status == 404
    delivery_id = keep(scene)
    assert ada.get(f"{address(delivery_id)}/replay").address == address(delivery_id)


def test_what_the_command_line_replayed_is_listed_too(scene: Scene) -> None:
    scene.ports.deliveries.note_replay("abcd", ("replies",), "the platform is back", scene.clock() - timedelta(days=1))
    said = scene.client("rosa").get("/quarantine").said
    assert "The command line had it read again the platform is back" in said
