"""A playbook that is published in mid-run counts from then on, or an oracle sees it."""

from random import Random

from infra.simulate.campaign import run_judged
from infra.simulate.faults import Knobs
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import FRIENDLY, Mail
from infra.simulate.rules import SAYINGS
from infra.simulate.world import Plot, World
from shared.aws.settings import Settings

RESTLESS = Knobs(kill_rate=1.0)  # nothing fails before the storm begins, and nobody counts what the publisher costs


def two_thanks() -> tuple[World, list[str]]:
    """One thanks before the new playbook, one after it."""
    mail = Mail(Random(0), SECOND)
    mail.single("facebook", FRIENDLY[0])
    mail.single("x", FRIENDLY[0])
    mail.deliveries[1].first_us = 90 * SECOND
    world = World(Random(0), Plot(0, RESTLESS, mail, echoes=False, publishes_us=30 * SECOND))
    return world, [violation.kind for violation in run_judged(world)]


def test_each_reply_is_in_the_words_of_its_time():
    with machine():
        world, broken = two_thanks()
    first, second = (one.post.text for one in world.wall.applied)
    assert broken == []
    assert first in SAYINGS[1][False]
    assert second in SAYINGS[2][False]


def test_a_process_that_keeps_to_the_old_playbook_is_seen(monkeypatch):
    current = Settings.playbook
    monkeypatch.setattr(Settings, "playbook", lambda self, brand: self._playbooks.get(brand) or current(self, brand))
    with machine():
        assert "wrong_words" in two_thanks()[1]
