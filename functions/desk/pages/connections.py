"""Connections: every account that one may see, and for an admin the word that lets it speak or silences it."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, views, words
from functions.desk.actions import connecting
from functions.desk.admission import Visit
from functions.desk.pages.frame import page, visit_of
from functions.desk.views.connections import connections
from shared.errors import InputError

router = APIGatewayHttpRouter()


@router.get("/connections")
def listed() -> Response:
    return _page(visit_of(router))


@router.post("/connections")
def let() -> Response:
    visit = visit_of(router)
    try:
        done = connecting.let(visit.ports, visit.staff, visit.fields)
    except InputError as error:
        return _page(visit, error=error)
    return answers.redirect(f"/connections?done={done.code}")


def _page(visit: Visit, *, error: InputError | None = None) -> Response:
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    return page(
        visit,
        "connections.html",
        status=422 if error else 200,
        brands=brands,
        connections=connections(visit.ports, visit.staff, brands, visit.now),
        problem=words.refusal(error) if error else "",
    )
