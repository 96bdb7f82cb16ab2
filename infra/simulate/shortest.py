"""The shortest run that still breaks a promise: whatever is not needed is left out, until nothing more can be.

A run is made of parts: each entry of each delivery, each act of each person, each fault and repeat, and what else the
plot holds. Left alone, a run whose part is missing would be quite another, because everything in it shares one
chance. So the failing run is made once as it was, noting who drew what; afterwards each draws again what they drew,
and only what is left out is missing.
"""

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from typing import Any

from greenlet import getcurrent

from infra.simulate.campaign import dissolve, run_judged
from infra.simulate.faults import Fate, Faults, Knobs, Post
from infra.simulate.mail import Delivery
from infra.simulate.oracles.evidence import Violation
from infra.simulate.payloads import COMPOSERS
from infra.simulate.witness import Witness
from infra.simulate.world import Plot, World, draw_plot

MOST_RUNS = 1500
MOST_S = 60.0  # for a run of a thousand mentions, or one that never ends
FEW = 24  # of so many parts it is tried to leave out every two
Part = tuple[Any, ...]
Draws = dict[Any, list[tuple[int, Any]]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that broke, but for the ids and numbers, which are others in another run."""

    kind: str
    how: str

    @staticmethod
    def of(violation: Violation) -> "Broken":
        how = re.sub(r"[0-9]+|an?\b", "#", violation.how)
        return Broken(violation.kind, how.partition(":")[0])


class Luck(Random):
    """The chance of a run, with a stream for each that draws. What was drawn before is drawn again."""

    def __init__(self, source: Random, known: Draws | None, seed: int) -> None:
        super().__init__(0)
        self.drawn: Draws = defaultdict(list)
        self.who: Callable[[], Any] = lambda: ""
        self.scope: Any = None
        self._source, self._known, self._seed = source, known, seed
        self._used: Counter[Any] = Counter()
        self._others: dict[Any, Random] = {}

    def random(self) -> float:
        return self._draw(0, lambda random: random.random())

    def getrandbits(self, k: int, /) -> int:
        return self._draw(k, lambda random: random.getrandbits(k))

    def _draw(self, bits: int, draw: Callable[[Random], Any]) -> Any:
        name = (self.who(), self.scope)
        if self._known is None:
            value = draw(self._source)
            self.drawn[name].append((bits, value))
            return value
        number = self._used[name]
        self._used[name] += 1
        known = self._known.get(name, ())
        if number < len(known) and known[number][0] == bits:
            return known[number][1]
        if name not in self._others:
            self._others[name] = Random(f"{self._seed}/{name}")
        return draw(self._others[name])


class Chosen(Faults):
    """Faults of which those happen that `happens` says."""

    def __init__(self, luck: Luck, knobs: Knobs, calm_from_us: int, happens: Callable[[Part], bool]) -> None:
        super().__init__(luck, knobs, calm_from_us)
        self.luck, self.happens = luck, happens
        self.asked: Counter[Any] = Counter()

    @contextmanager
    def _question(self, what: str) -> Iterator[Part]:
        """One question of the world: it has a name, and chance of its own."""
        name = (what, *self.luck.who())
        self.asked[name] += 1
        outer, self.luck.scope = self.luck.scope, (what, self.asked[name])
        try:
            yield ("fault", *name, self.asked[name])
        finally:
            self.luck.scope = outer

    def call(self, now_us: int) -> tuple[Fate, int]:
        with self._question("call") as part:
            fate, latency_us = super().call(now_us)
        return (fate if fate is Fate.FINE or self.happens(part) else Fate.FINE), latency_us

    def post(self, now_us: int) -> tuple[Post, int]:
        with self._question("post") as part:
            fate, latency_us = super().post(now_us)
        return (fate if fate is Post.FINE or self.happens(part) else Post.FINE), latency_us

    def late_bell_us(self, now_us: int) -> int:
        with self._question("late bell") as part:
            late_us = super().late_bell_us(now_us)
        return late_us if late_us and self.happens(part) else 0

    def repeats_now(self, now_us: int) -> bool:
        with self._question("repeat") as part:
            repeats = super().repeats_now(now_us)
        return repeats and self.happens(part)

    def held_twice_now(self, now_us: int) -> bool:
        with self._question("held twice") as part:
            is_held = super().held_twice_now(now_us)
        return is_held and self.happens(part)

    def slow_us(self) -> int:
        with self._question("slow"):
            return super().slow_us()

    def late_call_us(self) -> int:
        with self._question("late call"):
            return super().late_call_us()

    def late_post_us(self) -> int:
        with self._question("late post"):
            return super().late_post_us()

    def skew_us(self) -> int:
        with self._question("skew"):
            return super().skew_us()


class Staging:
    """The run of a seed, made again. `kept` are the parts that it still has, None for all; `parts` those that it had.

    `known` is what was drawn when it was made whole.
    """

    def __init__(self, seed: int, kept: frozenset[Part] | None = None, known: Draws | None = None) -> None:
        self.kept = kept
        self.parts: list[Part] = []
        self.noticed: Callable[[Part], None] = lambda _part: None
        source = Random(seed)
        plot = draw_plot(source)
        self.luck = plot.mail.random = Luck(source, known, seed)
        _leave_out(plot, self._happens)
        self.world = World(self.luck, plot, Chosen(self.luck, plot.knobs, plot.storm_us, self._happens))
        self.witness = Witness(self.world)
        self.luck.who = self.witness.who
        self._met: Counter[Part] = Counter()
        self._choose()

    def _happens(self, part: Part) -> bool:
        self.parts.append(part)
        does_happen = self.kept is None or part in self.kept
        if does_happen:
            self.noticed(part)
        return does_happen

    def _is_next(self, *part: Any) -> bool:
        """The same for what has no name of its own but its number."""
        self._met[part] += 1
        return self._happens((*part, self._met[part]))

    def _choose(self) -> None:
        """What people, authors and platforms do of their own accord happens only if it is kept."""
        world = self.world
        deliver, changes, posted, serve = (
            world.deliver,
            world.author_changes,
            world.network.on_post,
            world.functions["Desk"].handler,
        )

        def act(do: Any, context: Any) -> Any:
            name, doing = getcurrent().name, self.witness.here()  # pyright: ignore[reportAttributeAccessIssue] (a task)
            doing.act += 1
            doing.operation, doing.arguments = "", {}
            return serve(do, context) if self._happens(("act", name, doing.act)) else None

        def change(external_id: str, within_s: int) -> None:
            if self._is_next("change", external_id):
                changes(external_id, within_s)

        def echo(post: Any) -> None:
            if self._is_next("echo", post.in_reply_to):
                posted(post)

        def send(delivery: Delivery, at_us: int) -> None:
            if delivery.entries:
                deliver(delivery, at_us)

        world.functions["Desk"].handler = act
        world.author_changes, world.network.on_post, world.deliver = change, echo, send


def shorten(
    seed: int, kind: str, *, most_runs: int = MOST_RUNS, patience_s: float = MOST_S
) -> tuple[frozenset[Part], Draws] | None:
    """The parts without any of which the promise of this kind is kept, and the draws of the run.

    None if the run does not break it when it is made again. After `most_runs`, or when patience is over, what could be
    left out until then.
    """
    whole = Staging(seed)
    broken = next((Broken.of(one) for one in run_judged(whole.world) if one.kind == kind), None)
    if broken is None:
        return None
    known, ends_s = whole.luck.drawn, time.monotonic() + patience_s
    runs = iter(range(most_runs))

    def breaks(parts: Sequence[Part]) -> bool:
        if next(runs, None) is None or time.monotonic() > ends_s:
            return False
        staging = Staging(seed, frozenset(parts), known)
        found = [Broken.of(one) for one in run_judged(staging.world)]
        dissolve(staging.world)
        return broken in found

    parts = sorted(dict.fromkeys(whole.parts), key=lambda part: ORDER.index(part[0]))
    dissolve(whole.world)
    return frozenset(_least(parts, breaks)), known


# What is tried first to leave out; the parts of one kind stand together
ORDER = (
    *("fault", "act", "echo", "change", "skew", "deploy", "replay", "refusal", "rotation", "publishing", "silencing"),
    "entry",
)


def _least(parts: list[Part], breaks: Callable[[Sequence[Part]], bool]) -> list[Part]:
    """Parts of which none can be left out, nor any two of the last few, in passes from the coarse to the fine."""
    for name in ORDER:
        without = [part for part in parts if part[0] != name]
        if without != parts and breaks(without):
            parts = without
    size = len(parts)
    while True:
        size = max(1, size // 2)
        shorter = _pass(parts, size, breaks)
        if size > 1 or len(shorter) < len(parts):
            parts = shorter
            continue
        fewer = _without_two(parts, breaks) if len(parts) <= FEW else parts
        if len(fewer) == len(parts):
            return parts
        parts = fewer


def _pass(parts: list[Part], size: int, breaks: Callable[[Sequence[Part]], bool]) -> list[Part]:
    """One pass: every `size` parts in a row are left out if they can be."""
    start = 0
    while start < len(parts):
        without = parts[:start] + parts[start + size :]
        if breaks(without):
            parts = without
        else:
            start += size
    return parts


def _without_two(parts: list[Part], breaks: Callable[[Sequence[Part]], bool]) -> list[Part]:
    """Such as a fault and the repeat that makes it good."""
    for two in combinations(parts, 2):
        without = [part for part in parts if part not in two]
        if breaks(without):
            return without
    return parts


def _leave_out(plot: Plot, happens: Callable[[Part], bool]) -> None:
    """The plot with those parts only that happen."""
    for delivery in plot.mail.deliveries:
        kept = tuple(
            entry for place, entry in enumerate(delivery.entries) if happens(("entry", delivery.number, place))
        )
        if len(kept) < len(delivery.entries):
            delivery.entries = kept
            delivery.body = _compose(delivery) if kept else b""
            delivery.tries = delivery.tries if kept else 99  # so that nobody waits for it
            delivery.first_us = delivery.first_us if kept else 0
    for name in ("refusals", "deploys", "replays_us"):
        word = {"refusals": "refusal", "deploys": "deploy", "replays_us": "replay"}[name]
        setattr(plot, name, [one for place, one in enumerate(getattr(plot, name)) if happens((word, place))])
    if plot.knobs.skew_us and not happens(("skew",)):
        plot.knobs = replace(plot.knobs, skew_us=0)
    plot.rotates = plot.rotates and happens(("rotation",))
    if plot.publishes_us is not None and not happens(("publishing",)):
        plot.publishes_us = None
    if plot.silencing is not None and not happens(("silencing",)):
        plot.silencing = None
    _forget(plot)


def _compose(delivery: Delivery) -> bytes:
    return json.dumps(COMPOSERS[delivery.platform]([*delivery.entries]), separators=(",", ":")).encode()


def _forget(plot: Plot) -> None:
    """The oracles know of no content, edit or delete that nobody delivers."""
    told = [entry for delivery in plot.mail.deliveries for entry in delivery.entries]
    known = {entry.content.external_id for entry in told}
    plot.mail.contents = [content for content in plot.mail.contents if content.external_id in known]
    edits = {(entry.content.external_id, entry.at_us) for entry in told if entry.kind == "edited"}
    deleted = {entry.content.external_id for entry in told if entry.kind == "deleted"}
    for content in plot.mail.contents:
        first, *later = content.versions
        content.versions = [first, *(one for one in later if (content.external_id, one[0]) in edits)]
        if content.external_id not in deleted:
            content.gone_us = None
