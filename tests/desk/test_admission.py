"""Who and what gets in: the right host, our own pages, signed-in people with the role that is needed."""

import contextlib
import json
import threading
from typing import Any
from urllib.parse import urlencode

import pytest

from functions.desk import actions, session
from functions.desk.admission import local_path
from tests.desk.client import HOST, URL, Client, Page
from tests.desk.scene import STAFF, Scene
from tests.support.made import BRAND

FORM = "application/x-www-form-urlencoded"
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def addresses(scene: Scene) -> list[tuple[str, str, dict[str, str]]]:
    """Every address that does something: method, path, a body that would be accepted of the right person."""
    mention = scene.mention()
    case = scene.case_of(mention).case_id
    writes = [f"/cases/{case}/{action}" for action in actions.ACTIONS]
    fields = {"mention_id": mention.mention_id, "text": "x", "reason": "other", "outcome": "dismissed"}
    fields |= {"revision": "0", "urgency": "high", "stopped": "on", "reply_id": "1" * 32, "seen": "1.1.0"}
    reads = ["/", f"/cases/{case}", f"/mentions/{mention.mention_id}", f"/brands/{BRAND}/stop"]
    return [
        *(("GET", path, {}) for path in (*reads, "/api/session", "/api/cases", f"/api/cases/{case}")),
        *(("GET", path, {}) for path in (f"/api/brands/{BRAND}/stop",)),
        *(("POST", f"{prefix}{path}", fields) for path in writes for prefix in ("", "/api")),
        *(("POST", f"{prefix}/mentions/{mention.mention_id}/reopen", fields) for prefix in ("", "/api")),
        *(("POST", f"{prefix}/mentions/{mention.mention_id}/correct", fields) for prefix in ("", "/api")),
        *(("POST", f"{prefix}/brands/{BRAND}/stop", fields) for prefix in ("", "/api")),
        ("POST", f"/api/cases/{case}/check", fields),
        ("POST", "/sign-out", {}),
    ]


def ask(client: Client, method: str, path: str, fields: dict[str, str], **changes: Any) -> Page:
    """As the right page would ask, but for `changes`: `origin`, `host`, `csrf`, `kind`."""
    if method == "GET":
        return client.ask("GET", path, host=changes.get("host", HOST))
    api = path.startswith("/api/")
    csrf = changes.get("csrf", "")
    headers = {"content-type": changes.get("kind", "application/json" if api else FORM), "x-csrf-token": csrf}
    if changes.get("origin", URL):
        headers["origin"] = changes.get("origin", URL)
    body = json.dumps(fields) if api else urlencode({**fields, "csrf": csrf})
    return client.ask("POST", path, headers=headers, body=body.encode(), host=changes.get("host", HOST))


def csrf_of(client: Client) -> str:
    return client.ask("GET", "/api/session").json["csrf"]


def test_without_a_session_nothing_is_shown_and_nothing_is_done(scene: Scene) -> None:
    for method, path, fields in addresses(scene):
        before = scene.cloud.rows()
        page = ask(scene.stranger(), method, path, fields)
        if method == "GET" and not path.startswith("/api/"):
            assert (page.status, page.headers["location"].partition("?")[0]) == (303, "/sign-in/start"), path
        else:
            assert page.status == 401, path
        assert "Rita" not in page.text
        assert scene.cloud.rows() == before, path


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://127.0.0.1:8751", "http://localhost:8750", f"{URL}/"]
)
def test_a_write_from_another_origin_is_refused(scene: Scene, origin: str | None) -> None:
    client = scene.client("ada")
    csrf = csrf_of(client)
    for method, path, fields in addresses(scene):
        if method == "POST":
            before = scene.cloud.rows(), scene.cloud.rows("SettingsTable")
            assert ask(client, method, path, fields, csrf=csrf, origin=origin).status == 403, path
            assert (scene.cloud.rows(), scene.cloud.rows("SettingsTable")) == before, path


@pytest.mark.parametrize("csrf", ["", "x", "é", "a" * 43])
def test_a_write_without_the_sessions_own_token_is_refused(scene: Scene, csrf: str) -> None:
    client, other = scene.client("ada"), scene.client("ada")
    for method, path, fields in addresses(scene):
        if method == "POST":
            before = scene.cloud.rows(), scene.cloud.rows("SettingsTable")
            for token in (csrf.encode().decode("latin-1"), csrf_of(other)):
                assert ask(client, method, path, fields, csrf=token).status == 403, path
            assert (scene.cloud.rows(), scene.cloud.rows("SettingsTable")) == before, path


