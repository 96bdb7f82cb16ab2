"""Clopper-Pearson bounds against published values and against what they mean."""

import pytest

from infra.judging.bounds import in_percent, lower, needed, share, upper

# 95 %, both sides: Clopper and Pearson's charts as every table has them since, e.g. 0 of 10: 0 to 0.3085
PUBLISHED = [
    (0, 10, 0.0, 0.308497),
    (1, 10, 0.002529, 0.445016),
    (5, 10, 0.187086, 0.812914),
    (10, 10, 0.691503, 1.0),
    (4, 20, 0.057334, 0.436614),
    (10, 100, 0.049005, 0.176223),
    (3, 640, 0.000968, 0.013637),
    (60, 1000, 0.046095, 0.076560),
    (250, 447, 0.511877, 0.605902),
]


@pytest.mark.parametrize(("count", "of", "low", "high"), PUBLISHED)
def test_the_bounds_are_the_published_ones(count, of, low, high):
    found = share(count, of)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


@pytest.mark.parametrize(("of", "confidence"), [(1, 0.95), (300, 0.95), (598, 0.95), (3000, 0.99), (100_000, 0.9)])
def test_without_a_hit_the_bound_is_the_closed_form(of, confidence):
    assert upper(0, of, confidence) == pytest.approx(1 - (1 - confidence) ** (1 / of), rel=1e-9)
    assert lower(of, of, confidence) == pytest.approx((1 - confidence) ** (1 / of), rel=1e-9)


def test_one_sided_bounds_of_the_labelling_guide():
    assert upper(0, 300, 0.95) == pytest.approx(0.009936, abs=1e-6)
    assert upper(3, 640, 0.95) == pytest.approx(0.012070, abs=1e-6)


@pytest.mark.parametrize(("promise", "confidence"), [(0.01, 0.95), (0.005, 0.95), (0.001, 0.95), (0.02, 0.99)])
def test_as_many_as_needed_carry_the_promise_and_one_fewer_do_not(promise, confidence):
    enough = needed(promise, confidence)
    assert upper(0, enough, confidence) <= promise < upper(0, enough - 1, confidence)


def test_about_three_by_the_promise_are_needed():
    assert [needed(promise, 0.95) for promise in (0.01, 0.005, 0.001)] == [299, 598, 2995]


def test_nothing_counted_has_no_share():
    assert share(0, 0).high is None


def test_percentages_keep_two_digits_of_what_is_small():
    assert [in_percent(value) for value in (0, 0.00822, 0.005, 0.01, 0.123, 1)] == [
        "0 %",
        "0.82 %",
        "0.5 %",
        "1 %",
        "12.3 %",
        "100 %",
    ]
