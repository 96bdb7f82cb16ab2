"""The list of cases."""

from collections.abc import Sequence

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import views
from functions.desk.act import may, require_role
from functions.desk.admission import Visit
from functions.desk.pages.frame import page, visit_of
from functions.desk.views import Brand
from shared.domain.brand import UNASSIGNED
from shared.errors import NotFoundError, RequestError

router = APIGatewayHttpRouter()


@router.get("/")
def queue() -> Response:
    visit = visit_of(router)
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    brand, folder, show = queue_choice(visit, brands)
    if not brand:
        return page(visit, "no_brand.html", brands=brands)
    rows = views.queue(visit.ports, visit.staff, brand, folder, show, visit.now)
    return page(
        visit,
        "queue.html",
        brands=_tabs(visit, brands, brand),
        brand=next(found for found in brands if found.name == brand),
        folder=folder,
        show=show,
        rows=rows[: views.ROWS],
        more=len(rows) > views.ROWS,
        may_act=may(visit.staff, brand, "act"),
    )


def queue_choice(visit: Visit, brands: Sequence[Brand]) -> tuple[str, str, str]:
    """Brand, folder and filter that the address names; by default all open cases of the first brand that has any."""
    brand = visit.query.get("brand") or _first_with_work(visit, brands)
    if brand and brand not in [found.name for found in brands]:
        require_role(visit.staff, brand, "see")
        raise NotFoundError(f"There is no brand {brand!r}.")
    folder, show = visit.query.get("folder", "open"), visit.query.get("show", "all")
    if folder not in views.FOLDERS:
        raise RequestError("folder", f"it must be one of {', '.join(views.FOLDERS)}")
    if show not in views.SHOWS:
        raise RequestError("show", f"it must be one of {', '.join(views.SHOWS)}")
    return brand, folder, show


def _first_with_work(visit: Visit, brands: Sequence[Brand]) -> str:
    names = [brand.name for brand in brands]
    return next((name for name in names if visit.ports.cases.queue(name, "open", 1)), names[0] if names else "")


def _tabs(visit: Visit, brands: Sequence[Brand], chosen: str) -> list[Brand]:
    """The brands to choose from. Accounts without a brand have a tab only while something waits there."""
    is_shown = chosen == UNASSIGNED or bool(visit.ports.cases.queue(UNASSIGNED, "open", 1))
    return [brand for brand in brands if brand.name != UNASSIGNED or is_shown]
