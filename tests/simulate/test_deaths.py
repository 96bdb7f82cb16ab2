"""One mention and its deaths: what is tried, that what is left out is the same, and that a broken promise is told."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from infra.simulate import deaths
from infra.simulate.campaign import run_judged
from infra.simulate.deaths import LEADING, WAYS, Way
from infra.simulate.faults import KILLED_WITH, Fate, Post
from infra.simulate.harness import machine
from infra.simulate.kernel import Task
from infra.simulate.mutants import without
from infra.simulate.oracles.evidence import Row
from infra.simulate.world import MADE_GOOD_US, World
from shared.platforms import registry

SOME_WAYS = (
    ("facebook", "machine's reply, unclear: applied late"),
    ("standard_webhooks", "machine's reply, unclear: never arrived"),
    ("x", "person's reply, unclear: no answer"),
    ("standard_webhooks", "machine's reply, then a person's"),
    ("facebook", "person's reply, token dead"),
)
BY_CHANCE = {Post.SLOW}  # only later


@pytest.fixture(autouse=True)
def _machine():
    with machine():
        yield


def test_every_end_of_a_post_is_tried_on_both_ways_and_on_every_platform():
    ends = {post for post in Post if not post.name.startswith("KILLED")} - BY_CHANCE
    for by_person in (False, True):
        tried = {post for way in WAYS.values() if way.by_person is by_person for post in way.posts or (Post.FINE,)}
        assert tried == ends
    tasks = deaths.tasks()
    assert {(platform, name) for platform, name, _ in tasks} == {
        (platform, name) for platform in registry.PLATFORMS for name in WAYS
    }
    assert {name for platform, name, pairs in tasks if pairs and platform == LEADING} == set(WAYS)


def test_ends_of_which_pairs_are_tried_once_leave_what_another_end_leaves():
    """The row goes through the same states for the same reasons, and as many replies stand."""
    for path in ("machine's", "person's"):
        for end, other in (
            ("500, not applied", "never arrived"),
            ("a page, not applied", "never arrived"),
            ("500, applied", "no answer"),
            ("answer cut off", "no answer"),
        ):
            one, _ = deaths.live("x", WAYS[f"{path} reply, unclear: {end}"], {})
            alike, _ = deaths.live("x", WAYS[f"{path} reply, unclear: {other}"], {})
            assert what_followed(one) == what_followed(alike)


@pytest.mark.parametrize(("platform", "name"), SOME_WAYS)
def test_merged_points_leave_the_same_world(platform, name):
    """At the moment of death every row, message and post is the same, and so is what becomes of the mention."""
    way = WAYS[name]
    whole, _ = deaths.live(platform, way, {})
    tried = deaths.points(whole)
    last = whole.wire.writes[-1]
    every = [(number, side) for number in range(1, last + 1) for side in (Fate.KILLED_BEFORE, Fate.KILLED_AFTER)]
    assert set(tried) < set(every)
    left = {point: what_death_leaves(platform, way, point) for point in every[: every.index(tried[-1]) + 1]}
    merged = 0
    for before, point in pairwise(left):
        if point not in tried:
            merged += 1
            assert left[point] == left[before], f"{point} leaves another world than {before}"
    assert merged > len(tried)


def what_death_leaves(platform: str, way: Way, point: deaths.Point) -> tuple[Any, ...]:
    """All that stands anywhere when the process dies, and how the mention goes on."""
    world = deaths.prepare(platform, way, dict([point]))
    found = at_every_death(world, everything)
    assert run_judged(world) == []
    assert len(found) == 1
    return found[0], what_followed(world)


def at_every_death(world: World, look: Callable[[World], Any]) -> list[Any]:
    """What is seen whenever a process dies; filled while the world runs."""
    found: list[Any] = []
    kill = world.kernel.kill_here

    def looked(task: Task, where: str) -> None:
        found.append(look(world))
        kill(task, where)

    world.kernel.kill_here = looked
    return found


def everything(world: World) -> tuple[Any, ...]:
    tables = {name: repr(world.tables.rows(name)) for name in world.tables.tables}
    queues = {name: world.queues.waiting(name) for name in world.queues.queues}
    notices = [{name: value for name, value in notice.items() if name != "at_us"} for notice in world.notices]
    return tables, queues, notices, [one.post for one in world.wall.applied]


def what_followed(world: World) -> tuple[Any, ...]:
    """Every state of the mention, who brought it there and why; and which replies stand, but for their ids."""
    moves = [Row(move.after).timeline[-1][1:] for move in world.moves if move.after]
    return moves, [one.post.text.partition("(")[0] for one in world.wall.applied]


@pytest.mark.parametrize(("platform", "name"), SOME_WAYS)
def test_a_death_at_any_point_breaks_no_promise(platform, name):
    toll = deaths.toll(platform, name, pairs=False)
    assert toll.found == ()
    assert toll.runs == toll.points + 1 > 10


def test_two_deaths_at_any_points_break_no_promise():
    toll = deaths.toll(LEADING, "machine's reply, sent", pairs=True)
    assert toll.found == ()
    assert toll.runs > toll.points**2 / 2


def test_a_second_death_comes_after_the_first_and_before_the_world_rests():
    way = WAYS["machine's reply, sent"]
    first = deaths.points(deaths.live(LEADING, way, {})[0])[3]
    seconds = deaths.points(deaths.live(LEADING, way, dict([first]))[0], after=first[0])
    assert seconds[0] == (first[0] + 1, Fate.KILLED_BEFORE)
    for second in seconds:
        world = deaths.prepare(LEADING, way, dict([first, second]))
        died = at_every_death(world, lambda world: world.wire.calls)
        run_judged(world)
        assert died == [first[0], second[0]]


def test_who_dies_after_a_request_leaves_what_became_of_it():
    assert KILLED_WITH[Post.LATE] is Post.KILLED_LATE
    assert KILLED_WITH[Post.SILENT] is Post.KILLED_AFTER
    assert KILLED_WITH[Post.LOST] is Post.KILLED_BEFORE
    assert KILLED_WITH[Post.RATE_LIMITED] is Post.KILLED_BEFORE


def test_a_broken_promise_is_told_with_its_deaths_and_its_story():
    with without("no-repeat-after-unclear"):
        toll = deaths.toll(LEADING, "machine's reply, unclear: no answer", pairs=False)
    assert toll.broken > 0
    told = toll.found[0]
    assert told.violation.kind == "double"
    assert told.deaths == "nobody died"
    assert sum(" to A stands " in line for line in told.story) > 1


@pytest.mark.parametrize("name", ["person's reply, never reached", "machine's reply, unclear, no look-up answers"])
def test_all_is_made_good_in_the_time_after_the_last_fault_not_after_the_first(name):
    """Two deaths at the door put all that follows off by minutes; what fails then has its time as well."""
    at_the_door = {1: Fate.KILLED_BEFORE, 2: Fate.KILLED_BEFORE}
    world, broken = deaths.live(LEADING, WAYS[name], at_the_door)
    assert broken == []
    assert world.kernel.now_us > world.faults.last_us + MADE_GOOD_US > 2 * MADE_GOOD_US
