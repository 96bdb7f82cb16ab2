"""The end of a send: the mention, its guards and its case change together, or not at all."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from shared.aws import endings, guards, writes
from shared.aws.endings import MOST_COVERED, end_send, take_back
from shared.aws.mentions import StaffReply
from shared.domain import arrival, sending
from shared.domain.case import CaseState
from shared.domain.lifecycle import move
from shared.domain.mention import EventKind, State
from shared.errors import ConflictError
from tests.support.made import ACCOUNT, NOW, PLATFORM, case, event, machine_reply, mention, staff_reply

LATER = NOW + timedelta(seconds=5)
POSTED = partial(sending.applied, external_reply_id="r1", permalink=None, by="reply")
NOT_POSTED = partial(sending.not_applied, code="connection_failed", retry_after_s=None, by="reply")
REFUSED = partial(sending.refused, code="refused", by="reply")
UNRESOLVED = partial(sending.unresolved, by="watch")
DELETE = event(EventKind.DELETED, text=None)
EDIT = event(EventKind.EDITED, text="No, it is broken!", posted_at=NOW)


def claimed_by_machine(cloud, **changes):
    """A mention whose acknowledgement is being sent, with its guards."""
    held = mention(State.SENDING, **changes)
    cloud.mentions().put_new(held)
    writes.transact(cloud.client("dynamodb"), guards.take("MentionsTable", held, NOW))
    return held


def claimed_by_staff(cloud, covers=(), others=(), tries=1):
    """A mention whose answer by a person is being sent, in its case with `others`."""
    held = mention(State.SENDING, reply=staff_reply(tries=tries), case_id="case1")
    store, client = cloud.mentions(), cloud.client("dynamodb")
    reply = staff_reply()
    row = StaffReply(
        reply_id=reply.reply_id,
        mention_id=held.mention_id,
        case_id="case1",
        case_version=1,
        text=reply.text,
        by="ana",
        written_at=NOW,
        covers={one.mention_id: one.revision for one in covers} or None,
    )
    client.put_item(**store.put_staff_reply(row))
    opened = case(members=1 + len(others))
    client.put_item(TableName="MentionsTable", Item=cloud.cases().to_item(opened))
    for member in (held, *others):
        store.put_new(member)
        client.put_item(**cloud.cases()._member(opened, member)["Put"])
    return held


def member(number, state=State.IN_REVIEW, **changes):
    return mention(state, external_id=f"forum:other{number}", case_id="case1", **changes)


def meanwhile(cloud, what, held):
    """What the author does while the reply is sent."""
    after = arrival.arrive(what, held, platform=PLATFORM, account=ACCOUNT, now=NOW, via="push")
    cloud.mentions().update(held, after)
    return after


def guard_rows(cloud):
    return len(cloud.rows(prefix="GUARD#"))


def test_a_reply_that_stands_keeps_its_guards(cloud):
    held = claimed_by_machine(cloud)
    after = end_send(held, POSTED, cloud.cases(), now=LATER)
    assert after.state is State.ACKNOWLEDGED
    assert cloud.mentions().get(held.mention_id) == after
    assert guard_rows(cloud) == 2


@pytest.mark.parametrize(("ending", "state"), [(NOT_POSTED, State.ACKNOWLEDGING), (REFUSED, State.IN_REVIEW)])
def test_guards_are_given_back_with_proof_that_nothing_was_posted(cloud, ending, state):
    held = claimed_by_machine(cloud)
    assert end_send(held, ending, cloud.cases(), now=LATER, nothing_posted=True).state is state
    assert guard_rows(cloud) == 0


def test_guards_stay_where_nobody_knows(cloud):
    held = claimed_by_machine(cloud)
    assert end_send(held, UNRESOLVED, cloud.cases(), now=LATER).state is State.IN_REVIEW
    assert guard_rows(cloud) == 2


def test_a_persons_reply_gives_no_guard_of_the_machine_back(cloud):
    held = claimed_by_staff(cloud)
    writes.transact(cloud.client("dynamodb"), guards.take("MentionsTable", held, NOW))  # from its acknowledgement
    end_send(held, NOT_POSTED, cloud.cases(), now=LATER, nothing_posted=True)
    assert guard_rows(cloud) == 2


def test_a_guard_that_another_mention_took_since_does_not_hold_up_the_end(cloud):
    held = claimed_by_machine(cloud)
    two_days_on = NOW + timedelta(days=2)
    other = replace(held, mention_id="other", thread_id="forum:other")
    writes.transact(cloud.client("dynamodb"), guards.take("MentionsTable", other, two_days_on))
    after = end_send(held, NOT_POSTED, cloud.cases(), now=two_days_on, nothing_posted=True)
    assert after.state is State.ACKNOWLEDGING
    assert sum(row["mention_id"]["S"] == "other" for row in cloud.rows(prefix="GUARD#")) == 2


@pytest.mark.parametrize(
    ("what", "ending", "state"),
    [
        (EDIT, POSTED, State.IN_REVIEW),
        (DELETE, POSTED, State.ACKNOWLEDGED),
        (EDIT, NOT_POSTED, State.IN_REVIEW),
        (DELETE, NOT_POSTED, State.WITHDRAWN),
    ],
)
def test_what_the_author_does_meanwhile_is_applied_by_whoever_ends_the_send(cloud, what, ending, state):
    held = claimed_by_machine(cloud)
    changed = meanwhile(cloud, what, held)
    assert changed.version > held.version
    after = end_send(held, ending, cloud.cases(), now=LATER, nothing_posted=ending is NOT_POSTED)
    assert after.state is state
    assert after.text == (EDIT.text if what is EDIT else None)
    assert cloud.mentions().get(held.mention_id) == after


def test_a_send_that_another_ended_is_left_alone(cloud):
    held = claimed_by_machine(cloud)
    first = end_send(held, UNRESOLVED, cloud.cases(), now=LATER)
    assert end_send(held, POSTED, cloud.cases(), now=LATER) is None
    assert cloud.mentions().get(held.mention_id) == first


def test_the_fence_keeps_an_old_sender_from_ending_a_later_send(cloud):
    old = claimed_by_machine(cloud)
    back = end_send(old, NOT_POSTED, cloud.cases(), now=LATER, nothing_posted=True)
    again = sending.claim(back, machine_reply(), attempt_id="attempt2", at=LATER)
    cloud.mentions().update(back, again)
    assert end_send(old, POSTED, cloud.cases(), now=LATER) is None
    assert cloud.mentions().get(old.mention_id) == again


def test_a_row_that_keeps_changing_ends_in_a_conflict_and_stays_with_the_sweep(cloud):
    held = claimed_by_machine(cloud)

    def ending_too_late(current, *, at):
        """Somebody writes the row between every reading and every writing."""
        cloud.mentions().update(current, replace(current, version=current.version + 1))
        return POSTED(current, at=at)

    with pytest.raises(ConflictError):
        end_send(held, ending_too_late, cloud.cases(), now=LATER)
    assert cloud.mentions().get(held.mention_id).state is State.SENDING
    assert cloud.mentions().get(held.mention_id).version == held.version + endings.TRIES


def test_a_persons_reply_that_stands_leaves_the_turn_to_the_author(cloud):
    held = claimed_by_staff(cloud)
    after = end_send(held, POSTED, cloud.cases(), now=LATER)
    assert after.state is State.ANSWERED
    assert cloud.cases().get("case1").state is CaseState.WAITING
    (line,) = cloud.cases().timeline("case1")
    assert (line.what, line.by) == ("reply_sent", "ana")


def test_it_resolves_what_it_covers_and_nothing_else(cloud):
    covered, edited, sent, uncovered = (
        member(1),
        member(2, revision=1),
        member(3, State.REPLYING),
        member(4),
    )
    seen = replace(edited, revision=0)  # the writer read it before it was edited
    held = claimed_by_staff(cloud, covers=[covered, seen, sent], others=[covered, edited, sent, uncovered])
    end_send(held, POSTED, cloud.cases(), now=LATER)
    states = [cloud.mentions().get(one.mention_id).state for one in (covered, edited, sent, uncovered)]
    assert states == [State.RESOLVED, State.IN_REVIEW, State.REPLYING, State.IN_REVIEW]
    assert cloud.mentions().get(covered.mention_id).timeline[-1].reason == "covered"
    assert cloud.cases().get("case1").state is CaseState.OPEN  # others still wait for us


def test_a_case_whose_members_were_all_covered_waits_for_the_author(cloud):
    covered = member(1)
    held = claimed_by_staff(cloud, covers=[covered], others=[covered, member(2, State.ANSWERED)])
    end_send(held, POSTED, cloud.cases(), now=LATER)
    assert cloud.cases().get("case1").state is CaseState.WAITING


def test_a_reply_resolves_as_many_as_a_transaction_takes_and_leaves_the_rest_open(cloud, monkeypatch):
    own_writes = 3  # the mention, its case and the line in the case's timeline
    assert MOST_COVERED + own_writes <= 100  # Amazon DynamoDB API Reference, "TransactWriteItems", read 2026-11
    monkeypatch.setattr(endings, "MOST_COVERED", 5)
    others = [member(number) for number in range(8)]
    held = claimed_by_staff(cloud, covers=others, others=others)
    end_send(held, POSTED, cloud.cases(), now=LATER)
    states = [cloud.mentions().get(one.mention_id).state for one in others]
    assert (states.count(State.RESOLVED), states.count(State.IN_REVIEW)) == (5, 3)
    assert cloud.cases().get("case1").state is CaseState.OPEN


def after_first(call, what):
    """The call, with `what` done by somebody else right after its first result."""
    done = []

    def called(*arguments):
        found = call(*arguments)
        if not done:
            done.append(True)
            what()
        return found

    return called


def test_a_member_that_changes_meanwhile_is_read_again(cloud):
    covered, store = member(1), cloud.cases()
    held = claimed_by_staff(cloud, covers=[covered], others=[covered])
    edit = replace(EDIT, external_id=covered.external_id)
    store.members = after_first(store.members, lambda: meanwhile(cloud, edit, covered))
    assert end_send(held, POSTED, store, now=LATER).state is State.ANSWERED
    assert cloud.mentions().get(covered.mention_id).state is State.IN_REVIEW
    assert cloud.cases().get("case1").state is CaseState.OPEN


def test_a_case_that_changes_meanwhile_is_read_again(cloud):
    held, store = claimed_by_staff(cloud), cloud.cases()
    claimed = store.to_item(case(version=2, holder="bo"))
    put = partial(cloud.client("dynamodb").put_item, TableName="MentionsTable", Item=claimed)
    store.get = after_first(store.get, put)
    assert end_send(held, POSTED, store, now=LATER).state is State.ANSWERED
    assert (cloud.cases().get("case1").holder, cloud.cases().get("case1").version) == ("bo", 3)


@pytest.mark.parametrize(("ending", "reason"), [(REFUSED, "refused:refused"), (UNRESOLVED, "may_have_been_sent")])
def test_a_persons_reply_that_failed_returns_its_case(cloud, ending, reason):
    covered = member(1)
    held = claimed_by_staff(cloud, covers=[covered], others=[covered])
    end_send(held, ending, cloud.cases(), now=LATER)
    returned = cloud.cases().get("case1")
    assert (returned.state, returned.due_at, returned.news) == (CaseState.OPEN, LATER, 1)
    (line,) = cloud.cases().timeline("case1")
    assert (line.what, line.reason) == ("reply_failed", reason)
    assert cloud.mentions().get(covered.mention_id).state is State.IN_REVIEW


def test_a_persons_reply_that_will_be_tried_again_leaves_its_case_alone(cloud):
    held = claimed_by_staff(cloud)
    assert end_send(held, NOT_POSTED, cloud.cases(), now=LATER, nothing_posted=True).state is State.REPLYING
    assert cloud.cases().get("case1") == case()
    last = replace(held, reply=staff_reply(tries=5), fence=2, version=9)
    cloud.mentions().update(cloud.mentions().get(held.mention_id), last)
    after = end_send(last, NOT_POSTED, cloud.cases(), now=LATER, nothing_posted=True)
    assert after.state is State.IN_REVIEW
    assert cloud.cases().timeline("case1")[0].reason == "not_posted:connection_failed"


def test_a_reply_that_stands_beside_an_edit_did_not_fail(cloud):
    """The author edits while a person's answer is sent: it was sent, and the mention is open all the same."""
    covered = member(1)
    held = claimed_by_staff(cloud, covers=[covered], others=[covered])
    meanwhile(cloud, EDIT, held)
    after = end_send(held, POSTED, cloud.cases(), now=LATER)
    assert (after.state, after.reply.external_reply_id) == (State.IN_REVIEW, "r1")
    assert [line.what for line in cloud.cases().timeline("case1")] == ["reply_sent"]
    assert cloud.cases().get("case1").state is CaseState.OPEN
    assert cloud.mentions().get(covered.mention_id).state is State.RESOLVED


def test_taking_a_reply_back_tells_its_case_in_the_same_write(cloud):
    held = claimed_by_staff(cloud)
    waiting = move(replace(held, state=State.IN_REVIEW), State.REPLYING, by="desk:ana", at=NOW, due_at=NOW)
    cloud.mentions().update(held, waiting)
    after = move(waiting, State.IN_REVIEW, by="reply", at=LATER, due_at=LATER, reason="not_connected")
    take_back(waiting, after, cloud.cases(), now=LATER)
    assert cloud.mentions().get(held.mention_id) == replace(after, with_people=True)
    assert cloud.cases().timeline("case1")[0].reason == "not_connected"
    with pytest.raises(ConflictError):
        take_back(waiting, after, cloud.cases(), now=LATER)
    assert len(cloud.cases().timeline("case1")) == 1


def test_taking_an_acknowledgement_back_touches_no_case(cloud):
    held = mention(State.ACKNOWLEDGING)
    cloud.mentions().put_new(held)
    after = move(held, State.IN_REVIEW, by="reply", at=LATER, due_at=LATER, reason="stop_switch")
    take_back(held, after, cloud.cases(), now=LATER)
    assert [row["pk"]["S"].partition("#")[0] for row in cloud.rows()] == ["MENTION"]
