"""Drafts, presence and saved replies on the whole system: each stays within what the desk's role allows."""

import json
from typing import Any

import pytest

from functions.desk.session import find_session, open_session
from infra import stores
from infra.local.gateway import Answer
from infra.local.seed import BRAND
from tests.desk.test_rights import system
from tests.support.emulator import HeedSystem

__all__ = ["system"]  # a fixture


@pytest.fixture
def post(system: HeedSystem) -> Any:
    """Asks the desk as its administrator, in JSON."""
    settings = stores.of(system.client, system.variables).settings
    cookie = open_session(settings, "admin@local", lambda: "t" * 43, system.clock())
    opened = find_session(settings, cookie, system.clock())
    assert opened is not None
    url = system.variables["DESK_URL"]
    headers = {"host": url.removeprefix("http://"), "origin": url, "cookie": f"__Host-sid={cookie}"}
    headers |= {"content-type": "application/json", "x-csrf-token": opened.csrf}

    def ask(path: str, value: Any = None) -> Answer:
        if value is None:
            return system.request("GET", path, headers)
        return system.request("POST", path, headers, json.dumps(value).encode())

    return ask


def test_every_write_around_the_box_can_be_done_with_the_rights_that_the_desk_has(
    system: HeedSystem, post: Any
) -> None:
    mention = next(found for found in stores.all_mentions(stores.of(system.client, system.variables)) if found.case_id)
    case = f"/api/cases/{mention.case_id}"
    draft = {"mention_id": mention.mention_id, "window": "1" * 32}
    saved = {"title": "Sorry", "text": "Dear {author}"}
    asked = [
        (f"{case}/claim", {}),
        (f"{case}/draft", {**draft, "text": "Half a thought"}),
        (f"{case}/draft", None),
        (f"{case}/draft/discard", {**draft, "after": "1"}),
        (f"{case}/presence", {"what": "typing"}),
        (f"{case}/stay", {}),
        (f"{case}/presence", {"what": "gone"}),
        (f"/api/brands/{BRAND}/presence", None),
        (f"/api/brands/{BRAND}/saved", saved),
        (f"{case}/saved?mention_id={mention.mention_id}", None),
        (f"/brands/{BRAND}/saved", None),
    ]
    for path, value in asked:
        assert post(path, value).status == 200, path
    (written,) = json.loads(post(f"/api/brands/{BRAND}/saved").body)["saved"]
    address = f"/api/brands/{BRAND}/saved/{written['saved_id']}"
    assert post(address, {**saved, "version": "1"}).status == 200
    assert post(f"{address}/review", {"version": "2"}).status == 200
    assert post(f"{address}/delete", {"version": "3", "sure": "on"}).status == 200
