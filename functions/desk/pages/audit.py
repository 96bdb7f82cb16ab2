"""Who did what when and why, for administrators: as a page and as lines for a spreadsheet."""

import re
from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, views
from functions.desk.act import may, require_role, require_somewhere
from functions.desk.admission import Visit
from functions.desk.pages.frame import page, visit_of
from functions.desk.views import Brand
from functions.desk.views import audit as view
from shared.aws import staff as staff_list
from shared.domain.staffing import EVERY
from shared.errors import RequestError

router = APIGatewayHttpRouter()
ROWS, LINES = 100, 2000  # of a page, of a file
WHERE = re.compile(r"(\d{4}-\d\d-\d\d)~([\w:.#-]{0,60})", re.ASCII)
PERSON = re.compile(r"[^\x00-\x1f\x7f]{1,200}")


@router.get("/audit")
def shown() -> Response:
    visit = visit_of(router)
    brands, asked = _asked(visit)
    _changes, people = staff_list.roster(visit.ports.settings)
    return page(
        visit,
        "audit.html",
        brands=brands,
        shown=view.page(visit.ports, asked, visit.now, ROWS),
        people=sorted(people, key=attrgetter("name")),
        choices=[brand for brand in brands if may(visit.staff, brand.name, "audit")],
        chosen={name: visit.query.get(name, "") for name in ("brand", "by", "day")},
        every=EVERY,
        titles={brand.name: brand.title for brand in brands},
    )


@router.get("/audit.csv")
def lines() -> Response:
    visit = visit_of(router)
    _brands, asked = _asked(visit)
    found = view.page(visit.ports, asked, visit.now, LINES)
    return answers.in_csv(view.rows(found), f"heed-audit-{visit.now:%Y-%m-%d}.csv")


def _asked(visit: Visit) -> tuple[list[Brand], view.Asked]:
    """What the address asks for, of what an administrator of some brand may see. RequestError, ForbiddenError."""
    require_somewhere(visit.staff, "audit")
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    by, before = visit.query.get("by", ""), visit.query.get("before", "")
    if by and not PERSON.fullmatch(by):
        raise RequestError("by", "it must be the id of a person")
    found = WHERE.fullmatch(before)
    if before and not found:
        raise RequestError("before", "take it from the link to the older ones")
    return brands, view.Asked(
        brands=_chosen(visit, brands),
        by=by,
        day=_day("day", visit.query.get("day", "")),
        before=(_day("before", found[1]) or visit.now.date(), found[2]) if found else None,
    )


def _chosen(visit: Visit, brands: Sequence[Brand]) -> list[str]:
    """The brands to look at: the one that is named, else all that one administers, and what belongs to no brand."""
    brand = visit.query.get("brand", "")
    if brand == EVERY:
        return [EVERY]
    if brand:
        require_role(visit.staff, brand, "audit")
        return [brand]
    return [*(one.name for one in brands if may(visit.staff, one.name, "audit")), EVERY]


def _day(name: str, written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise RequestError(name, "write a day such as 2026-11-22") from error
