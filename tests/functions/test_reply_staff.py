"""A person's reply on its way out: sent as written, once; its case told of how it ended."""

from datetime import timedelta

import pytest

from functions.reply.send import send
from shared.aws.mentions import StaffReply
from shared.domain import case as case_rules
from shared.domain.assessment import Urgency
from shared.domain.brand import StopSwitch
from shared.domain.case import CaseEvent, CaseState
from shared.domain.lifecycle import move
from shared.domain.mention import State
from shared.domain.sending import MAX_TRIES
from tests.functions.sends import REPLY_ID, TEXT, guards, in_case, lines, the_case, written
from tests.support.made import ACCOUNT, BRAND, NOW, PLATFORM, mention


def test_it_leaves_as_written_when_its_undo_window_ends(world):
    (held,) = in_case(world, "p1")
    written(world, held)
    world.send(held.mention_id)
    assert world.tool.posted == 0
    world.later(seconds=10)
    world.send(held.mention_id)
    after = world.get(held.mention_id)
    assert (after.state, after.reply.text, after.reply.by, after.reply.reply_id) == ("answered", TEXT, "ana", REPLY_ID)
    assert list(world.tool.wall.values()) == [TEXT]
    assert the_case(world, held).state is CaseState.WAITING
    assert lines(world, held) == [("reply_sent", "")]
    world.send(held.mention_id)
    assert world.tool.posted == 1


def test_no_guard_of_the_machine_holds_a_person_back(world):
    world.cloud.settings().put_stop_switch(BRAND, StopSwitch(stopped=True))
    world.cloud.tallies().open_circuit(PLATFORM, ACCOUNT, NOW + timedelta(hours=1))
    (held,) = in_case(world, "p1")
    written(world, held, undo_s=0)
    world.send(held.mention_id)
    assert world.get(held.mention_id).state is State.ANSWERED
    assert guards(world) == []


def test_an_undone_reply_does_not_leave(world):
    (held,) = in_case(world, "p1")
    replying = written(world, held)
    undone = move(replying, State.IN_REVIEW, by="desk:ana", at=NOW, due_at=NOW, reason="undone")
    world.cloud.mentions().update(replying, undone)
    world.later(seconds=10)
    world.send(held.mention_id)
    assert (world.get(held.mention_id), world.tool.posted) == (undone, 0)


def test_it_answers_what_it_covers(world):
    one, two, three = in_case(world, "p1", "p2", "p3")
    written(world, one, covers=[two], undo_s=0)
    world.send(one.mention_id)
    states = [world.get(held.mention_id).state for held in (one, two, three)]
    assert states == [State.ANSWERED, State.RESOLVED, State.IN_REVIEW]
    assert the_case(world, one).state is CaseState.OPEN
    assert world.tool.posted == 1


@pytest.mark.parametrize(("order", "reason"), [("refuses", "refused:refused"), ("token_dead", "refused:token_dead")])
def test_a_refused_reply_comes_back_to_its_case(world, order, reason):
    one, two = in_case(world, "p1", "p2")
    written(world, one, covers=[two], undo_s=0)
    world.tool.orders = [order]
    world.send(one.mention_id)
    assert (world.get(one.mention_id).state, world.get(two.mention_id).state) == (State.IN_REVIEW, State.IN_REVIEW)
    assert lines(world, one)[-1] == ("reply_failed", reason)
    assert (the_case(world, one).state, the_case(world, one).due_at) == (CaseState.OPEN, NOW)


def test_it_is_tried_five_times_and_then_comes_back(world):
    (held,) = in_case(world, "p1")
    written(world, held, undo_s=0)
    world.tool.orders = ["unreachable"] * 9
    for _ in range(MAX_TRIES):
        assert world.get(held.mention_id).state is State.REPLYING
        assert lines(world, held) == []
        world.send(held.mention_id)
        world.later(minutes=30)
    assert world.get(held.mention_id).state is State.IN_REVIEW
    assert lines(world, held) == [("reply_failed", "not_posted:connection_failed")]


