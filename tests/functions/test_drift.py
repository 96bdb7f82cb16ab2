"""The drift guard: a share outside of the brand's band stops automatic replies, tells a person, and waits for one."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from functions.triage import drift, handler
from functions.triage.drift import Judged
from shared.domain.brand import StopSwitch
from shared.domain.mention import State
from shared.domain.playbook import Drift
from tests.functions.sends import publish
from tests.functions.test_crashes import Death, Killed, make_mortal
from tests.support.lambdas import NOTHING_FAILED, Context, stream, wire
from tests.support.made import BRAND, Clock, account, mention
from tests.support.world import ANGRY, PLAYBOOK, THANKS, World

BAND = Drift(window=4, low=0.25, high=0.5)
RULES = PLAYBOOK.model_copy(update={"drift": BAND})


def count(world: World, acknowledged: int, others: int, rules: Any = RULES) -> None:
    judged = [Judged(rules, True)] * acknowledged + [Judged(rules, False)] * others
    ports = world.triage_ports()
    drift.count(judged, ports.tallies, ports.settings, ports.alarms, world.clock())


def switch(world: World) -> StopSwitch:
    return world.cloud.settings().stop_switch(BRAND)


def test_the_band_has_a_bottom_and_a_top():
    assert Drift(low=0.5, high=0.5).window == 200
    for wrong in ({"low": 0.6, "high": 0.5}, {"low": -0.1}, {"high": 1.1}, {"window": 0}):
        with pytest.raises(ValidationError):
            Drift(**wrong)


@pytest.mark.parametrize(
    ("acknowledged", "others", "stops"), [(2, 2, False), (1, 3, False), (3, 1, True), (0, 4, True), (3, 0, False)]
)
def test_a_full_window_whose_share_leaves_the_band_turns_the_stop_switch_on(world, acknowledged, others, stops):
    for _ in range(acknowledged):
        count(world, 1, 0)
    for _ in range(others):
        count(world, 0, 1)
    assert switch(world).is_on(world.clock()) is stops
    told = world.cloud.notices()
    assert [(one["code"], one["brand"]) for one in told] == [("drift", BRAND)] * stops
    if stops:
        share = f"{acknowledged} of 4"
        assert told[0]["share"] == share
        assert (switch(world).by, switch(world).at, switch(world).until) == ("Heed", world.clock(), None)
        assert share in switch(world).reason
        assert "25% to 50%" in switch(world).reason


def test_each_window_is_looked_at_by_itself(world):
    count(world, 2, 2)
    count(world, 2, 1)
    assert not switch(world).stopped
    count(world, 1, 0)
    assert switch(world).stopped


def test_brands_are_counted_apart(world):
    another = RULES.model_copy(update={"brand": "another"})
    count(world, 3, 0)
    count(world, 1, 0, another)
    assert not switch(world).stopped
    count(world, 3, 0, another)
    assert not switch(world).stopped
    assert world.cloud.settings().stop_switch("another").stopped


def test_a_person_turns_it_off_and_the_next_full_window_may_turn_it_on_again(world):
    count(world, 4, 0)
    world.later(minutes=5)
    count(world, 4, 0)  # while it is on, nobody is told again
    assert len(world.cloud.notices()) == 1
    world.cloud.settings().put_stop_switch(BRAND, StopSwitch(stopped=False, by="ada", at=world.clock()))
    count(world, 3, 0)
    assert not switch(world).stopped
    world.later(minutes=1)
    count(world, 1, 0)
    assert switch(world).is_on(world.clock())
    assert len(world.cloud.notices()) == 1


def test_a_stop_by_a_person_stays_theirs_unless_it_would_end_by_itself(world):
    theirs = StopSwitch(stopped=True, reason="Recall", by="ada", at=world.clock())
    world.cloud.settings().put_stop_switch(BRAND, theirs)
    count(world, 4, 0)
    assert switch(world) == theirs
    assert len(world.cloud.notices()) == 1
    until = world.clock() + timedelta(hours=1)
    world.cloud.settings().put_stop_switch(BRAND, StopSwitch(stopped=True, by="ada", at=world.clock(), until=until))
    count(world, 4, 0)
    assert (switch(world).by, switch(world).until) == ("Heed", None)


def test_whoever_dies_at_any_write_leaves_it_to_the_next_batch(world):
    for at in range(7):
        world.cloud.settings().put_stop_switch(BRAND, StopSwitch())
        world.client, death = world.cloud.client, Death(at)
        world.later(hours=1)
        count(world, 3, 0)
        make_mortal(world, death)
        with suppress(Killed):
            count(world, 1, 0)
        world.client = world.cloud.client
        count(world, 4, 0)
        assert switch(world).is_on(world.clock()), at
        assert world.cloud.notices(), at
    assert not death.struck  # these are all the points


def test_two_batches_that_fill_the_window_at_once_begin_the_next_once(world):
    tallies = world.cloud.tallies()
    assert tallies.count_judged(BRAND, 4, 2) == (4, 2)
    assert tallies.count_judged(BRAND, 3, 1) == (7, 3)
    tallies.begin_window(BRAND, 4)
    assert tallies.count_judged(BRAND, 0, 0) == (7, 3)
    tallies.begin_window(BRAND, 7)
    assert tallies.count_judged(BRAND, 1, 0) == (1, 0)


def judge(world: World, *texts: str, first: int = 0) -> None:
    """One batch of the stream, to the handler."""
    rows = []
    for number, text in enumerate(texts, first):
        names = {"external_id": f"forum:p{number}", "author_id": f"forum:a{number}", "thread_id": f"forum:t{number}"}
        rows.append(world.cloud.mentions().to_item(world.put(mention(text=text, **names))))
    assert handler.handler(stream(*rows, *rows), Context()) == NOTHING_FAILED


def counted(world: World) -> list[tuple[str, str]]:
    rows = world.cloud.rows("TalliesTable", "DRIFT#")
    return [(row["judged"]["N"], row["acknowledged"]["N"]) for row in rows]


def test_a_batch_is_counted_in_one_write_and_its_copies_not_at_all(world, monkeypatch):
    with wire(world.cloud, monkeypatch):
        judge(world, THANKS, ANGRY, THANKS)
        assert counted(world) == [("3", "2")]
        judge(world, ANGRY, first=3)
        assert counted(world) == [("4", "2")]


def test_what_no_machine_may_speak_for_is_not_counted(world, monkeypatch):
    with wire(world.cloud, monkeypatch):
        world.cloud.settings().put_account(account(automatic=False))
        judge(world, THANKS, ANGRY)
        world.cloud.settings().put_account(account())
        publish(world, automatic=False)
        judge(world, THANKS, first=2)
        assert counted(world) == []


def test_after_the_guard_has_stopped_them_no_automatic_reply_leaves(world, monkeypatch):
    publish(world, drift=BAND)
    world.clock = Clock(datetime.now(UTC))
    with wire(world.cloud, monkeypatch):
        judge(world, THANKS, THANKS, THANKS)
        world.later(seconds=5)
        world.pump()
        assert world.tool.posted == 3
        judge(world, THANKS, first=3)
        world.later(seconds=5)
        world.pump()
    assert world.tool.posted == 3
    (stopped,) = [one for one in world.all() if one.state is State.IN_REVIEW]
    assert "stop_switch" in [entry.reason for entry in stopped.timeline]
