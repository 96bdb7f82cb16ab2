"""Writing an answer in a real browser: nothing typed is lost, nobody writes over another, a slash brings the words."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from functions.desk import saved, session
from shared.domain.brand import Role, Staff
from shared.domain.saved_reply import SavedReply
from tests.desk.browsing import PATIENCE_MS, Live
from tests.desk.test_drafts import kept
from tests.support.made import BRAND

pytestmark = pytest.mark.browser
NUMBERS = iter(range(1, 1000))


@contextmanager
def at_case(browser: Browser, live: Live, name: str = "Rosa", *, refused: str = "nothing") -> Iterator[Page]:
    """The case in a window of this person's own. `refused` is what the browser may say of a request that must fail."""
    staff_id = name.lower()
    settings = live.scene.ports.settings
    settings.put_staff(Staff(staff_id=staff_id, name=name, roles={BRAND: Role.RESPONDER}))
    cookie = session.open_session(settings, staff_id, lambda: f"{next(NUMBERS):043d}", live.scene.clock())
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    address = live.url.replace("http://", "https://")  # the only way in for a secure cookie; loopback gets it back
    context.add_cookies([{"name": "__Host-sid", "value": cookie, "url": address, "secure": True}])
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live.url}/cases/{live.scene.case_of(live.mention).case_id}")
    yield page
    context.close()
    assert [said for said in complaints if refused not in said] == []


def box(page: Page) -> Any:
    return page.get_by_role("textbox", name="Public reply")


def type_(page: Page, text: str) -> None:
    box(page).click()
    page.keyboard.press("End")
    page.keyboard.type(text)


def status(page: Page) -> Any:
    return page.locator("#draft-status")


def eventually(page: Page, is_so: Callable[[], bool]) -> None:
    """What the browser does on leaving a page is seen only at the other end."""
    for _ in range(PATIENCE_MS // 100):
        if is_so():
            return
        page.wait_for_timeout(100)
    pytest.fail("it did not happen")


def test_what_is_typed_is_there_on_another_device_and_a_colleague_sees_who_writes(browser: Browser, live: Live) -> None:
    with at_case(browser, live) as rosa, at_case(browser, live, "Rolf") as rolf:
        type_(rosa, "Half a thought")
        expect(status(rosa)).to_have_text("Draft kept")
        expect(rosa.get_by_text("The case is yours now, because you write.")).to_be_visible()
        assert live.scene.case_of(live.mention).holder == "rosa"
        rolf.reload()
        expect(rolf.locator("#company")).to_contain_text("Rosa is writing…")
        expect(box(rolf)).to_have_value("")
        with at_case(browser, live) as elsewhere:
            expect(box(elsewhere)).to_have_value("Half a thought")
        rosa.reload()
        expect(box(rosa)).to_have_value("Half a thought")


def test_what_was_typed_a_moment_ago_survives_a_reload(browser: Browser, live: Live) -> None:
    with at_case(browser, live) as page:
        type_(page, "Not yet kep")
        expect(status(page)).to_have_text("Draft kept")
        type_(page, "t")
        page.reload()
        expect(box(page)).to_have_value("Not yet kept")
        expect(status(page)).to_contain_text("Draft kept")
        expect(page.locator("#newer")).to_be_hidden()
        assert [draft.text for draft in kept(live.scene, live.mention)] == ["Not yet kept"]


def test_without_a_connection_the_draft_waits_and_is_kept_later(browser: Browser, live: Live) -> None:
    with at_case(browser, live, refused="ERR_FAILED") as page:
        type_(page, "Before the tunnel")
        expect(status(page)).to_have_text("Draft kept")
        page.route("**/api/**", lambda route: route.abort())
        type_(page, ", within")
        expect(status(page)).to_contain_text("no connection")
        assert [draft.text for draft in kept(live.scene, live.mention)] == ["Before the tunnel"]
        page.unroute("**/api/**")
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(status(page)).to_have_text("Draft kept")
        assert [draft.text for draft in kept(live.scene, live.mention)] == ["Before the tunnel, within"]


def test_two_windows_of_one_person_show_both_texts(browser: Browser, live: Live) -> None:
    with at_case(browser, live, refused="409") as left, at_case(browser, live, refused="409") as right:
        type_(right, "From the right")
        expect(status(right)).to_have_text("Draft kept")
        type_(left, "From the left")
        expect(left.locator("#newer")).to_contain_text("From the right")
        expect(box(left)).to_have_value("From the left")
        left.get_by_role("button", name="Take the other").click()
        expect(box(left)).to_have_value("From the right")
        type_(left, " and on")
        expect(status(left)).to_have_text("Draft kept")
        type_(right, "!")
        right.get_by_role("button", name="Keep mine").click()
        expect(status(right)).to_have_text("Draft kept")
    assert [draft.text for draft in kept(live.scene, live.mention)] == ["From the right!"]


def test_the_first_keystroke_claims_and_leaving_without_a_word_lets_go(browser: Browser, live: Live) -> None:
    with at_case(browser, live) as rosa:
        type_(rosa, "H")
        expect(rosa.get_by_text("The case is yours now, because you write.")).to_be_visible()
        with at_case(browser, live, "Rolf") as rolf:
            type_(rolf, "Me too")
            expect(rolf.get_by_text("Rosa holds this case. What you write is kept as your draft")).to_be_visible()
            expect(status(rolf)).to_have_text("Draft kept")
        assert live.scene.case_of(live.mention).holder == "rosa"
        rosa.keyboard.press("Backspace")
        expect(status(rosa)).to_have_text("Draft thrown away")
        rosa.goto(f"{live.url}/")
        eventually(rosa, lambda: live.scene.case_of(live.mention).holder is None)


def test_a_reply_that_follows_the_claim_at_once_is_sent(browser: Browser, live: Live) -> None:
    with at_case(browser, live) as page:
        type_(page, "Sorry!")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name=re.compile(r"Your reply leaves in \d+ s"))).to_be_visible()


