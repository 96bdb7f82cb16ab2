"""All that one author wrote to us."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import views
from functions.desk.pages.frame import page, visit_of
from functions.desk.views.author import author
from shared.domain.mention import ID_LIMIT
from shared.errors import NotFoundError, RequestError
from shared.platforms import registry

router = APIGatewayHttpRouter()


@router.get("/author")
def of_platform() -> Response:
    """`platform` and `id` in the address: ids hold signs that a path could not."""
    visit = visit_of(router)
    platform, author_id, before = (visit.query.get(name, "") for name in ("platform", "id", "before"))
    if platform not in registry.PLATFORMS:
        raise RequestError("platform", f"it must be one of {', '.join(registry.PLATFORMS)}")
    if not author_id or len(author_id.encode()) > ID_LIMIT:
        raise RequestError("id", "name the author as the platform does")
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    shown = author(visit.ports, visit.staff, brands, platform, author_id, before[: 2 * ID_LIMIT], visit.now)
    if not shown.written and not before:
        raise NotFoundError("This author wrote nothing to the brands that you may see.")
    return page(visit, "author.html", brands=brands, shown=shown)
