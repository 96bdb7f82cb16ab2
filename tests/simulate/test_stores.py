"""Every store comes to the same over the simulated tables as over the emulator's."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pytest

import shared.aws
from tests.simulate import agreement, agreement_stores
from tests.simulate.agreement import Pair
from tests.simulate.agreement_drivers import DRIVERS

ROUNDS = 20  # times that each method is driven
OF_OTHER_SERVICES = {"queue_url", "topic_arn", "secret_id"}  # what a client of queues, topics or secrets is made for
NOT_A_STORE = {"shared.aws.writes", "shared.aws.items", "shared.aws.environment"}


class Watched:
    """A client that notes the expressions which pass."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.expressions: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)

        def call(**arguments: Any) -> Any:
            self.expressions.update(expressions_of(arguments))
            return method(**arguments)

        return call

    def get_paginator(self, operation: str) -> "Watched":
        pages = Watched(self._client.get_paginator(operation))
        pages.expressions = self.expressions
        return pages


def expressions_of(arguments: Any) -> Iterator[str]:
    if isinstance(arguments, Mapping):
        for name, value in arguments.items():
            if str(name).endswith("Expression"):
                yield value
            else:
                yield from expressions_of(value)
    elif isinstance(arguments, list):
        for member in arguments:
            yield from expressions_of(member)


@pytest.fixture(scope="module")
def driven(emulator_url) -> Iterator[tuple[Pair, list[str], set[str]]]:
    """Both kinds of tables after every method was driven, the differences met and the expressions seen."""
    rng = Random("stores")
    with agreement.pair(emulator_url) as both:
        watched = Watched(both.ours)
        ours = agreement_stores.stores(watched, both.names)
        theirs = agreement_stores.stores(both.theirs, both.names)
        found = []
        for name in rng.sample(sorted(DRIVERS) * ROUNDS, len(DRIVERS) * ROUNDS):
            run = DRIVERS[name](rng)
            one = agreement_stores.attempt(lambda run=run: run(ours))
            other = agreement_stores.attempt(lambda run=run: run(theirs))
            if one != other:
                found.append(f"{name}\n  ours   {one}\n  theirs {other}")
        yield both, found, watched.expressions


def test_every_method_has_the_same_result_over_both(driven):
    _, found, _ = driven
    assert not found, f"{len(found)} results differ\n" + "\n".join(found)


def test_the_tables_hold_the_same_rows_and_the_streams_hand_out_the_same_records(driven):
    both, _, _ = driven
    agreement.assert_same_tables(both)
    assert all(len(both.rows(logical_id)[0]) > 3 for logical_id in both.names)


def test_every_method_of_a_store_is_driven():
    assert set(DRIVERS) == set(methods())


def test_every_expression_that_a_store_spells_out_was_evaluated(driven):
    _, _, seen = driven
    assert set(spelled_out()) - seen == set()


def methods() -> Iterator[str]:
    """The public methods of whatever is made over tables, and the functions that write to them."""
    for module in modules():
        for name, member in vars(module).items():
            if getattr(member, "__module__", None) != module.__name__ or name.startswith("_"):
                continue
            parameters = set(inspect.signature(member).parameters) if callable(member) else set()
            short = module.__name__.removeprefix("shared.aws.")
            if inspect.isclass(member) and parameters & {"client", "mentions"} and not parameters & OF_OTHER_SERVICES:
                yield from (f"{short}.{name}.{method}" for method in vars(member) if not method.startswith("_"))
            elif inspect.isfunction(member) and parameters & {"client", "table", "cases", "settings"}:
                yield f"{short}.{name}"


def spelled_out() -> Iterator[str]:
    """Expressions that stand in the stores' sources as they are."""
    for module in modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Dict):
                pairs = [
                    (key.value if isinstance(key, ast.Constant) else "", value)
                    for key, value in zip(node.keys, node.values, strict=True)
                ]
            elif isinstance(node, ast.keyword):
                pairs = [(node.arg, node.value)]
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
                written = node.targets[0].slice
                pairs = [(written.value if isinstance(written, ast.Constant) else "", node.value)]
            else:
                pairs = []
            for key, value in pairs:
                if str(key).endswith("Expression") and isinstance(value, ast.Constant):
                    yield value.value


def modules() -> Iterator[Any]:
    for found in pkgutil.iter_modules(shared.aws.__path__, "shared.aws."):
        if found.name not in NOT_A_STORE:
            yield importlib.import_module(found.name)
