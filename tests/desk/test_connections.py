"""Connections: every account that one may see as it stands, and an admin's word that lets it speak or silences it."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from shared.aws import guards, writes
from shared.aws.tallies import Hour
from shared.domain.brand import Account
from shared.domain.playbook import Breaker, Playbook
from shared.errors import InputError
from tests.desk.client import Client, Page
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import ACCOUNT, BRAND, PLATFORM


def let(client: Client, what: str, **fields: str) -> Page:
    csrf = client.get("/connections").form("/sign-out").fields["csrf"]
    said = {"platform": PLATFORM, "account": ACCOUNT, "what": what, "reason": "tried for a week"}
    return client.post("/connections", {"csrf": csrf, **said, **fields})


def stored(scene: Scene) -> Account:
    found = scene.ports.settings.account(PLATFORM, ACCOUNT)
    assert found is not None
    return found


def deeds(scene: Scene) -> list[dict[str, Any]]:
    return scene.cloud.rows("SettingsTable", f"AUDIT#{BRAND}#")


def test_an_account_is_shown_with_what_its_platform_allows(scene: Scene) -> None:
    page = scene.client("vera").get("/connections")
    assert page.status == 200
    assert f"Our Shop {ACCOUNT}" in page.said
    assert "It acknowledges by itself" in page.said
    assert "0 of at most 60 automatic replies in 60 minutes" in page.said
    assert "Review Public reply; 2000 characters; at any time; a machine may answer" in page.said
    assert "none in the last 24 hours" in page.said
    assert "The platform takes nothing" not in page.said
    assert not [form for form in page.read.forms if form.action == "/connections"]


def test_accounts_of_other_brands_are_not_shown(scene: Scene) -> None:
    scene.ports.settings.publish(Playbook(brand="another", version=1, title="Another"))
    scene.ports.settings.put_account(made.account(account_id="theirs", brand="another", title="Theirs"))
    assert "theirs" not in scene.client("vera").get("/connections").said
    said = scene.client("otto").get("/connections").said
    assert "theirs" in said
    assert ACCOUNT not in said
    assert "theirs" in scene.client("ada").get("/connections").said


def test_arrivals_of_the_last_24_hours_are_those_of_the_platform(scene: Scene) -> None:
    now = scene.clock()
    counted = {(PLATFORM, 1): 3, (PLATFORM, 23): 4, (PLATFORM, 25): 50, ("x", 1): 100}
    figures = {
        Hour.of(BRAND, platform, now - timedelta(hours=ago)): Counter(arrived=count)
        for (platform, ago), count in counted.items()
    }
    scene.ports.tallies.add(figures, batch="0" * 32)
    page = scene.client("vera").get("/connections")
    assert "7 mentions on" in page.said
    assert f'datetime="{now - timedelta(hours=1):%Y-%m-%dT%H}:00:00Z"' in page.text


def test_what_stops_it_is_told_until_when(scene: Scene) -> None:
    now = scene.clock()
    scene.ports.settings.publish(
        Playbook(brand=BRAND, version=2, title="Our Shop", breaker=Breaker(sends=2, minutes=60))
    )
    counting = {"limit": 9, "window": timedelta(hours=1), "now": now}
    for _ in range(2):
        writes.transact(scene.cloud.client("dynamodb"), [guards.count_send("TalliesTable", made.mention(), **counting)])
    scene.ports.tallies.open_circuit(PLATFORM, ACCOUNT, now + timedelta(minutes=15))
    said = scene.client("vera").get("/connections").said
    assert "2 of at most 2 automatic replies" in said
    assert "Too many automatic replies left it" in said
    assert "no automatic replies until 2026-11-22 12:15 UTC" in said
    scene.clock.advance(hours=1)
    said = scene.client("vera").get("/connections").said
    assert "0 of at most 2 automatic replies" in said
    assert "The platform takes nothing" not in said


def test_an_admin_silences_it_and_lets_it_speak_again(scene: Scene) -> None:
    ada = scene.client("ada")
    page = let(ada, "silence")
    assert "The account is in shadow now" in page.said
    assert "Ada : tried for a week" in page.said or "Ada: tried for a week" in page.said
    silenced = stored(scene)
    assert (silenced.automatic, silenced.decided_by, silenced.decided_because) == (False, "ada", "tried for a week")
    assert scene.ports.settings.accounts() == [silenced]
    scene.clock.advance(minutes=10)
    assert "may acknowledge by itself now" in let(ada, "speak", reason="mended").said
    assert (stored(scene).automatic, stored(scene).decided_at) == (True, scene.clock())
    assert [(row["by"]["S"], row["what"]["S"], row["reason"]["S"]) for row in deeds(scene)] == [
        ("ada", "account_silenced", "tried for a week"),
        ("ada", "account_speaks", "mended"),
    ]


def test_what_stands_like_this_already_is_no_deed(scene: Scene) -> None:
    assert "stands there like this already" in let(scene.client("ada"), "speak").said
    assert (stored(scene).decided_by, deeds(scene)) == ("", [])


@pytest.mark.parametrize("staff_id", ["vera", "rosa", "otto"])
def test_nobody_else_decides(scene: Scene, staff_id: str) -> None:
    assert let(scene.client(staff_id), "silence").status == 403
    assert stored(scene).automatic


@pytest.mark.parametrize(
    ("fields", "status", "named"),
    [
        ({"reason": " "}, 422, "The reason"),
        ({"what": "shout"}, 422, "What you do"),
        ({"account": "nobody"}, 404, "Nobody connected this account."),
    ],
)
def test_a_wrong_form_says_what_is_wrong(scene: Scene, fields: dict[str, str], status: int, named: str) -> None:
    page = let(scene.client("ada"), **{"what": "silence", **fields})
    assert (page.status, named in page.said) == (status, True)
    assert stored(scene).automatic


def test_the_form_of_the_page_does_it(scene: Scene) -> None:
    ada = scene.client("ada")
    ada.submit(ada.get("/connections"), "/connections", reason="a bad day")
    assert not stored(scene).automatic


def test_nobody_lets_an_account_speak_without_a_reason() -> None:
    from shared.domain import brand

    with pytest.raises(InputError, match="reason: say why"):
        brand.let(made.account(), automatic=True, by="ana", because=" ", at=made.NOW)
