"""Review: a mention finds its case, the urgent is told, and a repeated bell changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.review.open_case import open_case
from shared.domain import case as case_rules
from shared.domain.assessment import Urgency
from shared.domain.brand import UNASSIGNED
from shared.domain.case import CaseEvent, CaseState, Outcome
from shared.domain.lifecycle import mark, move
from shared.domain.mention import State
from shared.errors import ConflictError
from tests.support.made import ACCOUNT, BRAND, NOW, PLATFORM, account, assessment, mention
from tests.support.world import PLAYBOOK

SLA = PLAYBOOK.sla_minutes


def waiting(world, number=1, urgency="normal", **changes):
    """A stored mention that waits for its case."""
    belief = {"assessment": assessment(urgency=Urgency(urgency))} if urgency else {"assessment": None}
    return world.put(mention(State.IN_REVIEW, external_id=f"forum:p{number}", **{**belief, **changes}))


def review(world, held, **options):
    world.open_case(held.mention_id, **options)
    return world.get(held.mention_id)


def the_case(world, held):
    return world.cloud.cases().get(world.get(held.mention_id).case_id)


def lines(world, held):
    return [line.what for line in world.cloud.cases().timeline(world.get(held.mention_id).case_id)]


def change(world, held, **changes):
    """Somebody changes the case."""
    before = the_case(world, held)
    after = replace(before, version=before.version + 1, updated_at=world.clock(), **changes)
    world.cloud.cases().update(before, after, CaseEvent(at=world.clock(), by="ana", what="changed"))
    return after


@pytest.mark.parametrize("urgency", Urgency)
def test_a_case_is_opened_with_the_playbooks_deadline_and_the_urgent_is_told(world, urgency):
    held = waiting(world, urgency=urgency)
    after = review(world, held)
    opened = the_case(world, held)
    due_at = NOW + timedelta(minutes=getattr(SLA, urgency))
    assert (opened.state, opened.urgency, opened.due_at, opened.brand) == (CaseState.OPEN, urgency, due_at, BRAND)
    assert (after.state, after.due_at, after.case_id) == (State.IN_REVIEW, due_at, opened.case_id)
    assert [one.mention_id for one in world.cloud.cases().members(opened.case_id)] == [held.mention_id]
    notices = world.cloud.notices()
    if urgency in ("critical", "high"):
        (notice,) = notices
        assert (notice["case_id"], notice["urgency"], notice["brand"]) == (opened.case_id, urgency, BRAND)
        assert set(notice) == {"subject", "case_id", "brand", "platform", "urgency", "topic", "due_at"}
    else:
        assert notices == []


def test_a_mention_that_was_never_judged_is_urgent(world):
    held = waiting(world, urgency=None, brand="")
    after = review(world, held)
    assert (the_case(world, held).urgency, after.brand) == ("high", BRAND)  # triage failed before it set the brand


@pytest.mark.parametrize("why", ["nobody connected the account", "the brand has no playbook"])
def test_without_a_playbook_a_person_still_gets_it(world, why):
    if why == "the brand has no playbook":
        world.cloud.settings().put_account(account(brand="unpublished"))
        held = waiting(world, brand="")
    else:
        held = waiting(world, account_id="nobodys", brand="")
    after = review(world, held)
    assert after.brand == ("unpublished" if why == "the brand has no playbook" else UNASSIGNED)
    assert after.due_at == NOW + timedelta(hours=1)


def test_mentions_of_one_author_in_one_thread_share_a_case(world):
    one, two, other = waiting(world, 1), waiting(world, 2, "high"), waiting(world, 3, author_id="forum:other")
    elsewhere = waiting(world, 4, thread_id="forum:t2")
    for held in (one, two, other, elsewhere):
        review(world, held)
    shared = the_case(world, one)
    assert the_case(world, two) == shared
    assert (shared.members, shared.urgency, shared.due_at) == (2, "high", NOW + timedelta(minutes=SLA.high))
    assert len({the_case(world, held).case_id for held in (one, two, other, elsewhere)}) == 3
    assert len(world.cloud.notices()) == 1


def test_a_closed_case_is_followed_by_a_new_one(world):
    one, two = waiting(world, 1), waiting(world, 2)
    review(world, one)
    first = the_case(world, one)
    closed = case_rules.close(first, NOW, Outcome.DISMISSED)
    world.cloud.cases().update(first, closed, CaseEvent(at=NOW, by="ana", what="resolved"))
    review(world, two)
    assert the_case(world, two).case_id != first.case_id
    assert world.cloud.cases().get(first.case_id) == closed


def test_a_mention_whose_own_case_was_closed_gets_another(world):
    """It ended, was edited, and waits again."""
    held = waiting(world)
    review(world, held)
    first = change(world, held, state=CaseState.CLOSED)
    review(world, held)
    second = the_case(world, held)
    assert (second.case_id != first.case_id, second.state) == (True, CaseState.OPEN)
    assert review(world, held).case_id == second.case_id


def test_the_same_bell_again_changes_nothing(world):
    held = waiting(world, urgency="high")
    review(world, held)
    before = world.cloud.rows()
    world.cloud.notices()
    world.later(minutes=1)
    review(world, held)
    assert world.cloud.rows() == before
    assert world.cloud.notices() == []


def test_another_with_the_same_message_tells_too_as_the_first_may_have_died_before_it_told(world):
    held = waiting(world, urgency="high")
    review(world, held)
    world.cloud.notices()
    before = world.cloud.rows()
    world.later(seconds=2)
    review(world, held)
    assert world.cloud.rows() == before
    assert len(world.cloud.notices()) == 1


@pytest.mark.parametrize("state", [CaseState.WAITING, CaseState.SNOOZED, CaseState.APPROVAL])
def test_a_late_bell_does_not_wake_a_case_that_a_person_laid_aside(world, state):
    held = waiting(world)
    review(world, held)
    world.later(minutes=1)
    aside = change(world, held, state=state)
    world.later(minutes=1)
    review(world, held)
    assert the_case(world, held) == aside


@pytest.mark.parametrize("state", [CaseState.OPEN, CaseState.WAITING, CaseState.SNOOZED])
def test_an_edit_is_news_once(world, state):
    held = waiting(world)
    review(world, held)
    change(world, held, state=state, news=0)
    world.later(minutes=5)
    edited = mark(world.get(held.mention_id), "edited", by="ingest", at=world.clock(), text="And?", revision=1)
    world.cloud.mentions().update(world.get(held.mention_id), edited)
    for _ in range(3):
        world.later(seconds=1)
        review(world, held)
    assert (the_case(world, held).state, the_case(world, held).news) == (CaseState.OPEN, 1)
    assert lines(world, held).count("news") == 1


def more_urgent(world, held, urgency="critical"):
    """An edit that was judged again."""
    now = world.get(held.mention_id)
    belief = replace(now.assessment, urgency=Urgency(urgency))
    after = mark(now, "assessed", by="triage", at=world.clock(), assessment=belief)
    world.cloud.mentions().update(now, after)


def test_an_edit_that_is_more_urgent_shortens_the_deadline_and_is_told(world):
    held = waiting(world)
    review(world, held)
    world.later(minutes=30)
    more_urgent(world, held)
    after = review(world, held)
    due_at = world.clock() + timedelta(minutes=SLA.critical)
    assert (the_case(world, held).urgency, the_case(world, held).due_at, after.due_at) == ("critical", due_at, due_at)
    (notice,) = world.cloud.notices()
    assert (notice["urgency"], notice["due_at"]) == ("critical", due_at.isoformat())
    world.later(minutes=1)
    review(world, held)
    assert world.cloud.notices() == []
    assert lines(world, held) == ["opened", "news"]


def test_the_clock_runs_from_when_a_mention_went_to_people_however_often_they_were_rung(world):
    held = waiting(world, urgency="critical")
    for _ in range(3):
        world.later(minutes=2)
        world.cloud.mentions().update(held, held := mark(held, "rung", by="watch", at=world.clock()))
    after = review(world, held)
    due_at = NOW + timedelta(minutes=SLA.critical)
    assert (the_case(world, held).due_at, after.due_at) == (due_at, due_at)


def test_a_deadline_is_never_put_off(world):
    held = waiting(world, urgency="critical")
    review(world, held)
    due_at = the_case(world, held).due_at
    world.later(minutes=10)
    more_urgent(world, held, "low")
    after = review(world, held)
    assert (the_case(world, held).urgency, the_case(world, held).due_at, after.due_at) == ("critical", due_at, due_at)


@pytest.mark.parametrize(("urgency", "told"), [("high", 1), ("normal", 0)])
def test_a_notice_that_may_have_been_lost_is_repeated(world, urgency, told):
    held = waiting(world, urgency=urgency)
    review(world, held)
    world.cloud.notices()
    before = world.cloud.rows()
    review(world, held, again=True)
    assert len(world.cloud.notices()) == told
    assert world.cloud.rows() == before


@pytest.mark.parametrize("state", sorted(set(State) - {State.IN_REVIEW}))
def test_what_waits_for_nobody_is_left_alone(world, state):
    held = world.put(mention(state))
    assert review(world, held) == held
    world.open_case("nobody")
    assert world.cloud.rows(prefix="CASE#") == []


def quicker(ports, other):
    """Lets somebody be quicker, once, after the conversation's case was read."""
    of_conversation, done = ports.cases.of_conversation, []

    def disturbed(held):
        found = of_conversation(held)
        if not done:
            done.append(True)
            other()
        return found

    ports.cases.of_conversation = disturbed


