"""Staff and roles: who may change whose, what is told of it, and that who is gone is gone at once."""

import re
from typing import Any

import pytest

from functions.desk import session
from functions.desk.actions import staffing
from shared.aws import sessions, staff
from shared.aws.sessions import SignedIn
from shared.domain.brand import Role, Staff
from shared.errors import ConflictError
from tests.desk.client import Client, Page
from tests.desk.harmless import require_harmless
from tests.desk.scene import Scene
from tests.support.made import BRAND


@pytest.fixture
def scene(scene: Scene) -> Scene:
    """Paula administers one brand; Ada all."""
    scene.ports.settings.put_staff(Staff(staff_id="paula", name="Paula", roles={BRAND: Role.ADMIN}))
    return scene


def give(client: Client, staff_id: str, brand: str, role: str, /, **changes: Any) -> Page:
    token = client.call("GET", "/api/session").json["csrf"]
    fields = {"staff_id": staff_id, "brand": brand, "role": role, "reason": "she asked", "name": "Nora", "csrf": token}
    return client.post("/staff/role", {**fields, **changes})


def roles(scene: Scene, staff_id: str) -> dict[str, Role] | None:
    found = scene.ports.settings.staff(staff_id)
    return found.roles if found else None


def test_an_admin_adds_a_person_who_can_sign_in_from_then_on(scene: Scene) -> None:
    done = give(scene.client("paula"), "Nora@Shop.example", BRAND, "responder")
    assert (done.status, "The role is stored" in done.said) == (200, True)
    assert roles(scene, "nora@shop.example") == {BRAND: Role.RESPONDER}
    assert scene.client("nora@shop.example").call("GET", "/api/session").json["brands"][0]["role"] == "responder"


def test_every_change_is_told_with_who_when_and_why(scene: Scene) -> None:
    done = give(scene.client("paula"), "rosa", BRAND, "viewer", reason="on leave <b>")
    (change,) = staff.history(scene.ports.settings, 9)
    assert (change.by, change.at, change.because, change.what) == ("paula", scene.clock(), "on leave <b>", "roles")
    assert (change.before, change.after) == ({BRAND: Role.RESPONDER}, {BRAND: Role.VIEWER})
    assert "Paula changed Rosa Our Shop: Responder → Viewer on leave <b>" in done.said
    require_harmless(done)


@pytest.mark.parametrize("who", ["vera", "rosa"])
def test_who_is_no_admin_neither_sees_nor_changes_the_list(scene: Scene, who: str) -> None:
    client = scene.client(who)
    assert client.get("/staff").status == 403
    assert give(client, who, BRAND, "admin").status == 403
    assert roles(scene, who) != {BRAND: Role.ADMIN}


def test_an_admin_of_one_brand_sees_its_people_only_and_changes_nothing_elsewhere(scene: Scene) -> None:
    paula, otto = scene.client("paula"), scene.client("otto")
    assert "Otto" not in paula.get("/staff").said
    assert "Rosa" in paula.get("/staff").said
    for client, staff_id, brand in [(paula, "otto", "another"), (paula, "rosa", "*"), (otto, "rosa", BRAND)]:
        refused = give(client, staff_id, brand, "viewer")
        assert refused.status in (403, 422)
    for action in ("remove", "sign-out"):
        token = paula.call("GET", "/api/session").json["csrf"]
        page = paula.post(f"/staff/{action}", {"staff_id": "ada", "reason": "x", "csrf": token})
        assert (page.status, "every brand" in page.said or "role admin" in page.said) == (403, True)
    assert staff.history(scene.ports.settings, 9) == []


def test_nobody_takes_the_last_admin_and_nobody_raises_themselves(scene: Scene) -> None:
    page = give(scene.client("ada"), "ada", "*", "viewer")
    assert (page.status, "Ada is the last admin of every brand" in page.said) == (403, True)
    scene.ports.settings.put_staff(Staff(staff_id="ada", name="Ada", roles={"*": Role.ADMIN, BRAND: Role.VIEWER}))
    page = give(scene.client("ada"), "ada", BRAND, "admin")
    assert (page.status, "Nobody raises themselves" in page.said) == (403, True)
    assert roles(scene, "ada") == {"*": Role.ADMIN, BRAND: Role.VIEWER}


