"""Where the machine is told to keep quiet, by whom and until when; and all that one author wrote."""

from datetime import timedelta

import pytest

from shared.domain.brand import BlockKind
from shared.domain.mention import Mention
from tests.desk.client import Page
from tests.desk.scene import Scene
from tests.support.made import BRAND, PLATFORM

AUTHOR = f"/author?platform={PLATFORM}"


def do(scene: Scene, mention: Mention, action: str, staff_id: str = "rosa", **fields) -> Page:
    client = scene.client(staff_id)
    page = scene.open(client, mention)
    return client.submit(page, f"/cases/{scene.case_of(mention).case_id}/{action}", **fields)


def test_an_author_is_silenced_for_a_week_with_a_reason(scene: Scene) -> None:
    mention = scene.mention()
    page = do(scene, mention, "silence-author", kind="troll", reason="Baits us")
    assert "This author gets no automatic replies now." in page.said
    assert "Troll (until" in page.said
    assert "Rosa: Baits us" in page.said
    block = scene.ports.settings.block(BRAND, PLATFORM, mention.author_id or "")
    assert block is not None
    assert (block.kind, block.by, block.until) == (BlockKind.TROLL, "rosa", scene.clock() + timedelta(days=7))
    assert ("rosa", "author_marked_troll", "Baits us") in scene.events(mention)


def test_it_ends_by_itself(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, mention, "silence-author", kind="spam", reason="Sells", days="1")
    scene.clock.advance(days=1)
    assert "Sender of spam (until" not in scene.open(scene.client("rosa"), mention).said


def test_it_is_lifted_with_a_reason(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, mention, "silence-author", kind="silenced", reason="Asked us to", days="")
    scene.clock.advance(minutes=1)
    page = do(scene, mention, "hear-author", "rolf", reason="A mistake")
    assert "may get automatic replies again" in page.said
    block = scene.ports.settings.block(BRAND, PLATFORM, mention.author_id or "")
    assert block is not None
    assert not block.is_on(scene.clock())
    assert scene.events(mention)[-1] == ("rolf", "author_heard", "A mistake")


def test_nothing_can_be_lifted_where_nothing_stands(scene: Scene) -> None:
    mention = scene.mention()
    page = scene.client("rosa").call(
        "POST", f"/api/cases/{scene.case_of(mention).case_id}/hear-author", {"reason": "none"}
    )
    assert page.status == 422


def test_a_post_is_stopped_and_let_go_again(scene: Scene) -> None:
    mention = scene.mention()
    page = do(scene, mention, "stop-thread", reason="Off topic", days="30")
    assert "Automatic replies are stopped under this post." in page.said
    stop = scene.ports.settings.thread_stop(PLATFORM, mention.account_id, mention.thread_key)
    assert (stop.stopped, stop.until) == (True, scene.clock() + timedelta(days=30))
    scene.clock.advance(minutes=1)
    do(scene, mention, "start-thread", reason="Calm again")
    assert not scene.ports.settings.thread_stop(PLATFORM, mention.account_id, mention.thread_key).stopped
    assert [what for _, what, _ in scene.events(mention)][-2:] == ["thread_stopped", "thread_started"]


def test_whoever_holds_the_case_works_on(scene: Scene) -> None:
    mention = scene.mention()
    case_id = scene.case_of(mention).case_id
    scene.client("rosa").call("POST", f"/api/cases/{case_id}/claim", {})
    before = scene.case_of(mention)
    do(scene, mention, "silence-author", "rolf", kind="troll", reason="Baits us")
    assert scene.case_of(mention) == before


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"kind": "enemy"}, "As what"),
        ({"kind": ""}, "As what"),
        ({"reason": ""}, "The reason"),
        ({"days": "8"}, "How long"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(scene: Scene, fields, named) -> None:
    mention = scene.mention()
    page = do(scene, mention, "silence-author", **{"kind": "troll", "reason": "Baits us", **fields})
    assert page.status == 422
    assert named in page.said
    assert scene.ports.settings.block(BRAND, PLATFORM, mention.author_id or "") is None


def test_where_the_platform_tells_no_author_nobody_can_be_silenced(scene: Scene) -> None:
    mention = scene.mention(author_id=None)
    assert "Silence the author" not in scene.open(scene.client("rosa"), mention).said
    fields = {"kind": "troll", "reason": "Baits us"}
    page = scene.client("rosa").call("POST", f"/api/cases/{scene.case_of(mention).case_id}/silence-author", fields)
    assert page.status == 422


def test_all_that_an_author_wrote_is_on_one_page(scene: Scene) -> None:
    mention = scene.mention("The first one")
    scene.mention("The second one")
    scene.of_another(7, text="Of somebody else")
    do(scene, mention, "silence-author", kind="troll", reason="Baits us")
    page = scene.client("vera").get(f"{AUTHOR}&id={mention.author_id}")
    assert page.status == 200
    assert page.said.index("The second one") < page.said.index("The first one")
    assert "Of somebody else" not in page.said
    assert "Waits for an answer: 2" in page.said
    assert "Troll · Our Shop" in page.said


def test_more_than_a_page_goes_on_at_the_older_ones(scene: Scene, monkeypatch) -> None:
    monkeypatch.setattr("functions.desk.views.author.ROWS", 2)
    mention, *_ = [scene.mention(f"Number {number}") for number in range(5)]
    page, seen = scene.client("vera").get(f"{AUTHOR}&id={mention.author_id}"), []
    while True:
        seen += [number for number in range(5) if f"Number {number}" in page.said]
        older = [given["href"] for _, given in page.read.elements if "before=" in given.get("href", "")]
        if not older:
            break
        page = scene.client("vera").get(older[0])
    assert sorted(seen) == [0, 1, 2, 3, 4]


def test_an_author_of_brands_that_one_may_not_see_is_not_there(scene: Scene) -> None:
    mention = scene.mention()
    assert scene.client("otto").get(f"{AUTHOR}&id={mention.author_id}").status == 404


@pytest.mark.parametrize("address", ["/author?platform=fax&id=1", f"{AUTHOR}", f"{AUTHOR}&id={'x' * 600}"])
def test_a_wrong_address_is_refused(scene: Scene, address: str) -> None:
    assert scene.client("vera").get(address).status == 400
