"""What goes wrong, drawn from a seed: the knobs of one run, and what becomes of each call to the world.

Phases are drawn at random, so that nothing is aligned by chance. Delays are drawn near the boundaries
of the protocol (time-outs, lease, settle), where a uniform draw would hardly ever look.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from random import Random
from typing import Any

from greenlet import getcurrent

from infra.simulate.kernel import SECOND


class Fate(IntEnum):
    """What becomes of one call to AWS. boto3 tries three times, which is part of it."""

    FINE = 0
    SLOW = 1
    LOST_ONCE = 2  # the first try was lost on its way there
    ANSWER_LOST_ONCE = 3  # applied, the answer lost, and tried again
    REFUSED = 4  # throttled, three times
    LOST = 5  # never arrived
    ANSWER_LOST = 6  # applied, and nobody was told
    LATE = 7  # applied after the caller gave up
    KILLED_BEFORE = 8
    KILLED_AFTER = 9
    CLASHED = 10  # a write: a transaction has the row; a batch of keys: only some are read; else as REFUSED


class Post(IntEnum):
    """What becomes of one request to a platform."""

    FINE = 0
    SLOW = 1
    UNREACHABLE = 2
    LOST = 3  # never arrived, and no answer
    SILENT = 4  # applied, and no answer
    LATE = 5  # applied up to a minute after the caller gave up
    ERROR_BEFORE = 6  # 500, not applied
    ERROR_AFTER = 7  # 500, applied
    GARBAGE = 8  # 200 with a page, not applied
    CUT_OFF = 9  # applied, the answer breaks off
    REFUSED = 10
    KILLED_BEFORE = 11
    KILLED_AFTER = 12
    KILLED_LATE = 13  # applied up to a minute after the caller died
    RATE_LIMITED = 14
    TOKEN_DEAD = 15


CALL_FAULTS = (
    Fate.SLOW,
    Fate.SLOW,
    Fate.LOST_ONCE,
    Fate.ANSWER_LOST_ONCE,
    Fate.ANSWER_LOST_ONCE,
    Fate.REFUSED,
    Fate.LOST,
    Fate.ANSWER_LOST,
    Fate.ANSWER_LOST,
    Fate.LATE,
    Fate.CLASHED,
)
POST_FAULTS = (
    Post.SLOW,
    Post.UNREACHABLE,
    Post.UNREACHABLE,
    Post.UNREACHABLE,
    Post.LOST,
    Post.SILENT,
    Post.SILENT,
    Post.LATE,
    Post.LATE,
    Post.ERROR_BEFORE,
    Post.ERROR_AFTER,
    Post.ERROR_AFTER,
    Post.GARBAGE,
    Post.CUT_OFF,
    Post.REFUSED,
)
# seconds: function time-outs, the sweep's minute, lease, lease and settle, a queue's visibility
LATE_BELLS_S = (9.9, 10.1, 19.9, 20.1, 44.9, 45.1, 59.5, 60.5, 119.5, 120.5, 134.9, 135.1)
# seconds after a post began: at once, read time-out, function time-out, lease, and the latest that is promised
LATE_POSTS_S = (0.5, 7.9, 8.1, 11.0, 19.9, 20.1, 44.9, 45.1, 59.9)


# what is left of a request whose caller dies after it: it was applied, or not, or will be
APPLIED = (Post.FINE, Post.SLOW, Post.SILENT, Post.ERROR_AFTER, Post.CUT_OFF)
KILLED_WITH = {
    **dict.fromkeys(Post, Post.KILLED_BEFORE),
    **dict.fromkeys(APPLIED, Post.KILLED_AFTER),
    Post.LATE: Post.KILLED_LATE,
}


CALM_US = 20_000  # the most that a call takes when nothing is wrong any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Knobs:
    """One run's weather. Rates are per call, post, delivery or message; `latency_us` is a usual call's time."""

    fault_rate: float = 0.0
    post_fault_rate: float = 0.0
    kill_rate: float = 0.0
    repeat_rate: float = 0.0
    skew_us: int = 0
    latency_us: int = 10_000

    @property
    def is_calm(self) -> bool:
        """Nothing goes wrong: then the sweep must find nothing to do."""
        return not (self.fault_rate or self.post_fault_rate or self.kill_rate or self.repeat_rate)


CALM = Knobs()


def draw_knobs(random: Random) -> Knobs:
    """One in eight is calm, some are dreadful."""
    if random.random() < 0.125:
        return replace(CALM, latency_us=int(10 ** random.uniform(3.3, 4.6)))
    return Knobs(
        fault_rate=random.choice((0.0, 0.03, 0.08, 0.20)),
        post_fault_rate=random.choice((0.0, 0.1, 0.3, 0.7)),
        kill_rate=random.choice((0.0, 0.02, 0.05, 0.10)),
        repeat_rate=0.4 * random.random(),
        skew_us=int(random.choice((0, 0, 2)) * SECOND * random.random()),
        latency_us=int(10 ** random.uniform(3.3, 5.5)),
    )


class Faults:
    """Draws fates until `calm_from_us`, and counts them."""

    def __init__(self, random: Random, knobs: Knobs, calm_from_us: int) -> None:
        self.random = random
        self.knobs = knobs
        self.calm_from_us = calm_from_us
        self.kills = self.faults = self.repeats = 0
        self.last_us = 0  # when the last fault was that is named beforehand, whatever the weather

    def call(self, now_us: int) -> tuple[Fate, int]:
        """What becomes of a call to AWS, and how long one try takes."""
        random, knobs = self.random, self.knobs
        chance = random.random()
        latency_us = int(knobs.latency_us * (0.2 + chance * 2.6))
        if now_us >= self.calm_from_us:
            return Fate.FINE, min(latency_us, CALM_US)
        drawn = random.random()
        if drawn < knobs.kill_rate:
            self.kills += 1
            return (Fate.KILLED_BEFORE if chance < 0.4 else Fate.KILLED_AFTER), latency_us
        if drawn < knobs.kill_rate + knobs.fault_rate:
            self.faults += 1
            return random.choice(CALL_FAULTS), latency_us
        return Fate.FINE, latency_us

    def post(self, now_us: int) -> tuple[Post, int]:
        """What becomes of a request to a platform, and how long it takes."""
        random, knobs = self.random, self.knobs
        latency_us = int(knobs.latency_us * 5 * (0.2 + random.random()))
        if now_us >= self.calm_from_us:
            return Post.FINE, min(latency_us, 2 * SECOND)
        drawn = random.random()
        if drawn < knobs.kill_rate:
            self.kills += 1
            return random.choice((Post.KILLED_BEFORE, Post.KILLED_AFTER)), latency_us
        if drawn < knobs.kill_rate + knobs.post_fault_rate:
            self.faults += 1
            return random.choice(POST_FAULTS), latency_us
        return Post.FINE, min(latency_us, 7 * SECOND)

    def slow_us(self) -> int:
        """How much longer a slow call takes: never so long that its try is given up."""
        return int(self.random.uniform(0.1, 1.9) * SECOND)

    def late_bell_us(self, now_us: int) -> int:
        """How much longer a message or a stream's record is under way than it should be."""
        if now_us >= self.calm_from_us or self.random.random() >= self.knobs.fault_rate / 2:
            return 0
        self.faults += 1
        return int(self.random.choice(LATE_BELLS_S) * SECOND)

    def late_call_us(self) -> int:
        """When a call arrives that its caller has given up."""
        return int(self.random.choice((6.1, 7.0, 10.0, 15.0)) * SECOND)

    def late_post_us(self) -> int:
        return int(self.random.choice(LATE_POSTS_S) * SECOND)

    def repeats_now(self, now_us: int) -> bool:
        """Whether something that was done is done once more: a delivery, a message, a batch of a stream."""
        if now_us >= self.calm_from_us or self.random.random() >= self.knobs.repeat_rate:
            return False
        self.repeats += 1
        return True

    def held_twice_now(self, now_us: int) -> bool:
        """Whether a queue hands a message to two at once: SQS delivers at least once."""
        if now_us >= self.calm_from_us or self.random.random() >= self.knobs.repeat_rate / 4:
            return False
        self.repeats += 1
        return True

    def skew_us(self) -> int:
        """How wrong a new machine's clock is."""
        return int(self.random.uniform(-1, 1) * self.knobs.skew_us)


