"""The stop switch of a brand."""

from datetime import timedelta

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, views, words
from functions.desk.act import may, name_of, require_role
from functions.desk.actions import stop_switch
from functions.desk.admission import Visit, checked_id
from functions.desk.pages.frame import page, visit_of
from shared.domain.brand import UNASSIGNED
from shared.errors import InputError, NotFoundError

router = APIGatewayHttpRouter()
STOP_HOURS = (1, 4, 24)


@router.get("/brands/<brand>/stop")
def stop(brand: str) -> Response:
    return _stop_page(visit_of(router), checked_id(brand))


@router.post("/brands/<brand>/stop")
def switch(brand: str) -> Response:
    visit = visit_of(router)
    try:
        done = stop_switch.switch(visit.ports, visit.staff, checked_id(brand), visit.fields)
    except InputError as error:
        return _stop_page(visit, brand, error=error)
    return answers.redirect(f"/brands/{brand}/stop?done={done.code}")


def _stop_page(visit: Visit, brand: str, *, error: InputError | None = None) -> Response:
    require_role(visit.staff, brand, "see")
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    found = next((listed for listed in brands if listed.name == brand and brand != UNASSIGNED), None)
    if found is None:
        raise NotFoundError(f"There is no brand {brand!r}.")
    last = visit.ports.settings.stop_switch(brand)
    return page(
        visit,
        "stop.html",
        status=422 if error else 200,
        brands=brands,
        brand=found,
        last=last,
        last_by=name_of(visit.ports, last.by) if last.by else "",
        may_switch=may(visit.staff, brand, "stop"),
        choices=[(hours, visit.now + timedelta(hours=hours)) for hours in STOP_HOURS],
        problem=words.refusal(error) if error else "",
        fields=visit.fields,
    )
