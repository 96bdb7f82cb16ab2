"""The sweep: what was lost is rung for, what is unclear is looked up, what failed is handed over."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from functions.watch import overdue as step
from shared.domain.case import CaseState
from shared.domain.lifecycle import move
from shared.domain.mention import EventKind, PendingEvent, State
from shared.domain.sending import LEASE, SETTLE
from shared.platforms import registry
from shared.platforms.contract import UnclearOutcome
from shared.platforms.standard_webhooks import reply as adapter
from tests.functions.sends import guards, in_case, lines, the_case, waiting, written
from tests.support.made import NOW, mention
from tests.support.tables import DUE_SHARDS
from tests.support.world import body


def metrics(capsys):
    """What was counted since the last look, by name."""
    found: dict[str, float] = {}
    for line in capsys.readouterr().out.splitlines():
        written = json.loads(line)
        for described in written.get("_aws", {}).get("CloudWatchMetrics", []):
            for metric in described["Metrics"]:
                found[metric["Name"]] = found.get(metric["Name"], 0) + written[metric["Name"]]
    return found


def reason(world, held):
    return world.get(held.mention_id).timeline[-1].reason


def test_a_healthy_system_gives_it_nothing_to_do(world, capsys):
    world.deliver(body())
    world.pump()
    world.put(mention(State.IN_REVIEW, external_id="forum:p2", due_at=NOW + timedelta(hours=8), case_id="case1"))
    before = world.cloud.rows()
    capsys.readouterr()
    world.later(minutes=2)
    world.sweep()
    assert world.cloud.rows() == before
    assert metrics(capsys) == {"Overdue": 0, "Heartbeat": 1}


def test_a_step_that_is_only_slow_is_not_rung_at_once(world):
    held = world.put(mention())
    world.later(seconds=59)
    world.sweep()
    assert world.get(held.mention_id) == held
    world.later(seconds=1)
    world.sweep()
    assert (world.get(held.mention_id).rings, reason(world, held)) == (1, "rung")


def test_a_received_mention_is_rung_by_its_own_row_and_handed_over_after_five(world):
    held = world.put(mention())
    for rings in range(1, 6):
        world.later(minutes=1)
        world.sweep()
        after = world.get(held.mention_id)
        assert (after.state, after.rings, after.version) == (State.RECEIVED, rings, 1 + rings)  # a new stream record
        assert world.rung("RepliesQueue") == world.rung("ReviewsQueue") == []
    world.later(minutes=1)
    world.sweep()
    after = world.get(held.mention_id)
    assert (after.state, after.rings, after.due_at) == (State.IN_REVIEW, 0, world.clock())
    assert reason(world, held) == "received_failed"
    assert world.rung("ReviewsQueue") == [held.mention_id]
    world.open_case(held.mention_id)
    assert world.get(held.mention_id).case_id


@pytest.mark.parametrize(("state", "queue"), [(State.ACKNOWLEDGING, "RepliesQueue"), (State.REPLYING, "RepliesQueue")])
def test_a_reply_whose_bell_was_lost_is_rung_for_and_handed_over_after_five(world, state, queue):
    held = world.put(mention(state, case_id=None))
    for _ in range(5):
        world.later(minutes=1)
        world.sweep()
        assert world.rung(queue) == [held.mention_id]
    world.later(minutes=1)
    world.sweep()
    assert (world.get(held.mention_id).state, reason(world, held)) == (State.IN_REVIEW, f"{state}_failed")
    assert (world.rung("RepliesQueue"), world.rung("ReviewsQueue")) == ([], [held.mention_id])
    assert world.tool.posted == 0


def test_a_persons_reply_that_is_handed_over_tells_its_case(world):
    (held,) = in_case(world, "p1")
    written(world, held, undo_s=0)
    for _ in range(6):
        world.later(minutes=1)
        world.sweep()
    assert world.get(held.mention_id).state is State.IN_REVIEW
    assert lines(world, held) == [("reply_failed", "replying_failed")]
    assert the_case(world, held).news == 2


def test_what_is_due_later_is_left_alone(world):
    held = waiting(world, due_at=NOW + timedelta(hours=1))
    for _ in range(59):
        world.later(minutes=1)
        world.sweep()
    assert world.get(held.mention_id) == held


def test_a_mention_in_review_without_a_case_is_rung_for_until_it_has_one(world):
    held = world.put(mention(State.IN_REVIEW))
    for rings in range(1, 9):
        world.later(minutes=1)
        world.sweep()
        assert (world.get(held.mention_id).rings, world.rung("ReviewsQueue")) == (rings, [held.mention_id])
    world.open_case(held.mention_id)
    before = world.get(held.mention_id)
    world.later(days=2)
    world.sweep()
    assert world.get(held.mention_id) == before  # people have it, and its deadline is theirs
    assert world.rung("ReviewsQueue") == []


def test_a_mention_in_review_whose_case_was_closed_is_rung_for(world):
    """It ended, was edited, and the bell for its new case was lost."""
    (held,) = in_case(world, "p1")
    closed = the_case(world, held)
    row = world.cloud.cases().to_item(replace(closed, state=CaseState.CLOSED, version=2))
    world.cloud.client("dynamodb").put_item(TableName="MentionsTable", Item=row)
    joined = world.get(held.mention_id)
    world.cloud.mentions().update(joined, replace(joined, with_people=False, version=joined.version + 1))
    world.later(days=2)
    world.sweep()
    assert world.rung("ReviewsQueue") == [held.mention_id]
    world.open_case(held.mention_id)
    assert world.get(held.mention_id).case_id not in (None, closed.case_id)


def unclear(world, order="posts_then_500", **changes):
    """A mention whose acknowledgement ended unclear."""
    held = waiting(world, **changes)
    world.tool.orders = [order]
    world.send(held.mention_id)
    assert world.get(held.mention_id).state is State.SENDING
    return held


SETTLED_S = (LEASE + SETTLE).total_seconds()


def test_nothing_is_looked_up_before_lease_and_settle_are_over(world):
    held = unclear(world)
    for seconds in (44, 46, 44):
        world.later(seconds=seconds)
        world.sweep()
    assert (world.get(held.mention_id).state, world.tool.looks) == (State.SENDING, 0)
    world.later(seconds=SETTLED_S - 134)
    world.sweep()
    assert world.tool.looks == 1


def test_what_is_found_is_adopted(world):
    held = unclear(world)
    world.later(seconds=SETTLED_S)
    world.sweep()
    after = world.get(held.mention_id)
    assert (after.state, reason(world, held), after.timeline[-1].by) == (State.ACKNOWLEDGED, "found", "watch")
    assert after.reply.external_reply_id.startswith("reply-to-")
    assert (world.tool.posted, len(guards(world))) == (1, 2)


def test_what_is_not_found_goes_to_a_person_who_is_warned(world):
    held = unclear(world, "500")
    world.later(seconds=SETTLED_S)
    world.sweep()
    after = world.get(held.mention_id)
    assert (after.state, reason(world, held)) == (State.IN_REVIEW, "may_have_been_sent")
    assert (world.tool.posted, world.rung("ReviewsQueue"), len(guards(world))) == (1, [held.mention_id], 2)


def test_an_opaque_platform_is_not_asked_and_a_person_looks(world, monkeypatch):
    held = unclear(world)
    card = replace(registry.card("standard_webhooks"), unclear_outcome=UnclearOutcome.OPAQUE)
    monkeypatch.setattr(registry, "card", lambda platform: card)
    world.later(seconds=SETTLED_S)
    world.sweep()
    assert (reason(world, held), world.tool.looks) == ("may_have_been_sent", 0)


def test_an_account_that_is_no_longer_connected_cannot_be_asked_and_a_person_looks(world):
    held = unclear(world)
    world.tokens = {}
    world.later(seconds=SETTLED_S)
    world.sweep()
    assert reason(world, held) == "may_have_been_sent"


def test_a_look_up_that_fails_is_repeated_for_two_minutes_and_then_a_person_looks(world, capsys):
    held = unclear(world)
    world.tool.find = False
    world.later(seconds=SETTLED_S)
    for _ in range(2):
        world.sweep()
        assert world.get(held.mention_id).state is State.SENDING
        world.later(minutes=1)
    world.sweep()
    assert (reason(world, held), world.tool.looks) == ("may_have_been_sent", 3)
    assert '"look_up_failed"' in capsys.readouterr().out


def test_a_look_up_that_works_again_in_time_is_used(world):
    held = unclear(world)
    world.tool.find = False
    world.later(seconds=SETTLED_S)
    world.sweep()
    world.tool.find = True
    world.later(minutes=1)
    world.sweep()
    assert reason(world, held) == "found"


@pytest.mark.parametrize("error", [KeyError("id"), ValueError(), RuntimeError()], ids=repr)
def test_no_send_stays_open_for_ever_whatever_the_look_up_fails_with(world, monkeypatch, error):
    def broken(*_arguments):
        raise error

    held = unclear(world)
    monkeypatch.setattr(adapter, "find_reply", broken)
    world.later(seconds=SETTLED_S + 120)
    world.sweep()
    assert reason(world, held) == "may_have_been_sent"


def test_a_secret_that_cannot_be_read_keeps_no_send_open_for_ever(world):
    held = unclear(world)
    world.tokens = None  # whoever asks for credentials fails
    world.later(seconds=SETTLED_S + 120)
    world.sweep()
    assert reason(world, held) == "may_have_been_sent"


def test_the_index_may_lag_behind_the_row(world):
    """It still shows the old time of a mention that reply has just claimed: that send is not looked up."""
    held = waiting(world)
    world.later(minutes=5)
    ports = world.watch_ports()
    overdue = ports.mentions.overdue
    claimed = []

    def claimed_meanwhile(shard, until):
        for mention_id in overdue(shard, until):
            world.tool.orders = ["500"]
            world.send(mention_id)
            claimed.append(mention_id)
            yield mention_id

    ports.mentions.overdue = claimed_meanwhile
    step.sweep(ports, remaining_s=lambda: 50.0)
    assert (claimed, world.get(held.mention_id).state, world.tool.looks) == ([held.mention_id], State.SENDING, 0)


def test_what_the_author_did_meanwhile_is_applied_by_the_sweep(world):
    held = unclear(world)
    assert world.deliver(body(kind="edited", text="No, it is broken!")) == 200
    pending = world.get(held.mention_id).pending_event
    assert pending == PendingEvent(kind=EventKind.EDITED, at=pending.at, text="No, it is broken!")
    world.later(seconds=SETTLED_S)
    world.sweep()
    after = world.get(held.mention_id)
    assert (after.state, after.text, after.assess_again) == (State.IN_REVIEW, "No, it is broken!", True)
    assert after.reply.external_reply_id


def test_a_reply_that_finishes_while_it_is_looked_up_wins(world):
    held = unclear(world)
    world.later(seconds=SETTLED_S)
    ports = world.watch_ports()
    send = world.tool.send

    def finished_meanwhile(request, *arguments, **options):
        now = world.get(held.mention_id)
        world.cloud.mentions().update(now, move(now, State.ACKNOWLEDGED, by="reply", at=world.clock(), reason="posted"))
        return send(request, *arguments, **options)

    world.tool.send = finished_meanwhile
    step.sweep(ports, remaining_s=lambda: 50.0)
    assert reason(world, held) == "posted"


def test_one_mention_that_fails_does_not_stop_the_others(world, capsys):
    held = [world.put(mention(external_id=f"forum:p{number}")) for number in range(6)]
    broken = held[2].mention_id
    (row,) = [row for row in world.cloud.rows() if row["mention_id"]["S"] == broken]
    world.cloud.client("dynamodb").put_item(TableName="MentionsTable", Item={**row, "surface": {"S": "telegram"}})
    world.later(minutes=2)
    capsys.readouterr()
    world.sweep()
    out = capsys.readouterr().out
    assert {world.get(one.mention_id).rings for one in held if one.mention_id != broken} == {1}
    assert '"sweep_failed"' in out
    assert '"Overdue": 1' in out  # what cannot be moved on is told
    assert '"Heartbeat": 1' in out


def test_a_step_that_was_quicker_is_no_failure(world, capsys):
    held = world.put(mention())
    world.later(minutes=10)
    ports = world.watch_ports()
    get = ports.mentions.get

    def judged_meanwhile(mention_id):
        found = get(mention_id)
        world.triage_all()
        return found

    ports.mentions.get = judged_meanwhile
    step.sweep(ports, remaining_s=lambda: 50.0)
    assert (world.get(held.mention_id).state, world.get(held.mention_id).rings) == (State.ACKNOWLEDGING, 0)
    out = capsys.readouterr().out
    assert '"sweep_failed"' not in out
    assert '"Overdue": 0' in out


def test_what_is_late_by_five_minutes_is_counted(world, capsys):
    for number, minutes in enumerate((1, 4.9, 5, 60)):
        world.put(mention(external_id=f"forum:p{number}", due_at=NOW - timedelta(minutes=minutes)))
    world.put(mention(State.IN_REVIEW, external_id="forum:p9", due_at=NOW - timedelta(minutes=10)))
    world.sweep()
    counted = metrics(capsys)
    assert (counted["Overdue"], counted["Rung"], counted["Heartbeat"]) == (3, 5, 1)


def test_every_shard_is_swept(world):
    held = [world.put(mention(external_id=f"forum:p{number}")) for number in range(40)]
    shards = {row["due_pk"]["S"] for row in world.cloud.rows()}
    assert len(shards) == DUE_SHARDS
    world.later(minutes=1)
    world.sweep()
    assert {world.get(one.mention_id).rings for one in held} == {1}


def test_with_little_time_left_the_rest_waits_and_the_sweep_still_says_that_it_lives(world, capsys):
    held = [world.put(mention(external_id=f"forum:p{number}")) for number in range(6)]
    world.later(minutes=1)
    left = iter([50.0, 50.0, *[5.0] * 50])
    step.sweep(world.watch_ports(), remaining_s=lambda: next(left))
    assert sum(world.get(one.mention_id).rings for one in held) == 2
    out = capsys.readouterr().out
    assert '"sweep_unfinished"' in out
    assert '"Heartbeat": 1' in out


def test_parts_of_large_deliveries_that_were_lost_are_rung_for(world, capsys):
    world.deliver(body(*(f"p{number}" for number in range(30))))
    world.later(seconds=60)
    world.sweep()
    (part,) = world.cloud.rows("DeliveriesTable")
    assert "rings" not in part
    world.later(seconds=1)
    capsys.readouterr()
    world.sweep()
    (part,) = world.cloud.rows("DeliveriesTable")
    assert part["rings"] == {"N": "1"}
    assert metrics(capsys)["Rung"] == 1


def test_a_kept_delivery_is_no_lost_part(world):
    world.deliver(b"garbage")
    before = world.cloud.rows("DeliveriesTable")
    world.later(days=1)
    world.sweep()
    assert world.cloud.rows("DeliveriesTable") == before


def test_a_wish_to_die_is_not_survived(world):
    world.put(mention())
    world.later(minutes=2)
    ports = world.watch_ports()

    def killed(_mention_id):
        raise KeyboardInterrupt

    ports.mentions.get = killed
    with pytest.raises(KeyboardInterrupt):
        step.sweep(ports, remaining_s=lambda: 50.0)
