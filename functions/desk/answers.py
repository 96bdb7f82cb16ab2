"""What goes back: pages, JSON, redirects and errors, and the headers that keep a page to itself."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError as NoRouteError
from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from functions.desk import asked, languages, words
from shared import observe
from shared.errors import (
    ConfigurationError,
    ConflictError,
    ForbiddenError,
    InputError,
    NotFoundError,
    RequestError,
    SignInError,
    StaleError,
    TransitionError,
)

HERE = Path(__file__).parent
HTML = "text/html; charset=utf-8"
PROBLEM = "application/problem+json"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a cell that a spreadsheet computes begins with
ASSETS = {
    "desk.css": "text/css; charset=utf-8",
    "figures.css": "text/css; charset=utf-8",
    "oversight.css": "text/css; charset=utf-8",
    "composing.css": "text/css; charset=utf-8",
    "list.css": "text/css; charset=utf-8",
    "case.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "time.js": "text/javascript; charset=utf-8",
    "sending.js": "text/javascript; charset=utf-8",
    "keys.js": "text/javascript; charset=utf-8",
    "palette.js": "text/javascript; charset=utf-8",
    "live.js": "text/javascript; charset=utf-8",
    "company.js": "text/javascript; charset=utf-8",
    "composer.js": "text/javascript; charset=utf-8",
    "saved.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
SESSION_COOKIE = "__Host-sid"
SIGN_IN_COOKIE = "__Host-signin"
LANGUAGE_COOKIE = "__Host-lang"
# the first that fits counts: an error, its status, its title
STATUSES: tuple[tuple[type[Exception], int, str], ...] = (
    (SignInError, 401, "Sign in"),
    (ForbiddenError, 403, "Not for your role"),
    (NotFoundError, 404, "Not found"),
    (NoRouteError, 404, "Not found"),
    (StaleError, 412, "Changed meanwhile"),
    (ConflictError, 409, "Changed meanwhile"),
    (TransitionError, 409, "Changed meanwhile"),
    (RequestError, 400, "Not understood"),
    (InputError, 422, "Not accepted"),
)
SET_UP_WRONGLY = "The desk is not set up rightly. Whoever runs it finds the cause and the remedy in its log."
FAILED = "Something failed on our side. Nothing was done, or the page would say so. Try again in a minute."


def page(template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any) -> Response:
    """A page. Every value is escaped by the template."""
    body = _templates().get_template(template).render(**values)
    return Response(status_code=status, content_type=HTML, body=body, headers=dict(headers or {}), compress=True)


def in_json(value: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(value)
    return Response(
        status_code=status, content_type="application/json", body=body, headers=dict(headers or {}), compress=True
    )


def in_csv(rows: Sequence[Sequence[str]], name: str) -> Response:
    """A file of lines for a spreadsheet. What a spreadsheet would take for a formula is made plain text.

    OWASP, "CSV Injection" (read 2026-11).
    """
    written = io.StringIO()
    csv.writer(written).writerows([[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows])
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(
        status_code=200, content_type="text/csv; charset=utf-8", body=written.getvalue(), headers=headers, compress=True
    )


def redirect(location: str, *, cookies: Sequence[Cookie] = ()) -> Response:
    """See there, with GET. `location` is an address of ours or the provider's."""
    return Response(status_code=303, content_type=HTML, body="", headers={"Location": location}, cookies=list(cookies))


def cookie(name: str, value: str, lifetime_s: int | None = None) -> Cookie:
    """A cookie that only this host gets back and no script reads. No lifetime: until the browser closes."""
    return Cookie(name, value, path="/", secure=True, http_only=True, max_age=lifetime_s, same_site=SameSite.LAX_MODE)


def asset(name: str) -> Response:
    """A file of `static/`, kept by the browser: its address changes with the content of all."""
    if name not in ASSETS:
        raise NotFoundError("There is no such file.")
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    return Response(status_code=200, content_type=ASSETS[name], body=_content(name), headers=headers, compress=True)


def problem(error: Exception) -> tuple[int, str, str]:
    """Status, title and sentence of an error; what nobody foresaw is logged by its type only."""
    for kind, status, title in STATUSES:
        if isinstance(error, kind):
            return status, title, "There is no page at this address." if kind is NoRouteError else str(error)
    if isinstance(error, ConfigurationError):
        observe.log("desk_misconfigured", level="ERROR", remedy=str(error))
        return 500, "Not set up", SET_UP_WRONGLY
    observe.log("desk_failed", level="ERROR", error_type=type(error).__name__)
    return 500, "Failed", FAILED


def problem_in_json(error: Exception) -> Response:
    """RFC 9457, with `field` where one is to blame."""
    status, title, detail = problem(error)
    described = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if isinstance(error, InputError):
        described["field"] = error.field
    return Response(status_code=status, content_type=PROBLEM, body=json.dumps(described))


@cache
def security_headers(desk_url: str) -> Mapping[str, str]:
    """On every answer. No form leads to the provider of sign-in, only links do: its page may be on any host."""
    policy = (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    if desk_url.startswith("https://"):
        headers["Strict-Transport-Security"] = "max-age=63072000"
    return headers


@cache
def _templates() -> Environment:
    environment: Any = Environment(  # the extension adds its methods as it is loaded
        loader=FileSystemLoader(HERE / "templates"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(
        languages.gettext, languages.ngettext, newstyle=True, pgettext=languages.pgettext, npgettext=languages.npgettext
    )
    environment.globals |= {"words": words, "address": asked.address, "languages": languages, "asset": _asset_address}
    environment.filters |= {"utc": _utc, "iso": _iso, "hour": _hour}
    return environment


@cache
def _content(name: str) -> str:
    return (HERE / "static" / name).read_text("utf-8")


@cache
def _asset_address(name: str) -> str:
    return f"/static/{_version()}/{name}"


@cache
def _version() -> str:
    """Stands in every file's address, so that what a module imports beside it is of the same time."""
    return hashlib.sha256("".join(_content(name) for name in ASSETS).encode()).hexdigest()[:12]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _iso(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%H:%M} UTC"
