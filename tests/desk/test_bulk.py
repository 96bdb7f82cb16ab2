"""Many cases at once: told first, done case by case, undone for a minute."""

from datetime import timedelta

import pytest

from functions.desk.actions.bulk import MOST_CASES
from shared.domain.assessment import Urgency
from shared.domain.case import CaseState
from shared.domain.mention import Mention, State
from tests.desk.client import Client, Page
from tests.desk.scene import Scene
from tests.desk.test_actions import do
from tests.support import made


def begin(scene: Scene, client: Client, mentions: list[Mention], **fields: str) -> Page:
    """The page that tells what would happen."""
    csrf = client.ask("GET", "/api/session").json["csrf"]
    ids = [scene.case_of(mention).case_id for mention in mentions]
    return client.post("/bulk", {"csrf": csrf, "brand": "shop", "case": ids, **fields})


def test_the_preview_tells_what_will_happen_and_why_not_and_writes_nothing(scene: Scene) -> None:
    free, held, closed = (scene.of_another(number) for number in (1, 2, 3))
    do(scene, "rolf", held, "claim")
    do(scene, "rosa", closed, "resolve", outcome="dismissed")
    before = {row["pk"]["S"] + row["sk"]["S"]: row for row in scene.cloud.rows()}
    page = begin(scene, scene.client("rosa"), [free, held, closed], action="resolve", outcome="duplicate")
    assert "What will happen" in page.said
    assert "Author 1 It will be closed." in page.said.replace("1It", "1 It")
    assert "Rolf holds this case" in page.said
    assert "it is closed; reopen it first" in page.said
    assert {row["pk"]["S"] + row["sk"]["S"]: row for row in scene.cloud.rows()} == before
    (chosen,) = page.form("/bulk/do").fields["case"]
    assert chosen.startswith(scene.case_of(free).case_id)


def test_they_are_resolved_each_by_itself_and_undone_within_a_minute_as_they_were(scene: Scene) -> None:
    one, also, two = scene.of_another(1), scene.of_another(1, text="And again."), scene.of_another(2)
    due_at = scene.case_of(one).due_at
    rosa = scene.client("rosa")
    page = rosa.submit(begin(scene, rosa, [one, two], action="resolve", outcome="dismissed"), "/bulk/do")
    assert {scene.read(mention).state for mention in (one, also, two)} == {State.RESOLVED}
    assert "What happened" in page.said
    scene.clock.advance(seconds=59)
    page = rosa.submit(page, "/bulk/undo")
    assert "What was taken back" in page.said
    assert "The case is open again." in page.said
    for mention in (one, also, two):
        assert (scene.read(mention).state, scene.read(mention).due_at) == (State.IN_REVIEW, due_at)
        assert scene.case_of(mention).state is CaseState.OPEN
        assert scene.read(mention).with_people


def test_after_a_minute_or_a_change_it_is_too_late_to_undo(scene: Scene) -> None:
    one, two = scene.of_another(1), scene.of_another(2)
    rosa = scene.client("rosa")
    page = rosa.submit(begin(scene, rosa, [one, two], action="assign", to="rolf"), "/bulk/do")
    do(scene, "rolf", two, "tag", tags="mine")
    page_again = rosa.submit(page, "/bulk/undo")
    assert [scene.case_of(mention).assigned_to for mention in (one, two)] == [None, "rolf"]
    assert "Not done: 1 case" in page_again.said
    assert "somebody changed the case since" in page_again.said
    page = rosa.submit(begin(scene, rosa, [one], action="assign", to="rolf"), "/bulk/do")
    scene.clock.advance(seconds=61)
    rosa.submit(page, "/bulk/undo")
    assert scene.case_of(one).assigned_to == "rolf"


def test_what_changed_since_the_preview_is_left_alone(scene: Scene) -> None:
    one, two = scene.of_another(1), scene.of_another(2)
    rosa = scene.client("rosa")
    page = begin(scene, rosa, [one, two], action="resolve", outcome="dismissed")
    scene.of_another(2, text="Wait!")
    page = rosa.submit(page, "/bulk/do")
    assert [scene.case_of(mention).state for mention in (one, two)] == [CaseState.CLOSED, CaseState.OPEN]
    assert "1 new message since you opened it" in page.said


def test_tags_are_added_and_only_those_taken_off_again(scene: Scene) -> None:
    one, two = scene.of_another(1), scene.of_another(2)
    do(scene, "rosa", one, "tag", tags="old")
    rosa = scene.client("rosa")
    page = rosa.submit(begin(scene, rosa, [one, two], action="tag", tags="recall heater"), "/bulk/do")
    assert scene.case_of(one).tags == ("heater", "old", "recall")
    rosa.submit(page, "/bulk/undo")
    assert (scene.case_of(one).tags, scene.case_of(two).tags) == (("old",), ())


