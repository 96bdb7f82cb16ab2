"""The queue: by deadline, with all that tells what to open; and the stop switch above it."""

from datetime import timedelta

import pytest

from functions.desk import views
from shared.domain.assessment import Topic, Urgency
from shared.domain.brand import Role, Staff, StopSwitch
from shared.domain.lifecycle import INGEST, move
from shared.domain.mention import State
from shared.domain.playbook import Playbook
from tests.desk.client import Page
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import BRAND


def authors(page: Page) -> list[str]:
    return [word for word in page.said.split("Author ")[1:] if word[0].isdigit()]


def test_the_queue_is_in_order_of_deadline_with_all_that_tells_what_to_open(scene: Scene) -> None:
    for number, urgency in ((1, Urgency.LOW), (2, Urgency.CRITICAL), (3, Urgency.NORMAL)):
        scene.of_another(number, assessment=made.assessment(urgency=urgency, topics=(Topic.BILLING,)), reach=1200)
    scene.clock.advance(minutes=20)
    said = scene.client("rosa").get("/").said
    places = [said.index(f"Author {number}") for number in (2, 3, 1)]
    assert places == sorted(places)
    assert "◆ Critical Author 2 It broke after a day. Standard Webhooks post Billing English 1.2k followers" in said
    assert "overdue by 5 min" in said
    assert "due in 7 h 40 min" in said
    assert "3 cases" in said


def test_the_row_shows_the_newest_message_and_how_many_there_are(scene: Scene) -> None:
    scene.mention("First")
    scene.mention("\n\nNewest line\nmore")
    said = scene.client("rosa").get("/").said
    assert "Newest line" in said
    assert "First" not in said
    assert "2 messages" in said


def test_the_row_of_a_deleted_message_says_so(scene: Scene) -> None:
    mention = scene.mention("secret")
    scene.write(mention, move(scene.read(mention), State.WITHDRAWN, by=INGEST, at=scene.clock(), text=None))
    said = scene.client("rosa").get("/").said
    assert "Deleted by its author" in said
    assert "secret" not in said


def test_folders_and_filters_show_what_they_say(scene: Scene) -> None:
    mine, others, free, closed = (scene.of_another(number) for number in (1, 2, 3, 4))
    rosa, rolf = scene.client("rosa"), scene.client("rolf")
    for client, mention in ((rosa, mine), (rolf, others)):
        client.submit(client.get("/"), f"/cases/{scene.case_of(mention).case_id}/claim")
    page = scene.open(rosa, closed)
    rosa.submit(page, f"/cases/{scene.case_of(closed).case_id}/resolve", outcome="dismissed")
    shown = {
        address: sorted(number[0] for number in authors(rosa.get(address)))
        for address in ("/", "/?show=mine", "/?show=unclaimed", "/?folder=closed", "/?folder=waiting")
    }
    free_one = scene.case_of(free)
    assert free_one.holder is None
    assert {address: sorted(set(numbers)) for address, numbers in shown.items()} == {
        "/": ["1", "2", "3"],
        "/?show=mine": ["1"],
        "/?show=unclaimed": ["3"],
        "/?folder=closed": ["4"],
        "/?folder=waiting": [],
    }
    said = rosa.get("/").said
    assert "You" in said
    assert "Rolf" in said
    scene.clock.advance(minutes=10)
    assert sorted({number[0] for number in authors(rosa.get("/?show=unclaimed"))}) == ["1", "2", "3"]


def test_at_most_sixty_rows_are_shown_and_it_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    assert views.ROWS == 60
    monkeypatch.setattr(views, "ROWS", 3)
    monkeypatch.setattr(views.queue, "__defaults__", (3,))
    for number in range(1, 4):
        scene.of_another(number)
    assert "3 cases" in scene.client("rosa").get("/").said
    scene.of_another(4)
    said = scene.client("rosa").get("/").said
    assert "The 3 most urgent are shown; there are more." in said
    assert "Author 4" not in said


def test_tabs_are_the_brands_of_the_persons_roles(scene: Scene) -> None:
    settings = scene.ports.settings
    settings.publish(Playbook(brand="cafe", version=1, title="Café Ría"))
    settings.publish(Playbook(brand="bank", version=1, title="The Bank"))
    settings.put_staff(Staff(staff_id="two", name="Two", roles={BRAND: Role.VIEWER, "cafe": Role.VIEWER}))
    said = scene.client("two").get("/").said
    assert "Café Ría Our Shop" in said
    assert "The Bank" not in said
    assert "The Bank" in scene.client("ada").get("/").said


def test_the_first_brand_with_work_is_shown_first(scene: Scene) -> None:
    scene.ports.settings.publish(Playbook(brand="a-brand", version=1, title="A Brand"))
    scene.mention("Here it is")
    assert "Here it is" in scene.client("ada").get("/").said


def test_mentions_of_an_account_that_is_nobodys_have_a_tab_while_there_are_any(scene: Scene) -> None:
    ada = scene.client("ada")
    assert "Unassigned" not in ada.get("/").said
    mention = scene.mention("For whom?", account_id="unknown", brand="")
    assert "Unassigned" in ada.get("/").said
    assert "For whom?" in ada.get("/?brand=unassigned").said
    page = scene.open(ada, mention)
    ada.submit(page, f"/cases/{scene.case_of(mention).case_id}/reply", text="Hello!")
    assert scene.read(mention).state is State.REPLYING
    assert "Unassigned" not in scene.client("rosa").get("/").said


@pytest.mark.parametrize(
    "query", ["folder=all", "folder=open,open", "show=everything", "folder=", "show=mine&show=all"]
)
def test_an_address_that_means_nothing_is_refused(scene: Scene, query: str) -> None:
    page = scene.client("rosa").get(f"/?{query}")
    assert page.status == 400
    assert "it must be one of" in page.said


def test_while_the_stop_switch_is_on_every_page_says_so_in_red_and_in_words(scene: Scene) -> None:
    mention = scene.mention()
    ada = scene.client("ada")
    page = ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason="Recall of the heater")
    assert "Automatic replies are stopped." in page.said
    addresses = ["/", f"/cases/{scene.case_of(mention).case_id}", f"/brands/{BRAND}/stop", "/nothing", "/?folder=x"]
    for address in [*addresses, f"/mentions/{mention.mention_id}"]:
        page = scene.client("vera").get(address)
        assert "Automatic replies of Our Shop are stopped. Ada: Recall of the heater" in page.said, address
        assert "bar stopped" in [given.get("class") for _, given in page.read.elements]
    ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason="Over")
    assert "are stopped" not in scene.client("vera").get("/").said


def test_a_stop_that_ended_by_itself_is_no_longer_shown(scene: Scene) -> None:
    until = scene.clock() + timedelta(hours=1)
    switch = StopSwitch(stopped=True, reason="x", by="ada", at=scene.clock(), until=until)
    scene.ports.settings.put_stop_switch(BRAND, switch)
    assert "(until 2026-11-22 13:00 UTC)" in scene.client("vera").get("/").said
    scene.clock.advance(hours=1)
    assert "are stopped" not in scene.client("vera").get("/").said


def test_a_switch_without_a_reason_comes_back_with_the_remedy(scene: Scene) -> None:
    ada = scene.client("ada")
    page = ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason=" ")
    assert (page.status, "The reason: say why" in page.said) == (422, True)
