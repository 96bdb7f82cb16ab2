"""Triage: every action, what it records, whom it rings; and that copies of a record change nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from functions.triage import triage as step
from shared.domain import policy
from shared.domain.assessment import Urgency
from shared.domain.brand import UNASSIGNED, Account
from shared.domain.lifecycle import mark, move
from shared.domain.mention import State, Surface
from shared.errors import ConfigurationError
from tests.support.made import ACCOUNT, BRAND, NOW, PLATFORM, account, assessment, mention
from tests.support.world import ANGRY, DANGER, PLAYBOOK, QUESTION, THANKS


def triage(world, held):
    step.triage(held.mention_id, world.triage_ports())
    return world.get(held.mention_id)


# text, surface: action's state, reason, urgency, bell
DECISIONS = [
    (THANKS, {}, State.ACKNOWLEDGING, "thanks", "low", "RepliesQueue"),
    ("Muchas gracias por todo", {}, State.ACKNOWLEDGING, "thanks", "low", "RepliesQueue"),
    (QUESTION, {}, State.ACKNOWLEDGING, "question_simple", "low", "RepliesQueue"),
    (ANGRY, {}, State.IN_REVIEW, "needs_person", "normal", "ReviewsQueue"),
    (DANGER, {}, State.IN_REVIEW, "veto", "critical", "ReviewsQueue"),
    (None, {}, State.IGNORED, "empty", "low", None),
    (None, {"media": ("image",)}, State.IN_REVIEW, "media_without_words", "low", "ReviewsQueue"),
    (THANKS, {"reach": 60_000}, State.IN_REVIEW, "wide_reach", "normal", "ReviewsQueue"),
    (THANKS, {"author_id": None}, State.IN_REVIEW, "unknown_author", "low", "ReviewsQueue"),
    (THANKS, {"account_id": "nobodys"}, State.IN_REVIEW, "unknown_account", "low", "ReviewsQueue"),
]


@pytest.mark.parametrize(("text", "changes", "state", "reason", "urgency", "queue"), DECISIONS)
def test_a_decision_is_recorded_with_its_reason_and_its_step_is_rung(
    world, text, changes, state, reason, urgency, queue
):
    held = world.put(mention(text=text, **changes))
    after = triage(world, held)
    assert (after.state, after.timeline[-1].reason, after.timeline[-1].by) == (state, reason, "triage")
    assert (after.decision.reason, after.due_at) == (reason, None if state is State.IGNORED else NOW)
    assert after.assessment.urgency == urgency
    assert after.assessment.model_version
    assert after.assessment.ruleset_version
    if "account_id" not in changes:
        assert (after.brand, after.decision.playbook_version) == (BRAND, PLAYBOOK.version)
    for name in ("RepliesQueue", "ReviewsQueue"):
        assert world.rung(name) == ([held.mention_id] if name == queue else [])


def test_the_third_complaint_of_an_author_within_a_day_is_looked_at_soon(world):
    written = [world.put(mention(external_id=f"forum:c{number}", text=ANGRY)) for number in range(3)]
    earlier = mention(external_id="forum:c9", text=ANGRY, author_id="forum:u9", posted_at=NOW - timedelta(days=3))
    world.put(earlier)
    alone = world.put(mention(external_id="forum:c8", text=ANGRY, author_id="forum:u9"))
    assert triage(world, written[-1]).assessment.urgency == "high"
    assert triage(world, alone).assessment.urgency == "normal"


def test_a_question_may_be_acknowledged_but_goes_on_to_a_person(world):
    assert triage(world, world.put(mention(text=QUESTION))).decision.follow_up
    assert not triage(world, world.put(mention(external_id="forum:p2"))).decision.follow_up


def test_an_account_that_nobody_connected_goes_to_people_without_a_brand(world):
    held = world.put(mention(account_id="nobodys"))
    after = triage(world, held)
    assert (after.brand, after.assessment.language) == (UNASSIGNED, "en")


def test_our_own_post_is_ignored(world):
    world.cloud.settings().put_account(account(own_author_ids=("forum:u77",)))
    after = triage(world, world.put(mention()))
    assert (after.state, after.timeline[-1].reason) == (State.IGNORED, "own_post")


def test_a_newly_connected_account_is_judged_and_counted_and_nothing_is_sent(world, capsys):
    world.cloud.settings().put_account(Account(platform=PLATFORM, account_id=ACCOUNT, brand=BRAND))
    after = triage(world, world.put(mention(text=QUESTION)))
    assert (after.state, after.decision.reason) == (State.IN_REVIEW, "shadow:question_simple")
    assert after.timeline[-1].reason == "shadow:question_simple"
    assert (world.rung("RepliesQueue"), world.rung("ReviewsQueue")) == ([], [after.mention_id])
    counted = [line for line in map(json.loads, capsys.readouterr().out.splitlines()) if "Shadowed" in line]
    assert [(line["platform"], line["reason"]) for line in counted] == [(PLATFORM, "shadow:question_simple")]
    triage(world, world.put(mention(text=ANGRY, external_id="forum:p2")))
    assert "Shadowed" not in capsys.readouterr().out


def test_a_surface_that_cannot_be_answered_goes_to_people(world):
    world.cloud.settings().put_account(account(platform="x"))
    after = triage(world, world.put(mention(platform="x", surface=Surface.COMMENT)))
    assert (after.state, after.timeline[-1].reason) == (State.IN_REVIEW, "not_answerable")


def test_an_account_without_a_playbook_fails_loudly_and_stays_for_the_sweep(world):
    world.cloud.settings().put_account(account(brand="unpublished"))
    held = world.put(mention())
    with pytest.raises(ConfigurationError, match="unpublished has no playbook"):
        triage(world, held)
    assert world.get(held.mention_id) == held


def test_the_same_record_again_changes_nothing_and_rings_again(world):
    """Whoever died between the write and the ring is made good by the record's next copy."""
    held = world.put(mention())
    after = triage(world, held)
    assert triage(world, held) == after
    assert world.rung("RepliesQueue") == [held.mention_id] * 2
    reviewed = world.put(mention(text=ANGRY, external_id="forum:p2"))
    triage(world, reviewed)
    triage(world, reviewed)
    assert world.rung("ReviewsQueue") == [reviewed.mention_id] * 2


