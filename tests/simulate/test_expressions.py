"""The expressions mean what they mean in DynamoDB."""

from collections.abc import Iterator

import pytest

from infra.simulate import expressions
from infra.simulate.expressions import UnknownSyntaxError
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


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a BETWEEN :low AND :high", "BETWEEN"),
        ("a IN (:v)", "IN"),
        ("size(a) > :v", "size"),
        ("ATTRIBUTE_EXISTS(a)", "ATTRIBUTE_EXISTS"),
        ("a.b = :v", "."),
        ("a[0] = :v", "["),
        ("a = :v extra", "extra"),
        ("a = ", "the end"),
        ("(a = :v", "the end"),
        ("attribute_exists(:v)", ":v"),
        ("a", "the end"),
    ],
)
def test_a_condition_that_is_not_simulated_is_named(text, named):
    with pytest.raises(UnknownSyntaxError, match="^" + repr(named).replace("[", "\\[").replace(".", "\\.")):
        expressions.condition(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("SET a = b", "b"),
        ("SET a = a - b", "-"),
        ("SET a = if_not_exists(b, :v)", "b"),
        ("SET a = if_not_exists(a, b)", "b"),
        ("SET a.b = :v", "."),
        ("DELETE a :v", "DELETE"),
        ("SET a = :v SET b = :v", "SET"),
        ("SET a", "the end"),
        ("ADD a b", "b"),
    ],
)
def test_an_update_that_is_not_simulated_is_named(text, named):
    with pytest.raises(UnknownSyntaxError, match="^" + repr(named).replace(".", "\\.")):
        expressions.update(text)


@pytest.mark.parametrize(
    ("text", "named"), [("pk = :p OR sk = :s", "OR"), ("pk <> :p", "<>"), ("sk BETWEEN :a AND :b", "BETWEEN")]
)
def test_a_key_condition_that_is_not_simulated_is_named(text, named):
    with pytest.raises(UnknownSyntaxError, match=f"^{named!r}"):
        expressions.key_condition(text)


def test_an_expression_is_compiled_once():
    assert expressions.condition("a = :v") is expressions.condition("a = :v")
    assert expressions.update("SET a = :v") is expressions.update("SET a = :v")