def test_two_admins_who_remove_each_other_at_once_do_not_leave_the_brand_alone(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = Staff(staff_id="ann", name="Ann", roles={"*": Role.ADMIN})
    scene.ports.settings.put_staff(ann)
    ada, change = scene.client("ada"), staff.change
    fields = {"staff_id": ["ada"], "brand": ["*"], "role": ["none"], "reason": ["first"]}

    def meanwhile(*given: Any) -> None:
        monkeypatch.setattr(staff, "change", change)
        assert staffing.give_role(scene.ports, ann, fields).code == "person_removed"
        change(*given)

    monkeypatch.setattr(staff, "change", meanwhile)
    page = give(ada, "ann", "*", "none")
    assert (page.status, roles(scene, "ada"), roles(scene, "ann")) == (409, None, {"*": Role.ADMIN})


def test_a_change_beside_another_is_refused_with_what_was_written(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quicker(*_: Any) -> None:
        raise ConflictError

    monkeypatch.setattr(staff, "change", quicker)
    page = give(scene.client("paula"), "nora", BRAND, "responder", reason="new here")
    assert (page.status, "at the same moment" in page.said) == (409, True)
    form = next(form for form in page.read.forms if form.fields.get("name") == ["Nora"])
    assert (form.fields["staff_id"], form.fields["reason"], form.fields["role"]) == (
        ["nora"],
        ["new here"],
        ["responder"],
    )


def test_who_is_taken_off_is_out_at_once_also_when_added_again(scene: Scene) -> None:
    rosa = scene.client("rosa")
    assert rosa.get("/").status == 200
    paula = scene.client("paula")
    page = paula.get("/staff")
    assert give(paula, "rosa", BRAND, "none").status == 200
    assert (roles(scene, "rosa"), rosa.get("/").status) == (None, 401)
    assert give(paula, "rosa", BRAND, "viewer").status == 200
    assert rosa.get("/").status == 401
    assert page.status == 200


def test_a_role_taken_counts_from_the_next_click(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    page = scene.open(rosa, mention)
    give(scene.client("ada"), "rosa", BRAND, "viewer")
    case_id = scene.case_of(mention).case_id
    assert rosa.submit(page, f"/cases/{case_id}/claim").status == 403


def test_signing_somebody_out_everywhere_ends_every_session_of_theirs_and_no_other(scene: Scene) -> None:
    first, second, other = scene.client("rosa"), scene.client("rosa"), scene.client("rolf")
    paula = scene.client("paula")
    token = paula.call("GET", "/api/session").json["csrf"]
    page = paula.post("/staff/sign-out", {"staff_id": "rosa", "reason": "lost her phone", "csrf": token})
    assert (page.status, "signed Rosa out everywhere" in page.said) == (200, True)
    assert [client.get("/").status for client in (first, second, other)] == [401, 401, 200]
    assert roles(scene, "rosa") == {BRAND: Role.RESPONDER}
    assert scene.client("rosa").get("/").status == 200


def test_whoever_takes_themselves_off_is_signed_out(scene: Scene) -> None:
    client = scene.client("paula")
    scene.ports.settings.put_staff(Staff(staff_id="paul", name="Paul", roles={BRAND: Role.ADMIN}))
    page = give(client, "paula", BRAND, "none")
    assert "You are signed out" in page.said
    assert "__Host-sid" not in client.cookies


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"staff_id": ""}, "The person: write the e-mail address"),
        ({"staff_id": "a b"}, "The person: write it without spaces"),
        ({"staff_id": "x" * 129}, "The person: it has 129 characters"),
        ({"name": ""}, "The name: write how colleagues call"),
        ({"name": "a\nb"}, "The name: write it in one line"),
        ({"brand": "nothing"}, "The brand: choose one of the list"),
        ({"role": "king"}, "The role: it must be one of none, viewer, responder, admin"),
        ({"reason": " "}, "The reason: say why"),
        ({"role": "none"}, "The person: nobody of this id"),
    ],
    ids=str,
)
def test_a_refusal_names_the_field_and_the_remedy(scene: Scene, changes: dict[str, str], said: str) -> None:
    page = give(scene.client("ada"), "nora", BRAND, "viewer", **changes)
    assert (page.status, said in page.said) == (422, True), page.said
    assert staff.history(scene.ports.settings, 9) == []


