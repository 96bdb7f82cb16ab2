"""The promises over many seeds, and proof that the oracles would see them broken."""

import json

import pytest
from typer.testing import CliRunner

from infra.cli import app
from infra.simulate import campaign, deaths
from infra.simulate.harness import machine
from infra.simulate.mutants import MUTANTS, without
from infra.simulate.oracles.history import ARROWS
from shared.domain import lifecycle
from shared.domain.mention import State
from shared.errors import InputError

SOME = 60  # seeds; `make simulate` runs 2,000
QUICKLY_SEEN = ("put-condition", "sweep", "no-repeat-after-unclear", "echo-filter", "quarantine", "one-a-day")


def test_bad_days_break_no_promise():
    with machine():
        summary = campaign.explore(range(SOME), None)
    assert summary.found == []
    assert summary.seeds == SOME
    assert min(summary.mentions, summary.kills, summary.faults, summary.repeats, summary.posts) > SOME


@pytest.mark.parametrize("guard", QUICKLY_SEEN)
def test_without_a_guard_a_promise_breaks(guard):
    with machine():
        summary = campaign.explore(range(400), guard, stop=MUTANTS[guard].kind)
    assert summary.found, f"nothing notices that {guard} is missing"


def test_a_guard_that_was_taken_out_is_there_again_afterwards():
    for name in MUTANTS:
        with without(name):
            pass
    with machine():
        assert campaign.explore(range(3), None).found == []


def test_the_fence_is_a_second_belt():
    """The time rule hides it: no function outlives its lease. With functions that do, its absence shows."""
    with machine():
        assert deaths.frozen("time-out-and-fence") is not None


def test_the_oracles_arrows_are_those_of_the_program_but_for_erasing():
    """Written twice, from the design: whoever adds an arrow to one must add it to the other."""
    ours = {(before, after) for before, after in lifecycle.ARROWS if State.ERASED not in (before, after)}
    assert ours == ARROWS


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["simulate", *arguments])
    return result.exit_code, result.output


def test_the_command_counts_and_says_so():
    code, output = run("--seeds", "30", "--json")
    told = json.loads(output)
    assert (code, told["seeds"], sum(told["headings"].values())) == (0, 30, 0)


def test_what_broke_is_told_to_programs_too():
    code, output = run("--seeds", "25", "--without", "put-condition", "--json")
    told = json.loads(output)
    assert code == 1
    assert sum(told["kinds"].values()) == sum(told["headings"].values()) > 0
    assert {"seed", "kind", "about", "how"} == set(told["found"][0])


def test_the_command_fails_where_a_promise_breaks():
    code, output = run("--seeds", "25", "--without", "put-condition")
    assert code == 1
    assert "without the guard put-condition" in output
    assert "The shortest story of seed" in output


def test_a_seed_alone_is_told_only_if_it_breaks_a_promise():
    code, output = run("--first", "7", "--seeds", "1", "--without", "put-condition")
    assert code == 1
    assert "The shortest story of seed 7 in which" in output
    code, output = run("--first", "7", "--seeds", "1", "--without", "undo-window")
    assert code == 0
    assert "story" not in output


def test_the_command_fuzzes_the_door():
    code, output = run("--fuzz", "200", "--json")
    told = json.loads(output)
    assert (code, told["cases"], sum(told["faults"].values())) == (0, 200, 0)


REFUSED = {
    ("--deaths", "--fuzz", "10"): "--deaths: it stands alone: leave out --fuzz",
    ("--guards", "--seeds", "10"): "--seeds: it says nothing to --guards: leave out --seeds, or --guards",
    ("--deaths", "--first", "0"): "--first: it says nothing to --deaths: leave out --first, or --deaths",
    ("--fuzz", "10", "--without", "sweep"): "--without: it says nothing to --fuzz: leave out --without, or --fuzz",
    ("--without", "list", "--seeds", "3"): "--seeds: it says nothing to --without list: leave out",
    ("--seeds", "0"): "--seeds: 0 is too few; it must be 1 or more",
    ("--seeds", "-3"): "--seeds: -3 is too few; it must be 1 or more",
    ("--fuzz", "0"): "--fuzz: 0 is too few; it must be 1 or more",
    ("--first", "-1"): "--first: -1 is too few; it must be 0 or more",
}


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_would_be_ignored_or_prove_nothing_is_refused(arguments):
    result = CliRunner().invoke(app, ["simulate", *arguments])
    assert isinstance(result.exception, InputError)
    assert str(result.exception).startswith(REFUSED[arguments])


def test_an_unknown_guard_is_named():
    assert "put-condition" in run("--without", "list")[1]
    result = CliRunner().invoke(app, ["simulate", "--without", "nonsense"])
    assert "there is no guard 'nonsense'" in str(result.exception)
