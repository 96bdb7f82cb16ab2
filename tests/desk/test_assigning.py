"""A case may be somebody's work beyond a claim: it stays so, and stands in their folder."""

from dataclasses import replace

import pytest

from functions.desk import views
from shared.domain.case import CaseEvent, CaseState
from shared.errors import InputError
from tests.desk.scene import Scene
from tests.desk.test_actions import do


def listed(scene: Scene, staff_id: str, query: str) -> list[str]:
    found = scene.client(staff_id).get(f"/api/cases?{query}").json["cases"]
    return [row["case_id"] for row in found]


def test_an_assignment_outlives_the_lease_and_leaves_the_holder_alone(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "claim")
    assert do(scene, "rosa", mention, "assign", to="rolf").code == "assigned"
    assert (scene.case_of(mention).assigned_to, scene.case_of(mention).holder) == ("rolf", "rosa")
    scene.clock.advance(hours=3)
    case = scene.case_of(mention)
    assert (case.assigned_to, case.held_by(scene.clock())) == ("rolf", None)
    assert scene.events(mention)[-1] == ("rosa", "assigned", "rolf")


def test_mine_is_what_i_hold_and_what_is_assigned_to_me_and_unclaimed_what_is_nobodys(scene: Scene) -> None:
    held, assigned, others, free = (scene.of_another(number) for number in range(1, 5))
    do(scene, "rosa", held, "claim")
    do(scene, "rolf", assigned, "assign", to="rosa")
    do(scene, "rosa", others, "assign", to="rolf")
    held, assigned, others, free = (scene.case_of(mention).case_id for mention in (held, assigned, others, free))
    assert {*listed(scene, "rosa", "folder=mine")} == {held, assigned}
    assert listed(scene, "rosa", "show=mine") == listed(scene, "rosa", "folder=mine")
    assert listed(scene, "rosa", "folder=unclaimed") == [free]
    assert listed(scene, "rolf", "folder=mine") == [others]
    scene.clock.advance(minutes=11)
    assert {*listed(scene, "rosa", "folder=unclaimed")} == {held, free}


def test_mine_holds_also_what_waits(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "assign", to="rosa")
    case = scene.case_of(mention)
    waiting = replace(case, state=CaseState.WAITING, version=case.version + 1)
    scene.ports.cases.update(case, waiting, CaseEvent(at=scene.clock(), by="reply", what="reply_sent"))
    assert listed(scene, "rosa", "folder=mine") == [case.case_id]


@pytest.mark.parametrize("to", ["vera", "otto", "nobody", ""])
def test_only_who_may_work_on_the_brand_is_assigned(scene: Scene, to: str) -> None:
    mention = scene.mention()
    with pytest.raises(InputError) as refused:
        do(scene, "rosa", mention, "assign", to=to)
    assert refused.value.field == "to"
    assert scene.case_of(mention).assigned_to is None


def test_an_assignment_is_made_changed_and_ended_by_forms_and_told(scene: Scene) -> None:
    mention = scene.mention()
    case = scene.case_of(mention).case_id
    rosa = scene.client("rosa")
    page = rosa.submit(scene.open(rosa, mention), f"/cases/{case}/assign", to="rolf")
    assert "The case is that person’s work now" in page.said
    assert "assigned the case Rolf" in page.said.replace("caseRolf", "case Rolf")
    assert "Ada" in page.text
    assert '<option value="vera"' not in page.text
    page = rosa.submit(page, f"/cases/{case}/unassign")
    assert "Nobody’s in particular" in page.said
    assert scene.case_of(mention).assigned_to is None


def test_an_assignment_that_stands_already_writes_nothing(scene: Scene) -> None:
    mention = scene.mention()
    assert do(scene, "rosa", mention, "unassign").code == "as_it_stands"
    do(scene, "rosa", mention, "assign", to="rosa")
    version = scene.case_of(mention).version
    assert do(scene, "rosa", mention, "assign", to="rosa").code == "as_it_stands"
    assert scene.case_of(mention).version == version


def test_viewers_see_whose_work_it_is_and_no_form(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "assign", to="rolf")
    page = scene.open(scene.client("vera"), mention)
    assert "Rolf" in page.said
    assert "/assign" not in page.text


def test_the_folders_of_the_table_can_all_be_listed(scene: Scene) -> None:
    mention = scene.mention()
    for folder in views.FOLDERS:
        expected = [scene.case_of(mention).case_id] if folder in ("open", "unclaimed") else []
        assert listed(scene, "rosa", f"folder={folder}") == expected