WRITES = ["/staff/role", "/staff/remove", "/staff/sign-out", "/sessions/end", "/sessions/end-all"]
WRITES += [f"/brands/{BRAND}/playbook/edit", f"/brands/{BRAND}/playbook/restore"]
READS = ["/staff", "/sessions", "/playbook", f"/brands/{BRAND}/playbook", f"/brands/{BRAND}/playbook/edit"]


def test_nothing_is_read_or_written_by_a_stranger_another_site_or_an_old_page(scene: Scene) -> None:
    ada = scene.client("ada")
    token = ada.call("GET", "/api/session").json["csrf"]
    before = scene.cloud.rows("SettingsTable")
    fields = {"staff_id": "rosa", "brand": BRAND, "role": "none", "reason": "x", "session": "x", "version": "1"}
    for path in WRITES:
        assert scene.stranger().post(path, {**fields, "csrf": token}).status == 401, path
        assert ada.post(path, {**fields, "csrf": token}, origin="https://evil.example").status == 403, path
        assert ada.post(path, {**fields, "csrf": "old"}).status == 403, path
    for path in READS:
        assert scene.stranger().ask("GET", path).headers["location"].startswith("/sign-in/start"), path
    assert scene.cloud.rows("SettingsTable") == before


# ------------------------------------------------------------------ your sessions

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


def signed_in(scene: Scene, staff_id: str, agent: str) -> Client:
    cookie = session.open_session(
        scene.ports.settings, staff_id, scene.desk.provider.new_token, scene.clock(), agent=agent
    )
    return Client(scene.handler, {"__Host-sid": cookie})


def listed(scene: Scene, staff_id: str) -> list[SignedIn]:
    return sessions.of_person(scene.ports.settings, staff_id, scene.clock())


def test_your_sessions_show_when_and_where_roughly_and_nothing_more(scene: Scene) -> None:
    computer = signed_in(scene, "rosa", FIREFOX)
    scene.clock.advance(minutes=5)
    signed_in(scene, "rosa", IPHONE)
    signed_in(scene, "rolf", "curl/8")
    page = computer.get("/sessions")
    assert re.search(r"Safari, iPhone .* Firefox, Linux This one Signed in 5 min ago", page.said)
    assert page.said.count("Sign out there") == 1
    stored = str(scene.cloud.rows("SettingsTable", "S"))
    assert all(part not in stored for part in ("AppleWebKit", "Gecko", "140.0", "127.0.0.1"))
    require_harmless(page)


def test_one_session_is_ended_from_another(scene: Scene) -> None:
    computer, phone = signed_in(scene, "rosa", FIREFOX), signed_in(scene, "rosa", IPHONE)
    other = next(one.key for one in listed(scene, "rosa") if one.browser == "Safari, iPhone")
    token = computer.call("GET", "/api/session").json["csrf"]
    page = computer.post("/sessions/end", {"session": other, "csrf": token})
    assert "That session is ended" in page.said
    assert (computer.get("/").status, phone.get("/").status) == (200, 401)


def test_nobody_ends_the_session_of_another_person_by_its_key(scene: Scene) -> None:
    rosa, rolf = scene.client("rosa"), scene.client("rolf")
    token = rosa.call("GET", "/api/session").json["csrf"]
    for key in (listed(scene, "rolf")[0].key, "x", "../HEAD"):
        rosa.post("/sessions/end", {"session": key, "csrf": token})
    assert rolf.get("/").status == 200


def test_sign_out_everywhere_ends_all_of_ones_own(scene: Scene) -> None:
    computer, phone, other = scene.client("rosa"), scene.client("rosa"), scene.client("rolf")
    page = computer.submit(computer.get("/sessions"), "/sessions/end-all")
    assert "You are signed out" in page.said
    assert [client.get("/").status for client in (phone, other)] == [401, 200]
    assert listed(scene, "rosa") == []


def test_signing_out_takes_the_session_off_the_list(scene: Scene) -> None:
    client = scene.client("rosa")
    client.submit(client.get("/sessions"), "/sign-out")
    assert listed(scene, "rosa") == []
    assert scene.cloud.rows("SettingsTable", "STAFF#rosa") == []
