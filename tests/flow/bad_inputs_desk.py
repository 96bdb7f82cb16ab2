"""Rows 49 to 54: whoever comes to the desk without a right, from another site, or with numbers that are none."""

import base64
import csv
import io
import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.desk.client import URL, Client, Page
from tests.flow.bad_inputs_stage import TEXT, TOKEN, Stage
from tests.support import scripted
from tests.support.made import BRAND
from tests.support.scripted import Scripted

FORM = "application/x-www-form-urlencoded"


def token(head: dict[str, Any], claims: dict[str, Any]) -> str:
    """A JSON Web Token whose signature is a canary."""
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (head, claims))
    return ".".join((*parts, TOKEN))


def without_right(stage: Stage) -> None:
    """The desk takes no token but its own cookie; a provider's token counts at sign-in only, and only a right one."""
    case = stage.scene.case_of(stage.shown("broken")).case_id
    signed = stage.scene.client("rosa").cookies["__Host-sid"]
    claims = {"sub": "rosa", "iss": stage.scene.issuer, "aud": "heed-desk", "exp": 9e9}
    stranger = stage.scene.stranger()
    for headers in (
        {},
        {"authorization": f"Bearer {signed}"},
        {"authorization": f"Bearer {token({'alg': 'none'}, claims)}"},
        {"authorization": f"Bearer {token({'alg': 'HS256'}, claims)}"},
        {"cookie": f"__Host-sid={signed}x"},
        {"cookie": f"__Host-sid={token({'alg': 'none'}, claims)}"},
        {"cookie": f"__Host-sid={signed}; __Host-sid={signed}"},
    ):
        for method, path in (("GET", f"/api/cases/{case}"), ("POST", f"/api/cases/{case}/claim")):
            page = stranger.ask(method, path, headers={"origin": URL, "content-type": "application/json", **headers})
            assert page.status == 401, headers
            assert TEXT not in page.text
    stage.world.later(hours=13)
    old = Client(stage.scene.handler, {"__Host-sid": signed})
    assert old.ask("GET", "/api/session").status == 401
    wrong_tokens_at_sign_in(stage)


def wrong_tokens_at_sign_in(stage: Stage) -> None:
    with scripted.serve() as (provider, _session):
        stage.scene.issuer = f"http://127.0.0.1:{provider.port}/id.example"
        now = stage.world.clock().timestamp()
        good = {"iss": stage.scene.issuer, "aud": "heed-desk", "sub": "rosa", "exp": now + 300}
        signed, unsigned = {"alg": "RS256"}, {"alg": "none"}
        for head, changes, lets_in in (
            (signed, {}, True),
            (unsigned, {}, False),
            ({}, {}, False),
            (signed, {"iss": "https://another-pool.example"}, False),
            (signed, {"aud": "another-client"}, False),
            (signed, {"aud": None, "client_id": "heed-desk", "token_use": "access"}, False),
            (signed, {"exp": now - 3600}, False),
            (signed, {"nonce": "another"}, False),
            (signed, {"sub": None}, False),
        ):
            stage.scene.connect()
            discovery = {
                "issuer": stage.scene.issuer,
                "authorization_endpoint": f"{stage.scene.issuer}/authorize",
                "token_endpoint": f"{stage.scene.issuer}/token",
            }
            provider.answers(Scripted(content=discovery))
            browser = stage.scene.stranger()
            asked = parse_qs(urlsplit(browser.get("/").headers["location"]).query)
            claims = {"nonce": asked["nonce"][0], **good, **changes}
            provider.answers(Scripted(content={"id_token": token(head, claims), "access_token": TOKEN}))
            back = urlencode({"code": TOKEN, "state": asked["state"][0]})
            answer = browser.ask("GET", f"/sign-in/callback?{back}")
            assert ("__Host-sid" in browser.cookies) == lets_in, (head, changes)
            assert (answer.status == 303) == lets_in
            assert (browser.ask("GET", "/api/session").status == 200) == lets_in


