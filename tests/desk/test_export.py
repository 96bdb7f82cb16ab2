"""The list of cases as lines: as it is filtered, never a text, and it says where it was cut."""

import csv
import io
from datetime import timedelta

import pytest

from functions.desk.views import export
from shared.domain.assessment import Urgency
from tests.desk.client import Page
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import BRAND

ADDRESS = f"/cases.csv?brand={BRAND}"


def table(page: Page) -> list[dict[str, str]]:
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(page.text)))


def test_a_line_says_where_a_case_stands_and_nothing_of_its_text(scene: Scene) -> None:
    mention = scene.mention("=HYPERLINK(1) It broke", author_name="Rita")
    case = scene.case_of(mention)
    page = scene.client("vera").get(ADDRESS)
    (line,) = table(page)
    assert (line["case_id"], line["state"], line["brand"], line["messages"]) == (case.case_id, "open", BRAND, "1")
    assert (line["due_at"][:16], line["holder"], line["outcome"]) == (f"{case.due_at:%Y-%m-%dT%H:%M}", "", "")
    assert "author" not in line
    assert "broke" not in page.text
    assert "Rita" not in page.text


def test_who_works_on_cases_has_the_authors_and_no_cell_is_a_formula(scene: Scene) -> None:
    scene.mention(author_name="=cmd|' /C calc'!A0")
    (line,) = table(scene.client("rosa").get(ADDRESS))
    assert line["author"] == "'=cmd|' /C calc'!A0"


def test_it_holds_what_the_list_holds(scene: Scene) -> None:
    first, second = scene.of_another(1), scene.of_another(2, platform="standard_webhooks")
    rosa = scene.client("rosa")
    rosa.submit(scene.open(rosa, first), f"/cases/{scene.case_of(first).case_id}/claim")
    assert {line["case_id"] for line in table(rosa.get(ADDRESS))} == {
        scene.case_of(one).case_id for one in (first, second)
    }
    (mine,) = table(rosa.get(f"{ADDRESS}&show=mine"))
    assert (mine["case_id"], mine["holder"]) == (scene.case_of(first).case_id, "Rosa")
    assert table(rosa.get(f"{ADDRESS}&folder=closed")) == []
    assert table(rosa.get(f"{ADDRESS}&platform=x")) == []
    (found,) = table(rosa.get(f"{ADDRESS}&author=Author+2"))
    assert found["case_id"] == scene.case_of(second).case_id


def test_the_first_response_to_the_newest_message_is_told(scene: Scene) -> None:
    sent = scene.clock() - timedelta(minutes=3)
    said = made.machine_reply(sent_at=sent, external_reply_id="r1", tries=1)
    scene.mention(earlier_replies=(said,))
    (line,) = table(scene.client("vera").get(ADDRESS))
    assert line["first_response_to_newest_at"] == "2026-11-22T11:57:00.000Z"


@pytest.mark.parametrize("query", ["", "&author=Author"])
def test_it_says_where_it_was_cut(scene: Scene, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    for number in range(7):
        scene.of_another(number)
    rosa = scene.client("rosa")
    monkeypatch.setattr(export, "ROWS", 2)
    assert len({line["case_id"] for line in table(rosa.get(ADDRESS + query))}) == 7
    monkeypatch.setattr(export, "MOST", 5)
    lines = rosa.get(ADDRESS + query).text.splitlines()
    assert len(lines) == 1 + 5 + 1
    assert lines[-1].strip('"').startswith("Cut: these are the first 5 cases")


def test_the_list_leads_to_its_lines(scene: Scene) -> None:
    scene.of_another(1)
    rosa = scene.client("rosa")
    page = rosa.get(f"/?brand={BRAND}&urgency=low&folder=waiting")
    (link,) = [given["href"] for _, given in page.read.elements if given.get("href", "").startswith("/cases.csv")]
    assert {"urgency=low", "folder=waiting", f"brand={BRAND}"} <= set(link.partition("?")[2].split("&"))
    assert table(rosa.get(link)) == []


def test_only_for_those_who_may_see_the_brand(scene: Scene) -> None:
    assert scene.client("otto").get(ADDRESS).status == 403
    assert scene.client("vera").get(f"{ADDRESS}&folder=attic").status == 400


def test_urgency_and_topic_are_codes(scene: Scene) -> None:
    scene.mention(assessment=made.assessment(urgency=Urgency.HIGH))
    (line,) = table(scene.client("vera").get(ADDRESS))
    assert (line["urgency"], line["topic"], line["language"]) == ("high", "thanks", "en")
