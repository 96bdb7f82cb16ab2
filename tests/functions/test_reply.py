"""The only place that posts: the claim, and what each end of a post makes of the mention."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.reply import send as step
from shared.domain.assessment import Topic
from shared.domain.lifecycle import mark, move
from shared.domain.mention import EventKind, PendingEvent, State
from shared.domain.sending import LEASE, MAX_TRIES, SETTLE
from shared.errors import ConflictError, RefusedError
from shared.platforms.meta_family import BLOCKED_FOR_POLICY
from shared.platforms.standard_webhooks import reply as adapter
from tests.functions.sends import guards, others, waiting
from tests.support.made import ACCOUNT, NOW, PLATFORM, assessment, decision, mention


def test_a_reply_that_is_not_due_is_rung_for_later_and_not_looked_at(world):
    held = waiting(world, due_at=NOW + timedelta(seconds=40))
    world.send(held.mention_id)
    assert world.get(held.mention_id) == held
    assert (world.rung("RepliesQueue"), world.waiting("RepliesQueue"), world.tool.posted) == ([], 1, 0)
    world.later(seconds=40)
    world.send(held.mention_id)
    assert world.get(held.mention_id).state is State.ACKNOWLEDGED


@pytest.mark.parametrize("state", sorted(set(State) - {State.ACKNOWLEDGING, State.REPLYING}))
def test_what_does_not_wait_to_be_sent_is_left_alone(world, state):
    held = world.put(mention(state))
    world.send(held.mention_id)
    world.send("nobody")
    assert world.get(held.mention_id) == held
    assert world.tool.posted == 0


def test_with_too_little_time_left_nothing_is_claimed(world):
    held = waiting(world)
    world.remaining_s = 11.9
    with pytest.raises(step.TooLateError):
        world.send(held.mention_id)
    assert world.get(held.mention_id) == held
    assert (world.tool.posted, guards(world)) == (0, [])


def test_the_time_is_asked_for_after_the_guards_were_read(world):
    held, asked = waiting(world), []
    ports = world.reply_ports()
    of_conversation = ports.cases.of_conversation
    ports.cases.of_conversation = lambda one: asked.append("guard") or of_conversation(one)
    step.send(held.mention_id, ports, remaining_s=lambda: asked.append("time") or 20.0)
    assert asked == ["guard", "time"]


def claimed_meanwhile(world, ports, held, other):
    """Lets `other` be written after the guards were read, just before the claim."""
    of_conversation = ports.cases.of_conversation

    def disturbed(one):
        if world.get(held.mention_id) == held:
            world.cloud.mentions().update(held, other)
        return of_conversation(one)

    ports.cases.of_conversation = disturbed


@pytest.mark.parametrize(
    "other",
    [
        lambda one: move(one, State.RECEIVED, by="ingest", at=NOW, due_at=NOW, text="No, it is broken!"),
        lambda one: move(one, State.WITHDRAWN, by="ingest", at=NOW, text=None),
        lambda one: move(one, State.SENDING, by="reply", at=NOW, due_at=NOW, attempts=1, fence=1),
    ],
    ids=["edited", "deleted", "claimed by another"],
)
def test_a_claim_that_was_lost_posts_nothing(world, other):
    held, ports = waiting(world), world.reply_ports()
    changed = other(held)
    claimed_meanwhile(world, ports, held, changed)
    step.send(held.mention_id, ports, remaining_s=lambda: 20.0)
    assert world.get(held.mention_id) == changed
    assert (world.tool.posted, guards(world)) == (0, [])


def test_a_claim_whose_own_answer_is_lost_posts_nothing(world):
    held, ports = waiting(world), world.reply_ports()
    client = world.cloud.client("dynamodb")

    class Lossy:
        def __getattr__(self, name):
            return getattr(client, name)

        def transact_write_items(self, **arguments):
            client.transact_write_items(**arguments)
            raise TimeoutError

    ports.mentions.client = Lossy()
    with pytest.raises(TimeoutError):
        step.send(held.mention_id, ports, remaining_s=lambda: 20.0)
    world.send(held.mention_id)
    assert (world.get(held.mention_id).state, world.tool.posted) == (State.SENDING, 0)


def test_a_clash_of_transactions_is_tried_again_by_the_queue(world):
    held, ports = waiting(world), world.reply_ports()

    class Clashing:
        def __getattr__(self, name):
            return getattr(world.cloud.client("dynamodb"), name)

        def transact_write_items(self, **_arguments):
            raise ConflictError(failed=())

    ports.mentions.client = Clashing()
    with pytest.raises(ConflictError):
        step.send(held.mention_id, ports, remaining_s=lambda: 20.0)
    assert world.get(held.mention_id) == held
    assert world.tool.posted == 0


# what the platform does: (posts that reach it, texts that stand, state, reason, whether guards stay)
ENDS = {
    "posts": (1, 1, "acknowledged", "posted", True),
    "refuses": (1, 0, "in_review", "refused:refused", False),
    "forbids": (1, 0, "in_review", "refused:refused", False),
    "token_dead": (1, 0, "in_review", "refused:token_dead", False),
    "limits": (1, 0, "acknowledging", "not_posted:rate_limited", False),
    "unreachable": (0, 0, "acknowledging", "not_posted:connection_failed", False),
    "500": (1, 0, "sending", "claimed", True),
    "posts_then_500": (1, 1, "sending", "claimed", True),
    "posts_then_silent": (1, 1, "sending", "claimed", True),
}


@pytest.mark.parametrize(("order", "end"), ENDS.items(), ids=ENDS)
def test_each_end_of_a_post_leads_where_it_must(world, order, end):
    posted, stands, state, reason, guarded = end
    held = waiting(world)
    world.tool.orders = [order]
    world.send(held.mention_id)
    after = world.get(held.mention_id)
    assert (after.state, after.timeline[-1].reason) == (state, reason)
    assert (world.tool.posted, len(world.tool.wall)) == (posted, stands)
    assert len(guards(world)) == (2 if guarded else 0)
    assert world.rung("ReviewsQueue") == ([held.mention_id] if state == "in_review" else [])
    assert world.waiting("RepliesQueue") == (1 if state == "acknowledging" else 0)
    if state == "sending":
        assert (after.lease_until, after.due_at) == (NOW + LEASE, NOW + LEASE + SETTLE)
    before = world.tool.posted
    world.send(held.mention_id)  # a repeated bell
    assert world.tool.posted == before


def test_a_machine_never_repeats_an_unclear_post(world):
    held = waiting(world)
    world.tool.orders = ["posts_then_500"]
    world.send(held.mention_id)
    for _ in range(50):
        world.later(minutes=10)
        world.send(held.mention_id)
    assert (world.tool.posted, world.get(held.mention_id).state) == (1, State.SENDING)


def test_the_time_that_the_platform_names_is_waited_for(world):
    held = waiting(world)
    world.tool.orders, world.tool.retry_after_s = ["limits"], 200
    world.send(held.mention_id)
    assert world.get(held.mention_id).due_at == NOW + timedelta(seconds=200)
    world.later(seconds=199)
    world.send(held.mention_id)
    assert world.tool.posted == 1
    world.later(seconds=1)
    world.send(held.mention_id)
    assert (world.tool.posted, world.get(held.mention_id).state) == (2, State.ACKNOWLEDGED)


def test_after_five_tries_a_person_has_it(world):
    held = waiting(world)
    world.tool.orders = ["unreachable"] * 9
    for tries in range(1, MAX_TRIES + 1):
        assert world.get(held.mention_id).state is State.ACKNOWLEDGING
        world.send(held.mention_id)
        assert world.get(held.mention_id).attempts == tries
        world.later(minutes=30)
    after = world.get(held.mention_id)
    assert (after.state, after.timeline[-1].reason) == (State.IN_REVIEW, "not_posted:connection_failed")
    assert world.rung("ReviewsQueue") == [held.mention_id]
    assert guards(world) == []


def test_a_question_is_acknowledged_and_goes_on_to_a_person(world):
    held = waiting(world, decision=decision(follow_up=True), assessment=assessment(topics=(Topic.QUESTION_SIMPLE,)))
    world.send(held.mention_id)
    after = world.get(held.mention_id)
    assert (after.state, after.timeline[-1].reason) == (State.IN_REVIEW, "acknowledged_to_be_answered")
    assert (world.tool.posted, world.rung("ReviewsQueue")) == (1, [held.mention_id])


def test_a_dead_token_stops_the_account_for_a_while_and_pages_once(world):
    held = others(world, 4)
    world.tool.orders = ["token_dead"] * 4
    for one in held[:3]:
        world.send(one.mention_id)
    assert world.tool.posted == 1
    assert [world.get(one.mention_id).timeline[-1].reason for one in held[:3]] == [
        "refused:token_dead", "account_blocked", "account_blocked",
    ]  # fmt: skip
    world.later(minutes=15)
    world.send(held[3].mention_id)  # asked again: still dead
    assert world.tool.posted == 2
    (notice,) = world.cloud.notices()
    assert (notice["code"], notice["remedy"]) == ("token_dead", "Connect the account again.")


def test_a_block_for_policy_stops_the_account_for_a_day(world, monkeypatch):
    def blocked(*_arguments):
        raise RefusedError(BLOCKED_FOR_POLICY, status=400)

    monkeypatch.setattr(adapter, "reply", blocked)
    first, second = others(world, 2)
    world.send(first.mention_id)
    assert world.cloud.notices()[0]["code"] == "blocked_for_policy"
    world.later(hours=23)
    world.send(second.mention_id)
    assert world.get(second.mention_id).timeline[-1].reason == "account_blocked"


def test_a_refusal_is_recorded_though_nobody_can_be_paged(world):
    held = waiting(world)
    world.tool.orders = ["token_dead"]
    ports = replace(world.reply_ports(), alarms=None)
    with pytest.raises(AttributeError):
        step.send(held.mention_id, ports, remaining_s=lambda: 20.0)
    assert world.get(held.mention_id).timeline[-1].reason == "refused:token_dead"
    assert guards(world) == []
    assert not world.cloud.tallies().is_circuit_open(PLATFORM, ACCOUNT, NOW)  # or nobody would ever be told


def test_an_adapter_that_breaks_leaves_the_send_to_the_sweep(world, monkeypatch):
    def broken(*_arguments):
        raise KeyError("id")

    monkeypatch.setattr(adapter, "reply", broken)
    held = waiting(world)
    with pytest.raises(KeyError):
        world.send(held.mention_id)
    world.send(held.mention_id)
    assert world.get(held.mention_id).state is State.SENDING


@pytest.mark.parametrize(
    ("pending", "state"), [(EventKind.EDITED, "in_review"), (EventKind.DELETED, "acknowledged")], ids=str
)
def test_what_the_author_did_meanwhile_is_applied_with_the_receipt(world, pending, state):
    held, ports = waiting(world), world.reply_ports()
    event = PendingEvent(kind=pending, at=NOW, text="No, it is broken!" if pending is EventKind.EDITED else None)
    send = world.tool.send

    def while_posting(request, *arguments, **options):
        now = world.get(held.mention_id)
        world.cloud.mentions().update(now, mark(now, "event_kept", by="ingest", at=NOW, pending_event=event))
        return send(request, *arguments, **options)

    world.tool.send = while_posting
    step.send(held.mention_id, ports, remaining_s=lambda: 20.0)
    after = world.get(held.mention_id)
    assert (after.state, after.reply.external_reply_id is not None, after.pending_event) == (state, True, None)
    assert world.tool.posted == 1