def test_a_form_cannot_carry_its_token_in_the_header_of_json_and_the_other_way_round(scene: Scene) -> None:
    client = scene.client("ada")
    csrf = csrf_of(client)
    mention = scene.mention()
    path = f"/cases/{scene.case_of(mention).case_id}/claim"
    for kind, body in ((FORM, ""), ("application/json", json.dumps({"csrf": csrf}))):
        headers = {"content-type": kind, "origin": URL}
        if kind == FORM:
            headers["x-csrf-token"] = csrf
        assert client.ask("POST", path, headers=headers, body=body.encode()).status == 403


def test_every_address_needs_its_role(scene: Scene) -> None:
    expected = {"GET": {"vera", "rosa", "rolf", "ada"}, "POST": {"rosa", "rolf", "ada"}}
    for staff_id in STAFF:
        client = scene.client(staff_id)
        csrf = csrf_of(client)
        for method, path, fields in addresses(scene):
            if path in ("/", "/api/session", "/api/cases", "/sign-out"):
                continue
            allowed = {"ada"} if method == "POST" and path.endswith("/stop") else expected[method]
            page = ask(client, method, path, fields, csrf=csrf)
            assert (page.status == 403) == (staff_id not in allowed), (staff_id, method, path, page.status)
            if page.status == 403:
                assert "role" in page.text, "it does not say which role is needed"


def test_who_has_no_role_sees_no_case(scene: Scene) -> None:
    scene.mention()
    otto = scene.client("otto")
    assert "No brand to look after" in otto.get("/").said
    assert otto.ask("GET", "/api/cases").json == {"cases": [], "more": False, "next": None}
    assert otto.ask("GET", f"/api/cases?brand={BRAND}").status == 403


@pytest.mark.parametrize("host", ["evil.example", "localhost:8750", "127.0.0.1", "", f"{HOST}.evil.example"])
def test_another_host_name_gets_nothing_but_the_way_here(scene: Scene, host: str) -> None:
    client = scene.client("ada")
    csrf = csrf_of(client)
    for method, path, fields in addresses(scene):
        page = ask(client, method, path, fields, csrf=csrf, host=host)
        if method == "GET":
            assert (page.status, page.headers["location"], page.text) == (303, f"{URL}/", ""), path
        else:
            assert page.status == 400, path


def test_every_answer_bears_the_headers_that_keep_it_to_itself(scene: Scene) -> None:
    client = scene.client("ada")
    asked = [*addresses(scene), ("GET", "/nothing", {}), ("GET", "/static/0/desk.css", {}), ("GET", "/sign-in", {})]
    for method, path, fields in asked:
        page = ask(client, method, path, fields)
        assert {name: page.headers.get(name) for name in HEADERS} == HEADERS, path
        policy = dict(part.strip().partition(" ")[::2] for part in page.headers["content-security-policy"].split(";"))
        assert policy == {
            "default-src": "'none'",
            "style-src": "'self'",
            "script-src": "'self'",
            "img-src": "'self'",
            "connect-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
            "require-trusted-types-for": "'script'",
        }
        kept = path.startswith("/static/")
        assert page.headers["cache-control"] == ("public, max-age=31536000, immutable" if kept else "no-store"), path


def test_over_tls_browsers_are_told_to_stay_there() -> None:
    from functions.desk.answers import security_headers

    assert "Strict-Transport-Security" in security_headers("https://desk.example")
    assert "Strict-Transport-Security" not in security_headers(URL)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (FORM, b"\xff\xfe", 400),
        (FORM, b"text=%ff%fe", 400),
        (FORM, b"a=1&" * 301, 400),
        (FORM, b"text=" + b"a" * 300_000, 400),
        ("application/json", b"{", 400),
        ("application/json", b"[]", 400),
        ("application/json", b'"x"', 400),
        ("application/json", b"[" * 100_000, 400),
        ("application/json", b'{"text": 5}', 400),
        ("application/json", b'{"text": {"a": 1}}', 400),
        ("application/json", b'{"covers": [1]}', 400),
        ("application/json", b"\xff", 400),
        ("multipart/form-data; boundary=x", b"--x--", 400),
        ("text/plain", b"text=x", 400),
        ("", b"text=x", 400),
    ],
)
def test_a_body_that_is_no_form_and_no_json_is_refused(scene: Scene, kind: str, body: bytes, status: int) -> None:
    client = scene.client("rosa")
    mention = scene.mention()
    for prefix in ("", "/api"):
        path = f"{prefix}/cases/{scene.case_of(mention).case_id}/reply"
        headers = {"content-type": kind, "origin": URL, "x-csrf-token": csrf_of(client)}
        assert client.ask("POST", path, headers=headers, body=body).status == status


