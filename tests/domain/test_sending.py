"""How a send ends: each ending, for machine and staff, with whatever the author did meanwhile."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import product

import pytest

from infra import template
from shared.domain import sending
from shared.domain.mention import Correction, EventKind, PendingEvent, State
from shared.domain.sending import BACKOFF_S, LEASE, LONGEST_WAIT_S, MAX_TRIES, POST_BUDGET_S, SETTLE
from shared.errors import TransitionError
from tests.support.made import NOW, decision, machine_reply, mention, staff_reply

LATER = NOW + timedelta(seconds=3)
EDIT = PendingEvent(kind=EventKind.EDITED, at=NOW + timedelta(seconds=1), text="No, it is broken!")
DELETE = PendingEvent(kind=EventKind.DELETED, at=NOW)
ERASE = PendingEvent(kind=EventKind.ERASE_AUTHOR, at=NOW)
PENDING = {"none": None, "edit": EDIT, "delete": DELETE, "erase": ERASE}

ENDINGS = {
    "applied": partial(sending.applied, external_reply_id="r1", permalink="https://forum.example/r1"),
    "not_applied": partial(sending.not_applied, code="connection_failed", retry_after_s=None),
    "refused": partial(sending.refused, code="refused"),
    "unresolved": sending.unresolved,
}
# ending, who wrote, follow-up, meanwhile: where the mention stands afterwards
OUTCOMES = """
applied      machine  no   none    acknowledged   posted
applied      machine  no   edit    in_review      edited_while_sending
applied      machine  no   delete  acknowledged   posted
applied      machine  no   erase   erased         erased
applied      machine  yes  none    in_review      acknowledged_to_be_answered
applied      machine  yes  edit    in_review      edited_while_sending
applied      machine  yes  delete  acknowledged   posted
applied      machine  yes  erase   erased         erased
applied      staff    no   none    answered       posted
applied      staff    no   edit    in_review      edited_while_sending
applied      staff    no   delete  answered       posted
applied      staff    no   erase   erased         erased
applied      staff    yes  none    answered       posted
applied      staff    yes  edit    in_review      edited_while_sending
applied      staff    yes  delete  answered       posted
applied      staff    yes  erase   erased         erased
not_applied  machine  no   none    acknowledging  not_posted:connection_failed
not_applied  machine  no   edit    in_review      edited_while_sending
not_applied  machine  no   delete  withdrawn      deleted_while_sending
not_applied  machine  no   erase   erased         erased
not_applied  machine  yes  none    acknowledging  not_posted:connection_failed
not_applied  machine  yes  edit    in_review      edited_while_sending
not_applied  machine  yes  delete  withdrawn      deleted_while_sending
not_applied  machine  yes  erase   erased         erased
not_applied  staff    no   none    replying       not_posted:connection_failed
not_applied  staff    no   edit    in_review      edited_while_sending
not_applied  staff    no   delete  withdrawn      deleted_while_sending
not_applied  staff    no   erase   erased         erased
not_applied  staff    yes  none    replying       not_posted:connection_failed
not_applied  staff    yes  edit    in_review      edited_while_sending
not_applied  staff    yes  delete  withdrawn      deleted_while_sending
not_applied  staff    yes  erase   erased         erased
refused      machine  no   none    in_review      refused:refused
refused      machine  no   edit    in_review      edited_while_sending
refused      machine  no   delete  withdrawn      deleted_while_sending
refused      machine  no   erase   erased         erased
refused      machine  yes  none    in_review      refused:refused
refused      machine  yes  edit    in_review      edited_while_sending
refused      machine  yes  delete  withdrawn      deleted_while_sending
refused      machine  yes  erase   erased         erased
refused      staff    no   none    in_review      refused:refused
refused      staff    no   edit    in_review      edited_while_sending
refused      staff    no   delete  withdrawn      deleted_while_sending
refused      staff    no   erase   erased         erased
refused      staff    yes  none    in_review      refused:refused
refused      staff    yes  edit    in_review      edited_while_sending
refused      staff    yes  delete  withdrawn      deleted_while_sending
refused      staff    yes  erase   erased         erased
unresolved   machine  no   none    in_review      may_have_been_sent
unresolved   machine  no   edit    in_review      may_have_been_sent
unresolved   machine  no   delete  in_review      may_have_been_sent
unresolved   machine  no   erase   erased         erased
unresolved   machine  yes  none    in_review      may_have_been_sent
unresolved   machine  yes  edit    in_review      may_have_been_sent
unresolved   machine  yes  delete  in_review      may_have_been_sent
unresolved   machine  yes  erase   erased         erased
unresolved   staff    no   none    in_review      may_have_been_sent
unresolved   staff    no   edit    in_review      may_have_been_sent
unresolved   staff    no   delete  in_review      may_have_been_sent
unresolved   staff    no   erase   erased         erased
unresolved   staff    yes  none    in_review      may_have_been_sent
unresolved   staff    yes  edit    in_review      may_have_been_sent
unresolved   staff    yes  delete  in_review      may_have_been_sent
unresolved   staff    yes  erase   erased         erased
"""
ROWS = [line.split() for line in OUTCOMES.strip().splitlines()]


def sent(by: str = "machine", follow_up: str = "no", meanwhile: str = "none", tries: int = 1):
    """A mention that is being sent."""
    reply = machine_reply(tries=tries) if by == "machine" else staff_reply(tries=tries)
    held = mention(
        State.SENDING,
        reply=reply,
        decision=decision(follow_up=follow_up == "yes"),
        case_id=None if by == "machine" else "case1",
        pending_event=PENDING[meanwhile],
    )
    return replace(held, text=None, deleted_at=NOW) if meanwhile == "delete" else held


def test_the_table_of_outcomes_is_whole():
    assert {tuple(row[:4]) for row in ROWS} == set(product(ENDINGS, ("machine", "staff"), ("no", "yes"), PENDING))


@pytest.mark.parametrize(
    ("ending", "by", "follow_up", "meanwhile", "state", "reason"), ROWS, ids=["-".join(row[:4]) for row in ROWS]
)
def test_a_send_ends_where_the_table_says(ending, by, follow_up, meanwhile, state, reason):
    after = ENDINGS[ending](sent(by, follow_up, meanwhile), by="reply" if ending != "unresolved" else "watch", at=LATER)
    assert (after.state, after.timeline[-1].reason) == (state, reason)
    assert (after.timeline[-1].at, after.updated_at) == (LATER, LATER)
    assert (after.lease_until, after.attempt_id, after.pending_event) == (None, None, None)
    if meanwhile == "edit":
        assert (after.text, after.edited_at) == (EDIT.text, EDIT.at)
        assert (after.revision, after.assess_again) == (1, True)
    if meanwhile in ("delete", "erase"):
        assert after.text is None
    if after.state is State.IN_REVIEW:
        assert after.due_at == LATER  # a person looks at once
    assert after.reply is not None
    assert (after.reply.external_reply_id, after.reply.sent_at) == (
        ("r1", LATER) if ending == "applied" else (None, None)
    )
    assert after.reply.permalink == (
        "https://forum.example/r1" if ending == "applied" and meanwhile != "erase" else None
    )
    assert after.may_stand is (reason == "may_have_been_sent")


@pytest.mark.parametrize(
    ("ending", "meanwhile"), [("refused", "none"), ("unresolved", "none"), ("unresolved", "delete")]
)
def test_what_a_person_wrote_goes_back_to_their_case_and_what_the_machine_tried_needs_one(ending, meanwhile):
    end = partial(ENDINGS[ending], by="watch", at=LATER)
    assert end(sent("staff", meanwhile=meanwhile)).with_people is True
    assert end(sent("machine", meanwhile=meanwhile)).with_people is False


def test_an_erasure_leaves_that_we_replied_and_nothing_of_the_author():
    of_the_post = {"permalink": "https://forum.example/p1", "in_reply_to": "forum:p0", "reach": 41, "media": ("image",)}
    right = Correction(what="topic", said="thanks", right="self_harm", by="ana", at=NOW)
    held = replace(sent(meanwhile="erase"), **of_the_post, earlier_replies=(staff_reply(),), corrections=(right,))
    after = ENDINGS["applied"](held, by="reply", at=LATER)
    assert after.state is State.ERASED
    gone = (after.author_id, after.author_name, after.text, after.permalink, after.thread_id, after.in_reply_to)
    assert (*gone, after.reach, after.assessment) == (None,) * 8
    assert (after.media, after.earlier_replies, after.corrections) == ((), (), ())
    assert after.external_id == ""
    assert after.mention_id == held.mention_id
    assert (after.reply.text, after.reply.permalink, after.reply.external_reply_id) == ("", None, "r1")


@pytest.mark.parametrize(("by", "origin"), [("machine", State.ACKNOWLEDGING), ("staff", State.REPLYING)])
def test_what_was_proven_not_to_stand_is_tried_again_later_and_five_times_at_most(by, origin):
    waits = []
    for tries in range(1, MAX_TRIES):
        after = ENDINGS["not_applied"](sent(by, tries=tries), by="reply", at=NOW)
        assert after.state is origin
        waits.append((after.due_at - NOW).total_seconds())
    assert waits == list(BACKOFF_S[:4])
    after = ENDINGS["not_applied"](sent(by, tries=MAX_TRIES), by="reply", at=NOW)
    assert (after.state, after.timeline[-1].reason) == (State.IN_REVIEW, "not_posted:connection_failed")


@pytest.mark.parametrize(("named_s", "waited_s"), [(None, 30), (5.0, 30), (90.5, 90.5), (864_000.0, LONGEST_WAIT_S)])
def test_the_platforms_time_is_kept_but_no_mention_is_parked_for_days(named_s, waited_s):
    after = sending.not_applied(sent(), code="rate_limited", retry_after_s=named_s, by="reply", at=NOW)
    assert after.due_at == NOW + timedelta(seconds=waited_s)


@pytest.mark.parametrize("ending", ENDINGS)
def test_only_reply_and_watch_end_a_send(ending):
    for by in ("ingest", "triage", "review", "desk:ana", "erase"):
        with pytest.raises(TransitionError):
            ENDINGS[ending](sent(), by=by, at=NOW)


def test_watch_returns_no_reply_to_be_sent_again():
    for ending in ("not_applied", "refused"):
        with pytest.raises(TransitionError):
            ENDINGS[ending](sent(meanwhile="delete"), by="watch", at=NOW)
    with pytest.raises(TransitionError):
        ENDINGS["not_applied"](sent(), by="watch", at=NOW)


def test_a_claim_counts_tries_attempts_and_fence_and_gives_a_lease():
    unproven = mention(State.ACKNOWLEDGING, may_stand=True)
    first = sending.claim(unproven, machine_reply(), attempt_id="a1", at=NOW)
    assert (first.timeline[-1].at, first.timeline[-1].reason, first.may_stand) == (NOW, "claimed", False)
    assert (first.state, first.attempt_id, first.fence, first.attempts, first.reply.tries) == ("sending", "a1", 1, 1, 1)
    assert (first.lease_until, first.due_at) == (NOW + LEASE, NOW + LEASE + SETTLE)
    back = ENDINGS["not_applied"](first, by="reply", at=NOW)
    second = sending.claim(back, machine_reply(), attempt_id="a2", at=LATER)
    assert (second.attempt_id, second.fence, second.attempts, second.reply.tries) == ("a2", 2, 2, 2)


def test_the_tries_of_another_reply_do_not_count():
    held = mention(State.REPLYING, attempts=3, fence=3, reply=staff_reply(reply_id="b" * 32))
    assert sending.claim(held, staff_reply(reply_id="b" * 32), attempt_id="a", at=NOW).reply.tries == 1
    spent = replace(held, reply=machine_reply(tries=4))
    assert sending.claim(spent, staff_reply(reply_id="b" * 32), attempt_id="a", at=NOW).reply.tries == 1


def test_nobody_claims_what_does_not_wait_to_be_sent():
    for state in set(State) - {State.ACKNOWLEDGING, State.REPLYING}:
        with pytest.raises(TransitionError):
            sending.claim(mention(state), machine_reply(), attempt_id="a", at=NOW)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_row_without_a_reply_is_no_send_that_could_end(ending):
    with pytest.raises(ValueError, match=r"^a mention that is being sent has a reply$"):
        ENDINGS[ending](replace(sent(), reply=None), by="watch", at=NOW)


def test_whoever_might_still_post_is_dead_before_the_sweep_acts():
    timeout_s = template.load()["Resources"]["Reply"]["Properties"]["Timeout"]
    assert POST_BUDGET_S < timeout_s < LEASE.total_seconds() < (LEASE + SETTLE).total_seconds()
