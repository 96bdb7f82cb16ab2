"""Two people at one case know of each other; whose it is follows who works, and nobody is surprised."""

import pytest

from functions.desk import company
from shared.aws.presence import STALE
from shared.domain.case import LEASE
from shared.domain.mention import Mention
from tests.desk.client import Client, Page
from tests.desk.scene import Scene
from tests.desk.test_actions import do, seen
from tests.support.made import BRAND


def at(scene: Scene, mention: Mention) -> str:
    return f"/api/cases/{scene.case_of(mention).case_id}/presence"


def tell(scene: Scene, client: Client, mention: Mention, what: str, **fields: str) -> Page:
    return client.call("POST", at(scene, mention), {"what": what, **fields})


def people(answer: Page) -> list[tuple[str, str]]:
    return [(one["name"], one["what"]) for one in answer.json["people"]]


def test_people_at_a_case_see_each_other_and_not_themselves(scene: Scene) -> None:
    mention, rosa, rolf = scene.mention(), scene.client("rosa"), scene.client("rolf")
    assert people(tell(scene, rosa, mention, "typing")) == []
    assert people(tell(scene, rolf, mention, "viewing")) == [("Rosa", "typing")]
    assert people(tell(scene, rosa, mention, "viewing")) == [("Rolf", "viewing")]
    assert "Rosa is looking at this case." in scene.open(rolf, mention).said
    tell(scene, rosa, mention, "typing")
    tell(scene, scene.client("ada"), mention, "viewing")
    assert people(rolf.ask("GET", at(scene, mention))) == [("Rosa", "typing"), ("Ada", "viewing")]
    assert "Rosa is writing… Ada is looking at this case." in scene.open(rolf, mention).said


def test_the_list_shows_who_is_where(scene: Scene) -> None:
    first, second = scene.of_another(1), scene.of_another(2)
    rosa, rolf = scene.client("rosa"), scene.client("rolf")
    tell(scene, rosa, second, "typing")
    found = rolf.ask("GET", f"/api/brands/{BRAND}/presence").json["cases"]
    assert {case_id: [one["says"] for one in told] for case_id, told in found.items()} == {
        scene.case_of(second).case_id: ["Rosa is writing…"]
    }
    assert rolf.get("/").said.count("Rosa is writing…") == 1
    assert "Rosa is writing…" not in rosa.get("/").said
    tell(scene, rosa, first, "viewing")
    assert list(rolf.ask("GET", f"/api/brands/{BRAND}/presence").json["cases"]) == [scene.case_of(first).case_id]


def test_who_vanishes_is_gone_after_a_moment_and_who_leaves_at_once(scene: Scene) -> None:
    mention, rosa, rolf = scene.mention(), scene.client("rosa"), scene.client("rolf")
    tell(scene, rosa, mention, "viewing")
    scene.clock.advance(seconds=STALE.total_seconds() - 1)
    assert people(rolf.ask("GET", at(scene, mention))) == [("Rosa", "viewing")]
    scene.clock.advance(seconds=1)
    assert people(rolf.ask("GET", at(scene, mention))) == []
    tell(scene, rosa, mention, "viewing")
    tell(scene, rosa, mention, "gone")
    assert people(rolf.ask("GET", at(scene, mention))) == []


def test_leaving_one_case_does_not_hide_who_is_at_the_next(scene: Scene) -> None:
    first, second = scene.of_another(1), scene.of_another(2)
    rosa, rolf = scene.client("rosa"), scene.client("rolf")
    tell(scene, rosa, first, "viewing")
    tell(scene, rosa, second, "viewing")
    tell(scene, rosa, first, "gone")
    assert people(rolf.ask("GET", at(scene, second))) == [("Rosa", "viewing")]


