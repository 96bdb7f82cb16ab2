"""Why an automatic reply does not leave: each guard, where the mention goes instead, and what is left untouched."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.reply import send as step
from shared.aws import guards as guard_rows
from shared.aws import writes
from shared.domain.assessment import Topic
from shared.domain.brand import Block, BlockKind, StopSwitch
from shared.domain.case import CaseEvent, CaseState
from shared.domain.lifecycle import mark
from shared.domain.mention import State, Surface
from shared.domain.playbook import Breaker
from shared.platforms import registry
from tests.functions.sends import guards, others, publish, waiting
from tests.support.made import ACCOUNT, BRAND, NOW, PLATFORM, account, assessment, case, decision, mention


def open_case_there(world, state=CaseState.OPEN):
    """Somebody works on another mention of the same author in the same thread."""
    other = world.put(mention(State.IN_REVIEW, external_id="forum:other"))
    joined = mark(other, "joined", by="review", at=NOW, case_id="case1")
    world.cloud.cases().create(
        case(state=state), other, joined, CaseEvent(at=NOW, by="review", what="opened"), instead_of=None
    )


def stop_the_thread(world, **changes):
    switch = StopSwitch(stopped=True, reason="off topic", by="ana", at=NOW, **changes)
    transact(world, world.cloud.settings().put_thread_stop(PLATFORM, ACCOUNT, "forum:t9", switch))


def block_the_author(world, brand=BRAND, **changes):
    block = Block(kind=BlockKind.TROLL, reason="baits", by="ana", at=NOW, **changes)
    transact(world, world.cloud.settings().put_block(brand, PLATFORM, "forum:u77", block))


def transact(world, write):
    writes.transact(world.cloud.client("dynamodb"), [write])


# what speaks against it: (how it comes about, changes of the mention, where the mention goes, why)
HOLDS = {
    "nobody connected the account": (lambda w: None, {"account_id": "nobodys"}, "in_review", "unknown_account"),
    "nobody knows the author": (lambda w: None, {"author_id": None}, "in_review", "unknown_author"),
    "our own post": (
        lambda w: w.cloud.settings().put_account(account(own_author_ids=("forum:u77",))), {}, "ignored", "own_post"
    ),
    "the account itself wrote": (lambda w: None, {"author_id": ACCOUNT}, "ignored", "own_post"),
    "the stop switch": (
        lambda w: w.cloud.settings().put_stop_switch(BRAND, StopSwitch(stopped=True)), {}, "in_review", "stop_switch"
    ),
    "the playbook says no": (lambda w: publish(w, automatic=False), {}, "in_review", "automatic_off"),
    "the account was silenced meanwhile": (
        lambda w: w.cloud.settings().put_account(account(automatic=False)), {}, "in_review", "shadow"
    ),
    "stopped under this post": (
        stop_the_thread, {}, "in_review", "thread_stopped"
    ),
    "the author is blocked": (
        block_the_author, {}, "in_review", "author_blocked"
    ),
    "the account's token is dead": (
        lambda w: w.cloud.tallies().open_circuit(PLATFORM, ACCOUNT, NOW + timedelta(minutes=1)),
        {}, "in_review", "account_blocked",
    ),
    "a person is there": (open_case_there, {}, "in_review", "person_is_there"),
    "a person waits there": (
        lambda w: open_case_there(w, CaseState.WAITING), {}, "in_review", "person_is_there"
    ),
    "it is too old": (lambda w: None, {"posted_at": NOW - timedelta(hours=168)}, "in_review", "not_fresh"),
    "no wording for the topic": (
        lambda w: None, {"assessment": assessment(topics=(Topic.JOB,))}, "in_review", "no_wording_fits"
    ),
    "no wording in the language": (
        lambda w: None, {"assessment": assessment(language="fr")}, "in_review", "no_wording_fits"
    ),
    "it was never judged": (lambda w: None, {"assessment": None}, "in_review", "no_wording_fits"),
    "no credentials": (lambda w: setattr(w, "tokens", {}), {}, "in_review", "not_connected"),
}  # fmt: skip


@pytest.mark.parametrize(("arrange", "changes", "state", "reason"), HOLDS.values(), ids=HOLDS)
def test_a_guard_holds_the_reply_back(world, arrange, changes, state, reason):
    arrange(world)
    held = waiting(world, **changes)
    world.send(held.mention_id)
    after = world.get(held.mention_id)
    assert (after.state, after.timeline[-1].reason, after.timeline[-1].by) == (state, reason, "reply")
    assert (after.attempts, world.tool.posted, guards(world)) == (0, 0, [])
    assert world.rung("ReviewsQueue") == ([held.mention_id] if state == "in_review" else [])


def test_without_any_of_these_it_leaves(world):
    held = waiting(world)
    world.send(held.mention_id)
    after = world.get(held.mention_id)
    assert (after.state, after.attempts, after.fence) == (State.ACKNOWLEDGED, 1, 1)
    assert (after.reply.text, after.reply.by, after.reply.language) == ("Thank you, says Our Shop!", "machine", "en")
    assert (after.reply.external_reply_id, after.reply.sent_at) == (f"reply-to-reply_{'0' * 31}1", NOW)
    assert list(world.tool.wall.values()) == ["Thank you, says Our Shop!"]
    assert (world.tool.posted, len(guards(world))) == (1, 2)
    assert [entry.state for entry in after.timeline] == ["sending", "acknowledged"]
    assert world.rung("ReviewsQueue") == []


def test_what_ran_out_speaks_no_longer_against_it(world):
    stopped = StopSwitch(stopped=True, until=NOW)
    world.cloud.settings().put_stop_switch(BRAND, stopped)
    world.cloud.tallies().open_circuit(PLATFORM, ACCOUNT, NOW)
    open_case_there(world, CaseState.CLOSED)
    held = waiting(world)
    world.send(held.mention_id)
    assert world.get(held.mention_id).state is State.ACKNOWLEDGED


def message_on_facebook(world, hours, **changes):
    world.cloud.settings().put_account(account(platform="facebook", account_id="110022003300440"))
    return waiting(
        world,
        platform="facebook",
        account_id="110022003300440",
        surface=Surface.DIRECT_MESSAGE,
        posted_at=NOW - timedelta(hours=hours),
        **changes,
    )


@pytest.mark.parametrize(("follow_up", "state"), [(False, "ignored"), (True, "in_review")])
def test_after_the_platforms_window_it_falls_silent_unless_a_person_must_answer(world, follow_up, state):
    held = message_on_facebook(world, 24, decision=decision(follow_up=follow_up))
    world.send(held.mention_id)
    after = world.get(held.mention_id)
    assert (after.state, after.timeline[-1].reason, world.tool.posted) == (state, "window_closed", 0)


def test_within_the_platforms_window_it_leaves(world):
    held = message_on_facebook(world, 23.9, author_id="77")
    world.tool.orders = ["refuses"]
    world.send(held.mention_id)
    assert world.tool.requests[0].url.startswith("https://graph.facebook.com/")


@pytest.mark.parametrize("rules", ["no reply at all", "no automatic one"])
def test_where_the_platform_forbids_it_a_person_has_it(world, monkeypatch, rules):
    card = registry.card(PLATFORM)
    on_post = {Surface.POST: replace(card.replies[Surface.POST], automatic=False)} if rules != "no reply at all" else {}
    monkeypatch.setattr(registry, "card", lambda platform: replace(card, replies=on_post))
    held = waiting(world)
    world.send(held.mention_id)
    assert world.get(held.mention_id).timeline[-1].reason == "platform_forbids"
    assert world.tool.posted == 0


@pytest.mark.parametrize(("follow_up", "state"), [(False, "ignored"), (True, "in_review")])
def test_one_author_gets_one_acknowledgement_a_day(world, follow_up, state):
    first, second = waiting(world, 1), waiting(world, 2, thread_id="forum:t2", decision=decision(follow_up=follow_up))
    world.send(first.mention_id)
    world.later(hours=23)
    world.send(second.mention_id)
    after = world.get(second.mention_id)
    assert (after.state, after.timeline[-1].reason, world.tool.posted) == (state, "already_acknowledged", 1)
    world.later(hours=1)
    third = waiting(world, 3, thread_id="forum:t3", posted_at=world.clock())
    world.send(third.mention_id)
    assert world.tool.posted == 2


def test_one_thread_gets_one_acknowledgement_of_an_author(world):
    world.send(waiting(world, 1).mention_id)
    world.later(days=2)
    second = waiting(world, 2, posted_at=world.clock())
    world.send(second.mention_id)
    assert world.get(second.mention_id).timeline[-1].reason == "already_acknowledged"
    assert world.tool.posted == 1


def test_twenty_thanks_of_one_author_in_twenty_threads_get_one_reply(world):
    held = [waiting(world, number, thread_id=f"forum:t{number}") for number in range(20)]
    for one in held:
        world.send(one.mention_id)
    states = [world.get(one.mention_id).state for one in held]
    assert (states.count("acknowledged"), states.count("ignored"), world.tool.posted) == (1, 19, 1)


def test_the_breaker_stops_the_account_and_pages_once(world):
    publish(world, breaker=Breaker(sends=2, minutes=60))
    held = others(world, 5)
    for one in held:
        world.send(one.mention_id)
    assert world.tool.posted == 2
    reasons = [world.get(one.mention_id).timeline[-1].reason for one in held]
    assert reasons == ["posted", "posted", *["breaker_open"] * 3]
    assert {world.get(one.mention_id).state for one in held[2:]} == {State.IN_REVIEW}
    (notice,) = world.cloud.notices()
    assert (notice["code"], notice["account"]) == ("breaker_open", ACCOUNT)
    assert len(guards(world)) == 4  # those that were stopped took none
    world.later(hours=1)
    world.send(waiting(world, 9, author_id="forum:a9", thread_id="forum:t9", posted_at=world.clock()).mention_id)
    assert world.tool.posted == 3


def test_a_page_that_could_not_be_sent_is_sent_with_the_next_try(world):
    publish(world, breaker=Breaker(sends=1, minutes=60))
    first, second = others(world, 2)
    world.send(first.mention_id)
    ports = replace(world.reply_ports(), alarms=None)
    with pytest.raises(AttributeError):
        step.send(second.mention_id, ports, remaining_s=lambda: 20.0)
    assert world.get(second.mention_id).state is State.ACKNOWLEDGING
    world.send(second.mention_id)
    assert len(world.cloud.notices()) == 1


def test_a_guard_of_yesterday_is_not_given_back_by_todays_failure(world):
    """Another mention of the author was acknowledged; this one fails. Its guards were never its own."""
    first = waiting(world, 1, thread_id="forum:t1")
    writes.transact(world.cloud.client("dynamodb"), guard_rows.take("MentionsTable", first, NOW))
    second = waiting(world, 2, thread_id="forum:t2")
    world.tool.orders = ["unreachable"]
    world.send(second.mention_id)
    assert {one["mention_id"]["S"] for one in guards(world)} == {first.mention_id}
    assert world.tool.posted == 0