def write(client: Client, path: str, fields: dict[str, str], origin: str = URL) -> Page:
    csrf = client.ask("GET", "/api/session").json["csrf"]
    body = urlencode({**fields, "csrf": csrf}).encode()
    return client.ask("POST", path, headers={"origin": origin, "content-type": FORM}, body=body)


def beyond_the_role(stage: Stage) -> None:
    mention = stage.shown("broken")
    case = stage.scene.case_of(mention).case_id
    before = stage.rows()
    vera, rosa, otto = (stage.scene.client(name) for name in ("vera", "rosa", "otto"))
    fields = {"mention_id": mention.mention_id, "reply_id": "1" * 32, "text": TEXT, "seen": "1.1.0", "reason": TEXT}
    for action in ("claim", "reply", "resolve", "take-over"):
        assert write(vera, f"/cases/{case}/{action}", fields).status == 403
        assert write(otto, f"/cases/{case}/{action}", fields).status == 403
    assert write(rosa, f"/brands/{BRAND}/stop", {"stopped": "on", "reason": TEXT}).status == 403
    assert otto.get(f"/cases/{case}").status == 403
    assert stage.rows() == before
    assert not stage.world.cloud.settings().stop_switch(BRAND).stopped


def from_another_site(stage: Stage) -> None:
    mention = stage.shown("broken")
    case = stage.scene.case_of(mention).case_id
    ada = stage.scene.client("ada")
    before = stage.rows()
    for origin in ("https://evil.example", "null", f"{URL}.evil.example", "http://localhost:8750", ""):
        assert write(ada, f"/cases/{case}/claim", {}, origin=origin).status == 403
        assert write(ada, f"/brands/{BRAND}/stop", {"stopped": "on", "reason": TEXT}, origin=origin).status == 403
    assert stage.rows() == before
    page = ada.get(f"/cases/{case}")
    assert page.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def numbers_that_are_none(stage: Stage) -> None:
    """There are no page tokens: a list has an end, and says so."""
    stage.shown("broken")
    rosa = stage.scene.client("rosa")
    for limit in ("-1", "0", "101", "1000000000", "NaN", "1e2", "1.5", "٣", "", TEXT, "1,1"):
        assert rosa.ask("GET", f"/api/cases?{urlencode({'limit': limit})}").status == 400, limit
    for query in (f"folder={TEXT}", "folder=open&folder=open", "show=everything"):
        assert rosa.get(f"/?{query}").status == 400, query
        assert rosa.ask("GET", f"/api/cases?{query}").status == 400, query
    assert rosa.ask("GET", "/api/cases?limit=1").status == 200


def two_tabs(stage: Stage) -> None:
    """The same reply twice is one; another one meanwhile is refused, with the reason. It leaves once."""
    mention = stage.shown("broken", external_id="forum:p1")
    rosa = stage.scene.client("rosa")
    first, second = (stage.scene.open(rosa, mention) for _ in range(2))
    action = f"/cases/{stage.scene.case_of(mention).case_id}/reply"
    text = "We are sorry. A new one is on its way."
    for _ in range(2):
        rosa.submit(first, action, text=text)
    told = rosa.submit(second, action, text=text)
    assert "changed since you opened it" in told.said or "waiting to be sent already" in told.said
    stage.world.later(seconds=11)
    stage.world.send(mention.mention_id)
    assert list(stage.world.tool.wall.values()) == [text]
    assert stage.world.tool.posted == 1


def formulas_in_an_export(stage: Stage) -> None:
    """OWASP, "CSV Injection": no cell begins with what a spreadsheet takes for a formula."""
    for sign in "=+-@":
        stage.shown("A complaint", author_id=f"forum:{sign}", author_name=f'{sign}HYPERLINK("https://evil.example")')
    page = stage.scene.client("rosa").ask("GET", "/cases.csv?folder=open")
    assert page.status == 200
    cells = [cell for line in csv.reader(io.StringIO(page.text)) for cell in line]
    assert sum(cell.startswith("'") for cell in cells) == 4
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