def test_an_assignment_goes_back_to_whose_work_it_was(scene: Scene) -> None:
    one, two = scene.of_another(1), scene.of_another(2)
    do(scene, "rosa", one, "assign", to="ada")
    rosa = scene.client("rosa")
    page = rosa.submit(begin(scene, rosa, [one, two], action="assign", to="rolf"), "/bulk/do")
    assert [scene.case_of(mention).assigned_to for mention in (one, two)] == ["rolf", "rolf"]
    rosa.submit(page, "/bulk/undo")
    assert [scene.case_of(mention).assigned_to for mention in (one, two)] == ["ada", None]


def test_a_snooze_is_undone_to_the_deadline_that_was(scene: Scene) -> None:
    one, critical = scene.of_another(1), scene.of_another(2, assessment=made.assessment(urgency=Urgency.CRITICAL))
    due_at = scene.case_of(one).due_at
    rosa = scene.client("rosa")
    page = begin(scene, rosa, [one, critical], action="snooze", until="message")
    assert "would be looked at later than promised" in page.said
    page = rosa.submit(page, "/bulk/do")
    assert scene.case_of(one).state is CaseState.SNOOZED
    scene.clock.advance(seconds=30)
    rosa.submit(page, "/bulk/undo")
    assert (scene.case_of(one).state, scene.case_of(one).due_at) == (CaseState.OPEN, due_at)
    assert scene.read(one).due_at == due_at
    assert scene.case_of(critical).state is CaseState.OPEN


def test_an_undo_that_was_tampered_with_puts_no_deadline_off(scene: Scene) -> None:
    mention = scene.of_another(1)
    rosa = scene.client("rosa")
    page = begin(scene, rosa, [mention], action="snooze", until=f"{scene.clock() + timedelta(hours=1):%FT%TZ}")
    page = rosa.submit(page, "/bulk/do")
    case = scene.case_of(mention)
    rosa.submit(page, "/bulk/undo", case=f"{case.case_id} {case.version} 2099-01-01T00:00:00Z")
    assert scene.case_of(mention).due_at == scene.clock() + timedelta(hours=1)


def test_claims_are_taken_and_let_go(scene: Scene) -> None:
    one, two = scene.of_another(1), scene.of_another(2)
    rosa = scene.client("rosa")
    page = rosa.submit(begin(scene, rosa, [one, two], action="claim"), "/bulk/do")
    assert [scene.case_of(mention).holder for mention in (one, two)] == ["rosa", "rosa"]
    rosa.submit(page, "/bulk/undo")
    assert [scene.case_of(mention).holder for mention in (one, two)] == [None, None]


def test_first_it_is_chosen_what_is_to_be_done(scene: Scene) -> None:
    mention = scene.of_another(1)
    rosa = scene.client("rosa")
    page = begin(scene, rosa, [mention])
    assert "The chosen cases" in page.said
    page = rosa.post("/bulk", {**page.form("/bulk").fields, "action": "tag", "tags": "recall"})
    assert "It will get the tags." in page.said
    rosa.submit(page, "/bulk/do")
    assert scene.case_of(mention).tags == ("recall",)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"action": "reply"}, "What is to be done: it must be one of"),
        ({"action": "resolve", "case": []}, "choose at least one case"),
        ({"action": "claim", "case": [f"case{number}" for number in range(MOST_CASES + 1)]}, "100 cases at most"),
        ({"action": "resolve"}, "choose how the case ends"),
        ({"action": "assign", "to": "vera"}, "Vera has no role"),
        ({"action": "tag", "tags": "<b>"}, "is no tag"),
    ],
)
def test_what_cannot_be_done_is_said(scene: Scene, fields: dict[str, str], told: str) -> None:
    assert told in begin(scene, scene.client("rosa"), [scene.mention()], **fields).said


def test_viewers_and_strangers_change_nothing(scene: Scene) -> None:
    mention = scene.mention()
    for staff_id in ("vera", "otto"):
        page = begin(scene, scene.client(staff_id), [mention], action="tag", tags="recall")
        assert "Not possible: 1 case" in page.said
        assert "/bulk/do" not in page.text
    assert scene.case_of(mention).tags == ()


def test_a_case_that_is_not_there_holds_up_no_other(scene: Scene) -> None:
    mention = scene.mention()
    ids = ["case999", scene.case_of(mention).case_id]
    rosa = scene.client("rosa")
    rosa.submit(begin(scene, rosa, [], action="tag", tags="recall", case=ids), "/bulk/do")
    assert scene.case_of(mention).tags == ("recall",)


def test_reading_a_forms_address_again_leads_to_the_list(scene: Scene) -> None:
    for address in ("/bulk", "/bulk/do", "/bulk/undo"):
        assert scene.client("rosa").ask("GET", address).headers["location"] == "/"
