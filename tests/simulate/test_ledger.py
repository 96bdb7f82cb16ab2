"""The books of a run come out even, and would not if a row were missing or one too many."""

import pytest

from infra.simulate import campaign
from infra.simulate.harness import machine
from infra.simulate.oracles.evidence import Evidence
from infra.simulate.oracles.ledger import PARTS, account, balanced


@pytest.fixture(scope="module")
def world():
    """A run with every kind of entry."""
    with machine():
        for seed in range(400):
            found = campaign.run_seed(seed)[0]
            if all(account(Evidence(found))[part] for part in PARTS):
                return found
    raise AssertionError("no run has every kind of entry")


def test_every_accepted_entry_is_found_once(world):
    books = account(Evidence(world))
    accepted = [delivery for delivery in world.plot.mail.deliveries for _ in delivery.accepted_us]
    assert books["entries"] == sum(len(delivery.entries) for delivery in accepted)
    assert books["entries"] == sum(books[part] for part in PARTS)
    assert list(balanced(Evidence(world))) == []


def test_a_missing_row_a_second_row_and_an_empty_quarantine_are_seen(world):
    for spoil in (
        lambda evidence: evidence.rows.popitem(),
        lambda evidence: evidence.rows.update(second=next(iter(evidence.rows.values()))),
        lambda evidence: evidence.quarantined.clear(),
    ):
        evidence = Evidence(world)
        spoil(evidence)
        assert [one.kind for one in balanced(evidence)] == ["unbalanced"]
