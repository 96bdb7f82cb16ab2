"""What happened: figures of a brand, as a page and as lines for a spreadsheet."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, views
from functions.desk.act import require_role
from functions.desk.admission import Visit, checked_id
from functions.desk.pages.frame import page, visit_of
from functions.desk.views import Brand
from functions.desk.views.today import DAYS, Today, rows, titles, today
from shared.domain.brand import UNASSIGNED
from shared.errors import NotFoundError, RequestError
from shared.platforms import registry

router = APIGatewayHttpRouter()


@router.get("/today")
def of_first_brand() -> Response:
    """To the figures of the first brand that this person may see."""
    visit = visit_of(router)
    first = next((found for found in views.brands_of(visit.ports, visit.staff, visit.now) if _is_named(found)), None)
    return answers.redirect(f"/brands/{first.name}/today" if first else "/")


@router.get("/brands/<brand>/today")
def figures(brand: str) -> Response:
    visit = visit_of(router)
    brands, shown = _shown(visit, brand)
    chosen = next(found for found in brands if found.name == brand)
    return page(visit, "today.html", brands=brands, brand=chosen, shown=shown, days=DAYS, titles=titles())


@router.get("/brands/<brand>/today.csv")
def lines(brand: str) -> Response:
    _, shown = _shown(visit_of(router), brand)
    return answers.in_csv(rows(shown), f"heed-{brand}-{shown.days}-days.csv")


def _shown(visit: Visit, brand: str) -> tuple[list[Brand], Today]:
    require_role(visit.staff, checked_id(brand), "see")
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    if not any(found.name == brand and _is_named(found) for found in brands):
        raise NotFoundError(f"There is no brand {brand!r}.")
    days, platform = visit.query.get("days", str(DAYS[0])), visit.query.get("platform", "")
    if days not in map(str, DAYS):
        raise RequestError("days", f"it must be one of {', '.join(map(str, DAYS))}")
    if platform and platform not in registry.PLATFORMS:
        raise RequestError("platform", f"it must be one of {', '.join(registry.PLATFORMS)}")
    return brands, today(visit.ports, brand, int(days), platform, visit.now)


def _is_named(brand: Brand) -> bool:
    return brand.name != UNASSIGNED
