"""Roles by the groups of the sign-in provider."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from functions.desk import groups
from shared.domain.brand import Role, Staff
from tests.desk.client import Client
from tests.desk.scene import Scene
from tests.support.made import BRAND

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def come(scene: Scene, *named: Any, **changes: Any) -> Client:
    """Signs in somebody whose token, from a provider that is played here, names these groups."""
    client, provider = scene.stranger(), scene.desk.provider
    provider.endpoints = lambda now: {"authorization_endpoint": f"{scene.issuer}/authorize"}
    asked = parse_qs(urlsplit(client.get("/").headers["location"]).query)
    token = {
        "iss": scene.issuer,
        "aud": "heed-desk",
        "nonce": asked["nonce"][0],
        "exp": scene.clock().timestamp() + 300,
    }
    provider.redeem = lambda *_: {**token, "cognito:groups": list(named), **changes}
    client.ask("GET", f"/sign-in/callback?code=x&state={asked['state'][0]}", headers={"user-agent": FIREFOX})
    return client


def test_groups_count_only_where_the_operator_names_their_claim(scene: Scene) -> None:
    assert come(scene, "heed-admin", sub="gina").ask("GET", "/api/session").status == 401
    scene.desk.provider.groups_claim = "cognito:groups"
    client = come(scene, "heed-admin", sub="gina", name="Gina")
    assert client.call("GET", "/api/session").json["brands"][0]["role"] == "admin"
    assert scene.ports.settings.staff("gina") == Staff(staff_id="gina", name="Gina", roles={})
    scene.desk.provider.groups_claim = ""
    assert client.call("GET", "/api/session").json["brands"] == []


def test_a_group_names_a_brand_and_a_role(scene: Scene) -> None:
    scene.desk.provider.groups_claim = "cognito:groups"
    client = come(scene, f"heed-{BRAND}-viewer", f"heed-{BRAND}-responder", "heed-another-boss", 5, sub="gina")
    assert [found["role"] for found in client.call("GET", "/api/session").json["brands"]] == ["responder"]
    assert come(scene, "heed-boss", "everybody", sub="nobody").ask("GET", "/api/session").status == 401


def test_the_staff_list_wins_over_groups(scene: Scene) -> None:
    scene.desk.provider.groups_claim = "cognito:groups"
    client = come(scene, "heed-admin", f"heed-{BRAND}-admin", sub="vera")
    roles = {found["brand"]: found["role"] for found in client.call("GET", "/api/session").json["brands"]}
    assert (roles[BRAND], roles["unassigned"]) == ("viewer", "admin")
    scene.ports.settings.put_staff(Staff(staff_id="vera", name="Vera", roles={"*": Role.VIEWER}))
    assert {found["role"] for found in client.call("GET", "/api/session").json["brands"]} == {"viewer"}


def test_somebody_whom_a_group_let_in_is_out_at_once_when_taken_off_the_list(scene: Scene) -> None:
    scene.desk.provider.groups_claim = "cognito:groups"
    client = come(scene, "heed-admin", sub="gina")
    key = {"pk": {"S": "STAFF"}, "sk": {"S": "gina"}}
    scene.cloud.client("dynamodb").delete_item(TableName="SettingsTable", Key=key)
    assert client.ask("GET", "/api/session").status == 401


@pytest.mark.parametrize("written", [None, 5, {}, "heed-cafe-viewer", ["heed--admin"], ["HEED-ADMIN"], ["heed-cafe-"]])
def test_a_claim_of_another_form_gives_no_role_but_to_a_single_group(written: Any) -> None:
    found = groups.roles_of({"groups": written}, "groups")
    assert found == ({"cafe": Role.VIEWER} if written == "heed-cafe-viewer" else {})
