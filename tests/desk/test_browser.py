"""The desk in a real browser: one whole journey by keyboard, one without JavaScript, and on a phone."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from infra.local import server
from infra.local.gateway import Gateway
from infra.local.identity import Identity
from infra.local.invoke import Function
from infra.local.mappings import Route
from shared.aws.endings import end_send
from shared.domain import sending
from shared.domain.brand import Role, Staff
from shared.domain.lifecycle import REPLY
from shared.domain.mention import Mention, State
from shared.domain.playbook import Playbook, UndoSeconds
from tests.desk.scene import Scene
from tests.support import tables
from tests.support.made import BRAND, assessment

pytestmark = pytest.mark.browser
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
PATIENCE_MS = 30_000  # other tests may keep the machine busy
PHONE = {"width": 390, "height": 844}
TOUCH_PX = 44  # WCAG 2.2, 2.5.5 "Target Size (Enhanced)", read 2026-11


@dataclass(frozen=True)
class Live:
    """A desk that listens, and the mention that waits there."""

    scene: Scene
    mention: Mention

    @property
    def url(self) -> str:
        return self.scene.url

    def answered(self) -> None:
        """What the step `reply` does when the reply has left."""
        waiting = self.scene.read(self.mention)
        assert waiting.reply is not None
        claimed = sending.claim(waiting, waiting.reply, attempt_id="a", at=self.scene.clock())
        self.scene.write(self.mention, claimed)
        ending = partial(sending.applied, external_reply_id="1", permalink=None, by=REPLY)
        assert end_send(claimed, ending, self.scene.ports.cases, now=self.scene.clock())


@contextmanager
def serving(scene: Scene) -> Iterator[None]:
    """The desk on a free port of loopback, in front of it the local gateway."""
    function = Function("Desk", scene.handler)
    routes = [Route("Desk.Home", function, "ANY", "/"), Route("Desk.Pages", function, "ANY", "/{proxy+}")]
    running = server.start(0, Gateway(routes))
    try:
        scene.url = f"http://127.0.0.1:{running.port}"
        with Identity(0, redirect=f"{scene.url}/sign-in/callback", client_secret="the-client-secret") as identity:
            thread = threading.Thread(target=identity.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
            thread.start()
            scene.issuer = identity.issuer
            scene.connect()
            yield
            identity.shutdown()
            thread.join()
    finally:
        running.stop()


@pytest.fixture
def live() -> Iterator[Live]:
    with tables.fresh() as cloud:
        scene = Scene(cloud, clock=lambda: datetime.now(UTC))
        with serving(scene):
            undo_s = UndoSeconds(public=60, private=60)
            scene.ports.settings.publish(Playbook(brand=BRAND, version=2, title="Our Shop", undo_s=undo_s))
            person = Staff(staff_id="responder@local", name="Rosa", roles={BRAND: Role.RESPONDER})
            scene.ports.settings.put_staff(person)
            scene.mention("An older one", author_id="forum:u1", author_name="Tom", thread_id="forum:t1")
            yield Live(scene, scene.mention("It broke after a day.\nI want my money back."))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no browser: install Chromium (looked for {', '.join(NAMES)})")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@contextmanager
def window(browser: Browser, **options: Any) -> Iterator[Page]:
    """A fresh window. Whatever the browser complains of, such as a broken security policy, fails the test."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def sign_in(page: Page, live: Live) -> None:
    """One click."""
    page.goto(live.url)
    page.get_by_role("button", name="Rosa").click()
    page.wait_for_url(f"{live.url}/")


def press(page: Page, *keys: str) -> None:
    """Keys one after another, the first when the page is there with its script."""
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


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
        page.wait_for_url(f"{live.url}/")


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
