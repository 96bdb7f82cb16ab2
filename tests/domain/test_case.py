"""A case: who holds it, when it is due, and what its members' fates make of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain import case as cases
from shared.domain.assessment import Topic, Urgency
from shared.domain.case import LEASE, CaseState, Outcome
from shared.domain.mention import State, Surface
from shared.errors import ConflictError, InputError
from tests.support.made import NOW, assessment, case, mention

LATER = NOW + timedelta(minutes=1)
SOON, LATE = NOW + timedelta(minutes=15), NOW + timedelta(hours=24)


def test_a_case_opens_with_what_its_first_member_tells():
    first = mention(State.IN_REVIEW, case_id="case1", reach=41, assessment=assessment(topics=(Topic.OUTAGE,)))
    opened = cases.open_case(first, urgency=Urgency.HIGH, due_at=SOON, at=NOW)
    assert (opened.case_id, opened.state, opened.version, opened.members, opened.news) == ("case1", "open", 1, 1, 1)
    assert (opened.topic, opened.language, opened.reach, opened.urgency) == ("outage", "en", 41, "high")
    assert (opened.due_at, opened.thread_key, opened.newest) == (SOON, "forum:t9", first.mention_id)
    with pytest.raises(ValueError, match="names its case"):
        cases.open_case(mention(State.IN_REVIEW), urgency=Urgency.HIGH, due_at=SOON, at=NOW)


def test_a_mention_that_was_never_judged_can_open_a_case():
    opened = cases.open_case(
        mention(State.IN_REVIEW, case_id="c", assessment=None), urgency=Urgency.HIGH, due_at=SOON, at=NOW
    )
    assert (opened.topic, opened.language) == ("other", "other")


@pytest.mark.parametrize(
    ("held", "new", "urgency"),
    [("normal", "critical", "critical"), ("critical", "low", "critical"), ("low", "low", "low")],
)
def test_a_joined_case_is_as_urgent_as_its_most_urgent_member(held, new, urgency):
    joined = cases.join(case(urgency=Urgency(held)), mention(), urgency=Urgency(new), due_at=LATE, at=LATER)
    assert joined.urgency == urgency


def test_a_joined_case_is_open_again_with_news_and_due_with_the_earliest():
    newest = mention(State.IN_REVIEW, external_id="forum:p2", surface=Surface.COMMENT, reach=None)
    joined = cases.join(case(due_at=LATE, reach=9), newest, urgency=Urgency.LOW, due_at=SOON, at=LATER)
    assert (joined.due_at, joined.members, joined.news, joined.version) == (SOON, 2, 1, 2)
    assert (joined.newest, joined.surface, joined.reach) == (newest.mention_id, Surface.COMMENT, 9)
    assert cases.join(case(due_at=SOON), newest, urgency=Urgency.LOW, due_at=LATE, at=LATER).due_at == SOON
    waiting = case(state=CaseState.WAITING, due_at=NOW - timedelta(days=3))
    again = cases.join(waiting, newest, urgency=Urgency.LOW, due_at=LATE, at=LATER)
    assert (again.state, again.due_at) == (
        CaseState.OPEN,
        LATE,
    )  # a deadline that has passed is no deadline of this one


def test_a_case_raised_by_an_edit_is_open_more_urgent_and_due_earlier():
    raised = cases.raised(case(due_at=LATE), LATER, urgency=Urgency.CRITICAL, due_at=SOON)
    assert (raised.urgency, raised.due_at, raised.news) == ("critical", SOON, 1)
    assert cases.raised(case(), LATER, urgency=Urgency.LOW, due_at=SOON).urgency == "normal"
    waiting = case(state=CaseState.WAITING, due_at=NOW - timedelta(days=3))
    assert cases.raised(waiting, LATER, urgency=Urgency.LOW, due_at=LATE).due_at == LATE


def test_one_person_holds_a_case_until_the_lease_runs_out():
    held = cases.claim(case(), "ana", NOW)
    assert held.held_by(NOW + LEASE - timedelta(seconds=1)) == "ana"
    assert held.held_by(NOW + LEASE) is None
    with pytest.raises(ConflictError, match="ana holds"):
        cases.claim(held, "bo", LATER)
    assert cases.claim(held, "ana", LATER).lease_until == LATER + LEASE
    assert cases.claim(held, "bo", NOW + LEASE).holder == "bo"
    assert cases.take_over(held, "bo", LATER).held_by(LATER) == "bo"


def test_only_the_holder_acts_and_releases():
    held = cases.claim(case(news=3), "ana", NOW)
    for act in (
        lambda one: cases.release(one, "bo", LATER),
        lambda one: cases.acted(one, "bo", LATER, state=CaseState.OPEN),
    ):
        with pytest.raises(ConflictError, match="ana holds"):
            act(held)
        with pytest.raises(ConflictError, match="claim the case first"):
            act(case())
    assert cases.release(held, "ana", LATER).held_by(LATER) is None
    done = cases.acted(held, "ana", LATER, state=CaseState.SNOOZED)
    assert (done.state, done.news, done.lease_until) == (CaseState.SNOOZED, 0, LATER + LEASE)
    with pytest.raises(ConflictError, match="claim the case first"):
        cases.acted(held, "ana", NOW + LEASE, state=CaseState.OPEN)


def test_a_closed_case_takes_no_more_work():
    closed = cases.close(cases.claim(case(), "ana", NOW), LATER, Outcome.DISMISSED)
    assert (closed.state, closed.outcome, closed.holder, closed.lease_until) == ("closed", "dismissed", None, None)
    for act in (
        lambda: cases.claim(closed, "ana", LATER),
        lambda: cases.take_over(closed, "ana", LATER),
        lambda: cases.close(closed, LATER, Outcome.DISMISSED),
        lambda: cases.require_holder(closed, "ana", LATER),
    ):
        with pytest.raises(InputError, match="reopen it first"):
            act()
    opened = cases.returned(closed, LATER, due_at=SOON)
    assert (opened.state, opened.outcome, opened.due_at, opened.news) == ("open", None, SOON, 1)


def test_a_reply_that_failed_puts_nothing_off():
    due = replace(case(), due_at=SOON)
    assert cases.returned(due, LATER, due_at=LATE).due_at == SOON
    assert cases.returned(due, LATER, due_at=NOW).due_at == NOW


def test_after_a_reply_it_is_the_authors_turn_unless_others_wait_for_us():
    assert cases.replied(case(), LATER, still_open=False).state is CaseState.WAITING
    assert cases.replied(case(), LATER, still_open=True).state is CaseState.OPEN


def test_every_change_counts_the_version():
    held = replace(case(), holder="ana", lease_until=NOW + LEASE)
    changed = [
        cases.join(held, mention(), urgency=Urgency.LOW, due_at=LATE, at=LATER),
        cases.claim(held, "ana", LATER),
        cases.take_over(held, "bo", LATER),
        cases.release(held, "ana", LATER),
        cases.acted(held, "ana", LATER, state=CaseState.OPEN),
        cases.close(held, LATER, Outcome.COVERED),
        cases.returned(held, LATER, due_at=LATE),
        cases.raised(held, LATER, urgency=Urgency.LOW, due_at=LATE),
        cases.replied(held, LATER, still_open=True),
    ]
    assert {(one.version, one.updated_at) for one in changed} == {(2, LATER)}
