"""The desk by keyboard alone: the palette, the folders, search, one case after another; and lists that live."""

import pytest
from playwright.sync_api import Browser, Page, expect

from shared.domain.assessment import Urgency
from shared.domain.mention import State
from tests.desk.browsing import Live, press, sign_in, window
from tests.support import made

pytestmark = pytest.mark.browser


def command(page: Page, words: str) -> None:
    """Chosen from the palette."""
    page.wait_for_load_state()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type(words)
    expect(page.locator("#palette-options [aria-selected=true]")).to_contain_text(words)
    page.keyboard.press("Enter")


def test_everything_can_be_done_from_the_palette(browser: Browser, live: Live) -> None:
    with window(browser) as page:
        sign_in(page, live)
        press(page, "j", "j", "Enter")
        page.wait_for_url("**/cases/*")
        command(page, "Claim")
        expect(page.get_by_text("Yours until")).to_be_visible()
        command(page, "Write a note")
        expect(page.get_by_label("A note for colleagues")).to_be_focused()
        page.keyboard.type("Asked the shop")
        press(page, "Control+Enter")
        expect(page.locator(".note")).to_contain_text("Asked the shop")
        command(page, "Write a reply")
        page.keyboard.type("We are sorry.")
        expect(page.locator("[data-count]")).to_have_text("13")
        press(page, "Control+Enter")
        expect(page.locator("[data-until]")).to_be_visible()
        command(page, "Undo")
        expect(page.get_by_text("Taken back: nothing was sent.")).to_be_visible()
        command(page, "Release")
        page.wait_for_url("**/?*done=released*")
        command(page, "Closed")
        page.wait_for_url("**/?*folder=closed")
        expect(page.get_by_text("Nothing was closed yet.")).to_be_visible()
        press(page, "Control+k")
        page.keyboard.type("no such thing")
        expect(page.get_by_text("Nothing is called so.")).to_be_visible()
        press(page, "Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_one_case_after_another(browser: Browser, live: Live) -> None:
    with window(browser) as page:
        sign_in(page, live)
        press(page, "g", "f")
        page.wait_for_url("**/focus?*")
        expect(page.get_by_role("button", name="Take it")).to_be_focused()
        press(page, "Enter")
        page.wait_for_url("**/cases/*focus=yes")
        expect(page.get_by_text("Yours until")).to_be_visible()
        first = page.get_by_role("heading", level=1).inner_text()
        assert page.locator("#list").count() == 0
        press(page, "Shift+J")
        expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
        expect(page.get_by_text("Yours until")).to_be_visible()
        second = page.url
        press(page, "Shift+E")
        expect(page.get_by_label("How does it end?")).to_be_focused()
        page.keyboard.press("N")
        press(page, "Tab", "Tab", "Enter")
        page.wait_for_url(lambda url: "/cases/" in url and url != second)
        expect(page.get_by_role("heading", level=1)).to_have_text(first)
        held = [case for case in live.scene.ports.cases.queue("shop", "open", 9) if case.holder]
        assert len(held) == 1


def test_search_and_filters_are_in_the_address(browser: Browser, live: Live) -> None:
    with window(browser) as page:
        sign_in(page, live)
        press(page, "/")
        page.keyboard.type("broke")
        press(page, "Enter")
        page.wait_for_url("**/?*text=broke*")
        expect(page.locator(".row")).to_have_count(1)
        expect(page.get_by_text("The author and the newest message of the 2,000 newest cases")).to_be_visible()
        press(page, "j", "Enter")
        page.wait_for_url("**/cases/*text=broke*")
        press(page, "Escape")
        page.wait_for_url("**/?*text=broke*")


def test_what_arrives_appears_by_itself_and_is_told(browser: Browser, live: Live) -> None:
    with window(browser) as page:
        page.clock.install()
        sign_in(page, live)
        press(page, "j")
        focused = page.locator(".row .open:focus").inner_text()
        critical = made.assessment(urgency=Urgency.CRITICAL)
        live.scene.of_another(77, text="Smoke comes out of it", assessment=critical)
        page.clock.run_for(9000)
        expect(page.locator(".row")).to_have_count(3)
        expect(page.locator("#news")).to_have_text("New cases: 1")
        expect(page.locator("#urgent-news")).to_have_text("A critical case has arrived.")
        assert page.locator(".row .open:focus").inner_text() == focused
        expect(page.locator("[data-count-of=open]")).to_have_text("2")
        page.clock.run_for(61_000)
        expect(page.locator("[data-count-of=open]")).to_have_text("3")


def test_the_list_stands_beside_the_case_where_there_is_room(browser: Browser, live: Live) -> None:
    with window(browser, viewport={"width": 1440, "height": 900}) as page:
        sign_in(page, live)
        page.get_by_role("link", name="It broke").click()
        expect(page.locator(".beside .row")).to_have_count(2)
        expect(page.locator(".beside .row.current")).to_contain_text("It broke")
        press(page, "k", "Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tom")
        assert live.scene.read(live.mention).state is State.IN_REVIEW
