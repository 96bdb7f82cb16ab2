"""One case after another: the most urgent that nobody has is claimed and shown, without a list beside it."""

from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import actions, answers, views
from functions.desk.act import require_role
from functions.desk.admission import Visit, checked_id
from functions.desk.pages.frame import page, visit_of
from functions.desk.pages.queue import queue_choice
from shared.domain.case import Case
from shared.errors import ConflictError, InputError

router = APIGatewayHttpRouter()
TRIED = 20  # cases that others may take at the same moment, before a person is told to try again


@router.get("/focus")
def focus() -> Response:
    """What would come next. Reading it claims nothing."""
    visit = visit_of(router)
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    brand, _, _ = queue_choice(visit, brands)
    if not brand:
        return page(visit, "no_brand.html", brands=brands)
    require_role(visit.staff, brand, "act")
    rows = views.queue(visit.ports, visit.staff, brand, "unclaimed", "all", visit.now, 1)
    chosen = next(listed for listed in brands if listed.name == brand)
    return page(visit, "focus.html", brands=brands, brand=chosen, row=rows[0] if rows else None)


@router.post("/focus/next")
def next_case() -> Response:
    """Claims the most urgent case that nobody has; `leave` names one that is let go and passed over."""
    visit = visit_of(router)
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    brand = (visit.fields.get("brand") or [""])[-1] or queue_choice(visit, brands)[0]
    require_role(visit.staff, brand, "act")
    left = (visit.fields.get("leave") or [""])[-1]
    passed = visit.ports.cases.get(checked_id(left)) if left else None
    taken = take_next(visit, brand, passed)
    if passed and passed.held_by(visit.now) == visit.staff.staff_id and taken != passed.case_id:
        actions.perform(visit.ports, visit.staff, passed.case_id, "release", {})
    return answers.redirect(address_of_next(taken, brand))


def take_next(visit: Visit, brand: str, passed: Case | None = None) -> str:
    """The id of the case that is this person's now, or empty: the first that nobody has, after `passed` if there is
    one, else from the beginning."""
    rows = views.queue(visit.ports, visit.staff, brand, "unclaimed", "all", visit.now)
    found = [row.case for row in rows if passed is None or row.case.case_id != passed.case_id]
    if passed:
        found.sort(key=lambda case: _place(case) <= _place(passed))
    for case in found[:TRIED]:
        try:
            actions.perform(visit.ports, visit.staff, case.case_id, "claim", {})
        except (ConflictError, InputError):
            continue  # somebody was quicker
        return case.case_id
    return ""


def address_of_next(case_id: str, brand: str) -> str:
    return f"/cases/{case_id}?{urlencode({'focus': 'yes'})}" if case_id else f"/focus?{urlencode({'brand': brand})}"


def _place(case: Case) -> tuple[object, ...]:
    return (case.due_at, case.urgency.rank, case.opened_at)