@dataclass
class Kills(Faults):
    """No chance at all: the process dies at the calls that are named by their number, and nowhere else.

    `at` maps a call's number, counted over the whole run, to before or after. `posts` are the fates of
    the requests to platforms, in order; then they are fine. `made` tells whose each call was: the task and
    the deadline of its process, which no two processes share.
    """

    at: Mapping[int, Fate] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()

    def __init__(self, at: Mapping[int, Fate], posts: tuple[Post, ...] = ()) -> None:
        super().__init__(Random(0), replace(CALM, latency_us=20_000), 0)
        self.at, self.posts = at, posts
        self.made: list[tuple[Any, Any]] = []
        self.sent = 0

    @property
    def calls(self) -> int:
        return len(self.made)

    def call(self, now_us: int) -> tuple[Fate, int]:
        fate = self._at_this_call() or Fate.FINE
        if fate is not Fate.FINE:
            self.last_us = now_us
        return fate, self.knobs.latency_us

    def post(self, now_us: int) -> tuple[Post, int]:
        """Who dies after a request dies after whatever became of it."""
        killed = self._at_this_call()
        fate = Post.KILLED_BEFORE
        if killed is not Fate.KILLED_BEFORE:
            self.sent += 1
            fate = self.posts[self.sent - 1] if self.sent <= len(self.posts) else Post.FINE
        if killed is Fate.KILLED_AFTER:
            fate = KILLED_WITH[fate]
        if fate is not Post.FINE:
            self.last_us = now_us
        return fate, self.knobs.latency_us

    def _at_this_call(self) -> Fate | None:
        task = getcurrent()
        self.made.append((task, getattr(task, "deadline_us", None)))
        return self.at.get(len(self.made))
