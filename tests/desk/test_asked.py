"""What an address asks of the list: filters, searches, older ones, counts, and one case after another."""

import pytest

from functions.desk import views
from shared.domain.assessment import Topic, Urgency
from tests.desk.client import Page
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import BRAND


def shown(page: Page) -> list[str]:
    return [word.split()[0] for word in page.said.split("Claim the case of Author ")[1:]]


@pytest.fixture
def many(scene: Scene) -> Scene:
    for number in range(1, 8):
        judged = made.assessment(
            urgency=Urgency.HIGH if number % 2 else Urgency.LOW,
            topics=(Topic.DELIVERY if number < 4 else Topic.PRAISE,),
            language="es" if number == 2 else "en",
        )
        scene.of_another(number, text=f"Parcel {number}", assessment=judged)
        scene.clock.advance(minutes=1)
    return scene


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("urgency=high", "1357"),
        ("urgency=high&topic=delivery", "13"),
        ("language=es", "2"),
        ("platform=x", ""),
        ("owner=rolf", ""),
        ("acknowledged=no&urgency=low", "246"),
        ("acknowledged=yes", ""),
        ("text=parcel 5", "5"),
        ("text=PARCEL&urgency=low", "642"),
        ("author=author 3", "3"),
    ],
)
def test_filters_and_searches_find_what_they_say(many: Scene, query: str, found: str) -> None:
    page = many.client("rosa").get(f"/?brand={BRAND}&{query.replace(' ', '+')}")
    assert sorted(shown(page)) == sorted(found)
    assert shown(page) == list(found) or "text" in query


def test_older_ones_follow_without_a_gap_or_a_repeat(many: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "ROWS", 2)
    rosa, seen, target = many.client("rosa"), [], f"/?brand={BRAND}"
    while target:
        page = rosa.get(target)
        seen += shown(page)
        links = [given["href"] for tag, given in page.read.elements if tag == "a" and "after=" in given.get("href", "")]
        target = links[0] if links else ""
    assert seen == list("1357246")


@pytest.mark.parametrize("query", ["urgency=huge", "platform=fax", "after=1", "acknowledged=maybe", "language=x%00"])
def test_what_means_nothing_is_refused(scene: Scene, query: str) -> None:
    assert scene.client("rosa").get(f"/?{query}").status == 400


def test_folders_are_counted(many: Scene) -> None:
    counted = many.client("vera").get(f"/folders?brand={BRAND}").json
    assert (counted["open"], counted["unclaimed"], counted["mine"]) == ("7", "7", "0")
    assert "closed" not in counted


def test_rows_are_not_sent_again_while_nothing_changed(many: Scene) -> None:
    rosa = many.client("rosa")
    first = rosa.get(f"/rows?brand={BRAND}")
    stamp = {"if-none-match": first.headers["etag"]}
    assert rosa.ask("GET", f"/rows?brand={BRAND}", headers=stamp).status == 304
    many.of_another(9)
    assert rosa.ask("GET", f"/rows?brand={BRAND}", headers=stamp).status == 200


def test_the_most_urgent_case_that_nobody_has_is_served_once(many: Scene) -> None:
    rosa, rolf = many.client("rosa"), many.client("rolf")
    taken = [client.submit(client.get("/focus"), "/focus/next").address for client in (rosa, rolf)]
    assert len(set(taken)) == 2
    assert all(address.startswith("/cases/") and address.endswith("focus=yes") for address in taken)
    held = {case.holder for case in many.ports.cases.queue(BRAND, "open", 9) if case.holder}
    assert held == {"rosa", "rolf"}
    assert many.client("vera").get("/focus").status == 403