def test_a_cookie_that_came_twice_is_none(scene: Scene) -> None:
    client = scene.client("ada")
    mine = client.cookies.pop("__Host-sid")
    page = client.ask("GET", "/api/session", headers={"cookie": f"__Host-sid=planted; __Host-sid={mine}"})
    assert page.status == 401


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/cases/",
        "/cases/a/b/c",
        "/cases/%00",
        "/cases/..%2f..%2fetc",
        "/cases/" + "a" * 500,
        "/cases/a%23HEAD",
        "/static/0/handler.py",
        "/static/0/..%2fhandler.py",
        "/mentions/nothing",
        "/brands/zz/stop",
    ],
)
def test_an_unknown_address_is_not_found(scene: Scene, path: str) -> None:
    assert scene.client("ada").ask("GET", path).status == 404
    assert scene.client("ada").ask("GET", f"/api{path}").status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_do_nothing(scene: Scene, method: str) -> None:
    client = scene.client("ada")
    mention = scene.mention()
    before = scene.cloud.rows()
    page = client.ask(method, f"/cases/{scene.case_of(mention).case_id}", headers={"origin": URL, "content-type": FORM})
    assert page.status in (403, 404)
    assert scene.cloud.rows() == before


@pytest.mark.parametrize(
    "written",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\evil",
        "evil",
        "",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/a\r\nSet-Cookie: x=y",
        "//evil.example/..",
        "/%5cevil\x00",
    ],
)
def test_sign_in_leads_nowhere_but_here(written: str) -> None:
    assert local_path(written) == "/"


def test_sign_in_leads_back_to_a_page_of_ours() -> None:
    assert local_path("/cases/abc?answer=x-1") == "/cases/abc?answer=x-1"


def test_what_nobody_foresaw_is_told_without_detail_and_logged_without_text(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    client = scene.client("rosa")
    mention = scene.mention("secret-word-of-the-author")
    capsys.readouterr()
    scene.cloud.client("dynamodb").delete_table(TableName="MentionsTable")
    for path in (f"/cases/{mention.case_id}", f"/api/cases/{mention.case_id}", "/"):
        page = client.ask("GET", path)
        assert page.status == 500
        assert "Table" not in page.text
        assert "Traceback" not in page.text
    logged = capsys.readouterr()
    assert logged.out.count('"desk_failed"') == 3
    assert "secret-word" not in logged.out + logged.err


def test_nothing_that_people_wrote_is_logged(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    client = scene.client("rosa")
    mention = scene.mention("canary-text", author_name="canary-name")
    case = scene.case_of(mention).case_id
    page = client.get(f"/cases/{case}")
    client.submit(page, f"/cases/{case}/reply", text="canary-reply")
    client.post(f"/cases/{case}/take-over", {"csrf": csrf_of(client), "reason": "canary-reason", "seen": "1.1.0"})
    client.get("/cases/canary-address?canary=1")
    logged = capsys.readouterr()
    assert "desk" in logged.out
    assert "canary" not in logged.out + logged.err


def test_two_requests_are_never_inside_at_once(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The local gateway calls from several threads, and the framework keeps the request in one place for all."""
    clients = {staff_id: scene.client(staff_id) for staff_id in ("rosa", "ada")}
    meeting = threading.Barrier(2)
    met, seen = [], {}
    find_session = session.find_session

    def find(*given: Any) -> Any:
        """Looks up the session, in the middle of a request, and waits there for the other one."""
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=0.2)
            met.append(True)
        return find_session(*given)

    monkeypatch.setattr(session, "find_session", find)

    def visit(staff_id: str) -> None:
        seen[staff_id] = clients[staff_id].ask("GET", "/api/session").json["staff"]["id"]

    threads = [threading.Thread(target=visit, args=(staff_id,)) for staff_id in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not met
    assert seen == {"rosa": "rosa", "ada": "ada"}
