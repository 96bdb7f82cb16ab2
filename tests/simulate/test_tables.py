"""The simulated tables answer as DynamoDB does."""

from collections.abc import Iterator

import pytest

from tests.simulate import agreement, agreement_tables
from tests.simulate.agreement import Pair


@pytest.fixture
def both(emulator_url) -> Iterator[Pair]:
    with agreement.pair(emulator_url) as made:
        yield made


@pytest.mark.parametrize(
    "cases",
    [
        pytest.param(agreement_tables.reads, id="reads"),
        pytest.param(agreement_tables.scans, id="scans"),
        pytest.param(agreement_tables.transactions, id="transactions"),
        pytest.param(agreement_tables.writes, id="writes"),
    ],
)
def test_every_call_has_the_answer_of_the_emulator_and_leaves_the_same_rows_and_records(both, cases):
    agreement.assert_alike(both, cases())
