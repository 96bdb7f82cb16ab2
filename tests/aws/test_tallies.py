"""The short memory of what is wrong: it forgets on time, without waiting for the table to."""

from datetime import timedelta

from shared.aws.tallies import TOLD_FOR
from tests.support.made import NOW


def test_an_open_circuit_closes_by_itself(cloud):
    store = cloud.tallies()
    assert not store.is_circuit_open("x", "a", NOW)
    store.open_circuit("x", "a", NOW + timedelta(minutes=15))
    assert store.is_circuit_open("x", "a", NOW + timedelta(minutes=14, seconds=59))
    assert not store.is_circuit_open("x", "a", NOW + timedelta(minutes=15))
    assert not store.is_circuit_open("x", "b", NOW)
    assert not store.is_circuit_open("facebook", "a", NOW)
    assert len(cloud.rows("TalliesTable")) == 1


def test_a_person_is_told_of_a_cause_once_a_day(cloud):
    store = cloud.tallies()
    assert not store.is_told("token_dead#x#a", NOW)
    store.note_told("token_dead#x#a", NOW)
    assert store.is_told("token_dead#x#a", NOW + TOLD_FOR - timedelta(seconds=1))
    assert not store.is_told("token_dead#x#b", NOW)
    assert not store.is_told("token_dead#x#a", NOW + TOLD_FOR)
