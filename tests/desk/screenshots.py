"""Every page of the desk as a picture, wide and on a phone, light and dark: `make screenshots`, into .heed/screenshots.

What is on them is made up here; nothing leaves this machine.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from shared.aws.tallies import Hour
from shared.domain.assessment import Topic, Urgency
from shared.domain.brand import Role, Staff
from shared.domain.mention import State, TimelineEntry
from tests.desk.browsing import ARGUMENTS, NAMES, serving
from tests.desk.scene import Scene
from tests.support import made, tables
from tests.support.made import BRAND, PLATFORM

FOLDER = Path(__file__).resolve().parents[2] / ".heed" / "screenshots"
WINDOWS: dict[str, ViewportSize] = {"wide": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# who wrote what, how urgent and about what it is
WAITING = (
    ("Maya Lind", "The charger got so hot that it burnt my table. Is it safe to use?", Urgency.CRITICAL, Topic.SAFETY),
    ("Tom Reyes", "Third day without a parcel, and nobody answers the phone.", Urgency.HIGH, Topic.DELIVERY),
    ("Inés Prado", "Me habéis cobrado dos veces este mes. ¿Quién me lo devuelve?", Urgency.HIGH, Topic.BILLING),
    ("Jonas Weber", "Das Update hat alle meine Einstellungen gelöscht.", Urgency.NORMAL, Topic.COMPLAINT),
    ("ليلى حداد", "متى يصل طلبي؟ انتظرت أسبوعا", Urgency.NORMAL, Topic.DELIVERY),
    ("Priya N.", "Does the blue one fit the older model too?", Urgency.LOW, Topic.QUESTION_SIMPLE),
)
LANGUAGES = ("en", "en", "es", "de", "ar", "en")


@dataclass(frozen=True)
class Shot:
    name: str
    address: str


def main() -> None:
    os.environ.update({"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-west-1"})
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise SystemExit(f"no browser: install Chromium (looked for {', '.join(NAMES)})")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tables.fresh() as cloud:
        scene = Scene(cloud, clock=lambda: datetime.now(UTC))
        with serving(scene), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            shots = list(_set(scene))
            for window, size in WINDOWS.items():
                for scheme in SCHEMES:
                    _take(browser, scene, shots, f"{window}-{scheme}", size, scheme)
            browser.close()
    print(f"{len(shots) * len(WINDOWS) * len(SCHEMES)} pictures in {FOLDER}")


def _set(scene: Scene) -> Iterator[Shot]:
    """A morning at the desk, and its pages."""
    scene.ports.settings.put_staff(Staff(staff_id="admin@local", name="Ada", roles={"*": Role.ADMIN}))
    now = scene.clock()
    first = None
    for number, (name, text, urgency, topic) in enumerate(WAITING):
        mention = scene.mention(
            text,
            author_id=f"forum:a{number}",
            author_name=name,
            due_at=now,
            thread_id=f"forum:t{number}",
            assessment=made.assessment(urgency=urgency, topics=(topic,), language=LANGUAGES[number], reasons=()),
            timeline=(TimelineEntry(at=now, state=State.IN_REVIEW, by="triage", reason="needs_person"),),
        )
        first = first or mention
    assert first is not None
    rng = Random(7)
    figures = {}
    for back in range(24):
        for platform in (PLATFORM, "x", "facebook"):
            arrived, bad = rng.randrange(4, 40), rng.randrange(2, 12)
            figures[Hour.of(BRAND, platform, now - timedelta(hours=back))] = Counter(
                {"arrived": arrived, "acknowledged": arrived // 2, "queued": arrived - arrived // 2}
                | {"answered": arrived // 3, "sentiment_positive": arrived, "sentiment_negative": bad}
                | {"topic_praise": arrived // 2, "topic_delivery": bad, "topic_billing": 1}
                | {"first_people_high_4": 3, "first_people_normal_8": 4, "first_machine_low_0": arrived // 2}
            )
    scene.ports.tallies.add(figures, batch="0" * 32)
    case = scene.case_of(first)
    yield Shot("queue", f"/?brand={BRAND}")
    yield Shot("case", f"/cases/{case.case_id}")
    yield Shot("focus", "/focus")
    yield Shot("author", f"/author?platform={PLATFORM}&id={first.author_id}")
    yield Shot("today", f"/brands/{BRAND}/today")
    for name in ("playbook", "playbook/edit", "playbook/history", "saved", "stop"):
        yield Shot(name.replace("/", "-"), f"/brands/{BRAND}/{name}")
    for name in ("connections", "quarantine", "audit", "staff", "sessions"):
        yield Shot(name, f"/{name}")


def _take(
    browser: Browser, scene: Scene, shots: list[Shot], kind: str, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(scene.url)
    page.get_by_role("button", name="Ada").click()
    page.wait_for_url(f"{scene.url}/**")
    for shot in shots:
        answer = page.goto(scene.url + shot.address)
        assert answer is not None
        assert answer.status == 200, f"{shot.address}: {answer.status}"
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{shot.name}-{kind}.png", full_page=kind.startswith("phone"))
    context.close()


if __name__ == "__main__":
    main()
