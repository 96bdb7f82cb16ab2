"""The figures: what the counters hold is shown as it is, by brand, platform, topic and time."""

import csv
import io
from collections import Counter
from datetime import timedelta

import pytest

from functions.desk.answers import in_csv
from shared.aws.tallies import Hour
from tests.desk.scene import Scene
from tests.support.made import BRAND, PLATFORM

ADDRESS = f"/brands/{BRAND}/today"


@pytest.fixture
def counted(scene: Scene) -> Scene:
    """A morning: two hours on one platform, one on another, and one of the day before yesterday."""
    now = scene.clock()
    figures = {
        Hour.of(BRAND, PLATFORM, now): Counter(
            arrived=5, acknowledged=3, queued=2, topic_praise=3, topic_safety=2, sentiment_positive=3
        ),
        Hour.of(BRAND, PLATFORM, now - timedelta(hours=2)): Counter(
            arrived=4, answered=2, sentiment_negative=4, first_people_high_4=1, first_people_high_8=1
        ),
        Hour.of(BRAND, "x", now): Counter(arrived=11, topic_delivery=11),
        Hour.of(BRAND, PLATFORM, now - timedelta(days=2)): Counter(arrived=100),
        Hour.of("another", PLATFORM, now): Counter(arrived=1000),
    }
    scene.ports.tallies.add(figures, batch="0" * 32)
    return scene


def totals(page) -> dict[str, str]:
    said = page.said
    return {name: said.split(name)[1].split()[0] for name in ("Arrived", "Queued for people", "Answered by people")}


def test_a_day_holds_its_24_hours_and_no_other_brand(counted: Scene) -> None:
    page = counted.client("vera").get(ADDRESS)
    assert page.status == 200
    assert totals(page) == {"Arrived": "20", "Queued for people": "2", "Answered by people": "2"}
    assert page.text.count('class="arrived"') == 24
    assert "3 positive, 4 negative, 0 neither." in page.said


def test_a_week_holds_the_days_before(counted: Scene) -> None:
    page = counted.client("vera").get(f"{ADDRESS}?days=7")
    assert totals(page)["Arrived"] == "120"
    assert page.text.count('class="arrived"') == 7


def test_one_platform_by_itself(counted: Scene) -> None:
    page = counted.client("vera").get(f"{ADDRESS}?platform=x")
    assert totals(page)["Arrived"] == "11"
    assert "Delivery" in page.said


def test_answers_are_told_by_who_and_how_soon(counted: Scene) -> None:
    said = counted.client("vera").get(ADDRESS).said
    assert "People ▲ High 2 5 min 1 h" in said


def test_what_is_overdue_now_is_counted_from_the_cases(counted: Scene) -> None:
    counted.mention()
    assert "Overdue now 0" in counted.client("vera").get(ADDRESS).said
    counted.clock.advance(days=3)
    assert "Overdue now 1" in counted.client("vera").get(ADDRESS).said


def test_nothing_is_said_in_so_many_words(scene: Scene) -> None:
    assert "Nothing arrived in this period." in scene.client("vera").get(ADDRESS).said


WRONG = [("days=3", "how long"), ("days=x", "how long"), ("platform=fax", "platform")]


@pytest.mark.parametrize(("query", "field"), WRONG)
def test_a_wrong_choice_is_named(scene: Scene, query: str, field: str) -> None:
    page = scene.client("vera").get(f"{ADDRESS}?{query}")
    assert page.status == 400
    assert field in page.said.lower()


def test_only_for_those_who_may_see_the_brand(scene: Scene) -> None:
    assert scene.client("otto").get(ADDRESS).status == 403
    assert scene.client("ada").get("/brands/nobody/today").status == 404


def test_the_short_address_leads_to_the_first_brand(counted: Scene) -> None:
    assert counted.client("vera").get("/today").address == ADDRESS


def test_the_same_as_lines_for_a_spreadsheet(counted: Scene) -> None:
    page = counted.client("vera").get(f"{ADDRESS}.csv?days=1")
    lines = list(csv.DictReader(io.StringIO(page.text)))
    assert page.headers["content-type"].startswith("text/csv")
    assert len(lines) == 24
    assert sum(int(line["arrived"]) for line in lines) == 20


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert in_csv([[cell, "plain"]], "x.csv").body.lstrip('"').startswith("'")
