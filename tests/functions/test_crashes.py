"""Killed after every write in turn: never two posts, and everything is made good.

One mention goes from the door to its end. At one point the process dies, by an error that no `except
Exception` holds. AWS then hands the record or message over again, or it is lost for good and the sweep
alone repairs. A death before a write, or at a read, leaves the world as the death after the write before
it, so that these points are all that there are. This is the seed of a simulator: one mention, one death;
the clock moves by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from functions.triage.triage import triage
from infra.standins.credentials import TOKENS
from shared.domain import mention as mentions
from shared.domain.case import CaseState
from shared.domain.mention import Mention, State
from tests.functions.sends import TEXT, in_case, lines, written
from tests.support import tables
from tests.support.made import ACCOUNT, PLATFORM, Clock, account
from tests.support.tool import Tool
from tests.support.world import DANGER, QUESTION, THANKS, World, body

MINUTES = 10  # after which everything must have been made good; handing over takes six
WRITES = frozenset({"put_item", "update_item", "delete_item", "transact_write_items", "send_message", "publish"})


Life = Callable[[str, "Death"], None]  # with the account that it is about


class Killed(BaseException):
    """The process is gone."""


class Death:
    """Strikes once, after write number `at`; 0 is before the first, None never."""

    def __init__(self, at: int | None) -> None:
        self.at, self.writes, self.struck, self.reached_us = at, 0, False, False

    def watch(self, write: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **options: Any) -> Any:
            self._strike()
            result = write(*arguments, **options)
            self.writes += 1
            self._strike()
            return result

        return watched

    def _strike(self) -> None:
        if self.writes == self.at and not self.struck:
            self.struck = True
            raise Killed


class Mortal:
    """A boto3 client whose every write may be the last."""

    def __init__(self, client: Any, death: Death) -> None:
        self.client, self.death = client, death

    def __getattr__(self, name: str) -> Any:
        call = getattr(self.client, name)
        return self.death.watch(call) if name in WRITES else call


@dataclass(frozen=True)
class Scenario:
    """What arrives, how the platform answers posts, where it ends unharmed, and whether an urgent case is told."""

    text: str
    orders: tuple[str, ...] = ()
    ends: State = State.ACKNOWLEDGED
    stands: bool = True
    told: bool = False


SCENARIOS = {
    "question": Scenario(QUESTION, ends=State.IN_REVIEW),
    "danger": Scenario(DANGER, ends=State.IN_REVIEW, stands=False, told=True),
    "unclear, and it stands": Scenario(THANKS, orders=("posts_then_500",)),
    "unclear, and it does not": Scenario(THANKS, orders=("500",), ends=State.IN_REVIEW, stands=False),
    "the token is dead": Scenario(THANKS, orders=("token_dead",), ends=State.IN_REVIEW, stands=False),
    "not at once": Scenario(THANKS, orders=("unreachable",)),
}


def begin(world: World, number: int) -> str:
    """Another life in the same tables, which are slow to make: an account, a platform and a clock of its own."""
    shop = f"shop{number}"
    world.client, world.clock, world.tool = world.cloud.client, Clock(), Tool()
    world.tokens = {PLATFORM: {shop: TOKENS[PLATFORM][ACCOUNT]}}
    world.cloud.settings().put_account(account(account_id=shop))
    world.cloud.notices()
    return shop


def make_mortal(world: World, death: Death) -> None:
    """From here on every write to AWS, and every post, may be the last."""
    world.client = lambda service: Mortal(world.cloud.client(service), death)
    look, post = world.tool.send, death.watch(world.tool.send)
    world.tool.send = lambda request, *rest, **options: (post if request.method == "POST" else look)(request)


def survive(death: Death, step: Callable[..., None], *arguments: Any, again: Callable[..., None] | None) -> None:
    """One call of a function; after a death AWS makes the call `again`, or what it was for is lost."""
    try:
        step(*arguments)
    except Killed:
        death.reached_us = True
        if again:
            again(*arguments)


def hear(world: World, death: Death, again: bool) -> None:
    """Every bell that can be heard now, until none is left."""
    review_again = partial(world.open_case, again=True)
    while rung := [(queue, one) for queue in ("RepliesQueue", "ReviewsQueue") for one in world.rung(queue)]:
        for queue, one in rung:
            step, step_again = (world.send, world.send) if queue == "RepliesQueue" else (world.open_case, review_again)
            survive(death, step, one, again=step_again if again else None)


def judge(world: World, mention_id: str) -> None:
    """What the stream's filter lets through."""
    held = world.get(mention_id)
    if held.state is State.RECEIVED or held.assess_again:
        triage(mention_id, world.triage_ports())


