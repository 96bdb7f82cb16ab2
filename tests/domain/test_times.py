"""Moments as text: the order of texts is the order of time, and what was written can be read."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain import times
from tests.support.made import seeded

moments = st.datetimes(timezones=st.just(UTC))


@seeded(300)
@given(moments, moments)
def test_text_order_is_time_order_and_reading_gives_the_millisecond_back(one, other):
    first, second = times.to_text(one), times.to_text(other)
    assert len(first) == len(second) == 24
    cut = one.replace(microsecond=one.microsecond // 1000 * 1000)
    assert times.from_text(first) == cut
    assert (first < second) == (cut < other.replace(microsecond=other.microsecond // 1000 * 1000))


def test_every_zone_is_written_as_utc():
    assert times.to_text(datetime(2026, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))) == "2025-12-31T23:00:00.000Z"
    with pytest.raises(ValueError, match="time zone"):
        times.to_text(datetime(2026, 1, 1))  # noqa: DTZ001 (a naive moment is what is refused)


@pytest.mark.parametrize("written", ["2026-11-22T16:00:00Z", "2026-11-22T18:00:00+02:00", "2026-11-22T16:00:00"])
def test_any_iso_text_is_read_and_without_a_zone_it_is_utc(written):
    assert times.from_text(written) == datetime(2026, 11, 22, 16, tzinfo=UTC)


@pytest.mark.parametrize("number", [1_700_000_000, 1_700_000_000_000, 1_700_000_000.0])
def test_seconds_and_milliseconds_are_told_apart(number):
    assert times.from_epoch(number) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize("number", [10**30, 1e300, -(10**18)])
def test_a_number_that_is_no_date_is_refused(number):
    with pytest.raises((ValueError, OverflowError)):
        times.from_epoch(number)
