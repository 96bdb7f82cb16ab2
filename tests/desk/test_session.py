"""Sign-in by OpenID Connect against a real provider on loopback, and the sessions that it opens."""

import base64
import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from functions.desk import session
from functions.desk.session import Provider
from infra.local.identity import Identity
from shared.domain.brand import Role, Staff
from shared.errors import ConfigurationError, SignInError
from shared.platforms import http
from tests.desk.client import URL, Client, Page, path_of
from tests.desk.scene import Scene
from tests.support import scripted, tables
from tests.support.made import BRAND
from tests.support.scripted import Scripted


@pytest.fixture
def identity() -> Iterator[Identity]:
    redirect = f"{URL}/sign-in/callback"
    with Identity(0, redirect=redirect, client_secret="the-client-secret") as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def scene(identity: Identity) -> Iterator[Scene]:
    """A desk that signs in at the provider; its clock is the provider's."""
    with tables.fresh() as cloud:
        made = Scene(cloud, issuer=identity.issuer)
        identity.clock = lambda: made.clock().timestamp()
        role = {BRAND: Role.RESPONDER}
        made.ports.settings.put_staff(Staff(staff_id="responder@local", name="Rosa", roles=role))
        yield made


def click(page: Page, sub: str = "responder@local") -> str:
    """Presses a person's button at the provider; the way back to the desk."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(page.headers["location"]).query).items()}
    provider = page.headers["location"].partition("/authorize")[0]
    back = requests.post(f"{provider}/authorize", data={**asked, "sub": sub}, allow_redirects=False, timeout=5)
    return path_of(back.headers["location"])


def sign_in(client: Client, target: str = "/") -> Page:
    return client.get(click(client.get(target)))


def test_one_click_leads_to_the_page_that_was_asked_for(scene: Scene) -> None:
    mention = scene.mention()
    client = scene.stranger()
    page = sign_in(client, f"/cases/{scene.case_of(mention).case_id}?answer={mention.mention_id}")
    assert (page.status, page.address) == (
        200,
        f"/cases/{scene.case_of(mention).case_id}?answer={mention.mention_id}",
    )
    assert "Rosa" in page.said


def test_the_cookie_is_the_browsers_alone_and_only_its_hash_is_stored(scene: Scene) -> None:
    client = scene.stranger()
    back = client.ask("GET", click(client.get("/")))
    (cookie,) = back.cookies
    assert cookie.startswith("__Host-sid=")
    assert {part.strip() for part in cookie.split(";")[1:]} == {"Path=/", "HttpOnly", "Secure", "SameSite=Lax"}
    stored = json.dumps(scene.cloud.rows("SettingsTable", "SESSION#"))
    assert client.cookies["__Host-sid"] not in stored
    assert len(scene.cloud.rows("SettingsTable", "SESSION#")) == 1
    assert client.cookies["__Host-sid"] not in json.dumps(scene.cloud.rows("SettingsTable", "STAFF#"))


def test_a_session_id_from_before_sign_in_is_not_kept(scene: Scene) -> None:
    client = scene.stranger()
    client.cookies["__Host-sid"] = planted = "p" * 43
    sign_in(client, "/sign-in/start")
    assert client.cookies["__Host-sid"] != planted


def test_a_sign_in_answer_counts_once(scene: Scene) -> None:
    client = scene.stranger()
    way = click(client.get("/"))
    assert client.get(way).status == 200
    again = client.ask("GET", way)
    assert again.status == 401
    assert "used before" in again.said


def test_a_sign_in_answer_counts_only_in_the_browser_that_asked(scene: Scene) -> None:
    way = click(scene.stranger().get("/"))
    victim = scene.stranger()
    victim.get("/")
    page = victim.ask("GET", way)
    assert page.status == 401
    assert "__Host-sid" not in victim.cookies


def test_a_sign_in_must_end_within_ten_minutes(scene: Scene) -> None:
    client = scene.stranger()
    way = click(client.get("/"))
    scene.clock.advance(minutes=10)
    assert client.ask("GET", way).status == 401


def test_two_tabs_can_sign_in_at_once(scene: Scene) -> None:
    client = scene.stranger()
    first, second = click(client.get("/")), click(client.get("/"))
    assert client.get(first).status == 200
    assert client.get(second).status == 200


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x&code=y", "?error=access_denied", "?state=" + "a" * 43 + "&code=y"]
)
def test_a_made_up_answer_signs_nobody_in(scene: Scene, query: str) -> None:
    client = scene.stranger()
    client.get("/")
    assert client.ask("GET", f"/sign-in/callback{query}").status == 401


def test_a_refusal_of_the_provider_is_told(scene: Scene) -> None:
    client = scene.stranger()
    state = parse_qs(urlsplit(client.get("/").headers["location"]).query)["state"][0]
    page = client.ask("GET", f"/sign-in/callback?error=access_denied&state={state}")
    assert page.status == 401
    assert "let nobody in" in page.said


def test_somebody_who_is_not_on_the_staff_list_is_told_whom_to_ask(scene: Scene) -> None:
    client = scene.stranger()
    page = client.get(click(client.get("/"), "viewer@local"))
    assert page.status == 403
    assert "Ask an administrator of the desk to add you. Your id is viewer@local" in page.said
    assert "__Host-sid" not in client.cookies


def test_somebody_taken_off_the_staff_list_is_out_at_once(scene: Scene) -> None:
    client = scene.client("rosa")
    assert client.get("/").status == 200
    key = {"pk": {"S": "STAFF"}, "sk": {"S": "rosa"}}
    scene.cloud.client("dynamodb").delete_item(TableName="SettingsTable", Key=key)
    assert client.get("/").status == 401


def test_a_session_ends_after_an_hour_without_activity(scene: Scene) -> None:
    client = scene.client("rosa")
    scene.clock.advance(minutes=59)
    assert client.get("/").status == 200
    scene.clock.advance(minutes=59)
    assert client.get("/").status == 200
    scene.clock.advance(minutes=60)
    page = client.get("/")
    assert page.status == 401
    assert "Your session has ended" in page.said


def test_a_session_ends_after_twelve_hours_whatever_is_done(scene: Scene) -> None:
    client = scene.client("rosa")
    for _ in range(14):
        assert client.get("/").status == 200
        scene.clock.advance(minutes=50)
    scene.clock.advance(minutes=20)
    assert client.get("/").status == 401


def test_signing_out_ends_the_session_everywhere_the_cookie_was_copied_to(scene: Scene) -> None:
    client = scene.client("rosa")
    copied = Client(scene.handler, dict(client.cookies))
    page = client.submit(client.get("/"), "/sign-out")
    assert (page.status, "You are signed out" in page.said) == (200, True)
    assert "__Host-sid" not in client.cookies
    assert copied.get("/").status == 401


def test_a_session_that_was_ended_is_not_revived_by_a_request_under_way(scene: Scene) -> None:
    client = scene.client("rosa")
    key = session._key(client.cookies["__Host-sid"])
    scene.ports.settings.end_session(key)
    scene.ports.settings.extend_session(key, scene.clock.advance(minutes=5))
    assert client.get("/").status == 401


@pytest.mark.parametrize("cookie", ["", "x", "token-" + "0" * 30, "../" * 20, "a" * 5000, "é" * 30, "a b; c"])
def test_a_forged_cookie_opens_nothing(scene: Scene, cookie: str) -> None:
    client = scene.client("rosa")
    client.cookies["__Host-sid"] = cookie
    assert client.ask("GET", "/api/session").status == 401


def test_a_sign_in_under_way_is_no_session(scene: Scene) -> None:
    client = scene.stranger()
    state = parse_qs(urlsplit(client.get("/").headers["location"]).query)["state"][0]
    client.cookies["__Host-sid"] = f"{client.cookies['__Host-signin']}.{state}"
    assert client.ask("GET", "/api/session").status == 401


def test_a_form_of_a_page_whose_session_is_gone_does_not_lead_to_the_provider(scene: Scene) -> None:
    client = scene.stranger()
    page = client.ask("GET", "/?show=mine", headers={"sec-fetch-site": "same-origin"})
    assert (page.status, "Your session has ended" in page.said) == (401, True)
    assert client.ask("GET", "/?show=mine", headers={"sec-fetch-site": "none"}).status == 303


# ------------------------------------------------------------------ what the provider says is checked

NONCE = "the-nonce"


def claims(scene: Scene, **changes: Any) -> dict[str, Any]:
    good = {
        "iss": scene.issuer,
        "aud": "heed-desk",
        "sub": "rosa",
        "nonce": NONCE,
        "exp": scene.clock().timestamp() + 300,
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def check(scene: Scene, **changes: Any) -> None:
    session._check(claims(scene, **changes), scene.desk.provider, NONCE, scene.clock())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"aud": ["heed-desk"]},
        {"aud": ["heed-desk", "another"], "azp": "heed-desk"},
    ],
)
def test_a_token_for_us_is_taken(scene: Scene, changes: dict[str, Any]) -> None:
    check(scene, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": ["heed-desk", "another"]},
        {"aud": None},
        {"azp": "another"},
        {"exp": 1},
        {"exp": None},
        {"exp": "9999999999"},
        {"exp": float("nan")},
        {"nonce": "another"},
        {"nonce": None},
        {"nonce": 5},
        {"sub": None},
        {"sub": 5},
    ],
    ids=str,
)
def test_a_token_for_somebody_else_is_refused(scene: Scene, changes: dict[str, Any]) -> None:
    with pytest.raises(SignInError, match="not for this sign-in"):
        check(scene, **changes)


def token(head: Any, payload: Any) -> str:
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (head, payload))
    return ".".join((*parts, "signature"))


@pytest.mark.parametrize(
    "written",
    [
        None,
        5,
        "",
        "a.b.c",
        "no-dots",
        token({"alg": "none"}, {"sub": "ada"}),
        token({}, {"sub": "ada"}),
        token({"alg": "HS256"}, ["sub", "ada"]),
        token([], {"sub": "ada"}),
    ],
)
def test_what_is_no_token_with_an_algorithm_is_refused(written: Any) -> None:
    with pytest.raises(SignInError):
        session._claims(written)


def test_an_address_counts_as_a_name_only_if_the_provider_verified_it(scene: Scene) -> None:
    settings = scene.ports.settings
    settings.put_staff(Staff(staff_id="rosa@shop.example", name="Rosa", roles={}))
    unknown = {"sub": "auth0|1", "email": "rosa@shop.example"}
    listed = settings.staff("rosa@shop.example")
    for verified in ({"email_verified": True}, {"email_verified": "true"}):
        assert session._staff_of({**unknown, **verified}, settings) == listed
        assert session._staff_of({**unknown, **verified, "email": "Rosa@Shop.Example"}, settings) == listed
    for unverified in ({}, {"email_verified": False}, {"email_verified": "no"}):
        assert session._staff_of({**unknown, **unverified}, settings) is None


# ------------------------------------------------------------------ a provider that misbehaves or is set up wrongly


def provider(issuer: str, **changes: Any) -> Provider:
    given: dict[str, Any] = {
        "issuer": issuer,
        "client_id": "heed-desk",
        "desk_url": URL,
        "secret": lambda: {"client_secret": "x"},
        "session": http.new_session(),
        "new_token": lambda: "t" * 43,
    }
    return Provider(**{**given, **changes})


@pytest.mark.parametrize("issuer", ["http://id.example.com", "ftp://127.0.0.1", "id.example.com", "https://"])
def test_an_issuer_without_tls_stops_at_the_start(issuer: str) -> None:
    with pytest.raises(ConfigurationError, match="OIDC_ISSUER must be an https address"):
        provider(issuer)


ISSUER = "https://id.example.com"
GOOD = {"issuer": ISSUER, "authorization_endpoint": f"{ISSUER}/a", "token_endpoint": f"{ISSUER}/t"}


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({**GOOD, "issuer": "https://evil.example"}, "OIDC_ISSUER"),
        ({**GOOD, "token_endpoint": "http://127.0.0.1/t"}, "token_endpoint"),
        ({**GOOD, "authorization_endpoint": None}, "authorization_endpoint"),
    ],
)
def test_a_discovery_document_that_is_not_its_own_is_refused(scene: Scene, content: Any, named: str) -> None:
    with scripted.serve() as (platform, detoured):
        platform.answers(Scripted(content=content))
        with pytest.raises(ConfigurationError, match=named):
            provider(ISSUER, session=detoured).endpoints(scene.clock())


@pytest.mark.parametrize("answer", [Scripted(status=500), Scripted(content=[]), Scripted(hang_up=True)])
def test_a_provider_that_fails_is_told_and_asked_again_later(scene: Scene, answer: Scripted) -> None:
    with scripted.serve() as (platform, detoured):
        asked = provider(ISSUER, session=detoured)
        platform.answers(answer, Scripted(content=GOOD))
        with pytest.raises(SignInError):
            asked.endpoints(scene.clock())
        assert asked.endpoints(scene.clock()) == GOOD


def test_the_discovery_document_is_read_once_an_hour(scene: Scene) -> None:
    with scripted.serve() as (platform, detoured):
        asked = provider(ISSUER, session=detoured)
        platform.answers(Scripted(content=GOOD), Scripted(content=GOOD))
        asked.endpoints(scene.clock())
        asked.endpoints(scene.clock.advance(minutes=59))
        assert len(platform.received) == 1
        asked.endpoints(scene.clock.advance(minutes=1))
        assert len(platform.received) == 2


@pytest.mark.parametrize(
    ("methods", "where"), [(["client_secret_basic", "client_secret_post"], "header"), (["client_secret_post"], "form")]
)
def test_the_client_proves_itself_as_the_provider_wants(scene: Scene, methods: list[str], where: str) -> None:
    good = {**GOOD, "token_endpoint_auth_methods_supported": methods}
    with scripted.serve() as (platform, detoured):
        asked = provider(ISSUER, session=detoured, secret=lambda: {"client_secret": "s:e/c ret"})
        answer = {"id_token": token({"alg": "RS256"}, {"sub": "rosa"})}
        platform.answers(Scripted(content=good), Scripted(content=answer))
        assert asked.redeem("code", "verifier", scene.clock()) == {"sub": "rosa"}
        sent = platform.received[-1]
        form = parse_qs(sent.body.decode())
        assert (sent.method, sent.host, sent.path) == ("POST", "id.example.com", "/t")
        assert form["code_verifier"] == ["verifier"]
        in_header = base64.b64encode(b"heed-desk:s%3Ae%2Fc%20ret").decode()
        assert (sent.headers.get("authorization") == f"Basic {in_header}") == (where == "header")
        assert (form.get("client_secret") == ["s:e/c ret"]) == (where == "form")


@pytest.mark.parametrize("secret", [{}, {"client_secret": ""}, {"client_secret": 5}])
def test_without_the_clients_secret_nobody_signs_in_and_the_remedy_is_named(scene: Scene, secret: Any) -> None:
    with scripted.serve() as (platform, detoured):
        platform.answers(Scripted(content=GOOD))
        with pytest.raises(ConfigurationError, match="DeskSecret: put"):
            provider(ISSUER, session=detoured, secret=lambda: secret).redeem("code", "verifier", scene.clock())
