"""The same actions as JSON, for those who work elsewhere."""

from typing import Any

import pytest

from shared.domain.mention import State
from tests.desk.scene import Scene
from tests.support.made import BRAND


def test_who_is_signed_in_and_what_they_may(scene: Scene) -> None:
    told = scene.client("rosa").ask("GET", "/api/session").json
    assert told["staff"] == {"id": "rosa", "name": "Rosa"}
    assert told["brands"] == [{"brand": BRAND, "title": "Our Shop", "role": "responder"}]
    assert len(told["csrf"]) > 20


def test_a_case_from_list_to_end(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    listed = rosa.ask("GET", f"/api/cases?brand={BRAND}&folder=open&limit=5").json
    assert listed["more"] is False
    (row,) = listed["cases"]
    assert (row["excerpt"], row["author_name"], row["holder"]) == ("It broke after a day.", "Rita", None)
    path = f"/api/cases/{row['case_id']}"
    case = rosa.ask("GET", path).json
    (message,) = case["messages"]
    assert (message["text"], message["visibility"], message["limit"]) == ("It broke after a day.", "public", 2000)
    assert rosa.call("POST", f"{path}/claim").json["case"]["holder"] == "rosa"
    text = {"mention_id": mention.mention_id, "text": "Sorry! Use code SORRY"}
    checked = rosa.call("POST", f"{path}/check", text).json
    assert (checked["count"], checked["limit"], len(checked["warnings"])) == (21, 2000, 1)
    assert scene.read(mention).state is State.IN_REVIEW
    seen = rosa.ask("GET", path).json["seen"]
    answer = rosa.call("POST", f"{path}/reply", {**text, "reply_id": "a" * 32, "seen": seen})
    assert (answer.status, answer.json["done"]) == (200, "replied")
    assert answer.json["case"]["messages"][0]["reply"]["text"] == "Sorry! Use code SORRY"
    undone = rosa.call("POST", f"{path}/undo", {"mention_id": mention.mention_id, "reply_id": "a" * 32})
    assert undone.json["done"] == "undone"
    ended = rosa.call("POST", f"{path}/resolve", {"seen": undone.json["case"]["seen"], "outcome": "dismissed"})
    assert (ended.json["case"]["state"], ended.json["case"]["outcome"]) == ("closed", "dismissed")
    assert rosa.ask("GET", "/api/cases").json["cases"] == []
    told = [(line["who"], line["what"]) for line in ended.json["case"]["timeline"]]
    assert told[0] == ("Rosa", "closed the case")


@pytest.mark.parametrize(
    "limit", ["-1", "0", "101", "1e9", "1000000000", "NaN", "Infinity", "", "1.5", "5,5", "０５", "x"]
)
def test_a_limit_that_is_none_is_refused(scene: Scene, limit: str) -> None:
    page = scene.client("rosa").ask("GET", f"/api/cases?limit={limit}")
    assert (page.status, page.headers["content-type"]) == (400, "application/problem+json")
    assert page.json["field"] == "limit"
    assert "from 1 to 60" in page.json["detail"]


def test_the_list_says_when_there_is_more(scene: Scene) -> None:
    for number in range(3):
        scene.mention(author_id=f"a{number}", thread_id=f"t{number}")
    listed = scene.client("rosa").ask("GET", "/api/cases?limit=2").json
    assert (len(listed["cases"]), listed["more"]) == (2, True)


@pytest.mark.parametrize(
    ("action", "fields", "status", "field"),
    [
        ("resolve", {"outcome": "dismissed"}, 422, "seen"),
        ("resolve", {"outcome": "x", "seen": "1.1.0"}, 422, "outcome"),
        ("resolve", {"outcome": "dismissed", "seen": "9.1.0"}, 409, None),
        ("reply", {}, 422, "reply_id"),
        ("reply", {"reply_id": "a" * 32}, 422, "mention_id"),
        ("reply", {"reply_id": "a" * 32, "mention_id": "x"}, 422, "mention_id"),
        ("take-over", {"seen": "1.1.0"}, 422, "reason"),
        ("release", {}, 409, None),
        ("explode", {}, 404, None),
        ("check", {"mention_id": "x"}, 422, "mention_id"),
    ],
)
def test_an_error_names_the_field_and_the_remedy(
    scene: Scene, action: str, fields: dict[str, Any], status: int, field: str | None
) -> None:
    mention = scene.mention()
    before = scene.cloud.rows()
    page = scene.client("rosa").call("POST", f"/api/cases/{scene.case_of(mention).case_id}/{action}", fields)
    assert (page.status, page.headers["content-type"]) == (status, "application/problem+json")
    assert page.json["status"] == status
    assert page.json.get("field") == field
    assert page.json["detail"]
    assert scene.cloud.rows() == before


def test_the_stop_switch(scene: Scene) -> None:
    path = f"/api/brands/{BRAND}/stop"
    assert scene.client("vera").ask("GET", path).json["stopped"] is False
    turned = scene.client("ada").call("POST", path, {"stopped": "on", "reason": "Recall"}).json
    assert (turned["stopped"], turned["by"], turned["reason"]) == (True, "ada", "Recall")
    assert scene.client("vera").ask("GET", path).json == turned
    assert scene.client("rosa").call("POST", path, {"stopped": "off", "reason": "x"}).status == 403
    assert scene.client("ada").ask("GET", "/api/brands/nobody/stop").status == 404


def test_a_mention_is_brought_before_people(scene: Scene) -> None:
    mention = scene.mention(case=False)
    scene.change(mention, state=State.IGNORED, due_at=None)
    done = scene.client("rosa").call("POST", f"/api/mentions/{mention.mention_id}/reopen", {"reason": "needs_answer"})
    assert (done.status, done.json["done"]) == (200, "mention_reopened")
    assert scene.read(mention).state is State.IN_REVIEW
