"""Virtual time: order, deadlines, and deaths that nothing survives."""

import subprocess
import sys
from contextlib import suppress
from random import Random

import pytest

from infra.simulate.campaign import run_seed
from infra.simulate.faults import CALM, Fate, Kills
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND, Kernel, Killed, StuckError, SwallowedError
from infra.simulate.mail import Mail
from infra.simulate.runtime import FailedError
from infra.simulate.world import Plot, World


def test_whoever_is_due_first_goes_on():
    kernel, seen = Kernel(), []

    def sleeper(name: str, pause_s: int) -> None:
        for _ in range(2):
            kernel.sleep(pause_s * SECOND)
            seen.append((name, kernel.now_us // SECOND))

    kernel.spawn("slow", sleeper, "slow", 3)
    kernel.spawn("quick", sleeper, "quick", 2)
    kernel.run(10 * SECOND)
    assert seen == [("quick", 2), ("slow", 3), ("quick", 4), ("slow", 6)]


def test_a_task_dies_at_its_deadline_and_not_before():
    kernel, ends = Kernel(), []

    def late() -> None:
        kernel.task().deadline_us = 5 * SECOND
        try:
            kernel.sleep(4 * SECOND)
            ends.append("alive")
            kernel.sleep(4 * SECOND)
        except Killed:
            ends.append(kernel.now_us // SECOND)

    kernel.spawn("late", late)
    kernel.run(20 * SECOND)
    assert ends == ["alive", 5]


def test_a_world_that_never_rests_is_told():
    kernel = Kernel(most_steps=1000)

    def restless() -> None:
        while True:
            kernel.sleep(0)

    kernel.spawn("restless", restless)
    with pytest.raises(StuckError):
        kernel.run(SECOND)


@pytest.mark.parametrize("side", [Fate.KILLED_BEFORE, Fate.KILLED_AFTER])
def test_no_step_survives_its_death_at_any_of_its_calls(side):
    """Raised at every call of every function; what goes on afterwards is a SwallowedError, which ends the run."""
    with machine():
        calls = 0
        for number in range(1, 200):
            mail = Mail(Random(0), SECOND)
            mail.single("standard_webhooks", "You are great, thank you so much!")
            world = World(Random(0), Plot(0, CALM, mail), Kills({number: side}))
            world.run()
            if world.faults.calls < number:
                break
            calls += 1
    assert calls > 30


def test_a_function_that_holds_its_death_is_found_out():
    with machine():
        world = World(Random(0), Plot(0, CALM, Mail(Random(0), SECOND)), Kills({2: Fate.KILLED_AFTER}))

        read, wanted = world.clients["dynamodb"].get_item, {"pk": {"S": "a"}, "sk": {"S": "b"}}

        def stubborn(_event: object, _context: object) -> dict[str, int]:
            for _ in range(3):
                with suppress(BaseException):
                    read(TableName="MentionsTable", Key=wanted)
            return {"statusCode": 200}

        world.functions["Ingest"].handler = stubborn
        ends: list[type[BaseException]] = []

        def call() -> None:
            try:
                world.functions["Ingest"].invoke({})
            except (FailedError, SwallowedError) as error:
                ends.append(type(error))

        world.kernel.spawn("call", call)
        world.kernel.run(SECOND)
        assert ends == [SwallowedError]


SEEDS = (3, 17, 41)
PRINT_TRACES = f"""
from infra.simulate.campaign import run_seed
from infra.simulate.harness import machine
with machine():
    print([run_seed(seed)[0].kernel.trace for seed in {SEEDS}])
"""


def test_a_seed_does_the_same_again_and_in_another_process():
    with machine():
        first, again = ([run_seed(seed)[0].kernel.trace for seed in SEEDS] for _ in range(2))
    told = subprocess.run([sys.executable, "-c", PRINT_TRACES], capture_output=True, text=True, check=True)
    assert len(set(first)) == len(SEEDS)
    assert [first, str(first)] == [again, told.stdout.strip()]
