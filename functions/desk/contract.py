"""What the JSON interface takes and gives: said where a route is made, told to programs as OpenAPI.

A route is described by the decorator that registers it, so none can be forgotten. The shapes are those that the
route's own functions return (`shapes`), so that types, description and answers cannot part.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import TypeAdapter

from functions.desk.answers import PROBLEM
from functions.desk.shapes import Problem

OPENAPI = "3.1.0"  # OpenAPI Specification, read 2026-11
REFUSALS = {
    400: "Not understood",
    401: "Not signed in, or the session has ended",
    403: "Not for this role, or the write came from another site",
    404: "Not found",
}
WRITE_REFUSALS = {
    409: "Somebody was quicker, or something is new: nothing was done",
    412: "If-Match names another state than the case is in: nothing was done",
    422: "A field is missing or wrong: nothing was done",
}
NAMES, WORDS = re.compile(r"<(\w+)>"), re.compile(r"\W+")


@dataclass(frozen=True)
class Field:
    """One member of a JSON body. `many`: a list of texts; else one text, or true where it says yes."""

    says: str
    required: bool = False
    many: bool = False


@dataclass(frozen=True)
class Endpoint:
    """One route. `query` tells what each parameter means; `body` is None for a GET."""

    method: str
    path: str
    does: str
    gives: Any
    query: Mapping[str, str]
    body: Mapping[str, Field] | None
    is_stamped: bool


ENDPOINTS: list[Endpoint] = []


def get(
    router: APIGatewayHttpRouter,
    path: str,
    gives: Any,
    *,
    query: Mapping[str, str] | None = None,
    is_stamped: bool = False,
) -> Callable[[Callable[..., Any]], Any]:
    """Registers and describes a route that reads. `is_stamped`: the answer bears an ETag, and may be a 304."""

    def register(do: Callable[..., Any]) -> Any:
        ENDPOINTS.append(Endpoint("GET", path, _does(do), gives, query or {}, None, is_stamped))
        return router.get(path)(do)

    return register


def post(
    router: APIGatewayHttpRouter, path: str, gives: Any, body: Mapping[str, Field], *, is_stamped: bool = False
) -> Callable[[Callable[..., Any]], Any]:
    """Registers and describes a route that writes. `is_stamped`: it heeds If-Match."""

    def register(do: Callable[..., Any]) -> Any:
        ENDPOINTS.append(Endpoint("POST", path, _does(do), gives, {}, body, is_stamped))
        return router.post(path)(do)

    return register


def openapi(url: str, actions: Mapping[str, tuple[str, Mapping[str, Field]]]) -> dict[str, Any]:
    """The whole interface as an OpenAPI document. `actions` are what a case's `<action>` can be: each is told as a
    path of its own, with what it does and takes."""
    shapes: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for endpoint in ENDPOINTS:
        if "<action>" not in endpoint.path:
            _describe(paths, endpoint, shapes)
            continue
        for name, (does, body) in actions.items():
            one = Endpoint(
                endpoint.method, endpoint.path.replace("<action>", name), does, endpoint.gives, {}, body, True
            )
            _describe(paths, one, shapes)
    _shape(Problem, shapes)
    return {
        "openapi": OPENAPI,
        "info": {
            "title": "Heed's desk",
            "version": "1",
            "description": "The same actions as on the pages. Sign in through the desk; send the cookie, and with each "
            "write the header X-CSRF-Token that /api/session gives and the desk's own address as Origin.",
        },
        "servers": [{"url": url}],
        "security": [{"session": []}],
        "paths": paths,
        "components": {
            "schemas": shapes,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "__Host-sid"}},
        },
    }


def _describe(paths: dict[str, Any], endpoint: Endpoint, shapes: dict[str, Any]) -> None:
    address = NAMES.sub(r"{\1}", endpoint.path)
    parameters = [_parameter(name, "path", "") for name in NAMES.findall(endpoint.path)]
    parameters += [_parameter(name, "query", says) for name, says in endpoint.query.items()]
    refusals = {**REFUSALS, **(WRITE_REFUSALS if endpoint.body is not None else {422: WRITE_REFUSALS[422]})}
    answers: dict[str, Any] = {
        "200": {"description": "Done", "content": {"application/json": {"schema": _shape(endpoint.gives, shapes)}}},
        **{str(status): _refusal(says) for status, says in refusals.items()},
    }
    if endpoint.is_stamped:
        header = "If-None-Match" if endpoint.body is None else "If-Match"
        parameters.append(_parameter(header, "header", "The ETag that came with the case"))
        if endpoint.body is None:
            answers["304"] = {"description": "It is as the ETag says"}
    told: dict[str, Any] = {
        "operationId": f"{endpoint.method.lower()}{WORDS.sub('_', endpoint.path)}".rstrip("_"),
        "summary": endpoint.does,
        "parameters": parameters,
        "responses": answers,
    }
    if endpoint.body is not None:
        token = _parameter("X-CSRF-Token", "header", "From /api/session")
        parameters.append({**token, "required": True})
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": _body(endpoint.body)}}}
    paths.setdefault(address, {})[endpoint.method.lower()] = told


def _parameter(name: str, where: str, says: str) -> dict[str, Any]:
    described = {"name": name, "in": where, "required": where == "path", "schema": {"type": "string"}}
    return {**described, "description": says} if says else described


def _refusal(says: str) -> dict[str, Any]:
    return {"description": says, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _body(fields: Mapping[str, Field]) -> dict[str, Any]:
    text = {"type": ["string", "boolean", "null"]}
    properties = {
        name: {**({"type": "array", "items": {"type": "string"}} if one.many else text), "description": one.says}
        for name, one in fields.items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name, one in fields.items() if one.required],
    }


def _shape(shape: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    """The schema of an answer, its named parts put beside those of the others."""
    schema = TypeAdapter(shape).json_schema(ref_template="#/components/schemas/{model}")
    shapes |= schema.pop("$defs", {})
    name = schema.get("title")
    if not name or schema.get("type") != "object":
        return schema
    shapes[name] = schema
    return {"$ref": f"#/components/schemas/{name}"}


def _does(do: Callable[..., Any]) -> str:
    return (do.__doc__ or do.__name__.replace("_", " ").capitalize()).strip().split("\n")[0]


def fields(required: Mapping[str, str], optional: Mapping[str, str] | None = None, many: Sequence[str] = ()) -> dict:
    """Several fields at once, by name."""
    named = {name: Field(says, required=True, many=name in many) for name, says in required.items()}
    return {**named, **{name: Field(says, many=name in many) for name, says in (optional or {}).items()}}