@pytest.mark.parametrize("state", sorted(set(State) - {State.RECEIVED, State.ACKNOWLEDGING, State.IN_REVIEW}))
def test_a_mention_that_went_on_is_left_alone(world, state):
    held = world.put(mention(state))
    assert triage(world, held) == held
    assert world.rung("RepliesQueue") == world.rung("ReviewsQueue") == []


def test_a_mention_that_is_gone_is_no_error(world):
    step.triage("nobody", world.triage_ports())


def quicker(world, monkeypatch, other):
    """Lets `other` be written while triage thinks."""
    decide = policy.urgency_of

    def disturbed(held, *arguments):
        if world.get(held.mention_id).version == held.version:
            world.cloud.mentions().update(held, other(held))
        return decide(held, *arguments)

    monkeypatch.setattr(policy, "urgency_of", disturbed)


def test_an_edit_that_was_quicker_keeps_its_text_and_is_judged_by_its_own_record(world, monkeypatch):
    held = world.put(mention())
    quicker(world, monkeypatch, lambda one: mark(one, "edited", by="ingest", at=NOW, text=ANGRY, revision=1))
    after = triage(world, held)
    assert (after.state, after.text) == (State.RECEIVED, ANGRY)
    assert world.rung("RepliesQueue") == world.rung("ReviewsQueue") == []
    monkeypatch.undo()
    assert triage(world, held).state is State.IN_REVIEW


def test_a_delete_that_was_quicker_wins(world, monkeypatch):
    held = world.put(mention())
    quicker(world, monkeypatch, lambda one: move(one, State.WITHDRAWN, by="ingest", at=NOW, text=None))
    assert triage(world, held).state is State.WITHDRAWN
    assert world.rung("RepliesQueue") == []


def test_another_copy_that_was_quicker_is_rung_for(world, monkeypatch):
    held = world.put(mention())
    acknowledging = move(held, State.ACKNOWLEDGING, by="triage", at=NOW, due_at=NOW)
    quicker(world, monkeypatch, lambda _one: acknowledging)
    assert triage(world, held) == acknowledging
    assert world.rung("RepliesQueue") == [held.mention_id]


@pytest.mark.parametrize(
    ("before", "text", "urgency"),
    [("low", DANGER, "critical"), ("critical", THANKS, "critical"), ("high", ANGRY, "high"), (None, ANGRY, "normal")],
)
def test_another_look_only_raises_urgency(world, before, text, urgency):
    belief = assessment(urgency=Urgency(before)) if before else None
    held = world.put(mention(State.IN_REVIEW, text=text, assess_again=True, assessment=belief, revision=1))
    after = triage(world, held)
    assert (after.state, after.assess_again, after.assessment.urgency) == (State.IN_REVIEW, False, urgency)
    assert after.timeline[-1].reason == "assessed"
    assert (after.due_at, after.decision) == (held.due_at, held.decision)
    assert world.rung("ReviewsQueue") == [held.mention_id]
    if text is DANGER:
        assert after.assessment.topic == "safety"  # what it is about is believed anew


def test_another_look_never_lets_the_machine_speak(world):
    held = world.put(mention(State.IN_REVIEW, text=THANKS, assess_again=True))
    assert triage(world, held).state is State.IN_REVIEW
    assert world.rung("RepliesQueue") == []


def test_a_second_edit_that_was_quicker_than_another_look_is_looked_at_by_its_own_record(world, monkeypatch):
    held = world.put(mention(State.IN_REVIEW, text=ANGRY, assess_again=True))
    quicker(world, monkeypatch, lambda one: mark(one, "edited", by="ingest", at=NOW, text=DANGER, revision=2))
    after = triage(world, held)
    assert (after.text, after.assess_again) == (DANGER, True)
    monkeypatch.undo()
    assert triage(world, held).assessment.urgency == "critical"


def test_a_mention_without_another_look_ahead_is_only_rung_for(world):
    held = world.put(mention(State.IN_REVIEW))
    assert triage(world, held) == held
    assert world.rung("ReviewsQueue") == [held.mention_id]


def test_an_acknowledgement_cannot_be_decided_where_a_reply_was_tried(world):
    """No path leads here; if one ever does, a person has it."""
    held = world.put(replace(mention(), attempts=1))
    assert triage(world, held).state is State.IN_REVIEW
