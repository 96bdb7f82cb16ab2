"""A browser without a screen: keeps cookies by hand, follows redirects, fills in forms as they stand on the page.

Requests pass through the local API Gateway, so events have the shape that Lambda gets. `__Host-` cookies
over http are sent back by browsers on loopback, but by no Python library: hence by hand.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from infra.local.gateway import Gateway, Request
from infra.local.invoke import Function
from infra.local.mappings import Route

HOST = "127.0.0.1:8750"
URL = f"http://{HOST}"


@dataclass(frozen=True, slots=True)
class Form:
    method: str
    action: str
    fields: dict[str, list[str]]


@dataclass(slots=True)
class Page:
    """An answer. `forms` are those of the page, with the values that a browser would send untouched."""

    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes
    address: str
    _read: "Reader | None" = None

    @property
    def text(self) -> str:
        """The body as it was sent."""
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def read(self) -> "Reader":
        if self._read is None:
            self._read = Reader()
            self._read.feed(self.text)
            self._read.close()
        return self._read

    @property
    def said(self) -> str:
        """What a reader sees, with single spaces."""
        return " ".join("".join(self.read.seen).split())

    def form(self, action: str) -> Form:
        found = [form for form in self.read.forms if form.action == action]
        assert len(found) == 1, f"{len(found)} forms post to {action}: {[form.action for form in self.read.forms]}"
        return found[0]


class Reader(HTMLParser):
    """The page as a browser reads it: text that is seen, elements with their attributes, forms with values."""

    VOID = frozenset("meta link input img br hr".split())

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.forms: list[Form] = []
        self.seen: list[str] = []
        self.unisolated: list[str] = []  # what is seen outside of <bdi>
        self._open: list[str] = []
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag not in self.VOID:
            self._open.append(tag)
        if tag == "form":
            self.forms.append(Form(given.get("method", "get"), given.get("action", ""), {}))
        elif self.forms and "form" in self._open:
            self._field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.forms[-1].fields[self._area][0] += data
        if not {"script", "style", "noscript", "head", "dialog"} & {*self._open}:
            self.seen.append(data)
            if "bdi" not in self._open and self._area is None:
                self.unisolated.append(data)

    def _field(self, tag: str, given: Mapping[str, str]) -> None:
        fields, name = self.forms[-1].fields, given.get("name", "")
        ticked = given.get("type") != "checkbox" or "checked" in given
        if tag == "input" and name and ticked:
            fields.setdefault(name, []).append(given.get("value", ""))
        elif tag == "textarea" and name:
            fields[name] = [""]
            self._area = name
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in fields):
            fields[self._select] = [given.get("value", "")]


@dataclass(slots=True)
class Client:
    """One browser. `handler` is the desk's Lambda handler."""

    handler: Callable[[Any, Any], Any]
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = "/"

    def ask(
        self, method: str, target: str, *, headers: Mapping[str, str] | None = None, body: bytes = b"", host: str = HOST
    ) -> Page:
        """One request, no redirect followed."""
        sent = {"host": host, **(headers or {})}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        function = Function("Desk", self.handler)
        routes = [Route("Desk.Home", function, "ANY", "/"), Route("Desk.Pages", function, "ANY", "/{proxy+}")]
        answer = Gateway(routes).answer(Request(method, target, tuple(sent.items()), body))
        for failure in function.failures:
            raise failure.cause
        page = Page(
            answer.status,
            {name.lower(): value for name, value in answer.headers if name.lower() != "set-cookie"},
            [value for name, value in answer.headers if name.lower() == "set-cookie"],
            answer.body,
            target,
        )
        for cookie in page.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
            if "Max-Age=0" in cookie:
                del self.cookies[name]
        return page

    def get(self, target: str) -> Page:
        """A page, after at most five redirects of our own."""
        page = self.ask("GET", target.partition("#")[0])
        for _ in range(5):
            location = page.headers.get("location", "")
            if page.status != 303 or not location.startswith("/"):
                break
            page = self.ask("GET", location)
        self.address = page.address
        return page

    def post(self, target: str, fields: Mapping[str, Any], *, origin: str | None = URL) -> Page:
        """A form, followed to the page that it leads to."""
        headers = {"content-type": "application/x-www-form-urlencoded"}
        if origin is not None:
            headers["origin"] = origin
        page = self.ask("POST", target, headers=headers, body=urlencode(fields, doseq=True).encode())
        return self.get(page.headers["location"]) if page.status == 303 else page

    def submit(self, page: Page, action: str, **fields: Any) -> Page:
        """The form of this page, with some fields filled in; None takes a field out."""
        filled = {**page.form(action).fields, **fields}
        return self.post(action, {name: value for name, value in filled.items() if value is not None})

    def call(self, method: str, target: str, value: Any = None, *, csrf: str | None = None) -> Page:
        """The JSON interface. The session's token is fetched unless another is given."""
        headers = {"origin": URL, "content-type": "application/json"}
        if method != "GET":
            headers["x-csrf-token"] = self.ask("GET", "/api/session").json.get("csrf", "") if csrf is None else csrf
        body = b"" if value is None else json.dumps(value).encode()
        return self.ask(method, target, headers=headers if method != "GET" else None, body=body)


def path_of(url: str) -> str:
    """Path and query of a whole address."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
