"""The story of a failing seed: the same run, without what is not needed, in words that anybody can follow."""

import re

import pytest

from infra.simulate import campaign, words
from infra.simulate.faults import Fate, Post
from infra.simulate.harness import machine
from infra.simulate.mutants import without
from infra.simulate.network import REFUSALS
from infra.simulate.oracles.history import ARROWS
from infra.simulate.payloads import ACCOUNTS
from infra.simulate.phrases import ARRIVES, BEHAVIOURS, CHANGES, CHANGES_TO, FATES, PLATFORMS, POSTS
from infra.simulate.shortest import ORDER, Broken, Staging, shorten
from infra.simulate.story import tell

SOME = 400  # seeds
LINE = re.compile(r"[0-9]+:[0-5][0-9]\.[0-9]  \S.*")
OPAQUE = re.compile(r"[0-9a-f]{12}|\w\.\w|_item|[a-z]_[a-z]")  # ids, calls and codes


def first(kind: str, start: int = 0) -> int:
    """The first seed that breaks a promise of this kind."""
    for seed in range(start, start + SOME):
        if any(one.kind == kind for one in campaign.run_seed(seed)[1]):
            return seed
    raise AssertionError(f"no {kind} in {SOME} seeds")


def breaks(seed, parts, known, kind):
    return any(one.kind == kind for one in campaign.run_judged(Staging(seed, frozenset(parts), known).world))


@pytest.mark.parametrize("seed", range(12))
def test_a_run_of_which_nothing_is_left_out_is_the_run_that_was(seed):
    with machine():
        trace = campaign.run_seed(seed)[0].kernel.trace
        whole = Staging(seed)
        campaign.run_judged(whole.world)
        again = Staging(seed, frozenset(whole.parts), whole.luck.drawn)
        campaign.run_judged(again.world)
    assert whole.world.kernel.trace == again.world.kernel.trace == trace
    assert {part[0] for part in whole.parts} <= set(ORDER)


@pytest.mark.parametrize(
    ("guard", "kind"), [("no-repeat-after-unclear", "double"), ("one-a-day", "too_often"), ("undo", "undone")]
)
def test_nothing_more_can_be_left_out_of_a_story(guard, kind):
    with machine(), without(guard):
        seed = first(kind)
        found = shorten(seed, kind)
        assert found is not None
        parts, known = found
        assert breaks(seed, parts, known, kind)
        assert not any(breaks(seed, parts - {part}, known, kind) for part in parts)
    assert len(parts) <= 8


def test_a_search_that_must_end_early_ends_with_a_run_that_breaks_the_promise():
    with machine(), without("one-a-day"):
        seed = first("too_often")
        whole, short = shorten(seed, "too_often", most_runs=0), shorten(seed, "too_often", most_runs=3)
        assert whole is not None
        assert short is not None
        assert len(short[0]) < len(whole[0])
        assert breaks(seed, *short, "too_often")


def test_a_promise_that_is_kept_has_no_story():
    with machine():
        assert shorten(0, "double") is tell(0, "double") is None


def test_a_story_is_told_by_letters_and_times_without_a_single_id():
    with machine(), without("no-repeat-after-unclear"):
        story = tell(first("double"), "double")
    assert story is not None
    told = "\n".join(line.partition("  ")[2] for line in story.lines)
    assert all(LINE.fullmatch(line) for line in story.lines)
    assert 5 < len(story.lines) <= 20
    assert not OPAQUE.search("\n".join((told, *story.broken)))
    assert told.count("reply claims A, to send the automatic reply") == 2
    assert re.search(r"sends delivery 1: Carla writes “.*”\nA is stored", told)
    assert story.broken[0] == "A: 2 automatic replies stand (double)"


def test_people_are_named_in_a_story_and_what_they_do():
    with machine(), without("undo"):
        story = tell(first("undone"), "undone")
    assert story is not None
    told = "\n".join(story.lines)
    assert re.search(r"(Ana|Bo) sends a reply in case 1\n.*writes a reply to A", told)
    assert re.search(r"(Ana|Bo) takes the reply back\n", told)
    assert "reply 1: a reply stands whose writer was told that it is undone (undone)" in story.broken


def test_a_promise_is_known_again_by_what_broke_it_whatever_the_numbers():
    two, three = (campaign.Violation("double", "x-1", f"{count} automatic replies stand") for count in (2, 3))
    assert Broken.of(two) == Broken.of(three) != Broken.of(campaign.Violation("double", "x-1", "one reply of a person"))


def test_there_are_words_for_all_that_can_happen():
    assert FATES.keys() == {*Fate} - {Fate.FINE}
    assert POSTS.keys() == {*Post} - {Post.FINE}
    assert PLATFORMS.keys() == ACCOUNTS.keys()
    assert ARRIVES.keys() == {"created", "edited", "deleted", "ignored", "unknown"}
    assert BEHAVIOURS.keys() >= {fate.name.lower().replace("_", " ") for fate in REFUSALS} - {"refused"}
    assert {arrow for arrow in ARROWS if arrow not in CHANGES and arrow[1] not in CHANGES_TO} == set()
    assert len(set(words.AUTHORS)) == len(words.AUTHORS)
