"""Whatever people on the platforms wrote is shown, and does nothing."""

import pytest

from shared.domain.assessment import Reason
from tests.desk.harmless import require_harmless
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import BRAND

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "\"><b onclick='alert(1)'>",
    "</textarea><script>alert(1)</script>",
    "{0.__class__} {{7*7}} {% raw %} ${x} %s",
    "\u202egnp.exe\u202c \u200b" + "Z" + "\u0301" * 5000,
    "👩‍👩‍👧‍👦" * 1000,
    "@" * 10_000,
    "javascript:alert(1) https://evil.example/",
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_people_wrote_is_shown_as_text_and_does_nothing(scene: Scene, hostile: str) -> None:
    name = hostile[:200]
    reason = Reason(rule="r", says=hostile[:100], start=0, end=3)
    mention = scene.mention(
        hostile, author_name=name, permalink=hostile, media=(name,), assessment=made.assessment(reasons=(reason,))
    )
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    pages = [rosa.get("/"), scene.open(rosa, mention), rosa.get(f"/mentions/{mention.mention_id}")]
    pages.append(rosa.submit(pages[1], f"/cases/{case}/reply", text=hostile, seen="1.1.1"))
    ada = scene.client("ada")
    pages.append(ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason=hostile[:150]))
    for page in pages:
        require_harmless(page)
    assert " ".join(hostile.split())[:60] in pages[1].said


def test_foreign_text_is_isolated_so_that_it_cannot_turn_the_line_around_it(scene: Scene) -> None:
    turned = "\u202eabc"
    mention = scene.mention(turned, author_name=turned)
    scene.mention(turned, author_name=turned)
    rosa, ada = scene.client("rosa"), scene.client("ada")
    case = scene.case_of(mention).case_id
    ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason=turned)
    pages = [rosa.get("/"), scene.open(rosa, mention), rosa.get(f"/mentions/{mention.mention_id}")]
    pages.append(rosa.submit(pages[1], f"/cases/{case}/reply", text=turned))
    for page in pages:
        assert turned in page.said
        assert not [said for said in page.read.unisolated if turned in said]


def test_a_link_leaves_without_a_trace_and_shows_its_host(scene: Scene) -> None:
    page = scene.open(scene.client("rosa"), scene.mention(permalink="https://forum.example.com/p/1"))
    (link,) = [given for tag, given in page.read.elements if tag == "a" and given["href"].startswith("https://")]
    assert link["rel"] == "noopener noreferrer nofollow"
    assert "on forum.example.com" in page.said
