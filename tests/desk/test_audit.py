"""The record of deeds: each is written with what was done, and administrators find it."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from functions.desk.pages import audit as pages
from functions.desk.views import audit as views
from shared.aws import audit, staff, writes
from shared.domain.brand import Role, Staff
from shared.domain.deed import Deed
from shared.domain.playbook import Playbook
from shared.domain.publication import Publication
from shared.domain.staffing import EVERY, StaffChange
from tests.desk.client import Page
from tests.desk.scene import STAFF, Scene
from tests.support.made import BRAND

WHY = "a reason of ours"


def told(scene: Scene) -> list[tuple[str, str, str, str]]:
    """Brand, who, what and why of every deed on record."""
    rows = scene.cloud.rows("SettingsTable", "AUDIT#")
    rows.sort(key=lambda row: row["sk"]["S"])
    return [tuple(row.get(name, {"S": ""})["S"] for name in ("brand", "by", "what", "reason")) for row in rows]


def note(scene: Scene, by: str = "rosa", brand: str = BRAND, **changes: Any) -> Deed:
    content = {"at": scene.clock(), "what": "claimed", "about": "case:case1", "reason": WHY}
    deed = Deed(by=by, brand=brand, **{**content, **changes})
    writes.transact(scene.cloud.client("dynamodb"), [audit.put("SettingsTable", deed)])
    return deed


def lines(page: Page) -> int:
    return len([tag for tag, _ in page.read.elements if tag == "tr"]) - 1


def test_what_is_done_to_a_case_is_on_record_once(scene: Scene) -> None:
    mention = scene.mention("My secret story", author_name="Rita")
    case_id = scene.case_of(mention).case_id
    rosa = scene.client("rosa")
    rosa.submit(scene.open(rosa, mention), f"/cases/{case_id}/claim")
    rolf = scene.client("rolf")
    rolf.submit(scene.open(rolf, mention), f"/cases/{case_id}/take-over", reason=WHY)
    rolf.submit(scene.open(rolf, mention), f"/cases/{case_id}/stop-thread", reason="quarrels")
    assert sorted(told(scene)) == [
        (BRAND, "rolf", "taken_over", WHY),
        (BRAND, "rolf", "thread_stopped", "quarrels"),
        (BRAND, "rosa", "claimed", ""),
    ]
    rows = str(scene.cloud.rows("SettingsTable", "AUDIT#"))
    assert all(foreign not in rows for foreign in ("secret", "Rita", "forum:u77"))
    page = scene.client("ada").get("/audit")
    assert f"/cases/{case_id}" in [given.get("href") for _, given in page.read.elements]
    assert f"Rolf took the case over Case {case_id} Our Shop {WHY}" in page.said


def test_what_was_refused_is_not_on_record(scene: Scene) -> None:
    mention = scene.mention()
    case_id = scene.case_of(mention).case_id
    rosa, rolf = scene.client("rosa"), scene.client("rolf")
    page = scene.open(rolf, mention)
    rosa.submit(scene.open(rosa, mention), f"/cases/{case_id}/claim")
    assert rolf.submit(page, f"/cases/{case_id}/claim").status == 409
    assert told(scene) == [(BRAND, "rosa", "claimed", "")]


def test_a_deed_and_its_record_stand_or_fall_together(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    page = scene.open(rosa, mention)
    put = audit.put

    def refused(table: str, deed: Deed) -> dict[str, Any]:
        write = put(table, deed)
        write["Put"]["ConditionExpression"] = "attribute_exists(pk)"
        return write

    monkeypatch.setattr("functions.desk.act.audit.put", refused)
    rosa.submit(page, f"/cases/{scene.case_of(mention).case_id}/claim")
    assert scene.case_of(mention).holder is None


def test_switches_mentions_staff_and_playbooks_are_on_record(scene: Scene) -> None:
    ada, settings = scene.client("ada"), scene.ports.settings
    ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason="it errs")
    mention = scene.mention()
    page = scene.open(ada, mention)
    ada.submit(page, f"/mentions/{mention.mention_id}/correct", urgency="high")
    scene.clock.advance(minutes=1)
    at = scene.clock()
    second = Playbook(brand=BRAND, version=2, title="Our Shop")
    settings.publish(second, Publication(by="ada", at=at, reason="milder"), seen=1)
    settings.publish(
        second.model_copy(update={"version": 3}),
        Publication(by="ada", at=at + timedelta(seconds=1), reason="too mild", restores=1),
    )
    person = Staff(staff_id="nina", name="Nina", roles={BRAND: Role.VIEWER})
    change = {"at": at + timedelta(seconds=2), "by": "ada", "staff_id": "nina", "name": "Nina"}
    staff.change(settings, 0, person, StaffChange(**change, what="roles", because="new", after=person.roles))
    signed_out = {**change, "at": at + timedelta(seconds=3)}
    staff.note(settings, 1, StaffChange(**signed_out, what="signed_out", before=person.roles, after=person.roles))
    assert sorted(told(scene)[:2]) == [
        (BRAND, "ada", "mention_corrected", "urgency"),
        (BRAND, "ada", "switch_on", "it errs"),
    ]
    assert told(scene)[2:] == [
        (BRAND, "ada", "playbook_published", "milder"),
        (BRAND, "ada", "playbook_restored", "too mild"),
        (BRAND, "ada", "staff_roles", "new"),
        (EVERY, "ada", "staff_signed_out", ""),
    ]
    said = scene.client("ada").get("/audit").said
    assert "put an older playbook in force again Playbook shop/3" in said
    assert "changed somebody’s roles Person nina" in said


def test_the_newest_stand_first_and_older_ones_follow_by_key(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ROWS", 3)
    for number in range(7):
        scene.clock.advance(hours=7)  # over three days
        note(scene, reason=f"reason {number}.")
    note(scene, brand=EVERY, reason="reason 7.")
    ada = scene.client("ada")
    found, page = [], ada.get("/audit")
    for _ in range(9):
        found += [number for number in range(8) if f"reason {number}." in page.said]
        older = [given["href"] for _, given in page.read.elements if "before=" in given.get("href", "")]
        if not older:
            break
        found.append(-1)
        page = ada.get(older[0])
    assert [number for number in found if number >= 0] == [5, 6, 7, 2, 3, 4, 0, 1]


def test_it_goes_on_past_days_without_deeds_and_ends_after_400(scene: Scene) -> None:
    note(scene, reason="long ago")
    scene.clock.advance(days=100)
    ada = scene.client("ada")
    page, asked = ada.get("/audit"), 0
    while "long ago" not in page.said:
        (older,) = [given["href"] for _, given in page.read.elements if "before=" in given.get("href", "")]
        page, asked = ada.get(older), asked + 1
    assert asked == 100 // views.DAYS
    scene.clock.advance(days=299)
    found = audit.of_day(
        scene.cloud.client("dynamodb"), "SettingsTable", BRAND, (scene.clock() - timedelta(days=399)).date(), 9,
        now=scene.clock(),
    )  # fmt: skip
    assert len(found) == 1
    scene.clock.advance(days=1)
    expired = audit.of_day(
        scene.cloud.client("dynamodb"), "SettingsTable", BRAND, found[0].deed.at.date(), 9, now=scene.clock()
    )
    assert expired == []
    last = f"/audit?before={(scene.clock() - timedelta(days=401)).date()}~"
    assert "Older ones" not in scene.client("ada").get(last).said


def test_by_person_brand_and_day(scene: Scene) -> None:
    note(scene, "rosa", reason="of rosa")
    note(scene, "rolf", reason="of rolf")
    note(scene, "ada", EVERY, reason="of no brand")
    scene.clock.advance(days=1)
    note(scene, "rosa", reason="the day after")
    ada = scene.client("ada")
    assert lines(ada.get("/audit")) == 4
    assert lines(ada.get("/audit?by=rosa")) == 2
    only = ada.get("/audit?by=rosa&day=2026-11-22")
    assert (lines(only), "of rosa" in only.said) == (1, True)
    assert lines(ada.get(f"/audit?brand={BRAND}")) == 3
    assert lines(ada.get("/audit?brand=*")) == 1
    assert "Nothing was done since 2026-11-01" in ada.get("/audit?day=2026-11-01").said


def test_only_administrators_and_only_of_their_brands(scene: Scene) -> None:
    note(scene)
    scene.ports.settings.publish(Playbook(brand="another", version=1, title="Another"))
    note(scene, "otto", "another", reason="theirs")
    for staff_id in ("vera", "rosa"):
        assert scene.client(staff_id).get("/audit").status == 403
        assert scene.client(staff_id).get("/audit.csv").status == 403
    assert "/audit" not in [given.get("href") for _, given in scene.client("rosa").get("/").read.elements]
    otto = scene.client("otto")
    page = otto.get("/audit")
    assert (lines(page), "theirs" in page.said) == (1, True)
    assert otto.get(f"/audit?brand={BRAND}").status == 403
    assert WHY not in otto.get(f"/audit.csv?brand={BRAND}").text


@pytest.mark.parametrize("query", ["day=yesterday", "day=2026-13-01", "before=x", "before=2026-99-01~", "by=%00"])
def test_a_wrong_address_is_named(scene: Scene, query: str) -> None:
    assert scene.client("ada").get(f"/audit?{query}").status == 400


def test_the_same_as_lines_and_no_cell_is_a_formula(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    deed = note(scene, reason="=1+1")
    page = scene.client("ada").get("/audit.csv?day=2026-11-22")
    (line,) = csv.DictReader(io.StringIO(page.text))
    assert line == {
        "at": "2026-11-22T12:00:00.000Z",
        "by": "rosa",
        "name": STAFF["rosa"][0],
        "brand": BRAND,
        "what": deed.what,
        "about": deed.about,
        "reason": "'=1+1",
    }
    note(scene, "rolf")
    monkeypatch.setattr(pages, "LINES", 1)
    assert scene.client("ada").get("/audit.csv?day=2026-11-22").text.splitlines()[-1].strip('"').startswith("Cut:")


def test_the_same_deed_told_again_is_one(scene: Scene) -> None:
    deed = note(scene)
    note(scene)
    note(scene, at=deed.at, about="case:case2")
    assert len(told(scene)) == 2
