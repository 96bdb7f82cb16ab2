"""What every page has: the visit that it answers, the bar above it, and errors as pages."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from functions.desk import answers, asked, languages, views, words
from functions.desk.act import may_somewhere
from functions.desk.admission import Visit, address_of, local_path
from functions.desk.views import Brand
from shared.errors import InputError

# the bar's links: address, title, and what one must be allowed to do for some brand, a key of `act.NEEDS`
NAVIGATION = (
    ("/", "Queue", "see"),
    ("/today", "Today", "see"),
    ("/connections", "Connections", "see"),
    ("/quarantine", "Quarantine", "act"),
    ("/audit", "Audit", "audit"),
    ("/playbook", "Playbook", "see"),
    ("/staff", "Staff", "staff"),
)


def page(visit: Visit, template: str, *, status: int = 200, brands: Sequence[Brand], **values: Any) -> Response:
    return answers.page(template, status=status, brands=brands, **{**frame(visit), **values})


def frame(visit: Visit | None) -> dict[str, Any]:
    done = visit.query.get("done", "") if visit else ""
    return {
        "staff": visit.staff if visit else None,
        "csrf": visit.session.csrf if visit else "",
        "now": visit.now if visit else None,
        "navigation": [
            (address, title) for address, title, what in NAVIGATION if visit and may_somewhere(visit.staff, what)
        ],
        "here": visit.path if visit else "",
        "places": views.FOLDERS,
        "chosen": asked.chosen_of(visit.query) if visit else {},
        "notice": languages.gettext(words.DONE.get(done, "")),
        "done": done if done in words.DONE else "",
    }


def error_page(router: APIGatewayHttpRouter, error: Exception) -> Response:
    """An error as a page; who is not signed in gets the way in, and back what was written."""
    status, title, detail = answers.problem(error)
    title = languages.gettext(title)
    detail = words.refusal(error) if isinstance(error, InputError) else languages.sentence(detail)
    context: dict[str, Any] = router.context
    written = (context.get("fields", {}).get("text") or [""])[-1]
    if status == 401:
        return answers.page("sign_in.html", status=401, problem=detail, out=False, next=next_of(router), text=written)
    visit: Visit | None = context.get("visit") if status < 500 else None
    brands = views.brands_of(visit.ports, visit.staff, visit.now) if visit else []
    said = {"title": title, "detail": detail, "text": written}
    return answers.page("error.html", status=status, brands=brands, **said, **frame(visit))


def visit_of(router: APIGatewayHttpRouter) -> Visit:
    """The request under way. Only on routes that are not open to all."""
    return router.context["visit"]


def came_from(router: APIGatewayHttpRouter) -> dict[str, str]:
    """The list that the page before belonged to, as the browser tells it; empty where it does not."""
    before = urlsplit(event_of(router).headers.get("referer", ""))
    return asked.chosen_of(dict(parse_qsl(before.query)))


def event_of(router: APIGatewayHttpRouter) -> APIGatewayProxyEventV2:
    return APIGatewayProxyEventV2(router.current_event.raw_event)


def next_of(router: APIGatewayHttpRouter) -> str:
    """Where to go after sign-in: as the address says, or, on a page that could not be shown, that page."""
    event = event_of(router)
    if event.path.startswith("/sign-in"):
        return local_path(event.query_string_parameters.get("next", "/"))
    return local_path(address_of(event) if event.http_method == "GET" else event.path.rpartition("/")[0])
