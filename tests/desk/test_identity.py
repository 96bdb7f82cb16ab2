"""The provider that stands in for sign-in on one's own machine: as strict as a real one."""

import base64
import hashlib
import hmac
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from infra import template
from infra.local.identity import CLIENT_ID, CLIENT_SECRET, USERS, Identity
from tests.support import sockets

REDIRECT = "http://127.0.0.1:8750/sign-in/callback"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASKED = {
    "response_type": "code",
    "client_id": CLIENT_ID,
    "redirect_uri": REDIRECT,
    "scope": "openid email",
    "state": "the-state",
    "nonce": "the-nonce",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


class Seconds:
    """A clock in seconds that moves only when told."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def identity(clock: Seconds) -> Iterator[Identity]:
    with Identity(0, redirect=REDIRECT, clock=clock) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def choose(identity: Identity, sub: str = "responder@local", **changes: str) -> requests.Response:
    form = {**ASKED, "sub": sub, **changes}
    return requests.post(f"{identity.issuer}/authorize", data=form, allow_redirects=False, timeout=5)


def code_of(answer: requests.Response) -> str:
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


def redeem(
    identity: Identity, code: str, /, *, auth: Any = (CLIENT_ID, CLIENT_SECRET), **changes: str
) -> requests.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
        **changes,
    }
    return requests.post(f"{identity.issuer}/token", data=form, auth=auth, timeout=5)


def test_one_click_gives_a_token_for_that_person(identity: Identity, clock: Seconds) -> None:
    page = requests.get(f"{identity.issuer}/authorize", params=ASKED, timeout=5)
    assert all(f'value="{sub}"' in page.text and name in page.text for sub, (name, _) in USERS.items())
    back = choose(identity, "admin@local")
    assert back.status_code == 303
    assert back.headers["location"].startswith(f"{REDIRECT}?")
    assert parse_qs(urlsplit(back.headers["location"]).query)["state"] == ["the-state"]
    token = redeem(identity, code_of(back)).json()["id_token"]
    head, payload, signature = token.split(".")
    signed = hmac.digest(CLIENT_SECRET.encode(), f"{head}.{payload}".encode(), "sha256")
    assert signature == base64.urlsafe_b64encode(signed).rstrip(b"=").decode()
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    assert claims == {
        "iss": identity.issuer,
        "aud": CLIENT_ID,
        "sub": "admin@local",
        "email": "admin@local",
        "email_verified": True,
        "name": "Ada",
        "nonce": "the-nonce",
        "iat": clock.now,
        "exp": clock.now + 300,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "another"},
        {"redirect_uri": "https://evil.example/"},
        {"response_type": "token"},
        {"scope": "email"},
        {"code_challenge_method": "plain"},
        {"code_challenge": ""},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_request_that_is_not_the_desks_gets_no_code(identity: Identity, changes: dict[str, str]) -> None:
    assert requests.get(f"{identity.issuer}/authorize", params={**ASKED, **changes}, timeout=5).status_code == 400
    assert choose(identity, **changes).status_code == 400


def test_nobody_else_can_be_chosen(identity: Identity) -> None:
    assert choose(identity, "root@local").status_code == 400


def test_a_code_counts_once(identity: Identity) -> None:
    code = code_of(choose(identity))
    assert redeem(identity, code).status_code == 200
    assert redeem(identity, code).json()["error"] == "invalid_grant"


def test_a_code_grows_old(identity: Identity, clock: Seconds) -> None:
    code = code_of(choose(identity))
    clock.now += 61
    assert redeem(identity, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
        ({"redirect_uri": "https://evil.example/"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"code": "another"}, "invalid_grant"),
    ],
)
def test_a_wrong_exchange_is_refused(identity: Identity, changes: dict[str, str], error: str) -> None:
    answer = redeem(identity, code_of(choose(identity)), **changes)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize("auth", [None, (CLIENT_ID, "wrong"), ("another", CLIENT_SECRET)])
def test_a_client_that_cannot_prove_itself_is_refused_and_uses_up_no_code(identity: Identity, auth: Any) -> None:
    code = code_of(choose(identity))
    assert redeem(identity, code, auth=auth).status_code == 401
    assert redeem(identity, code).status_code == 200


def test_the_secret_may_stand_in_the_form(identity: Identity) -> None:
    code = code_of(choose(identity))
    answer = redeem(identity, code, auth=None, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    assert answer.status_code == 200


def test_what_is_asked_is_shown_as_text(identity: Identity) -> None:
    page = requests.get(f"{identity.issuer}/authorize", params={**ASKED, "state": '"><script>x</script>'}, timeout=5)
    assert "<script>" not in page.text


def test_it_is_found_where_its_command_says_and_on_loopback_only() -> None:
    command = [sys.executable, "-m", "infra.local.identity", "--port", "0", "--redirect", REDIRECT]
    with subprocess.Popen(command, cwd=template.PATH.parent) as process:
        try:
            while not (found := sockets.addresses_of(process.pid)):
                assert process.poll() is None
            ((port, address),) = found
            assert address == "127.0.0.1"
            assert requests.get(f"http://127.0.0.1:{port}/health", timeout=5).json() == {"ok": True}
            discovered = requests.get(f"http://127.0.0.1:{port}/.well-known/openid-configuration", timeout=5).json()
            assert discovered["issuer"] == f"http://127.0.0.1:{port}"
        finally:
            process.kill()


OTHER_HOSTS = ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1.evil.example:{port}", ""]


@pytest.mark.parametrize("host", OTHER_HOSTS)
def test_another_host_is_refused_though_it_leads_here(identity: Identity, host: str) -> None:
    code = code_of(choose(identity))
    headers = {"host": host.format(port=identity.server_port)}
    for path in ("/.well-known/openid-configuration", "/authorize"):
        assert requests.get(f"{identity.issuer}{path}", params=ASKED, headers=headers, timeout=5).status_code == 421
    form = {**ASKED, "sub": "admin@local"}
    chosen = requests.post(f"{identity.issuer}/authorize", data=form, headers=headers, allow_redirects=False, timeout=5)
    assert (chosen.status_code, "location" in chosen.headers) == (421, False)
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER}
    proof = (CLIENT_ID, CLIENT_SECRET)
    url = f"{identity.issuer}/token"
    assert requests.post(url, data=asked, auth=proof, headers=headers, timeout=5).status_code == 421
    assert requests.post(url, data=asked, auth=proof, timeout=5).status_code == 200


def test_nothing_that_is_deployed_holds_it() -> None:
    deployed = [path for folder in ("functions", "shared") for path in (template.PATH.parent / folder).rglob("*.py")]
    assert len(deployed) > 50
    for path in deployed:
        text = path.read_text("utf-8")
        assert CLIENT_SECRET not in text, path
        assert not re.search(r"^\s*(?:from|import) infra", text, re.MULTILINE), path
    written = [one.get("Properties", {}) for one in template.load()["Resources"].values()]
    folders = [one[key] for one in written for key in ("CodeUri", "ContentUri") if key in one]
    assert folders
    assert all(folder.startswith(("functions/", "shared/")) for folder in folders)