def test_a_new_message_is_told_before_the_reply_is_sent(browser: Browser, live: Live) -> None:
    with at_case(browser, live, refused="409") as page:
        type_(page, "About the first")
        expect(status(page)).to_have_text("Draft kept")
        live.scene.mention("And it smells!")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator("#company .news")).to_contain_text("1 new message since you opened this case.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("1 new message since you opened it: read it, then send again.")).to_be_visible()
        expect(page.get_by_text("And it smells!").first).to_be_visible()
        expect(box(page)).to_have_value("About the first")
    waiting = live.scene.read(live.mention)
    assert waiting.reply is None


def test_a_slash_opens_the_saved_replies_and_enter_inserts_one(browser: Browser, live: Live) -> None:
    for number, text in enumerate(("Dear {author}, sorry. {staff}", "We are closed.")):
        reply = SavedReply(
            saved_id=f"{number:032x}",
            brand=BRAND,
            title=("Sorry", "Hours")[number],
            text=text,
            owner="rosa",
            reviewed_at=live.scene.clock(),
            version=1,
        )
        saved.store(live.scene.ports).put(reply, seen_version=0)
    with at_case(browser, live) as page:
        box(page).click()
        page.keyboard.press("/")
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("option")).to_have_count(2)
        page.keyboard.type("sorr")
        expect(dialog.get_by_role("option")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(box(page)).to_have_value("Dear Rita, sorry. Rosa")
        expect(page.locator("[data-preview]")).to_have_text("Dear Rita, sorry. Rosa")
        expect(status(page)).to_have_text("Draft kept")
        assert live.scene.case_of(live.mention).holder == "rosa"
        type_(page, " and")
        page.keyboard.press("/")
        expect(dialog).to_be_hidden()
        page.keyboard.type(" or ")
        page.keyboard.press("/")
        expect(dialog).to_be_visible()
        page.keyboard.press("/")
        expect(box(page)).to_have_value("Dear Rita, sorry. Rosa and/ or /")
        page.get_by_label("Saved reply").select_option("Hours")
        page.get_by_role("button", name="Insert").click()
        expect(box(page)).to_have_value("Dear Rita, sorry. Rosa and/ or /\n\nWe are closed.")


def test_whoever_takes_over_uses_the_others_draft(browser: Browser, live: Live) -> None:
    with at_case(browser, live) as rosa, at_case(browser, live, "Rolf") as rolf:
        type_(rosa, "Dear Rita")
        expect(status(rosa)).to_have_text("Draft kept")
        rolf.reload()
        rolf.get_by_text("Take over", exact=True).click()
        rolf.get_by_label("Why do you take it over?").fill("Rosa went home")
        rolf.get_by_role("button", name="Take over from Rosa").click()
        rolf.get_by_role("link", name="Use it").click()
        expect(box(rolf)).to_have_value("Dear Rita")
        expect(status(rolf)).to_have_text("Draft kept")
        rolf.reload()
        expect(box(rolf)).to_have_value("Dear Rita")
    assert {draft.by: draft.text for draft in kept(live.scene, live.mention)} == {
        "rosa": "Dear Rita",
        "rolf": "Dear Rita",
    }
