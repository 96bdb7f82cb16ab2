"""The expressions mean what they mean in DynamoDB."""

from collections.abc import Iterator

import pytest

from tests.simulate import agreement, agreement_cases
from tests.simulate.agreement import Pair


@pytest.fixture(scope="module")
def both(emulator_url) -> Iterator[Pair]:
    with agreement.pair(emulator_url) as made:
        yield made


def test_every_condition_holds_where_it_holds_in_dynamodb(both):
    agreement.assert_alike(both, agreement_cases.conditions())


def test_every_update_leaves_the_row_that_dynamodb_leaves(both):
    agreement.assert_alike(both, agreement_cases.updates())