@pytest.mark.parametrize("missing", ["credentials", "text"])
def test_what_cannot_be_sent_comes_back_to_its_case(world, missing):
    (held,) = in_case(world, "p1")
    replying = written(world, held, undo_s=0)
    if missing == "credentials":
        world.tokens = {}
    else:
        key = world.cloud.mentions().put_staff_reply(
            StaffReply(
                reply_id=REPLY_ID,
                mention_id=held.mention_id,
                case_id="",
                case_version=1,
                text="",
                by="",
                written_at=NOW,
            )
        )["Item"]
        world.cloud.client("dynamodb").delete_item(
            TableName="MentionsTable", Key={name: key[name] for name in ("pk", "sk")}
        )
    world.send(held.mention_id)
    reason = "not_connected" if missing == "credentials" else "reply_missing"
    after = world.get(held.mention_id)
    assert (after.state, after.timeline[-1].reason, after.attempts) == (State.IN_REVIEW, reason, replying.attempts)
    assert lines(world, held) == [("reply_failed", reason)]
    assert (the_case(world, held).news, world.tool.posted, after.with_people) == (2, 0, True)
    world.pump()  # the bell for review finds nothing more to tell
    assert (lines(world, held), the_case(world, held).news) == ([("reply_failed", reason)], 2)


def test_a_reply_whose_end_nobody_knows_waits_for_the_sweep(world):
    (held,) = in_case(world, "p1")
    written(world, held, undo_s=0)
    world.tool.orders = ["posts_then_silent"]
    world.send(held.mention_id)
    world.send(held.mention_id)
    assert (world.get(held.mention_id).state, world.tool.posted, lines(world, held)) == (State.SENDING, 1, [])
    world.later(seconds=135)
    world.sweep()
    assert world.get(held.mention_id).state is State.ANSWERED
    assert lines(world, held) == [("reply_sent", "")]


def test_an_acknowledged_question_is_answered_by_a_person_afterwards(world):
    """The machine's reply and the person's are two, and only two."""
    held = world.put(mention(State.ACKNOWLEDGING))
    world.send(held.mention_id)
    acknowledged = world.get(held.mention_id)
    opened = move(acknowledged, State.IN_REVIEW, by="desk:ana", at=NOW, due_at=NOW, reason="reopened")
    world.cloud.mentions().update(acknowledged, opened)
    world.open_case(held.mention_id)
    written(world, world.get(held.mention_id), undo_s=0)
    world.send(held.mention_id)
    after = world.get(held.mention_id)
    assert (after.state, after.attempts, after.fence, world.tool.posted) == (State.ANSWERED, 2, 2, 2)


def test_a_claim_that_was_lost_posts_nothing(world):
    (held,) = in_case(world, "p1")
    replying = written(world, held, undo_s=0)
    ports = world.reply_ports()
    staff_reply = ports.mentions.staff_reply

    def undone_meanwhile(*arguments):
        undone = move(replying, State.IN_REVIEW, by="desk:ana", at=NOW, due_at=NOW, reason="undone")
        world.cloud.mentions().update(replying, undone)
        return staff_reply(*arguments)

    ports.mentions.staff_reply = undone_meanwhile
    send(held.mention_id, ports, remaining_s=lambda: 20.0)
    assert (world.get(held.mention_id).timeline[-1].reason, world.tool.posted) == ("undone", 0)


def test_a_case_that_was_closed_meanwhile_is_opened_again_by_a_failure(world):
    (held,) = in_case(world, "p1")
    written(world, held, undo_s=0)
    opened = the_case(world, held)
    closed = case_rules.close(opened, NOW, case_rules.Outcome.DISMISSED)
    world.cloud.cases().update(opened, closed, CaseEvent(at=NOW, by="bo", what="resolved"))
    world.tool.orders = ["refuses"]
    world.send(held.mention_id)
    assert (the_case(world, held).state, the_case(world, held).outcome) == (CaseState.OPEN, None)
    assert the_case(world, held).urgency is Urgency.LOW
