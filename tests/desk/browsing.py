"""A desk that listens on loopback, and a real browser before it."""

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
from shared.domain.mention import Mention
from shared.domain.playbook import Playbook, UndoSeconds
from tests.desk.scene import Scene
from tests.support import tables
from tests.support.made import BRAND

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
def window(browser: Browser, *, quiet: bool = False, **options: Any) -> Iterator[Page]:
    """A fresh window. Whatever the browser complains of, such as a broken security policy, fails the test; `quiet`
    lets pages be asked for that are not there."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    complaints = [said for said in complaints if not (quiet and "status of 4" in said)]
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
