"""The desk in a real browser: one whole journey by keyboard, one without JavaScript, and on a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from shared.domain.mention import State
from tests.desk.browsing import PHONE, TOUCH_PX, Live, press, sign_in, window
from tests.support.made import BRAND, assessment

pytestmark = pytest.mark.browser


def test_a_whole_case_by_keyboard(browser: Browser, live: Live) -> None:
    with window(browser) as page:
        sign_in(page, live)
        press(page, "?")
        expect(page.get_by_role("dialog")).to_contain_text("write a reply")
        press(page, "Escape", "j", "j", "k", "j")
        focused = page.locator(".row .open:focus")
        expect(focused).to_contain_text("It broke after a day.")
        press(page, "o")
        page.wait_for_url("**/cases/*")
        press(page, "c")
        expect(page.get_by_text("Yours until")).to_be_visible()
        press(page, "x")
        page.wait_for_url("**/?*done=released")
        press(page, "j", "j", "c")
        expect(page.get_by_text("Yours until")).to_be_visible()

        press(page, "r")
        page.keyboard.type("Dear Rita, use code SORRY")
        expect(page.locator("[data-count]")).to_have_text("25")
        expect(page.locator("#warnings")).to_contain_text("This sells.")
        press(page, "Control+Enter")
        expect(page.get_by_role("heading", name=re.compile(r"Your reply leaves in \d+ s"))).to_be_visible()
        press(page, "z")
        expect(page.get_by_text("Taken back: nothing was sent.")).to_be_visible()
        expect(page.get_by_role("textbox", name="Public reply")).to_have_value("Dear Rita, use code SORRY")
        assert live.scene.read(live.mention).state is State.IN_REVIEW

        press(page, "r", "Control+a")
        page.keyboard.type("Dear Rita, sorry! Tell us your order number, please.")
        press(page, "Control+Enter")
        expect(page.locator("[data-until]")).to_be_visible()
        live.answered()
        page.reload()
        expect(page.get_by_text("Waits for the author")).to_be_visible()
        press(page, "e")
        expect(page.get_by_label("How does it end?")).to_be_focused()
        expect(page.get_by_label("How does it end?")).to_have_value("answered")
        press(page, "Tab", "Enter")
        expect(page.get_by_text("The case is closed.")).to_be_visible()
        assert live.scene.read(live.mention).state is State.ANSWERED
        assert live.scene.case_of(live.mention).state == "closed"
        press(page, "g", "q")
        page.wait_for_url(f"{live.url}/?*folder=open")


def test_what_is_typed_survives_a_reload(browser: Browser, live: Live) -> None:
    with window(browser) as page:
        sign_in(page, live)
        page.get_by_role("link", name="It broke").click()
        box = page.get_by_role("textbox", name="Public reply")
        box.fill("Half a thought")
        page.reload()
        expect(box).to_have_value("Half a thought")
        page.get_by_role("button", name="Send public reply").click()
        page.get_by_role("button", name="Undo").click()
        expect(box).to_have_value("Half a thought")


def test_everything_works_without_javascript(browser: Browser, live: Live) -> None:
    with window(browser, java_script_enabled=False) as page:
        sign_in(page, live)
        page.get_by_role("button", name="Claim the case of Rita").click()
        expect(page.get_by_text("Yours until")).to_be_visible()
        page.get_by_role("textbox", name="Public reply").fill("Sorry!")
        page.get_by_role("button", name="Send public reply").click()
        expect(page.get_by_role("heading", name="Your reply leaves in 60 s")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("textbox", name="Public reply")).to_have_value("Sorry!")
        page.get_by_text("Resolve without a reply").click()
        page.get_by_label("How does it end?").select_option("handled_elsewhere")
        page.get_by_role("button", name="Close the case").click()
        expect(page.get_by_text("The case is closed.")).to_be_visible()
        page.locator(".menu summary").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_text("You are signed out.")).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_the_machine_is_corrected_and_says_so(browser: Browser, live: Live, scripted: bool) -> None:
    judged = live.scene.mention("Thanks a lot!", assessment=assessment(), author_id="forum:u4", thread_id="forum:t4")
    with window(browser, java_script_enabled=scripted) as page:
        sign_in(page, live)
        page.goto(f"{live.url}/mentions/{judged.mention_id}")
        page.get_by_text("Correct the machine").click()
        page.get_by_label("How urgent is it?").select_option("high")
        page.get_by_label("What is it about?").select_option("complaint")
        page.get_by_role("button", name="Store").click()
        expect(page.get_by_text(re.compile(r"Corrected: how urgent is it\? High"))).to_be_visible()
        expect(page.get_by_text(re.compile(r"Corrected: what is it about\? Complaint"))).to_be_visible()
    stored = live.scene.read(judged)
    assert {(one.what, one.right) for one in stored.corrections} == {("urgency", "high"), ("topic", "complaint")}
    assert (stored.state, stored.assessment) == (judged.state, judged.assessment)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_scrolls_sideways_and_everything_can_be_hit(
    browser: Browser, live: Live, scheme: Any
) -> None:
    scene, long_word = live.scene, "Donaudampfschifffahrtsgesellschaft" * 8
    scene.mention(long_word, author_name=long_word, author_id="forum:u2", thread_id="forum:t2")
    wide = scene.mention("M" * 500, author_name="M" * 200, author_id="forum:u3", thread_id="forum:t3")
    addresses = ["/", "/?show=mine", f"/cases/{scene.case_of(wide).case_id}", f"/brands/{BRAND}/stop"]
    addresses += [f"/mentions/{wide.mention_id}", "/sign-in?out=1"]
    with window(browser, viewport=PHONE, is_mobile=True, has_touch=True, color_scheme=scheme) as page:
        sign_in(page, live)
        for address in addresses:
            page.goto(live.url + address)
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
            small = page.evaluate(
                """least => [...document.querySelectorAll("button, select, textarea, nav a, .button, .back, summary")]
                    .filter(it => it.checkVisibility() && it.getBoundingClientRect().height < least)
                    .map(it => it.outerHTML)""",
                TOUCH_PX,
            )
            assert small == [], address


def test_two_tabs_send_one_reply(browser: Browser, live: Live) -> None:
    with window(browser) as first:
        sign_in(first, live)
        first.get_by_role("link", name="It broke").click()
        second = first.context.new_page()
        second.goto(first.url)
        for page, text in ((first, "From the first tab"), (second, "From the second tab")):
            page.get_by_role("textbox", name="Public reply").fill(text)
        for page in (first, second):
            page.get_by_role("button", name="Send public reply").click()
        expect(second.get_by_role("alert")).to_contain_text("The case changed since you opened it")
        expect(second.get_by_text("From the first tab")).to_be_visible()
        second.close()
    waiting = live.scene.read(live.mention)
    assert waiting.reply is not None
    assert waiting.reply.text == "From the first tab"
