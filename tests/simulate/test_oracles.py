"""What excuses nothing: an oracle that takes too much for an explanation would never fail."""

import json
from dataclasses import replace
from random import Random

import pytest

from infra.simulate import campaign
from infra.simulate.faults import CALM
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, FRIENDLY, Mail
from infra.simulate.mutants import without
from infra.simulate.oracles.alarms import alarmed
from infra.simulate.oracles.evidence import Evidence
from infra.simulate.oracles.kinds import HEADINGS
from infra.simulate.oracles.promptness import prompt
from infra.simulate.world import Plot, World

SOME = 600  # seeds
RARE = {"unseen": 2700}  # from which seed on they are looked for
# kind of violation: a guard without which it is found
PROVEN = {
    "lost": "store-before-answer",
    "unbalanced": "store-before-answer",
    "refused": "odd-is-kept",
    "invented": "one-content-one-mention",
    "echo": "echo-filter",
    "double": "no-repeat-after-unclear",
    "misjudged": "people-see-hard-words",
    "undone": "undo",
    "too_often": "one-a-day",
    "wrong_words": "the-brands-words",
    "switch": "stop-switch",
    "shadow": "shadow",
    "late_post": "lease-and-settle",
    "unseen": "seen",
    "hasty": "undo-window",
    "unrecorded": "lease-and-settle",
    "absent": "not-found-is-not-sent",
    "history": "put-condition",
    "stuck": "sweep",
    "silent": "urgent-case-is-told",
    "swallowed": "triage-error",
    "leak": "logs-hold-no-text",
    "dear": "one-look",
}
# kind of violation: the tests that see it found
ELSEWHERE = {
    "late": "test_it_is_the_sweeps_write_that_counts_and_not_what_it_says_of_itself",
    "exposed": "test_private",
    "livelock": "test_kernel",
    "undead": "test_kernel",
    "chance": "test_kernel",
}


def test_every_kind_of_violation_is_proven():
    assert {*PROVEN, *ELSEWHERE} == {kind for kinds in HEADINGS.values() for kind in kinds}


@pytest.mark.parametrize("kind", PROVEN)
def test_an_oracle_that_can_fail_does(kind):
    first = RARE.get(kind, 0)
    with machine(), without(PROVEN[kind]):
        found = ({one.kind for one in campaign.run_seed(seed)[1]} for seed in range(first, first + SOME))
        assert any(kind in kinds for kinds in found)


def calm(text):
    """The world after a day on which only this was written."""
    mail = Mail(Random(0), SECOND)
    mail.single("standard_webhooks", text)
    world = World(Random(0), Plot(0, CALM, mail, echoes=False))
    world.run()
    return world


def test_only_its_own_dead_letter_tells_people_of_an_urgent_case():
    with machine(), without("urgent-case-is-told"):
        world = calm(DANGER[0])
    dead = "ReviewsDeadLetters"
    (mention_id,) = world.mention_ids()
    world.queues.buried[dead].append(json.dumps({"mention_id": "standard_webhooks-another"}))
    assert [one.kind for one in alarmed(Evidence(world))] == ["silent"]
    world.queues.buried[dead].append(json.dumps({"mention_id": mention_id}))
    assert list(alarmed(Evidence(world))) == []


def test_it_is_the_sweeps_write_that_counts_and_not_what_it_says_of_itself():
    with machine():
        world = calm(FRIENDLY[0])
    assert list(prompt(Evidence(world))) == []
    world.moves[1] = replace(world.moves[1], by="Watch")
    assert [one.how for one in prompt(Evidence(world))] == ["the sweep had to help on a calm day"]
