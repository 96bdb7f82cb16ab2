"""What excuses nothing: an oracle that takes too much for an explanation would never fail."""

import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from infra.simulate import campaign
from infra.simulate.faults import CALM
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, FRIENDLY, QUESTIONS, Mail
from infra.simulate.mutants import MUTANTS, without
from infra.simulate.oracles.alarms import alarmed, counted
from infra.simulate.oracles.discretion import discreet
from infra.simulate.oracles.evidence import Evidence
from infra.simulate.oracles.history import edited_as_often_as_told
from infra.simulate.oracles.judgement import judged
from infra.simulate.oracles.kinds import HEADINGS
from infra.simulate.oracles.persistence import not_for_ever
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
    "unanswered": "question-goes-on",
    "unheld": "holder",
    "intrudes": "waiting-case-is-a-persons",
    "loop": "own-account",
    "impatient": "waits-as-asked",
    "hidden": "open-member-keeps-its-case",
    "deadline": "due-by-urgency",
    "slow": "sweep-is-soon",
    "untold": "full-breaker-is-told",
    "miscounted": "overdue-is-counted",
}
# kind of violation: the tests that see it found
ELSEWHERE = {
    "endless": "test_a_reply_that_is_tried_without_end_is_seen",
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


def test_a_reply_that_is_tried_without_end_is_seen():
    plot = MUTANTS["tries-end"].plot
    assert plot is not None
    with machine():
        assert campaign.run_judged(World(Random(0), plot())) == []
        with without("tries-end"):
            assert "endless" in {one.kind for one in campaign.run_judged(World(Random(0), plot()))}


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


def spoilt(world, spoil):
    """The evidence of a world in which one mention's last write was another one."""
    last = world.moves[-1]
    world.moves[-1] = replace(last, after=spoil({**last.after}))
    return Evidence(world)


def test_a_step_that_is_rung_without_end_is_seen():
    with machine():
        world = calm(DANGER[0])
    assert list(not_for_ever(Evidence(world))) == []
    rung = spoilt(world, lambda row: {**row, "state": {"S": "received"}, "rings": {"N": "6"}})
    assert [one.kind for one in not_for_ever(rung)] == ["endless"]


def test_a_text_that_was_changed_more_often_than_its_author_did_is_seen():
    with machine():
        world = calm(DANGER[0])
    assert list(edited_as_often_as_told(Evidence(world))) == []
    evidence = Evidence(world)
    (row,) = evidence.rows.values()
    row.item = {**row.item, "revision": {"N": "2"}}
    assert [one.kind for one in edited_as_often_as_told(evidence)] == ["history"]


def test_a_sweep_that_counts_too_many_is_seen():
    with machine():
        world = calm(FRIENDLY[0])
    assert list(counted(Evidence(world))) == []
    line = next(line for line in world.lines if "Overdue" in line)
    line["Overdue"] = 1
    assert [one.kind for one in counted(Evidence(world))] == ["miscounted"]


@pytest.mark.parametrize("secret", ["local-only-x-consumer-secret", "A name", FRIENDLY[2], "@ourshop"])
def test_a_secret_a_name_and_a_text_are_seen_in_notices_and_dead_letters_too(secret):
    with machine():
        world = calm(FRIENDLY[2])
    assert list(discreet(Evidence(world))) == []
    places: list[list[Any]] = [world.lines, world.notices, world.queues.buried["RepliesDeadLetters"]]
    for written in places:
        written.append({"Message": secret})
        assert [one.kind for one in discreet(Evidence(world))] == ["leak"]
        written.pop()


def test_a_question_that_no_person_was_shown_is_seen():
    with machine():
        world = calm(QUESTIONS[0])
    evidence = Evidence(world)
    assert list(judged(evidence)) == []
    (row,) = evidence.rows.values()
    row.item = {name: value for name, value in row.item.items() if name != "case_id"}
    assert [one.kind for one in judged(evidence)] == ["unanswered"]