def test_two_that_open_a_case_at_once_share_it(world):
    one, two = waiting(world, 1), waiting(world, 2)
    ports = world.review_ports()
    quicker(ports, lambda: review(world, two))
    open_case(one.mention_id, ports, again=False)
    assert the_case(world, one) == the_case(world, two)
    assert the_case(world, one).members == 2
    assert len(world.cloud.rows(prefix="CONVERSATION#")) == 1


def test_a_case_that_is_closed_meanwhile_is_followed_by_a_new_one(world):
    one, two = waiting(world, 1), waiting(world, 2)
    review(world, one)
    first, ports = the_case(world, one), world.review_ports()
    quicker(ports, lambda: change(world, one, state=CaseState.CLOSED))
    open_case(two.mention_id, ports, again=False)
    assert the_case(world, two).case_id != first.case_id


def test_a_mention_that_is_withdrawn_meanwhile_gets_no_case(world):
    held = waiting(world)
    ports = world.review_ports()

    def withdrawn():
        world.cloud.mentions().update(held, move(held, State.WITHDRAWN, by="ingest", at=NOW))

    quicker(ports, withdrawn)
    open_case(held.mention_id, ports, again=False)
    assert world.cloud.rows(prefix="CASE#") == []


def test_what_others_keep_changing_is_tried_again_by_the_queue(world):
    held = waiting(world)
    ports = world.review_ports()

    def never(*_arguments, **_options):
        raise ConflictError

    ports.cases.create = never
    with pytest.raises(ConflictError):
        open_case(held.mention_id, ports, again=False)


def test_a_case_names_its_platform_and_account(world):
    held = waiting(world, reach=41)
    review(world, held)
    opened = the_case(world, held)
    assert (opened.platform, opened.account_id, opened.author_id, opened.reach) == (
        PLATFORM, ACCOUNT, "forum:u77", 41,
    )  # fmt: skip
