"""Plays API Gateway's HTTP API: payload format 2.0, in front of the functions that template.yaml routes to.

Sources, Amazon API Gateway Developer Guide, read 2026-11: "Create AWS Lambda proxy integrations for
HTTP APIs" (event and response), "Create routes for HTTP APIs" (which route wins), "Quotas for
configuring and running an HTTP API" (10 MB, 10,240 bytes).
"""

import base64
import binascii
import json
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, unquote
from uuid import uuid4

from infra.local.emulator import ACCOUNT
from infra.local.invoke import InvocationError
from infra.local.mappings import Route

BODY_LIMIT = 10 * 1024 * 1024
HEAD_LIMIT = 10_240  # request line and headers together
GREEDY = re.compile(r"\{(\w+)\+\}")
VARIABLE = re.compile(r"\{(\w+)\}")
TEXT_TYPES = re.compile(r"text/|application/(json|javascript|xml|[\w.+-]+\+(json|xml))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """What came over the wire. Headers in their order, as often as they were sent; `target` is path and query."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    source_ip: str = "127.0.0.1"
    protocol: str = "HTTP/1.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back. A header may stand there several times (`set-cookie`)."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(slots=True)
class Gateway:
    """Finds the route of a request and calls its function."""

    routes: Iterable[Route]
    _compiled: list[tuple[re.Pattern[str], Route]] = field(init=False)

    def __post_init__(self) -> None:
        self._compiled = [(_pattern(route.path), route) for route in sorted(self.routes, key=_rank)]

    def answer(self, request: Request) -> Answer:
        """The function's answer, or the gateway's own: 404, 413, 431, 500."""
        head = len(f"{request.method} {request.target}") + sum(
            len(name) + len(value) for name, value in request.headers
        )
        if head > HEAD_LIMIT:
            return own(431, "Request Header Fields Too Large")
        if len(request.body) > BODY_LIMIT:
            return own(413, "Request Entity Too Large")
        path, _, query = request.target.partition("?")
        for pattern, route in self._compiled:
            found = pattern.fullmatch(path)
            if found and route.method in ("ANY", request.method):
                variables = {name: unquote(value) for name, value in found.groupdict().items()}
                return _call(route, _event(request, route, path, query, variables))
        return own(404, "Not Found")


def own(status: int, message: str) -> Answer:
    """An answer of the gateway itself."""
    return Answer(status, (("content-type", "application/json"),), json.dumps({"message": message}).encode())


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\+?\})", path)
    return re.compile(
        "".join(VARIABLE.sub(r"(?P<\1>[^/]+)", GREEDY.sub(r"(?P<\1>.+)", _literal(part))) for part in parts)
    )


def _literal(part: str) -> str:
    return part if part.startswith("{") else re.escape(part)


def _rank(route: Route) -> tuple[bool, int, bool]:
    """The most specific route first: whole paths before greedy ones, fewer variables, a method before ANY."""
    return bool(GREEDY.search(route.path)), len(VARIABLE.findall(route.path)), route.method == "ANY"


def _event(request: Request, route: Route, path: str, query: str, variables: Mapping[str, str]) -> dict[str, Any]:
    headers = _joined((name.lower(), value.strip()) for name, value in request.headers)
    cookies = [cookie.strip() for cookie in headers.pop("cookie", "").split(";") if cookie.strip()]
    headers["x-forwarded-for"] = request.source_ip
    headers["x-forwarded-proto"] = "http"
    now = datetime.now(UTC)
    key = f"{route.method} {route.path}"
    raw_path = unquote(path)  # an HTTP API hands the path over decoded
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": key,
        "rawPath": raw_path,
        "rawQueryString": query,
        "headers": headers,
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "local",
            "domainName": headers.get("host", ""),
            "domainPrefix": headers.get("host", "").split(".")[0],
            "http": {
                "method": request.method,
                "path": raw_path,
                "protocol": request.protocol,
                "sourceIp": request.source_ip,
                "userAgent": headers.get("user-agent", ""),
            },
            "requestId": str(uuid4()),
            "routeKey": key,
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "timeEpoch": int(time.time() * 1000),
        },
        "isBase64Encoded": False,
    }
    if cookies:
        event["cookies"] = cookies
    if query:
        event["queryStringParameters"] = _joined(parse_qsl(query, keep_blank_values=True, errors="replace"))
    if variables:
        event["pathParameters"] = dict(variables)
    if request.body:
        event["body"], event["isBase64Encoded"] = _body(request.body, headers.get("content-type", ""))
    return event


def _body(body: bytes, content_type: str) -> tuple[str, bool]:
    """Text as it is; everything else, and text that is no UTF-8, as base64."""
    if TEXT_TYPES.match(content_type):
        try:
            return body.decode("utf-8"), False
        except UnicodeDecodeError:
            pass
    return base64.b64encode(body).decode("ascii"), True


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What stands there several times is joined by commas."""
    joined: dict[str, str] = {}
    for name, value in pairs:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def _call(route: Route, event: dict[str, Any]) -> Answer:
    try:
        response, _ = route.function.invoke(event)
        return _read(response)
    except (InvocationError, binascii.Error, TypeError, ValueError, AttributeError):
        return own(500, "Internal Server Error")


def _read(response: Any) -> Answer:
    """The function's response; without a statusCode it is a body in JSON, as API Gateway infers."""
    if not isinstance(response, dict) or "statusCode" not in response:
        return Answer(200, (("content-type", "application/json"),), json.dumps(response).encode())
    headers = [(str(name), str(value)) for name, value in (response.get("headers") or {}).items()]
    headers += [("set-cookie", cookie) for cookie in response.get("cookies") or []]
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("content-type", "application/json"))
    body = response.get("body") or ""
    content = base64.b64decode(body, validate=True) if response.get("isBase64Encoded") else body.encode()
    return Answer(int(response["statusCode"]), tuple(headers), content)
