"""Who and what comes in: the right host, a signed-in person, and for every write our own page as its origin."""

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from functions.desk import answers, languages, session
from functions.desk.act import Fields, Ports
from functions.desk.session import Provider, Session
from shared.domain.brand import Staff
from shared.errors import ForbiddenError, NotFoundError, RequestError, SignInError

BODY_LIMIT = 128 * 1024
FIELDS_LIMIT = 300
OPEN_TO_ALL = ("/sign-in", "/static", "/favicon.ico")
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
ID = re.compile(r"[A-Za-z0-9_-]{1,80}", re.ASCII)
ENDED = "Your session has ended: sign in again. Nothing was done."


@dataclass(frozen=True)
class Desk:
    """All that a request may touch. `url` is where browsers find us, without a slash at the end."""

    ports: Ports
    provider: Provider
    url: str


@dataclass(frozen=True)
class Visit:
    """One request of one signed-in person. `fields` is what a form or a JSON body says."""

    desk: Desk
    staff: Staff
    session: Session
    now: datetime
    path: str
    query: Mapping[str, str]
    fields: Fields

    @property
    def ports(self) -> Ports:
        return self.desk.ports


def admit(app: APIGatewayHttpResolver, next_middleware: NextMiddleware) -> Response:
    """Lets a request pass to its route, with a Visit in the context unless the route is open to all."""
    desk: Desk = app.context["desk"]
    event = APIGatewayProxyEventV2(app.current_event.raw_event)
    now = desk.ports.clock()
    app.append_context(now=now)
    if event.path.startswith("/webhooks"):  # a platform with a mistyped address must never be redirected
        raise NotFoundError("No webhook is at this address: it is /webhooks/ and the platform's name.")
    if event.headers.get("host", "").lower() != urlsplit(desk.url).netloc.lower():
        if event.http_method == "GET":
            return answers.redirect(desk.url + "/")
        raise RequestError("Host", f"the desk is at {desk.url}")
    is_write = event.http_method != "GET"
    if is_write and event.headers.get("origin") != desk.url:
        raise ForbiddenError("This request came from another site. Use the desk's own pages.")
    if _is_open_to_all(event.path) and not is_write:
        return next_middleware(app)
    fields = read_fields(event) if is_write else {}
    app.append_context(fields=fields)
    found = _session(event, desk, now)
    staff = session.find_staff(desk.provider, desk.ports.settings, found) if found else None
    if found is None or staff is None:
        from_a_page = event.headers.get("sec-fetch-site") == "same-origin"  # a form there must not lead to the provider
        if cookies_of(event).get(answers.SESSION_COOKIE) or is_write or from_a_page or event.path.startswith("/api/"):
            raise SignInError(ENDED)
        return answers.redirect(f"/sign-in/start?{urlencode({'next': address_of(event)})}")
    if is_write and not _bears(event, fields, found.csrf):
        raise ForbiddenError("The page was too old, or the request was not made by it. Reload the page and try again.")
    visit = Visit(desk, staff, found, now, event.path, event.query_string_parameters, fields)
    app.append_context(visit=visit)
    return next_middleware(app)


def cookies_of(event: APIGatewayProxyEventV2) -> dict[str, str]:
    """The cookies by name. One that came twice is no cookie: somebody has planted the other."""
    pairs = [written.partition("=") for written in event.cookies]
    names = [name for name, _, _ in pairs]
    return {name: value for name, _, value in pairs if names.count(name) == 1}


def language_of(request: dict[str, Any]) -> str:
    """The language to answer in. JSON is English, unless its address names another one."""
    event = APIGatewayProxyEventV2(request)
    if event.path.startswith("/api/"):
        return languages.choose(event.query_string_parameters.get("language", ""), "")
    chosen = cookies_of(event).get(answers.LANGUAGE_COOKIE, "")
    return languages.choose(chosen, event.headers.get("accept-language", ""))


def read_fields(event: APIGatewayProxyEventV2) -> Fields:
    """What the body says, as lists of texts. RequestError for what is too large, or neither form nor JSON object."""
    if len(event.get("body") or "") > BODY_LIMIT * 2:
        raise RequestError("body", f"it is too large; {BODY_LIMIT // 1024} kB are allowed")
    try:
        body = event.decoded_body or ""
    except ValueError as error:
        raise RequestError("body", "it must be UTF-8") from error
    kind = event.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == FORM:
        try:
            return parse_qs(body, keep_blank_values=True, errors="strict", max_num_fields=FIELDS_LIMIT)
        except ValueError as error:
            raise RequestError("body", "it must be a form in UTF-8") from error
    if kind == JSON:
        return _json_fields(body)
    raise RequestError("Content-Type", f"it must be {FORM} or {JSON}")


def address_of(event: APIGatewayProxyEventV2) -> str:
    """Path and query, as the browser shows them."""
    return f"{event.path}?{event.raw_query_string}" if event.raw_query_string else event.path


def checked_id(value: str) -> str:
    """An id of the address, fit to stand in a key. NotFoundError for anything else."""
    if not ID.fullmatch(value):
        raise NotFoundError("There is nothing at this address.")
    return value


def local_path(written: str) -> str:
    """A path of ours to go on to, or the queue: never another site's address."""
    parts = urlsplit(written)
    is_ours = written.startswith("/") and not parts.netloc and not written.startswith(("//", "/\\"))
    return written if is_ours and written.isprintable() and "\\" not in written else "/"


def _session(event: APIGatewayProxyEventV2, desk: Desk, now: datetime) -> Session | None:
    return session.find_session(desk.ports.settings, cookies_of(event).get(answers.SESSION_COOKIE, ""), now)


def _is_open_to_all(path: str) -> bool:
    return any(path == door or path.startswith(f"{door}/") for door in OPEN_TO_ALL)


def _bears(event: APIGatewayProxyEventV2, fields: Fields, csrf: str) -> bool:
    """Whether the session's token came with the write: in the form, or in a header beside JSON."""
    is_json = event.headers.get("content-type", "").startswith(JSON)
    sent = event.headers.get("x-csrf-token", "") if is_json else (fields.get("csrf") or [""])[0]
    return hmac.compare_digest(sent.encode(), csrf.encode())


def _json_fields(body: str) -> Fields:
    try:
        value: Any = json.loads(body or "{}")
    except (ValueError, RecursionError) as error:
        raise RequestError("body", "it is no JSON") from error
    if not isinstance(value, dict) or len(value) > FIELDS_LIMIT:
        raise RequestError("body", "it must be a JSON object of fields")
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise RequestError("body", "it holds half of a sign, such as \\ud83d alone") from error
    return {name: _texts(name, member) for name, member in value.items()}


def _texts(name: str, value: Any) -> list[str]:
    """One JSON value as a form would send it: texts, nothing for null and false, `on` for true."""
    if value is None or value is False:
        return []
    if value is True:
        return ["on"]
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return value
    raise RequestError(name, "it must be a text, a list of texts, true or false")
