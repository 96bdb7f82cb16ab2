"""No page of the desk has a serious fault of accessibility, light or dark, on a desk or on a phone."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from shared.domain.brand import Role, Staff
from shared.domain.mention import Mention
from tests.desk.browsing import PHONE, Live, press, sign_in, window
from tests.desk.scene import Scene
from tests.support.made import BRAND, assessment

pytestmark = pytest.mark.browser
FOUND = find_spec("axe_playwright_python")
assert FOUND is not None
assert FOUND.origin is not None
AXE = Path(FOUND.origin).with_name("axe.min.js").read_text("utf-8")
DESK = {"width": 1440, "height": 900}
# WCAG 2.2 A and AA with the rules that are off by default, and axe's best practices of structure
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
GRAVE = ("serious", "critical")


def faults(page: Page) -> list[str]:
    """What axe finds that keeps people out, with the elements."""
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    found: Any = page.evaluate("rules => axe.run(document, rules)", RULES)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{fault['id']}: {node['html'][:200]} {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def addresses(scene: Scene, mention: Mention) -> list[str]:
    case = scene.case_of(mention).case_id
    lists = ["/", "/?folder=closed", "/?folder=mine", "/?urgency=high&topic=delivery", "/?text=broke&author=Rita"]
    pages = ["/today", "/connections", "/quarantine", "/audit", "/staff", "/sessions", f"/brands/{BRAND}/saved"]
    pages += [f"/brands/{BRAND}/stop", f"/brands/{BRAND}/playbook", f"/mentions/{mention.mention_id}", "/nothing"]
    return [*lists, "/focus", f"/cases/{case}", f"/cases/{case}?focus=yes", *pages, "/sign-in?out=1"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_has_a_serious_fault(browser: Browser, live: Live, scheme: Any, size: Any) -> None:
    scene = live.scene
    scene.ports.settings.put_staff(Staff(staff_id="responder@local", name="Rosa", roles={BRAND: Role.ADMIN}))
    scene.of_another(5, text="مرحبا، أين طلبي؟", assessment=assessment(language="ar"))
    judged = scene.mention("Thanks, but it broke!", assessment=assessment(), media=("video",))
    wrong: dict[str, list[str]] = {}
    with window(browser, viewport=size, color_scheme=scheme, quiet=True) as page:
        sign_in(page, live)
        for address in addresses(scene, judged):
            page.goto(live.url + address)
            wrong[address] = faults(page)
        page.goto(f"{live.url}/cases/{scene.case_of(judged).case_id}")
        press(page, "?")
        wrong["the keys"] = faults(page)
        press(page, "Escape", "Control+k")
        wrong["the palette"] = faults(page)
    assert {address: found for address, found in wrong.items() if found} == {}


def test_axe_finds_a_fault_that_is_there(browser: Browser, live: Live) -> None:
    with window(browser) as page:
        sign_in(page, live)
        page.evaluate("document.querySelector('#search-text').labels[0].remove()")
        page.evaluate("document.querySelector('#search-text').removeAttribute('placeholder')")
        assert [fault.partition(":")[0] for fault in faults(page)] == ["label"]