def repair(world: World, death: Death, again: bool, mention_id: str) -> None:
    """Minutes go by, each with a sweep, until nothing is open but what people have."""
    for _ in range(MINUTES):
        if is_settled(world, world.get(mention_id)):
            return
        world.later(seconds=70)
        survive(death, world.sweep, again=None)
        survive(death, judge, world, mention_id, again=judge if again else None)
        hear(world, death, again)


def is_settled(world: World, held: Mention) -> bool:
    """Ended, or with people."""
    case = world.cloud.cases().get(held.case_id) if held.case_id else None
    return not held.is_open or (held.state is State.IN_REVIEW and case is not None and case.state is CaseState.OPEN)


def live(world: World, shop: str, scenario: Scenario, death: Death, again: bool) -> None:
    """From the door to the end, with this death on the way."""
    world.tool.orders = list(scenario.orders)
    make_mortal(world, death)
    status = 0
    while status != 200:  # the platform repeats what was not answered
        try:
            status = world.deliver(body(text=scenario.text, account_id=shop))
        except Killed:
            death.reached_us = True
    mention_id = mentions.mention_id(PLATFORM, shop, "forum:p1")
    survive(death, judge, world, mention_id, again=judge if again else None)
    hear(world, death, again)
    repair(world, death, again, mention_id)
    check(world, world.get(mention_id), scenario, death, again)


def check(world: World, held: Mention, scenario: Scenario, death: Death, again: bool) -> None:
    assert is_settled(world, held), f"left open in {held.state}"
    assert world.tool.posted <= 1, "posted twice"
    recorded = held.reply is not None and held.reply.external_reply_id is not None
    assert recorded == bool(world.tool.wall), "what stands and what is recorded differ"
    if world.tool.wall:
        guards = [row for row in world.cloud.rows(prefix="GUARD#") if row["mention_id"]["S"] == held.mention_id]
        assert len(guards) == 2, "a guard was given back though a reply stands"
    reasons = [entry.reason for entry in held.timeline]
    if death.at is None:
        assert (held.state, bool(world.tool.wall)) == (scenario.ends, scenario.stands)
        assert "rung" not in reasons or "unreachable" in scenario.orders, "unharmed, and yet the sweep had to help"
    elif again and held.state is not scenario.ends:
        assert "may_have_been_sent" in reasons  # died between claim and post: only a person can tell
    if again and scenario.told:
        assert world.cloud.notices(), "nobody was told"


@pytest.fixture(autouse=True)
def one_shard(monkeypatch):
    monkeypatch.setattr(tables, "DUE_SHARDS", 1)


@pytest.fixture
def lives(world: World) -> Callable[[Life], None]:
    """Runs one life unharmed, then once with a death at each point of it."""

    def at_every_point(life: Life) -> None:
        unharmed = Death(None)
        life(begin(world, -1), unharmed)
        for at in range(unharmed.writes + 1):
            death = Death(at)
            try:
                life(begin(world, at), death)
                assert death.reached_us, "something held an error that is none"
            except AssertionError as error:
                raise AssertionError(f"killed after write {at} of {unharmed.writes}: {error}") from error

    return at_every_point


@pytest.mark.parametrize("name", ["question", "danger", "unclear, and it stands", "the token is dead", "not at once"])
def test_a_death_anywhere_is_made_good_and_never_posts_twice(world, lives, name):
    lives(lambda shop, death: live(world, shop, SCENARIOS[name], death, True))


@pytest.mark.parametrize("name", ["question", "unclear, and it does not"])
def test_what_a_death_loses_for_good_is_made_good_by_the_sweep(world, lives, name):
    lives(lambda shop, death: live(world, shop, SCENARIOS[name], death, False))


@pytest.mark.parametrize(("order", "again"), [("posts", True), ("posts_then_silent", False), ("refuses", False)])
def test_a_death_while_a_persons_reply_leaves_is_made_good(world, lives, order, again):
    def leave(shop: str, death: Death) -> None:
        one, two = in_case(world, "p1", "p2", account_id=shop)
        written(world, one, covers=[two], undo_s=0)
        world.tool.orders = [order]
        make_mortal(world, death)
        survive(death, world.send, one.mention_id, again=world.send if again else None)
        hear(world, death, again)
        repair(world, death, again, one.mention_id)
        held, covered = world.get(one.mention_id), world.get(two.mention_id)
        assert is_settled(world, held), f"left open in {held.state}"
        assert world.tool.posted <= 1, "posted twice"
        stands = list(world.tool.wall.values()) == [TEXT]
        assert (held.state is State.ANSWERED) == stands
        assert (covered.state is State.RESOLVED) == stands
        told = [what for what, _reason in lines(world, one)]
        assert (told.count("reply_sent"), told.count("reply_failed")) == (stands, not stands)

    lives(leave)
