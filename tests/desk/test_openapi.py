"""The JSON interface keeps to its own description, whatever it is asked: no 500, and no answer that is not in it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from functions.desk import replies
from functions.desk.actions import ACTIONS
from functions.desk.actions.described import TAKES, describe
from functions.desk.contract import ENDPOINTS, NAMES, openapi
from functions.desk.handler import ROUTERS
from tests.desk.browsing import serving
from tests.desk.client import URL
from tests.desk.scene import Scene
from tests.support import tables
from tests.support.made import BRAND

DESK = Path(replies.__file__).parent
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 12  # of each operation and for each kind of id
UNDESCRIBED = {"/api/openapi.json"}


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Scene, dict[str, str], dict[str, str]]]:
    """A desk that listens, the headers of an administrator, and ids that are there."""
    with tables.fresh() as cloud:
        scene = Scene(cloud)
        mention = scene.mention()
        with serving(scene):
            client = scene.client("ada")
            csrf = client.ask("GET", "/api/session", host=scene.url.removeprefix("http://")).json["csrf"]
            cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
            headers = {"cookie": cookie, "origin": scene.url, "x-csrf-token": csrf}
            ids = {"case_id": scene.case_of(mention).case_id, "mention_id": mention.mention_id, "brand": BRAND}
            yield scene, headers, ids


def operations() -> list[Any]:
    schema = schemathesis.openapi.from_dict(openapi(URL, describe()))
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("operation", operations(), ids=lambda one: one.label)
def test_whatever_is_asked_the_answer_is_as_described(operation, served) -> None:
    scene, headers, ids = served

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(), is_there=st.booleans())
    def ask(case: schemathesis.Case, is_there: bool) -> None:
        if is_there:
            case.path_parameters = {
                **(case.path_parameters or {}),
                **{k: v for k, v in ids.items() if k in (case.path_parameters or {})},
            }
        case.headers = {**(case.headers or {}), **headers}
        answer = case.call(base_url=scene.url)
        case.validate_response(answer, checks=CHECKS)

    ask()


def test_every_route_of_the_interface_is_described() -> None:
    made = {(method, NAMES.sub(r"<\1>", rule)) for router in ROUTERS for rule, method, *_ in router._routes}
    made = {(next(iter(method)) if isinstance(method, tuple | set) else method, rule) for method, rule in made}
    wanted = {(method, rule) for method, rule in made if rule.startswith("/api/") and rule not in UNDESCRIBED}
    assert wanted == {(one.method, one.path) for one in ENDPOINTS}


def test_every_action_says_what_it_does() -> None:
    assert all(do.__doc__ for do in ACTIONS.values())
    assert set(TAKES) <= set(ACTIONS)


def test_every_field_that_an_action_reads_is_described() -> None:
    described = {name for fields in TAKES.values() for name in fields}
    assert read_by_actions() <= described


def read_by_actions() -> set[str]:
    """The names of fields in `field(act.fields, …)` and `act.fields.get(…)`."""
    found = set()
    for path in [*(DESK / "actions").glob("*.py"), DESK / "replies.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            told = ast.unparse(node)
            name = (
                node.args[0]
                if told.startswith("act.fields.get(")
                else node.args[1]
                if told.startswith("field(act.fields")
                else None
            )
            if isinstance(name, ast.Constant):
                found.add(name.value)
    return found
