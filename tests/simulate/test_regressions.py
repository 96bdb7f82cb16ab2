"""What the simulator once found stays found: without what mends it the bug is there again, with it all is well."""

from random import Random

import pytest

from infra.simulate import campaign
from infra.simulate.harness import machine
from infra.simulate.mutants import MUTANTS, without
from infra.simulate.mutants.regressions import MENDED
from infra.simulate.world import World

SOME = 2500  # seeds: whoever changes the world's chance makes another story of each
PLOTS = [name for name, mended in MENDED.items() if mended.plot]
SEEDS = [name for name, mended in MENDED.items() if not mended.plot]


def lived(name):
    """What breaks in the plot of this bug."""
    plot = MENDED[name].plot
    assert plot is not None
    return campaign.run_judged(World(Random(0), plot()))


@pytest.mark.parametrize("name", PLOTS)
def test_a_rare_bug_shows_in_its_plot_only_without_what_mends_it(name):
    with machine():
        assert lived(name) == []
        with without(name):
            assert MENDED[name].kind in {violation.kind for violation in lived(name)}


@pytest.mark.parametrize("name", SEEDS)
def test_a_bug_shows_in_its_seed_or_a_later_one_without_what_mends_it(name):
    seed, kind = MENDED[name].seed, MENDED[name].kind
    with machine():
        found = campaign.explore(range(seed, seed + SOME), name, stop=kind).found
    assert kind in {violation.kind for _, violation in found}


def test_what_mends_a_bug_is_taken_out_first():
    assert list(MUTANTS)[: len(MENDED)] == list(MENDED)