def test_typing_renews_the_lease_at_most_once_a_minute_and_leaves_what_others_saw_valid(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    do(scene, "rosa", mention, "claim")
    claimed, stamp, events = scene.case_of(mention), seen(scene, mention), scene.events(mention)
    scene.clock.advance(seconds=59)
    tell(scene, rosa, mention, "typing")
    assert scene.case_of(mention).lease_until == claimed.lease_until
    scene.clock.advance(seconds=2)
    tell(scene, rosa, mention, "viewing")
    assert scene.case_of(mention).lease_until == claimed.lease_until
    told = tell(scene, rosa, mention, "typing", seen=stamp).json
    assert scene.case_of(mention).lease_until == scene.clock() + LEASE
    assert told["mine"] is True
    assert told["news"] == {"messages": 0, "changed": False, "says": ""}
    assert (seen(scene, mention), scene.events(mention)) == (stamp, events)


def test_typing_renews_nothing_that_another_holds_or_that_ran_out(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    do(scene, "rolf", mention, "claim")
    held = scene.case_of(mention)
    scene.clock.advance(minutes=5)
    told = tell(scene, rosa, mention, "typing").json
    assert (told["mine"], told["holder_name"]) == (False, "Rolf")
    assert scene.case_of(mention) == held
    scene.clock.advance(minutes=6)
    assert tell(scene, scene.client("rolf"), mention, "typing").json["holder"] is None
    assert scene.case_of(mention) == held


def test_the_first_keystroke_claims_what_is_nobodys_once_and_nothing_else(scene: Scene) -> None:
    mention, rosa, rolf = scene.mention(), scene.client("rosa"), scene.client("rolf")
    assert tell(scene, rosa, mention, "viewing", claim="on").json["claimed"] == ""
    assert tell(scene, rosa, mention, "typing").json["holder"] is None
    told = tell(scene, rosa, mention, "typing", claim="on").json
    assert (told["mine"], told["claimed"]) == (True, seen(scene, mention))
    claimed = scene.case_of(mention)
    assert tell(scene, rosa, mention, "typing", claim="on").json["claimed"] == ""
    told = tell(scene, rolf, mention, "typing", claim="on").json
    assert (told["mine"], told["claimed"], told["holder_name"]) == (False, "", "Rosa")
    assert scene.case_of(mention) == claimed
    assert [what for _, what, _ in scene.events(mention)] == ["opened", "claimed"]


def test_typing_in_a_closed_case_claims_nothing(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    do(scene, "rosa", mention, "resolve", outcome="dismissed")
    told = tell(scene, rosa, mention, "typing", claim="on")
    assert (told.status, told.json["holder"], told.json["claimed"]) == (200, None, "")


def test_staying_is_a_plain_form_of_the_holder_alone(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    path = f"/cases/{scene.case_of(mention).case_id}"
    do(scene, "rosa", mention, "claim")
    scene.clock.advance(minutes=9)
    page = rosa.submit(scene.open(rosa, mention), f"{path}/stay")
    assert "The case is yours for ten more minutes." in page.said
    assert scene.case_of(mention).lease_until == scene.clock() + LEASE
    assert scene.client("rolf").call("POST", f"/api{path}/stay").status == 409


def test_a_take_over_at_the_same_moment_wins_over_a_renewal(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "claim")
    scene.clock.advance(minutes=5)
    stale = scene.case_of(mention)
    do(scene, "rolf", mention, "take-over", reason="Rosa is away")
    rosa = scene.ports.settings.staff("rosa")
    assert rosa is not None
    found = company.stay_while_typing(scene.ports, rosa, stale, scene.clock())
    assert found.holder == scene.case_of(mention).holder == "rolf"


def test_what_came_since_the_case_was_opened_is_told_before_it_is_answered(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    stamp = seen(scene, mention)
    assert tell(scene, rosa, mention, "viewing", seen=stamp).json["news"]["changed"] is False
    scene.mention("And another thing!")
    news = tell(scene, rosa, mention, "typing", seen=stamp).json["news"]
    assert (news["messages"], news["says"]) == (1, "1 new message since you opened this case.")
    scene.mention("And a third!")
    asked = rosa.ask("GET", f"{at(scene, mention)}?seen={stamp}").json
    assert (asked["news"]["messages"], asked["members"]) == (2, 3)
    fresh = seen(scene, mention)
    do(scene, "rolf", mention, "claim")
    news = tell(scene, rosa, mention, "viewing", seen=fresh).json["news"]
    assert (news["messages"], news["says"]) == (0, "This case changed since you opened it.")


@pytest.mark.parametrize("stamp", ["", "x", "1.2", "9" * 40, "1.1.1; DROP"])
def test_a_stamp_that_is_none_is_no_news(scene: Scene, stamp: str) -> None:
    answer = tell(scene, scene.client("rosa"), scene.mention(), "viewing", seen=stamp)
    assert answer.json["news"] == {"messages": 0, "changed": False, "says": ""}


def test_viewers_see_who_is_there_and_tell_nothing(scene: Scene) -> None:
    mention, vera = scene.mention(), scene.client("vera")
    tell(scene, scene.client("rosa"), mention, "typing")
    assert people(vera.ask("GET", at(scene, mention))) == [("Rosa", "typing")]
    assert tell(scene, vera, mention, "viewing").status == 403
    assert people(scene.client("rosa").ask("GET", at(scene, mention))) == []


def test_who_has_no_role_learns_nothing(scene: Scene) -> None:
    mention, otto = scene.mention(), scene.client("otto")
    assert otto.ask("GET", at(scene, mention)).status == 403
    assert tell(scene, otto, mention, "viewing").status == 403
    assert otto.ask("GET", f"/api/brands/{BRAND}/presence").status == 403


def test_only_what_people_do_can_be_told(scene: Scene) -> None:
    answer = tell(scene, scene.client("rosa"), scene.mention(), "dancing")
    assert (answer.status, answer.json["field"]) == (422, "what")
